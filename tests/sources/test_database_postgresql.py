"""Live databases against a real PostgreSQL on 127.0.0.1."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from scanner.config import DatabaseSettings, Settings
from scanner.engines.local import sweep
from scanner.errors import TargetError, UnreadableError
from scanner.inventory.reader import open_inventory
from scanner.model import Access, DataObject, Reason, Skipped, Verdict
from scanner.sources.database.place import parse
from scanner.sources.database.source import DatabaseSource
from tests.sources.database_servers import PASSWORD, postgresql
from tests.sources.test_database import columns, extracted, notes

pytestmark = pytest.mark.xdist_group("postgresql")

# All invented; the numbers are of the range that is never issued.
PEOPLE = [
    ("Example Person", "9990000018", "1 Example Street, Exampletown", "Key safe code 4821"),
    ("Another Example", "9990000026", "2 Example Street, Exampletown", "Key under the pot"),
    ("Third Example", "9990000034", "3 Example Street, Exampletown", "no note"),
]
CREATE = "CREATE TABLE clients (name TEXT, nhs_number VARCHAR(10), address TEXT, notes TEXT)"
INSERT = "INSERT INTO clients VALUES (%s, %s, %s, %s)"


@pytest.fixture(scope="module")
def pg_port() -> Iterator[int]:
    """A PostgreSQL for all tests of this file."""
    with postgresql() as port:
        yield port


@pytest.fixture
def pg(pg_port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection to a fresh database `care`, and the owner's password."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    where = f"host=127.0.0.1 port={pg_port} user=owner"
    with psycopg.connect(f"{where} dbname=postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS care WITH (FORCE)")
        connection.execute("DROP ROLE IF EXISTS sweeper")
        connection.execute("CREATE DATABASE care")
        connection.execute(f"CREATE ROLE sweeper LOGIN PASSWORD '{PASSWORD}'")
    with psycopg.connect(f"{where} dbname=care", autocommit=True) as connection:
        yield connection


def pg_source(port: int, below: str = "", user: str = "owner", **chosen: Any) -> DatabaseSource:
    """A source over the database `care`."""
    place = parse(f"postgresql://{user}@127.0.0.1:{port}/care{below}")
    return DatabaseSource(place, DatabaseSettings(**chosen))


def only(source: DatabaseSource) -> DataObject:
    """The one table of a walk."""
    (item,) = source.walk()
    assert isinstance(item, DataObject)
    return item


def test_tables_lie_in_schemas(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """The uri of a table is that of the database, its schema and its name."""
    pg.execute('CREATE SCHEMA "home care"')
    pg.execute('CREATE TABLE "home care"."Visits/2025" (id int)')
    obj = only(pg_source(pg_port))
    assert obj.uri == f"postgresql://127.0.0.1:{pg_port}/care/home%20care/Visits%2F2025"
    assert obj.size_bytes == 0


def test_values_are_read_as_texts(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """Every type becomes what a person would write."""
    pg.execute(
        "CREATE TABLE t AS SELECT 1::int AS i, 1.50::numeric AS n, true AS b,"
        " date '2025-01-31' AS d, '{\"a\": \"é\"}'::jsonb AS j, ARRAY['x', 'y'] AS a,"
        " 'text'::bytea AS y, inet '192.0.2.1' AS \"100%\", NULL::text AS z"
    )
    assert columns(pg_source(pg_port), "t") == {
        "i": ["1"], "n": ["1.50"], "b": ["true"], "d": ["2025-01-31"], "j": ['{"a": "é"}'],
        "a": ["x\ny"], "y": ["text"], "100%": ["192.0.2.1"],
    }  # fmt: skip


def test_partitions_are_read_once(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """The rows of a partition are read with the table it is a part of."""
    pg.execute("CREATE TABLE t (a int) PARTITION BY RANGE (a)")
    pg.execute("CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10)")
    pg.execute("INSERT INTO t VALUES (1), (2)")
    assert only(pg_source(pg_port)).uri.endswith("/public/t")
    assert columns(pg_source(pg_port), "t") == {"a": ["1", "2"]}


def test_views_hold_nothing_but_materialised_ones_do(
    pg: psycopg.Connection[Any], pg_port: int
) -> None:
    """A view is passed over; a materialised one is a copy and is read."""
    pg.execute("CREATE VIEW v AS SELECT 1 AS a")
    pg.execute("CREATE MATERIALIZED VIEW m AS SELECT 2 AS a")
    kinds = {item.uri[-1]: type(item) for item in pg_source(pg_port).walk()}
    assert kinds == {"m": DataObject, "v": Skipped}
    assert columns(pg_source(pg_port), "m") == {"a": ["2"]}


def test_a_large_table_is_sampled_and_said(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """With a bound a sample of about that size is read from all over the table."""
    pg.execute("CREATE TABLE t AS SELECT n AS a FROM generate_series(1, 200000) n")
    pg.execute("ANALYZE t")
    bounded = pg_source(pg_port, rows_per_table=20_000)
    numbers = [int(text) for text in columns(bounded, "t")["a"]]
    assert 10_000 < len(numbers) <= 20_000
    assert max(numbers) > 100_000
    (note,) = notes(bounded, "t")
    assert note.reason is Reason.LIMIT
    assert note.detail == f"read {len(numbers):,} of about 200,000 rows"


@pytest.mark.parametrize(
    ("grant", "access", "evidence"),
    [
        ("", Access.RESTRICTED, "SELECT is granted to nobody but its owner"),
        ("GRANT SELECT ON t TO sweeper", Access.GROUP, "SELECT is granted to sweeper"),
        (
            "GRANT SELECT ON t TO PUBLIC",
            Access.EVERYONE_INTERNAL,
            "SELECT is granted to PUBLIC",
        ),
    ],
)
def test_access_comes_from_grants(
    pg: psycopg.Connection[Any],
    pg_port: int,
    grant: str,
    access: Access,
    evidence: str,
) -> None:
    """Who can read a table follows from the grants on it."""
    pg.execute(f"CREATE TABLE t (a int); {grant}")
    obj = only(pg_source(pg_port))
    assert (obj.access, obj.access_evidence) == (access, evidence)


def test_a_table_without_a_grant_is_denied(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """A table this account may not read is said, and the check names the grant."""
    pg.execute("CREATE TABLE t (a int)")
    source = pg_source(pg_port, user="sweeper")
    with pytest.raises(UnreadableError) as caught:
        source.open(only(source))
    assert caught.value.reason is Reason.DENIED
    _, check, _ = source.checks()
    assert (check.verdict, check.needs) == (
        Verdict.NO,
        "USAGE ON SCHEMA public, SELECT ON public.t",
    )


def test_row_level_security_is_said(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """Rows that a policy hides from this account are not passed off as absent."""
    pg.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
    pg.execute("ALTER TABLE t ENABLE ROW LEVEL SECURITY; GRANT SELECT ON t TO sweeper")
    source = pg_source(pg_port, user="sweeper")
    (note,) = extracted(source, "t")
    assert isinstance(note, Skipped)
    assert note.detail == "row-level security hides rows from this account"
    assert only(source).access_evidence.endswith("; row-level security is active")


def test_large_objects_are_said(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """What lies outside a table is not read, and that is said."""
    pg.execute("CREATE TABLE t AS SELECT lo_from_bytea(0, 'x') AS scan")
    (note,) = notes(pg_source(pg_port), "t")
    assert note.detail == "large objects it may refer to are not read"


def test_the_session_can_only_read(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """Even what a view calls cannot write."""
    pg.execute("CREATE TABLE t (a int)")
    pg.execute(
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS"
        " $$ INSERT INTO t VALUES (1) RETURNING a $$; CREATE VIEW v AS SELECT f() AS a"
    )
    source = pg_source(pg_port, views=True)
    with pytest.raises(UnreadableError):
        columns(source, "v")
    assert pg.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_a_slow_server_is_given_up(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """A statement that takes longer than the setting is ended by the server."""
    pg.execute("CREATE VIEW v AS SELECT pg_sleep(60)::text AS a")
    source = pg_source(pg_port, views=True, seconds_per_fetch=0.2)
    with pytest.raises(UnreadableError) as caught:
        columns(source, "v")
    assert caught.value.reason is Reason.TIMEOUT


def test_a_wrong_password_is_said(
    pg: psycopg.Connection[Any], pg_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused password is said without it."""
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    (check,) = pg_source(pg_port).checks()
    assert check.verdict is Verdict.NO
    assert "this account may not read it" in check.detail
    assert "hunter2" not in check.detail


