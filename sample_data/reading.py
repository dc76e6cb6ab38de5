"""Reads the share back with other readers than wrote it, for the tests. Not needed to make it."""

import email
import email.policy
import io
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zlib import decompress

import docx
import openpyxl  # type: ignore[import-untyped]
import pyarrow as pa
import pyarrow.parquet as pq
import pypdfium2


def decoded(content: bytes) -> str:
    """Plain text in whichever of the share's encodings it is."""
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def docx_text(content: bytes) -> str:
    """Header, tables and paragraphs as python-docx reads them."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *document.sections[0].header.paragraphs]
    return "\n".join(cells + [paragraph.text for paragraph in paragraphs])


def xlsx_text(content: bytes) -> str:
    """All cells of all sheets, hidden ones too, as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def pdf_text(content: bytes) -> str:
    """The text layer as PDFium reads it."""
    document = pypdfium2.PdfDocument(content)
    texts = []
    for page in document:
        layer = page.get_textpage()
        texts.append(layer.get_text_bounded())
        layer.close()
        page.close()
    document.close()
    return "\n".join(texts)


def eml_text(content: bytes) -> str:
    """Headers and body, decoded; attachments are members of their own."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    headers = [f"{name}: {value}" for name, value in message.items()]
    body = message.get_body(("plain",))
    assert body is not None
    return "\n".join([*headers, body.get_content()])


def sqlite_text(content: bytes) -> str:
    """Every value of every table."""
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema")]
    rows = [row for name in tables for row in database.execute(f"SELECT * FROM {name}")]  # noqa: S608 own tables
    database.close()
    return "\n".join(str(value) for row in rows for value in row)


def parquet_text(content: bytes) -> str:
    """Every value of every column."""
    columns = pq.read_table(pa.BufferReader(content)).to_pydict()
    return "\n".join(str(value) for column in columns.values() for value in column)


READERS: dict[str, Callable[[bytes], str]] = {
    ".docx": docx_text, ".xlsx": xlsx_text, ".pdf": pdf_text, ".eml": eml_text,
    ".sqlite": sqlite_text, ".parquet": parquet_text, ".png": lambda _: "", ".zip": lambda _: "",
    ".gz": lambda _: "",
}  # fmt: skip


def text_of(name: str, content: bytes) -> str:
    """What a reader sees in a file, by its ending."""
    return READERS.get(Path(name).suffix, decoded)(content)


def member(path: Path, name: str) -> bytes:
    """One member of an archive, or one attachment."""
    content = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(name)
    if path.suffix == ".eml":
        return attachment(content, name)
    unpacked = decompress(content, wbits=31)
    return tar_member(unpacked, name) if path.name.endswith(".tar.gz") else unpacked


def attachment(content: bytes, name: str) -> bytes:
    """An attachment as it was before it was encoded for mail."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    parts = {part.get_filename(): part for part in message.iter_attachments()}
    attached = parts[name].get_payload(decode=True)
    assert isinstance(attached, bytes)
    return attached


def tar_member(unpacked: bytes, name: str) -> bytes:
    """One member of a tar."""
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as archive:
        found = archive.extractfile(name)
        assert found is not None
        return found.read()


def texts_of(share: Path, truth: dict[str, Any]) -> dict[str, str]:
    """Text by file, its name first; then of the members that the truth speaks of."""
    texts = {}
    for path in sorted(share.rglob("*")):
        file = path.relative_to(share).as_posix()
        if path.is_file() and file not in truth["unreadable"]:
            texts[file] = f"{file}\n{text_of(file, path.read_bytes())}"
    for file in truth["files"]:
        if "!/" in file:
            outer, name = file.split("!/")
            texts[file] = text_of(name, member(share / outer, name))
    return texts
