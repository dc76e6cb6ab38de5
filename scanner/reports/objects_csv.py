"""Every object for a spreadsheet: a line each, with what was found in it and whose data it is."""

import csv
from typing import TextIO

from scanner.reports.plain import cell
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.schema import OBJECTS

_LEFT_OUT = {"top_key"}  # of no use to a reader
COLUMNS = tuple(field.name for field in OBJECTS if field.name not in _LEFT_OUT)


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the report, most people first. No cell can start a formula."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    order = [("people_up_to", "descending"), ("findings", "descending"), ("uri", "ascending")]
    table = inventory.objects.select(list(COLUMNS)).sort_by(order)
    for batch in table.slice(0, options.top).to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            lines.writerow([cell(_flat(row[name])) for name in COLUMNS])


def _flat(value: object) -> object:
    return " | ".join(map(str, value)) if isinstance(value, list) else value
