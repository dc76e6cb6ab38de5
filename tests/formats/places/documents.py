"""Word, OpenDocument text, Rich Text, PDF, EPUB: one plan, written by LibreOffice; and more."""

from docx.oxml.ns import nsdecls

from tests.formats import old_office
from tests.formats.extract import zipped
from tests.formats.places.pdf_parts import pdf
from tests.formats.places.row import Files, Row, sample

_DOCM = """<w:p><w:r><w:t>NHS 999 0</w:t></w:r><w:r><w:t>01 2</w:t></w:r><w:r><w:t>016</w:t></w:r>
</w:p><w:p><w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:docPr id="1" name="P"
 descr="Photo: key safe code 1101"/></wp:inline></w:drawing></w:r></w:p>
<w:p><w:fldSimple w:instr="MERGEFIELD key safe code 1102"><w:r><w:t>x</w:t></w:r></w:fldSimple>
</w:p>
<w:p><w:r><w:t>key safe code 11</w:t></w:r><w:del><w:r><w:delText>88</w:delText></w:r></w:del>
<w:ins><w:r><w:t>03</w:t></w:r></w:ins></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:t>key safe code 1104</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tr><w:tc>
<w:p><w:r><w:t>key safe code 1105</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>
</w:tc></w:tr></w:tbl>"""

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_ODF}:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "presentation", "style")
)
_SPACES += f' xmlns:svg="{_ODF}:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odf(kind: str, body: str, master: str = "") -> bytes:
    """An OpenDocument file of hand-written XML."""
    styles = f"<style:master-page><style:header>{master}</style:header></style:master-page>"
    styles = f"<office:master-styles>{styles}</office:master-styles>"
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {_SPACES}><office:body><office:{kind}>{body}"
            f"</office:{kind}></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_SPACES}>{styles}</office:document-styles>",
        }
    )


def _docm() -> bytes:
    """What Word writes and LibreOffice does not, by hand."""
    space = nsdecls("w")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{_DOCM}</w:body></w:document>",
            "word/endnotes.xml": f"<w:endnotes {space}><w:endnote><w:p><w:r><w:t>key safe code 1106"
            "</w:t></w:r></w:p></w:endnote></w:endnotes>",
            "word/embeddings/oleObject1.bin": sample("plan.doc")(),
            "word/vbaProject.bin": old_office.project("' key safe code 1108"),
            "docProps/custom.xml": '<Properties xmlns="urn:c"><property name="Key safe code">'
            "<v>No. 1107</v></property></Properties>",
        }
    )


_RTF = rb"""{\rtf1\ansi\ansicpg1252 NHS 99\'39 0{\b 0}1{\i  20}\u49?6\par key safe code
{\field{\*\fldinst x}{\fldrslt 12}}0{\f1 3}\par {\*\unknown key safe code 1204}48\par
{\header key safe code 1205}{\object{\*\objdata 010500000200000000}}}"""

FILES: Files = {
    **{f"plan.{ending}": sample(f"plan.{ending}")
       for ending in ("docx", "doc", "odt", "rtf", "pdf", "epub")},
    "plan.docm": _docm,
    "split.rtf": lambda: _RTF,
    "form.pdf": pdf,
}  # fmt: skip

_DOCX = (
    Row("", "a paragraph", "", "", 2, "block", "1000"),
    Row("", "a table", "table 1", "Key safe code", 2, "row", "1033"),
    Row("", "a table", "table 1", "NHS Number", 3, "row", "9990012040"),
    Row("", "a table in a table", "table 1", "Key safe code", 3, "row", "1044"),
    Row("", "a footnote", "footnotes", "", 1, "block", "1022"),
    Row("", "a title", "properties", "title", 1, "block", "9990012091"),
    Row("", "a subject", "properties", "subject", 1, "block", "1091"),
)
_HERE = {
    "docx": (
        Row("", "a text box", "", "", 7, "block", "1066"),
        Row("", "a header", "header", "", 1, "block", "1011"),
        Row("", "a footer", "footer", "", 1, "block", "9990012016"),
        Row("", "a comment", "comments", "", 1, "block", "9990012024"),
        Row("", "deleted text", "before tracked changes", "", 1, "block", "1055"),
        Row("", "a link", "links", "", 1, "block", "9990012059"),
    ),
    "doc": (
        Row("", "a text box", "text boxes", "", 1, "block", "1066"),
        Row("", "a header", "headers and footers", "", 1, "block", "1011"),
        Row("", "a footer", "headers and footers", "", 2, "block", "9990012016"),
        Row("", "a comment", "comments", "", 1, "block", "9990012024"),
        Row("", "a link", "", "", 7, "block", "9990012059"),
    ),
    "odt": (
        Row("", "a text box", "", "", 7, "block", "1066"),
        Row("", "a header", "headers and footers", "", 1, "block", "1011"),
        Row("", "a footer", "headers and footers", "", 2, "block", "9990012016"),
        Row("", "a comment", "comments", "", 2, "block", "9990012024"),
        Row("", "deleted text", "before tracked changes", "", 2, "block", "1055"),
        Row("", "a link", "links", "", 1, "block", "9990012059"),
    ),
    "rtf": (
        Row("", "a text box", "text boxes", "", 1, "block", "1066"),
        Row("", "a header", "header", "", 1, "block", "1011"),
        Row("", "a footer", "footer", "", 1, "block", "9990012016"),
        Row("", "a comment", "comments", "", 1, "block", "9990012024"),
        Row("", "deleted text", "before tracked changes", "", 1, "block", "1055"),
        Row("", "a link", "fields", "", 2, "block", "9990012059"),
    ),
}
_SECTION = "OEBPS/sections/section0001.xhtml"

