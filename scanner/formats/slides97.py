"""PowerPoint 97 presentations (.ppt, .pps): slides, notes, masters, comments, embedded objects.

Slides that were deleted or changed stay in the file until it is saved anew; they are read too.
"""

import struct
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.compound import Compound, never_silent
from scanner.formats.pictures import drawn, pictures
from scanner.formats.protocol import Extracted
from scanner.formats.slides97_records import Record, below, children, directory, record
from scanner.formats.unpack import expands, too_large
from scanner.model import DataObject, Limits, Member, Reason, TextBatch, Unit

_STREAM = "PowerPoint Document"
_LIST, _PERSIST = 0x0FF0, 0x03F3  # SlideListWithText, SlidePersistAtom
_WIDE, _NARROW, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_OBJECT = 0x1011  # ExOleObjStg
_ENCRYPTED = 0xF3D1C4DF  # header token of the current user; [MS-PPT] 2.3.2
_PARTS = ("slide", "master", "notes")  # by the list's instance
_TAG = "___PPT"  # names of what later versions added
_FREE = 1024**2  # bytes; below it any ratio is harmless


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Texts of each slide as BLOCKs, part "slide 3"; then what is left in the file, and objects."""
    return never_silent(_read(stream, limits))


def _read(stream: BinaryIO, limits: Limits) -> Iterator[Extracted]:
    held = Compound(stream, limits)
    raw = held.read(_STREAM)
    user = held.read("Current User") if "Current User" in held else b""
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED:
        raise UnreadableError(Reason.ENCRYPTED, "presentation", "needs its password")
    places, document = directory(raw, user)
    read_at: set[int] = set()
    for part, texts in _current(raw, places, document, read_at):
        yield from value_batches(texts, Unit.BLOCK, limits, part)
    yield from _left(raw, read_at, bool(places), limits)
    yield from held.properties()
    yield from _objects(raw, limits)
    yield from held.embedded()
    if "Pictures" in held:
        yield from pictures(drawn(held.read("Pictures")), limits)


def _current(
    raw: bytes, places: dict[int, int], document: int, read_at: set[int]
) -> Iterator[tuple[str, list[str]]]:
    """The slides as they are shown, numbered; notes the starts of what was read."""
    outer = record(raw, places.get(document, -1), len(raw))
    if outer is None:
        return
    read_at.add(outer.start)
    yield "", [*_texts(raw, outer, lists=False)]
    for found in children(raw, outer.start, outer.end):
        if found.kind == _LIST:
            for number, texts in enumerate(_listed(raw, found, places, read_at), start=1):
                yield f"{_PARTS[min(found.instance, 2)]} {number}", texts


def _listed(
    raw: bytes, outer: Record, places: dict[int, int], read_at: set[int]
) -> Iterator[list[str]]:
    texts: list[str] | None = None
    for found in children(raw, outer.start, outer.end):
        if found.kind != _PERSIST:
            if texts is not None:
                texts += _text(raw, found)
            continue
        if texts is not None:
            yield texts
        texts = []
        if found.end - found.start >= 4:
            (number,) = struct.unpack_from("<I", raw, found.start)
            slide = record(raw, places.get(number, -1), len(raw))
            if slide is not None and slide.start not in read_at:
                read_at.add(slide.start)
                texts += _texts(raw, slide)
    if texts is not None:
        yield texts


def _left(raw: bytes, read_at: set[int], known: bool, limits: Limits) -> Iterator[TextBatch]:
    """What no current list names: older versions, deleted slides; all, where lists are lost."""
    texts = [
        text
        for found in children(raw, 0, len(raw))
        if found.start not in read_at
        for text in _texts(raw, found)
    ]
    part = "left from earlier versions" if known else "slides"
    yield from value_batches(texts, Unit.BLOCK, limits, part)


def _texts(raw: bytes, outer: Record, lists: bool = True) -> Iterator[str]:
    if not outer.is_container:
        yield from _text(raw, outer)
        return
    for child in children(raw, outer.start, outer.end):
        if child.kind == _LIST and not lists:
            continue
        inner = below(raw, child) if child.is_container else (child,)
        for found in inner:
            yield from _text(raw, found)


def _text(raw: bytes, found: Record) -> list[str]:
    """The paragraphs of a record that holds text."""
    content = raw[found.start : found.end]
    if found.kind in (_WIDE, _STRING):
        text = content.decode("utf-16-le", "replace")
    elif found.kind == _NARROW:
        text = content.decode("latin-1")  # the low bytes of UTF-16
    else:
        return []
    if text.startswith(_TAG):
        return []
    return [line for line in text.replace("\x0b", "\r").split("\r") if line.strip("\x00 ")]


def _objects(raw: bytes, limits: Limits) -> Iterator[Member]:
    number = 0
    for found in children(raw, 0, len(raw)):
        if found.kind == _OBJECT:
            number += 1
            content = raw[found.start : found.end]
            yield Member(f"object {number}", partial(_object, content, found.instance, limits))


def _object(content: bytes, packed: int, limits: Limits) -> BinaryIO:
    if not packed:
        return BytesIO(content)
    unpacker = zlib.decompressobj()
    ceiling = max(_FREE, limits.max_expansion * len(content))
    try:
        held = unpacker.decompress(content[4:], min(ceiling, limits.max_member_bytes) + 1)
    except zlib.error:
        raise UnreadableError(Reason.DAMAGED, "the object cannot be unpacked") from None
    if len(held) > limits.max_member_bytes:
        raise too_large(limits)
    if len(held) > ceiling:
        raise expands(limits)
    return BytesIO(held)
