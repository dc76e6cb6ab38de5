"""Gathers texts that come one by one into batches of a bounded size; for the binary formats."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from scanner.errors import UnreadableError
from scanner.formats.text_batches import column_batches
from scanner.model import Limits, TextBatch, Unit

_T = TypeVar("_T")

Cells = Sequence[str | None]  # one record; None where there is nothing


def until_broken(items: Iterable[_T], broken: list[UnreadableError]) -> Iterator[_T]:
    """The items up to where they break; the error is put into `broken` instead of raised.

    Whoever gathers items into batches would else lose those that wait for their batch.
    """
    try:
        yield from items
    except UnreadableError as error:
        broken.append(error)


def value_batches(
    values: Iterable[str | None],
    unit: Unit,
    limits: Limits,
    part: str = "",
    column: str | None = None,
    first: int = 1,
) -> Iterator[TextBatch]:
    """Batches of one running column: lines, blocks. Blank values keep their position."""
    records = ((value,) for value in values)
    return record_batches(records, (column,), limits, part, unit, first)


def record_batches(
    records: Iterable[Cells],
    columns: Sequence[str | None],
    limits: Limits,
    part: str = "",
    unit: Unit = Unit.ROW,
    first: int = 1,
) -> Iterator[TextBatch]:
    """Aligned batches, one for each column that holds anything, of records that follow."""
    chunk: list[Cells] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += sum(len(value) for value in record if value)
        if len(chunk) >= limits.batch_rows or size >= limits.batch_bytes:
            yield from _aligned(chunk, columns, limits, part, unit, first)
            first += len(chunk)
            chunk, size = [], 0
    if chunk:
        yield from _aligned(chunk, columns, limits, part, unit, first)


def _aligned(
    chunk: Sequence[Cells],
    columns: Sequence[str | None],
    limits: Limits,
    part: str,
    unit: Unit,
    first: int,
) -> Iterator[TextBatch]:
    """Only filled cells are touched: a stray cell far to the right costs its own column alone."""
    filled: dict[int, list[str | None]] = {}
    for row, record in enumerate(chunk):
        for index, value in enumerate(record):
            if value:
                if index not in filled:
                    filled[index] = [None] * len(chunk)
                filled[index][row] = value
    for index in sorted(filled):
        yield from column_batches(filled[index], columns[index], first, limits, unit, part)
