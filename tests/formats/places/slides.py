"""Presentations: by hand, for each place that a slide deck has."""

from tests.formats import old_office
from tests.formats.extract import zipped
from tests.formats.places.documents import odf
from tests.formats.places.row import Files, Row, sample

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _shape(text: str, alt: str = "") -> str:
    described = f'<p:nvSpPr><p:cNvPr id="1" name="x" descr="{alt}"/></p:nvSpPr>'
    return f"<p:sp>{described}<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


def _table(rows: list[list[str]]) -> str:
    cells = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>"
            for cell in row
        )
        + "</a:tr>"
        for row in rows
    )
    return f"<p:graphicFrame><a:graphic><a:tbl>{cells}</a:tbl></a:graphic></p:graphicFrame>"


def _part(tag: str, content: str) -> str:
    return f'<p:{tag} xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}">{content}</p:{tag}>'


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="urn:r">{"".join(lines)}</Relationships>'


def _pptx() -> bytes:
    order = '<p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId id="257" r:id="r1"/></p:sldIdLst>'
    table = _table([["NHS Number", "Key safe code"], ["999 001 2032", "2033"]])
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": _part("presentation", order),
            "ppt/_rels/presentation.xml.rels": _relations(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            # The first file is the second slide.
            "ppt/slides/slide1.xml": _part(
                "sld", _shape("Visit", "Photo: key safe code 2001") + table
            ),
            "ppt/slides/slide2.xml": _part("sld", _shape("key safe code 2002")),
            "ppt/slides/_rels/slide1.xml.rels": _relations(
                ("notesSlide", "../notesSlides/notesSlide1.xml"),
                ("comments", "../comments/comment1.xml"),
            ),
            "ppt/notesSlides/notesSlide1.xml": _part("notes", _shape("key safe code 2003")),
            "ppt/comments/comment1.xml": _part(
                "cmLst", "<p:cm><p:text>key safe code 2004</p:text></p:cm>"
            ),
            "ppt/slideMasters/slideMaster1.xml": _part("sldMaster", _shape("key safe code 2005")),
            "ppt/slideLayouts/slideLayout1.xml": _part("sldLayout", _shape("key safe code 2006")),
            "ppt/embeddings/oleObject1.bin": sample("plan.doc")(),
            "docProps/core.xml": '<c:cp xmlns:c="urn:c"><c:title>NHS number 999 001 2091</c:title>'
            "</c:cp>",
        }
    )


_ODP = """<draw:page draw:name="one"><draw:frame><draw:text-box><text:p>key safe code 2101</text:p>
</draw:text-box></draw:frame></draw:page><draw:page draw:name="two"><draw:frame>
<svg:desc>Photo: key safe code 2102</svg:desc></draw:frame><draw:frame><table:table>
<table:table-row><table:table-cell><text:p>NHS Number</text:p></table:table-cell><table:table-cell>
<text:p>Key safe code</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell><text:p>999 001 2032</text:p></table:table-cell><table:table-cell>
<text:p>2133</text:p></table:table-cell></table:table-row></table:table></draw:frame><draw:custom-shape>
<text:p>key safe code 2103</text:p></draw:custom-shape><office:annotation><dc:creator>I</dc:creator>
<text:p>key safe code 2104</text:p></office:annotation><presentation:notes><draw:frame>
<draw:text-box><text:p>key safe code 2105</text:p></draw:text-box></draw:frame></presentation:notes>
</draw:page>"""

FILES: Files = {
    "rota.pptx": _pptx,
    "rota.odp": lambda: odf("presentation", _ODP, "<text:p>key safe code 2106</text:p>"),
    "rota.ppt": lambda: old_office.slides97(
        ["Rota", "key safe code 2201"], deleted="key safe code 2202"
    ),
}

ROWS = [
    Row("rota.pptx", "the slide shown first", "slide 1", "", 1, "block", "2002"),
    Row("rota.pptx", "a picture's description", "slide 2", "notes", 1, "block", "2001"),
    Row("rota.pptx", "a table", "table 1", "Key safe code", 2, "row", "2033"),
    Row("rota.pptx", "a table", "table 1", "NHS Number", 2, "row", "9990012032"),
    Row("rota.pptx", "notes", "notes of slide 2", "", 1, "block", "2003"),
    Row("rota.pptx", "a comment", "comments of slide 2", "notes", 1, "block", "2004"),
    Row("rota.pptx", "a master", "masters", "", 1, "block", "2005"),
    Row("rota.pptx", "a layout", "layouts", "", 1, "block", "2006"),
    Row("rota.pptx", "a title", "properties", "title", 1, "block", "9990012091"),
    Row("rota.pptx", "an embedded document", "footnotes", "", 1, "block", "1022",
        "ppt/embeddings/oleObject1.bin"),
    Row("rota.odp", "a text box", "slide 1", "", 1, "block", "2101"),
    Row("rota.odp", "a picture's description", "picture descriptions", "", 1, "block", "2102"),
    Row("rota.odp", "a table", "table 1", "Key safe code", 2, "row", "2133"),
    Row("rota.odp", "a shape", "slide 2", "", 2, "block", "2103"),
    Row("rota.odp", "a comment", "comments of slide 2", "", 2, "block", "2104"),
    Row("rota.odp", "notes", "notes of slide 2", "", 1, "block", "2105"),
    Row("rota.odp", "a master", "headers and footers", "", 1, "block", "2106"),
    Row("rota.ppt", "a slide", "slide 2", "", 1, "block", "2201"),
    Row("rota.ppt", "a slide that was deleted", "left from earlier versions", "", 1, "block",
        "2202"),
]  # fmt: skip
