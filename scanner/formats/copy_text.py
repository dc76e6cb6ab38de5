"""Rows of a table alone, as COPY and `mariadb-dump --tab` write them: tabs between, `\\N` for NULL.

The table's and columns' names stand in another file (`toc.dat`, the `.sql` beside it), so columns
are counted. Where both lie together, `dump_pieces` and `companions` read them with their names.
"""

from collections.abc import Iterator
from typing import BinaryIO

from scanner.formats.blobs import as_member
from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.sql_scan import SqlCursor
from scanner.formats.sql_values import copied_row, goes_on
from scanner.formats.text_batches import RowBatcher
from scanner.model import DataObject, Limits, Member

_MAX_ROW_CHARS = 64 * 1024**2
_MARK = "\\."  # ends the rows


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows, numbered; their columns are "column 1", "column 2"."""
    cursor = SqlCursor(decoded(stream, limits.batch_bytes))
    rows = RowBatcher((), limits)
    while not cursor.at_end():
        line, _ = cursor.rest_of_line(_MAX_ROW_CHARS)
        while goes_on(line) and len(line) < _MAX_ROW_CHARS and not cursor.at_end():
            line += "\n" + cursor.rest_of_line(_MAX_ROW_CHARS)[0]
        if line in ("", _MARK):  # pg_dump writes blank lines behind the mark
            continue
        files: list[Member] = []
        cells: list[str | None] = []
        for index, cell in enumerate(copied_row(line), start=1):
            if isinstance(cell, bytes):
                files.append(as_member(cell, f"{rows.next_row}/column {index}"))
            cells.append(None if isinstance(cell, bytes) else cell)
        yield from rows.add(cells)
        yield from files
    yield from rows.flush()
