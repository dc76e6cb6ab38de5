"""How many people each place concerns: in it and below, directly in it, by entity and controller.

All places are counted together, a portion at a time, so the cost is that of the people in them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

import numpy as np

from recognizers.declaration import Entity
from scanner.classify.components import Ints
from scanner.classify.groups import Groups, few
from scanner.classify.people import Counts, sketch
from scanner.inventory.writer import Row
from scanner.people_rows import ByEntity, People
from scanner.places import Place, Places


@dataclass(frozen=True, slots=True)
class CountedPlace:
    """One place with the counts of all that lies in it and below, and directly in it."""

    place: Place
    all: Counts
    direct: Counts
    people: ByEntity
    direct_people: ByEntity
    harms: ByEntity
    raising: dict[str, int]  # fact -> people, up to
    direct_raising: dict[str, int]
    controllers: list[Row]
    direct_keys: Ints  # of whom what lies directly in it may concern; sorted
    people_sketch: bytes
    home_entry_sketch: bytes


def counted(places: Places, people: People, entities: Mapping[str, Entity]) -> list[CountedPlace]:
    """The counts of every place, in their order."""
    parts = few(places.lengths())
    return [one for part in parts for one in _counted(places, people, part, entities)]


def harms_of(names: Iterable[str], entities: Mapping[str, Entity]) -> dict[str, str]:
    """The harm of each of these entities."""
    return {name: entities[name].harm.value for name in names if name in entities}


def _counted(
    places: Places, people: People, part: slice, entities: Mapping[str, Entity]
) -> Iterator[CountedPlace]:
    some = places.every[part]
    every, direct = places.people(part), places.people(part, direct=True)
    columns = zip(
        some,
        _rows_of(people.counts_of(every)),
        _rows_of(people.counts_of(direct)),
        people.by_entity_of(every, [place.entities for place in some]),
        people.by_entity_of(direct, [place.direct_entities for place in some]),
        people.by_kind_of(every, [harms_of(place.entities, entities) for place in some]),
        people.raising_of(every),
        people.raising_of(direct),
        _by_controller(people, every, some),
        people.keys_of(direct),
        map(sketch, people.keys_of(every)),
        map(sketch, people.keys_of(every, home=True)),
        strict=True,
    )
    yield from starmap(CountedPlace, columns)


def _by_controller(people: People, groups: Groups, places: Sequence[Place]) -> list[list[Row]]:
    named = np.array([bool(place.controllers) for place in places])
    if not named.any():
        return [[] for _ in places]
    split = people.by_controller_of(
        groups.where(named[groups.group]), [place.controllers for place in places]
    )
    return [rows if place.controllers else [] for rows, place in zip(split, places, strict=True)]


def _rows_of(columns: dict[str, Ints]) -> Iterator[Counts]:
    for values in np.stack(list(columns.values()), axis=1).tolist():
        yield Counts(**dict(zip(columns, values, strict=True)))
