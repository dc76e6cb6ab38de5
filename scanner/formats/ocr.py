"""Text in pictures, through Tesseract (its library is in tesserocr; its language files are not).

Nothing is written to disk. A page takes seconds, so an object has a time of its own for it.
"""

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

# One thread each: a sweep already has a process per core.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.image import MOST_PIXELS
from scanner.formats.protocol import Extracted
from scanner.model import Limits, Reason, Skipped, Stage, Unit

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "eng"
_SHARE = 0.8  # of the object's time; the rest is for what is found in the text
_SMALL = 1500  # pixels of the longer side; below it letters are too small and it is enlarged
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata", "/usr/share/tesseract/tessdata", "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata", r"C:\Program Files\Tesseract-OCR\tessdata",
)  # fmt: skip


class Pages:
    """Reads the pages of one object until its time is over, and says which were left out."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._until = monotonic() + _SHARE * limits.seconds_per_object

    def read(self, page: "Image", part: str) -> Iterator[Extracted]:
        """The lines of one page. Raises `UnreadableError` where Tesseract is missing."""
        left = self._until - monotonic()
        if left <= 0:
            detail = "no time was left to read this page with OCR"
            yield Skipped(Stage.READ, Reason.TIMEOUT, detail, "raise seconds_per_object", part=part)
        elif page.width * page.height > MOST_PIXELS:
            detail = f"a picture of more than {MOST_PIXELS} pixels"
            yield Skipped(Stage.READ, Reason.TOO_LARGE, detail, "look at it by hand", part=part)
        else:
            lines = _lines(page, left)
            if lines is None:
                detail = "reading the page with OCR took too long"
                yield Skipped(Stage.READ, Reason.TIMEOUT, detail, "look at it by hand", part=part)
            else:
                yield from value_batches(lines, Unit.LINE, self._limits, part)


def _lines(page: "Image", seconds: float) -> list[str] | None:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(page.convert("L"))
    if (longer := max(upright.size)) < _SMALL:
        factor = min(3.0, _SMALL / longer)
        upright = upright.resize((int(upright.width * factor), int(upright.height * factor)))
    engine = _engine()
    engine.SetImage(upright)
    try:
        if not engine.Recognize(int(seconds * 1000)):
            return None
        text: str = engine.GetUTF8Text()
    finally:
        engine.Clear()
    return [line for line in text.split("\n") if line.strip()]


@lru_cache(maxsize=1)
def _engine() -> Any:
    folder = language_folder()
    if folder is None:
        raise UnreadableError(
            Reason.EXTRA_MISSING,
            "Tesseract's language file for English is missing",
            "install it (Debian: tesseract-ocr-eng), or name its folder in TESSDATA_PREFIX",
        )
    return tesserocr.PyTessBaseAPI(path=f"{folder}{os.sep}", lang=LANGUAGE)


def language_folder() -> Path | None:
    """Where Tesseract's language files lie."""
    named = os.environ.get("TESSDATA_PREFIX", "")
    beside = Path(sys.prefix) / "share" / "tessdata"
    places = [Path(named), Path(named) / "tessdata"] if named else []
    for folder in [*places, beside, *map(Path, _PLACES)]:
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            return folder
    return None
