"""The estate as areas: each cell a place with all below it, as large as people are many."""

import heapq
from collections import defaultdict
from typing import Any
from urllib.parse import quote

from recognizers.declaration import Harm
from scanner.reports.html.drawing import FONT, MARK
from scanner.reports.html.wording import parted, people
from scanner.reports.plain import place
from scanner.reports.summary import Row, Summary

_COLUMNS = (
    "location",
    "parent",
    "people_up_to",
    "people_home_entry_up_to",
    "harms",
    "direct",
    "direct_people_up_to",
    "direct_people_home_entry_up_to",
)
_HARMS = {harm.value: f"var(--harm-{harm.name.lower().replace('_', '-')})" for harm in Harm}
_ROOM = 44  # pixels across that a word needs
OTHER = "var(--harm-none)"


def cells(summary: Summary, limit: int) -> list[Row]:
    """The estate cut into at most `limit` places that do not overlap, most people first.

    The place with most people is taken apart first, as long as its parts fit.
    """
    rows = summary.inventory.locations.select(list(_COLUMNS)).to_pylist()
    below: dict[str, list[Row]] = defaultdict(list)
    known = {row["location"] for row in rows}
    for row in rows:
        if row["people_up_to"]:
            below[row["parent"] if row["parent"] in known else ""].append(row)
    return [_cell(row, summary.targets) for row in _cut(below, limit)]


def _cut(below: dict[str, list[Row]], limit: int) -> list[Row]:
    waiting = [(-row["people_up_to"], n, row) for n, row in enumerate(below[""])]
    heapq.heapify(waiting)
    whole: list[Row] = []
    count = len(waiting)
    while waiting:
        _, _, row = heapq.heappop(waiting)
        parts = [] if "own" in row else below.get(row["location"], [])
        if row["direct"] and row["direct_people_up_to"] and parts:
            parts = [*parts, _own(row)]
        if not parts or len(whole) + len(waiting) + len(parts) > limit:
            whole.append(row)
            continue
        for part in parts:
            count += 1
            heapq.heappush(waiting, (-part["people_up_to"], count, part))
    return sorted(whole, key=lambda row: -row["people_up_to"])[:limit]


def _own(row: Row) -> Row:
    """What lies directly in a place, beside its parts. It has no parts of its own."""
    return {
        **row,
        "people_up_to": row["direct_people_up_to"],
        "people_home_entry_up_to": row["direct_people_home_entry_up_to"],
        "own": True,
    }


def _cell(row: Row, targets: list[str]) -> Row:
    name = place(row["location"], targets)
    last, before = parted(name)
    harm = next(iter(row["harms"] or ()), "")
    homes = row["people_home_entry_up_to"]
    own = "own" in row
    told = f"{name}{' itself' if own else ''}: up to {people(row['people_up_to'])}"
    told += f", up to {people(homes)} whose home could be entered" if homes else ""
    return {
        "place": f"{name} (itself)" if own else name,
        "label": last,
        "inside": f"in {before}" if before else "",
        "location": row["location"],
        "people": row["people_up_to"],
        "homes": homes,
        "harm": harm,
        "fill": _HARMS.get(harm, OTHER),
        "said": f"{'at' if own else 'below'}:{quote(name, safe='/')}{MARK}{told}",
    }


def treemap(rows: list[Row], width: int, height: int) -> dict[str, Any]:
    """The Vega specification; Vega-Lite has no treemap."""
    leaves = [{"id": f"c{n}", "parent": "all", **row} for n, row in enumerate(rows)]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",  # words left out of small areas take no room
        "data": [
            {
                "name": "tree",
                "values": [{"id": "all"}, *leaves],
                "transform": [
                    {"type": "stratify", "key": "id", "parentKey": "parent"},
                    {
                        "type": "treemap",
                        "field": "people",
                        "sort": {"field": "value", "order": "descending"},
                        "round": True,
                        "ratio": 1.5,
                        "paddingInner": 3,
                        "size": [width, height],
                    },
                ],
            },
            {
                "name": "leaves",
                "source": "tree",
                "transform": [{"type": "filter", "expr": "!datum.children"}],
            },
        ],
        "marks": [
            _areas(),
            _text("label", 20, 600, 26),
            _text("people", 38, 400, 44),
            _text("inside", 56, 400, 64),
        ],
    }


def _areas() -> dict[str, Any]:
    place_of = {"x": "x0", "y": "y0", "x2": "x1", "y2": "y1", "fill": "fill", "description": "said"}
    update = {name: {"field": field} for name, field in place_of.items()}
    return {
        "type": "rect",
        "from": {"data": "leaves"},
        "encode": {"enter": {**update, "cornerRadius": {"value": 4}}},
    }


def _text(field: str, down: int, weight: int, high: int) -> dict[str, Any]:
    """Words in the cells that have room for them, cut to the cell's width."""
    room = f"datum.x1 - datum.x0 > {_ROOM} && datum.y1 - datum.y0 > {high}"
    text = "format(datum.people, ',')" if field == "people" else f"datum.{field}"
    return {
        "type": "text",
        "from": {"data": "leaves"},
        "encode": {
            "enter": {
                "x": {"signal": "datum.x0 + 9"},
                "y": {"signal": f"datum.y0 + {down}"},
                "text": {"signal": f"{room} ? {text} : ''"},
                "limit": {"signal": "datum.x1 - datum.x0 - 18"},
                "font": {"value": FONT},
                "fontSize": {"value": 13},
                "fontWeight": {"value": weight},
                "fill": {"value": "var(--on-harm)"},
                "description": {"field": "said"},
            }
        },
    }
