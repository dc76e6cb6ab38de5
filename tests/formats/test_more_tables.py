"""dBase, Avro, ORC, Feather of the first version, DICOM; and what workbooks hold beside cells."""

import struct
import warnings
from io import BytesIO
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from scanner.formats.number_shapes import CellFormats, adds_digits, shown
from scanner.formats.sheet97_parts import workbook_texts
from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract, zipped

NHS = "9990012016"
CODE = "Key safe 4821, left of the door"
ROWS = [{"client": {"name": "Ivy Crabtree", "nhs": NHS}, "notes": ["none", CODE]}]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def dbase(rows: list[tuple[bytes, ...]], driver: int = 3, marks: bytes = b" ") -> bytes:
    """A table of text columns, as wide as the first row's values."""
    names, widths = ("CLIENT", "NOTES", "BORN"), [len(value) for value in rows[0]]
    fields = b""
    for name, width in zip(names, widths, strict=False):
        kind = b"D" if name == "BORN" else b"C"
        fields += name.encode().ljust(11, b"\x00") + kind + bytes(4) + bytes([width, 0]) + bytes(14)
    head = struct.pack("<B3BIHH", 3, 126, 1, 1, len(rows), 33 + len(fields), 1 + sum(widths))
    content = head.ljust(29, b"\x00") + bytes([driver, 0, 0]) + fields + b"\r"
    for index, row in enumerate(rows):
        content += marks[index % len(marks) :][:1] + b"".join(row)
    return content


def test_dbase_rows_have_their_columns():
    """Cells stand in the column of their field, dates in ISO form."""
    found = extract("dbf", dbase([(b"Ivy Crabtree", CODE.encode(), b"19380302")]))
    assert found.batch("", "NOTES").values.to_pylist() == [CODE]
    assert found.batch("", "BORN").values.to_pylist() == ["1938-03-02"]


def test_deleted_dbase_rows_are_read():
    """A row marked as deleted is still in the file."""
    found = extract("dbf", dbase([(b"Ivy", b"1234"), (b"Jo ", b"4821")], marks=b" *"))
    assert found.batch("", "NOTES").values.to_pylist() == ["1234", "4821"]


def test_dbase_of_a_dos_program_is_decoded():
    """The language driver tells the encoding."""
    assert extract("dbf", dbase([("Zoë".encode("cp850"),)], driver=2)).values() == ["Zoë"]


def test_dbase_cut_off_says_where():
    """Rows before the break are read, the break is told."""
    found = extract("dbf", dbase([(b"Ivy", b"4821"), (b"Jo ", b"4822")])[:-3])
    assert found.values("", "NOTES") == ["4821"]
    assert found.error is not None and "row 1" in found.error.detail


def avro(rows: list[dict[str, object]]) -> bytes:
    """An Avro file of clients."""
    fastavro = pytest.importorskip("fastavro", reason="keysweep[avro] is not installed")
    client = {"type": "record", "name": "client", "fields": []}
    client["fields"] = [{"name": "name", "type": "string"}, {"name": "nhs", "type": "string"}]
    schema = {"type": "record", "name": "row", "fields": [{"name": "client", "type": client}]}
    schema["fields"].append({"name": "notes", "type": {"type": "array", "items": "string"}})
    held = BytesIO()
    fastavro.writer(held, schema, rows, codec="deflate")
    return held.getvalue()


def test_nested_avro_fields_are_dotted_columns():
    """Fields inside records are named by their path, items of lists are aligned batches."""
    found = extract("avro", avro(ROWS))
    assert found.values("", "client.nhs") == [NHS]
    assert found.values("", "notes") == ["none", CODE]


def test_avro_cut_off_is_damaged():
    """What stands before the break is read."""
    found = extract("avro", avro(ROWS * 3)[:-20])
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_orc_rows():
    """Rows of an ORC file have their columns."""
    import pyarrow.orc

    held = BytesIO()
    pyarrow.orc.write_table(pa.table({"nhs": [NHS, None], "notes": [None, CODE]}), held)
    assert extract("orc", held.getvalue()).batch("", "notes").values.to_pylist() == [None, CODE]


