"""What of an inventory counts once some of its rows are marked wrong.

Marks are about rows of `inventory`, not about single findings, so a person leaves the counts only
with what a marked row was the only witness of: where every row of an entity in an object is marked
wrong, the people of that object lose this entity, and the keys that only it could have given them.
Of whom no key is left, is not counted; a home secret that stays is then one of an unnamed person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from recognizers.declaration import Entity, Role
from scanner.classify import raising
from scanner.inventory.writer import Row, batches
from scanner.marks import is_wrong
from scanner.supported_keys import supported, supported_parts

_HOME = frozenset({Role.HOME_SECRET, Role.HOME_METHOD})


def objects_recounted(
    objects: Iterable[Row], before: Sequence[Row], after: Sequence[Row], confidence: float
) -> Iterator[Row]:
    """Rows of `objects` with their findings counted again where a row of theirs has changed."""
    changed = {str(new["uri"]) for old, new in zip(before, after, strict=True) if old != new}
    counted: dict[str, int] = defaultdict(int)
    for row in after if changed else ():
        if float(str(row["confidence"])) >= confidence:
            counted[str(row["uri"])] += int(str(row["findings"]))
    for row in objects:
        uri = str(row["uri"])
        yield row | {"findings": counted[uri]} if uri in changed else row


def people_counted(
    people: pa.Table, found: Sequence[Row], entities: Mapping[str, Entity], confidence: float
) -> pa.Table:
    """The table `people` as it counts; those of whom nothing is left are left out."""
    gone = _gone(found, confidence)
    if not gone:
        return people
    rows = ((row, gone.get(str(row["uri"]))) for row in batches(people))
    kept = (_without(row, lost, entities) if lost else row for row, lost in rows)
    return pa.Table.from_pylist([row for row in kept if row is not None], people.schema)


def _gone(found: Sequence[Row], confidence: float) -> dict[str, frozenset[str]]:
    """For each object the entities whose every counted row is marked wrong."""
    gone: dict[str, set[str]] = defaultdict(set)
    for row in found:
        if is_wrong(row):
            gone[str(row["uri"])].add(str(row["entity"]))
    for row in found if gone else ():
        if float(str(row["confidence"])) >= confidence and str(row["uri"]) in gone:
            gone[str(row["uri"])].discard(str(row["entity"]))
    return {uri: frozenset(names) for uri, names in gone.items() if names}


def _without(row: Row, gone: frozenset[str], entities: Mapping[str, Entity]) -> Row | None:
    """A row of `people` less what only these entities could have told."""
    before = list(row["entities"])  # type: ignore[call-overload]
    left = [name for name in before if name not in gone]
    if len(left) == len(before):
        return row
    roles = {entities[name].role for name in left if name in entities}
    home = bool(row["home_entry"]) and not roles.isdisjoint(_HOME)
    keys = supported(list(row["keys"]), left, entities, home=home)  # type: ignore[call-overload]
    if not keys:
        return None
    return row | {
        "keys": keys,
        "also_called": supported_parts(list(row["also_called"] or ()), roles),  # type: ignore[call-overload]
        "entities": left,
        "home_entry": home,
        "address": bool(row["address"]) and Role.ADDRESS in roles,
        "raising": raising.kept(row["raising"] or (), left, entities),  # type: ignore[arg-type]
        "enterable": bool(row["enterable"]) and home and Role.ADDRESS in roles,
    }
