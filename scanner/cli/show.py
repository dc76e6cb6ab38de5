"""Prints one registered report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli.printing import width_of

if TYPE_CHECKING:
    from scanner.reports.protocol import Inventory, Report, ReportOptions
    from scanner.reports.registry import ReportEntry


def show(
    inventory: Inventory,
    name: str,
    top: int | None,
    out: Path | None = None,
    locations: tuple[str, ...] = (),
    controller: str | None = None,
    run: Mapping[str, object] | None = None,
) -> None:
    """Write the report of that name to a file or to standard output. Raises `ConfigError`.

    `run`: what the sweep just before it took.
    """
    from scanner.reports.protocol import ReportOptions
    from scanner.reports.registry import entry_of, load_report

    entry = entry_of(name)
    options = ReportOptions(top, locations=locations, controller=controller, run=run)
    _refuse_unused(entry, options)
    write = load_report(name)
    if out is not None:
        _write_file(write, inventory, out, options, entry.binary)
        return
    if entry.binary:
        from scanner.errors import ConfigError

        raise ConfigError(f"report {name} is a {entry.suffix} file; add --out {name}{entry.suffix}")
    write(inventory, sys.stdout, replace(options, width=width_of(sys.stdout)))


def _refuse_unused(entry: ReportEntry, options: ReportOptions) -> None:
    """An option that a report does not heed would promise what it does not tell."""
    from scanner.errors import ConfigError
    from scanner.reports.registry import all_reports

    for field, option in (("locations", "--location"), ("controller", "--controller")):
        if getattr(options, field) and field not in entry.takes:
            takers = ", ".join(one.name for one in all_reports() if field in one.takes)
            raise ConfigError(f"report {entry.name} takes no {option}; these do: {takers}")


def _write_file(
    write: Report, inventory: Inventory, out: Path, options: ReportOptions, binary: bool
) -> None:
    from scanner.errors import ConfigError

    try:
        with _whole_or_not_at_all(out) as path:
            how = path.open("wb") if binary else path.open("w", encoding="utf-8", newline="")
            with how as stream:
                write(inventory, stream, options)
    except OSError as error:
        raise ConfigError(f"{out}: cannot be written: {error.strerror}") from error


@contextmanager
def _whole_or_not_at_all(out: Path) -> Iterator[Path]:
    """Where to write: a file beside `out` that takes its place once it is whole."""
    if out.exists() and not out.is_file():
        yield out  # a pipe or a device
        return
    target = out.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
