"""Reads a ZIP whose directory is lost, as a broken download has, from the front.

Every member is preceded by a header of its own; what is whole is given, then the damage is said.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO, NamedTuple

from scanner.errors import UnreadableError
from scanner.formats.unpack import expands, too_large
from scanner.model import Limits, Member, Reason, Skipped

_HEADER = struct.Struct("<4s5H3I2H")  # local file header; APPNOTE.TXT 4.3.7
_MARK = b"PK\x03\x04"
_STEP = 65_536
_UTF8 = 0x800  # general purpose bit 11: the name is UTF-8
_SEARCH_LIMIT = 64 * 1024**2  # bytes searched for the next header


class _Local(NamedTuple):
    name: str
    encrypted: bool
    method: int
    packed: int  # bytes; 0 where the size stands behind the member
    streamed: bool


def salvaged(stream: BinaryIO, limits: Limits) -> Iterator[Member | Skipped]:
    """Members up to where the archive breaks. Ends with `UnreadableError`, always."""
    stream.seek(0)
    count = 0
    while count < limits.max_members and _to_mark(stream):
        local = _local(stream)
        if local is None:
            break
        count += 1
        start = stream.tell()
        if local.encrypted:
            yield Member(local.name, _locked, local.packed or None)
        else:
            held = _unpacked(stream, local, limits)
            if isinstance(held, UnreadableError):
                yield held.as_skipped(part=local.name)
            elif not local.name.endswith("/"):
                yield Member(local.name, partial(BytesIO, held), len(held))
        stream.seek(start + (0 if local.streamed else local.packed))
    raise UnreadableError(
        Reason.DAMAGED,
        f"the archive's directory is missing; {count} members were read from the front",
        "get a whole copy",
    )


def _locked() -> BinaryIO:
    raise UnreadableError(Reason.ENCRYPTED, "the member is encrypted", "needs its password")


def _to_mark(stream: BinaryIO) -> bool:
    """Moves to the next member's header; False where there is none."""
    searched, tail = 0, b""
    while searched < _SEARCH_LIMIT and (block := stream.read(_STEP)):
        found = (tail + block).find(_MARK)
        if found >= 0:
            stream.seek(found - len(tail) - len(block), 1)
            return True
        searched += len(block)
        tail = block[-3:]
    return False


def _local(stream: BinaryIO) -> _Local | None:
    raw = stream.read(_HEADER.size)
    if len(raw) < _HEADER.size:
        return None
    _, _, flags, method, _, _, _, packed, _, name_bytes, extra_bytes = _HEADER.unpack(raw)
    name = stream.read(name_bytes).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    stream.seek(extra_bytes, 1)
    return _Local(name, bool(flags & 1), method, packed, bool(flags & 8) and not packed)


def _unpacked(stream: BinaryIO, local: _Local, limits: Limits) -> bytes | UnreadableError:
    if local.method == zipfile.ZIP_STORED and not local.streamed:
        if local.packed > limits.max_member_bytes:
            return too_large(limits)
        return stream.read(local.packed)
    if local.method != zipfile.ZIP_DEFLATED:
        return UnreadableError(Reason.UNSUPPORTED, "unknown compression inside a broken archive")
    return _inflated(stream, limits)


def _inflated(stream: BinaryIO, limits: Limits) -> bytes | UnreadableError:
    """The member's bytes, as far as they go; deflate tells its own end."""
    unpacker = zlib.decompressobj(-15)
    held, packed = BytesIO(), 0
    try:
        while not unpacker.eof and (block := unpacker.unconsumed_tail or stream.read(_STEP)):
            packed += 0 if unpacker.unconsumed_tail else len(block)
            held.write(unpacker.decompress(block, 1024**2))
            if held.tell() > limits.max_member_bytes:
                return too_large(limits)
            if held.tell() > max(1024**2, limits.max_expansion * packed):
                return expands(limits)
    except zlib.error:
        pass  # what came out before still counts
    if not held.tell():
        return UnreadableError(Reason.DAMAGED, "nothing of the member is left")
    return held.getvalue()
