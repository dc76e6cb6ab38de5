"""Real files from text and tables."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import openpyxl  # type: ignore[import-untyped]
import regex
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from .tables import Table

_TIME = regex.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")


def delimited(table: Table, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Delimited text with a header line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.headers)
    writer.writerows(table.plain())
    return out.getvalue().encode(encoding, "replace")


def workbook(table: Table, title: str) -> bytes:
    """An Excel workbook of one sheet, all cells as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (list(table.headers), *table.plain()):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def word(paragraphs: Sequence[str], form: Sequence[tuple[str, str]]) -> bytes:
    """A Word document: a form of two columns, then paragraphs."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for left, right in form:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _timeless(package: bytes) -> bytes:
    """The package without the time at which it was made, so that a seed gives equal bytes."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _TIME.sub(b"2026-01-01T00:00:00Z", content)
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def pdf(paragraphs: Sequence[str]) -> bytes:
    """A PDF whose text layer holds the paragraphs; what Latin-1 lacks must not be in them."""
    page = FPDF()
    page.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    page.add_page()
    page.set_font("Helvetica", size=10)
    for paragraph in paragraphs:
        page.multi_cell(0, 6, paragraph, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return bytes(page.output())


def mail(sender: str, recipient: str, subject: str, body: str) -> bytes:
    """An e-mail as saved by a mail program."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, recipient, subject
    message["Date"] = "Tue, 03 Nov 2026 09:12:00 +0000"
    message.set_content(body, cte="quoted-printable")
    return bytes(message)


def page(title: str, table: Table, paragraphs: Sequence[str]) -> bytes:
    """A web page with a table and paragraphs."""
    head = "".join(f"<th>{escape(name)}</th>" for name in table.headers)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n"
        for row in table.plain()
    )
    body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>\n"
        f"<table><tr>{head}</tr>\n{rows}</table>\n{body}\n</body></html>\n"
    ).encode()


def sql_dump(table: Table, name: str) -> bytes:
    """A dump with CREATE TABLE and INSERT."""
    columns = [f"`{header.replace('`', '')}`" for header in table.headers]
    rows = ",\n".join(
        "(" + ",".join("'" + cell.replace("'", "''") + "'" for cell in row) + ")"
        for row in table.plain()
    )
    created = ",\n".join(f"  {column} varchar(200)" for column in columns)
    return (
        f"-- Dump\nCREATE TABLE `{name}` (\n{created}\n);\n"
        f"INSERT INTO `{name}` ({', '.join(columns)}) VALUES\n{rows};\n"
    ).encode()


def json_rows(table: Table, *, by_line: bool) -> bytes:
    """The answer of a programming interface: objects in a list, or one a line."""
    rows = [dict(zip(table.headers, row, strict=True)) for row in table.plain()]
    if by_line:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    return json.dumps({"total": len(rows), "items": rows}, indent=1).encode()
