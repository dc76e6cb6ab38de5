"""One file of every format that tests can write, each holding all that is planted for it."""

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.orc as orc
import pyarrow.parquet as pq
from fpdf import FPDF

from tests.formats import old_office, test_more_tables, test_outlook, test_packed_files
from tests.trust.planting import Planted

Writer = Callable[[list[Planted]], bytes]

_DBASE_CHARACTERS = 40  # of the column that the helper writes


def lines(values: list[Planted]) -> list[str]:
    """A sentence each; what a header makes a finding stands behind it."""
    return [f"{one.header}: {one.value}" if one.header else one.text for one in values]


def table(values: list[Planted]) -> list[dict[str, str]]:
    """A row each, the sentence in a column of notes or the value under its own header."""
    headers = {one.header or "notes" for one in values}
    empty = dict.fromkeys(sorted(headers), "")
    return [empty | {one.header or "notes": one.text} for one in values]


def _text(values: list[Planted]) -> bytes:
    return "\n".join(lines(values)).encode()


def _delimited(values: list[Planted], mark: str) -> bytes:
    rows = table(values)
    cells = [list(rows[0]), *(list(row.values()) for row in rows)]
    quoted = [mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    return "\n".join(quoted).encode()


def _json(values: list[Planted]) -> bytes:
    return json.dumps({"clients": table(values)}).encode()


def _ndjson(values: list[Planted]) -> bytes:
    return "\n".join(map(json.dumps, table(values))).encode()


def _xml(values: list[Planted]) -> bytes:
    rows = "".join(f"<note>{escape(line)}</note>" for line in lines(values))
    return f"<?xml version='1.0'?><notes>{rows}</notes>".encode()


def _html(values: list[Planted]) -> bytes:
    rows = "".join(f"<p>{escape(line)}</p>" for line in lines(values))
    return f"<!DOCTYPE html><html><title>Rota</title><body>{rows}</body></html>".encode()


def _rtf(values: list[Planted]) -> bytes:
    return ("{\\rtf1\\ansi " + "\\par ".join(lines(values)) + "}").encode("ascii", "replace")


def _sql(values: list[Planted]) -> bytes:
    quoted = [line.replace("'", "''") for line in lines(values)]
    rows = ",\n".join(f"({number},'{line}')" for number, line in enumerate(quoted))
    head = "CREATE TABLE clients (id int, notes text);\nINSERT INTO clients (id, notes) VALUES\n"
    return f"{head}{rows};\n".encode()


def _sqlite(values: list[Planted]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clients.sqlite"
        database = sqlite3.connect(file)
        database.execute("CREATE TABLE clients (id INTEGER PRIMARY KEY, notes TEXT)")
        rows = [(line,) for line in lines(values)]
        database.executemany("INSERT INTO clients (notes) VALUES (?)", rows)
        database.commit()
        database.close()
        return file.read_bytes()


def _columns(values: list[Planted], write: Callable[[pa.Table, io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(pa.Table.from_pylist(table(values)), out)
    return out.getvalue()


def _xlsx(values: list[Planted]) -> bytes:
    book = openpyxl.Workbook()
    rows = table(values)
    sheet = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(values: list[Planted]) -> bytes:
    document = docx.Document()
    for line in lines(values):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _odt(values: list[Planted]) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    rows = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines(values))
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0">'
        f"<office:body><office:text>{rows}</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return _zipped({"mimetype": kind, "content.xml": content.encode()})


def _pdf(values: list[Planted]) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=8)
    document.add_page()
    for line in lines(values):
        document.cell(text=line.encode("latin-1", "replace").decode("latin-1"))
        document.ln()
    return bytes(document.output())


def _eml(values: list[Planted]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Rota", "office@example.org"
    message.set_content("\n".join(lines(values)))
    message.add_attachment(_xlsx(values), maintype="application", subtype="xlsx", filename="r.xlsx")
    return message.as_bytes()


def _mbox(values: list[Planted]) -> bytes:
    return b"From office@example.org Thu Jan  1 00:00:00 2026\n" + _eml(values) + b"\n\n"


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _tar(values: list[Planted]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("deep/rota.csv")
        content = _delimited(values, ",")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def _dbf(values: list[Planted]) -> bytes:
    cells = [line.encode("ascii", "replace")[:_DBASE_CHARACTERS] for line in lines(values)]
    short = [cell.ljust(_DBASE_CHARACTERS) for cell in cells]
    return test_more_tables.dbase([(row, row) for row in short])


def _cards(values: list[Planted]) -> bytes:
    notes = "\n".join(f"BEGIN:VCARD\nNOTE:{line}\nEND:VCARD" for line in lines(values))
    return notes.encode()


def _dicom(values: list[Planted]) -> bytes:
    return test_more_tables.dicom(PatientName="Clegg^Edna", PatientID=values[0].value[:16])


def _joined(values: list[Planted], mark: str = "\n") -> str:
    return mark.join(lines(values))


# The ending of the file -> what writes it.
FORMATS: dict[str, Writer] = {
    "txt": _text,
    "csv": lambda values: _delimited(values, ","),
    "tsv": lambda values: _delimited(values, "\t"),
    "json": _json,
    "ndjson": _ndjson,
    "xml": _xml,
    "html": _html,
    "rtf": _rtf,
    "sql": _sql,
    "sqlite": _sqlite,
    "parquet": lambda values: _columns(values, pq.write_table),
    "feather": lambda values: _columns(values, feather.write_feather),
    "orc": lambda values: _columns(values, orc.write_table),
    "avro": lambda values: test_more_tables.avro(
        [{"client": {"name": "", "nhs": ""}, "notes": [line]} for line in lines(values)]
    ),
    "xlsx": _xlsx,
    "docx": _docx,
    "odt": _odt,
    "pdf": _pdf,
    "eml": _eml,
    "mbox": _mbox,
    "vcf": _cards,
    "dbf": _dbf,
    "dcm": _dicom,
    "doc": lambda values: old_office.word97(_joined(values, "\r") + "\r"),
    "ppt": lambda values: old_office.slides97(["Rota", _joined(values, "\r")]),
    "msg": lambda values: old_office.outlook({0x37: "Rota", 0x1000: _joined(values)}),
    "dat": lambda values: old_office.winmail("Rota", _joined(values), "a.txt", _text(values)),
    "p7m": lambda values: test_outlook._signed(_text(values)),
    "zip": lambda values: _zipped({"deep/rota.txt": _text(values), "rota.xlsx": _xlsx(values)}),
    "tar": _tar,
    "gz": lambda values: gzip.compress(_text(values)),
    "bz2": lambda values: bz2.compress(_text(values)),
    "xz": lambda values: lzma.compress(_text(values)),
    "7z": lambda values: test_packed_files.archive("7zip", {"rota.txt": _text(values)}),
    "zst": lambda values: test_packed_files.packed(_text(values), "zstd"),
}
