"""What changed between two sweeps, as Markdown that reads well in a terminal of 80 columns."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from scanner.reports import compare
from scanner.reports.comparison import Change, Comparison
from scanner.reports.markdown import escaped
from scanner.reports.plain import clean, shorten

WIDTH = 80
_LEAST = 12  # characters of the first column
_MOST = 20  # rows of one table; JSON has all


def write(told: Comparison, out: TextIO, width: int | None = None) -> None:
    """Write it all; tables fit the width."""
    for line in _lines(told, width or WIDTH):
        out.write(line.rstrip() + "\n")


def _lines(told: Comparison, width: int) -> Iterator[str]:
    yield "# What changed"
    yield ""
    yield from _paragraph(f"{compare.when(told)}. {compare.headline(told)}", width)
    yield ""
    columns = ("", "Before", "Now", "Gained", "Lost")
    yield from _table(columns, compare.movements(told), width)
    for change in Change:
        rows = [compare.place_row(one) for one in told.of(change)]
        yield from _section(compare.TITLES[change], compare.PLACE_COLUMNS, rows, width)
    objects = [compare.object_row(one) for one in told.objects]
    yield from _section("Objects that came and went", compare.OBJECT_COLUMNS, objects, width)
    yield from _section("Coverage", ("", "Before", "Now"), compare.coverage_rows(told), width)
    yield ""
    for note in compare.notes(told):
        yield from _paragraph("- " + escaped(note), width, "  ")


def _section(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"## {title} ({len(rows):,})" if title != "Coverage" else f"## {title}"
    yield ""
    yield from _table(columns, rows[:_MOST], width)
    if len(rows) > _MOST:
        yield f"and {len(rows) - _MOST:,} more; --format json has all"


def _paragraph(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Aligned; the first column gives way, in its middle, where a line would be too long."""
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    room = max(_LEAST, width - sum(widths[1:]) - 3 * len(widths) - 1)
    lines = [[_fitting(row[0], room), *map(escaped, row[1:])] for row in cells]
    widths = [max(map(len, column)) for column in zip(columns, *lines, strict=True)]
    yield _line(columns, widths)
    yield "|" + "|".join("-" * (size + 2) for size in widths) + "|"
    for row in lines:
        yield _line(row, widths)


def _fitting(text: str, room: int) -> str:
    """The text escaped, and short enough for its escapes too."""
    sizes = range(room, 0, -1)
    return next((made for size in sizes if len(made := escaped(shorten(text, size))) <= room), "")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(size) for cell, size in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
