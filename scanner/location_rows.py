"""The rows of `locations`: what lies in each place, how urgent it is, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from recognizers.declaration import Entity, UkGdpr
from scanner.classify.priority import LocationFacts, Priority, prioritise_all
from scanner.classify.weights import Weights
from scanner.counted_places import CountedPlace
from scanner.inventory.writer import Row
from scanner.people_rows import entity_rows, harm_rows, raising_rows
from scanner.places import whole
from scanner.verdicts import PlaceVerdict, advice


def location_rows(
    counted: Sequence[CountedPlace],
    verdicts: Mapping[str, Sequence[PlaceVerdict]],
    entities: Mapping[str, Entity],
    weights: Weights,
    swept_at: datetime,
) -> list[Row]:
    """A row for each place, in the order of `rank`. `verdicts`: by location."""
    judged = prioritise_all([_facts(one, swept_at) for one in counted], weights, entities)
    rows = [
        _row(one, verdicts.get(one.place.location, ()), entities)
        | judged_fields(priority, verdicts.get(one.place.location, ()))
        for one, priority in zip(counted, judged, strict=True)
    ]
    return [{"rank": rank, **row} for rank, row in enumerate(sorted(rows, key=_order), start=1)]


def _order(row: Row) -> tuple[bool, int, int, int, str]:
    """Places with findings of their own first, by priority, then homes, then people."""
    return (
        not row["direct"],
        -whole(row["priority"]),
        -whole(row["direct_people_home_entry_up_to"]),
        -whole(row["direct_people_up_to"]),
        str(row["location"]),
    )


def judged_fields(priority: Priority, verdicts: Sequence[PlaceVerdict]) -> Row:
    """The fields that depend on the weights."""
    return {
        "priority": priority.score,
        "band": priority.band,
        "sensitivity": priority.sensitivity,
        "exposure": priority.exposure,
        "reasons": list(priority.reasons),
        "remedies": list(dict.fromkeys([*priority.remedies, *advice(verdicts)])),
    }


def _facts(one: CountedPlace, swept_at: datetime) -> LocationFacts:
    """What is judged: what lies in the place itself; where nothing does, all below it."""
    place, direct = one.place, bool(one.place.direct_entities)
    counts, people = (one.direct, one.direct_people) if direct else (one.all, one.people)
    return LocationFacts(
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
        raising=one.direct_raising if direct else one.raising,
    )


def _row(
    one: CountedPlace,
    verdicts: Sequence[PlaceVerdict],
    entities: Mapping[str, Entity],
) -> Row:
    place = one.place
    known = sorted(
        (entities[name] for name in place.entities if name in entities),
        key=lambda entity: (-entity.sensitivity, entity.name),
    )
    return {
        "location": place.location,
        "parent": place.parent,
        "depth": place.depth,
        "kind": place.kind,
        "objects": place.objects,
        "objects_unexamined": place.unexamined,
        "bytes": place.size,
        "findings": place.findings,
        **asdict(one.all),
        "direct": bool(place.direct_entities),
        "direct_findings": place.direct_findings,
        **{f"direct_{name}": value for name, value in asdict(one.direct).items()},
        "direct_entity_people": entity_rows(one.direct_people),
        "direct_raising": raising_rows(one.direct_raising),
        "direct_test_data": place.direct_test == {True},
        "entities": [entity.name for entity in known],
        "entity_people": entity_rows(one.people),
        "harm_people": harm_rows(one.harms),
        "raising": raising_rows(one.raising),
        "controllers": one.controllers,
        "harms": list(dict.fromkeys(entity.harm.value for entity in known)),
        "special_category": any(e.uk_gdpr is UkGdpr.SPECIAL_CATEGORY for e in known),
        "access": place.access.value,
        "encrypted_at_rest": place.encrypted,
        "test_data": place.test == {True},
        "newest_modified_at": place.newest,
        "verdicts": [asdict(verdict) for verdict in verdicts],
        "people_sketch": one.people_sketch,
        "home_entry_sketch": one.home_entry_sketch,
    }
