"""Dumps of databases as SQL text, by MySQL, MariaDB, PostgreSQL, SQLite, SQL Server and others.

Rows of INSERT and COPY become rows with the columns that the dump declares. All other text is
given line by line, so that nothing is lost.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from scanner.formats.blobs import as_member
from scanner.formats.encoding import HEAD_BYTES, decode_head, decoded
from scanner.formats.protocol import Extracted
from scanner.formats.sql_lines import Lines
from scanner.formats.sql_scan import MYSQL, STANDARD, SqlCursor
from scanner.formats.sql_tables import (
    COPY,
    CREATE,
    INSERT,
    LARGE_OBJECT,
    REACH,
    USE,
    Catalogue,
    bare,
    column_list,
    declared_columns,
)
from scanner.formats.sql_values import CutOffError, Row, copied_row, goes_on, rows_of_values
from scanner.formats.text_batches import OVERLAP_CHARS, RowBatcher
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_MAX_ROW_CHARS = 64 * 1024**2
_MAX_DECLARATION_CHARS = 1024**2
_STATEMENT_END = re.compile(r"[ \t]*+;?+[ \t]*+\n?")
_COMMENT = re.compile(r"\s*+(?:--[^\n]*+|/\*(?s:.*?)\*/)")
_STANDARD_SQL = re.compile(
    r"PostgreSQL database|standard_conforming_strings = on|PRAGMA foreign_keys|\[dbo\]"
    r"|^BEGIN TRANSACTION;|^GO$|NO_BACKSLASH_ESCAPES",
    re.MULTILINE,
)


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """Tables row by row, numbered within each table; the part is the table's name."""
    head = decode_head(stream.read(HEAD_BYTES))
    stream.seek(0)
    standard = _STANDARD_SQL.search(head)
    escapes = standard is None or ("`" in head and standard.group() != "NO_BACKSLASH_ESCAPES")
    yield from read_script(decoded(stream, limits.batch_bytes), limits, escapes)


def read_script(chunks: Iterable[str], limits: Limits, escapes: bool) -> Iterator[Extracted]:
    """The same of a script that comes in chunks; `escapes`: a backslash has a meaning."""
    yield from _Dump(SqlCursor(chunks), limits, escapes).read()


