"""How urgently a place should be protected: 0 to 100 points, a band, reasons and remedies.

Pure arithmetic over what a sweep counted, so places can be ranked again without a new sweep.
The points are in `weights.toml`; the words are in `reasons.py`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from recognizers.declaration import Entity, Harm, Role, UkGdpr
from scanner.classify.reasons import Points, reasons, remedies
from scanner.classify.weights import Weights
from scanner.model import Access

_DAYS_PER_YEAR = 365.25
_IDENTITY = frozenset({Role.PERSON_ID, Role.NAME})


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


@dataclass(frozen=True, slots=True)
class Priority:
    """The judgement on one place."""

    score: int  # 0..100
    band: str  # LOW, MODERATE, HIGH or CRITICAL
    reasons: tuple[str, ...]  # sentences, weightiest first
    remedies: tuple[str, ...]  # sentences, most urgent first


def prioritise(facts: LocationFacts, weights: Weights, entities: Mapping[str, Entity]) -> Priority:
    """The priority of one place. `entities` describes what `facts.entity_people` names."""
    if not _anything_found(facts):
        return Priority(0, "LOW", (), ())
    ranked = _worst_first(facts, weights, entities)
    found = tuple(entities[name] for name, _ in ranked if name in entities)
    points = _points(facts, weights, ranked, found)
    score = _bounded(points.total, facts, weights)
    return Priority(
        score, weights.band(score), reasons(facts, points, found), remedies(facts, points, found)
    )


def _anything_found(facts: LocationFacts) -> bool:
    return bool(facts.entity_people or facts.people_up_to or facts.enterable_homes)


def _bounded(total: float, facts: LocationFacts, weights: Weights) -> int:
    """The score, with the two promises kept: test data is LOW, an enterable home is not."""
    score = min(100, math.floor(total + 0.5))
    if facts.test_data:
        return min(score, math.ceil(weights.bands["moderate"]) - 1)
    if facts.enterable_homes:
        return max(score, math.ceil(weights.bands["high"]))
    return score


def _worst_first(
    facts: LocationFacts, weights: Weights, entities: Mapping[str, Entity]
) -> list[tuple[str, float]]:
    """Each entity found with its points of harm per person, the heaviest first."""
    weighed = ((name, _harm_of(entities.get(name), weights)) for name in facts.entity_people)
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0]))


def _harm_of(entity: Entity | None, weights: Weights) -> float:
    if entity is None:
        return weights.harm["unlisted"]
    return weights.harm_points[entity.harm.name] * weights.sensitivity[entity.sensitivity.name]


def _points(
    facts: LocationFacts,
    weights: Weights,
    ranked: list[tuple[str, float]],
    found: tuple[Entity, ...],
) -> Points:
    finance, special = _joined(found, weights)
    enterable = weights.joins["enterable_home"] if facts.enterable_homes else 0.0
    return Points(
        harm=_harm(ranked, weights),
        people=_people(facts, ranked, weights),
        enterable_home=enterable,
        identity_and_finance=finance,
        identity_and_special_category=special,
        joins=min(weights.joins["most"], enterable + finance + special),
        exposure=weights.exposure[facts.access.name],
        encryption=_encryption(facts.encrypted_at_rest, weights),
        staleness=_staleness(facts, weights),
    )


def _harm(ranked: list[tuple[str, float]], weights: Weights) -> float:
    decay = weights.harm["decay"]
    total = sum(points * decay**place for place, (_, points) in enumerate(ranked))
    return min(weights.harm["most"], total)


def _people(facts: LocationFacts, ranked: list[tuple[str, float]], weights: Weights) -> float:
    """People on a log scale, each kind of data weighed by its harm; the largest counts.

    So ten thousand e-mail addresses do not outweigh five hundred homes.
    """
    worst = weights.harm_points[Harm.PHYSICAL_SAFETY.name] or 1.0
    counts = [(facts.entity_people[name], points / worst) for name, points in ranked]
    counts.append((facts.people_home_entry_up_to, 1.0))
    return weights.people["most"] * max(
        min(1.0, share) * _log_share(count, weights.people["full"]) for count, share in counts
    )


def _log_share(count: int, full: float) -> float:
    return min(1.0, math.log1p(max(0, count)) / math.log1p(full))


def _joined(found: Iterable[Entity], weights: Weights) -> tuple[float, float]:
    """Points of identity beside money, and of identity beside special category data."""
    kinds = tuple(found)
    others = [entity for entity in kinds if entity.role not in _IDENTITY]
    if len(others) == len(kinds):
        return 0.0, 0.0
    finance = any(entity.harm is Harm.FINANCIAL for entity in others)
    special = any(entity.uk_gdpr is UkGdpr.SPECIAL_CATEGORY for entity in others)
    return (
        weights.joins["identity_and_finance"] * finance,
        weights.joins["identity_and_special_category"] * special,
    )


def _encryption(encrypted: bool | None, weights: Weights) -> float:
    key = {True: "encrypted", False: "not_encrypted", None: "unknown"}[encrypted]
    return weights.encryption[key]


def _staleness(facts: LocationFacts, weights: Weights) -> float:
    if facts.newest_modified_at is None:
        return 0.0
    years = (facts.swept_at - facts.newest_modified_at).days / _DAYS_PER_YEAR
    after, full = weights.staleness["after_years"], weights.staleness["full_years"]
    if years <= after:
        return 0.0
    return weights.staleness["most"] * min(1.0, (years - after) / max(full - after, 1e-9))
