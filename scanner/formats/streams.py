"""Single files packed with Zstandard or LZ4: what lies inside becomes a `Member`."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from scanner.formats.archive import read_tar
from scanner.formats.packed import unpacked
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import too_large
from scanner.model import DataObject, Limits, Member

_STEP = 256 * 1024
_TAR = (257, b"ustar")


def read_zstd(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What a Zstandard file holds: a TAR archive's members, or the one file."""
    return _read(stream, obj, limits, "zstd", (".zst", ".zstd", ".tzst"))


def read_lz4(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What an LZ4 file holds."""
    return _read(stream, obj, limits, "lz4", (".lz4",))


def _read(
    stream: BinaryIO, obj: DataObject, limits: Limits, method: str, endings: tuple[str, ...]
) -> Iterator[Extracted]:
    held = BytesIO()
    for piece in unpacked(iter(lambda: stream.read(_STEP), b""), method, limits):
        held.write(piece)
        if held.tell() > limits.max_member_bytes:
            raise too_large(limits)
    size = held.tell()
    held.seek(0)
    if held.getbuffer()[_TAR[0] : _TAR[0] + 5] == _TAR[1]:
        yield from read_tar(held, obj, limits)
        return
    yield Member(_inner_name(obj.name, endings), lambda: held, size)


def _inner_name(name: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)] + (".tar" if ending == ".tzst" else "")
    return name
