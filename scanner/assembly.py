"""From the shards of a sweep to its inventory: people linked, places counted and ranked.

Like `pipeline` for one object, this knows all rooms for the whole sweep.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pyarrow as pa

from recognizers.declaration import Entity, UkGdpr
from scanner.classify.people import Counts, Person, count, link, sketch
from scanner.classify.priority import LocationFacts, Priority, prioritise
from scanner.classify.subjects import Subject, is_strong
from scanner.classify.weights import Weights
from scanner.inventory.writer import Row, batches
from scanner.model import Status
from scanner.places import Pair, Place, places_of, whole
from scanner.schema import TABLES


def assemble(
    rows: Mapping[str, pa.Table],
    scan: Row,
    entities: Mapping[str, Entity],
    weights: Weights,
    confidence: float,
) -> dict[str, pa.Table]:
    """The tables of `scanner.schema`, `gone` left out, from those written object by object.

    `scan` holds what only the run knows; its totals are filled in here. `confidence`: findings
    below it are kept in `inventory` and counted nowhere else.
    """
    people = list(batches(rows["people"]))
    subjects = [_subject(row) for row in people]
    linked = list(zip(subjects, link(subjects), strict=True))
    by_uri: dict[str, list[Pair]] = defaultdict(list)
    for row, pair in zip(people, linked, strict=True):
        by_uri[str(row["uri"])].append(pair)
    objects = [row | asdict(count(by_uri[str(row["uri"])])) for row in batches(rows["objects"])]
    found = list(batches(rows["inventory"]))
    places = places_of(objects, found, by_uri, confidence)
    swept_at = scan["finished_at"]
    assert isinstance(swept_at, datetime)
    locations = _ranked(
        [_location_row(place, entities, weights, swept_at) for place in places.values()]
    )
    return {
        "scans": _table("scans", [scan | _totals(objects) | _everyone(linked, places)]),
        "objects": _table("objects", objects, "uri", "top_key"),
        "inventory": _table("inventory", found, "uri", "top_key", "part", "column", "entity"),
        "people": _sorted(rows["people"], "uri", "top_key"),
        "locations": _table("locations", locations, "rank"),
    }


def _table(name: str, rows: list[Row], *order: str) -> pa.Table:
    return _sorted(pa.Table.from_pylist(rows, TABLES[name]), *order)


def _sorted(table: pa.Table, *order: str) -> pa.Table:
    return table.sort_by([(column, "ascending") for column in order]) if order else table


def _subject(row: Row) -> Subject:
    def values(name: str) -> Sequence[Any]:
        found = row[name]
        assert isinstance(found, Sequence)
        return found

    return Subject(
        keys=tuple(values("keys")),
        also_called=tuple(values("also_called")),
        records=tuple(values("records")),
        entities=set(values("entities")),
        home_entry=bool(row["home_entry"]),
        enterable=bool(row["enterable"]),
        test=bool(row["test"]),
        controllers=set(values("controllers")),
    )


def _totals(objects: list[Row]) -> Row:
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


def _everyone(linked: list[Pair], places: Mapping[str, Place]) -> Row:
    names = {name for place in places.values() for name in place.entities}
    controllers = {name for place in places.values() for name in place.controllers}
    return asdict(count(linked)) | {
        "entity_people": _entity_rows(_by_entity(linked, names)),
        "controllers": _by_controller(linked, _objects_of(places)) if controllers else [],
    }


def _objects_of(places: Mapping[str, Place]) -> Counter[str]:
    """Objects of each controller in all places, each counted where it lies."""
    whole: Counter[str] = Counter()
    for place in places.values():
        whole += place.direct_controllers
    return whole


def _by_controller(pairs: Iterable[Pair], objects: Mapping[str, int]) -> list[Row]:
    """The counts of people split by controller; those of nobody under an empty name."""
    split: dict[str, list[Pair]] = {name: [] for name in objects}
    for pair in pairs:
        for name in pair[0].controllers or {""}:
            split.setdefault(name, []).append(pair)
    return [
        {"controller": name, "objects": objects.get(name, 0), **asdict(count(split[name]))}
        for name in sorted(split)
        if name or split[name]
    ]


def _location_row(
    place: Place, entities: Mapping[str, Entity], weights: Weights, swept_at: datetime
) -> Row:
    counts, direct_counts = count(place.pairs), count(place.direct_pairs)
    direct = bool(place.direct_entities)
    priority = _priority(
        place, direct, direct_counts if direct else counts, entities, weights, swept_at
    )
    known = sorted(
        (entities[name] for name in place.entities if name in entities),
        key=lambda entity: (-entity.sensitivity, entity.name),
    )
    return {
        "location": place.location,
        "parent": place.parent,
        "depth": place.depth,
        "kind": "archive" if place.is_archive else "folder",
        "objects": place.objects,
        "objects_unexamined": place.unexamined,
        "bytes": place.size,
        "findings": place.findings,
        **asdict(counts),
        "direct": direct,
        "direct_findings": place.direct_findings,
        **{f"direct_{name}": value for name, value in asdict(direct_counts).items()},
        "entities": [entity.name for entity in known],
        "entity_people": _entity_rows(_by_entity(place.pairs, place.entities)),
        "controllers": _by_controller(place.pairs, place.controllers) if place.controllers else [],
        "harms": list(dict.fromkeys(entity.harm.value for entity in known)),
        "special_category": any(e.uk_gdpr is UkGdpr.SPECIAL_CATEGORY for e in known),
        "access": place.access.value,
        "test_data": place.test == {True},
        "newest_modified_at": place.newest,
        "priority": priority.score,
        "band": priority.band,
        "reasons": list(priority.reasons),
        "remedies": list(priority.remedies),
        "people_sketch": sketch(sorted({p.key for s, p in place.pairs if _somebody(s, p)})),
        "home_entry_sketch": sketch(
            sorted({p.key for s, p in place.pairs if _somebody(s, p) and s.home_entry})
        ),
    }


def _by_entity(pairs: Iterable[Pair], names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """For each entity the people whose record holds it: at least, up to."""
    sure: dict[str, set[int]] = {name: set() for name in names}
    everyone: dict[str, set[int]] = {name: set() for name in sure}
    for subject, person in pairs:
        if _somebody(subject, person):
            for name in subject.entities & sure.keys():
                everyone[name].add(person.key)
                if is_strong(subject.keys[0]):
                    sure[name].add(person.key)
    return {name: (len(sure[name]), len(everyone[name])) for name in sorted(sure)}


def _entity_rows(people: Mapping[str, tuple[int, int]]) -> list[Row]:
    return [
        {"entity": name, "people_at_least": at_least, "people_up_to": up_to}
        for name, (at_least, up_to) in people.items()
    ]


def _somebody(subject: Subject, person: Person) -> bool:
    return person.counted and not subject.test


def _priority(
    place: Place,
    direct: bool,
    counts: Counts,
    entities: Mapping[str, Entity],
    weights: Weights,
    swept_at: datetime,
) -> Priority:
    pairs = place.direct_pairs if direct else place.pairs
    people = _by_entity(pairs, place.direct_entities if direct else place.entities)
    facts = LocationFacts(
        people_at_least=counts.people_at_least,
        people_up_to=counts.people_up_to,
        people_home_entry_up_to=counts.people_home_entry_up_to,
        enterable_homes=counts.enterable_homes,
        entity_people={name: up_to for name, (_, up_to) in people.items()},
        access=place.access,
        encrypted_at_rest=place.encrypted,
        newest_modified_at=place.newest,
        swept_at=swept_at,
        test_data=(place.direct_test if direct else place.test) == {True},
        direct=direct,
    )
    return prioritise(facts, weights, entities)


def _ranked(rows: list[Row]) -> list[Row]:
    """Places with findings of their own first, by priority, then homes, then people."""

    def order(row: Row) -> tuple[bool, int, int, int, str]:
        return (
            not row["direct"],
            -whole(row["priority"]),
            -whole(row["direct_people_home_entry_up_to"]),
            -whole(row["direct_people_up_to"]),
            str(row["location"]),
        )

    ordered = sorted(rows, key=order)
    return [{"rank": index, **row} for index, row in enumerate(ordered, start=1)]
