"""Which keys of a person are left when some of what was found turned out to be wrong."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from recognizers.declaration import Entity, Role
from scanner.classify.person_keys import (
    EMAIL,
    HEALTH_ID,
    HEALTH_IDS,
    NAME,
    NAME_BIRTH,
    NAME_POSTCODE,
    OTHER_ID,
    PHONE,
    SOUND,
    UNNAMED,
)
from scanner.classify.redact import rank_of

# What must be in a record for a key of this rank to come from it.
_NEEDED: Final[Mapping[int, frozenset[Role]]] = {
    NAME_BIRTH: frozenset({Role.NAME, Role.BIRTH_DATE}),
    NAME_POSTCODE: frozenset({Role.NAME, Role.POSTCODE}),
    NAME: frozenset({Role.NAME}),
    EMAIL: frozenset({Role.EMAIL}),
    PHONE: frozenset({Role.PHONE}),
    UNNAMED: frozenset(),
}
# The same for `also_called`.
_PARTS_NEEDED: Final = {**_NEEDED, SOUND: frozenset({Role.NAME})}
_HASH: Final = (1 << 60) - 1


def supported(
    keys: Sequence[int], left: Collection[str], entities: Mapping[str, Entity], *, home: bool
) -> list[int]:
    """The keys that the entities left can have given, strongest first.

    Where none is left but a home could be entered, its keeper is one unnamed person.
    """
    known = [entities[name] for name in left if name in entities]
    roles = {entity.role for entity in known}
    numbers = {entity.name for entity in known if entity.role is Role.PERSON_ID}

    def holds(key: int) -> bool:
        rank = rank_of(key)
        if rank == HEALTH_ID:
            return not numbers.isdisjoint(HEALTH_IDS)
        if rank == OTHER_ID:
            return bool(numbers - HEALTH_IDS)
        return roles >= _NEEDED.get(rank, frozenset())

    kept = [key for key in keys if holds(key)]
    if not kept and home and keys:
        return [UNNAMED << 60 | keys[0] & _HASH]
    return kept


def supported_parts(parts: Sequence[int], roles: Collection[Role]) -> list[int]:
    """The parts of names and birth dates that findings of these roles can have given."""
    return [part for part in parts if _PARTS_NEEDED[rank_of(part)] <= set(roles)]
