"""Delimited tables: CSV, TSV, and those with semicolons, pipes or carets.

Rows are read one after another, so the size of the file does not matter. How the text is
written is decided in `dialect`.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from scanner.formats.dialect import Dialect, sniff
from scanner.formats.encoding import HEAD_BYTES, decoded
from scanner.formats.lines import LineReader
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RowBatcher, line_batches
from scanner.model import DataObject, Limits, Reason, Skipped, Stage

# No value of a table runs over more lines than this: beyond, its quote was never closed.
_LINES_IN_ROW = 1_000
_LINES_IN_ROW_OF_BROKEN = 8  # the same once many quotes were found open
_MANY_OPEN = 20


class _NeverClosedError(Exception):
    """A quote is open for so long that it is no quote."""


class _Rows:
    """The rows of a table, read from its lines; an open quote costs its own line only."""

    def __init__(self, lines: Iterable[str], delimiter: str, max_chars: int) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()  # lines to be read anew
        self._delimiter, self._max_chars = delimiter, max_chars
        self._row_lines: list[str] = []  # what the row that is being read has taken
        self._row_chars = 0
        self.open_quotes = 0

    def __iter__(self) -> Iterator[list[str]]:
        while True:
            try:
                yield from self._quoted()
            except _NeverClosedError:
                yield self._reread()
            except csv.Error:
                # Text behind a closing quote. On one line it is a slip; over several lines the
                # quote that seemed to close was the beginning of another.
                if len(self._row_lines) > 1:
                    yield self._reread()
                else:
                    yield from csv.reader(self._row_lines, delimiter=self._delimiter)
            else:
                return

    def _quoted(self) -> Iterator[list[str]]:
        self._forget()
        for row in csv.reader(self._watched(), delimiter=self._delimiter, strict=True):
            yield row
            self._forget()

    def _forget(self) -> None:
        self._row_lines, self._row_chars = [], 0

    def _watched(self) -> Iterator[str]:
        most = _LINES_IN_ROW if self.open_quotes < _MANY_OPEN else _LINES_IN_ROW_OF_BROKEN
        while (line := self._next_line()) is not None:
            self._row_lines.append(line)
            self._row_chars += len(line)
            if len(self._row_lines) > 1 and (
                len(self._row_lines) > most or self._row_chars > self._max_chars
            ):
                raise _NeverClosedError
            yield line

    def _next_line(self) -> str | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _reread(self) -> list[str]:
        """The first line of the row without quotes; the others are read anew."""
        self.open_quotes += 1
        first, *others = self._row_lines
        self._again.extendleft(reversed(others))
        return first.rstrip("\n").split(self._delimiter)


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The table column by column, row 1 being the first line of the file.

    The column is the header as written, "column N" where there is none. Lines above the header
    come as LINE. A cell longer than `limits.max_cell_chars` comes in overlapping pieces.
    """
    # The module's limit of 131,072 characters protects nobody here: lines are bounded already.
    csv.field_size_limit(2**31 - 1)
    chunks = decoded(stream, limits.batch_bytes)
    sample, chunks = _sample(chunks)
    dialect = sniff(sample, cut=len(sample) >= HEAD_BYTES)
    lines = LineReader(chunks, 16 * limits.max_cell_chars)
    rows = _Rows(lines.ended(), dialect.delimiter, 2 * limits.max_cell_chars)
    yield from _table(rows, dialect, limits)
    yield from _notes(rows.open_quotes, lines.cut_lines)


def _notes(open_quotes: int, cut_lines: int) -> Iterator[Skipped]:
    if open_quotes:
        detail = f"{open_quotes} quotes are never closed; cells of those rows may be split"
        yield Skipped(Stage.READ, Reason.DAMAGED, detail, "export the table again")
    if cut_lines:
        detail = f"{cut_lines} times a line was too long and was cut; a value there may be split"
        yield Skipped(Stage.READ, Reason.LIMIT, detail, "raise max_cell_chars")


def _sample(chunks: Iterator[str]) -> tuple[str, Iterator[str]]:
    """The first characters, however small the chunks are, and all chunks."""
    taken: list[str] = []
    size = 0
    for chunk in chunks:
        taken.append(chunk)
        size += len(chunk)
        if size >= HEAD_BYTES:
            break
    return "".join(taken)[:HEAD_BYTES], chain(taken, chunks)


def _table(rows: Iterable[list[str]], dialect: Dialect, limits: Limits) -> Iterator[Extracted]:
    remaining = iter(rows)
    titles = [dialect.delimiter.join(row) for row in islice(remaining, dialect.title_rows)]
    if titles:
        # A title may hold a line end in quotes; it stays one position.
        yield from line_batches(["\n".join(text.replace("\n", " ") for text in titles)], limits)
    # Blank lines between title and header are rows too.
    dropped = _drop_through_header(remaining) if dialect.columns else 0
    batcher = RowBatcher(dialect.columns, limits, first=1 + dialect.title_rows + dropped)
    for row in remaining:
        yield from batcher.add(row)
    yield from batcher.flush()


def _drop_through_header(rows: Iterator[list[str]]) -> int:
    for count, row in enumerate(rows, start=1):
        if any(row):
            return count
    return 0
