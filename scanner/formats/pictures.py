"""Pictures inside documents: scanned letters are pasted into them as often as logos are.

Where text in pictures is not to be read, their document says that it was not read in full.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO

import regex

from scanner.formats.image import UNREAD
from scanner.model import Limits, Member, Skipped, Stage

PART = "pictures"
_LEAST_BYTES = 1024  # bullets, lines and spacers are smaller; a legible line of text is not
# The head of a picture's record in old Office documents: its kind and size, then up to two
# hashes; [MS-ODRAW] 2.2.23 and following. Metafiles are drawings and left out.
_RECORD = regex.compile(rb"[\x1d\x1e\x1f\x20\x29\x2a]\xf0(?P<size>.{4})", regex.DOTALL)
_MAGIC = regex.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\x00|MM\x00\*|BM")
_HASHES = 64  # bytes, at most, between the head and the picture


def unread(sizes: Iterable[int]) -> Iterator[Skipped]:
    """What to say of pictures of so many bytes; nothing where none could hold text."""
    count = sum(size >= _LEAST_BYTES for size in sizes)
    if count:
        detail = f"{count} pictures inside; text in them was not read"
        detail = detail if count > 1 else "a picture inside; text in it was not read"
        yield Skipped(Stage.READ, UNREAD.reason, detail, UNREAD.remedy, part=PART)


def pictures(contents: Sequence[bytes], limits: Limits) -> Iterator[Member | Skipped]:
    """The pictures of a document where they are to be read, else that they were not."""
    if not limits.ocr:
        yield from unread(map(len, contents))
        return
    for number, content in enumerate(contents, start=1):
        yield Member(f"picture {number}", partial(BytesIO, content), len(content))


def drawn(raw: bytes) -> list[bytes]:
    """The pictures among the drawing records of an old Office document."""
    found, at = [], 0
    while head := _RECORD.search(raw, at):
        start, size = head.end(), int.from_bytes(head["size"], "little")
        magic = _MAGIC.search(raw, start, start + _HASHES)
        if magic is None or start + size > len(raw):
            at = head.start() + 1
            continue
        found.append(raw[magic.start() : start + size])
        at = start + size
    return found
