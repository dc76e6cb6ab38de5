"""Text, tables, databases, mail and PDF as bytes; each writer tells its pen where values went."""

import base64
import csv
import io
import quopri
import sqlite3
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

import pyarrow as pa
import pyarrow.parquet as pq

from .marks import DOCUMENT, Pen

Row = Sequence[str]
# Written into SQLite files in place of the version that made them, so that bytes do not vary.
_SQLITE_VERSION = 3_040_001


def lines_taken(pen: Pen, text: str, by: str = DOCUMENT) -> list[str]:
    """The lines without marks. `by` says what one record is: "document", "line" or "block"."""
    block, plain = 1, []
    for number, line in enumerate(text.split("\n"), 1):
        block += not line
        record = {DOCUMENT: DOCUMENT, "line": f"line {number}", "block": f"block {block}"}[by]
        plain.append(pen.take(line, f"line {number}", record))
    return plain


def text_bytes(
    pen: Pen, text: str, *, by: str = DOCUMENT, encoding: str = "utf-8", newline: str = "\n"
) -> bytes:
    """Plain text."""
    return newline.join(lines_taken(pen, text, by)).encode(encoding)


def rows_taken(pen: Pen, header: Row, rows: Sequence[Row], part: str = "") -> list[list[str]]:
    """The rows without marks; each row is a record. Row 1 is the first below the header."""
    taken = []
    for number, row in enumerate(rows, 1):
        record = f"{part}row {number}"
        cells = zip(header, row, strict=True)
        taken.append([pen.take(text, f"{record}, column {name}", record) for name, text in cells])
    return taken


def csv_bytes(
    pen: Pen, header: Row, rows: Sequence[Row], *, delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """Delimited text with a header line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows_taken(pen, header, rows))
    return out.getvalue().encode(encoding)


def parquet_bytes(pen: Pen, header: Row, rows: Sequence[Row]) -> bytes:
    """A Parquet file of text columns."""
    taken = rows_taken(pen, header, rows)
    columns = [pa.array([row[index] or None for row in taken]) for index in range(len(header))]
    out = pa.BufferOutputStream()
    pq.write_table(pa.table(dict(zip(header, columns, strict=True))), out, compression="none")
    return bytes(out.getvalue().to_pybytes())


def sqlite_bytes(pen: Pen, tables: dict[str, tuple[Row, Sequence[Row]]]) -> bytes:
    """A SQLite database of text columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.sqlite"
        database = sqlite3.connect(path)
        for name, (header, rows) in tables.items():
            database.execute(f"CREATE TABLE {name} ({', '.join(f'{h} TEXT' for h in header)})")
            taken = rows_taken(pen, header, rows, f"table {name}, ")
            slots = ", ".join("?" * len(header))
            database.executemany(f"INSERT INTO {name} VALUES ({slots})", taken)  # noqa: S608 own names
        database.commit()
        database.close()
        made = bytearray(path.read_bytes())
    made[96:100] = struct.pack(">I", _SQLITE_VERSION)
    return bytes(made)


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail. Headers and body may hold marks; attachments are bytes already taken."""

    sender: str
    to: str
    subject: str
    date: str
    body: str
    attachments: tuple[tuple[str, str, bytes], ...] = ()  # (file name, media type, content)


def eml_bytes(pen: Pen, mail: Mail) -> bytes:
    """The e-mail as it is stored: quoted-printable body, base64 attachments; one record."""
    head = [
        pen.take(f"{name}: {value}", f"header {name}", "message")
        for name, value in (("From", mail.sender), ("To", mail.to), ("Subject", mail.subject))
    ]
    head += [f"Date: {mail.date}", "MIME-Version: 1.0"]
    plain = "\n".join(
        pen.take(line, f"body line {number}", "message")
        for number, line in enumerate(mail.body.split("\n"), 1)
    )
    body = [
        'Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable",
        "", quopri.encodestring(plain.encode()).decode("ascii"),
    ]  # fmt: skip
    if mail.attachments:
        body = _multipart(body, mail.attachments)
    return "\n".join(head + body).replace("\n", "\r\n").encode()


def _multipart(body: list[str], attachments: tuple[tuple[str, str, bytes], ...]) -> list[str]:
    border = "=_larkfield_part"
    parts = [f'Content-Type: multipart/mixed; boundary="{border}"', "", f"--{border}", *body]
    for name, media, content in attachments:
        parts += [
            f"--{border}", f'Content-Type: {media}; name="{name}"',
            f'Content-Disposition: attachment; filename="{name}"',
            "Content-Transfer-Encoding: base64", "", base64.encodebytes(content).decode("ascii"),
        ]  # fmt: skip
    return [*parts, f"--{border}--", ""]


def pdf_bytes(pen: Pen, pages: Sequence[str]) -> bytes:
    """A text PDF in Helvetica, one string a page, lines as given; one record."""
    streams = [_page_stream(pen, text, number) for number, text in enumerate(pages, 1)]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, stream in enumerate(streams):
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            f"<< /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>",
            f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream",
        ]
    return _assembled(objects)


def _page_stream(pen: Pen, text: str, page: int) -> str:
    shown = []
    for line in text.split("\n"):
        plain = pen.take(line, f"page {page}")
        escaped = plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        # About as much as fits between the margins; so values may run over a line end.
        shown += [f"({part}) Tj T*" for part in wrap(escaped, 84) or [""]]
    return "\n".join(["BT /F1 11 Tf 56 780 Td 15 TL", *shown, "ET"])


def _assembled(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
    tail += f"<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out + tail.encode())