def test_feather_of_the_first_version():
    """The old form is read while Arrow reads it."""
    import pyarrow.feather

    held = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyarrow.feather.write_feather(pa.table({"notes": [CODE]}), held, version=1)
    assert extract("feather", held.getvalue()).values("", "notes") == [CODE]


def dicom(**elements: str) -> bytes:
    """A DICOM file without a picture."""
    pydicom = pytest.importorskip("pydicom", reason="keysweep[dicom] is not installed")
    dataset = pydicom.Dataset()
    dataset.file_meta = pydicom.dataset.FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    dataset.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    inner = pydicom.Dataset()
    inner.PatientComments = CODE
    dataset.RequestAttributesSequence = [inner]
    for name, value in elements.items():
        setattr(dataset, name, value)
    held = BytesIO()
    pydicom.dcmwrite(held, dataset, enforce_file_format=True)
    return held.getvalue()


def test_dicom_header_is_one_record():
    """Name, number and date of birth stand in one record, the name without carets."""
    content = dicom(PatientName="Crabtree^Ivy", PatientID=NHS, PatientBirthDate="19380302")
    found = extract("dicom", content)
    batch = found.batch("", "PatientName")
    assert (batch.values.to_pylist(), batch.unit) == (["Crabtree Ivy"], Unit.MESSAGE)
    assert found.values("", "PatientID") == [NHS]
    assert found.values("", "PatientBirthDate") == ["1938-03-02"]


def test_dicom_sequences_are_read():
    """Elements inside sequences are columns too."""
    assert extract("dicom", dicom()).values("", "PatientComments") == [CODE]


def test_text_burned_into_a_dicom_picture_is_unread():
    """A picture that says it has text in it is said not to be read."""
    (note,) = extract("dicom", dicom(BurnedInAnnotation="YES")).skipped
    assert note.reason is Reason.IMAGE_ONLY


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("0000", 42, "0042"),
        ("000 000 0000", 9990012016, "999 001 2016"),
        ("00000 000000", 1632960123, "01632 960123"),
        ('"KS"000', 7, "KS007"),
        (r"00\-00", 4821, "48-21"),
        ("00", 4821, "4821"),
    ],
)
def test_format_gives_leading_zeros_back(code, number, text):
    """A number is what the cell shows."""
    assert adds_digits(code) and shown(number, code) == text


@pytest.mark.parametrize("code", ["0", "#,##0", "0.00", "General", "0%", "dd/mm/yyyy", "0.00E+00"])
def test_other_formats_are_left_alone(code):
    """Formats of amounts and dates add no digits."""
    assert not adds_digits(code)


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [(1, 13941.0, "1938-03-02"), (2, 46351.5, "2026-11-25 12:00:00"), (1, 0.5, "12:00:00"),
     (0, 46351.5, "46351.5"), (3, 42.0, "0042"), (9, 42.0, "42")],
)  # fmt: skip
def test_style_of_a_cell_shows_dates_and_zeros(style, number, text):
    """Built-in and own formats of dates, and of codes; an unknown style shows the number."""
    formats = CellFormats([(0, ""), (14, ""), (170, "dd/mm/yyyy hh:mm"), (171, "0000")])
    assert formats.text(number, style) == text


def test_code_with_lost_zeros_is_read_as_shown():
    """A key-safe code kept as a number is given with its zeros, in its row."""
    book = openpyxl.Workbook()
    book.active.append(["Client", "Key safe code"])
    book.active.append(["Ivy Crabtree", 42])
    book.active["B2"].number_format = "0000"
    held = BytesIO()
    book.save(held)
    batch = extract("xlsx", held.getvalue()).batch("Sheet", "Key safe code")
    assert (batch.values.to_pylist(), batch.first) == (["0042"], 2)


