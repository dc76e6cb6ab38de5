"""The stream of a Redis dump: its keys, one after another, with the raw values they hold.

The layout is that of Redis' `rdb.c`, versions 1 to 12.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from scanner.formats.redis_packed import PackedError, intset, listpack, unlzf, ziplist

MAGIC = b"REDIS0"
_MAX_ITEMS = 10_000_000  # of one key, held together
_LZF, _INTEGERS = 3, {0: 1, 1: 2, 2: 4}
# Codes that stand where the kind of a key would.
_END, _DATABASE, _SECONDS, _MILLISECONDS, _SIZES, _NOTE = 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0xFA
_FREQUENCY, _IDLE, _MODULE_NOTE, _FUNCTION, _SLOT = 0xF9, 0xF8, 0xF7, 0xF5, 0xF4
_MODULE, _ZIPMAP = 7, 9
_UNREAD = {_MODULE: "values of a module", _ZIPMAP: "hashes as Redis wrote them before 2.6"}
_HASHES = frozenset({4, 13, 16, 24, 25})
_PACKED: dict[int, Callable[[bytes], Iterator[bytes]]] = {
    10: ziplist, 11: intset, 12: ziplist, 13: ziplist, 16: listpack, 17: listpack, 20: listpack,
}  # fmt: skip
_MODULE_SIZES = {3: 4, 4: 8}  # bytes of a float and a double


class EndError(Exception):
    """The dump ends, or makes no sense from here on."""


class UnknownKindError(Exception):
    """A key of a kind whose length is not known; the message names the kind."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key and the values it holds, in order: fields and values of a hash in turns."""

    database: int
    name: bytes
    items: list[bytes]
    is_hash: bool
    unread: str = ""  # what of it is not read


