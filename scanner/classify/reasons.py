"""A priority in words: why a place ranks where it does, and what to do about it.

Written for a data protection officer; says nothing that the counts do not hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recognizers.declaration import Entity, Role
from scanner.classify.raising import told
from scanner.model import Access

if TYPE_CHECKING:
    from scanner.classify.priority import LocationFacts

_MAX_NAMED = 3  # kinds of data that one sentence names
_OPENS = frozenset({Role.HOME_SECRET, Role.HOME_METHOD})
_READERS = {
    Access.PUBLIC: "Anyone can read it without signing in.",
    Access.EVERYONE_INTERNAL: "Everyone inside the organisation can read it.",
    Access.UNKNOWN: "Who can read it is not known, so a wide circle is assumed.",
    Access.GROUP: "A whole group can read it.",
    Access.RESTRICTED: "Only named people can read it.",
}
_CLOSE = {
    Access.PUBLIC: "Close public access today, and find out who has read it.",
    Access.EVERYONE_INTERNAL: "Take away the access of everyone who does not need it.",
    Access.UNKNOWN: "Find out who can read it, and limit that to those who need it.",
    Access.GROUP: "Check that everyone in the group still needs it.",
}
_ENCRYPT = {
    False: "Encrypt the store.",
    None: "Check that the store is encrypted.",
}
_LOOK = "Look at what was found, and delete what is not needed."


@dataclass(frozen=True, slots=True)
class Points:
    """What each part adds to the score."""

    harm: float
    people: float
    homes: float
    raising: float
    identity_and_finance: float
    identity_and_special_category: float
    exposure: float
    encryption: float
    staleness: float


def reasons(facts: LocationFacts, points: Points, found: tuple[Entity, ...]) -> tuple[str, ...]:
    """Sentences, the weightiest first; the two promises before all, the remark on folders last."""
    first = []
    if facts.test_data:
        first.append("All identifiers found are test or sample numbers, so it stays in band LOW.")
    if facts.enterable_homes:
        first.append(_enterable(facts, found))
    weighed = [
        (points.harm, _harm(facts, found)),
        (points.people, _people(facts)),
        (points.raising, told(facts.raising)),
        (points.identity_and_finance, "Who the people are lies together with their money matters."),
        (
            points.identity_and_special_category,
            "Who the people are lies together with special category data about them.",
        ),
        (points.exposure, _READERS[facts.access]),
        (points.encryption, _encryption(facts.encrypted_at_rest)),
        (points.staleness, _staleness(facts)),
    ]
    weighed.sort(key=lambda pair: -pair[0])
    first.extend(sentence for weight, sentence in weighed if weight > 0 and sentence)
    if not facts.direct:
        first.append("All of it lies in places below this one, nothing in this place itself.")
    return tuple(first)


def remedies(facts: LocationFacts, points: Points, found: tuple[Entity, ...]) -> tuple[str, ...]:
    """Sentences, the most urgent first, none twice."""
    if facts.test_data:
        return ("Confirm that this is test data, and label the place as such.",)
    wide = facts.access in (Access.PUBLIC, Access.EVERYONE_INTERNAL)
    close = [_CLOSE[facts.access]] if facts.access in _CLOSE else []
    entities = [entity.remedy for entity in _homes_first(facts, found)] or [_LOOK]
    ordered = [*close, *entities] if wide else [*entities, *close]
    if facts.encrypted_at_rest is not True:
        ordered.append(_ENCRYPT[facts.encrypted_at_rest])
    if points.staleness > 0:
        ordered.append("Delete what is past its retention period.")
    return tuple(dict.fromkeys(ordered))


def _homes_first(facts: LocationFacts, found: tuple[Entity, ...]) -> list[Entity]:
    if not facts.enterable_homes:
        return list(found)
    return sorted(found, key=lambda entity: entity.role not in _OPENS)


def _enterable(facts: LocationFacts, found: tuple[Entity, ...]) -> str:
    count = facts.enterable_homes
    whose = f"The homes of {count:,} people" if count != 1 else "The home of 1 person"
    what = _named(entity for entity in found if entity.role in _OPENS)
    means = f"the way in ({what})" if what else "the way in"
    return f"{whose} could be entered: {means} stands beside the address."


def _harm(facts: LocationFacts, found: tuple[Entity, ...]) -> str:
    if not found:
        return "Something was found of a kind that no installed recognizer describes."
    worst = found[0]
    told = f"The worst found is {_lower(worst.title)}{_whose(facts, worst)}; at stake: "
    told += f"{worst.harm.value}."
    others = _named(found[1:])
    return f"{told} Beside it: {others}." if others else told


def _whose(facts: LocationFacts, entity: Entity) -> str:
    count = facts.entity_people.get(entity.name, 0)
    return f", of up to {_people_word(count)}" if count else ""


def _people(facts: LocationFacts) -> str:
    low, high = facts.people_at_least, facts.people_up_to
    if not high:
        return ""
    least = f"at least {low:,} and " if 0 < low < high else ""
    upper = "" if low == high else "up to "
    told = f"It concerns {least}{upper}{_people_word(high)}"
    entry = facts.people_home_entry_up_to
    if entry <= facts.enterable_homes:
        return f"{told}."
    return f"{told}; how to enter a home is told of up to {entry:,}."


def _encryption(encrypted: bool | None) -> str:
    if encrypted is None:
        return "Whether it is encrypted at rest is not known."
    return "" if encrypted else "It is not encrypted at rest."


def _staleness(facts: LocationFacts) -> str:
    if facts.newest_modified_at is None:
        return ""
    since = f"{facts.newest_modified_at:%B %Y}"
    return f"Nothing in it has changed since {since}: it may be kept longer than needed."


def _named(entities: Iterable[Entity]) -> str:
    titles = [_lower(entity.title) for entity in entities]
    rest = len(titles) - _MAX_NAMED
    shown = ", ".join(titles[:_MAX_NAMED])
    return f"{shown} and {rest} more" if rest > 0 else shown


def _lower(title: str) -> str:
    """The title within a sentence: `Key-safe code` gives `key-safe code`, `NHS number` stays."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _people_word(count: int) -> str:
    return f"{count:,} people" if count != 1 else "1 person"
