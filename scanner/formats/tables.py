"""Decides what a grid of cells is: records below a header, or a form of labels and values.

Spreadsheets and the tables of documents share it. Nothing is lost by a wrong guess: every cell is
given once, only its column name or its neighbours differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from scanner.formats.batching import Cells
from scanner.formats.header import has_header

# How many rows a header may stand below the top: report sheets begin with a title and a date.
HEADER_DEPTH = 40
_LONG_NUMBER = regex.compile(r"[0-9]{5}|@|[0-9]{1,2}[/.-][0-9]{1,2}[/.-]")
_VALUE = regex.compile(r"[0-9][0-9 /.:,+£%-]*|[0-9A-Z]{1,6}")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what the columns are called."""

    index: int  # of the header row among the rows looked at; -1: there is none
    columns: tuple[str, ...]


def column_letters(index: int) -> str:
    """The letters a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def default_columns(width: int, start: int = 0) -> tuple[str, ...]:
    """Names for columns that have none: "column A", "column B"."""
    return tuple(f"column {column_letters(start + index)}" for index in range(width))


def filled(row: Cells) -> list[str]:
    """The cells of a row that hold anything."""
    return [cell for cell in row if cell and not cell.isspace()]


def looks_like_header(rows: Sequence[Cells]) -> bool:
    """Whether the first row names two columns or more of the rows below it."""
    cells = filled(rows[0])
    if len(cells) < 2 or any(cell.rstrip().endswith(":") for cell in cells):
        return False
    return has_header(rows)


def find_header(rows: Sequence[Cells], start: int = 0) -> Header:
    """The first row that names columns and is as wide as what follows it.

    `start` is the position of the first column, for the letters of columns without a name.
    """
    width = max((len(row) for row in rows), default=0)
    letters = default_columns(width, start)
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        if _fits(row, rows[index + 1 : index + 4]) and looks_like_header(rows[index:]):
            return Header(index, _named(row, letters))
    return Header(-1, letters)


def _fits(header: Cells, below: Sequence[Cells]) -> bool:
    """Whether rows follow, at least two cells wide, and most of their cells have a name."""
    rows = [row for row in below if filled(row)]
    if not rows or max(len(filled(row)) for row in rows) < 2:
        return False
    named = {index for index, cell in enumerate(header) if cell}
    under = [index in named for row in rows for index, cell in enumerate(row) if cell]
    return sum(under) >= 0.8 * len(under)


def _named(row: Cells, letters: tuple[str, ...]) -> tuple[str, ...]:
    names = [" ".join(cell.split()) if cell else "" for cell in row]
    names += [""] * (len(letters) - len(names))
    return tuple(name or letter for name, letter in zip(names, letters, strict=True))


def is_form(rows: Sequence[Cells]) -> bool:
    """Whether a grid of two columns holds labels and values rather than records.

    A list of records has one kind of value below its header ("Client | Code"); the values of a
    form differ, or its first column is made of labels ("Name", "Date of birth", "Key safe").
    """
    pairs = [cells for row in rows if len(cells := filled(row)) == 2]
    if not pairs or any(len(filled(row)) > 2 for row in rows):
        return False
    labels = [label.strip() for label, _ in pairs]
    if 2 * sum(label.endswith(":") for label in labels) >= len(labels):
        return True
    if any(_LONG_NUMBER.search(label) for label in labels):
        return False
    headed = all(map(_is_name, pairs[0]))
    if 2 * sum(map(_is_name, labels[headed:])) >= len(labels[headed:]) > 0:
        return True
    kinds = {_VALUE.fullmatch(value.strip()) is not None for _, value in pairs[1:] or pairs}
    return not headed and kinds != {True}


def _is_name(cell: str) -> bool:
    """Whether the cell alone would do as a column's name."""
    return has_header([(cell,)])


def line(row: Cells) -> str | None:
    """A row as one line of text: "label: value" for two cells, else cells between bars."""
    cells = [" ".join(cell.split(" ")).strip() for cell in filled(row)]
    if len(cells) == 2:
        label = cells[0].rstrip(": ")
        return f"{label}: {cells[1]}" if label else cells[1]
    return " | ".join(cells) or None
