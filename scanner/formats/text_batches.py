"""Values with positions to `TextBatch`es: the part that all readers of text formats share."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import pyarrow as pa

from scanner.model import Limits, TextBatch, Unit

OVERLAP_CHARS = 256  # longer than any value that is looked for
MAX_COLUMNS = 2_048  # cells beyond share the last column
MAX_REPEATS = 32  # values of one column in one record that get a batch each; the rest are joined


def to_array(values: Iterable[str | None]) -> pa.StringArray:
    """Arrow strings of the values. NUL and lone surrogates, which UTF-8 tools trip over, go."""
    return pa.array(
        [_clean(value) if value and not value.isspace() else None for value in values], pa.string()
    )


def _clean(value: str) -> str:
    if "\0" in value:
        # Mostly NUL: UTF-16 appended to a file of another encoding. Else it was a filler.
        value = value.replace("\0", "" if value.count("\0") * 3 > len(value) else " ")
    if value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


def pieces(text: str, max_chars: int) -> Iterator[str]:
    """The text in pieces of at most `max_chars` that overlap, so no value is cut in all of them."""
    step = max(max_chars - OVERLAP_CHARS, 1)
    for start in range(0, max(len(text) - max_chars, 0) + step, step):
        yield text[start : start + max_chars]


def column_batches(
    values: Sequence[str | None],
    column: str | None,
    first: int,
    limits: Limits,
    unit: Unit = Unit.ROW,
    part: str = "",
) -> Iterator[TextBatch]:
    """One batch of the values; over-long ones go on, in pieces, in further aligned batches."""
    array = to_array(values)
    if array.null_count == len(array):
        return
    longest = max(len(value) for value in values if value)
    if longest <= limits.max_cell_chars:
        yield TextBatch(array, unit, part, column, first)
        return
    cut = [list(pieces(value, limits.max_cell_chars)) if value else [] for value in values]
    for level in zip_longest(*cut):
        yield TextBatch(to_array(level), unit, part, column, first)


def line_batches(
    chunks: Iterable[str], limits: Limits, part: str = "", first: int = 1
) -> Iterator[TextBatch]:
    """Lines of a text given in chunks; `first` is the number of the first line.

    A line longer than `limits.max_cell_chars` becomes overlapping pieces, each in a batch of its
    own at the line's position; a value at a seam may so appear twice.
    """
    open_line = ""
    for chunk in chunks:
        *lines, open_line = (open_line + chunk).split("\n")
        yield from _batches_of_lines(lines, limits, part, first)
        first += len(lines)
        while len(open_line) > limits.max_cell_chars:
            yield _line(open_line[: limits.max_cell_chars], part, first)
            open_line = open_line[max(limits.max_cell_chars - OVERLAP_CHARS, 1) :]
    yield from _batches_of_lines([open_line], limits, part, first)


def _line(text: str, part: str, number: int) -> TextBatch:
    return TextBatch(to_array([text]), Unit.LINE, part, None, number)


def _batches_of_lines(
    lines: list[str], limits: Limits, part: str, first: int
) -> Iterator[TextBatch]:
    for start in range(0, len(lines), limits.batch_rows):
        values = lines[start : start + limits.batch_rows]
        if max(map(len, values)) <= limits.max_cell_chars:
            yield from column_batches(values, None, first + start, limits, Unit.LINE, part)
            continue
        for offset, value in enumerate(values):
            for piece in pieces(value, limits.max_cell_chars):
                yield from column_batches(
                    [piece], None, first + start + offset, limits, Unit.LINE, part
                )


class RowBatcher:
    """Gathers rows of a table and gives them column by column."""

    def __init__(self, columns: Sequence[str], limits: Limits, part: str = "", first: int = 1):
        self._columns, self._limits, self._part = columns, limits, part
        self._rows: list[Sequence[str | None]] = []
        self._chars = 0
        self.next_row = first  # position of the row that is added next

    def add(self, row: Sequence[str | None]) -> Iterator[TextBatch]:
        """Take one row; gives batches when enough have gathered."""
        if len(row) > MAX_COLUMNS:
            rest = " ".join(cell for cell in row[MAX_COLUMNS - 1 :] if cell)
            row = [*row[: MAX_COLUMNS - 1], rest]
        self._rows.append(row)
        self._chars += sum(len(cell) for cell in row if cell)
        self.next_row += 1
        limits = self._limits
        if len(self._rows) >= limits.batch_rows or self._chars >= limits.batch_bytes:
            yield from self.flush()

    def flush(self) -> Iterator[TextBatch]:
        """Give what has gathered."""
        first = self.next_row - len(self._rows)
        rows, self._rows, self._chars = self._rows, [], 0
        for index, values in enumerate(zip_longest(*rows)):
            known = index < len(self._columns) and self._columns[index]
            column = known or f"column {index + 1}"
            yield from column_batches(values, column, first, self._limits, Unit.ROW, self._part)


class RecordBatcher:
    """Gathers records of named values, where a name may have several values."""

    def __init__(
        self, limits: Limits, unit: Unit = Unit.ROW, part: str = "", first: int = 1
    ) -> None:
        self._limits, self._unit, self._part = limits, unit, part
        self._columns: dict[str, list[list[str | None]]] = {}  # column -> aligned layers
        self._first, self._count, self._chars = first, 0, 0

    @property
    def position(self) -> int:
        """Position of the record that is added next."""
        return self._first + self._count

    def add(self, record: Iterable[tuple[str, str]]) -> Iterator[TextBatch]:
        """Take one record; gives batches when enough have gathered."""
        named: dict[str, list[str]] = {}
        for column, value in record:
            if value:
                named.setdefault(column, []).append(value)
        for column, values in named.items():
            self._put(column, values)
        self._count += 1
        limits = self._limits
        if self._count >= limits.batch_rows or self._chars >= limits.batch_bytes:
            yield from self.flush()

    def _put(self, column: str, values: list[str]) -> None:
        layers = self._columns.setdefault(column, [])
        if len(values) > MAX_REPEATS:
            values = [*values[:MAX_REPEATS], "\n".join(values[MAX_REPEATS:])]
        for index, value in enumerate(values):
            if index == len(layers):
                layers.append([])
            layers[index].extend([None] * (self._count - len(layers[index])))
            layers[index].append(value)
            self._chars += len(value)

    def flush(self) -> Iterator[TextBatch]:
        """Give what has gathered."""
        columns, count, first = self._columns, self._count, self._first
        self._columns, self._count, self._chars = {}, 0, 0
        self._first = first + count
        for column, layers in columns.items():
            for layer in layers:
                layer.extend([None] * (count - len(layer)))
                yield from column_batches(
                    layer, column, first, self._limits, self._unit, self._part
                )
