"""The report for a spreadsheet: one line per place, what to protect first on top."""

import csv
from typing import Any, TextIO

from scanner.reports.plain import cell
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.summary import COUNTS, Summary

COLUMNS = (
    "rank",
    "band",
    "priority",
    "location",
    "kind",
    *(f"direct_{name}" for name in COUNTS),
    *COUNTS,
    "objects",
    "objects_unexamined",
    "bytes",
    "findings",
    "entities",
    "harms",
    "special_category",
    "access",
    "test_data",
    "newest_modified_at",
    "reasons",
    "remedies",
)


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the report. No cell can start a formula."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for row in Summary(inventory).ranked(options.top):
        lines.writerow([cell(_flat(row[name])) for name in COLUMNS])


def _flat(value: Any) -> Any:
    return " | ".join(value) if isinstance(value, list) else value
