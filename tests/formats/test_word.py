"""Word documents and their relatives: everything a person could read in them."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import nsdecls

from scanner.model import Reason, Unit
from tests.formats.extract import extract, zipped

NHS = "999 001 2016"


def _docx(fill):
    document = Document()
    fill(document)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _table(document, rows):
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def _xml(body, **parts):
    """A docx of hand-written XML."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>",
            **parts,
        }
    )


def test_value_over_several_runs_is_whole():
    """Runs of one paragraph are joined without a gap."""

    def fill(document):
        paragraph = document.add_paragraph()
        for piece in ("NHS 999 ", "001 2", "016"):
            paragraph.add_run(piece).bold = piece == "001 2"

    assert extract("docx", _docx(fill)).values("") == [f"NHS {NHS}"]


def test_positions_are_paragraph_numbers():
    """Blank paragraphs keep their number."""

    def fill(document):
        for text in ("one", "", "three"):
            document.add_paragraph(text)

    batch = extract("docx", _docx(fill)).batch("")
    assert (batch.values.to_pylist(), batch.unit) == (["one", None, "three"], Unit.BLOCK)


def test_tabs_and_breaks_are_kept():
    """Tabs and line breaks stand between words."""
    content = _xml(
        "<w:p><w:r><w:t>Code</w:t><w:tab/><w:t>4821</w:t><w:br/><w:t>x</w:t></w:r></w:p>"
    )
    assert extract("docx", content).values("") == ["Code\t4821\nx"]


def test_table_of_two_columns_is_a_form():
    """Labels and values stay together, in their place among the paragraphs."""

    def fill(document):
        document.add_paragraph("Care plan")
        _table(document, [("NHS No", NHS), ("Key safe:", "4821")])
        document.add_paragraph("End")

    values = extract("docx", _docx(fill)).values("")
    assert values == ["Care plan", f"NHS No: {NHS}", "Key safe: 4821", "End"]


def test_table_of_records_has_columns():
    """A wide table below a header gives rows, a column for each header."""
    rows = [
        ("Name", "NHS No", "Key safe"),
        ("Ivy", NHS, "4821"),
        ("Seamus", "999 001 2024", "7733"),
    ]
    found = extract("docx", _docx(lambda document: _table(document, rows)))
    batch = found.batch("table 1", "Key safe")
    assert (batch.values.to_pylist(), batch.first, batch.unit) == (["4821", "7733"], 2, Unit.ROW)


def test_other_tables_are_lines():
    """A wide table without header gives a line for each row."""
    rows = [("Ivy", NHS, "M1 1AA"), ("Seamus", "999 001 2024", "M1 1AB")]
    found = extract("docx", _docx(lambda document: _table(document, rows)))
    assert found.values("")[0] == f"Ivy | {NHS} | M1 1AA"


def test_nested_table_is_read():
    """A table inside a cell is read with that cell."""

    def fill(document):
        outer = document.add_table(rows=1, cols=1)
        _ = outer.rows[0].cells[0].add_table(rows=1, cols=2)
        inner = outer.rows[0].cells[0].tables[0]
        inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Key safe", "4821"

    assert any("Key safe: 4821" in text for text in extract("docx", _docx(fill)).values(""))


def test_headers_and_footers_are_read():
    """Page headers and footers are parts, tables in them included."""

    def fill(document):
        section = document.sections[0]
        section.header.paragraphs[0].text = f"NHS {NHS}"
        section.footer.paragraphs[0].text = "01632 960123"

    found = extract("docx", _docx(fill))
    assert found.values("header") == [f"NHS {NHS}"]
    assert found.values("footer") == ["01632 960123"]


@pytest.mark.parametrize("name", ["footnotes", "endnotes", "comments"])
def test_notes_and_comments_are_read(name):
    """Footnotes, endnotes and comments are parts of their own."""
    tag = name.removesuffix("s")
    note = f"<w:{tag}><w:p><w:r><w:t>gate 7731</w:t></w:r></w:p></w:{tag}>"
    side = f"<w:{name} {nsdecls('w')}>{note}</w:{name}>"
    found = extract("docx", _xml("<w:p/>", **{f"word/{name}.xml": side}))
    assert found.values(name) == ["gate 7731"]


