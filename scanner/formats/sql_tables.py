"""What SQL statements say about tables: names, columns, where rows begin."""

import re

_NAME = r"(?:`[^`\n]{1,128}`|\"[^\"\n]{1,128}\"|\[[^\]\n]{1,128}\]|[\w$]{1,128})"
_TABLE = rf"(?P<table>{_NAME}(?:\s{{0,3}}\.\s{{0,3}}{_NAME}){{0,3}})"
_COLUMNS = r"(?:\(\s*+(?P<columns>[^()'=]{1,65536})\)\s*+)?"

# Patterns of `re`, not `regex`: the latter looks for a pattern's fixed words in all the text ahead
# before it tries a match, at every line.
REACH = 70_000  # characters that a statement's beginning may take
INSERT = re.compile(
    r"\s*+(?:INSERT|REPLACE)\s++(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s++\w{1,10})\s++)*+"
    rf"(?:INTO\s++)?{_TABLE}\s*+{_COLUMNS}(?:OVERRIDING\s++\w{{1,10}}\s++VALUE\s++)?VALUES?\s*+(?=\()",
    re.IGNORECASE,
)
COPY = re.compile(
    rf"[ \t]*+COPY\s++{_TABLE}\s*+{_COLUMNS}FROM\s++stdin(?P<options>[^;\n]{{0,500}});?[ \t]*+\n",
    re.IGNORECASE,
)
CREATE = re.compile(
    r"[ \t]*+CREATE\s++(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|FOREIGN)\s++)*+TABLE\s++"
    rf"(?:IF\s++NOT\s++EXISTS\s++)?{_TABLE}\s*+\(",
    re.IGNORECASE,
)
# A change of the database that what follows belongs to; psql's counts in dumps of whole clusters.
USE = re.compile(
    rf"(?P<cluster>-- PostgreSQL database cluster dump)|USE\s++(?P<mysql>{_NAME})\s*+;"
    rf"|\\connect\s++(?:-reuse-previous=on\s++)?(?:\"dbname=')?(?P<psql>{_NAME})",
    re.IGNORECASE,
)
# What a plain dump of PostgreSQL writes large objects with.
LARGE_OBJECT = re.compile(r"SELECT pg_catalog\.lowrite\(")
_QUOTED = re.compile(rf"{_NAME}")
# A part of a CREATE TABLE that begins with one of these declares no column.
_NO_COLUMN = frozenset(
    "primary key unique constraint index foreign check fulltext spatial exclude like period".split()
)


def bare(name: str) -> str:
    """A table's or column's name without the quotes of any dialect, its schema kept."""
    return ".".join(part.strip('`"[] ') for part in _QUOTED.findall(name))


def column_list(columns: str | None) -> tuple[str, ...]:
    """The names in an INSERT's or COPY's list of columns."""
    return tuple(bare(name) for name in columns.split(",")) if columns else ()


def declared_columns(body: str) -> tuple[str, ...]:
    """The columns of a CREATE TABLE, given what stands between its brackets."""
    names: list[str] = []
    for part in _split(body):
        found = _QUOTED.match(part.strip())
        if found and found.group().lower() not in _NO_COLUMN:
            names.append(bare(found.group()))
    return tuple(names)


def _split(body: str) -> list[str]:
    """The definitions, split at commas that stand in no string and no brackets."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, character in enumerate(body):
        if character == "'":
            quoted = not quoted
        elif not quoted and character in "()":
            depth += 1 if character == "(" else -1
        elif not quoted and not depth and character == ",":
            parts.append(body[start:at])
            start = at + 1
    return [*parts, body[start:]]


class Catalogue:
    """The columns of the tables seen so far."""

    def __init__(self) -> None:
        self._columns: dict[str, tuple[str, ...]] = {}

    def declare(self, table: str, columns: tuple[str, ...]) -> None:
        """Remember a CREATE TABLE."""
        self._columns[table.lower()] = columns
        self._columns.setdefault(_last(table), columns)

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table, () where it was not declared."""
        return self._columns.get(table.lower()) or self._columns.get(_last(table), ())


def _last(table: str) -> str:
    return table.rpartition(".")[2].lower()
