"""What an inventory says in short, drawn from its tables: the same figures for every report."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Sensitivity
from scanner.config import Settings
from scanner.model import COMPLETE_REASONS, Status
from scanner.reports.protocol import Inventory

COUNTS = (
    "people_at_least",
    "people_up_to",
    "people_home_entry_at_least",
    "people_home_entry_up_to",
    "enterable_homes",
)
COVERAGE = (
    "objects",
    "objects_scanned",
    "objects_partly",
    "objects_skipped",
    "objects_failed",
    "objects_read",
    "objects_carried",
    "objects_gone",
    "bytes",
)
# Verdicts of candidates that the evidence of their column speaks against.
_NOT_COUNTED = pa.array(["chance match"])
_COMPLETE = frozenset(reason.value for reason in COMPLETE_REASONS)
_WORST_STATUS = (Status.FAILED.value, Status.SKIPPED.value, Status.PARTLY.value)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EntityTotal:
    """One kind of data over the whole inventory."""

    entity: str
    title: str
    sensitivity: str
    people_at_least: int
    people_up_to: int
    places: int  # locations that hold it directly
    findings: int
    test_data: bool  # only test and sample values were found


@dataclass(frozen=True)
class Summary:
    """An inventory in short. Rows of tables are dicts with the names of `scanner.schema`."""

    inventory: Inventory

    @property
    def complete(self) -> bool:
        """Whether every object was fully examined."""
        return bool(self.inventory.scan["complete"])

    @property
    def targets(self) -> list[str]:
        """What was swept, as canonical uris."""
        return list(cast(list[str], self.inventory.scan["targets"] or []))

    @property
    def controllers(self) -> list[Row]:
        """Counts by controller, most people first; empty where no rule names any."""
        rows = cast(list[Row], self.inventory.scan.get("controllers") or [])
        return sorted(rows, key=lambda row: (-row["people_up_to"], row["controller"]))

    def count(self, field: str) -> int:
        """A total of the scan; 0 where it was not written."""
        return int(cast(int, self.inventory.scan.get(field) or 0))

    def ranked(self, top: int | None = None) -> list[Row]:
        """Locations with findings of their own, what to protect first in front."""
        table = self.inventory.locations
        held = table.filter(table["direct"])
        dull = [name for name in held.column_names if name.endswith("_sketch")]
        ordered = held.drop_columns(dull).sort_by([("rank", "ascending")])
        return cast(list[Row], (ordered if top is None else ordered.slice(0, top)).to_pylist())

    @cached_property
    def entities(self) -> list[EntityTotal]:
        """Kinds of data found at or above the reporting confidence, worst first."""
        table = self.inventory.inventory
        table = table.filter(pc.greater_equal(table["confidence"], self._min_confidence()))
        table = table.filter(pc.invert(pc.is_in(table["verdict"], value_set=_NOT_COUNTED)))
        table = table.append_column("live", pc.equal(table["verdict"], "live"))
        grouped = table.group_by(["entity", "title", "sensitivity"]).aggregate(
            [
                ("location", "count_distinct"),
                ("findings", "sum"),
                ("live", "any"),
            ]
        )
        return sorted(map(self._entity, grouped.to_pylist()), key=_worst_first)

    def _entity(self, row: Row) -> EntityTotal:
        at_least, up_to = self._entity_people.get(row["entity"], (0, 0))
        return EntityTotal(
            row["entity"],
            row["title"],
            row["sensitivity"],
            at_least,
            up_to,
            row["location_count_distinct"],
            row["findings_sum"] or 0,
            not row["live_any"],
        )

    @cached_property
    def _entity_people(self) -> dict[str, tuple[int, int]]:
        rows = cast(list[Row], self.inventory.scan.get("entity_people") or [])
        return {row["entity"]: (row["people_at_least"], row["people_up_to"]) for row in rows}

    def _min_confidence(self) -> float:
        """The reporting confidence of the run, which its settings tell."""
        try:
            settings = json.loads(str(self.inventory.scan.get("settings") or "{}"))
            return float(settings["min_confidence"])
        except (ValueError, KeyError, TypeError):
            return Settings().min_confidence

    @cached_property
    def reasons(self) -> Counter[tuple[str, str]]:
        """How many objects were left out, by status and reason."""
        table = self.inventory.objects
        left = table.filter(pc.not_equal(table["status"], Status.SCANNED.value))
        pairs = zip(left["status"].to_pylist(), left["reason"].to_pylist(), strict=True)
        return Counter((status, reason or "no reason given") for status, reason in pairs)

    @property
    def unexamined_count(self) -> int:
        """Objects whose content may hold something that was not seen."""
        return sum(n for (_, reason), n in self.reasons.items() if reason not in _COMPLETE)

    def unexamined(self, top: int | None = None) -> list[Row]:
        """These objects, those of which nothing was seen in front."""
        wanted = ("uri", "status", "stage", "reason", "detail", "remedy", "size_bytes")
        table = self.inventory.objects.select(wanted)
        left = table.filter(pc.not_equal(table["status"], Status.SCANNED.value))
        rows = [row for row in left.to_pylist() if row["reason"] not in _COMPLETE]
        rows.sort(key=lambda row: (_WORST_STATUS.index(row["status"]), row["uri"]))
        return rows[:top]


def _worst_first(total: EntityTotal) -> tuple[bool, int, int, str]:
    known = {level.name: int(level) for level in Sensitivity}
    return (
        total.test_data,
        -known.get(total.sensitivity, 0),
        -total.people_up_to,
        total.entity,
    )