def test_content_control_is_read():
    """A value in a content control is part of its paragraph."""
    content = _xml(
        "<w:p><w:r><w:t xml:space='preserve'>Key safe </w:t></w:r><w:sdt><w:sdtContent><w:r>"
        "<w:t>4821</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert extract("docx", content).values("") == ["Key safe 4821"]


def test_block_content_control_is_read():
    """Paragraphs and tables inside a content control are read in their place."""
    content = _xml(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>4821</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert extract("docx", content).values("") == ["4821"]


def test_text_box_is_read_once():
    """A text box is read behind its paragraph; its copy for old programs is not."""
    box = "<w:txbxContent><w:p><w:r><w:t>Key safe 4821</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="urn:mc"'
    content = _xml(
        f"<w:p><w:r><w:t>See box</w:t><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert extract("docx", content).values("") == ["See box", "Key safe 4821"]


def test_tracked_changes_are_read_in_both_versions():
    """A changed paragraph is given as it is, and as it was before."""
    content = _xml(
        "<w:p><w:r><w:t>Key safe </w:t></w:r><w:del><w:r><w:delText>4821</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>7733</w:t></w:r></w:ins></w:p>".replace(
            "<w:t>", "<w:t xml:space='preserve'>"
        )
    )
    found = extract("docx", content)
    assert found.values("") == ["Key safe 7733"]
    assert found.values("before tracked changes") == ["Key safe 4821"]


def test_links_and_fields_are_read():
    """Targets of links stand in relations, those of fields in their instructions."""
    rels = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Type="x/hyperlink" '
        'Target="mailto:ivy@example.org"/></Relationships>'
    )
    content = _xml(
        "<w:p><w:r><w:instrText>HYPERLINK tel:01632960123</w:instrText></w:r></w:p>",
        **{"word/_rels/document.xml.rels": rels},
    )
    found = extract("docx", content)
    assert found.values("links") == ["mailto:ivy@example.org"]
    assert found.values("fields") == ["HYPERLINK tel:01632960123"]


def test_properties_are_read():
    """Author and title are parts of the document."""

    def fill(document):
        document.core_properties.author = "Office Manager"

    assert extract("docx", _docx(fill)).values("properties", "creator") == ["Office Manager"]


def test_embedded_files_are_members():
    """Files inside the document become members."""
    content = _xml("<w:p/>", **{"word/embeddings/list.xlsx": "PK"})
    assert extract("docx", content).members == {"word/embeddings/list.xlsx": b"PK"}


def test_taken_in_document_is_a_member():
    """A document that another takes in whole (altChunk) becomes a member."""
    rels = (
        '<Relationships><Relationship Id="r1" Type="x/aFChunk" Target="part.html"/></Relationships>'
    )
    content = _xml("<w:p/>", **{"word/_rels/document.xml.rels": rels, "word/part.html": "<p>x</p>"})
    assert extract("docx", content).members == {"word/part.html": b"<p>x</p>"}


def test_entities_are_not_expanded():
    """A document that defines entities neither grows nor reads other files."""
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "xxxxxxxxxx"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>A&a;&f;B</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    content = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bomb})
    assert "x" not in "".join(extract("docx", content).values(""))


def test_document_without_main_part_is_damaged():
    """A document without its text is damaged, not empty."""
    error = extract("docx", zipped({"word/styles.xml": "<a/>"})).error
    assert error is not None and error.reason is Reason.DAMAGED


def test_slides_notes_and_tables():
    """A presentation gives slides in the order they are shown, and their notes."""
    a = 'xmlns:a="urn:a" xmlns:r="urn:r"'

    def slide(text):
        return f"<s {a}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>"

    def rels(*pairs):
        items = [f'<Relationship Id="{i}" Type="x/{k}" Target="{t}"/>' for i, k, t in pairs]
        return f"<Relationships>{''.join(items)}</Relationships>"

    order = '<sldId id="1" r:id="b"/><sldId id="2" r:id="a"/>'
    content = zipped(
        {
            "ppt/presentation.xml": f"<p {a}><sldIdLst>{order}</sldIdLst></p>",
            "ppt/_rels/presentation.xml.rels": rels(
                ("a", "slide", "slides/slide1.xml"), ("b", "slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide("Visits"),
            "ppt/slides/slide2.xml": slide(f"NHS {NHS}"),
            "ppt/slides/_rels/slide2.xml.rels": rels(("n", "notesSlide", "../notesSlides/n1.xml")),
            "ppt/notesSlides/n1.xml": slide("key safe 4821"),
        }
    )
    found = extract("pptx", content)
    assert found.values("slide 1") == [f"NHS {NHS}"]
    assert found.values("notes of slide 1") == ["key safe 4821"]
    assert found.values("slide 2") == ["Visits"]


ODT = (
    '<o:document-content xmlns:o="urn:office" xmlns:t="urn:text" xmlns:b="urn:table">'
    "<o:body><o:text>{}</o:text></o:body></o:document-content>"
)


def _odt(body, **parts):
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": ODT.format(body), **parts})


def test_opendocument_text():
    """Spans, spaces, tables and notes of an OpenDocument text are read."""
    content = _odt(
        "<t:p>Key<t:s/>safe <t:span>48</t:span>21"
        "<o:annotation><t:p>gate 7731</t:p></o:annotation></t:p>"
        "<b:table><b:table-row><b:table-cell><t:p>NHS</t:p></b:table-cell>"
        f"<b:table-cell><t:p>{NHS}</t:p></b:table-cell></b:table-row></b:table>"
    )
    found = extract("odt", content)
    assert found.values("") == ["Key safe 4821", f"NHS: {NHS}"]
    assert found.values("comments") == ["gate 7731"]


def test_encrypted_opendocument():
    """An encrypted OpenDocument file needs its password."""
    manifest = "<m><file-entry><encryption-data><algorithm/></encryption-data></file-entry></m>"
    error = extract("odt", _odt("", **{"META-INF/manifest.xml": manifest})).error
    assert error is not None and error.reason is Reason.ENCRYPTED


def test_rich_text():
    """Formatting inside a value does not cut it; escapes and settings are understood."""
    content = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Key {\b sa}{\i fe} 48{\b 21}\par "
        rb"Zo\'eb \u8211?\tab x{\*\generator Riched20;}\par}"
    )
    assert extract("rtf", content).values("") == ["Key safe 4821", "Zoë –\tx"]


def test_paragraphs_before_a_break_are_read():
    """Of a document whose XML breaks off, what stands before is read, and the break is said."""
    whole = _xml("<w:p><w:r><w:t>key safe 4821</w:t></w:r></w:p>")
    cut = BytesIO(whole)
    with zipfile.ZipFile(cut) as archive:
        text = archive.read("word/document.xml").replace(b"</w:body></w:document>", b"<w:p>")
    found = extract("docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": text}))
    assert found.values("") == ["key safe 4821"]
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]
