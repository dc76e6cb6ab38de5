"""Which places and objects are new, have grown, were cleaned or are gone."""

from collections.abc import Mapping, Sequence
from typing import cast

import pyarrow.compute as pc

from scanner.inventory.reader import Inventory
from scanner.reports.comparison import Change, Changed, State
from scanner.reports.plain import place
from scanner.reports.summary import Row, Summary

_ORDER = tuple(Change)
_NOTHING = State()
_PLACE_FIELDS = (
    "location",
    "direct",
    "direct_people_up_to",
    "direct_people_home_entry_up_to",
    "direct_enterable_homes",
    "direct_findings",
    "objects_unexamined",
    "priority",
    "band",
)
_OBJECT_FIELDS = (
    "uri",
    "people_up_to",
    "people_home_entry_up_to",
    "enterable_homes",
    "findings",
    "status",
)


def changed_places(old: Inventory, new: Inventory) -> tuple[Changed, ...]:
    """Places that hold or held findings themselves and are not as they were."""
    before, after = _places(old), _places(new)
    targets = Summary(new).targets
    named = list(dict.fromkeys([*Summary(old).targets, *targets]))
    changed = []
    for uri in before.keys() | after.keys():
        change = _place_change(before.get(uri), after.get(uri))
        if change is Change.GONE and not _below(uri, targets):
            change = Change.NOT_SWEPT
        if change is not None:
            states = (before.get(uri, _NOTHING), after.get(uri, _NOTHING))
            changed.append(Changed(place(uri, named), uri, change, *states))
    return tuple(sorted(changed, key=_gravest_first))


def changed_objects(old: Inventory, new: Inventory) -> tuple[Changed, ...]:
    """Objects with findings that one of the sweeps alone has seen, under what both swept."""
    before, after = _objects(old), _objects(new)
    targets = Summary(new).targets
    named = list(dict.fromkeys([*Summary(old).targets, *targets]))
    only_new = [(uri, Change.NEW) for uri in after.keys() - before.keys()]
    only_old = [(uri, Change.GONE) for uri in before.keys() - after.keys() if _below(uri, targets)]
    changed = [
        Changed(place(uri, named), uri, change, before.get(uri, _NOTHING), after.get(uri, _NOTHING))
        for uri, change in only_new + only_old
    ]
    told = [one for one in changed if one.old.findings or one.new.findings]
    return tuple(sorted(told, key=_gravest_first))


def _gravest_first(one: Changed) -> tuple[int, int, int, str]:
    state = one.new if one.change in (Change.NEW, Change.GROWN, Change.RISEN) else one.old
    return _ORDER.index(one.change), -state.priority, -state.people_up_to, one.uri


def _place_change(old: State | None, new: State | None) -> Change | None:
    """None: it is as it was, or holds nothing in both."""
    held, holds = old is not None and old.findings > 0, new is not None and new.findings > 0
    if not held:
        return Change.NEW if holds else None
    assert old is not None
    if new is None:
        return Change.GONE
    return _moved(_measures(old), _measures(new)) or _ranked(old, new)


def _measures(state: State) -> tuple[int, ...]:
    return (state.people_up_to, state.home_entry_up_to, state.homes, state.findings)


def _moved(old: tuple[int, ...], new: tuple[int, ...]) -> Change | None:
    """By the first measure that differs: people before homes before findings."""
    for before, after in zip(old, new, strict=True):
        if before != after:
            return Change.GROWN if after > before else Change.CLEANED
    return None


def _ranked(old: State, new: State) -> Change | None:
    """Holding the same, a place ranks otherwise when who can read it has changed."""
    if old.band == new.band:
        return None
    return Change.RISEN if new.priority > old.priority else Change.FALLEN


def _below(uri: str, targets: Sequence[str]) -> bool:
    roots = [target.rstrip("/") for target in targets]
    return any(uri == root or uri.startswith((root + "/", root + "!/")) for root in roots)


def _places(inventory: Inventory) -> Mapping[str, State]:
    rows = cast(list[Row], inventory.locations.select(_PLACE_FIELDS).to_pylist())
    return {str(row["location"]): _place(row) for row in rows}


def _place(row: Row) -> State:
    if not row["direct"]:
        return State(unexamined=row["objects_unexamined"] or 0)
    return State(
        people_up_to=row["direct_people_up_to"] or 0,
        home_entry_up_to=row["direct_people_home_entry_up_to"] or 0,
        homes=row["direct_enterable_homes"] or 0,
        findings=row["direct_findings"] or 0,
        unexamined=row["objects_unexamined"] or 0,
        priority=row["priority"] or 0,
        band=row["band"] or "",
    )


def _objects(inventory: Inventory) -> Mapping[str, State]:
    """All objects that hold findings, and for the other inventory's sake all others' names."""
    table = inventory.objects.select(_OBJECT_FIELDS)
    found = table.filter(pc.greater(table["findings"], 0))
    states = dict.fromkeys(table["uri"].to_pylist(), _NOTHING)
    for row in found.to_pylist():
        states[row["uri"]] = State(
            people_up_to=row["people_up_to"] or 0,
            home_entry_up_to=row["people_home_entry_up_to"] or 0,
            homes=row["enterable_homes"] or 0,
            findings=row["findings"] or 0,
        )
    return states
