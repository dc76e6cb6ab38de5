"""What real servers dump is read back as it was put in: each table, column and row."""

import gzip
from collections import defaultdict
from io import BytesIO
from pathlib import Path

import pytest

from scanner.formats.identify import identify
from scanner.model import Unit
from tests.databases.tables import tables
from tests.formats.extract import Extract, extract

POSTGRES = {
    "plain.sql": "sql", "inserts.sql": "sql", "column-inserts.sql": "sql", "custom.dump": "pgdump",
    "stored.dump": "pgdump", "inserts.dump": "pgdump", "tar.tar": "tar", "directory.tar.gz": "gzip",
    "directory.zip": "zip",
}  # fmt: skip
MARIADB = {
    "plain.sql": "sql", "complete.sql": "sql", "ansi.sql": "sql", "hex.sql": "sql",
    "databases.sql": "sql", "xml.xml": "mysqlxml", "tab.tar.gz": "gzip", "tab.zip": "zip",
}  # fmt: skip


def _cells(found: Extract) -> dict[tuple[str, str], dict[int, str]]:
    cells: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for batch in found.batches:
        if batch.unit is Unit.ROW:
            for index, value in enumerate(batch.values.to_pylist()):
                if value is not None:
                    cells[batch.part, batch.column or ""][batch.first + index] = value
    return cells


def _expected(schema: str) -> dict[tuple[str, str], dict[int, str]]:
    cells: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for table, (columns, rows) in tables().items():
        for number, row in enumerate(rows, start=1):
            for column, value in zip(columns, row, strict=True):
                if value and not value.isspace():
                    cells[schema + table, column][number] = value.replace("\r\n", "\n")
    return cells


def _check(found: Extract, schema: str) -> None:
    assert found.error is None
    assert found.skipped == []
    cells = {
        place: {row: value.replace("\r\n", "\n") for row, value in values.items()}
        for place, values in _cells(found).items()
    }
    assert cells == _expected(schema)


@pytest.mark.parametrize("name", POSTGRES)
def test_a_dump_of_postgres_gives_back_every_cell(postgres_dumps: Path, name: str) -> None:
    """Every format of pg_dump: the same tables, columns, rows and positions."""
    content = (postgres_dumps / name).read_bytes()
    _check(extract(POSTGRES[name], content, name), "public.")


@pytest.mark.parametrize("name", MARIADB)
def test_a_dump_of_mariadb_gives_back_every_cell(mariadb_dumps: Path, name: str) -> None:
    """Every kind of mariadb-dump: the same tables, columns, rows and positions."""
    content = (mariadb_dumps / name).read_bytes()
    schema = "sample." if name == "databases.sql" else ""
    _check(extract(MARIADB[name], content, name), schema)


def test_rows_of_a_plain_folder_are_read_without_their_names(postgres_dumps: Path) -> None:
    """Each file of pg_dump -Fd alone: every value of its table, in counted columns."""
    read: set[frozenset[str]] = set()
    for path in (postgres_dumps / "directory").glob("*.dat.gz"):
        content, name = gzip.decompress(path.read_bytes()), path.stem
        assert identify(BytesIO(content), name).name == "copytext"
        cells = _cells(extract("copytext", content, name))
        assert {part for part, _ in cells} == {""}
        read.add(frozenset(value for column in cells.values() for value in column.values()))
    assert read == {
        frozenset(value for row in rows for value in row if value and not value.isspace())
        for _, rows in tables().values()
    }


def test_every_nhs_number_of_a_folder_of_tab_is_read(mariadb_dumps: Path) -> None:
    """Each .txt file of mariadb-dump --tab alone: as a table without names."""
    content = (mariadb_dumps / "tab" / "client.txt").read_bytes()
    found = extract(identify(BytesIO(content), "client.txt").name, content)
    columns, rows = tables()["client"]
    assert {row[columns.index("nhs_number")] for row in rows} <= set(found.values())
