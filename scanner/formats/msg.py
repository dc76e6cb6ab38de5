"""Outlook messages (.msg, .oft): every text property, the recipients, the body, attachments.

Contacts, appointments and notes are kept the same way. [MS-OXMSG] section 2.
"""

import struct
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.formats.compound import Compound, never_silent
from scanner.formats.compound_writer import compound_file
from scanner.formats.mapi import STRING8, TIME, UNICODE, Item, batches, text_of
from scanner.formats.mapi_names import LIDS
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Member

_PROPERTY = regex.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-[0-9A-F]{8})?", regex.I)
_PROPERTIES = "__properties_version1.0"
_NAMED = "__nameid_version1.0/"
_FIRST_NAMED = 0x8000
_TO = {1: "To", 2: "Cc", 3: "Bcc"}
_RECIPIENT_TYPE, _NAME, _ADDRESS, _SMTP = 0x0C15, 0x3001, 0x3003, 0x39FE
_FILE, _LONG_NAME, _SHORT_NAME = "37010102", 0x3707, 0x3704


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """As `mapi.batches`; recipients are among the fields, messages inside are members."""
    return never_silent(_read(stream, obj, limits))


def _read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    held = Compound(stream, limits)
    names = _names(held)
    item = Item()
    for number, kind, raw in _properties(held, ""):
        item.put(number, kind, raw, names.get(number, ""))
    for storage in held.storages(""):
        lower = storage.lower()
        if lower.startswith("__recip_version1.0"):
            item.fields += _recipient(held, storage)
        elif lower.startswith("__attach_version1.0"):
            item.attachments += _attachment(held, storage, len(item.attachments) + 1)
    yield from batches(item, obj, limits)


def _properties(held: Compound, storage: str) -> Iterator[tuple[int, int, bytes]]:
    """(number, type, bytes) of what lies right in the storage: strings, bytes, then times."""
    for name in held.names(storage):
        match = _PROPERTY.fullmatch(name[len(storage) :])
        if match is not None:
            yield int(match[1], 16), int(match[2], 16), held.read(name)
    for number, kind, raw in _fixed(held, storage):
        if kind == TIME:
            yield number, kind, raw


def _fixed(held: Compound, storage: str) -> Iterator[tuple[int, int, bytes]]:
    """Properties of a fixed size, which stand together in one stream."""
    if storage + _PROPERTIES not in held:
        return
    raw = held.read(storage + _PROPERTIES)
    # The header's length differs between a message, one inside another, and what is neither.
    start = (32 if len(raw) % 16 == 0 else 24) if not storage else 8
    for at in range(start, len(raw) - 15, 16):
        kind, number = struct.unpack_from("<HH", raw, at)
        yield number, kind, raw[at + 8 : at + 16]


def _recipient(held: Compound, storage: str) -> list[tuple[str, str]]:
    texts = {n: text_of(raw, kind) for n, kind, raw in _properties(held, storage) if _is_text(kind)}
    kinds = [raw[0] for n, _, raw in _fixed(held, storage) if n == _RECIPIENT_TYPE]
    address = texts.get(_SMTP) or texts.get(_ADDRESS) or ""
    name = texts.get(_NAME, "")
    shown = f"{name} <{address}>" if name and address and name != address else name or address
    return [(_TO.get(kinds[0] if kinds else 1, "To"), shown)] if shown else []


def _is_text(kind: int) -> bool:
    return kind in (STRING8, UNICODE)


def _attachment(held: Compound, storage: str, number: int) -> list[Member]:
    texts = {n: text_of(raw, kind) for n, kind, raw in _properties(held, storage) if _is_text(kind)}
    name = texts.get(_LONG_NAME) or texts.get(_SHORT_NAME) or texts.get(_NAME) or ""
    inside = f"{storage}__substg1.0_3701000D/"
    stream = f"{storage}__substg1.0_{_FILE}"
    if f"{inside}{_PROPERTIES}" in held:
        return [Member(name or f"message {number}.msg", partial(_message, held, inside))]
    if held.names(inside):
        found = list(held.object_files(inside))
        whole = Member(name or f"object {number}", partial(held.as_file, inside))
        return found or [whole]
    if stream in held:
        return [Member(name or f"attachment {number}", lambda: BytesIO(held.read(stream)))]
    return []


def _message(held: Compound, storage: str) -> BinaryIO:
    """A message inside the message; the names of its properties stand in the outer one."""
    tree = held.tree(storage)
    tree.setdefault(_NAMED.rstrip("/"), held.tree(_NAMED))
    return BytesIO(compound_file(tree))


def _names(held: Compound) -> dict[int, str]:
    """What the properties from 8000 on are called; [MS-OXMSG] 2.2.3."""
    try:
        entries = held.read(_NAMED + "__substg1.0_00030102")
        strings = held.read(_NAMED + "__substg1.0_00040102")
    except UnreadableError:
        return {}
    names: dict[int, str] = {}
    for at in range(0, len(entries) - 7, 8):
        reference, kind, index = struct.unpack_from("<IHH", entries, at)
        name = _string(strings, reference) if kind & 1 else LIDS.get(reference, "")
        if name:
            names[_FIRST_NAMED + index] = name
    return names


def _string(strings: bytes, at: int) -> str:
    if at + 4 > len(strings):
        return ""
    (size,) = struct.unpack_from("<I", strings, at)
    return strings[at + 4 : at + 4 + min(size, 1024)].decode("utf-16-le", "replace")
