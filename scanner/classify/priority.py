"""How urgently a place should be protected: 0 to 100 points, a band, reasons and remedies.

Pure arithmetic over what a sweep counted, so places can be ranked again without a new sweep.
The points are in `weights.toml`, their sums in `scoring.py`, the words in `reasons.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from math import nan

import numpy as np

from recognizers.declaration import Entity
from scanner.classify.reasons import reasons, remedies
from scanner.classify.scoring import ACCESSES, ENCRYPTION, FactColumns, Scores, harm_of, score
from scanner.classify.weights import Weights
from scanner.model import Access

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class LocationFacts:
    """What a sweep knows about one place."""

    people_at_least: int
    people_up_to: int
    people_home_entry_up_to: int
    enterable_homes: int
    entity_people: Mapping[str, int]  # entity name -> people up to; every entity found is a key
    access: Access
    encrypted_at_rest: bool | None  # None: the store does not say
    newest_modified_at: datetime | None  # UTC
    swept_at: datetime  # UTC
    test_data: bool  # all identifiers are test or sample numbers
    direct: bool  # something lies in the place itself, not only in folders below it
    # What makes ways in worse -> of how many whose home could be entered, up to.
    raising: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Priority:
    """The judgement on one place."""

    score: int  # 0..100
    band: str  # LOW, MODERATE, HIGH or CRITICAL
    sensitivity: int  # 0..100, of what lies there, whoever may read it
    exposure: int  # 0..100, of how open it lies there, whatever it is
    reasons: tuple[str, ...]  # sentences, weightiest first
    remedies: tuple[str, ...]  # sentences, most urgent first


def prioritise(facts: LocationFacts, weights: Weights, entities: Mapping[str, Entity]) -> Priority:
    """The priority of one place. `entities` describes what `facts.entity_people` names."""
    return prioritise_all([facts], weights, entities)[0]


def prioritise_all(
    places: Sequence[LocationFacts], weights: Weights, entities: Mapping[str, Entity]
) -> list[Priority]:
    """The priority of each place, in their order."""
    scores = score(_columns(places), weights, entities)
    return [
        explained(facts, scores, index, weights, entities) for index, facts in enumerate(places)
    ]


def explained(
    facts: LocationFacts,
    scores: Scores,
    index: int,
    weights: Weights,
    entities: Mapping[str, Entity],
) -> Priority:
    """The scores of one place, which stand at `index`, in words."""
    number = int(scores.score[index])
    sensitivity, exposure = int(scores.sensitivity[index]), int(scores.openness[index])
    if not _anything_found(facts):
        return Priority(number, weights.band(number), sensitivity, exposure, (), ())
    points = scores.points(index)
    found = _worst_first(facts, weights, entities)
    return Priority(
        number,
        weights.band(number),
        sensitivity,
        exposure,
        reasons(facts, points, found),
        remedies(facts, points, found),
    )


def _anything_found(facts: LocationFacts) -> bool:
    return bool(facts.entity_people or facts.people_up_to or facts.enterable_homes)


def _worst_first(
    facts: LocationFacts, weights: Weights, entities: Mapping[str, Entity]
) -> tuple[Entity, ...]:
    """The kinds of data found that are described, the one with most harm per person first."""
    found = (entities[name] for name in facts.entity_people if name in entities)
    return tuple(sorted(found, key=lambda entity: (-harm_of(entity, weights), entity.name)))


def _columns(places: Sequence[LocationFacts]) -> FactColumns:
    names = sorted(set(chain.from_iterable(facts.entity_people for facts in places)))
    number_of = {name: number for number, name in enumerate(names)}
    kinds = [
        (index, number_of[name], people)
        for index, facts in enumerate(places)
        for name, people in facts.entity_people.items()
    ]
    kind = np.array(kinds, np.int64).reshape(-1, 3)
    return FactColumns(
        people=np.array([facts.people_up_to for facts in places], np.int64),
        home_entry=np.array([facts.people_home_entry_up_to for facts in places], np.int64),
        homes=np.array([facts.enterable_homes for facts in places], np.int64),
        raising=np.array([sum(facts.raising.values()) for facts in places], np.int64),
        access=np.array([ACCESSES.index(facts.access) for facts in places], np.int64),
        encryption=np.array(
            [ENCRYPTION.index(facts.encrypted_at_rest) for facts in places], np.int64
        ),
        years=np.array([_years(facts) for facts in places], np.float64),
        test_data=np.array([facts.test_data for facts in places], np.bool_),
        kind_place=kind[:, 0],
        kind_name=kind[:, 1],
        kind_people=kind[:, 2],
        names=names,
    )


def _years(facts: LocationFacts) -> float:
    if facts.newest_modified_at is None:
        return nan
    return (facts.swept_at - facts.newest_modified_at).total_seconds() / 86400 / DAYS_PER_YEAR
