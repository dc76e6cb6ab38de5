"""The reports there are: ours, and those that packages register under "keysweep.reports"."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from scanner.errors import ConfigError
from scanner.reports.protocol import Report

ENTRY_POINTS = "keysweep.reports"


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A registered report."""

    name: str  # "json"
    title: str  # "everything the terminal report tells, for programs"
    writer: str  # "scanner.reports.json_report:write", imported when first needed
    needs: str = ""  # what to install when an import fails: "keysweep[report]"


REPORTS: tuple[ReportEntry, ...] = (
    ReportEntry("terminal", "what to protect first, to read", "scanner.reports.terminal:write"),
    ReportEntry("json", "the same, for programs", "scanner.reports.json_report:write"),
    ReportEntry("csv", "ranked places, for a spreadsheet", "scanner.reports.csv_report:write"),
)


def all_reports() -> Iterator[ReportEntry]:
    """Ours first; a package may add names, not replace one of ours."""
    yield from REPORTS
    ours = {report.name for report in REPORTS}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        if point.name not in ours:
            source = point.dist.name if point.dist else "another package"
            yield ReportEntry(point.name, f"from {source}", point.value)


def load_report(name: str) -> Report:
    """The report of that name. Raises `ConfigError`, naming the nearest or what to install."""
    known = {report.name: report for report in all_reports()}
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise ConfigError(f"no report is named {name!r}; {hint}")
    module, _, function = known[name].writer.partition(":")
    try:
        return cast(Report, getattr(import_module(module), function))
    except ImportError as error:
        needs = known[name].needs
        remedy = f"install {needs}" if needs else f"cannot import {module}"
        raise ConfigError(f"report {name!r} is not available: {remedy}") from error
