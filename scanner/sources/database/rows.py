"""The rows of one table in Arrow's stream format, in pieces.

The last batch is empty and carries, as its own metadata, what was not read. The `arrow` format
turns that into rows of the coverage.
"""

import io
import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from scanner.config import DatabaseSettings
from scanner.model import Reason, Stage
from scanner.sources.database.catalogue import Table
from scanner.sources.database.place import DatabasePlace
from scanner.sources.database.server import connect, unreadable

NOTES = b"keysweep.notes"
MARK = b"ARROW1\x00\x00"  # an Arrow file begins so, and goes on as a stream does
_BATCH_ROWS = 8192
_BATCH_CHARS = 4 * 1024**2

Note = tuple[Reason, str, str]  # reason, detail, remedy


@dataclass
class _Reading:
    """What is known of a table's reading so far."""

    rows: int = 0
    binary: int = 0  # values that are no text
    cut: bool = False  # not all rows were asked for


def chunks(
    place: DatabasePlace, table: Table, settings: DatabaseSettings
) -> Generator[bytes, None, None]:
    """The bytes of the stream; closing the generator ends the query. Raises `UnreadableError`."""
    with connect(place, settings, Stage.OPEN) as connection:
        stage = Stage.OPEN
        try:
            columns = _columns(connection, table)
            schema = pa.schema([pa.field(column, pa.string()) for column in columns])
            sink = io.BytesIO(MARK)
            sink.seek(len(MARK))
            reading = _Reading()
            with pa.ipc.new_stream(sink, schema) as writer:
                stage = Stage.READ
                with _selected(place, table, settings, connection, columns, reading) as result:
                    for batch in _batches(result, settings, len(columns), reading):
                        writer.write_batch(pa.record_batch(batch, schema=schema))
                        yield _taken(sink)
                notes = json.dumps([[n[0].name, *n[1:]] for n in _notes(place, table, reading)])
                empty = pa.record_batch([pa.array([], pa.string())] * len(columns), schema=schema)
                writer.write_batch(empty, custom_metadata={NOTES: notes.encode()})
            yield _taken(sink)
        except SQLAlchemyError as error:
            raise unreadable(error, stage) from None
        finally:
            connection.engine.dispose()


def _taken(sink: io.BytesIO) -> bytes:
    content = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return content


def _table(table: Table) -> sa.TableClause:
    return sa.table(table.name, schema=table.schema or None)


def _columns(connection: sa.Connection, table: Table) -> list[str]:
    query = sa.select(sa.text("*")).select_from(_table(table))
    with connection.execute(query.where(sa.false())) as result:
        return list(result.keys())


@contextmanager
def _selected(
    place: DatabasePlace,
    table: Table,
    settings: DatabaseSettings,
    connection: sa.Connection,
    columns: list[str],
    reading: _Reading,
) -> Iterator[sa.CursorResult[Any]]:
    """The rows; one who leaves before the last ends the query, for MySQL would send them all."""
    result = _select(connection, table, settings, columns, reading)
    try:
        yield result
    except GeneratorExit:
        if place.kind == "mysql":
            with connect(place, settings, Stage.READ) as other:
                other.exec_driver_sql(f"KILL QUERY {_session(connection)}")
                other.engine.dispose()
        with suppress(SQLAlchemyError):
            result.close()
        raise
    result.close()


def _session(connection: sa.Connection) -> int:
    return int(connection.connection.dbapi_connection.thread_id())  # type: ignore[union-attr]


def _select(
    connection: sa.Connection,
    table: Table,
    settings: DatabaseSettings,
    columns: list[str],
    reading: _Reading,
) -> sa.CursorResult[Any]:
    """All rows; or, of a table that has many more than the setting allows, a sample by blocks."""
    source: sa.FromClause = _table(table)
    most, rows = settings.rows_per_table, table.rows or 0
    if most is not None and connection.dialect.name == "postgresql" and rows > most * 2:
        share = min(100.0, 100.0 * most / rows)
        source = sa.tablesample(source, sa.func.system(sa.literal(share)), seed=sa.literal(1))
        reading.cut = True
    query: Any = sa.select(*(sa.column(name, _selectable=source) for name in columns)).select_from(
        source
    )
    if most is not None:
        query = query.limit(most + 1)
    options = {"stream_results": True, "max_row_buffer": settings.rows_per_fetch}
    result: sa.CursorResult[Any] = connection.execute(query, execution_options=options)
    return result


def _batches(
    result: sa.CursorResult[Any], settings: DatabaseSettings, width: int, reading: _Reading
) -> Iterator[list[pa.Array]]:
    held: list[list[str | None]] = []
    characters = 0
    for row in _rows(result, settings, reading):
        held.append(row)
        characters += sum(len(value) for value in row if value)
        if len(held) >= _BATCH_ROWS or characters >= _BATCH_CHARS:
            yield _arrays(held, width)
            held, characters = [], 0
    if held:
        yield _arrays(held, width)


def _rows(
    result: sa.CursorResult[Any], settings: DatabaseSettings, reading: _Reading
) -> Iterator[list[str | None]]:
    for rows in result.partitions(settings.rows_per_fetch):
        for row in rows:
            if reading.rows == settings.rows_per_table:
                reading.cut = True
                return
            reading.rows += 1
            yield [_text(value, reading) for value in row]


def _arrays(rows: list[list[str | None]], width: int) -> list[pa.Array]:
    return [pa.array([row[index] for row in rows], pa.string()) for index in range(width)]


def _text(value: object, reading: _Reading) -> str | None:
    """A value as a person would write it; None for what is no text, which is counted."""
    if value is None:
        return None
    if isinstance(value, bytes | bytearray | memoryview):
        return _bytes(bytes(value), reading)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, list | tuple | set):
        return "\n".join(text for one in value if (text := _text(one, reading)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _bytes(value: bytes, reading: _Reading) -> str | None:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        reading.binary += 1
        return None


def _notes(place: DatabasePlace, table: Table, reading: _Reading) -> Iterator[Note]:
    if reading.cut:
        known = table.rows is not None and table.rows > reading.rows
        of = f" of about {table.rows:,}" if known else " and not all"
        remedy = "raise or leave out database.rows_per_table to read all"
        yield Reason.LIMIT, f"read {reading.rows:,}{of} rows", remedy
    if table.hides_rows:
        remedy = "sweep as an account with BYPASSRLS to see all rows"
        yield Reason.DENIED, "row-level security hides rows from this account", remedy
    if reading.binary:
        detail = f"binary values that are no text: {reading.binary:,}"
        yield Reason.UNSUPPORTED, detail, "export them as files and sweep those"
    if place.kind == "sqlite" and _has_log(place.database):
        yield Reason.CHANGED, "its newest changes lie in a log", "sweep again when it is not in use"
    if table.large_objects:
        yield Reason.UNSUPPORTED, "large objects it may refer to are not read", "export them"


def _has_log(path: str) -> bool:
    """Whether SQLite's write-ahead log holds changes; reading them would write beside the file."""
    try:
        return Path(f"{path}-wal").stat().st_size > 0
    except OSError:
        return False
