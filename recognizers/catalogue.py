"""Every declaration there is, and the choice among them.

Other packages add theirs through the entry point group `keysweep.recognizers`; each entry point
names a tuple of `Recognizer`.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points

from recognizers import (
    absence,
    address,
    bank,
    clinical,
    contact,
    credentials,
    criminal,
    documents,
    file_names,
    health,
    home_access,
    identity,
    local_ids,
    money,
    names,
    network,
    postcode,
    presence,
    record_flags,
    special_category,
    staff,
    vehicle,
)
from recognizers.declaration import DeclarationError, Entity, Recognizer

GROUP = "keysweep.recognizers"

_SUBJECTS = (
    health,
    home_access,
    presence,
    absence,
    identity,
    contact,
    address,
    postcode,
    names,
    file_names,
    documents,
    bank,
    money,
    vehicle,
    network,
    staff,
    clinical,
    record_flags,
    local_ids,
    credentials,
    special_category,
    criminal,
)


def gather(ours: Iterable[Recognizer], others: Iterable[EntryPoint] = ()) -> tuple[Recognizer, ...]:
    """All recognizers, ours first. Raises `DeclarationError` for a name that is used twice."""
    recognizers = (*ours, *(one for point in others for one in _from_entry_point(point)))
    seen: set[str] = set()
    for recognizer in recognizers:
        if recognizer.name in seen:
            raise DeclarationError(
                f"recognizer {recognizer.name!r}: name: is taken; give one of the two another name"
            )
        seen.add(recognizer.name)
    return recognizers


def _from_entry_point(point: EntryPoint) -> Iterator[Recognizer]:
    value = point.load()
    if not isinstance(value, tuple) or not all(isinstance(one, Recognizer) for one in value):
        raise DeclarationError(
            f"entry point {point.name!r} of {GROUP}: {point.value}: must be a tuple of Recognizer"
        )
    yield from value


def entities_of(recognizers: Iterable[Recognizer]) -> dict[str, Entity]:
    """The entities by name. Raises `DeclarationError` where two different ones share a name."""
    found: dict[str, Entity] = {}
    for recognizer in recognizers:
        entity = recognizer.entity
        if found.setdefault(entity.name, entity) is not entity:
            raise DeclarationError(
                f"recognizer {recognizer.name!r}: entity: another entity is called {entity.name};"
                " declare it once and share it"
            )
    return found


ALL: tuple[Recognizer, ...] = gather(
    (one for subject in _SUBJECTS for one in subject.RECOGNIZERS), entry_points(group=GROUP)
)
ENTITIES: dict[str, Entity] = entities_of(ALL)


def select(
    include: Iterable[str] | None,
    exclude: Iterable[str] = (),
    among: Sequence[Recognizer] = ALL,
) -> tuple[Recognizer, ...]:
    """The recognizers chosen by entity or recognizer name, in the order they are given in.

    `include` None takes all. Raises `DeclarationError` for an unknown name, with the nearest one.
    """
    kept = None if include is None else {_known(name, among) for name in include}
    dropped = {_known(name, among) for name in exclude}
    return tuple(
        one
        for one in among
        if (kept is None or not kept.isdisjoint(_names(one))) and dropped.isdisjoint(_names(one))
    )


def _names(recognizer: Recognizer) -> tuple[str, str]:
    return recognizer.name, recognizer.entity.name


def _known(name: str, among: Sequence[Recognizer]) -> str:
    """The name as declared, its case set right. Raises `DeclarationError` for an unknown one."""
    by_lower = {known.lower(): known for one in among for known in _names(one)}
    known = by_lower.get(name.lower())
    if known is None:
        near = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.0)
        hint = f"; did you mean {by_lower[near[0]]}?" if near else ""
        raise DeclarationError(f"no entity or recognizer is called {name!r}{hint}")
    return known
