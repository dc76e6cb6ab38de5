"""Rows of SQL Server tables in bcp's native format, given what columns they have.

The lengths before values are those of Microsoft's "Specify prefix length in data files by using
bcp". For dates without NULL they are not documented, so both are tried and what fits is taken.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO

from scanner.formats.blobs import Cell, meaning

_MAX_VALUE = 64 * 1024**2  # bytes
_NUMERIC = 19  # bytes: precision, scale, sign, number
_FIRST_DAY, _EPOCH = date(1, 1, 1), datetime(1900, 1, 1)


class BcpError(Exception):
    """The bytes are no row of such a table. Carries no content."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the database declares it."""

    name: str
    type: str  # "nvarchar"
    nullable: bool = True
    is_max: bool = False  # varchar(max) and its like
    scale: int = 7  # of times: digits of a second


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a column's values lie in the file."""

    prefix: int  # bytes of the length before a value
    sizes: tuple[int, ...]  # that a value may have; (): any
    text: Callable[[bytes], Cell]


def rows(stream: BinaryIO, columns: Sequence[Column], dates: int) -> Iterator[list[Cell]]:
    """All rows; `dates`: bytes of the length before dates without NULL, 0 or 1.

    Raises `BcpError` where what follows is no row of these columns.
    """
    layouts = [_layout(column, dates) for column in columns]
    nullable = [column.nullable for column in columns]
    while (first := stream.read(1)) and layouts:
        held = _Held(first, stream)
        yield [_value(held, *pair) for pair in zip(layouts, nullable, strict=True)]


class _Held:
    """A stream of which one byte was read ahead."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first, self._stream = first, stream

    def read(self, size: int) -> bytes:
        """So many bytes."""
        if not 0 <= size <= _MAX_VALUE:
            raise BcpError
        if not size:
            return b""
        first, self._first = self._first, b""
        held = first + self._stream.read(size - len(first))
        if len(held) < size:
            raise BcpError
        return held


def _value(held: _Held, layout: _Layout, nullable: bool) -> Cell:
    if layout.prefix:
        size = int.from_bytes(held.read(layout.prefix), "little", signed=layout.prefix != 2)
        if size == (0xFFFF if layout.prefix == 2 else -1):
            if not nullable:
                raise BcpError
            return None
        if layout.sizes and size not in layout.sizes:
            raise BcpError
    else:
        size = layout.sizes[0]
    try:
        return layout.text(held.read(size))
    except (struct.error, OverflowError, ValueError, IndexError):
        raise BcpError from None


def _layout(column: Column, dates: int) -> _Layout:
    kind = column.type
    short = int(column.nullable)
    if kind in _TEXTS:
        return _Layout(
            8 if column.is_max else _TEXTS[kind], (), _wide if kind in _WIDE else _narrow
        )
    if kind in _BYTES:
        return _Layout(8 if column.is_max else _BYTES[kind], (), meaning)
    if kind in _FIXED:
        size, text = _FIXED[kind]
        return _Layout(short, (size,), text)
    if kind in ("decimal", "numeric"):
        return _Layout(1, (_NUMERIC,), _numeric)
    if kind in ("uniqueidentifier", "timestamp", "rowversion"):
        return _Layout(1, (16,) if kind == "uniqueidentifier" else (8,), lambda _: None)
    time = 3 + (column.scale > 2) + (column.scale > 4)
    sizes = {"date": 3, "time": time, "datetime2": time + 3, "datetimeoffset": time + 5}
    if kind not in sizes:
        raise BcpError
    text = _no_text if kind == "time" else _date_in(0 if kind == "date" else time)
    return _Layout(max(short, dates), (sizes[kind],), text)


def _wide(raw: bytes) -> str:
    return raw.decode("utf-16-le")


def _narrow(raw: bytes) -> str:
    """One byte a character, in Western Europe's code page; two in what `bcp -N` wrote."""
    return _wide(raw) if b"\x00" in raw else raw.decode("cp1252", "replace")


def _no_text(_: bytes) -> None:
    return None


def _integer(raw: bytes) -> str:
    return str(int.from_bytes(raw, "little", signed=len(raw) > 1))


def _double(raw: bytes) -> str:
    (number,) = struct.unpack("<d" if len(raw) == 8 else "<f", raw)
    return f"{number:.0f}" if abs(number) < 1e18 and number == number // 1 else repr(number)


def _money(raw: bytes) -> str:
    if len(raw) == 8:  # the upper half first
        raw = raw[4:] + raw[:4]
    return f"{int.from_bytes(raw, 'little', signed=True) / 10_000:.2f}"


def _datetime(raw: bytes) -> str:
    days, ticks = struct.unpack("<iI" if len(raw) == 8 else "<HH", raw)
    seconds = ticks / 300 if len(raw) == 8 else ticks * 60
    moment = _EPOCH + timedelta(days=days, seconds=round(seconds))
    return moment.isoformat(" ") if seconds else moment.date().isoformat()


def _date_in(offset: int) -> Callable[[bytes], str]:
    def text(raw: bytes) -> str:
        days = int.from_bytes(raw[offset : offset + 3], "little")
        return (_FIRST_DAY + timedelta(days=days)).isoformat()

    return text


def _numeric(raw: bytes) -> str:
    scale, sign = raw[1], raw[2]
    if scale > 38 or sign > 1:
        raise ValueError
    digits = str(int.from_bytes(raw[3:], "little")).rjust(scale + 1, "0")
    whole = f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits
    return whole if sign else f"-{whole}"


_TEXTS = {"char": 2, "varchar": 2, "nchar": 2, "nvarchar": 2, "sysname": 2, "text": 4, "ntext": 4,
          "xml": 8, "json": 8}  # fmt: skip
_WIDE = frozenset({"nchar", "nvarchar", "sysname", "ntext", "xml", "json"})
_BYTES = {"binary": 2, "varbinary": 2, "image": 4, "geography": 8, "geometry": 8, "hierarchyid": 8}
_FIXED: dict[str, tuple[int, Callable[[bytes], Cell]]] = {
    "tinyint": (1, _integer), "smallint": (2, _integer), "int": (4, _integer),
    "bigint": (8, _integer), "bit": (1, _integer), "float": (8, _double), "real": (4, _double),
    "money": (8, _money), "smallmoney": (4, _money), "datetime": (8, _datetime),
    "smalldatetime": (4, _datetime),
}  # fmt: skip
