"""OneNote sections (.one): runs of text, and the files and pictures put into the notes.

The page structure is not read, so that texts have no page; and earlier versions of a page, which
OneNote keeps, are read as well. Files inside: [MS-ONESTORE] 2.6.13.
"""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats import strings
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason

_FILE = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
_HEADER = 36  # bytes: the mark, the size, twelve that are not used


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Runs as BLOCKs, files as members; ends by saying that pages were not told apart."""
    raw = bounded_read(stream, limits.max_member_bytes)
    places = list(_files(raw, limits))
    yield from strings.run_batches(BytesIO(_without(raw, places)), limits)
    for number, (start, size) in enumerate(places, start=1):
        content = raw[start : start + size]
        yield Member(f"file {number}", partial(BytesIO, content), size)
    raise UnreadableError(
        Reason.UNSUPPORTED,
        "its pages were not told apart; plain runs of text and files inside were read",
        "export it as PDF to have pages",
    )


def _files(raw: bytes, limits: Limits) -> Iterator[tuple[int, int]]:
    """Where each file inside begins, and its bytes."""
    at = raw.find(_FILE)
    for _ in range(limits.max_members):
        if at < 0:
            return
        start = at + _HEADER
        size = int.from_bytes(raw[at + 16 : at + 24], "little")
        if 0 < size <= len(raw) - start:
            yield start, size
            at = raw.find(_FILE, start + size)
        else:
            at = raw.find(_FILE, at + 1)


def _without(raw: bytes, places: list[tuple[int, int]]) -> bytes:
    """What is no file: runs of text in packed pictures are noise."""
    kept, at = [], 0
    for start, size in places:
        kept.append(raw[at:start])
        at = start + size
    return b"".join([*kept, raw[at:]])
