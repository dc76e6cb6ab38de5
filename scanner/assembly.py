"""From the rows of objects to an inventory: people linked, places counted and ranked.

Like `pipeline` for one object, this knows all rooms for the whole sweep. It reads no source, so
inventories can be merged, reviewed and ranked again through it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

import pyarrow as pa

from recognizers.declaration import Entity
from scanner.classify.weights import Weights
from scanner.fields import leaks
from scanner.inventory.writer import Row, batches
from scanner.location_rows import location_rows
from scanner.marks import NO_MARKS, Marks, is_wrong
from scanner.model import Status
from scanner.people_rows import People, entity_rows
from scanner.places import Place, places_of, whole
from scanner.reviewed import objects_recounted, people_counted
from scanner.schema import TABLES
from scanner.verdicts import verdicts_of


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
    before = list(batches(rows["inventory"]))
    found = marks.applied(before)
    people = People(people_counted(rows["people"], found, entities, confidence))
    recounted = objects_recounted(batches(rows["objects"]), before, found, confidence)
    objects = [row | asdict(people.count(people.of_object(str(row["uri"])))) for row in recounted]
    places = places_of(objects, found, people, confidence)
    leaking = leaks(found, entities, confidence)
    verdicts = verdicts_of(places, people, leaking, entities, swept_at)
    locations = location_rows(places.values(), people, verdicts, entities, weights, swept_at)
    totals = (
        _totals(objects) | _everyone(people, places) | {"marked_wrong": sum(map(is_wrong, found))}
    )
    return {
        "scans": _table("scans", [scan | totals]),
        "objects": _table("objects", objects, "uri", "top_key"),
        "inventory": _table("inventory", found, "uri", "top_key", "part", "column", "entity"),
        "people": _sorted(rows["people"], "uri", "top_key"),
        "locations": _table("locations", locations, "rank"),
    }


def _table(name: str, rows: Sequence[Row], *order: str) -> pa.Table:
    return _sorted(pa.Table.from_pylist(rows, TABLES[name]), *order)


def _sorted(table: pa.Table, *order: str) -> pa.Table:
    return table.sort_by([(column, "ascending") for column in order]) if order else table


def _totals(objects: Sequence[Row]) -> Row:
    by_status = dict.fromkeys(Status, 0)
    for row in objects:
        by_status[Status(row["status"])] += 1
    return {
        "objects": len(objects),
        "objects_scanned": by_status[Status.SCANNED],
        "objects_partly": by_status[Status.PARTLY],
        "objects_skipped": by_status[Status.SKIPPED],
        "objects_failed": by_status[Status.FAILED],
        "bytes": sum(whole(row["size_bytes"]) for row in objects if not row["parent_uri"]),
        "complete": by_status[Status.SCANNED] == len(objects),
        "findings": sum(whole(row["findings"]) for row in objects),
    }


def _everyone(people: People, places: Mapping[str, Place]) -> Row:
    names = {name for place in places.values() for name in place.entities}
    controllers = {name for place in places.values() for name in place.controllers}
    rows, objects = people.everybody, _objects_of(places)
    return asdict(people.count(rows)) | {
        "entity_people": entity_rows(people.by_entity(rows, names)),
        "controllers": people.by_controller(rows, objects) if controllers else [],
    }


def _objects_of(places: Mapping[str, Place]) -> Counter[str]:
    """Objects of each controller in all places, each counted where it lies."""
    named: Counter[str] = Counter()
    for place in places.values():
        named += place.direct_controllers
    return named
