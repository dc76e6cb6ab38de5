"""Runs of text in files whose structure we do not know: better than nothing, and said to be so.

What is found has no columns and no records; a value that the program packed is not found.
"""

from collections.abc import Iterator
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Reason, TextBatch, Unit

PART = "text runs"
_STEP = 1024**2
_OVERLAP = 4096  # bytes; a run over the border of two steps is whole in one of them
_SHORTEST = 4  # characters; NHS numbers in groups and 4-digit codes are found
# Latin letters and signs as UTF-16, which most programs of Windows write; then as single bytes.
_WIDE = regex.compile(rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00){%d,}" % _SHORTEST)
_NARROW = regex.compile(rb"[\t\n\r\x20-\x7e]{%d,}" % _SHORTEST)
_WORDY = regex.compile(r"[A-Za-z]{3}|[0-9]{4}|[0-9]{3} [0-9]{3}")
_REMEDY = "export it in a current format, or look at it by hand"


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The runs as BLOCKs in their order, then always that the structure was not understood."""
    yield from run_batches(stream, limits)
    raise UnreadableError(
        Reason.UNSUPPORTED, "its structure is not known; plain runs of text were read", _REMEDY
    )


def run_batches(stream: BinaryIO, limits: Limits, part: str = PART) -> Iterator[TextBatch]:
    """The runs of the stream."""
    yield from value_batches(_runs(stream), Unit.BLOCK, limits, part)


def _runs(stream: BinaryIO) -> Iterator[str]:
    held = b""
    while block := stream.read(_STEP):
        held += block
        border = max(0, len(held) - _OVERLAP)  # a run that begins behind it may not be whole
        done = border
        for start, end, text in _found(held):
            if start < border:
                done = max(done, end)
                yield text
        held = held[done:]
    yield from (text for _, _, text in _found(held))


def _found(raw: bytes) -> Iterator[tuple[int, int, str]]:
    """Runs of some bytes that hold a word or a number: where they begin and end, and their text."""
    runs = [(match.span(), match[0].decode("utf-16-le")) for match in _WIDE.finditer(raw)]
    runs += [(match.span(), match[0].decode("ascii")) for match in _NARROW.finditer(raw)]
    for (start, end), text in sorted(runs):
        if _WORDY.search(text):
            yield start, end, text.strip()
