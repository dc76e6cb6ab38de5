"""Documents, workbooks, pages and tables around given text, by the quickest way that is valid."""

import io
import zlib
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.parquet as pq

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _package(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def word(text: str) -> bytes:
    """A Word document: a paragraph for each line."""
    lines = (f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    override = (
        f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}'
        'wordprocessingml.document.main+xml"/>'
    )
    return _package(
        {
            "[Content_Types].xml": _TYPES.format(override),
            "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
            "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>'
            f"{''.join(lines)}</w:body></w:document>",
        }
    )


def workbook(rows: list[list[str]]) -> bytes:
    """An Excel workbook of one sheet, all cells as text."""
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{_OFFICE}spreadsheetml.{kind}+xml"/>'
        for part, kind in (("/xl/workbook.xml", "sheet.main"), ("/xl/sheet.xml", "worksheet"))
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _package(
        {
            "[Content_Types].xml": _TYPES.format(overrides),
            "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": _RELATIONS.format(kind="worksheet", target="sheet.xml"),
            "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" '
            f'xmlns:r="{relation}"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>",
            "xl/sheet.xml": f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{cells}'
            "</sheetData></worksheet>",
        }
    )


def pdf(text: str, lines_per_page: int = 60) -> bytes:
    """A PDF with a text layer, a line of it for each line."""
    lines = text.splitlines()
    pages = [lines[at : at + lines_per_page] for at in range(0, len(lines), lines_per_page)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in page)
        content = zlib.compress(f"BT /F1 9 Tf 12 TL 40 800 Td\n{shown}ET".encode("latin-1"), 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        head = f"<</Length {len(content)}/Filter/FlateDecode>>stream\n".encode()
        objects.append(head + content + b"\nendstream")
    return _numbered(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _numbered(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(b"%d 0 obj" % number + content + b"endobj\n")
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % start for start in starts))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at))
    return out.getvalue()


def parquet(header: list[str], rows: list[list[str]]) -> bytes:
    """A table, all columns as text."""
    out = io.BytesIO()
    columns = [list(column) for column in zip(*rows, strict=True)]
    pq.write_table(pa.table(columns, names=header), out, compression="snappy")
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def page(text: str) -> bytes:
    """A web page."""
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    head = "<!doctype html><html><head><meta charset='utf-8'><title>Page</title></head><body>"
    return f"{head}\n{lines}\n</body></html>\n".encode()


def message(text: str, number: int) -> bytes:
    """A mail as saved by a mail program."""
    return (
        f"From: Office <office@example.com>\nTo: Team <team@example.com>\n"
        f"Subject: Report {number}\nDate: Tue, 03 Nov 2026 09:12:00 +0000\n"
        f"Message-ID: <{number}@mail>\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    ).encode()


def mailbox(texts: list[str], number: int) -> bytes:
    """Many mails in one file."""
    return b"".join(
        b"From office@example.com Tue Nov 03 09:12:00 2026\n" + message(text, number + at)
        for at, text in enumerate(texts)
    )
