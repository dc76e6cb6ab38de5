"""dBase, FoxPro and Clipper tables (.dbf): the rows, those marked as deleted too.

Notes (memo fields) lie in a file of their own beside the table, which is read as text runs.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from scanner.errors import UnreadableError
from scanner.formats.encoding import detect
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RowBatcher
from scanner.model import DataObject, Limits, Reason

_FIELD = 32  # bytes of a field's description
_END = b"\x0d"  # of the descriptions
_MEMO = "MBGP"  # types whose content is elsewhere
# Language drivers that are no Windows-1252; dBASE IV and FoxPro, byte 29 of the header.
_CODECS = {
    0x01: "cp437", 0x02: "cp850", 0x08: "cp865", 0x09: "cp437", 0x0A: "cp850", 0x0B: "cp437",
    0x0D: "cp437", 0x0E: "cp850", 0x10: "cp850", 0x11: "cp437", 0x12: "cp850", 0x14: "cp850",
    0x15: "cp437", 0x16: "cp850", 0x17: "cp865", 0x18: "cp437", 0x19: "cp437", 0x1A: "cp850",
    0x1B: "cp437", 0x1D: "cp850", 0x25: "cp850", 0x37: "cp850", 0x4D: "gb18030", 0x4F: "big5",
    0x7A: "gb18030", 0x64: "cp852", 0x65: "cp866", 0x66: "cp865", 0xC8: "cp1250", 0xC9: "cp1251",
}  # fmt: skip


class _Field(NamedTuple):
    name: str
    kind: str
    start: int
    end: int


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Rows numbered as in the table, deleted ones counted."""
    head = stream.read(_FIELD)
    if len(head) < _FIELD:
        raise UnreadableError(Reason.DAMAGED, "the table's header is cut off")
    announced, header_bytes, row_bytes = struct.unpack_from("<IHH", head, 4)
    descriptions = stream.read(max(0, header_bytes - _FIELD))
    codec = _codec(head[29], descriptions)
    fields = _fields(descriptions, row_bytes)
    if not fields:
        raise UnreadableError(Reason.DAMAGED, "the table's fields cannot be read")
    rows = RowBatcher([field.name for field in fields], limits)
    count = 0
    while count < announced and len(raw := stream.read(row_bytes)) == row_bytes:
        count += 1
        yield from rows.add([_cell(raw, field, codec) for field in fields])
    yield from rows.flush()
    if count < announced:
        raise UnreadableError(Reason.DAMAGED, f"the table breaks off behind row {count}")


def _codec(driver: int, sample: bytes) -> str:
    if driver in _CODECS:
        return _CODECS[driver]
    found = detect(sample.replace(b"\x00", b""))[0]
    return "cp1252" if found.startswith("utf-16") else found


def _fields(descriptions: bytes, row_bytes: int) -> list[_Field]:
    fields: list[_Field] = []
    at = 1  # behind the mark of deleted rows
    for start in range(0, len(descriptions) - _FIELD + 1, _FIELD):
        one = descriptions[start : start + _FIELD]
        if one.startswith(_END):
            break
        name = one[:11].split(b"\x00")[0].decode("cp1252", "replace").strip()
        end = at + one[16] + (one[17] << 8 if one[11:12] == b"C" else 0)
        if end > row_bytes:
            break
        fields.append(_Field(name, chr(one[11]), at, end))
        at = end
    return fields


def _cell(raw: bytes, field: _Field, codec: str) -> str | None:
    if field.kind in _MEMO:
        return None
    content = raw[field.start : field.end]
    if field.kind == "I" and len(content) == 4:
        return str(struct.unpack("<i", content)[0])
    text = content.replace(b"\x00", b" ").decode(codec, "replace").strip()
    if field.kind == "D" and len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text or None
