"""Dumps of databases as SQL text, by MySQL, MariaDB, PostgreSQL, SQLite, SQL Server and others.

Rows of INSERT and COPY become rows with the columns that the dump declares. All other text is
given line by line, so that nothing is lost.
"""

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from scanner.formats.encoding import HEAD_BYTES, decode_head, decoded
from scanner.formats.protocol import Extracted
from scanner.formats.sql_scan import MYSQL, STANDARD, SqlCursor
from scanner.formats.sql_tables import (
    COPY,
    CREATE,
    INSERT,
    REACH,
    Catalogue,
    bare,
    column_list,
    declared_columns,
)
from scanner.formats.sql_values import CutOffError, copied_row, rows_of_values
from scanner.formats.text_batches import OVERLAP_CHARS, RowBatcher, line_batches
from scanner.model import DataObject, Limits, Reason, Skipped, Stage

_MAX_ROW_CHARS = 64 * 1024**2
_MAX_DECLARATION_CHARS = 1024**2
_MAX_GAP_LINES = 200  # lines of rows between lines of text that stay in one batch
_STATEMENT_END = re.compile(r"[ \t]*+;?+[ \t]*+\n?")
_COMMENT = re.compile(r"\s*+(?:--[^\n]*+|/\*(?s:.*?)\*/)")
_STANDARD_SQL = re.compile(
    r"PostgreSQL database dump|standard_conforming_strings = on|PRAGMA foreign_keys|\[dbo\]"
    r"|^BEGIN TRANSACTION;|^GO$",
    re.MULTILINE,
)


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """Tables row by row, numbered within each table; the part is the table's name."""
    head = decode_head(stream.read(HEAD_BYTES))
    stream.seek(0)
    escapes = "`" in head or _STANDARD_SQL.search(head) is None
    yield from _Dump(SqlCursor(decoded(stream, limits.batch_bytes)), limits, escapes).read()


class _Dump:
    """One pass over one dump."""

    def __init__(self, cursor: SqlCursor, limits: Limits, escapes: bool) -> None:
        self._cursor, self._limits, self._escapes = cursor, limits, escapes
        self._catalogue = Catalogue()
        self._tables: dict[str, int] = {}  # table -> number of its next row
        self._table = ""  # whose rows are being gathered
        self._columns: tuple[str, ...] = ()
        self._rows = RowBatcher((), limits)
        self._text: list[str] = []
        self._text_first, self._text_chars = 1, 0

    def read(self) -> Iterator[Extracted]:
        """Everything in the dump."""
        try:
            while not self._cursor.at_end():
                yield from self._statement()
        except CutOffError:
            yield from self._rows.flush()
            yield from self._flush_text()
            yield Skipped(Stage.READ, Reason.DAMAGED, "ends inside a statement", "dump it again")
            return
        yield from self._rows.flush()
        yield from self._flush_text()

    def _statement(self) -> Iterator[Extracted]:
        cursor = self._cursor
        if found := cursor.match(INSERT, REACH):
            yield from self._switch(bare(found["table"]), column_list(found["columns"]))
            yield from self._values()
        elif found := cursor.match(COPY, REACH):
            yield from self._switch(bare(found["table"]), column_list(found["columns"]))
            yield from self._copied(is_csv="csv" in found["options"].lower())
        elif (number := cursor.line()) and (found := cursor.match(CREATE, REACH)):
            yield from self._declaration(bare(found["table"]), found.group(), number)
        else:
            yield from self._line()

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

    def _values(self) -> Iterator[Extracted]:
        for row in rows_of_values(self._cursor, self._escapes):
            yield from self._rows.add(row)
        self._cursor.step_over(_STATEMENT_END)

    def _copied(self, is_csv: bool) -> Iterator[Extracted]:
        while not self._cursor.at_end():
            line, _ = self._cursor.rest_of_line(_MAX_ROW_CHARS)
            if line == "\\.":
                return
            yield from self._rows.add(next(csv.reader([line]), []) if is_csv else copied_row(line))
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
        yield from self._add_text(beginning + text + "".join(comments), number)
        if depth and self._cursor.at_end():
            raise CutOffError
        self._cursor.step_over(_STATEMENT_END)

    def _line(self) -> Iterator[Extracted]:
        number, goes_on = self._cursor.line(), True
        while goes_on:
            text, goes_on = self._cursor.rest_of_line(self._limits.max_cell_chars, OVERLAP_CHARS)
            if goes_on:
                yield from self._flush_text()
            yield from self._add_text(text, number)
            if goes_on:
                yield from self._flush_text()

    def _add_text(self, text: str, number: int) -> Iterator[Extracted]:
        """Hold lines of text; those that follow each other share a batch."""
        gap = number - self._text_first - len(self._text)
        if not 0 <= gap <= _MAX_GAP_LINES:
            yield from self._flush_text()
        if not self._text:
            self._text_first, gap = number, 0
        lines = text.split("\n")
        self._text.extend([""] * gap + lines)
        self._text_chars += len(text)
        limits = self._limits
        if self._text_chars >= limits.batch_bytes or len(self._text) >= limits.batch_rows:
            yield from self._flush_text()

    def _flush_text(self) -> Iterator[Extracted]:
        lines, self._text, self._text_chars = self._text, [], 0
        if lines:
            yield from line_batches(["\n".join(lines)], self._limits, first=self._text_first)
