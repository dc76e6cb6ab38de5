"""Turns the blocks of a document, paragraphs and tables in their order, into batches.

Word, presentation and OpenDocument readers share it; they only find the blocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scanner.formats.batching import Cells, record_batches, value_batches
from scanner.formats.tables import find_header, is_form, line
from scanner.model import Limits, TextBatch, Unit


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, row by row; merged cells hold their text once."""

    rows: list[Cells]


Block = str | Table


@dataclass(slots=True)
class TableNames:
    """Counts the tables of one object, so that each has a part of its own."""

    count: int = field(default=0)

    def next(self) -> str:
        """The next table's part."""
        self.count += 1
        return f"table {self.count}"


def block_batches(
    blocks: Iterable[Block], limits: Limits, part: str, names: TableNames
) -> Iterator[TextBatch]:
    """Batches of a run of blocks. A position is a paragraph's or a table line's number."""
    waiting: list[str] = []
    size, first = 0, 1
    for block in blocks:
        if isinstance(block, Table):
            lines, records = _table(block, limits, names)
            yield from records
        else:
            lines = [block]
        waiting += lines
        size += sum(map(len, lines))
        if len(waiting) >= limits.batch_rows or size >= limits.batch_bytes:
            yield from value_batches(waiting, Unit.BLOCK, limits, part, first=first)
            first += len(waiting)
            waiting, size = [], 0
    yield from value_batches(waiting, Unit.BLOCK, limits, part, first=first)


def _table(
    table: Table, limits: Limits, names: TableNames
) -> tuple[list[str], Iterable[TextBatch]]:
    """What of a table stays among the blocks, and its records."""
    rows = table.rows
    part = names.next()
    header = find_header(rows)
    if header.index < 0 or is_form(rows):
        return [text for row in rows if (text := line(row))], ()
    # The header stays a block too: where the guess is wrong, its cells are still examined.
    lines = [text for row in rows[: header.index + 1] if (text := line(row))]
    below = header.index + 1
    return lines, record_batches(rows[below:], header.columns, limits, part, first=below + 1)
