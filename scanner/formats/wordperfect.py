"""WordPerfect documents: runs of text. Since version 6 a space is written as a byte of its own."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats import strings
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Reason

_HEADER = 16  # bytes: the mark, where the text begins, the kind, the encryption key
# Soft and hard spaces, hyphens and line ends of version 6 as plain text.
_SIGNS = bytes.maketrans(b"\x80\x81\x84\xa9\xcc", b"  --\n")


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Runs as BLOCKs, then always that the structure was not understood."""
    head = stream.read(_HEADER)
    if int.from_bytes(head[12:14], "little"):
        raise UnreadableError(Reason.ENCRYPTED, "WordPerfect document", "needs its password")
    start = int.from_bytes(head[4:8], "little")
    stream.seek(start if start >= _HEADER else _HEADER)
    text = bounded_read(stream, limits.max_member_bytes).translate(_SIGNS)
    yield from strings.read(BytesIO(text), obj, limits)
