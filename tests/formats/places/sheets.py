"""Workbooks: clients.xlsx by XlsxWriter, clients.xls and .ods from it by LibreOffice."""

import struct
from io import BytesIO

import xlsxwriter

from scanner.formats.compound_writer import compound_file
from tests.formats import test_more_tables
from tests.formats.places.row import Files, Row, sample


def xlsx() -> bytes:
    """Two hidden sheets, formats that add zeros, a cached formula, and what stands beside cells."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held)
    zeros = book.add_format({"num_format": "0000"})
    sheet = book.add_worksheet("Clients")
    sheet.write_row(0, 0, ["Name", "NHS Number", "Key safe code", "Note"])
    sheet.write_row(1, 0, ["Ivy Crabtree"])
    sheet.write_number(1, 1, 9990012016, book.add_format({"num_format": "000 000 0000"}))
    sheet.write_number(1, 2, 451, zeros)
    sheet.write_formula(1, 3, '="key safe code "&A9', None, "key safe code 3003")
    sheet.write_row(2, 0, ["Seamus Doyle", 9990012024, "0033", "none"])
    sheet.write_row(3, 0, ["Jo Hale", 9990012032])
    sheet.write_number(3, 2, 77, zeros)
    sheet.write_comment("B3", "Comment: key safe code 3011")
    sheet.set_header("&LHeader: NHS number 999 001 2040")
    sheet.set_footer("&CFooter: key safe code &B3022")
    sheet.insert_textbox(6, 1, "Box: key safe code 3066")
    sheet.write_url("A9", "mailto:nhs-number-999.001.2059@example.org", string="mail")
    for name, first in (("Hidden", 3200), ("Very hidden", 3100)):
        other = book.add_worksheet(name)
        other.hide() if name == "Hidden" else other.very_hidden()
        other.write_row(2, 2, ["NHS Number", "Key safe code"])
        for row in (3, 4, 5):
            other.write_row(row, 2, ["9990012040" if row == 3 else "9990012059", str(first + row)])
    book.set_properties({"title": "NHS number 999 001 2091", "comments": "Key safe code 3091"})
    book.define_name("KeySafe", '="key safe code 3077"')
    book.close()
    return held.getvalue()


def xls_formula() -> bytes:
    """A sheet of one formula whose text is kept, and packed numbers in a format of four zeros."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    text = b"key safe code 3303"
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    styles = record(0x41E, struct.pack("<HHB", 164, 4, 0) + b"0000")
    styles += record(0xE0, bytes(20)) + record(0xE0, struct.pack("<HH", 0, 164) + bytes(16))
    place = len(begin) + len(styles) + len(record(0x85, bytes(8) + b"Codes")) + 4
    head = begin + styles + record(0x85, struct.pack("<IHBB", place, 0, 5, 0) + b"Codes")
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6))
    formula = struct.pack("<HHH", 1, 1, 0) + bytes(6) + b"\xff\xff" + bytes(8)
    sheet += record(0x06, formula) + record(0x207, struct.pack("<HB", len(text), 0) + text)
    packed = struct.pack("<HHHiHiH", 2, 1, 1, 42 << 2 | 2, 1, 4800 << 2 | 3, 2)
    sheet += record(0xBD, packed)
    return compound_file({"Workbook": head + record(0x0A, b"") + sheet + record(0x0A, b"")})


FILES: Files = {
    "clients.xlsx": xlsx,
    "clients.xlsm": xlsx,
    "clients.xls": sample("clients.xls"),
    "clients.ods": sample("clients.ods"),
    "codes.xls": xls_formula,
    "codes.xlsb": test_more_tables.xlsb_with_comment,
}

_CELLS = (
    Row("", "a number shown in groups", "Clients", "NHS Number", 2, "row", "9990012016"),
    Row("", "a number shown as it is", "Clients", "NHS Number", 4, "row", "9990012032"),
    Row("", "a code that lost a zero", "Clients", "Key safe code", 2, "row", "0451"),
    Row("", "a code that lost two", "Clients", "Key safe code", 4, "row", "0077"),
    Row("", "a code kept as text", "Clients", "Key safe code", 3, "row", "0033"),
    Row("", "a hidden sheet", "Hidden", "NHS Number", 4, "row", "9990012040"),
    Row("", "a very hidden sheet", "Very hidden", "Key safe code", 5, "row", "3104"),
    Row("", "the title", "properties", "title", 1, "block", "9990012091"),
)
_PAGE, _NOTES = "header and footer of Clients", "comments of Clients"
_HERE = {
    "clients.xlsx": (
        Row("", "a cached formula", "Clients", "Note", 2, "row", "3003"),
        Row("", "a comment", _NOTES, "", 1, "block", "3011"),
        Row("", "a header", _PAGE, "", 1, "block", "9990012040"),
        Row("", "a footer", _PAGE, "", 2, "block", "3022"),
        Row("", "a text box", "text boxes", "", 1, "block", "3066"),
        Row("", "a name", "defined names", "", 1, "block", "3077"),
        Row("", "a link", "links of Clients", "", 1, "block", "9990012059"),
    ),
    "clients.xls": (
        Row("", "a comment", _NOTES, "", 1, "block", "3011"),
        Row("", "a header", _PAGE, "", 1, "block", "9990012040"),
        Row("", "a footer", _PAGE, "", 2, "block", "3022"),
        Row("", "a text box", "text boxes of Clients", "", 1, "block", "3066"),
        Row("", "a link", "links of Clients", "", 1, "block", "9990012059"),
    ),
    "clients.ods": (
        Row("", "a cached formula", "Clients", "Note", 2, "row", "3003"),
        Row("", "a comment", "comments of Clients", "", 1, "block", "3011"),
        Row("", "a header", "headers and footers", "", 1, "block", "9990012040"),
        Row("", "a footer", "headers and footers", "", 2, "block", "3022"),
        Row("", "a text box", "text boxes of Clients", "", 1, "block", "3066"),
        Row("", "a link", "links", "", 1, "block", "9990012059"),
    ),
}
_HERE["clients.xlsm"] = _HERE["clients.xlsx"]

ROWS = [
    *(row._replace(file=name) for name, own in _HERE.items() for row in (*_CELLS, *own)),
    Row("codes.xls", "a formula's kept text", "Codes", "column B", 2, "row", "3303"),
    Row("codes.xlsb", "a comment", "comments of Clients", "", 1, "block", "9990012016"),
    Row("codes.xlsb", "a cell", "Clients", "", 4, "line", "4821"),
]
