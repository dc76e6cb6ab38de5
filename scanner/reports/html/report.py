"""Writes the HTML report: gathers what the page says, draws its charts, fills the template."""

from collections.abc import Iterator
from typing import TextIO

from scanner.reports.html import charts, figures
from scanner.reports.html.columns import payload
from scanner.reports.html.drawing import Figure, svg
from scanner.reports.html.page import filled
from scanner.reports.html.treemap import cells, treemap
from scanner.reports.html.view import view
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.summary import Row, Summary

# Drawn twice: a chart scaled down to a telephone has letters nobody can read.
_WIDE, _NARROW = 920, 340
_CELLS_WIDE, _CELLS_NARROW = 32, 12


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the report."""
    summary = Summary(inventory)
    ranked = summary.ranked()
    drawn = {figure.name: figure for figure in _figures(summary, ranked)}
    told = view(summary, ranked, options.top)
    out.write(filled(told, drawn, payload(summary, ranked)))


def _figures(summary: Summary, ranked: list[Row]) -> Iterator[Figure]:
    """The charts that have something to show."""
    if not ranked:
        return
    estate = [cells(summary, limit) for limit in (_CELLS_WIDE, _CELLS_NARROW)]
    yield Figure(
        "estate",
        svg(treemap(estate[0], _WIDE, 380)),
        svg(treemap(estate[1], _NARROW, 420)),
        estate[0],
    )
    grid = figures.risk_grid(ranked)
    yield Figure("risk", svg(charts.risk(grid, 430)), svg(charts.risk(grid, 255)), grid)
    ages = figures.ages(summary)
    yield Figure("age", svg(charts.age(ages, 400)), svg(charts.age(ages, 245)), ages)
    held = figures.kinds_by_place(summary, ranked)
    yield Figure(
        "kinds", svg(charts.kinds_wide(held, 660)), svg(charts.kinds_narrow(held, 172)), held
    )
