"""How a delimited text is written: its delimiter, the lines above its table, its header.

Decided once, from the first rows. The standard library's sniffer is not used: it takes letters
for delimiters and prose for tables.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scanner.formats.header import has_header

DELIMITERS = ",\t;|^"
NONE = "\x1f"  # stands for "one column": a character that no text uses

_ROWS = 100  # looked at
_TITLE_ROWS = 20  # a header further down is not looked for


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the first rows of a delimited text show."""

    delimiter: str
    title_rows: int  # rows above the table: a title, "sep=;"
    columns: tuple[str, ...]  # names as written; () where no header stands above the data
    agreement: float  # share of the rows that have the usual number of cells
    width: int  # that number


def sniff(sample: str, cut: bool) -> Dialect:
    """The dialect of a text that begins with `sample`; `cut`: the text goes on after it."""
    named = sample[:6].lower()
    if named.startswith("sep=") and len(sample) > 4:
        return _dialect(sample, sample[4], cut, skip=1)
    found = [_dialect(sample, delimiter, cut) for delimiter in DELIMITERS if delimiter in sample]
    # Agreement first, in steps of a tenth so that one odd row decides nothing; then the dialect
    # that needs no title rows to explain the top; then the width.
    tables = [table for table in found if table.width > 1 and table.agreement >= 0.5]
    best = max(tables, key=_fit, default=None)
    return best or _dialect(sample, NONE, cut)


def _fit(table: Dialect) -> tuple[float, int, int]:
    return round(table.agreement, 1), -table.title_rows, table.width


def _dialect(sample: str, delimiter: str, cut: bool, skip: int = 0) -> Dialect:
    rows = _rows(sample, delimiter, cut)
    titles = max(_title_rows(rows), skip)
    table = [row for row in rows[titles:] if any(row)]
    widths = Counter(map(len, table))
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    columns = tuple(cell.strip("\ufeff \t\n") for cell in table[0]) if has_header(table) else ()
    return Dialect(delimiter, titles, columns, count / max(len(table), 1), width)


def _rows(sample: str, delimiter: str, cut: bool) -> list[list[str]]:
    """The first rows; the last one is left out where the sample cuts it."""
    lines = [f"{line}\n" for line in sample.split("\n")]
    rows: list[list[str]] = []
    for row in csv.reader(lines, delimiter=delimiter):
        rows.append(row)
        if len(rows) > _ROWS:
            break
    return rows[:-1] if cut and len(rows) > 1 else rows


def _title_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows with at most one filled cell stand above the first with more."""
    for index, row in enumerate(rows[:_TITLE_ROWS]):
        if sum(cell.strip() != "" for cell in row) > 1:
            return index
    return 0
