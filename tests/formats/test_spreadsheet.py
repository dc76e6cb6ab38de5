"""Workbooks: every sheet, real row numbers, headers, and what stands beside the cells."""

import datetime
import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from scanner.model import Reason, Unit
from tests.formats.extract import extract, zipped
from tests.formats.places.sheets import xls_formula

NHS = "9990012016"
DRAWING = (
    '<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:p><a:r>'
    "<a:t>Key </a:t></a:r><a:r><a:t>safe 4821</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
)


def _book(fill):
    """An xlsx workbook whose first sheet `fill` has filled."""
    book = openpyxl.Workbook()
    book.active.title = "Clients"
    fill(book.active)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _rows(*rows):
    def fill(sheet):
        for row in rows:
            sheet.append(row)

    return _book(fill)


def _with_parts(content, parts):
    """The workbook with further parts in its ZIP."""
    held = BytesIO(content)
    with zipfile.ZipFile(held, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_header_names_the_columns():
    """Cells below a header carry its texts; rows are numbered as in Excel."""
    found = extract("xlsx", _rows(["Name", "NHS Number"], ["Ivy Crabtree", int(NHS)]))
    batch = found.batch("Clients", "NHS Number")
    assert (batch.values.to_pylist(), batch.first, batch.unit) == ([NHS], 2, Unit.ROW)


def test_columns_of_a_sheet_are_aligned():
    """Batches of one sheet share first position and length, blanks included."""
    content = _rows(["Name", "Phone"], ["Ivy", None], [None, "01632 960123"], ["Seamus", "x"])
    batches = [b for b in extract("xlsx", content).batches if b.unit is Unit.ROW]
    assert {(b.first, len(b.values)) for b in batches} == {(2, 3)}


def test_title_rows_above_the_header_are_lines():
    """A header further down is found; what stands above it is text."""
    content = _rows(
        ["Visits of the week"], [], ["Client", "Key safe"], ["Ivy Crabtree", 4821], ["Seamus", 7733]
    )
    found = extract("xlsx", content)
    assert found.values("Clients", "Key safe") == ["4821", "7733"]
    assert found.batch("Clients", "Key safe").first == 4
    assert "Visits of the week" in found.batch("Clients").values.to_pylist()


def test_data_without_header_keeps_its_first_row():
    """Without a header columns are called by their letters, and no row is lost."""
    found = extract("xlsx", _rows(["Ivy", NHS, "M1 1AA"], ["Seamus", "9990012024", "M1 1AB"]))
    assert found.values("Clients", "column B") == [NHS, "9990012024"]


def test_row_numbers_and_letters_count_from_the_sheet():
    """A table that does not begin in A1 keeps its real row numbers and letters."""

    def fill(sheet):
        sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "Ivy", NHS, "Seamus", "9990012024"

    batch = extract("xlsx", _book(fill)).batch("Clients", "column D")
    assert (batch.first, batch.values.to_pylist()) == (5, [NHS, "9990012024"])


def test_header_cells_are_examined_too():
    """What is taken for a header is given as a line as well: it may be data."""
    found = extract("xlsx", _rows(["Name", "Address"], ["Ivy", "1 High Street"]))
    assert found.batch("Clients").values.to_pylist() == ["Name: Address"]


def test_two_columns_of_labels_are_a_form():
    """A sheet of labels and values gives lines that keep both together."""
    content = _rows(
        ["Name", "Ivy Crabtree"],
        ["Date of birth", "12/03/1941"],
        ["Key safe", 4821],
        ["GP", "Dr Hall"],
    )
    assert "Key safe: 4821" in extract("xlsx", content).values("Clients")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read(state):
    """Hidden sheets are sheets."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Archive")
    sheet["A1"] = f"NHS {NHS}"
    sheet.sheet_state = state
    held = BytesIO()
    book.save(held)
    assert extract("xlsx", held.getvalue()).values("Archive") == [f"NHS {NHS}"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9990012016.0, NHS),
        (1.5, "1.5"),
        (datetime.date(1941, 3, 12), "1941-03-12"),
        (datetime.datetime(2026, 1, 2, 9, 30), "2026-01-02 09:30:00"),
        (True, "True"),
    ],
)
def test_cell_texts(value, text):
    """Numbers and dates read as a person would write them."""
    assert extract("xlsx", _rows([value])).values("Clients") == [text]


def test_comments_are_read():
    """A comment is given with the cell it is about."""

    def fill(sheet):
        sheet["A1"] = "x"
        sheet["B2"].comment = Comment("gate code 7731", "Office")

    found = extract("xlsx", _book(fill))
    assert found.values("comments of Clients") == ["B2: gate code 7731"]
    assert found.values("comment authors") == ["Office"]


def test_text_boxes_are_read():
    """Text boxes are read, runs joined."""
    content = _with_parts(_rows(["x"]), {"xl/drawings/drawing1.xml": DRAWING})
    assert extract("xlsx", content).values("text boxes") == ["Key safe 4821"]


def test_headers_footers_names_and_links_are_read():
    """What prints on every page, defined names and link targets are read."""

    def fill(sheet):
        sheet["A1"] = "x"
        sheet["A1"].hyperlink = "mailto:ivy@example.org"
        sheet.oddHeader.left.text = "Client list"
        sheet.parent.defined_names["Office"] = DefinedName("Office", attr_text='"01632 960123"')

    found = extract("xlsx", _book(fill))
    assert found.values("header and footer of Clients") == ["Client list"]
    assert found.values("links of Clients") == ["mailto:ivy@example.org"]
    assert found.values("defined names") == ['Office: "01632 960123"']


def test_pivot_caches_are_read():
    """Cells that a pivot table copied stay in the file, and are read."""
    cache = f'<pivotCacheRecords><r><s v="Ivy Crabtree"/><n v="{NHS}"/></r></pivotCacheRecords>'
    content = _with_parts(_rows(["x"]), {"xl/pivotCache/pivotCacheRecords1.xml": cache})
    assert extract("xlsx", content).values("pivot caches") == ["Ivy Crabtree", NHS]


def test_embedded_files_are_members():
    """A file put into a workbook becomes a member."""
    content = _with_parts(_rows(["x"]), {"xl/embeddings/plan.docx": b"PK"})
    assert extract("xlsx", content).members == {"xl/embeddings/plan.docx": b"PK"}


def test_far_cell_does_not_fill_the_memory():
    """A sheet whose grid would be huge is read row by row, with the same texts."""

    def fill(sheet):
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Name", "NHS Number", "Ivy", int(NHS)
        sheet["B3"] = datetime.date(1941, 3, 12)
        sheet["XFD60000"] = "far"

    found = extract("xlsx", _book(fill))
    assert found.values("Clients", "NHS Number") == [NHS, "1941-03-12"]
    assert found.values("Clients", "column XFD") == ["far"]


def test_row_by_row_equals_the_grid(monkeypatch):
    """Both ways of reading a sheet give the same values at the same positions."""
    rows = [["Name", "Born", "No"], ["Ivy", datetime.date(1941, 3, 12), 1.5], [None, None, 7]]
    content = _rows(*rows, ["Seamus", datetime.datetime(1950, 1, 2, 9, 30), 4821])
    grid = _rows_of(extract("xlsx", content))
    monkeypatch.setattr("scanner.formats.sheet_stream.is_sparse", lambda *_: True)
    assert len(grid) == 3
    assert _rows_of(extract("xlsx", content)) == grid


def _rows_of(found):
    return [(b.column, b.first, b.values.to_pylist()) for b in found.batches if b.unit is Unit.ROW]


def test_bomb_is_refused_before_it_is_unpacked():
    """A part that unpacks to far too much ends the reading."""
    content = _with_parts(_rows(["x"]), {"xl/worksheets/sheet9.xml": bytes(3_000_000)})
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(held, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    error = extract("xlsx", held.getvalue()).error
    assert error is not None and error.reason is Reason.LIMIT


def test_damaged_workbook_is_said():
    """A workbook without its main part is damaged."""
    error = extract("xlsx", zipped({"[Content_Types].xml": "<a/>", "xl/x.xml": "<a/>"})).error
    assert error is not None and error.reason is Reason.DAMAGED


def test_damaged_old_workbook_is_said():
    """An xls file that is none is damaged."""
    error = extract("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)).error
    assert error is not None and error.reason is Reason.DAMAGED


def test_opendocument_sheet():
    """A sheet of LibreOffice is read, its comments too."""
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )

    def cell(text, extra=""):
        return (
            f'<table:table-cell office:value-type="string">{extra}<text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    note = "<office:annotation><text:p>gate code 7731</text:p></office:annotation>"
    rows = [("Name", "NHS Number"), ("Ivy", NHS), ("Seamus", "9990012024")]
    table = "".join(
        f"<table:table-row>{cell(a)}{cell(b, note if a == 'Ivy' else '')}</table:table-row>"
        for a, b in rows
    )
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {namespaces}><office:body>"
            f'<office:spreadsheet><table:table table:name="Clients">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )
    found = extract("ods", content)
    assert found.values("Clients", "NHS Number") == [NHS, "9990012024"]
    assert found.values("comments of Clients") == ["B2: gate code 7731"]


def test_packed_numbers_of_an_old_sheet_are_read_as_shown():
    """Whole numbers and hundredths that xls packs into four bytes show their zeros."""
    found = extract("xls", xls_formula())
    assert found.values("Codes", "column B")[1:] + found.values("Codes", "column C") == [
        "0042",
        "0048",
    ]
