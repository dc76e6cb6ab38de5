"""BSON, the binary JSON of MongoDB: one document at a time, as dictionaries of texts.

The layout is that of bsonspec.org, version 1.1. What holds no text (pictures, hashes) is left out.
"""

import struct
from datetime import UTC, datetime, timedelta
from typing import Any

from scanner.formats.blobs import Cell, meaning

MAX_DOCUMENT = 64 * 1024**2  # bytes; MongoDB itself allows 16 MiB
_DEEPEST = 100  # documents in documents; MongoDB's own limit
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIXED = {0x06: 0, 0x0A: 0, 0xFF: 0, 0x7F: 0, 0x08: 1, 0x01: 8, 0x09: 8, 0x11: 8, 0x12: 8,
          0x10: 4, 0x07: 12, 0x13: 16}  # fmt: skip
_OLD_BINARY = 2  # has its length twice
_DECIMAL_BIAS = 6176


class BsonError(Exception):
    """The bytes are no document. Carries no content."""


def decode(held: bytes) -> dict[str, Any]:
    """The document: values are texts, numbers as texts, bytes for files, dictionaries and lists.

    Raises `BsonError`.
    """
    try:
        value, end = _document(held, 0, 0)
    except (struct.error, IndexError, ValueError):
        raise BsonError from None
    if end != len(held):
        raise BsonError
    return value


def _document(held: bytes, at: int, depth: int) -> tuple[dict[str, Any], int]:
    (size,) = struct.unpack_from("<i", held, at)
    end = at + size
    if size < 5 or end > len(held) or held[end - 1] or depth > _DEEPEST:
        raise BsonError
    at += 4
    found: dict[str, Any] = {}
    while at < end - 1:
        kind = held[at]
        stop = held.index(0, at + 1, end)
        name = held[at + 1 : stop].decode("utf-8", "replace")
        value, at = _value(held, stop + 1, kind, depth)
        if at > end - 1:
            raise BsonError
        if value is not None:
            found[name] = value
    return found, end


def _value(held: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    if kind in _FIXED:
        raw = held[at : at + _FIXED[kind]]
        return _fixed(kind, raw), at + _FIXED[kind]
    if kind == 0x03:
        return _document(held, at, depth + 1)
    if kind == 0x04:
        items, end = _document(held, at, depth + 1)
        return list(items.values()), end
    if kind == 0x0B:  # pattern and options
        middle = held.index(0, at)
        return held[at:middle].decode("utf-8", "replace"), held.index(0, middle + 1) + 1
    if kind == 0x0F:  # code with its variables: the code
        (size,) = struct.unpack_from("<i", held, at)
        return _string(held, at + 4)[0], at + max(size, 0)
    if kind == 0x05:
        return _binary(held, at)
    text, end = _string(held, at)
    if kind == 0x0C:
        return text, end + 12
    if kind in (0x02, 0x0D, 0x0E):
        return text, end
    raise BsonError


def _fixed(kind: int, raw: bytes) -> str | None:
    if kind == 0x01:
        (number,) = struct.unpack("<d", raw)
        return f"{number:.0f}" if number == number // 1 and abs(number) < 1e18 else repr(number)
    if kind == 0x10 or kind == 0x12:
        return str(int.from_bytes(raw, "little", signed=True))
    if kind == 0x08:
        return "true" if raw[0] else "false"
    if kind == 0x09:
        return _date(int.from_bytes(raw, "little", signed=True))
    if kind == 0x13:
        return _decimal(int.from_bytes(raw, "little"))
    return raw.hex() if kind == 0x07 else None


def _date(milliseconds: int) -> str:
    try:
        moment = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return str(milliseconds)
    return moment.date().isoformat() if not milliseconds % 86_400_000 else moment.isoformat()


def _decimal(bits: int) -> str | None:
    """IEEE 754 decimal128, as MongoDB writes it: a whole coefficient; None for no number."""
    if bits >> 125 & 3 == 3:
        return None
    exponent = (bits >> 113 & 0x3FFF) - _DECIMAL_BIAS
    digits = str(bits & ((1 << 113) - 1))
    if 0 <= exponent <= 30:
        digits += "0" * exponent
    elif -30 <= exponent < 0:
        digits = digits.rjust(1 - exponent, "0")
        digits = f"{digits[:exponent]}.{digits[exponent:]}"
    else:
        digits = f"{digits}E{exponent}"
    return f"-{digits}" if bits >> 127 else digits


def _string(held: bytes, at: int) -> tuple[str, int]:
    (size,) = struct.unpack_from("<i", held, at)
    end = at + 4 + size
    if size < 1 or end > len(held):
        raise BsonError
    return held[at + 4 : end - 1].decode("utf-8", "replace"), end


def _binary(held: bytes, at: int) -> tuple[Cell, int]:
    (size,) = struct.unpack_from("<i", held, at)
    begin, end = at + 5, at + 5 + size
    if size < 0 or end > len(held):
        raise BsonError
    if held[at + 4] == _OLD_BINARY:
        begin += 4
    return meaning(held[begin:end]), end
