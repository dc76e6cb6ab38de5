"""Pictures: always said to be unread, unless OCR is asked for and installed."""

from base64 import b64encode
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest
from fpdf import FPDF

from scanner.formats.pictures import unread
from scanner.model import Limits, Reason, Unit
from tests.formats import old_office
from tests.formats.extract import extract, zipped
from tests.formats.places import documents
from tests.formats.reading import whole

CODE = "Key safe 4821"
OCR = Limits(ocr=True)


def _picture(text: str, frames: int = 1, kind: str = "PNG", **options: object) -> bytes:
    """A white page with a line of large letters, over and over."""
    image = pytest.importorskip("PIL.Image", reason="keysweep[ocr] is not installed")
    from PIL import ImageDraw, ImageFont

    pages = []
    for number in range(frames):
        page = image.new("L", (900, 200), 255)
        shown = f"{text} {number + 1}" if frames > 1 else text
        ImageDraw.Draw(page).text((40, 60), shown, fill=0, font=ImageFont.load_default(64))
        pages.append(page)
    held = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if frames > 1 else {}
    pages[0].save(held, kind, **more, **options)
    return held.getvalue()


@pytest.fixture
def tesseract():
    """Skips where OCR cannot work."""
    pytest.importorskip("tesserocr", reason="keysweep[ocr] is not installed")
    from scanner.formats.ocr import language_folder

    if language_folder() is None:
        pytest.skip("Tesseract's English is missing (Debian: tesseract-ocr-eng)")


def test_picture_is_unread_without_ocr():
    """A picture is image only, and OCR is the remedy."""
    error = extract("image", _picture(CODE)).error
    assert error is not None and error.reason is Reason.IMAGE_ONLY
    assert "keysweep[ocr]" in error.remedy and "ocr = true" in error.remedy


def test_comment_in_a_picture_is_read():
    """What a program wrote into the file beside the picture is text."""
    found = extract("image", _picture("x", kind="JPEG", comment=CODE.encode()))
    assert found.values("properties", "comment") == [CODE]


def test_text_in_a_picture_is_read_with_ocr(tesseract):
    """Lines come with their numbers."""
    found = extract("image", _picture(CODE), limits=OCR)
    assert found.values("") == [CODE]
    assert (found.batch("").unit, found.error) == (Unit.LINE, None)


def test_pages_of_a_tiff_are_parts(tesseract):
    """Each page of a picture of several is a part."""
    found = extract("image", _picture(CODE, frames=2, kind="TIFF"), limits=OCR)
    assert found.values("page 2") == [f"{CODE} 2"]


def test_scanned_page_of_a_pdf_is_read_with_ocr(tesseract):
    """A page that is a picture is read as that page."""
    found = extract("pdf", _picture(CODE, kind="PDF"), limits=OCR)
    assert found.values("page 1") == [CODE]
    assert not found.skipped


def test_picture_in_a_document_is_a_member_with_ocr():
    """Pictures pasted into a document are given where they will be read, else not."""
    content = zipped({"word/document.xml": "<a/>", "word/media/image1.png": b"\x89PNG"})
    assert extract("docx", content, limits=OCR).members == {"word/media/image1.png": b"\x89PNG"}
    assert extract("docx", content).members == {}


def _containers(picture: bytes) -> dict[str, bytes]:
    """Documents and messages that a picture was pasted into."""
    mail = EmailMessage()
    mail["Subject"] = "scan"
    mail.set_content("See the scan.")
    mail.add_related(picture, maintype="image", subtype="png", filename="scan.png")
    hexadecimal = picture.hex().encode()
    page = f'<p>x</p><img src="data:image/png;base64,{b64encode(picture).decode()}">'
    shape = {"ppt/presentation.xml": "<a/>", "ppt/media/image1.png": picture}
    odt = documents.odf("text", "<text:p>x</text:p>")
    with ZipFile(BytesIO(odt)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {
        "a.docx": zipped(
            {
                "[Content_Types].xml": "<a/>",
                "word/document.xml": "<a/>",
                "word/media/image1.png": picture,
            }
        ),
        "a.pptx": zipped({"[Content_Types].xml": "<a/>", **shape}),
        "a.odt": zipped({**parts, "Pictures/1.png": picture}),
        "a.epub": zipped({"mimetype": "application/epub+zip", "OEBPS/images/1.png": picture}),
        "a.rtf": b"{\\rtf1 x{\\pict\\pngblip " + hexadecimal + b"}}",
        "a.html": f"<html><body>{page}</body></html>".encode(),
        "a.eml": mail.as_bytes(),
        "a.msg": old_office.outlook({0x37: "scan"}, [old_office.attachment("s.png", picture)]),
    }


CONTAINERS = ["a.docx", "a.pptx", "a.odt", "a.epub", "a.rtf", "a.html", "a.eml", "a.msg"]


@pytest.mark.parametrize("name", CONTAINERS)
def test_picture_pasted_into_a_document_is_read_with_ocr(name, tesseract):
    """A letter that was scanned and pasted into a document is read as a member of it."""
    found = whole(_containers(_picture(CODE))[name], name, OCR)
    assert CODE in [cell.text for cell in found.cells if cell.member]


@pytest.mark.parametrize("name", CONTAINERS)
def test_picture_pasted_into_a_document_is_said_to_be_unread(name):
    """Without OCR the document, or the picture in it, is not said to be fully read."""
    found = whole(_containers(_picture(CODE))[name], name)
    (note,) = [note for _, note in found.notes if note.reason is Reason.IMAGE_ONLY]
    assert "keysweep[ocr]" in note.remedy


def test_small_ornament_is_no_picture_of_text():
    """A bullet or a spacer does not make a document partly read."""
    assert list(unread([60, 900])) == []


def _letter_below_a_heading(width: float) -> bytes:
    """A page with a heading of some words and a picture of text of that width below it."""
    document = FPDF(unit="pt", format=(400, 400))
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.text(20, 30, "Received by the scanner in the main office, page one of one")
    document.image(BytesIO(_picture(CODE)), 10, 50, width, 300)
    return bytes(document.output())


def test_scanned_letter_below_a_heading_is_unread():
    """A page of little text and a large picture is said to be a picture."""
    found = extract("pdf", _letter_below_a_heading(380))
    assert [(note.reason, note.part) for note in found.skipped] == [(Reason.IMAGE_ONLY, "page 1")]


def test_small_picture_on_a_page_of_text_is_none():
    """A logo beside text does not make the page a picture."""
    assert extract("pdf", _letter_below_a_heading(40)).skipped == []


def test_picture_of_too_many_pixels_is_refused(tesseract):
    """A small file that claims an enormous picture is not unfolded."""
    image = pytest.importorskip("PIL.Image", reason="keysweep[ocr] is not installed")
    held = BytesIO()
    image.new("1", (60_000, 10_000)).save(held, "PNG")
    found = extract("image", held.getvalue(), limits=OCR)
    reasons = {note.reason for note in found.skipped} | {found.error and found.error.reason}
    assert reasons & {Reason.TOO_LARGE, Reason.DAMAGED}


def test_pages_without_time_are_said_to_be_left_out(tesseract):
    """When an object's time is used up, the rest of its pages are named."""
    found = extract("image", _picture(CODE), limits=Limits(ocr=True, seconds_per_object=1e-9))
    (note,) = found.skipped
    assert note.reason is Reason.TIMEOUT


def test_broken_picture_is_damaged(tesseract):
    """A picture that breaks off becomes a reason."""
    error = extract("image", _picture(CODE)[:200], limits=OCR).error
    assert error is not None and error.reason is Reason.DAMAGED
