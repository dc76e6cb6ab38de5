"""Live databases: what holds for all of them, tried on SQLite."""

import io
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.config import DatabaseSettings, Limits, Settings
from scanner.errors import TargetError, UnreadableError
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Reason, Skipped, TextBatch, Verdict
from scanner.reading import read
from scanner.sources.database import stream as database_stream
from scanner.sources.database.rows import chunks
from scanner.sources.database.source import DatabaseSource
from scanner.sources.registry import resolve

ROWS = [(number, f"Example Person {number}", f"{number / 2}") for number in range(1, 31)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of two tables, one of them empty, and a view."""
    path = tmp_path / "care 1.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE clients (id INTEGER, name TEXT, hours REAL)")
        connection.executemany("INSERT INTO clients VALUES (?, ?, ?)", ROWS)
        connection.execute('CREATE TABLE "a/b %" (note TEXT)')
        connection.execute("CREATE VIEW names AS SELECT name FROM clients")
        connection.commit()
    return path


def source(file: Path, **chosen: int | bool) -> DatabaseSource:
    """A source over the database."""
    settings = Settings(database=DatabaseSettings(**chosen))  # type: ignore[arg-type]
    made = resolve(f"sqlite://{file}", settings)
    assert isinstance(made, DatabaseSource)
    return made


def table(source: DatabaseSource, name: str) -> DataObject:
    """One table of a walk."""
    return next(
        item
        for item in source.walk()
        if isinstance(item, DataObject) and item.uri.endswith(f"/{name}")
    )


def extracted(source: DatabaseSource, name: str) -> list[Extracted]:
    """What the arrow format reads of a table."""
    obj = table(source, name)
    with source.open(obj) as stream:
        return list(read(stream, obj, Settings(limits=Limits())))


def columns(source: DatabaseSource, name: str) -> dict[str | None, list[str]]:
    """The columns of a table as they are read."""
    found: dict[str | None, list[str]] = {}
    for step in extracted(source, name):
        if isinstance(step, TextBatch):
            found.setdefault(step.column, []).extend(step.values.to_pylist())
    return found


def notes(source: DatabaseSource, name: str) -> list[Skipped]:
    """What is said to be unread of a table."""
    return [step for step in extracted(source, name) if isinstance(step, Skipped)]


def uris(items: Iterator[DataObject | Skipped]) -> list[str]:
    """The uris of a walk, the database's own left out."""
    return [item.uri.rpartition("care%201.db/")[2] for item in items]


def test_every_table_is_an_object(file: Path) -> None:
    """A walk yields tables and views in the order of their uris, awkward names included."""
    assert uris(source(file).walk()) == ["a%2Fb%20%25", "clients", "names"]


def test_rows_come_with_the_names_of_their_columns(file: Path) -> None:
    """Values are read as texts below the columns of the table."""
    found = columns(source(file), "clients")
    assert list(found) == ["id", "name", "hours"]
    assert found["id"][:3] == ["1", "2", "3"]
    assert found["hours"][:3] == ["0.5", "1", "1.5"]


def test_an_empty_table_is_read(file: Path) -> None:
    """A table without rows gives nothing, and nothing is amiss."""
    assert extracted(source(file), "a%2Fb%20%25") == []


def test_a_view_is_not_read_and_said(file: Path) -> None:
    """A view has a row that says how to have it read; nothing is missed by it."""
    (view,) = (item for item in source(file).walk() if isinstance(item, Skipped))
    assert view.reason is Reason.NO_TEXT
    assert view.remedy == "set database.views = true to read it"


def test_views_are_read_where_wished(file: Path) -> None:
    """With the setting a view is an object like any table."""
    assert len(columns(source(file, views=True), "names")["name"]) == len(ROWS)


def test_a_bound_is_kept_and_said(file: Path) -> None:
    """With a bound no more rows are read, and the coverage says so."""
    bounded = source(file, rows_per_table=10)
    assert len(columns(bounded, "clients")["id"]) == 10
    (note,) = notes(bounded, "clients")
    assert (note.reason, note.detail) == (Reason.LIMIT, "read 10 and not all rows")


def test_a_bound_that_is_not_reached_is_not_said(file: Path) -> None:
    """A table that fits the bound is complete."""
    assert notes(source(file, rows_per_table=len(ROWS)), "clients") == []


def test_binary_values_are_counted(file: Path) -> None:
    """A value that is no text is not dropped in silence."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE photos (image BLOB)")
        connection.execute("INSERT INTO photos VALUES (?), (?)", (b"\xff\x00", b"text"))
        connection.commit()
    assert columns(source(file), "photos") == {"image": [None, "text"]}
    (note,) = notes(source(file), "photos")
    assert note.detail == "binary values that are no text: 1"


def test_a_walk_resumes(file: Path) -> None:
    """`resume_after` leaves out everything up to and including that uri."""
    whole = list(source(file).walk())
    for done, last in enumerate(whole, start=1):
        assert list(source(file).walk(last.uri)) == whole[done:]


def test_patterns_choose_tables(file: Path) -> None:
    """`exclude` is a pattern on the names of schema and table."""
    chosen = replace(source(file), exclude=("cl*",), include=("*",))
    assert uris(chosen.walk()) == ["a%2Fb%20%25", "names"]


def test_a_stream_can_begin_again(file: Path) -> None:
    """A reader may look at the start and then read from there."""
    live = source(file)
    with live.open(table(live, "clients")) as stream:
        head = stream.read(20)
        assert stream.seek(0) == 0
        assert stream.read().startswith(head)


def test_a_stream_begins_again_from_far_on(tmp_path: Path) -> None:
    """A stream that is longer than what is kept of it runs its query again."""
    path = tmp_path / "large.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", ((f"{n:0200}",) for n in range(20_000)))
        connection.commit()
    live = source(path)
    with live.open(table(live, "t")) as stream:
        whole = stream.read()
        assert len(whole) > 4_000_000
        stream.seek(0)
        assert stream.read() == whole
        stream.seek(3_000_000)
        assert stream.read(9) == whole[3_000_000:3_000_009]


def test_the_end_is_not_known(file: Path) -> None:
    """Nobody can go to the end of a table, nor write to it."""
    live = source(file)
    with live.open(table(live, "clients")) as stream:
        with pytest.raises(io.UnsupportedOperation):
            stream.seek(0, io.SEEK_END)
        assert not stream.writable()


def test_a_sent_source_opens_tables(file: Path) -> None:
    """A pickled source opens what the first one listed."""
    live = source(file)
    obj = pickle.loads(pickle.dumps(table(live, "clients")))
    with pickle.loads(pickle.dumps(live)).open(obj) as stream:
        assert stream.read(6) == b"ARROW1"


def test_nothing_is_written(file: Path) -> None:
    """A sweep leaves the file and its folder as they were."""
    before = (file.read_bytes(), file.stat().st_mtime_ns, sorted(file.parent.iterdir()))
    columns(source(file), "clients")
    assert (file.read_bytes(), file.stat().st_mtime_ns, sorted(file.parent.iterdir())) == before


def test_a_dropped_table_has_vanished(file: Path) -> None:
    """Opening a table that is gone says so."""
    live = source(file)
    obj = table(live, "clients")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE clients")
        connection.commit()
    with pytest.raises(UnreadableError) as caught:
        live.open(obj)
    assert caught.value.reason is Reason.VANISHED


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """A database that is not there is an error of the target, and is not made."""
    with pytest.raises(TargetError, match=r"none\.db does not exist"):
        list(source(tmp_path / "none.db").walk())
    assert not (tmp_path / "none.db").exists()


def test_changes_that_lie_in_a_log_are_said(file: Path) -> None:
    """What a write-ahead log still holds is not read, and the coverage says so."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO clients VALUES (31, 'Example Person 31', 1)")
        connection.commit()
        (note,) = notes(source(file), "clients")
    assert (note.reason, note.detail) == (Reason.CHANGED, "its newest changes lie in a log")


def test_checks_say_what_can_be_read(file: Path) -> None:
    """The catalogue and one row of every table are tried."""
    found = [(one.asks, one.verdict) for one in source(file).checks()]
    assert found[:3] == [
        ("list tables", Verdict.YES),
        ("read one row of a/b %", Verdict.YES),
        ("read one row of clients", Verdict.YES),
    ]


def test_a_connection_that_dies_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends a table half-way keeps its reason through the format."""

    def dying(*_: object) -> Iterator[bytes]:
        yield from list(chunks(*_))[:1]  # type: ignore[arg-type]
        raise UnreadableError(Reason.IO_ERROR, "OperationalError of the database")

    monkeypatch.setattr(database_stream, "chunks", dying)
    with pytest.raises(UnreadableError) as caught:
        columns(source(file), "clients")
    assert caught.value.reason is Reason.IO_ERROR