def _biff(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls_with_texts() -> bytes:
    """The records of a workbook with a comment and a text box on one sheet."""
    name = b"\x07\x00Clients"
    start = len(_biff(0x809, bytes(16))) + len(_biff(0x85, bytes(6) + name)) + len(_biff(0xA, b""))
    raw = _biff(0x809, bytes(16)) + _biff(0x85, struct.pack("<IH", start, 0) + name)
    raw += _biff(0xA, b"") + _biff(0x809, bytes(16))
    for number, text in ((1, CODE), (2, f"NHS {NHS}")):
        raw += _biff(0x5D, struct.pack("<4H", 0x15, 0x12, 0x19, number) + bytes(14))
        raw += _biff(0x1B6, bytes(10) + struct.pack("<HHI", len(text), 0, 0))
        raw += _biff(0x3C, b"\x00" + text[:5].encode())
        raw += _biff(0x3C, b"\x01" + text[5:].encode("utf-16-le"))
    return raw + _biff(0x1C, struct.pack("<4H", 4, 1, 0, 1) + b"\x03\x00\x00Ivy")


def test_comment_of_an_xls_sheet_names_its_cell():
    """A comment comes with its cell and author, a text box without."""
    found = {
        batch.part: batch.values.to_pylist() for batch in workbook_texts(xls_with_texts(), Limits())
    }
    assert found["comments of Clients"] == [f"B5: {CODE} (Ivy)"]
    assert found["text boxes of Clients"] == [f"NHS {NHS}"]


def _record12(kind: int, content: bytes) -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_with_comment() -> bytes:
    """A binary workbook with a number in a format of four zeros, a text and a comment."""
    rels = '<Relationships xmlns="urn:r"><Relationship Id="rId1" Type="a/{}" Target="{}"/>'
    rels += "</Relationships>"
    sheet = _record12(0, struct.pack("<I", 3) + bytes(8))
    sheet += _record12(6, struct.pack("<II", 1, 0) + _wide(CODE))
    sheet += _record12(2, struct.pack("<III", 2, 1, 42 << 2 | 2))
    styles = _record12(44, struct.pack("<H", 164) + _wide("0000")) + _record12(617, bytes(4))
    styles += _record12(47, bytes(16)) + _record12(47, struct.pack("<HH", 0, 164) + bytes(12))
    styles += _record12(618, b"")
    notes = _record12(635, struct.pack("<5I", 0, 3, 3, 1, 1) + bytes(16))
    notes += _record12(637, b"\x00" + _wide(f"NHS {NHS}"))
    return zipped(
        {
            "[Content_Types].xml": "<a/>",
            "xl/workbook.bin": _record12(156, bytes(8) + _wide("rId1") + _wide("Clients")),
            "xl/_rels/workbook.bin.rels": rels.format("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/styles.bin": styles,
            "xl/worksheets/_rels/sheet1.bin.rels": rels.format("comments", "../comments1.bin"),
            "xl/comments1.bin": notes,
        }
    )


def test_comment_of_a_binary_workbook_names_its_cell():
    """Comments of xlsb are read with their cells."""
    found = extract("xlsb", xlsb_with_comment())
    assert found.values("comments of Clients") == [f"B4: NHS {NHS}"]


def test_cells_of_a_binary_workbook_are_read_as_shown():
    """Texts and numbers stand in their columns, numbers in the format of their cells."""
    found = extract("xlsb", xlsb_with_comment())
    assert found.values("Clients")[0] == f"{CODE}: 0042"


def test_sheet_of_excel_4_is_read():
    """A real sheet of 1992's format has its rows."""
    paths = sorted((CORPUS / "xls").glob("*EXCEL_4.xls"))
    if not paths:
        pytest.skip("the corpus of real files is not here")
    pytest.importorskip("xlrd", reason="keysweep[legacy] is not installed")
    assert "Taxable returns" in extract("biff", paths[0].read_bytes()).values("Sheet 1")
