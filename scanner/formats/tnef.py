"""winmail.dat, in which Outlook packs a message for other mail programs (TNEF).

[MS-OXTNEF] section 2; what is cut off is read as far as it goes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.mapi import BINARY, MANY, STRING8, UNICODE, Item, batches, text_of
from scanner.formats.mapi_names import LIDS
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason

_FROM, _SUBJECT, _BODY = 0x8000, 0x8004, 0x800C
_RENDERING, _CONTENT, _TITLE = 0x9002, 0x800F, 0x8010
_PROPERTIES, _RECIPIENTS, _ATTACHED = 0x9003, 0x9004, 0x9005
_LONG_NAME, _OBJECT_DATA = 0x3707, 0x3701
_OBJECT = 0x0D
_SIZES = {1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_CLASS_ID = 16  # bytes before an object's content
_SIGNATURE = b"\x78\x9f\x3e\x22"


@dataclass(slots=True)
class _Attached:
    name: str = ""
    content: bytes = b""


@dataclass(slots=True)
class _Message:
    item: Item = field(default_factory=Item)
    attached: list[_Attached] = field(default_factory=list)


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """As `mapi.batches`; attached files and messages are members."""
    raw = bounded_read(stream, limits.max_member_bytes)
    message = _Message()
    cut = False
    try:
        for number, content in _attributes(raw):
            _take(message, number, content)
    except (struct.error, IndexError):
        cut = True
    for index, attached in enumerate(message.attached, start=1):
        message.item.attachments.append(_member(attached, index))
    yield from batches(message.item, obj, limits)
    if cut:
        raise UnreadableError(Reason.DAMAGED, "the message is cut off", "get a whole copy")


def _member(attached: _Attached, index: int) -> Member:
    content = attached.content
    ending = ".dat" if content.startswith(_SIGNATURE) else ""
    name = attached.name or f"attachment {index}{ending}"
    return Member(name, partial(BytesIO, content), len(content))


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6  # behind the signature and a key
    while at < len(raw):
        number, size = struct.unpack_from("<xII", raw, at)
        content = raw[at + 9 : at + 9 + size]
        yield number & 0xFFFF, content
        if len(content) < size:
            raise IndexError
        at += 9 + size + 2  # a check sum follows


def _take(message: _Message, number: int, content: bytes) -> None:
    item = message.item
    if number == _RENDERING:
        message.attached.append(_Attached())
    elif number == _SUBJECT:
        item.fields.append(("Subject", text_of(content, STRING8)))
    elif number == _BODY:
        item.body = item.body or text_of(content, STRING8)
    elif number == _PROPERTIES:
        for property_number, kind, raw, name in _properties(content, 0)[0]:
            item.put(property_number, kind, raw, name)
    elif number == _RECIPIENTS:
        _recipients(item, content)
    elif number in (_CONTENT, _TITLE, _ATTACHED) and message.attached:
        _take_attached(message.attached[-1], number, content)


def _recipients(item: Item, content: bytes) -> None:
    (rows,) = struct.unpack_from("<I", content)
    at = 4
    for _ in range(min(rows, len(content) // 8)):
        found, at = _properties(content, at)
        for number, kind, raw, name in found:
            item.put(number, kind, raw, name)


def _take_attached(attached: _Attached, number: int, content: bytes) -> None:
    if number == _CONTENT:
        attached.content = content
    elif number == _TITLE:
        attached.name = attached.name or text_of(content, STRING8)
    else:
        for property_number, kind, raw, _ in _properties(content, 0)[0]:
            if property_number == _LONG_NAME:
                attached.name = text_of(raw, kind & ~MANY)
            elif property_number == _OBJECT_DATA and kind in (BINARY, _OBJECT):
                attached.content = raw[_CLASS_ID:] if kind == _OBJECT else raw


def _properties(raw: bytes, at: int) -> tuple[list[tuple[int, int, bytes, str]], int]:
    """(number, type, bytes, name) of each property of a list, and where the list ends."""
    (count,) = struct.unpack_from("<I", raw, at)
    at += 4
    found: list[tuple[int, int, bytes, str]] = []
    for _ in range(min(count, len(raw) // 4)):
        kind, number = struct.unpack_from("<HH", raw, at)
        name, at = _name(raw, at + 4) if number >= 0x8000 else ("", at + 4)
        values, at = _values(raw, at, kind)
        found += [(number, kind, value, name) for value in values]
    return found, at


def _name(raw: bytes, at: int) -> tuple[str, int]:
    by_name, reference = struct.unpack_from("<II", raw, at + 16)
    at += 24
    if not by_name:
        return LIDS.get(reference, ""), at
    text = raw[at : at + reference].decode("utf-16-le", "replace").rstrip("\x00")
    return text, at + _padded(reference)


def _values(raw: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    base = kind & ~MANY
    varies = base in (STRING8, UNICODE, BINARY, _OBJECT)
    count = 1
    if varies or kind & MANY:
        (count,) = struct.unpack_from("<I", raw, at)
        at += 4
    values = []
    for _ in range(min(count, len(raw) // 4)):
        size = _SIZES.get(base, 4)
        if varies:
            (size,) = struct.unpack_from("<I", raw, at)
            at += 4
        values.append(raw[at : at + size])
        at += _padded(size)
    return values, at


def _padded(size: int) -> int:
    return -(-size // 4) * 4
