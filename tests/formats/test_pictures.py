"""Pictures: always said to be unread, unless OCR is asked for and installed."""

from io import BytesIO

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract, zipped

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
