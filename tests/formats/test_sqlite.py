"""SQLite databases, read in memory."""

import sqlite3

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

NHS = "9990012016"


def _database(*statements):
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(
            statement
        )
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


TABLE = "CREATE TABLE clients (name TEXT, nhs INTEGER, weight REAL, file BLOB)"


def _insert(*values):
    return ("INSERT INTO clients VALUES (?, ?, ?, ?)", values)


def test_rows_and_columns():
    """Rows of a table are aligned columns under their names."""
    content = _database(
        TABLE, _insert("Ivy", int(NHS), 61.0, None), _insert("Zoë", None, 1.5, None)
    )
    found = extract("sqlite", content)
    batch = found.batch("clients", "nhs")
    assert (batch.values.to_pylist(), batch.unit, batch.first) == ([NHS, None], Unit.ROW, 1)
    assert found.values("clients", "weight") == ["61", "1.5"]
    assert found.values("clients", "name") == ["Ivy", "Zoë"]


def test_names_of_tables_and_columns():
    """The schema is text too."""
    content = _database("CREATE TABLE door_codes (client, code)")
    assert extract("sqlite", content).values("tables") == ["door_codes (client, code)"]


def test_blob_that_is_text():
    """Bytes that are UTF-8 are text; others are nothing."""
    content = _database(
        TABLE, _insert("a", 1, 1, b"key safe 4821"), _insert("b", 1, 1, b"\xff\x00")
    )
    assert extract("sqlite", content).values("clients", "file") == ["key safe 4821"]


def test_blob_that_is_a_file():
    """Files in a column become members, named after their place."""
    content = _database(TABLE, _insert("a", 1, 1, b"%PDF-1.4"), _insert("b", 1, 1, b"PK\x03\x04"))
    assert extract("sqlite", content).members == {
        "clients/1/file": b"%PDF-1.4",
        "clients/2/file": b"PK\x03\x04",
    }


def test_table_without_rowid():
    """A table without row ids is read in the order of its key."""
    content = _database(
        "CREATE TABLE t (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
        "INSERT INTO t VALUES ('b', '2'), ('a', '1')",
    )
    assert extract("sqlite", content).values("t", "v") == ["1", "2"]


def test_views_are_left_out():
    """A view only shows rows of tables."""
    content = _database(
        TABLE, _insert("Ivy", 1, 1, None), "CREATE VIEW v AS SELECT name FROM clients"
    )
    assert {batch.part for batch in extract("sqlite", content).batches} == {"tables", "clients"}


def test_odd_names_are_quoted():
    """Names with quotes and blanks are names."""
    content = _database(
        'CREATE TABLE "a ""b" ("key safe")', """INSERT INTO "a ""b" VALUES ('4821')"""
    )
    assert extract("sqlite", content).values('a "b', "key safe") == ["4821"]


def test_database_in_wal_mode(tmp_path):
    """A database with a write-ahead log opens without it."""
    path = tmp_path / "a.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (code)")
    connection.execute("INSERT INTO t VALUES ('4821')")
    connection.commit()
    connection.close()
    assert extract("sqlite", path.read_bytes()).values("t", "code") == ["4821"]


def test_damage_keeps_what_was_read():
    """Tables before the damaged place are kept, then the damage is said."""
    rows = [("INSERT INTO b VALUES (?)", (f"row {i}" * 40,)) for i in range(500)]
    content = bytearray(
        _database(
            "CREATE TABLE a (c)", "INSERT INTO a VALUES ('4821')", "CREATE TABLE b (c)", *rows
        )
    )
    content[3 * 4096 :] = b"\xff" * (len(content) - 3 * 4096)
    found = extract("sqlite", bytes(content))
    assert found.values("a", "c") == ["4821"]
    assert found.error is not None
    assert found.error.reason is Reason.DAMAGED


def test_too_large_database_is_refused():
    """A database above the limit is not read into memory."""
    error = extract("sqlite", _database(TABLE), limits=Limits(max_member_bytes=1000)).error
    assert error is not None
    assert error.reason is Reason.LIMIT


@pytest.mark.parametrize("rows", [2, 5])
def test_batches_follow_each_other(rows):
    """Whatever the size of batches, positions run on."""
    content = _database(TABLE, *[_insert(f"n{i}", i, 1, None) for i in range(1, 12)])
    batches = extract("sqlite", content, limits=Limits(batch_rows=rows)).batches
    numbered = [
        (batch.first + i, value)
        for batch in batches
        if batch.column == "name"
        for i, value in enumerate(batch.values.to_pylist())
    ]
    assert numbered == [(i, f"n{i}") for i in range(1, 12)]


def test_full_text_tables_are_read_once():
    """A virtual table only shows what its shadow tables hold."""
    content = _database(
        "CREATE VIRTUAL TABLE notes USING fts5(body)", "INSERT INTO notes VALUES ('key safe 4821')"
    )
    found = extract("sqlite", content)
    assert [value for value in found.values() if value == "key safe 4821"] == ["key safe 4821"]
    assert "notes" not in {batch.part for batch in found.batches}


def test_generated_columns_are_read():
    """A column that is computed is a column."""
    content = _database(
        "CREATE TABLE t (a TEXT, b TEXT AS ('safe ' || a) STORED)", "INSERT INTO t VALUES ('4821')"
    )
    assert extract("sqlite", content).values("t", "b") == ["safe 4821"]
