"""The packed lists in a Redis dump: ziplists, listpacks, integer sets, and LZF.

Layouts are those of Redis' `ziplist.c`, `listpack.c`, `intset.c` and of LibLZF. Each function
gives what is there up to where the bytes stop making sense, and then raises `PackedError`.
"""

from collections.abc import Iterator

_ZIP_HEAD, _PACK_HEAD, _END = 10, 6, 0xFF
_ZIP_INTEGERS = {0xC0: 2, 0xD0: 4, 0xE0: 8, 0xF0: 3, 0xFE: 1}
_PACK_INTEGERS = {0xF1: 2, 0xF2: 3, 0xF3: 4, 0xF4: 8}
_BACK_BORDERS = (1 << 7, 1 << 14, 1 << 21, 1 << 28)  # sizes from which a length takes a byte more


class PackedError(Exception):
    """The bytes are no packed list. Carries no content."""


def unlzf(packed: bytes, size: int) -> bytes:
    """What LZF packed, `size` bytes of it."""
    out = bytearray()
    at, end = 0, len(packed)
    while at < end and len(out) < size:
        control = packed[at]
        at += 1
        if control < 32:
            out += packed[at : at + control + 1]
            at += control + 1
            continue
        length = control >> 5
        if at + 1 + (length == 7) > end:
            raise PackedError
        if length == 7:
            length += packed[at]
            at += 1
        begin = len(out) - ((control & 31) << 8) - packed[at] - 1
        at += 1
        if begin < 0:
            raise PackedError
        for index in range(begin, begin + length + 2):
            out.append(out[index])
    if len(out) != size:
        raise PackedError
    return bytes(out)


def ziplist(held: bytes) -> Iterator[bytes]:
    """The values of a ziplist; integers as their digits."""
    at = _ZIP_HEAD
    while _byte(held, at) != _END:
        at += 5 if held[at] == 0xFE else 1
        code = _byte(held, at)
        if code < 0xC0:
            size, at = _zip_string(held, at)
            yield _piece(held, at, size)
            at += size
        elif code in _ZIP_INTEGERS:
            size = _ZIP_INTEGERS[code]
            yield _integer(_piece(held, at + 1, size))
            at += 1 + size
        else:
            yield b"%d" % ((code & 0x0F) - 1)
            at += 1


def _zip_string(held: bytes, at: int) -> tuple[int, int]:
    """The length of a string and where it begins."""
    kind = held[at] >> 6
    if kind == 0:
        return held[at] & 0x3F, at + 1
    if kind == 1:
        return (held[at] & 0x3F) << 8 | _byte(held, at + 1), at + 2
    return int.from_bytes(_piece(held, at + 1, 4), "big"), at + 5


def listpack(held: bytes) -> Iterator[bytes]:
    """The values of a listpack; integers as their digits."""
    at = _PACK_HEAD
    while (code := _byte(held, at)) != _END:
        head, size = _pack_sizes(held, at)
        if size or code >> 6 == 2 or code >> 4 == 14 or code == 0xF0:
            yield _piece(held, at + head, size)
        elif code < 0x80:
            yield b"%d" % code
        elif code >> 5 == 6:
            number = (code & 0x1F) << 8 | _byte(held, at + 1)
            yield b"%d" % (number - (1 << 13) if number >= 1 << 12 else number)
        else:
            yield _integer(_piece(held, at + 1, head - 1))
        taken = head + size
        at += taken + 1 + sum(taken >= border for border in _BACK_BORDERS)


def _pack_sizes(held: bytes, at: int) -> tuple[int, int]:
    """Bytes before the string of an entry, and of the string; integers have none."""
    code = held[at]
    if code < 0x80:
        return 1, 0
    if code < 0xC0:
        return 1, code & 0x3F
    if code < 0xE0:
        return 2, 0
    if code < 0xF0:
        return 2, (code & 0x0F) << 8 | _byte(held, at + 1)
    if code == 0xF0:
        return 5, int.from_bytes(_piece(held, at + 1, 4), "little")
    if code not in _PACK_INTEGERS:
        raise PackedError
    return 1 + _PACK_INTEGERS[code], 0


def intset(held: bytes) -> Iterator[bytes]:
    """The digits of the integers in a set."""
    width = int.from_bytes(_piece(held, 0, 4), "little")
    if width not in (2, 4, 8):
        raise PackedError
    for at in range(8, len(held), width):
        yield _integer(_piece(held, at, width))


def _integer(raw: bytes) -> bytes:
    return b"%d" % int.from_bytes(raw, "little", signed=True)


def _byte(held: bytes, at: int) -> int:
    return _piece(held, at, 1)[0]


def _piece(held: bytes, at: int, size: int) -> bytes:
    piece = held[at : at + size]
    if len(piece) < size:
        raise PackedError
    return piece
