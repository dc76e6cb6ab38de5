"""What lies in each location: objects, people and entities, directly in it and below.

Objects are first summed up by the spot they lie in, over arrays; only spots, not objects, are then
added to the places they lie in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.classify.components import Ints
from scanner.classify.groups import Groups, Lists
from scanner.model import Access
from scanner.people_rows import People
from scanner.place_kinds import kind_of
from scanner.spots import ACCESS_ORDER, Spot, is_table, spots_of


@dataclass(slots=True)
class Place:
    """What lies in one location; `direct` in it, the rest in it and below."""

    location: str
    parent: str
    depth: int
    kind: str  # see `place_kinds`
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
    controllers: Counter[str] = field(default_factory=Counter)  # objects of each
    direct_controllers: Counter[str] = field(default_factory=Counter)
    entities: set[str] = field(default_factory=set)
    direct_entities: set[str] = field(default_factory=set)

    def add(self, spot: Spot, *, direct: bool) -> None:
        """Counts what lies in a spot, which is this place or lies below it."""
        self.objects += spot.objects
        self.unexamined += spot.unexamined
        self.size += spot.size
        self.findings += spot.findings
        self.access = max(self.access, spot.access, key=ACCESS_ORDER.index)
        if spot.newest is not None and (self.newest is None or spot.newest > self.newest):
            self.newest = spot.newest
        if spot.encrypted is not None:
            self.encrypted = spot.encrypted and self.encrypted is not False
        self.test |= spot.test
        self.controllers.update(spot.controllers)
        self.entities |= spot.entities
        if direct:
            self.direct_findings += spot.findings
            self.direct_test |= spot.test
            self.direct_controllers.update(spot.controllers)
            self.direct_entities |= spot.entities


@dataclass(frozen=True, slots=True)
class Places:
    """All locations, and the rows of `people` in each."""

    every: list[Place]
    _spots: Lists  # of each place
    _direct: Lists  # those that are the place itself
    _rows: Lists  # of each spot

    def lengths(self) -> Ints:
        """How many rows of people each place has in it and below."""
        spots, which = self._spots.of(np.arange(len(self.every), dtype=np.int64))
        lengths = np.zeros(len(self.every), np.int64)
        np.add.at(lengths, which, self._rows.lengths(spots))
        return lengths

    def people(self, part: slice, *, direct: bool = False) -> Groups:
        """The people of some places, in them and below; or directly in them."""
        numbers = np.arange(len(self.every), dtype=np.int64)[part]
        spots, place = (self._direct if direct else self._spots).of(numbers)
        rows, spot = self._rows.of(spots)
        return Groups(rows, place[spot], len(numbers))


def places_of(objects: pa.Table, found: pa.Table, people: People, confidence: float) -> Places:
    """All locations of the objects, up to their targets. `found`: rows of `inventory`."""
    spots = spots_of(objects, found, confidence)
    formats = _formats_of_places(objects)
    places: dict[str, Place] = {}
    numbers: dict[str, int] = {}
    lies_in: list[tuple[int, int, bool]] = []
    for number, spot in enumerate(spots.every):
        for level, (location, parent, depth) in enumerate(_ancestors(spot)):
            if location not in places:
                kind = kind_of(location, spot.source, formats.get(location))
                numbers[location] = len(places)
                places[location] = Place(location, parent, depth, kind)
            places[location].add(spot, direct=level == 0)
            lies_in.append((numbers[location], number, level == 0))
    place, inner, direct = np.array(lies_in, np.int64).reshape(-1, 3).T
    held = people.of_each(objects["uri"])
    return Places(
        list(places.values()),
        Lists(place, inner, len(places)),
        Lists(place[direct == 1], inner[direct == 1], len(places)),
        Lists(spots.of_object[held.group], held.rows, len(spots.every)),
    )


def _formats_of_places(objects: pa.Table) -> dict[str, str]:
    """The objects that are places themselves, since others lie in them, with their formats."""
    holds = pc.is_in(objects["uri"], value_set=pc.unique(objects["parent_uri"]))
    held = objects.filter(pc.or_(holds, is_table(objects)))
    formats = pc.fill_null(held["format"], "").to_pylist()
    return dict(zip(held["uri"].to_pylist(), formats, strict=True))


def _ancestors(spot: Spot) -> Iterator[tuple[str, str, int]]:
    """The location of a spot and all above it up to the target, with parent and depth."""
    chain = [spot.location]
    while chain[-1] != spot.container and chain[-1].startswith(spot.container):
        above = chain[-1].rsplit("/", 1)[0]
        # Members of an archive lie in the archive, which lies in its folder.
        chain.append(above.removesuffix("!") if above.endswith("!") else _outside(above))
    for index, location in enumerate(chain):
        parent = chain[index + 1] if index + 1 < len(chain) else ""
        yield location, parent, len(chain) - 1 - index


def _outside(location: str) -> str:
    """A folder inside an archive stands for the archive."""
    return location.rsplit("!/", 1)[0] if "!/" in location else location


def whole(value: object) -> int:
    """A count out of a row; 0 where there is none."""
    return value if isinstance(value, int) else 0
