"""PDF: lines of pages, form fields, notes, attachments, pictures of pages."""

from io import BytesIO

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod
from PIL import Image

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

NHS = "999 001 2016"


def _pdf(fill):
    document = FPDF()
    document.set_font("Helvetica", size=12)
    fill(document)
    return bytes(document.output())


def _page(*lines):
    def fill(document):
        document.add_page()
        for line in lines:
            document.cell(text=line, new_x="LMARGIN", new_y="NEXT")

    return fill


def _field_pdf():
    """A form with one text field, written by hand: fpdf2 makes none."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/DA(/Helv 0 Tf)>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Annots[4 0 R]>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(Key safe code)/V(4821)/Rect[10 10 99 30]/P 3 0 R>>",
    ]
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        content
        + (
            f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\n"
            f"startxref\n{len(content)}\n%%EOF"
        ).encode()
    )


def test_lines_of_pages():
    """Each line of a page is a value at its line number; each page a part."""

    def fill(document):
        _page("Care plan", f"NHS {NHS}")(document)
        _page("Key safe 4821")(document)

    found = extract("pdf", _pdf(fill))
    batch = found.batch("page 1")
    assert (batch.values.to_pylist(), batch.unit) == (["Care plan", f"NHS {NHS}"], Unit.LINE)
    assert found.values("page 2") == ["Key safe 4821"]


def test_letters_drawn_one_by_one_are_joined():
    """A number whose digits are drawn one at a time, close together, is whole."""

    def fill(document):
        document.add_page()
        for index, letter in enumerate("9990012016"):
            document.text(20 + index * 2.5, 30, letter)

    assert extract("pdf", _pdf(fill)).values("page 1") == ["9990012016"]


def test_form_fields_are_read():
    """The value of a field stands under the field's name."""
    assert extract("pdf", _field_pdf()).values("page 1", "Key safe code") == ["4821"]


def test_notes_and_links_are_read():
    """Notes stuck on a page and targets of links are read."""

    def fill(document):
        document.add_page()
        document.text_annotation(10, 10, text="gate code 7731")
        document.link(10, 20, 30, 10, "mailto:ivy@example.org")

    found = extract("pdf", _pdf(fill))
    assert "gate code 7731" in found.values("page 1", "annotation")
    assert found.values("page 1", "link") == ["mailto:ivy@example.org"]


def test_attachments_are_members():
    """A file attached to a PDF becomes a member."""

    def fill(document):
        document.add_page()
        document.embed_file(basename="list.csv", bytes=b"a,b\n1,2\n")

    assert extract("pdf", _pdf(fill)).members == {"list.csv": b"a,b\n1,2\n"}


def test_large_attachment_is_refused():
    """An attachment above the limit is not handed out."""

    def fill(document):
        document.add_page()
        document.embed_file(basename="list.csv", bytes=b"x" * 2000)

    found = extract("pdf", _pdf(fill), limits=Limits(max_member_bytes=1000))
    assert found.members == {"list.csv": Reason.LIMIT}


def test_properties_are_read():
    """Author and title are given under their names."""

    def fill(document):
        document.add_page()
        document.set_author("Office Manager")

    assert extract("pdf", _pdf(fill)).values("properties", "Author") == ["Office Manager"]


def test_page_that_is_a_picture_is_said():
    """A page without text but with a picture is not passed off as empty."""

    def fill(document):
        _page("Care plan of the client")(document)
        document.add_page()
        document.image(Image.new("RGB", (20, 20)), w=50)

    skipped = extract("pdf", _pdf(fill)).skipped
    assert [(s.reason, s.part) for s in skipped] == [(Reason.IMAGE_ONLY, "page 2")]
    assert "OCR" in skipped[0].remedy


def test_blank_page_is_no_fault():
    """A page with nothing on it is simply empty."""
    assert extract("pdf", _pdf(_page())).skipped == []


@pytest.mark.parametrize(("password", "reason"), [("secret", Reason.ENCRYPTED), ("", None)])
def test_only_a_password_to_open_stops_reading(password, reason):
    """A PDF that needs a password to be opened is encrypted; one that only forbids is read."""

    def fill(document):
        _page("Key safe 4821")(document)
        document.set_encryption(
            owner_password="owner",
            user_password=password,
            encryption_method=EncryptionMethod.RC4,
            permissions=AccessPermission.none(),
        )

    found = extract("pdf", _pdf(fill))
    assert (found.error.reason if found.error else None) is reason
    assert found.values("page 1") == ([] if reason else ["Key safe 4821"])


def test_damaged_pdf_is_said():
    """What only begins like a PDF is damaged."""
    error = extract("pdf", b"%PDF-1.4\nnothing").error
    assert error is not None
    assert error.reason is Reason.DAMAGED


def test_stream_is_not_closed():
    """The stream belongs to the caller, who closes it."""
    from scanner.formats.registry import by_name, load
    from scanner.model import DataObject

    stream = BytesIO(_pdf(_page("x")))
    obj = DataObject(uri="file:///a.pdf", source="files", container="file:///")
    assert list(load(by_name("pdf"))(stream, obj, Limits()))
    assert not stream.closed