ROWS = [
    *(row._replace(file=f"plan.{ending}")
      for ending, own in _HERE.items() for row in (*_DOCX, *own)),
    Row("plan.docm", "digits in several runs", "", "", 1, "block", "9990012016"),
    Row("plan.docm", "a picture's description", "picture descriptions", "", 1, "block", "1101"),
    Row("plan.docm", "a field's instruction", "fields", "", 1, "block", "1102"),
    Row("plan.docm", "a number half inserted", "", "", 4, "block", "1103"),
    Row("plan.docm", "a number half deleted", "before tracked changes", "", 1, "block", "1188"),
    Row("plan.docm", "a content control", "", "", 5, "block", "1104"),
    Row("plan.docm", "a table three deep", "", "", 6, "block", "1105"),
    Row("plan.docm", "an endnote", "endnotes", "", 1, "block", "1106"),
    Row("plan.docm", "a property of one's own", "properties", "Key safe code", 1, "block", "1107"),
    Row("plan.docm", "an embedded document", "comments", "", 1, "block", "9990012024",
        "word/embeddings/oleObject1.bin"),
    Row("plan.docm", "a macro", "macro Module1", "", 2, "line", "1108"),
    Row("split.rtf", "escapes that split digits", "", "", 1, "block", "9990012016"),
    Row("split.rtf", "a field's result", "", "", 2, "block", "1203"),
    Row("split.rtf", "a group old programs ignore", "other groups", "", 1, "block", "1204"),
    Row("split.rtf", "a header amid the text", "header", "", 1, "block", "1205"),
    Row("plan.pdf", "a line", "page 1", "", 4, "line", "1000"),
    Row("plan.pdf", "a text box", "page 1", "", 1, "line", "1066"),
    Row("plan.pdf", "a table", "page 1", "", 8, "line", "9990012032"),
    Row("plan.pdf", "a footnote", "page 1", "", 13, "line", "1022"),
    Row("plan.pdf", "a link", "page 1", "link", 1, "block", "9990012059"),
    Row("plan.pdf", "the title", "properties", "Title", 1, "block", "9990012091"),
    Row("form.pdf", "a form field", "page 1", "Key safe code", 1, "block", "1301"),
    Row("form.pdf", "a choice", "page 1", "Key safe code 2", 2, "block", "1307"),
    Row("form.pdf", "a note", "page 1", "annotation", 1, "block", "1302"),
    Row("form.pdf", "the second page", "page 2", "", 1, "line", "1303"),
    Row("form.pdf", "text split over runs", "page 2", "", 2, "line", "9990012016"),
    Row("form.pdf", "XMP metadata", "metadata", "description", 1, "block", "1304"),
    Row("form.pdf", "an attached file", "", "", 1, "line", "1305", "codes.txt"),
    Row("form.pdf", "a bookmark", "bookmarks", "", 1, "block", "1306"),
    Row("plan.epub", "a paragraph", "", "", 2, "block", "1000", _SECTION),
    Row("plan.epub", "a table", "table 1", "Key safe code", 2, "row", "1033", _SECTION),
    Row("plan.epub", "a link", "attributes", "", 4, "block", "9990012059", _SECTION),
    Row("plan.epub", "the title", "", "metadata.title", 5, "row", "9990012091",
        "OEBPS/content.opf"),
]  # fmt: skip
