"""Names are hostile: of files, folders, members, sheets, columns and tables. None acts anywhere."""

import csv
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from tests.trust.outputs import Outputs, sweep_and_report

TEXT = "Edna Clegg, NHS number 999 000 0018. Key safe code 482931\npassword: kz4mqx7RtB\n"
MARKUP = "<img src=x onerror=alert(1)>"
NAMES = (
    MARKUP,
    "<script>alert(1)<\\script>",
    "=cmd|' \\C calc'!A0",
    "+SUM(1)",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\x1b[2J\x1b]0;owned\x07 clear",
    "x\r\nERROR forged line",
    "x\n# Forged heading",
    "[a](javascript:alert(1))",
    "`code` | cell | **bold**",
    "invoice\u202egnp.exe",
    "zero\u200bwidth\u2066 isolate",
    "&lt;b&gt; &amp; '\"",
    "%2e%2e%2f%00",
    "..\\..\\windows",
    "{{7*7}} ${7*7} {% raw %}",
    "CON .. ",
)
CONTROL = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _share(folder: Path) -> None:
    """Each name as a file, a folder, a member, a sheet, a column and a table."""
    for name in NAMES:
        (folder / name).mkdir()
        (folder / name / f"{name}.txt").write_text(TEXT)
    (folder / "bytes").mkdir()
    (folder.joinpath("bytes") / "\udcff\udcfe.txt").write_text(TEXT)
    with zipfile.ZipFile(folder / "members.zip", "w") as archive:
        for name in (*NAMES, "../../etc/passwd", "/etc/passwd", "C:\\x", "a/../../b"):
            archive.writestr(f"{name}/{name}.txt", TEXT)
    book = openpyxl.Workbook()
    for name in NAMES:
        if not re.search(r"[\[\]:*?/\\\x00-\x1f]", name):
            book.create_sheet(name[:31]).append([name, TEXT])
    book.active.append([re.sub(r"[\x00-\x08\x0b-\x1f]", "", name) for name in NAMES])
    book.active.append([TEXT for _ in NAMES])
    out = io.BytesIO()
    book.save(out)
    (folder / "sheets.xlsx").write_bytes(out.getvalue())
    database = sqlite3.connect(folder / "tables.sqlite")
    for name in NAMES:
        quoted = name.replace('"', '""')
        database.execute(f'CREATE TABLE "{quoted}" ("{quoted}" TEXT)')
        database.execute(f'INSERT INTO "{quoted}" VALUES (?)', [TEXT])
    database.commit()
    database.close()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """All that a sweep of such a share says and writes."""
    folder = tmp_path_factory.mktemp("hostile")
    share, made = folder / "share", Outputs(folder / "out")
    share.mkdir()
    made.folder.mkdir()
    _share(share)
    with made.config.open("a") as config:
        config.write('recognizers = ["UK_NHS", "KEY_SAFE_CODE", "PERSON", "CREDENTIAL"]\n')
    sweep_and_report(share, made, ("--names", "off", "--top", "1000"))
    return made


def written(outputs: Outputs, *endings: str) -> dict[str, str]:
    """The reports with these endings, and what the commands that print the same kind said."""
    files = {one.name: one for one in (outputs.folder / "reports").iterdir()}
    chosen = {name: one.read_text("utf-8") for name, one in files.items() if name.endswith(endings)}
    assert chosen
    return chosen


def test_every_command_worked(outputs: Outputs) -> None:
    """No name breaks a report, and every file was read."""
    assert set(outputs.codes.values()) == {0}


def test_the_terminal_and_the_log_show_visible_characters_alone(outputs: Outputs) -> None:
    """No name clears a screen, forges a line or turns the writing round."""
    for name, said in outputs.said.items():
        text = said.decode("utf-8")
        hostile = {unicodedata.category(char) for char in text if char != "\n"} & CONTROL
        assert hostile == set(), name
        forged = ("ERROR forged", "# Forged", "=cmd", "\\C calc")
        assert not [line for line in text.splitlines() if line.startswith(forged)], name


def test_no_cell_of_a_csv_is_a_formula(outputs: Outputs) -> None:
    """A spreadsheet that opens it computes nothing."""
    tables = written(outputs, ".csv")
    assert any("SUM(1)" in text for text in tables.values())
    for name, text in tables.items():
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        bad = [cell for cell in cells if re.match(r"\s*[=+@\t\r]|\s*-(?![0-9.]+$)", cell)]
        assert bad == [], name


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(outputs: Outputs) -> None:
    """Names are texts in it."""
    book = openpyxl.load_workbook(outputs.folder / "reports" / "ropa.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 50
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_no_document_holds_a_field_or_a_link_from_a_name(outputs: Outputs) -> None:
    """The Word document is valid XML and leads nowhere outside."""
    with zipfile.ZipFile(outputs.folder / "reports" / "dpia.docx") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(name))
                assert not tree.xpath("//*[@TargetMode='External']"), name


def test_no_name_is_markup_in_a_page(outputs: Outputs) -> None:
    """No element, script or attribute of a page comes from a name."""
    pages = written(outputs, ".html")
    pages["compare"] = outputs.said["compare --format html"].decode()
    for name, text in pages.items():
        page = LexborHTMLParser(text)
        assert not page.css("img[src=x], [onerror], a[href^=javascript]"), name
        scripts = [node.text() for node in page.css("script") if "json" not in str(node.attributes)]
        assert not [one for one in scripts if one.strip().startswith("alert(1)")], name


def test_no_name_is_markup_in_markdown(outputs: Outputs) -> None:
    """No heading, link, picture or tag of a page in Markdown comes from a name."""
    for name, text in written(outputs, ".md").items():
        assert not re.search(r"(?m)^# Forged", text), name
        assert not re.search(r"(?<!\\)<(?:img|script)", text), name
        assert not re.search(r"(?<!\\)\[a(?<!\\)\]\(javascript", text), name


@pytest.mark.parametrize("ending", [".json", ".sarif"])
def test_json_is_valid_and_plain(outputs: Outputs, ending: str) -> None:
    """Whoever prints it as it is prints no control character, and no surrogate breaks it."""
    for name, text in written(outputs, ending).items():
        json.loads(text).keys()
        hostile = {unicodedata.category(char) for char in text if char != "\n"} & CONTROL
        assert hostile == set(), name


def test_places_in_sarif_are_uris(outputs: Outputs) -> None:
    """A viewer that opens a place opens that file and nothing else."""
    (text,) = written(outputs, ".sarif").values()
    uris = re.findall(r'"uri": "([^"]*)"', text)
    assert uris
    assert [
        one for one in uris if not re.fullmatch(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+", one)
    ] == []


def test_no_member_is_written_anywhere(outputs: Outputs) -> None:
    """Names that lead out of an archive lead nowhere: nothing is unpacked to disk."""
    share = outputs.folder.parent / "share"
    beside = {path.name for path in outputs.folder.parent.iterdir()}
    assert beside == {"share", "out"}
    assert not list(share.glob("**/passwd"))
    assert list((outputs.folder / "temporary").iterdir()) == []
