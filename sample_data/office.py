"""Word and Excel files, written by hand: the least that is valid Office Open XML.

Care plans are tables and registers hide in hidden sheets, so those are what is written here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .containers import zip_bytes
from .marks import DOCUMENT, Pen

Row = Sequence[str]

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HIDDEN = ' state="hidden"'
_KIND = "application/vnd.openxmlformats-officedocument"


def _types(parts: dict[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _rels(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _package(parts: dict[str, str]) -> bytes:
    return zip_bytes({name: text.encode() for name, text in parts.items()})


@dataclass(frozen=True, slots=True)
class Form:
    """A Word document: header line, title, a table of label and answer, closing paragraphs."""

    title: str
    rows: Sequence[Row]
    paragraphs: Sequence[str] = ()
    header: str = ""


def docx_bytes(pen: Pen, form: Form) -> bytes:
    """The form as .docx; the whole document is one record."""
    rows = "".join(
        f"<w:tr>{''.join(_cell(pen, cell, f'table 1, row {number}') for cell in row)}</w:tr>"
        for number, row in enumerate(form.rows, 1)
    )
    closing = "".join(
        _paragraph(pen.take(text, f"paragraph {number} after the table"))
        for number, text in enumerate(form.paragraphs, 1)
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>" if rows else ""
    body = _paragraph(pen.take(form.title, "title")) + table + closing
    header = _paragraph(pen.take(form.header, "page header"))
    page = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    spaces = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
    return _package({
        "[Content_Types].xml": _types({
            "word/document.xml": "wordprocessingml.document.main",
            "word/header1.xml": "wordprocessingml.header",
        }),
        "_rels/.rels": _rels([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _rels([("header", "header1.xml")]),
        "word/document.xml":
            f"{_XML}<w:document {spaces}><w:body>{body}{page}</w:body></w:document>",
        "word/header1.xml": f"{_XML}<w:hdr {spaces}>{header}</w:hdr>",
    })  # fmt: skip


def _cell(pen: Pen, text: str, where: str) -> str:
    return f"<w:tc>{_paragraph(pen.take(text, where, DOCUMENT))}</w:tc>"


def _paragraph(plain: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(plain)}</w:t></w:r>' if plain else ""
    return f"<w:p>{run}</w:p>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet. Values of `numeric` columns are written as numbers where they are digits."""

    name: str
    header: Row
    rows: Sequence[Row]
    hidden: bool = False
    numeric: frozenset[str] = frozenset()


def xlsx_bytes(pen: Pen, sheets: Sequence[Sheet]) -> bytes:
    """The sheets as .xlsx; each row is a record."""
    numbered = list(enumerate(sheets, 1))
    names = {number: f"worksheets/sheet{number}.xml" for number, _ in numbered}
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"'
        f"{_HIDDEN if sheet.hidden else ''}/>"
        for number, sheet in numbered
    )
    kinds = {f"xl/{name}": "spreadsheetml.worksheet" for name in names.values()}
    parts = {
        "[Content_Types].xml": _types({"xl/workbook.xml": "spreadsheetml.sheet.main", **kinds}),
        "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _rels([("worksheet", name) for name in names.values()]),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
    }
    for number, sheet in numbered:
        parts[f"xl/{names[number]}"] = _sheet(pen, sheet)
    return _package(parts)


def _sheet(pen: Pen, sheet: Sheet) -> str:
    rows = "".join(
        f'<row r="{number}">{_row(pen, sheet, row, number)}</row>'
        for number, row in enumerate([sheet.header, *sheet.rows], 1)
    )
    return f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'


def _row(pen: Pen, sheet: Sheet, row: Row, number: int) -> str:
    record = f"sheet {sheet.name}, row {number}"
    cells = []
    for index, (column, text) in enumerate(zip(sheet.header, row, strict=True)):
        plain = pen.take(text, f"{record}, column {column}", record)
        place = f"{chr(ord('A') + index)}{number}"
        if column in sheet.numeric and re.fullmatch(r"[1-9][0-9]*", plain):
            cells.append(f'<c r="{place}"><v>{plain}</v></c>')
        elif plain:
            cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(plain)}</t></is></c>')
    return "".join(cells)
