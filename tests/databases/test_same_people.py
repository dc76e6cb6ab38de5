"""However a database was dumped, the same is found in it, and the same people are counted."""

import csv
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import Inventory, open_inventory
from tests.databases.tables import tables

POSTGRES = (
    "plain.sql", "inserts.sql", "column-inserts.sql", "custom.dump", "inserts.dump", "tar.tar",
    "directory.tar.gz", "directory.zip", "directory",
)  # fmt: skip
MARIADB = ("plain.sql", "complete.sql", "xml.xml", "tab.tar.gz", "tab.zip", "tab")
COUNTS = (
    "people_at_least", "people_up_to", "people_home_entry_at_least", "people_home_entry_up_to",
    "enterable_homes",
)  # fmt: skip


@pytest.fixture(scope="module")
def of_postgres(postgres_dumps: Path, tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """PostgreSQL's dumps and the tables themselves, swept."""
    return _swept(postgres_dumps, POSTGRES, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(scope="module")
def of_mariadb(mariadb_dumps: Path, tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """MariaDB's dumps and the tables themselves, swept."""
    return _swept(mariadb_dumps, MARIADB, tmp_path_factory.mktemp("mariadb"))


def _swept(dumps: Path, names: tuple[str, ...], folder: Path) -> Inventory:
    """Each dump in a folder of its own, so that it is a location of its own."""
    share = folder / "share"
    for name in names:
        (share / name).mkdir(parents=True)
        if (dumps / name).is_dir():
            shutil.copytree(dumps / name, share / name, dirs_exist_ok=True)
        else:
            shutil.copy(dumps / name, share / name)
    (share / "tables").mkdir()
    for table, (columns, rows) in tables().items():
        with (share / "tables" / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *rows])
    settings = Settings(test_numbers="live", names="off", workers=1, hash_key_file=folder / "key")
    assert sweep([str(share)], folder / "inventory", settings), "all of it can be read"
    return open_inventory(folder / "inventory")


def _found(inventory: Inventory, folder: str) -> set[tuple[str, str, str, int]]:
    """(table, column, entity, findings) in a folder of the share."""
    return {
        (_table(row), row["column"], row["entity"], row["findings"])
        for row in inventory.inventory.to_pylist()
        if f"/share/{folder}/" in row["uri"] and row["part"] != "(path)"
    }


def _table(row: dict[str, str]) -> str:
    """The table's name without its schema; a CSV file is named after its table."""
    part = row["part"] or unquote(row["uri"]).rsplit("/", 1)[-1].removesuffix(".csv")
    return part.rpartition(".")[2]


def _people(inventory: Inventory, folder: str) -> dict[str, int]:
    (row,) = [
        row
        for row in inventory.locations.to_pylist()
        if row["location"].endswith(f"/share/{folder}")
    ]
    return {name: row[name] for name in COUNTS}


@pytest.mark.parametrize("name", POSTGRES)
def test_a_dump_of_postgres_holds_the_findings_of_its_tables(
    of_postgres: Inventory, name: str
) -> None:
    """The same entities in the same columns of the same tables, as often."""
    assert len(expected := _found(of_postgres, "tables")) > 20
    assert _found(of_postgres, name) == expected


@pytest.mark.parametrize("name", POSTGRES)
def test_a_dump_of_postgres_holds_the_people_of_its_tables(
    of_postgres: Inventory, name: str
) -> None:
    """The same people and homes, tables joined by their keys."""
    expected = _people(of_postgres, "tables")
    assert expected["enterable_homes"] > 20
    assert _people(of_postgres, name) == expected


@pytest.mark.parametrize("name", MARIADB)
def test_a_dump_of_mariadb_holds_the_findings_of_its_tables(
    of_mariadb: Inventory, name: str
) -> None:
    """The same entities in the same columns of the same tables, as often."""
    assert len(expected := _found(of_mariadb, "tables")) > 20
    assert _found(of_mariadb, name) == expected


@pytest.mark.parametrize("name", MARIADB)
def test_a_dump_of_mariadb_holds_the_people_of_its_tables(of_mariadb: Inventory, name: str) -> None:
    """The same people and homes, tables joined by their keys."""
    assert _people(of_mariadb, name) == _people(of_mariadb, "tables")
