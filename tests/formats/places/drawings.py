"""Visio, iWork, WordPerfect and Lotus: by hand, in the framing of each."""

import struct

import pyarrow as pa

from tests.formats.extract import zipped
from tests.formats.places.row import Files, Row, sample

_V = "http://schemas.microsoft.com/office/visio/2012/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _page(text: str, more: str = "") -> str:
    shape = f"<Shape ID='1'><Text><cp IX='0'/>{text}</Text>{more}</Shape>"
    return f"<PageContents xmlns='{_V}'><Shapes>{shape}</Shapes></PageContents>"


def _vsdx() -> bytes:
    data = (
        "<Section N='Property'><Row N='a'><Cell N='Label' V='Key safe code'/>"
        "<Cell N='Value' V='No. 9002'/></Row></Section><Section N='Hyperlink'><Row N='b'>"
        "<Cell N='Address' V='mailto:nhs-number-999.001.2059@example.org'/></Row></Section>"
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_R}/page" Target="page{n}.xml"/>' for n in (1, 2)
    )
    listed = "".join(f'<Page ID="{n}"><Rel r:id="r{n}"/></Page>' for n in (2, 1))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "visio/document.xml": "<a/>",
            "visio/pages/pages.xml": f'<Pages xmlns="{_V}" xmlns:r="{_R}">{listed}</Pages>',
            "visio/pages/_rels/pages.xml.rels": f'<R xmlns="urn:r">{relations}</R>',
            "visio/pages/page1.xml": _page("key safe <pp IX='0'/>code 9001", data),
            "visio/pages/page2.xml": _page("first"),
            "visio/masters/master1.xml": _page("key safe code 9003"),
            "visio/comments.xml": f"<Comments xmlns='{_V}'><CommentList><CommentEntry>NHS number "
            "999 001 2016</CommentEntry></CommentList></Comments>",
            "visio/embeddings/oleObject1.bin": sample("plan.doc")(),
        }
    )


def iwa(content: bytes) -> bytes:
    """An archive of one piece."""
    packed = pa.compress(content, "snappy", asbytes=True)
    return b"\x00" + struct.pack("<I", len(packed))[:3] + packed


def _pages() -> bytes:
    text = b"\x08\x01\x1a" + b"NHS number 999 001 2016, key safe code 9101" + b"\x00"
    return zipped(
        {
            "Index/Document.iwa": iwa(text),
            "Index/Tables/Tile.iwa": iwa(b"\x0akey safe code 9102\x00" * 9),
            "QuickLook/Preview.pdf": sample("plan.pdf")(),
        }
    )


def _wordperfect() -> bytes:
    head = b"\xffWPC" + struct.pack("<IBBBBHH", 32, 1, 10, 2, 1, 0, 0) + bytes(16)
    return head + b"NHS\x80number\x80999\x80001\x802016\xcckey\x80safe\x80code\x809201\xcc"


def _lotus() -> bytes:
    label = b"'key safe code 9301\x00"
    head = b"\x00\x00\x02\x00\x06\x04"
    return head + struct.pack("<HHBHH", 0x0F, 5 + len(label), 0xFF, 1, 1) + label + bytes(4)


FILES: Files = {
    "plan.vsdx": _vsdx,
    "plan.pages": _pages,
    "plan.wpd": _wordperfect,
    "codes.wk1": _lotus,
}

ROWS = [
    Row("plan.vsdx", "a shape", "page 2", "", 1, "block", "9001"),
    Row("plan.vsdx", "a shape's data", "page 2", "Key safe code", 1, "block", "9002"),
    Row("plan.vsdx", "a link", "page 2", "link", 1, "block", "9990012059"),
    Row("plan.vsdx", "a master", "masters", "", 1, "block", "9003"),
    Row("plan.vsdx", "a comment", "comments", "", 1, "block", "9990012016"),
    Row("plan.vsdx", "an embedded document", "footnotes", "", 1, "block", "1022",
        "visio/embeddings/oleObject1.bin"),
    Row("plan.pages", "the text", "text runs of Document", "", 1, "block", "9990012016"),
    Row("plan.pages", "the text", "text runs of Document", "", 1, "block", "9101"),
    Row("plan.pages", "a table", "text runs of Tables/Tile", "", 1, "block", "9102"),
    Row("plan.pages", "the preview", "page 1", "", 4, "line", "1000", "QuickLook/Preview.pdf"),
    Row("plan.wpd", "spaces of its own", "text runs", "", 1, "block", "9990012016"),
    Row("plan.wpd", "spaces of its own", "text runs", "", 1, "block", "9201"),
    Row("codes.wk1", "a label", "text runs", "", 1, "block", "9301"),
]  # fmt: skip
