"""Signed messages (.p7m, .p7s): what was signed, where it is inside; and who signed.

Signatures are not checked. Encrypted ones are named so by `identify`. RFC 5652, section 5;
lengths may be indefinite (X.690, 8.1.3.6), so the content may come in pieces.
"""

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason, Unit

_DATA = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
_OCTETS, _IDENTIFIER = 0x04, 0x06
_STRINGS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_CONSTRUCTED = 0x20
_DEEPEST = 40
_INNER = (".p7m", ".p7s", ".p7b")
_MOST_NAMES = 1000


class _Node(NamedTuple):
    tag: int  # the whole first byte
    start: int  # of the content
    end: int
    next: int  # where what follows begins


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The signed content as a member; names in certificates as BLOCKs of "certificates"."""
    raw = _binary(bounded_read(stream, limits.max_member_bytes))
    try:
        content, names = _walk(raw)
    except IndexError:
        raise UnreadableError(
            Reason.DAMAGED, "the message is cut off", "get a whole copy"
        ) from None
    yield from value_batches(names, Unit.BLOCK, limits, "certificates")
    if content:
        yield Member(_inner_name(obj.name), lambda: BytesIO(content), len(content))


def _binary(raw: bytes) -> bytes:
    """The message without its armour of Base64 lines."""
    if not raw.startswith(b"-----BEGIN"):
        return raw
    lines = raw.split(b"-----")
    try:
        return b64decode(lines[2]) if len(lines) > 2 else raw
    except ValueError:
        raise UnreadableError(Reason.DAMAGED, "its Base64 cannot be decoded") from None


def _inner_name(name: str) -> str:
    """`letter.xml` for `letter.xml.p7m`; a message where nothing tells."""
    for ending in _INNER:
        if name.lower().endswith(ending):
            stem = name[: -len(ending)]
            return stem if "." in stem.strip(".") else f"{stem}.eml"
    return "content"


def _walk(raw: bytes) -> tuple[bytes, list[str]]:
    """The signed content, and the texts beside it."""
    content: list[bytes] = []
    names: dict[str, None] = {}
    at_data = False
    waiting = [(0, len(raw), 0)]
    while waiting:
        at, end, depth = waiting.pop()
        while at < end:
            node = _node(raw, at, end)
            at = node.next
            if node.tag == _IDENTIFIER:
                at_data = raw[node.start : node.end] == _DATA
            elif node.tag & ~_CONSTRUCTED == _OCTETS and at_data and not content:
                content.append(_octets(raw, node, 0))
            elif node.tag in _STRINGS and len(names) < _MOST_NAMES:
                names[raw[node.start : node.end].decode(_STRINGS[node.tag], "replace")] = None
            elif node.tag & _CONSTRUCTED and depth < _DEEPEST:
                waiting.append((at, end, depth))
                waiting.append((node.start, node.end, depth + 1))
                break
    return b"".join(content), [name for name in names if len(name) > 2]


def _octets(raw: bytes, node: _Node, depth: int) -> bytes:
    if not node.tag & _CONSTRUCTED:
        return raw[node.start : node.end]
    pieces, at = [], node.start
    while at < node.end and depth < _DEEPEST:
        inner = _node(raw, at, node.end)
        pieces.append(_octets(raw, inner, depth + 1))
        at = inner.next
    return b"".join(pieces)


def _node(raw: bytes, at: int, end: int, depth: int = 0) -> _Node:
    """The element at a place. Raises IndexError where it is cut off or nested too deep."""
    tag, length = raw[at], raw[at + 1]
    start = at + 2
    if length == 0x80:
        return _indefinite(raw, tag, start, end, depth)
    if length > 0x80:
        digits = length & 0x7F
        if digits > 8 or start + digits > end:
            raise IndexError
        length = int.from_bytes(raw[start : start + digits], "big")
        start += digits
    if start + length > end:
        if tag & _CONSTRUCTED or tag == _OCTETS:  # cut off: what is there is read
            return _Node(tag, start, end, end)
        raise IndexError
    return _Node(tag, start, start + length, start + length)


def _indefinite(raw: bytes, tag: int, start: int, end: int, depth: int) -> _Node:
    """An element that ends with two zero bytes behind its last child."""
    if depth > _DEEPEST:
        raise IndexError
    at = start
    while at < end and raw[at : at + 2] != b"\x00\x00":
        at = _node(raw, at, end, depth + 1).next
    return _Node(tag, start, min(at, end), min(at + 2, end))
