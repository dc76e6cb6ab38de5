"""The records of a PowerPoint 97 stream: what stands where, which version of a slide is current.

[MS-PPT] 2.3.1 (record header), 2.3.2 and 2.3.3 (user edit, persist directory).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

USER_EDIT, PERSIST_DIRECTORY = 0x0FF5, 0x1772
_CONTAINER = 0xF
_TAGGED = 0x138B  # BinaryTagDataBlob: records of later versions, comments among them
_HEADER = 8  # bytes
_DEEPEST = 64
_MOST_EDITS = 10_000


class Record(NamedTuple):
    """One record; `start` and `end` are those of its content."""

    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


def record(raw: bytes, at: int, end: int) -> Record | None:
    """The record whose header stands at `at`, cut to where its container ends."""
    if at < 0 or at + _HEADER > end:
        return None
    first, kind, size = struct.unpack_from("<HHI", raw, at)
    start = at + _HEADER
    is_container = first & 0xF == _CONTAINER or kind == _TAGGED
    return Record(kind, first >> 4, is_container, start, min(start + size, end))


def children(raw: bytes, start: int, end: int) -> Iterator[Record]:
    """The records that follow each other in a container, or in the stream."""
    while (found := record(raw, start, end)) is not None:
        yield found
        start = found.end


def below(raw: bytes, outer: Record, depth: int = 0) -> Iterator[Record]:
    """All records inside one that are no containers, in their order."""
    for found in children(raw, outer.start, outer.end):
        if found.is_container and depth < _DEEPEST:
            yield from below(raw, found, depth + 1)
        else:
            yield found


def directory(raw: bytes, current_user: bytes) -> tuple[dict[int, int], int]:
    """Where each object's current version stands, by its number; and the document's number.

    Empty where the file does not say, or is damaged.
    """
    places: dict[int, int] = {}
    document = 0
    if len(current_user) < 20:
        return places, document
    (at,) = struct.unpack_from("<I", current_user, 16)
    seen: set[int] = set()
    while at and at not in seen and len(seen) < _MOST_EDITS:
        seen.add(at)
        edit = record(raw, at, len(raw))
        if edit is None or edit.kind != USER_EDIT or edit.end - edit.start < 20:
            break
        before, listed, number = struct.unpack_from("<3I", raw, edit.start + 8)
        document = document or number
        for key, place in _listed(raw, listed):
            places.setdefault(key, place)  # later edits come first
        at = before
    return places, document


def _listed(raw: bytes, at: int) -> Iterator[tuple[int, int]]:
    found = record(raw, at, len(raw))
    if found is None or found.kind != PERSIST_DIRECTORY:
        return
    at = found.start
    while at + 4 <= found.end:
        (head,) = struct.unpack_from("<I", raw, at)
        first, count = head & 0xFFFFF, head >> 20
        at += 4
        for number in range(first, first + min(count, (found.end - at) // 4)):
            yield number, struct.unpack_from("<I", raw, at)[0]
            at += 4
