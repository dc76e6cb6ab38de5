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
    binary: bool = False  # writes bytes, which no terminal shows
    suffix: str = ""  # of a file that holds it: ".xlsx"; "": made for a terminal
    takes: frozenset[str] = frozenset()  # options it heeds beside `top`: "locations", "controller"


REPORTS: tuple[ReportEntry, ...] = (
    ReportEntry("terminal", "what to protect first, to read", "scanner.reports.terminal:write"),
    ReportEntry(
        "json", "the same, for programs", "scanner.reports.json_report:write", suffix=".json"
    ),
    ReportEntry(
        "csv", "ranked places, for a spreadsheet", "scanner.reports.csv_report:write", suffix=".csv"
    ),
    ReportEntry(
        "html",
        "a page for a browser, to read and to search",
        "scanner.reports.html.report:write",
        needs="keysweep[report]",
        suffix=".html",
    ),
    ReportEntry(
        "objects",
        "every object, for a spreadsheet",
        "scanner.reports.objects_csv:write",
        suffix=".csv",
    ),
    ReportEntry(
        "ropa",
        "records of processing activities, as a workbook",
        "scanner.reports.ropa:write",
        needs="keysweep[report]",
        binary=True,
        suffix=".xlsx",
        takes=frozenset({"controller"}),
    ),
    ReportEntry(
        "dpia",
        "what a DPIA needs to know, as a Word document",
        "scanner.reports.dpia_docx:write",
        needs="keysweep[report]",
        binary=True,
        suffix=".docx",
    ),
    ReportEntry(
        "dpia-md", "the same, as Markdown", "scanner.reports.dpia_markdown:write", suffix=".md"
    ),
    ReportEntry(
        "breach",
        "what if it was stolen: the questions of a breach report",
        "scanner.rehearsing:write",
        suffix=".md",
        takes=frozenset({"locations", "controller"}),
    ),
    ReportEntry(
        "dspt",
        "information assets, to import into a register",
        "scanner.reports.dspt:write",
        suffix=".csv",
        takes=frozenset({"controller"}),
    ),
    ReportEntry(
        "sarif",
        "passwords and keys in files, as SARIF",
        "scanner.reports.sarif:write",
        suffix=".sarif",
    ),
)


def all_reports() -> Iterator[ReportEntry]:
    """Ours first; a package may add names, not replace one of ours."""
    yield from REPORTS
    ours = {report.name for report in REPORTS}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        if point.name not in ours:
            source = point.dist.name if point.dist else "another package"
            yield ReportEntry(point.name, f"from {source}", point.value)


def entry_of(name: str) -> ReportEntry:
    """The registered report of that name. Raises `ConfigError`, naming the nearest."""
    known = {report.name: report for report in all_reports()}
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise ConfigError(f"no report is named {name!r}; {hint}")
    return known[name]


def load_report(name: str) -> Report:
    """The report of that name. Raises `ConfigError`, naming the nearest or what to install."""
    entry = entry_of(name)
    module, _, function = entry.writer.partition(":")
    try:
        return cast(Report, getattr(import_module(module), function))
    except ImportError as error:
        remedy = f"install {entry.needs}" if entry.needs else f"cannot import {module}"
        raise ConfigError(f"report {name!r} is not available: {remedy}") from error