def test_a_target_can_be_a_schema(pg: psycopg.Connection[Any], pg_port: int) -> None:
    """A target below the database limits the sweep to it."""
    pg.execute("CREATE SCHEMA s; CREATE TABLE s.t (a int); CREATE TABLE u (a int)")
    assert only(pg_source(pg_port, "/s")).uri.endswith("/care/s/t")
    with pytest.raises(TargetError, match="no such schema or table"):
        list(pg_source(pg_port, "/missing").walk())


def test_the_people_are_those_of_a_file_with_the_same_rows(
    pg: psycopg.Connection[Any], pg_port: int, tmp_path: Path
) -> None:
    """A live database and a SQLite file with its rows give the same people and findings."""
    pg.execute(CREATE)
    file = tmp_path / "share" / "care.db"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection, pg.cursor() as cursor:
        connection.execute(CREATE)
        connection.executemany(INSERT.replace("%s", "?"), PEOPLE)
        connection.commit()
        cursor.executemany(INSERT, PEOPLE)
    live = found(f"postgresql://owner@127.0.0.1:{pg_port}/care", tmp_path / "live")
    assert live["people"] == [3, 3]
    assert live == found(str(file.parent), tmp_path / "file")


def found(target: str, inventory: Path) -> dict[str, object]:
    """The people, homes and findings of a sweep of one target."""
    sweep([target], inventory, Settings(test_numbers="live", workers=1))
    swept = open_inventory(inventory)
    rows = swept.inventory.select(["column", "entity", "findings"]).to_pylist()
    return {
        "people": [swept.scan["people_at_least"], swept.scan["people_up_to"]],
        "homes": swept.scan["enterable_homes"],
        "findings": sorted(json.dumps(row) for row in rows if row["column"] != "file name"),
    }
