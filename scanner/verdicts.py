"""What kind of place a place is: test data, live data among tests, a copy, stale, leaking fields.

Verdicts are evidence in words for whoever decides. They are no judgement of law, and none of them
raises or lowers a priority.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from recognizers.declaration import Entity, Harm
from scanner import fields
from scanner.classify.priority import DAYS_PER_YEAR
from scanner.copies import Copy, copies_of
from scanner.counted_places import CountedPlace
from scanner.fields import Leak
from scanner.places import Place

STALE_YEARS: Final = 3

TEST_DATA: Final = "test data"
LIVE_IN_TEST: Final = "live data in a test environment"
COPY: Final = "copy of another place"
STALE: Final = "stale"
FREE_TEXT: Final = "home access in free text"

_ADVICE = {
    LIVE_IN_TEST: "Replace the live records with made-up ones, or protect the place like live.",
    COPY: "Find out which of the copies is needed, and delete the others.",
    STALE: "Check the retention period, and delete what is past it.",
    FREE_TEXT: "Move what opens a home from free text into its own field, and clear the text.",
}
_TEST_NAMES = frozenset("test tests testing dev uat staging sandbox demo training preprod".split())
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HEALTH = frozenset({Harm.HEALTH})
_HEALTH_NUMBERS = frozenset({"UK_NHS", "UK_CHI", "UK_HSC"})
# Records Management Code of Practice 2021, as updated on 7 August 2023.
_HEALTH_PERIOD = (
    "For comparison: the Records Management Code keeps most adult health and care records for 8 "
    "years, and others longer; which period applies here, people decide."
)


@dataclass(frozen=True, slots=True)
class PlaceVerdict:
    """One thing that is known about a place, and why."""

    verdict: str
    evidence: str  # a sentence


def verdicts_of(
    places: Sequence[CountedPlace],
    leaks: Iterable[Leak],
    entities: Mapping[str, Entity],
    swept_at: datetime,
) -> dict[str, list[PlaceVerdict]]:
    """By location, for places that hold findings themselves. None is given without evidence."""
    held = {one.place.location: one for one in places if one.place.direct_entities}
    told: dict[str, list[PlaceVerdict]] = {name: [] for name in held}
    for name, one in held.items():
        told[name].extend(_test_or_live(one.place, one.direct.people_at_least))
    for copy in copies_of({name: one.direct_keys for name, one in held.items()}):
        told[copy.location].append(PlaceVerdict(COPY, _copied(copy)))
    for name, one in held.items():
        told[name].extend(_stale(one.place, entities, swept_at))
    for name, found in _by_place(leaks, held).items():
        told[name].append(PlaceVerdict(FREE_TEXT, fields.told(found)))
    return {name: verdicts for name, verdicts in told.items() if verdicts}


def _by_place(leaks: Iterable[Leak], held: Container[str]) -> dict[str, list[Leak]]:
    by_place: dict[str, list[Leak]] = {}
    for leak in leaks:
        # A table of a live database is an object, and a place of its own.
        place = leak.uri if leak.uri in held else leak.location
        if place in held:
            by_place.setdefault(place, []).append(leak)
    return by_place


def advice(verdicts: Iterable[PlaceVerdict]) -> tuple[str, ...]:
    """What to do about them, none twice."""
    named = (_ADVICE[one.verdict] for one in verdicts if one.verdict in _ADVICE)
    return tuple(dict.fromkeys(named))


def _test_or_live(place: Place, known: int) -> Sequence[PlaceVerdict]:
    if place.direct_test == {True}:
        told = "All identifiers found in it are test or sample numbers, which belong to nobody."
        return [PlaceVerdict(TEST_DATA, told)]
    # What lies above the target says how the sweep was run, not what the place is for.
    word = test_word("/".join(place.location.split("/")[-place.depth - 1 :]))
    live = known if word else 0
    if not live:
        return []
    whose = f"{live:,} people are" if live != 1 else "1 person is"
    told = f'Its name says "{word}", yet {whose} known in it by identifiers that are no test ones.'
    return [PlaceVerdict(LIVE_IN_TEST, told)]


def test_word(location: str) -> str:
    """The word in the name of a place that says it is for tests, or ""."""
    # What a finding was replaced by stands in brackets.
    plain = re.sub(r"\[[^\]]*\]", " ", unquote(location))
    words = (word.lower() for word in _WORDS.findall(plain))
    return next((word for word in words if word in _TEST_NAMES), "")


def _copied(copy: Copy) -> str:
    share = f"{copy.shared / copy.people:.0%}"
    return f"{share} of the {copy.people:,} people in it are in {copy.other} too."


def _stale(
    place: Place, entities: Mapping[str, Entity], swept_at: datetime
) -> Sequence[PlaceVerdict]:
    if place.newest is None:
        return []
    years = (swept_at - place.newest).days / DAYS_PER_YEAR
    if years <= STALE_YEARS:
        return []
    told = f"Nothing in it has changed since {place.newest:%B %Y}, for {int(years)} years."
    known = [entities[name] for name in place.direct_entities if name in entities]
    if any(one.harm in _HEALTH or one.name in _HEALTH_NUMBERS for one in known):
        told = f"{told} {_HEALTH_PERIOD}"
    return [PlaceVerdict(STALE, told)]
