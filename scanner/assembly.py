"""From the rows of objects to an inventory: people linked, places counted and ranked.

Like `pipeline` for one object, this knows all rooms for the whole sweep. It reads no source, so
inventories can be merged, reviewed and ranked again through it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Entity, Role
from scanner.classify.components import Ints
from scanner.classify.weights import Weights
from scanner.counted_places import counted, harms_of
from scanner.fields import Leak, leaks
from scanner.inventory.writer import Row
from scanner.location_rows import location_rows
from scanner.marks import NO_MARKS, Marks
from scanner.model import Status
from scanner.people_rows import People, entity_rows, harm_rows
from scanner.places import Place, places_of
from scanner.reviewed_tables import reviewed
from scanner.schema import TABLES
from scanner.verdicts import verdicts_of

# All that tells a leak, so that the rest of a long table need not become Python objects.
_OF_LEAKS: Final = (
    "uri", "location", "part", "column", "entity", "title", "evidence", "verdict", "confidence",
    "findings", "people_up_to",
)  # fmt: skip


def assemble(
    rows: Mapping[str, pa.Table],
    scan: Row,
    entities: Mapping[str, Entity],
    weights: Weights,
    confidence: float,
    marks: Marks = NO_MARKS,
) -> dict[str, pa.Table]:
    """The tables of `scanner.schema`, `gone` left out, from those written object by object.

    `scan` holds what only the run knows; its totals are filled in here. `confidence`: findings
    below it are kept in `inventory` and counted nowhere else; so are those that `marks` call wrong.
    """
    swept_at = scan["finished_at"]
    assert isinstance(swept_at, datetime)
    counts = reviewed(rows, entities, marks, confidence)
    people = People(counts.people)
    objects = _counted(counts.objects, people.counts_of(people.of_each(counts.objects["uri"])))
    places = places_of(objects, counts.found, people, confidence)
    told = counted(places, people, entities)
    verdicts = verdicts_of(told, _leaks(counts.found, entities, confidence), entities, swept_at)
    locations = location_rows(told, verdicts, entities, weights, swept_at)
    totals = (
        _totals(objects)
        | _everyone(people, places.every, entities)
        | {"marked_wrong": counts.wrong}
    )
    return {
        "scans": pa.Table.from_pylist([scan | totals], TABLES["scans"]),
        "objects": _sorted("objects", objects, "uri", "top_key"),
        "inventory": _sorted(
            "inventory", counts.found, "uri", "top_key", "part", "column", "entity"
        ),
        "people": _sorted("people", rows["people"], "uri", "top_key"),
        "locations": pa.Table.from_pylist(locations, TABLES["locations"]),
    }


def _sorted(name: str, table: pa.Table, *order: str) -> pa.Table:
    ordered = table.sort_by([(column, "ascending") for column in order])
    return pa.table(ordered.columns, schema=TABLES[name])


def _counted(objects: pa.Table, counts: Mapping[str, Ints]) -> pa.Table:
    for name, column in counts.items():
        objects = objects.set_column(objects.column_names.index(name), name, pa.array(column))
    return objects


def _leaks(found: pa.Table, entities: Mapping[str, Entity], confidence: float) -> list[Leak]:
    secrets = [name for name, entity in entities.items() if entity.role is Role.HOME_SECRET]
    held = found.filter(pc.is_in(found["entity"], value_set=pa.array(secrets, pa.string())))
    return leaks(held.select(_OF_LEAKS).to_pylist(), entities, confidence)


def _totals(objects: pa.Table) -> Row:
    counted = pc.value_counts(objects["status"]).to_pylist()
    by_status = {Status(one["values"]): int(one["counts"]) for one in counted}
    top = objects.filter(pc.equal(pc.fill_null(objects["parent_uri"], ""), ""))
    return {
        "objects": len(objects),
        "objects_scanned": by_status.get(Status.SCANNED, 0),
        "objects_partly": by_status.get(Status.PARTLY, 0),
        "objects_skipped": by_status.get(Status.SKIPPED, 0),
        "objects_failed": by_status.get(Status.FAILED, 0),
        "bytes": pc.sum(top["size_bytes"]).as_py() or 0,
        "complete": by_status.get(Status.SCANNED, 0) == len(objects),
        "findings": pc.sum(objects["findings"]).as_py() or 0,
    }


def _everyone(people: People, places: Sequence[Place], entities: Mapping[str, Entity]) -> Row:
    names = {name for place in places for name in place.entities}
    rows, objects = people.everybody, _objects_of(places)
    return asdict(people.count(rows)) | {
        "entity_people": entity_rows(people.by_entity(rows, names)),
        "harm_people": harm_rows(people.by_kind(rows, harms_of(names, entities))),
        "controllers": people.by_controller(rows, objects) if objects else [],
    }


def _objects_of(places: Iterable[Place]) -> Counter[str]:
    """Objects of each controller in all places, each counted where it lies."""
    named: Counter[str] = Counter()
    for place in places:
        named += place.direct_controllers
    return named