class Dump:
    """One pass over a dump."""

    def __init__(self, stream: BinaryIO, max_string: int) -> None:
        self._stream, self._max_string = stream, max_string

    def position(self) -> int:
        """How many bytes were read."""
        return self._stream.tell()

    def walk(self) -> Iterator[Key]:
        """The keys. Raises `EndError`, `UnknownKindError`."""
        self._exactly(9)
        database = 0
        while (code := self._exactly(1)[0]) != _END:
            if code == _DATABASE:
                database = self._length()
            elif not self._note(code):
                yield self._key(database, code)

    def _key(self, database: int, code: int) -> Key:
        name, items, unread = b"", list[bytes](), _UNREAD.get(code, "")
        try:
            name = self._string()
            items = self._items(code)
        except PackedError:
            unread = "damaged values"
        return Key(database, name, items, code in _HASHES, unread)

    def _note(self, code: int) -> bool:
        """Steps over what is no key; False where it is one."""
        sizes = {_SECONDS: 4, _MILLISECONDS: 8, _FREQUENCY: 1}
        lengths = {_SIZES: 2, _IDLE: 1, _SLOT: 3}
        strings = {_NOTE: 2, _FUNCTION: 1}
        self._exactly(sizes.get(code, 0))
        for _ in range(lengths.get(code, 0)):
            self._length()
        for _ in range(strings.get(code, 0)):
            with suppress(PackedError):  # its length was told, so what follows can be read
                self._string()
        if code == _MODULE_NOTE:
            for _ in range(3):  # its number, when it was saved
                self._length()
            self._module()
        return code in {*sizes, *lengths, *strings, _MODULE_NOTE}

    def _items(self, kind: int) -> list[bytes]:
        if kind == 0:
            return [self._string()]
        if kind in _PACKED:
            return list(_PACKED[kind](self._string()))
        if kind == _MODULE:
            self._length()
            self._module()
            return []
        if kind == _ZIPMAP:
            self._string()
            return []
        reader = {
            1: self._strings, 2: self._strings, 3: self._scored, 4: self._pairs, 5: self._scored_2,
            14: self._quicklist, 18: self._quicklist_2, 15: lambda: self._log(1),
            19: lambda: self._log(2), 21: lambda: self._log(3), 24: self._dated, 25: self._dated_2,
        }.get(kind)  # fmt: skip
        if reader is None:
            raise UnknownKindError(f"a key of kind {kind}")
        return reader()

    def _strings(self) -> list[bytes]:
        return [self._string() for _ in range(self._count())]

    def _pairs(self) -> list[bytes]:
        return [self._string() for _ in range(2 * self._count())]

    def _scored(self) -> list[bytes]:
        items = []
        for _ in range(self._count()):
            items.append(self._string())
            size = self._exactly(1)[0]
            self._exactly(size if size < 253 else 0)  # the others: infinite, or no number
        return items

    def _scored_2(self) -> list[bytes]:
        items = []
        for _ in range(self._count()):
            items.append(self._string())
            self._exactly(8)
        return items

    def _quicklist(self) -> list[bytes]:
        return [item for held in self._strings() for item in ziplist(held)]

    def _quicklist_2(self) -> list[bytes]:
        items: list[bytes] = []
        for _ in range(self._count()):
            is_packed, held = self._length() == 2, self._string()
            items += listpack(held) if is_packed else [held]
        return items

    def _dated(self) -> list[bytes]:
        """A hash whose fields expire."""
        self._exactly(8)
        items = []
        for _ in range(self._count()):
            self._length()
            items += [self._string(), self._string()]
        return items

    def _dated_2(self) -> list[bytes]:
        self._exactly(8)
        items = list(listpack(self._string()))
        return [item for index, item in enumerate(items) if index % 3 != 2]

    def _log(self, version: int) -> list[bytes]:
        """A stream: all texts in its entries."""
        items: list[bytes] = []
        for _ in range(self._count()):
            self._string()
            items += listpack(self._string())
        for _ in range(3 if version == 1 else 8):
            self._length()
        for _ in range(self._count()):
            self._group(version)
        return items

    def _group(self, version: int) -> None:
        self._string()
        for _ in range(2 if version == 1 else 3):
            self._length()
        for _ in range(self._count()):
            self._exactly(24)
            self._length()
        for _ in range(self._count()):
            self._string()
            self._exactly(8 if version < 3 else 16)
            for _ in range(self._count()):
                self._exactly(16)

    def _module(self) -> None:
        while code := self._length():
            if code in (1, 2):
                self._length()
            elif code == 5:
                self._string()
            else:
                self._exactly(_MODULE_SIZES.get(code, 0))
                if code not in _MODULE_SIZES:
                    raise UnknownKindError("a value of a module")

    def _count(self) -> int:
        count = self._length()
        if count > _MAX_ITEMS:
            raise EndError
        return count

    def _length(self) -> int:
        length, is_encoded = self._size()
        if is_encoded:
            raise EndError
        return length

    def _size(self) -> tuple[int, bool]:
        """A length, or the number of an encoding: True."""
        first = self._exactly(1)[0]
        if first >> 6 == 0:
            return first & 0x3F, False
        if first >> 6 == 1:
            return (first & 0x3F) << 8 | self._exactly(1)[0], False
        if first >> 6 == 3:
            return first & 0x3F, True
        return int.from_bytes(self._exactly(8 if first == 0x81 else 4), "big"), False

    def _string(self) -> bytes:
        size, is_encoded = self._size()
        if not is_encoded:
            return self._exactly(size)
        if size in _INTEGERS:
            return b"%d" % int.from_bytes(self._exactly(_INTEGERS[size]), "little", signed=True)
        if size != _LZF:
            raise EndError
        packed, whole = self._length(), self._length()
        if whole > self._max_string:
            raise EndError
        return unlzf(self._exactly(packed), whole)

    def _exactly(self, size: int) -> bytes:
        if size > self._max_string:
            raise EndError
        held = self._stream.read(size)
        if len(held) < size:
            raise EndError
        return held
