"""Pictures: what is written about them inside the file, and their text where OCR is asked for.

A picture whose text was not read is always said to be unread.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Reason, TextBatch, Unit

if TYPE_CHECKING:
    from PIL.Image import Image

UNREAD = UnreadableError(
    Reason.IMAGE_ONLY,
    "a picture; text in it was not read",
    "read it with OCR: install keysweep[ocr] and set ocr = true under [limits]",
)
MOST_PIXELS = 120_000_000  # A4 at 1200 dpi has 139 million; scans have 9 to 35
_LONGEST = 65_536  # characters of one note


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Notes as BLOCKs of "properties"; with OCR the lines of each page."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:
        if limits.ocr:
            raise
        raise _unread() from None
    try:
        with Image.open(stream) as picture:
            yield from _notes(picture, limits)
            if limits.ocr:
                yield from _pages(picture, limits)
    except UnidentifiedImageError:
        remedy = "convert it to PNG and sweep that" if limits.ocr else UNREAD.remedy
        raise UnreadableError(UNREAD.reason, UNREAD.detail, remedy) from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        name = type(error).__name__
        raise UnreadableError(Reason.DAMAGED, f"the picture cannot be read ({name})") from None
    if not limits.ocr:
        raise _unread()


def _unread() -> UnreadableError:
    return UnreadableError(UNREAD.reason, UNREAD.detail, UNREAD.remedy)


def _notes(picture: "Image", limits: Limits) -> Iterator[TextBatch]:
    """Comments, descriptions, authors: what cameras and programs write beside the picture."""
    from PIL.ExifTags import IFD, TAGS

    exif = picture.getexif()
    found = [(TAGS.get(tag, f"tag {tag}"), value) for tag, value in exif.items()]
    found += [(TAGS.get(tag, f"tag {tag}"), value) for tag, value in exif.get_ifd(IFD.Exif).items()]
    found += [(str(name), value) for name, value in picture.info.items()]
    for name, value in found:
        if text := _text(value):
            yield from value_batches([text], Unit.BLOCK, limits, "properties", str(name))


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        if (
            value.startswith((b"Exif", b"ICC", b"MM\x00*", b"II*\x00"))
            or b"\x00\x00\x00" in value[:64]
        ):
            return ""
        value = value[:_LONGEST].decode("utf-8", "replace")
        if value.count("\ufffd") * 20 > len(value):
            return ""
    if not isinstance(value, str):
        return ""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in value[:_LONGEST]).strip()


def _pages(picture: "Image", limits: Limits) -> Iterator[Extracted]:
    from PIL import ImageSequence

    from scanner.formats.ocr import Pages

    pages = Pages(limits)
    for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
        part = f"page {number}" if getattr(picture, "n_frames", 1) > 1 else ""
        yield from pages.read(frame, part)
