"""Which objects the page lists, and what each of them holds."""

import json
from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from scanner.config import Settings
from scanner.model import COMPLETE_REASONS, Status
from scanner.reports.summary import Summary

MAX_OBJECTS = 50_000
_ORDER = [
    ("people_home_entry_up_to", "descending"),
    ("people_up_to", "descending"),
    ("uri", "ascending"),
]
_COMPLETE = pa.array([reason.value for reason in COMPLETE_REASONS])


def listed(summary: Summary) -> Any:
    """Objects that hold something, or may hold something unseen; an Arrow mask."""
    table = summary.inventory.objects
    unseen = pc.not_equal(table["status"], Status.SCANNED.value)
    whole = pc.is_in(table["reason"], value_set=_COMPLETE)
    return pc.or_(pc.greater(table["findings"], 0), pc.and_(unseen, pc.invert(whole)))


def worth_listing(summary: Summary) -> int:
    """How many these are."""
    return int(pc.sum(listed(summary)).as_py() or 0)


def kept_objects(summary: Summary) -> Any:
    """The rows of these, homes and people first, at most `MAX_OBJECTS`."""
    table = summary.inventory.objects.filter(listed(summary))
    return table.sort_by(_ORDER).slice(0, MAX_OBJECTS)


def kinds_of(summary: Summary, uris: Any) -> dict[str, list[str]]:
    """The kinds of data in each of these objects, as `Summary.entities` counts and orders them."""
    table = summary.inventory.inventory
    chance = pc.equal(table["verdict"], "chance match")
    sure = pc.greater_equal(table["confidence"], _min_confidence(summary))
    table = table.filter(pc.and_(sure, pc.invert(chance))).select(["uri", "entity"])
    table = table.filter(pc.is_in(table["uri"], value_set=uris.combine_chunks()))
    worst = {total.entity: n for n, total in enumerate(summary.entities)}
    found: dict[str, list[str]] = defaultdict(list)
    for row in table.group_by(["uri", "entity"]).aggregate([]).to_pylist():
        found[row["uri"]].append(row["entity"])
    return {uri: sorted(names, key=lambda name: worst.get(name, 0)) for uri, names in found.items()}


def _min_confidence(summary: Summary) -> float:
    try:
        return float(json.loads(str(summary.inventory.scan["settings"]))["min_confidence"])
    except (ValueError, KeyError, TypeError):
        return Settings().min_confidence