class _Dump:
    """One pass over one dump."""

    def __init__(self, cursor: SqlCursor, limits: Limits, escapes: bool) -> None:
        self._cursor, self._limits, self._escapes = cursor, limits, escapes
        self._catalogue = Catalogue()
        self._tables: dict[str, int] = {}  # table -> number of its next row
        self._database = ""  # put before names of tables where the dump may hold several
        self._is_cluster = False
        self._table = ""  # whose rows are being gathered
        self._columns: tuple[str, ...] = ()
        self._rows = RowBatcher((), limits)
        self._lines = Lines(limits)
        self._large_objects = False

    def read(self) -> Iterator[Extracted]:
        """Everything in the dump."""
        cut_off = False
        try:
            while not self._cursor.at_end():
                yield from self._statement()
        except CutOffError:
            cut_off = True
        yield from self._rows.flush()
        yield from self._lines.flush()
        if cut_off:
            detail = f"ends inside a statement, in line {self._cursor.line()}"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail, "dump it again", part=self._table)
        if self._large_objects:
            detail = "large objects in a plain dump are not read"
            remedy = "dump it with pg_dump -Fc: there they are"
            yield Skipped(Stage.READ, Reason.UNSUPPORTED, detail, remedy)

    def _statement(self) -> Iterator[Extracted]:
        cursor = self._cursor
        if found := cursor.match(INSERT, REACH):
            yield from self._switch(self._name(found["table"]), column_list(found["columns"]))
            yield from self._values()
        elif found := cursor.match(COPY, REACH):
            yield from self._switch(self._name(found["table"]), column_list(found["columns"]))
            yield from self._copied(is_csv="csv" in found["options"].lower())
        elif (number := cursor.line()) and (found := cursor.match(CREATE, REACH)):
            yield from self._declaration(self._name(found["table"]), found.group(), number)
        elif cursor.match(LARGE_OBJECT, REACH):
            self._large_objects = True
            yield from self._line(keep=False)
        else:
            self._change_database()
            yield from self._line()

    def _change_database(self) -> None:
        found = self._cursor.peek(USE, REACH)
        if found is not None and found["cluster"]:
            self._is_cluster = True
        elif found is not None and (found["mysql"] or self._is_cluster):
            self._database = bare(found["mysql"] or found["psql"])

    def _name(self, written: str) -> str:
        name = bare(written)
        return f"{self._database}.{name}" if self._database else name

    def _switch(self, table: str, columns: tuple[str, ...]) -> Iterator[Extracted]:
        """Gather rows of this table from now on."""
        columns = columns or self._catalogue.columns(table)
        if table == self._table and columns == self._columns:
            return
        yield from self._rows.flush()
        self._tables[self._table] = self._rows.next_row
        self._table, self._columns = table, columns
        first = self._tables.get(table, 1)
        self._rows = RowBatcher(columns, self._limits, table, first)

    def _add(self, row: Row) -> Iterator[Extracted]:
        """One row; the files in its cells as members."""
        if bytes not in map(type, row):  # as in nearly all
            yield from self._rows.add(cast(list[str | None], row))
            return
        number, files = self._rows.next_row, list[Member]()
        cells: list[str | None] = []
        for index, cell in enumerate(row):
            if isinstance(cell, bytes):
                column = self._columns[index] if index < len(self._columns) else str(index + 1)
                files.append(as_member(cell, f"{self._table}/{number}/{column}"))
            cells.append(None if isinstance(cell, bytes) else cell)
        yield from self._rows.add(cells)
        yield from files

    def _values(self) -> Iterator[Extracted]:
        for row in rows_of_values(self._cursor, self._escapes):
            yield from self._add(row)
        self._cursor.step_over(_STATEMENT_END)

    def _copied(self, is_csv: bool) -> Iterator[Extracted]:
        while not self._cursor.at_end():
            line, _ = self._cursor.rest_of_line(_MAX_ROW_CHARS)
            if line == "\\.":
                return
            if is_csv:
                yield from self._add([*next(csv.reader([line]), [])])
                continue
            while goes_on(line) and len(line) < _MAX_ROW_CHARS and not self._cursor.at_end():
                line += "\n" + self._cursor.rest_of_line(_MAX_ROW_CHARS)[0]
            yield from self._add(copied_row(line))
        raise CutOffError

    def _declaration(self, table: str, beginning: str, number: int) -> Iterator[Extracted]:
        """A CREATE TABLE: its columns are remembered, its text is text."""
        pattern = MYSQL if self._escapes else STANDARD
        body: list[str] = []
        depth, size = 1, 0
        comments: list[str] = []
        while depth and size < _MAX_DECLARATION_CHARS:
            if found := self._cursor.match(_COMMENT, REACH):
                comments.append(found.group())
                continue
            token = self._cursor.token(pattern)
            if token is None:
                break
            depth += {"(": 1, ")": -1}.get(token["mark"] or "", 0)
            body.append(token.group())
            size += len(body[-1])
        text = "".join(body)
        self._catalogue.declare(table, declared_columns(text))
        yield from self._lines.add(beginning + text + "".join(comments), number)
        if depth and self._cursor.at_end():
            raise CutOffError
        self._cursor.step_over(_STATEMENT_END)

    def _line(self, keep: bool = True) -> Iterator[Extracted]:
        number, more = self._cursor.line(), True
        while more:
            text, more = self._cursor.rest_of_line(self._limits.max_cell_chars, OVERLAP_CHARS)
            if more:
                yield from self._lines.flush()
            if keep:
                yield from self._lines.add(text, number)
            if more:
                yield from self._lines.flush()
