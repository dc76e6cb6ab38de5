"""The archives of pg_dump: their table of contents, and the data blocks of the custom format.

The layout is that of PostgreSQL's `pg_backup_archiver.c`, versions 1.10 to 1.16.
Offsets in the table of contents are not used: blocks are read as they follow, so that nothing in
it can lead round in circles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.sql_tables import COPY, bare, column_list
from scanner.model import Reason

MAGIC = b"PGDMP"
CUSTOM, TAR, DIRECTORY = 1, 3, 5
_OLDEST, _NEWEST = (1, 10), (1, 16)
_METHODS = {0: "", 1: "gzip", 2: "lz4", 3: "zstd"}
_DATA, _BLOBS = 1, 3  # kinds of blocks
_MAX_STRING = 16 * 1024**2  # bytes
_MAX_CONTENTS = 256 * 1024**2
_STEP = 1024**2
_DATED = 7  # integers of the date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the table of contents."""

    number: int
    kind: str  # "TABLE", "TABLE DATA", "COMMENT"
    name: str
    schema: str
    definition: str
    copy: str  # the COPY statement; "" where rows are INSERTs
    file: str  # that holds its rows, in the directory and tar formats

    @property
    def table(self) -> str:
        """The table as the database names it."""
        return f"{self.schema}.{self.name}" if self.schema else self.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its rows, () where it does not name them."""
        found = COPY.match(self.copy)
        return column_list(found["columns"]) if found else ()

    def opening(self) -> str:
        """The COPY statement with the schema in it, which old versions left out."""
        found = COPY.match(self.copy)
        if found is None or "." in bare(found["table"]) or not self.schema:
            return self.copy
        names = ", ".join(f'"{name}"' for name in self.columns)
        return f'COPY "{self.schema}"."{self.name}" ({names}) FROM stdin;\n'


@dataclass(slots=True)
class Contents:
    """What an archive says it holds."""

    format: int
    method: str  # how data is packed: "", "gzip", "lz4", "zstd"
    entries: list[Entry] = field(default_factory=list)
    damage: str = ""  # where the table of contents breaks off

    def data(self) -> list[Entry]:
        """The entries that have rows."""
        return [entry for entry in self.entries if entry.kind == "TABLE DATA"]


class Fields:
    """Integers and strings as the archive writes them."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.int_bytes = self.offset_bytes = 4
        self._left = _MAX_CONTENTS

    def byte(self) -> int:
        """One byte. Raises `EOFError` at the end, as all of these do."""
        return self._exactly(1)[0]

    def integer(self) -> int:
        """A sign and the number, least byte first."""
        negative = self.byte()
        number = int.from_bytes(self._exactly(self.int_bytes), "little")
        return -number if negative else number

    def string(self) -> str:
        """A string; "" for none."""
        size = self.integer()
        self._left -= max(size, 0)
        if size > _MAX_STRING or self._left < 0:
            raise UnreadableError(Reason.LIMIT, "its table of contents is too large")
        return self._exactly(size).decode("utf-8", "replace") if size > 0 else ""

    def strings(self) -> None:
        """Step over a list of strings, which one without a length ends."""
        while (size := self.integer()) >= 0:
            self.skip(min(size, _MAX_STRING))

    def skip(self, size: int) -> None:
        """Step over some bytes."""
        self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        held = self.stream.read(size)
        if len(held) < size:
            raise EOFError
        return held


def read_contents(stream: BinaryIO) -> tuple[Contents, Fields]:
    """The table of contents, and what reads on behind it. Raises `UnreadableError`."""
    fields = Fields(stream)
    try:
        version, contents = _head(fields)
    except EOFError:
        raise UnreadableError(Reason.DAMAGED, "ends inside its header", "dump it again") from None
    try:
        count = fields.integer()
        for index in range(count):
            contents.damage = f"ends inside entry {index + 1} of {count} of its table of contents"
            contents.entries.append(_entry(fields, version, contents.format))
        contents.damage = ""
    except EOFError:
        contents.damage = contents.damage or "ends before its table of contents"
    return contents, fields


def _head(fields: Fields) -> tuple[tuple[int, int], Contents]:
    fields.skip(len(MAGIC))
    version = (fields.byte(), fields.byte())
    fields.skip(1)
    if not _OLDEST <= version <= _NEWEST:
        name = f"archive version {version[0]}.{version[1]}"
        raise UnreadableError(Reason.UNSUPPORTED, name, "restore it, and dump it as plain SQL")
    fields.int_bytes, fields.offset_bytes = fields.byte(), fields.byte()
    if fields.int_bytes not in (2, 4, 8) or fields.offset_bytes not in (4, 8):
        raise UnreadableError(Reason.DAMAGED, "its header makes no sense", "dump it again")
    format = fields.byte()
    packed = fields.byte() if version >= (1, 15) else int(fields.integer() != 0)
    if packed not in _METHODS:
        raise UnreadableError(
            Reason.UNSUPPORTED, f"compression number {packed}", "dump it with --compress=gzip"
        )
    for _ in range(_DATED):
        fields.integer()
    for _ in range(3):  # the database, the server's version, pg_dump's
        fields.string()
    return version, Contents(format, _METHODS[packed])


def _entry(fields: Fields, version: tuple[int, int], format: int) -> Entry:
    number = fields.integer()
    fields.integer()  # whether it has data
    fields.string()
    fields.string()  # object identifiers
    name, kind = fields.string(), fields.string()
    if version >= (1, 11):
        fields.integer()  # section
    definition = fields.string()
    fields.string()  # how to drop it
    copy, schema = fields.string(), fields.string()
    fields.string()  # tablespace
    if version >= (1, 14):
        fields.string()  # access method
    if version >= (1, 16):
        fields.integer()  # kind of relation
    fields.string()  # owner
    fields.string()  # with object identifiers
    fields.strings()  # what it depends on
    file = ""
    if format == CUSTOM:
        fields.skip(1 + fields.offset_bytes)
    else:
        file = fields.string()
    return Entry(number, kind, name, schema, definition, copy, file)


def blocks(fields: Fields) -> Iterator[tuple[int, int, Iterator[bytes]]]:
    """(number of the entry, large object or 0, packed bytes) of each block, as they follow.

    Raises `EOFError` where the archive is cut off, also out of the bytes.
    """
    while kind := fields.stream.read(1):
        number = fields.integer()
        if kind[0] == _DATA:
            yield from _whole(fields, number, 0)
        elif kind[0] == _BLOBS:
            while large_object := fields.integer():
                yield from _whole(fields, number, large_object)
        else:
            raise EOFError


def _whole(
    fields: Fields, number: int, large_object: int
) -> Iterator[tuple[int, int, Iterator[bytes]]]:
    """One block; what its reader left of it is stepped over."""
    chunks = _chunks(fields)
    yield number, large_object, chunks
    for _ in chunks:
        pass


def _chunks(fields: Fields) -> Iterator[bytes]:
    while (left := fields.integer()) != 0:
        if left < 0:
            raise EOFError
        while left:
            piece = fields.stream.read(min(left, _STEP))
            if not piece:
                raise EOFError
            left -= len(piece)
            yield piece
