"""Lists the stream names of an OLE compound file, the envelope of old Office documents.

Only the directory is read ([MS-CFB] sections 2.2 and 2.6); no stream is opened.
"""

import struct
from typing import BinaryIO

_END_OF_CHAIN = 0xFFFFFFFA  # this and above are no sector numbers
_ENTRY = 128  # bytes of a directory entry
_MAX_SECTORS = 4096  # of the directory; a real one has a few


def stream_names(stream: BinaryIO) -> list[str]:
    """The names in the directory; those that could be read where the file is damaged."""
    stream.seek(0)
    header = stream.read(512)
    if len(header) < 512:
        return []
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):
        return []
    size = 1 << shift
    fat_sectors = struct.unpack_from("<109I", header, 76)
    (sector,) = struct.unpack_from("<I", header, 48)
    names: list[str] = []
    for _ in range(_MAX_SECTORS):
        if sector >= _END_OF_CHAIN:
            break
        block = _sector(stream, sector, size)
        names += _names(block)
        sector = _next(stream, sector, size, fat_sectors)
    return names


def _sector(stream: BinaryIO, number: int, size: int) -> bytes:
    stream.seek((number + 1) * size)
    return stream.read(size)


def _next(stream: BinaryIO, sector: int, size: int, fat_sectors: tuple[int, ...]) -> int:
    index, offset = divmod(sector, size // 4)
    if index >= len(fat_sectors) or fat_sectors[index] >= _END_OF_CHAIN:
        return _END_OF_CHAIN
    fat = _sector(stream, fat_sectors[index], size)
    if len(fat) < 4 * offset + 4:
        return _END_OF_CHAIN
    return int(struct.unpack_from("<I", fat, 4 * offset)[0])


def _names(block: bytes) -> list[str]:
    names = []
    for start in range(0, len(block) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", block, start + 64)
        if 2 < length <= 64:
            raw = block[start : start + length - 2]
            names.append(raw.decode("utf-16-le", "replace"))
    return names
