"""SQLite databases, opened in memory: nothing is written, no journal, no file beside the source."""

import sqlite3
from collections.abc import Iterator
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.batching import record_batches, value_batches
from scanner.formats.blobs import FILE_MARKS, as_member
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason, TextBatch, Unit

_WAL = 2  # write and read version of a database with a write-ahead log; file format, 1.3.3
_LEGACY = 1
_FETCH = 512  # rows at once


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows of every table in the order of their keys; files in BLOBs as members."""
    connection = _connect(stream, limits)
    try:
        tables = _tables(connection)
        yield from _schema(connection, tables, limits)
        for table in tables:
            yield from _Rows(connection, table, limits).extracted()
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a column's name may be no text
        raise UnreadableError(
            Reason.DAMAGED, f"the database breaks off ({type(error).__name__})"
        ) from None
    finally:
        connection.close()


def _connect(stream: BinaryIO, limits: Limits) -> sqlite3.Connection:
    held = bytearray(bounded_read(stream, limits.max_member_bytes))
    if not held:  # for which `deserialize` raises `MemoryError`
        raise UnreadableError(Reason.DAMAGED, "the database is empty")
    # Without its log file a database in WAL mode opens only when marked as an ordinary one.
    if len(held) > 20 and _WAL in held[18:20]:
        held[18:20] = bytes([_LEGACY, _LEGACY])
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(held))
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.text_factory = bytes  # decoded by us: text is not always UTF-8
    return connection


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Tables that hold rows of their own; virtual ones only show those of their shadow tables."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND coalesce(sql, '') NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid"
    )
    return [_decoded(name) for (name,) in found]


def _schema(
    connection: sqlite3.Connection, tables: list[str], limits: Limits
) -> Iterator[TextBatch]:
    """The names of tables and columns: they may tell what lies in them."""
    lines = [f"{table} ({', '.join(_columns(connection, table))})" for table in tables]
    yield from value_batches(lines, Unit.BLOCK, limits, "tables")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    cursor = connection.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0")  # noqa: S608
    return [column for column, *_ in cursor.description]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _decoded(raw: bytes | str) -> str:
    return raw if isinstance(raw, str) else raw.decode("utf-8", "replace")


class _Rows:
    """The rows of one table."""

    def __init__(self, connection: sqlite3.Connection, table: str, limits: Limits) -> None:
        self._connection, self._table, self._limits = connection, table, limits
        self._files: list[Member] = []

    def extracted(self) -> Iterator[Extracted]:
        """Batches; after each, the files found in its BLOBs."""
        columns = _columns(self._connection, self._table)
        for batch in record_batches(self._records(columns), columns, self._limits, self._table):
            yield batch
            yield from self._taken()
        yield from self._taken()

    def _taken(self) -> Iterator[Member]:
        files, self._files = self._files, []
        yield from files

    def _records(self, columns: list[str]) -> Iterator[list[str | None]]:
        query = f"SELECT * FROM {_quoted(self._table)}"  # noqa: S608
        cursor = self._connection.execute(query)
        cursor.row_factory = None
        number = 0
        while rows := cursor.fetchmany(_FETCH):
            for row in rows:
                number += 1
                yield [
                    self._text(value, f"{self._table}/{number}/{column}")
                    for value, column in zip(row, columns, strict=False)
                ]

    def _text(self, value: object, name: str) -> str | None:
        if value is None or isinstance(value, int):
            return None if value is None else str(value)
        if isinstance(value, float):
            return f"{value:.0f}" if value.is_integer() else repr(value)
        assert isinstance(value, bytes)
        if value.startswith(FILE_MARKS):
            self._files.append(as_member(value, name))
            return None
        return self._blob(value)

    def _blob(self, value: bytes) -> str | None:
        """Text, or None for bytes that are none."""
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None if b"\x00" in value else value.decode("cp1252", "replace")
