"""The tables that the databases of tests hold: invented people, out of the sample's share."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.databases.servers import literal

SHARE = Path(__file__).parents[2] / "sample_data" / "share"

Rows = list[tuple[str | None, ...]]

# What every way of escaping must survive.
ODD = (
    ("1", "tab\there, quote ' and \" and back\\slash", None),
    ("2", "two\nlines\r\nand a \\. dot", "Key safe 4821; it's ok"),
    ("3", "Zoë – 25 °C", ""),
    ("4", "\\N is no NULL, nor is NULL", "a,b);"),
    ("5", "ends with a backslash \\", "'"),
)


def tables() -> dict[str, tuple[tuple[str, ...], Rows]]:
    """Table -> its columns and rows, in the order of their first column."""
    found: dict[str, tuple[tuple[str, ...], Rows]] = {}
    with closing(sqlite3.connect(SHARE / "Exports" / "clients.sqlite")) as database:
        for name in ("client", "client_access"):
            cursor = database.execute(f"SELECT * FROM {name}")
            found[name] = tuple(column for column, *_ in cursor.description), cursor.fetchall()
    with (SHARE / "Exports" / "clients.csv").open(newline="", encoding="utf-8-sig") as file:
        columns, *rows = csv.reader(file)
        found["Service Users"] = (
            tuple(columns),
            [tuple(cell or None for cell in row) for row in rows],
        )
    found["odd"] = ("id", "text", "note"), list(ODD)
    return found


def postgres_script() -> str:
    """The tables as PostgreSQL takes them."""
    return _script('"', (("'", "''"),))


def mariadb_script() -> str:
    """The tables as MariaDB takes them."""
    return _script("`", (("\\", "\\\\"), ("'", "\\'")))


def _script(quote: str, escape: tuple[tuple[str, str], ...]) -> str:
    lines = []
    for table, (columns, rows) in tables().items():
        names = ", ".join(f"{quote}{column}{quote} text" for column in columns)
        lines.append(f"CREATE TABLE {quote}{table}{quote} ({names});")
        for row in rows:
            values = ", ".join(literal(value, escape) for value in row)
            lines.append(f"INSERT INTO {quote}{table}{quote} VALUES ({values});")
    return "\n".join(lines)
