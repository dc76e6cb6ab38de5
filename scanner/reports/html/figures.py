"""The figures behind the charts: small tables, drawn and also told as tables."""

from collections import Counter
from datetime import datetime
from itertools import product
from typing import Any

import pyarrow.compute as pc

from scanner.reports.html.drawing import MARK
from scanner.reports.html.wording import counted, people
from scanner.reports.plain import clean, place
from scanner.reports.summary import EntityTotal, Row, Summary

STEPS = ("0–19", "20–39", "40–59", "60–79", "80–100")
_STEP = 20  # points
_AGES = (1, 2, 3, 6)  # years, ends of the spans
_DAYS = 365.25
OPENS, OTHER = "opens a home", "other personal data"
_PLACES, _KINDS = 10, 14  # rows and columns that can be read at a glance


def step(points: int | None) -> int:
    """Which of `STEPS` so many points fall into."""
    return min((points or 0) // _STEP, len(STEPS) - 1)


def risk_grid(ranked: list[Row]) -> list[Row]:
    """How many places fall into each field of sensitivity by exposure, empty ones too."""
    found = Counter((step(row.get("sensitivity")), step(row.get("exposure"))) for row in ranked)
    size = range(len(STEPS))
    return [_field(high, wide, found[high, wide]) for high, wide in product(size, size)]


def _field(high: int, wide: int, count: int) -> Row:
    told = f"{counted(count, 'place')}, sensitivity {STEPS[high]}, exposure {STEPS[wide]} points"
    return {
        "sensitivity": STEPS[high],
        "exposure": STEPS[wide],
        "places": count,
        "text": f"{count:,}" if count else "",
        "zone": _zone(high + wide) + ("" if count else "-empty"),
        "said": f"field:{high}-{wide}{MARK}{told}",
    }


def _zone(total: int) -> str:
    """Lower left to upper right, as in a risk matrix."""
    return ("low", "low", "low", "moderate", "moderate", "high", "high", "critical", "critical")[
        total
    ]


def ages(summary: Summary) -> list[Row]:
    """Objects that hold personal data by the years since their last change."""
    table = summary.inventory.objects
    table = table.filter(pc.greater(table["findings"], 0))
    now = summary.inventory.scan.get("finished_at")
    counts: Counter[tuple[int | None, str]] = Counter()
    changed = table["modified_at"].to_pylist()
    homes = table["people_home_entry_up_to"].to_pylist()
    for modified, home in zip(changed, homes, strict=True):
        counts[_span(modified, now), OPENS if home else OTHER] += 1
    spans: list[int | None] = [*range(len(_AGES) + 1)]
    if any(span is None for span, _ in counts):
        spans.append(None)
    return [_age(n, span, kind, counts[span, kind])
            for n, span in enumerate(spans) for kind in (OPENS, OTHER)]  # fmt: skip


def _age(order: int, span: int | None, kind: str, count: int) -> Row:
    words = _span_words(span)
    return {
        "order": order,
        "age": words,
        "kind": kind,
        "objects": count,
        "said": f"{MARK}{words}: {counted(count, 'object')}, {kind}",
    }


def _span(modified: datetime | None, now: Any) -> int | None:
    if modified is None or not isinstance(now, datetime):
        return None
    years = (now - modified).days / _DAYS
    return sum(years >= end for end in _AGES)


def _span_words(span: int | None) -> str:
    if span is None:
        return "not known"
    if span == 0:
        return "under 1 year"
    start = _AGES[span - 1]
    if span == len(_AGES):
        return f"{start} years or more"
    end = _AGES[span]
    return f"{start} to {end} years"


def kinds_by_place(summary: Summary, ranked: list[Row]) -> list[Row]:
    """People by kind of data in the places to protect first."""
    found = [_people_by_kind(row) for row in ranked[:_PLACES]]
    kinds = [kind for kind in summary.entities if any(kind.entity in one for one in found)]
    rows: list[Row] = []
    for row, counts in zip(ranked, found, strict=False):
        name = place(row["location"], summary.targets)
        for order, kind in enumerate(kinds[:_KINDS]):
            rows.append(_held(row["rank"], name, order, kind, counts.get(kind.entity, 0)))
    return rows


def _people_by_kind(row: Row) -> dict[str, int]:
    told = row.get("direct_entity_people") or ()
    return {one["entity"]: one["people_up_to"] for one in told if one["people_up_to"]}


def _held(rank: int, name: str, order: int, kind: EntityTotal, count: int) -> Row:
    title = clean(kind.title)
    return {
        "rank": rank,
        "place": name,
        "order": order,
        "kind": title,
        "sensitivity": kind.sensitivity,
        "people": count,
        "text": f"{count:,}" if count else "",
        "said": f"rank:{rank}{MARK}{name}: {title}, up to {people(count)}",
    }
