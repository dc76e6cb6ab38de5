"""Writes an OLE compound file in memory, so that a storage inside one can be read as a file.

Version 3, sectors of 512 bytes, as [MS-CFB] describes it. The directory's tree is a list: readers
walk it whole.
"""

import struct
from dataclasses import dataclass, field
from typing import Union

Storage = dict[str, Union[bytes, "Storage"]]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT, _DIFAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_PER_SECTOR = _SECTOR // 4
_IN_HEADER = 109  # numbers of FAT sectors that the header holds


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = _NONE
    sibling: int = _NONE
    start: int = _END


@dataclass(slots=True)
class _Chains:
    """Sectors of one size, and which follows which."""

    size: int
    held: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Appends a chain; gives its first sector."""
        if not content:
            return _END
        first, count = len(self.table), -(-len(content) // self.size)
        self.table += [*range(first + 1, first + count), _END]
        self.held += content.ljust(count * self.size, b"\x00")
        return first


def compound_file(tree: Storage) -> bytes:
    """The storages and streams as one file."""
    entries = [_Entry("Root Entry", _ROOT)]
    _list(tree, entries, 0)
    big, mini = _Chains(_SECTOR), _Chains(_MINI)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (mini if len(entry.content) < _CUTOFF else big).add(entry.content)
    entries[0].content = bytes(mini.held)
    entries[0].start = big.add(entries[0].content)
    mini_table = struct.pack(f"<{len(mini.table)}I", *mini.table)
    mini_start = big.add(_filled(mini_table))
    directory = big.add(b"".join(map(_packed, entries)))
    mini_sectors = len(_filled(mini_table)) // _SECTOR
    return _with_tables(big, directory, mini_start, mini_sectors)


def _list(tree: Storage, entries: list[_Entry], parent: int) -> None:
    """Appends what lies in a storage, each the sibling of the one before."""
    before = None
    for name, inner in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        number = len(entries)
        is_stream = isinstance(inner, bytes)
        entries.append(_Entry(name, _STREAM if is_stream else _STORAGE))
        if before is None:
            entries[parent].child = number
        else:
            entries[before].sibling = number
        before = number
        if isinstance(inner, bytes):
            entries[number].content = inner
        else:
            _list(inner, entries, number)


def _packed(entry: _Entry) -> bytes:
    name = entry.name[:31].encode("utf-16-le") + b"\x00\x00"
    return (
        name.ljust(64, b"\x00")
        + struct.pack("<HBB3I", len(name), entry.kind, 1, _NONE, entry.sibling, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start, len(entry.content))
    )


def _filled(table: bytes) -> bytes:
    return table + b"\xff" * (-len(table) % _SECTOR)


def _with_tables(big: _Chains, directory: int, mini_start: int, mini_sectors: int) -> bytes:
    """The file: header, sectors, then the tables that say how they follow."""
    used = len(big.table)
    fat = difat = 0
    while fat * _PER_SECTOR < used + fat + difat:
        fat += 1
        difat = max(0, -(-(fat - _IN_HEADER) // (_PER_SECTOR - 1)))
    table = big.table + [_FAT] * fat + [_DIFAT] * difat
    numbers = list(range(used, used + fat))
    in_header = numbers[:_IN_HEADER] + [_FREE] * (_IN_HEADER - len(numbers))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x2I", 0x3E, 3, 0xFFFE, 9, 6, 0, fat)
        + struct.pack("<3I", directory, 0, _CUTOFF)
        + struct.pack("<2I", mini_start, mini_sectors)
        + struct.pack("<2I", used + fat if difat else _END, difat)
        + struct.pack(f"<{_IN_HEADER}I", *in_header)
    )
    packed = _filled(struct.pack(f"<{len(table)}I", *table))
    return header + bytes(big.held) + packed + _further(numbers[_IN_HEADER:], used + fat)


def _further(numbers: list[int], first: int) -> bytes:
    """The sectors that number the FAT's sectors beyond those in the header."""
    held = b""
    step = _PER_SECTOR - 1
    for start in range(0, len(numbers), step):
        some = numbers[start : start + step]
        some += [_FREE] * (step - len(some))
        following = first + start // step + 1 if start + step < len(numbers) else _END
        held += struct.pack(f"<{_PER_SECTOR}I", *some, following)
    return held
