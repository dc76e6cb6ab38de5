"""The records of processing activities as a workbook: controllers' and processors' records.

What the sweep found is plain, what it suggests is in italics with a note, what only a person can
know is shaded.
"""

from typing import IO

from scanner.reports.assets import assets_of
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.ropa_book import Book
from scanner.reports.ropa_rows import groups_of
from scanner.reports.ropa_sheets import controller, evidence, processor, read_me
from scanner.reports.summary import Summary


def write(inventory: Inventory, out: IO[bytes], options: ReportOptions) -> None:
    """Write the workbook; `options.top` limits the rows of the controller's record."""
    summary, assets = Summary(inventory), assets_of(inventory, options.controller)
    book = Book(out)
    read_me(book, summary)
    controller(book, groups_of(assets)[: options.top])
    processor(book, assets, summary)
    evidence(book, assets)
    book.close()
