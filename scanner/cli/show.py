"""Prints one registered report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli.printing import width_of

if TYPE_CHECKING:
    from scanner.reports.protocol import Inventory


def show(inventory: Inventory, name: str, top: int | None, out: Path | None = None) -> None:
    """Write the report of that name to a file or to standard output. Raises `ConfigError`."""
    from scanner.errors import ConfigError
    from scanner.reports.protocol import ReportOptions
    from scanner.reports.registry import load_report

    write = load_report(name)
    if out is None:
        write(inventory, sys.stdout, ReportOptions(top, width_of(sys.stdout)))
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write(inventory, stream, ReportOptions(top))
    except OSError as error:
        raise ConfigError(f"{out}: cannot be written: {error.strerror}") from error
