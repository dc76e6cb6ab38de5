"""From the shards of a sweep to its inventory: people linked, places counted and ranked.

Like `pipeline` for one object, this knows all rooms for the whole sweep.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from recognizers.declaration import Entity, UkGdpr
from scanner.classify.people import Counts, Person, count, link, sketch
from scanner.classify.priority import LocationFacts, Priority, prioritise
from scanner.classify.subjects import Subject, is_strong
from scanner.classify.weights import Weights
from scanner.inventory.writer import Row, Writer, batches
from scanner.model import Access, Status
from scanner.schema import TABLES

Pair = tuple[Subject, Person]

_ACCESS_ORDER = [
    Access.UNKNOWN,
    Access.RESTRICTED,
    Access.GROUP,
    Access.EVERYONE_INTERNAL,
    Access.PUBLIC,
]


@dataclass(slots=True)
class _Place:
    """What lies in one location; `direct` in it, the rest in it and below."""

    location: str
    parent: str
    depth: int
    is_archive: bool
    objects: int = 0
    unexamined: int = 0
    size: int = 0
    findings: int = 0
    direct_findings: int = 0
    access: Access = Access.UNKNOWN
    encrypted: bool | None = None
    newest: datetime | None = None
    test: set[bool] = field(default_factory=set)  # of the objects with findings
    direct_test: set[bool] = field(default_factory=set)
    pairs: list[Pair] = field(default_factory=list)
    direct_pairs: list[Pair] = field(default_factory=list)
    entities: set[str] = field(default_factory=set)
    direct_entities: set[str] = field(default_factory=set)


def assemble(
    writer: Writer, scan: Row, entities: Mapping[str, Entity], weights: Weights, confidence: float
) -> dict[str, pa.Table]:
    """The four tables. `scan` holds what only the run knows; its totals are filled in here.

    `confidence`: findings below it are kept in `inventory` and counted nowhere else.
    """
    people = list(batches(writer.rows("people")))
    subjects = [_subject(row) for row in people]
    linked = list(zip(subjects, link(subjects), strict=True))
    by_uri: dict[str, list[Pair]] = defaultdict(list)
    for row, pair in zip(people, linked, strict=True):
        by_uri[str(row["uri"])].append(pair)
    objects = [
        row | asdict(count(by_uri[str(row["uri"])])) for row in batches(writer.rows("objects"))
    ]
    found = list(batches(writer.rows("inventory")))
    places = _places(objects, found, by_uri, confidence)
    swept_at = scan["finished_at"]
    assert isinstance(swept_at, datetime)
    locations = _ranked(
        [_location_row(place, entities, weights, swept_at) for place in places.values()]
    )
    return {
        "scans": _table("scans", [scan | _totals(objects) | _everyone(linked, places)]),
        "objects": _table("objects", objects, "uri"),
        "inventory": _table("inventory", found, "uri", "part", "column", "entity"),
        "locations": _table("locations", locations, "rank"),
    }


def _table(name: str, rows: list[Row], *order: str) -> pa.Table:
    table = pa.Table.from_pylist(rows, TABLES[name])
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
        "bytes": sum(_int(row["size_bytes"]) for row in objects if not row["parent_uri"]),
        "complete": by_status[Status.SCANNED] == len(objects),
        "findings": sum(_int(row["findings"]) for row in objects),
    }


def _everyone(linked: list[Pair], places: Mapping[str, _Place]) -> Row:
    names = {name for place in places.values() for name in place.entities}
    return asdict(count(linked)) | {"entity_people": _entity_rows(_by_entity(linked, names))}


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _places(
    objects: list[Row], found: list[Row], by_uri: Mapping[str, list[Pair]], confidence: float
) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    entities: dict[str, set[str]] = defaultdict(set)
    for row in found:
        if float(str(row["confidence"])) >= confidence:
            entities[str(row["uri"])].add(str(row["entity"]))
    for row in objects:
        uri = str(row["uri"])
        for level, (location, parent, depth) in enumerate(_ancestors(row)):
            place = places.get(location)
            if place is None:
                place = places[location] = _Place(
                    location, parent, depth, is_archive=level == 0 and bool(row["parent_uri"])
                )
            _add(place, row, by_uri.get(uri, []), entities[uri], direct=level == 0)
    return places


def _ancestors(row: Row) -> Iterator[tuple[str, str, int]]:
    """The location of an object and all above it up to the target, with parent and depth."""
    chain = [str(row["location"])]
    root = str(row["container"])
    while chain[-1] != root and chain[-1].startswith(root):
        above = chain[-1].rsplit("/", 1)[0]
        # Members of an archive lie in the archive, which lies in its folder.
        chain.append(above.removesuffix("!") if above.endswith("!") else _outside(above))
    for index, location in enumerate(chain):
        parent = chain[index + 1] if index + 1 < len(chain) else ""
        yield location, parent, len(chain) - 1 - index


def _outside(location: str) -> str:
    """A folder inside an archive stands for the archive."""
    return location.rsplit("!/", 1)[0] if "!/" in location else location


def _add(place: _Place, row: Row, pairs: list[Pair], entities: set[str], *, direct: bool) -> None:
    place.objects += 1
    place.unexamined += row["status"] != Status.SCANNED.value
    place.size += 0 if row["parent_uri"] else _int(row["size_bytes"])
    place.findings += _int(row["findings"])
    place.pairs.extend(pairs)
    place.entities |= entities
    access = Access(row["access"])
    place.access = max(place.access, access, key=_ACCESS_ORDER.index)
    modified = row["modified_at"]
    if isinstance(modified, datetime) and (place.newest is None or modified > place.newest):
        place.newest = modified
    if row["encrypted_at_rest"] is not None:
        place.encrypted = bool(row["encrypted_at_rest"]) and place.encrypted is not False
    if entities:
        place.test.add(bool(row["test_data"]))
    if direct:
        place.direct_findings += _int(row["findings"])
        place.direct_pairs.extend(pairs)
        place.direct_entities |= entities
        if entities:
            place.direct_test.add(bool(row["test_data"]))


def _location_row(
    place: _Place, entities: Mapping[str, Entity], weights: Weights, swept_at: datetime
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
    place: _Place,
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
            -_int(row["priority"]),
            -_int(row["direct_people_home_entry_up_to"]),
            -_int(row["direct_people_up_to"]),
            str(row["location"]),
        )

    ordered = sorted(rows, key=order)
    return [{"rank": index, **row} for index, row in enumerate(ordered, start=1)]
