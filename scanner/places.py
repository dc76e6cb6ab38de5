"""What lies in each location: objects, people and entities, directly in it and below."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from scanner.classify.components import Ints
from scanner.inventory.writer import Row
from scanner.model import Access, Status
from scanner.people_rows import People, together
from scanner.place_kinds import DATABASES, kind_of

_ACCESS_ORDER = [
    Access.UNKNOWN,
    Access.RESTRICTED,
    Access.GROUP,
    Access.EVERYONE_INTERNAL,
    Access.PUBLIC,
]


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
    held: list[Ints] = field(default_factory=list)  # rows of `people`, object by object
    direct_held: list[Ints] = field(default_factory=list)
    controllers: Counter[str] = field(default_factory=Counter)  # objects of each
    direct_controllers: Counter[str] = field(default_factory=Counter)
    entities: set[str] = field(default_factory=set)
    direct_entities: set[str] = field(default_factory=set)

    @property
    def people(self) -> Ints:
        """Rows of `people`, of all that lies in it and below."""
        return together(self.held)

    @property
    def direct_people(self) -> Ints:
        """Those of what lies in the place itself."""
        return together(self.direct_held)


def places_of(
    objects: list[Row], found: list[Row], people: People, confidence: float
) -> dict[str, Place]:
    """All locations of the objects, up to their targets. `found`: rows of `inventory`."""
    places: dict[str, Place] = {}
    entities: dict[str, set[str]] = defaultdict(set)
    for row in found:
        if float(str(row["confidence"])) >= confidence:
            entities[str(row["uri"])].add(str(row["entity"]))
    formats = _formats_of_places(objects)
    for row in objects:
        uri = str(row["uri"])
        for level, (location, parent, depth) in enumerate(_ancestors(row)):
            place = places.get(location)
            if place is None:
                kind = kind_of(location, str(row["source"]), formats.get(location))
                place = places[location] = Place(location, parent, depth, kind)
            _add(place, row, people.of_object(uri), entities[uri], direct=level == 0)
    return places


def _is_table(row: Row) -> bool:
    """A table is an object, and the place of its rows."""
    return row["source"] == DATABASES and not row["parent_uri"]


def _formats_of_places(objects: list[Row]) -> dict[str, str]:
    """The objects that are places themselves, since others lie in them, with their formats."""
    holders = {str(row["parent_uri"]) for row in objects}
    return {
        uri: str(row["format"] or "")
        for row in objects
        if (uri := str(row["uri"])) in holders or _is_table(row)
    }


def _ancestors(row: Row) -> Iterator[tuple[str, str, int]]:
    """The location of an object and all above it up to the target, with parent and depth."""
    chain = [str(row["uri"] if _is_table(row) else row["location"])]
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


def _add(place: Place, row: Row, people: Ints, entities: set[str], *, direct: bool) -> None:
    place.objects += 1
    place.unexamined += row["status"] != Status.SCANNED.value
    place.size += 0 if row["parent_uri"] else whole(row["size_bytes"])
    place.findings += whole(row["findings"])
    place.held.append(people)
    place.entities |= entities
    named = list(row["controllers"] or ())  # type: ignore[call-overload]
    place.controllers.update(named)
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
        place.direct_findings += whole(row["findings"])
        place.direct_held.append(people)
        place.direct_entities |= entities
        place.direct_controllers.update(named)
        if entities:
            place.direct_test.add(bool(row["test_data"]))


def whole(value: object) -> int:
    """A count out of a row; 0 where there is none."""
    return value if isinstance(value, int) else 0
