"""Live databases against a real MariaDB on 127.0.0.1."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pymysql
import pytest

from scanner.config import DatabaseSettings
from scanner.errors import UnreadableError
from scanner.model import Access, DataObject, Verdict
from scanner.sources.database.place import parse
from scanner.sources.database.source import DatabaseSource
from tests.sources.database_servers import PASSWORD, mariadb
from tests.sources.test_database import columns, notes, table

pytestmark = pytest.mark.xdist_group("mariadb")


@pytest.fixture(scope="module")
def maria_port() -> Iterator[int]:
    """A MariaDB for all tests of this file."""
    with mariadb() as port:
        yield port


@pytest.fixture
def maria(maria_port: int) -> Iterator[Callable[..., None]]:
    """Runs statements as root in a fresh database `care`."""
    with closing(
        pymysql.connect(host="127.0.0.1", port=maria_port, user="root", autocommit=True)
    ) as connection:

        def run(statement: str, *values: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)

        run("DROP DATABASE IF EXISTS care")
        run("DROP USER IF EXISTS sweeper@'%'")
        run("CREATE DATABASE care CHARACTER SET utf8mb4")
        run("USE care")
        yield run


def maria_source(port: int, user: str = "root", **chosen: Any) -> DatabaseSource:
    """A source over the database `care`."""
    place = parse(f"mariadb://{user}@127.0.0.1:{port}/care")
    return DatabaseSource(place, DatabaseSettings(**chosen))


def only(source: DatabaseSource) -> DataObject:
    """The one table of a walk."""
    (item,) = source.walk()
    assert isinstance(item, DataObject)
    return item


def test_rows_are_read(maria: Callable[..., None], maria_port: int) -> None:
    """Tables of the database are objects, and their values texts."""
    maria("CREATE TABLE t (a INT, `b %` VARCHAR(9), c BLOB, d TIME, j JSON)")
    maria("INSERT INTO t VALUES (1, 'é😀', x'ff00', '10:30', '[1]')")
    assert only(maria_source(maria_port)).uri == f"mysql://127.0.0.1:{maria_port}/care/t"
    assert columns(maria_source(maria_port), "t") == {
        "a": ["1"], "b %": ["é😀"], "d": ["10:30:00"], "j": ["[1]"]
    }  # fmt: skip
    (note,) = notes(maria_source(maria_port), "t")
    assert note.detail == "binary values that are no text: 1"


def test_all_databases_can_be_a_target(maria: Callable[..., None], maria_port: int) -> None:
    """A target that names only the server leaves out the server's own databases."""
    maria("CREATE TABLE t (a INT)")
    source = maria_source(maria_port)
    source = replace(source, place=replace(source.place, below=()))
    assert [item.uri.rpartition("/care/")[2] for item in source.walk()] == ["t"]


def test_a_bound_is_kept_and_the_rest_is_not_fetched(
    maria: Callable[..., None], maria_port: int
) -> None:
    """With a bound the first rows are read, and the coverage says so."""
    maria("CREATE TABLE t AS SELECT seq AS a FROM seq_1_to_5000")
    maria("ANALYZE TABLE t")
    bounded = maria_source(maria_port, rows_per_table=10)
    assert len(columns(bounded, "t")["a"]) == 10
    (note,) = notes(bounded, "t")
    assert note.detail == "read 10 of about 5,000 rows"


def test_a_stream_that_is_left_ends_its_query(maria: Callable[..., None], maria_port: int) -> None:
    """Closing a stream early does not wait for all its rows."""
    maria("CREATE TABLE t AS SELECT seq, repeat('x', 200) FROM seq_1_to_50000")
    source = maria_source(maria_port)
    with source.open(table(source, "t")) as stream:
        assert stream.read(6) == b"ARROW1"


def test_access_comes_from_grants(maria: Callable[..., None], maria_port: int) -> None:
    """Grants on the table, its database and all databases count."""
    maria("CREATE TABLE t (a INT)")
    maria(f"CREATE USER sweeper@'%' IDENTIFIED BY '{PASSWORD}'")
    maria("GRANT SELECT ON care.* TO sweeper@'%'")
    obj = only(maria_source(maria_port))
    assert obj.access is Access.GROUP
    assert obj.access_evidence == "SELECT is granted to sweeper@%"


def test_grants_that_are_not_seen_are_not_guessed(
    maria: Callable[..., None],
    maria_port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An account that sees only its own grants does not know who else can read."""
    maria("CREATE TABLE t (a INT)")
    maria(f"CREATE USER sweeper@'%' IDENTIFIED BY '{PASSWORD}'")
    maria("GRANT SELECT ON care.* TO sweeper@'%'")
    monkeypatch.setenv("KEYSWEEP_DATABASE_PASSWORD", PASSWORD)
    assert only(maria_source(maria_port, user="sweeper")).access is Access.UNKNOWN


def test_the_session_can_only_read(maria: Callable[..., None], maria_port: int) -> None:
    """Even what a view calls cannot write."""
    maria("CREATE TABLE t (a INT)")
    maria("CREATE FUNCTION f() RETURNS INT BEGIN INSERT INTO t VALUES (1); RETURN 1; END")
    maria("CREATE VIEW v AS SELECT f() AS a")
    with pytest.raises(UnreadableError):
        columns(maria_source(maria_port, views=True), "v")
    assert columns(maria_source(maria_port), "t") == {}


def test_a_wrong_password_is_said(
    maria: Callable[..., None], maria_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused password is said without it."""
    monkeypatch.setenv("MYSQL_PWD", "hunter2")
    (check,) = maria_source(maria_port).checks()
    assert (check.verdict, "hunter2" in check.detail) == (Verdict.NO, False)
    assert "this account may not read it" in check.detail
