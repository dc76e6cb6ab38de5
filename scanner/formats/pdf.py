"""PDF: the text of each page line by line, form fields, annotations, attachments.

Pages that are only pictures are read with OCR where that is asked for, else said to be unread.
"""

import ctypes
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.image import MOST_PIXELS, UNREAD
from scanner.formats.pdf_notes import notes
from scanner.formats.protocol import Extracted
from scanner.formats.xmp import xmp_batches
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, TextBatch, Unit

if TYPE_CHECKING:
    from scanner.formats.ocr import Pages

_HARDLY_ANY = 20  # letters and digits; a scanner's stamp below a picture of a page
_LITTLE = 400  # letters and digits; a heading and a footer around a scanned letter
_MOSTLY = 0.4  # of the page's area that one picture covers, for it to be what the page is about
_MOST_ATTACHMENTS = 10_000
_OCR_SCALE = 300 / 72  # 300 dots per inch, what Tesseract reads best


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Lines of every page, part "page 3"; attached files as members."""
    document = _opened(stream)
    pages = _ocr(limits)
    try:
        if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
            document.init_forms()
        for index in range(len(document)):
            try:
                yield from _page(document, index, limits, pages)
            except pdfium.PdfiumError:
                yield Skipped(
                    Stage.READ, Reason.DAMAGED, "the page cannot be read", part=f"page {index + 1}"
                )
        yield from _properties(document, limits)
        yield from xmp_batches(stream, limits)
        yield from _attachments(document, limits)
    finally:
        document.close()


def _opened(stream: BinaryIO) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(stream)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise UnreadableError(Reason.ENCRYPTED, "PDF", "needs its password") from None
        raise UnreadableError(Reason.DAMAGED, "not a readable PDF") from None


def _page(
    document: pdfium.PdfDocument, index: int, limits: Limits, pages: "Pages | None"
) -> Iterator[Extracted]:
    part = f"page {index + 1}"
    page = document.get_page(index)
    try:
        lines = _lines(page)
        yield from value_batches(lines, Unit.LINE, limits, part)
        yield from notes(document, page, part, limits)
        letters = sum(character.isalnum() for text in lines for character in text)
        if letters < _LITTLE and _is_picture(page, letters):
            yield from _picture(page, part, pages)
    finally:
        page.close()


def _picture(page: pdfium.PdfPage, part: str, pages: "Pages | None") -> Iterator[Extracted]:
    """A page that is a picture: read with OCR where that is asked for, else said to be unread."""
    if pages is None:
        detail = "the page is a picture"
        yield Skipped(Stage.READ, Reason.IMAGE_ONLY, detail, UNREAD.remedy, part=part)
        return
    width, height = page.get_size()
    scale = min(_OCR_SCALE, (MOST_PIXELS / max(1, width * height)) ** 0.5)
    yield from pages.read(page.render(scale=scale, grayscale=True).to_pil(), part)


def _ocr(limits: Limits) -> "Pages | None":
    """What reads pictures of pages, for the whole document; None where that is not asked for."""
    if not limits.ocr:
        return None
    from scanner.formats.ocr import Pages

    return Pages(limits)


def _lines(page: pdfium.PdfPage) -> list[str]:
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
    finally:
        text_page.close()
    # pdfium writes U+FFFE or U+0002 for a hyphen at the end of a line.
    text = text.replace("\ufffe", "-").replace("\x02", "-")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_picture(page: pdfium.PdfPage, letters: int) -> bool:
    """Whether what the page says stands in a picture: all of it, or what is below a heading."""
    images = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4)
    if letters < _HARDLY_ANY:
        return next(iter(images), None) is not None
    width, height = page.get_size()
    return any(_area(image) > _MOSTLY * width * height for image in images)


def _area(image: pdfium.PdfObject) -> float:
    """In square points, as it lies on its page (a form on the page may still scale it)."""
    sides = [ctypes.c_float() for _ in range(4)]  # left, bottom, right, top
    pdfium_c.FPDFPageObj_GetBounds(image, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return abs(right - left) * abs(top - bottom)


def _properties(document: pdfium.PdfDocument, limits: Limits) -> Iterator[TextBatch]:
    for name, value in document.get_metadata_dict(skip_empty=True).items():
        yield from value_batches([value], Unit.BLOCK, limits, "properties", name)
    titles = [mark.get_title() for mark in document.get_toc(max_depth=8)]
    yield from value_batches(titles, Unit.BLOCK, limits, "bookmarks")


def _attachments(document: pdfium.PdfDocument, limits: Limits) -> Iterator[Extracted]:
    for index in range(min(document.count_attachments(), _MOST_ATTACHMENTS)):
        attachment = document.get_attachment(index)
        name = attachment.get_name() or f"attachment {index + 1}"
        yield Member(name, partial(_attached, attachment, limits))


def _attached(attachment: pdfium.PdfAttachment, limits: Limits) -> BinaryIO:
    try:
        held = bytes(attachment.get_data())
    except pdfium.PdfiumError:
        raise UnreadableError(Reason.DAMAGED, "the attachment cannot be unpacked") from None
    if len(held) > limits.max_member_bytes:
        raise UnreadableError(Reason.LIMIT, "the attachment is above max_member_bytes")
    return BytesIO(held)
