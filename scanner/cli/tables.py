"""Plain tables and paragraphs for a terminal: 80 columns, nothing taken for markup."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scanner.cli.printing import width_of

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """A console on standard output."""
    from scanner.reports.terminal import console_for

    return console_for(sys.stdout, width_of(sys.stdout))


def heading(out: Console, title: str) -> None:
    """A title with a line above it."""
    from rich.text import Text

    out.print()
    out.print(Text(title, style="bold underline"))


def lines(out: Console, texts: Iterable[str]) -> None:
    """Paragraphs, each cleaned."""
    from rich.text import Text

    from scanner.reports.plain import clean

    for text in texts:
        out.print(Text(clean(text)))


def table(out: Console, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under headings; a heading that ends with ">" stands on the right, as do its cells."""
    from rich.table import Table
    from rich.text import Text

    from scanner.reports.plain import clean

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, column in enumerate(columns):
        last = number == len(columns) - 1
        grid.add_column(
            column.removesuffix(">"),
            justify="right" if column.endswith(">") else "left",
            no_wrap=not last,
            overflow="fold" if last else "ellipsis",
        )
    for row in rows:
        grid.add_row(*(Text(_cell(clean(value))) for value in row))
    out.print(grid)


def _cell(text: str) -> str:
    return f"{int(text):,}" if text.isdecimal() and len(text) > 3 else text
