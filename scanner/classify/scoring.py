"""The points of many places at once, column by column: the arithmetic of a priority.

A hundred thousand places are scored in well under a second, so other weights can be tried on a
whole organisation. `docs/priority.md` has the formula; the words are in `reasons.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recognizers.declaration import Entity, Harm, Role, UkGdpr
from scanner.classify.reasons import Points
from scanner.classify.weights import Weights
from scanner.model import Access

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ACCESSES: tuple[Access, ...] = tuple(Access)
ENCRYPTION: tuple[bool | None, ...] = (True, None, False)
_ENCRYPTION_KEYS = ("encrypted", "unknown", "not_encrypted")  # of the weights, in that order
_IDENTITY = frozenset({Role.PERSON_ID, Role.NAME})


@dataclass(frozen=True, slots=True)
class FactColumns:
    """What is known about places: one element per place, kinds one per place and kind found."""

    people: Ints  # up to
    home_entry: Ints  # people, up to
    homes: Ints  # enterable
    raising: Ints  # what makes ways in worse: facts, each once for each person
    access: Ints  # index in `ACCESSES`
    encryption: Ints  # index in `ENCRYPTION`
    years: Floats  # since the newest change; nan: unknown
    test_data: Bools
    kind_place: Ints  # which place
    kind_name: Ints  # index in `names`
    kind_people: Ints  # up to
    names: Sequence[str]  # of entities

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Scores:
    """The points of each place, part by part, and what they come to."""

    harm: Floats
    people: Floats
    homes: Floats
    raising: Floats
    finance: Floats
    special: Floats
    joins: Floats
    exposure: Floats
    encryption: Floats
    staleness: Floats
    score: Ints  # 0..100
    sensitivity: Ints  # 0..100, of what lies there alone
    openness: Ints  # 0..100, of how open it lies there alone

    def points(self, place: int) -> Points:
        """The points of one place."""
        return Points(
            harm=float(self.harm[place]),
            people=float(self.people[place]),
            homes=float(self.homes[place]),
            raising=float(self.raising[place]),
            identity_and_finance=float(self.finance[place]),
            identity_and_special_category=float(self.special[place]),
            exposure=float(self.exposure[place]),
            encryption=float(self.encryption[place]),
            staleness=float(self.staleness[place]),
        )


def score(facts: FactColumns, weights: Weights, entities: Mapping[str, Entity]) -> Scores:
    """The points of every place. `entities` describes what `facts.names` names."""
    per_name = np.array([harm_of(entities.get(name), weights) for name in facts.names], float)
    points = per_name[facts.kind_name]
    harm, people = _harm(facts, points, weights), _people(facts, points, weights)
    homes = _homes(facts.homes, weights)
    raising = weights.raising["most"] * _log_share(facts.raising, weights.raising["full"])
    finance, special = _joined(facts, weights, entities)
    joins = np.minimum(weights.joins["most"], finance + special)
    exposure = np.array([weights.exposure[one.name] for one in ACCESSES])[facts.access]
    encryption = np.array([weights.encryption[key] for key in _ENCRYPTION_KEYS])[facts.encryption]
    staleness = _staleness(facts.years, weights)
    held, opened = harm + people + homes + raising + joins, exposure + encryption + staleness
    found = (facts.people > 0) | (facts.homes > 0) | _any(facts, np.ones(len(facts.names), bool))
    return Scores(
        *(harm, people, homes, raising, finance, special, joins),
        *(exposure, encryption, staleness),
        score=_bounded(held + opened, found, facts, weights),
        sensitivity=_scaled(held, weights.most_held, found, facts.test_data, weights),
        openness=_scaled(opened, weights.most_open, found, np.zeros(len(facts), bool), weights),
    )


def harm_of(entity: Entity | None, weights: Weights) -> float:
    """Points of harm per person of one kind of data."""
    if entity is None:
        return weights.harm["unlisted"]
    return weights.harm_points[entity.harm.name] * weights.sensitivity[entity.sensitivity.name]


def _whole(values: Floats) -> Ints:
    return np.floor(values + 0.5).astype(np.int64)


def _bounded(total: Floats, found: Bools, facts: FactColumns, weights: Weights) -> Ints:
    """The score, with the two promises kept: test data is LOW, an enterable home is not."""
    scores = np.where(found, np.minimum(100, _whole(total)), 0)
    least = np.where(facts.homes > 0, int(np.ceil(weights.bands["high"])), 0)
    return np.where(
        facts.test_data, np.minimum(scores, _below_moderate(weights)), np.maximum(scores, least)
    )


def _scaled(total: Floats, most: float, found: Bools, test: Bools, weights: Weights) -> Ints:
    scaled = np.where(found, _whole(100 * total / max(most, 1e-9)), 0)
    return np.where(test, np.minimum(scaled, _below_moderate(weights)), scaled)


def _below_moderate(weights: Weights) -> int:
    return int(np.ceil(weights.bands["moderate"])) - 1


def _harm(facts: FactColumns, points: Floats, weights: Weights) -> Floats:
    """The worst kind of each place in full, each further one `decay` of the one before."""
    order = np.lexsort((-points, facts.kind_place))
    place, sorted_points = facts.kind_place[order], points[order]
    position = np.arange(len(place)) - np.searchsorted(place, place)
    counted = sorted_points * weights.harm["decay"] ** position
    total = np.bincount(place, weights=counted, minlength=len(facts))
    return np.minimum(weights.harm["most"], total)


def _people(facts: FactColumns, points: Floats, weights: Weights) -> Floats:
    """People on a log scale, each kind of data weighed by its harm; the largest counts.

    So ten thousand e-mail addresses do not outweigh five hundred homes.
    """
    worst = weights.harm_points[Harm.PHYSICAL_SAFETY.name] or 1.0
    largest = _log_share(facts.home_entry, weights.people["full"])
    shares = np.minimum(1.0, points / worst)
    of_kinds = shares * _log_share(facts.kind_people, weights.people["full"])
    np.maximum.at(largest, facts.kind_place, of_kinds)
    return weights.people["most"] * largest


def _log_share(count: Ints, full: float) -> Floats:
    share: Floats = np.minimum(1.0, np.log1p(np.maximum(0, count)) / np.log1p(full))
    return share


def _homes(homes: Ints, weights: Weights) -> Floats:
    """Enterable homes: `first` for one, `most` at `full` of them, a log scale between."""
    first, most = weights.homes["first"], weights.homes["most"]
    grown = np.minimum(1.0, np.log(np.maximum(1, homes)) / np.log(weights.homes["full"]))
    return np.where(homes > 0, first + (most - first) * grown, 0.0)


def _any(facts: FactColumns, flags: Bools) -> Bools:
    """For each place whether one of its kinds has the flag."""
    found = np.bincount(facts.kind_place, weights=flags[facts.kind_name], minlength=len(facts))
    return found > 0


def _joined(
    facts: FactColumns, weights: Weights, entities: Mapping[str, Entity]
) -> tuple[Floats, Floats]:
    """Points of identity beside money, and of identity beside special category data."""
    known = [entities.get(name) for name in facts.names]

    def flagged(flags: list[bool]) -> Bools:
        return _any(facts, np.array(flags, bool))

    own = [one is not None and one.role in _IDENTITY for one in known]
    pairs = list(zip(known, own, strict=True))
    money = [one is not None and not mine and one.harm is Harm.FINANCIAL for one, mine in pairs]
    special = [
        one is not None and not mine and one.uk_gdpr is UkGdpr.SPECIAL_CATEGORY
        for one, mine in pairs
    ]
    identity = flagged(own)
    return (
        np.where(identity & flagged(money), weights.joins["identity_and_finance"], 0.0),
        np.where(identity & flagged(special), weights.joins["identity_and_special_category"], 0.0),
    )


def _staleness(years: Floats, weights: Weights) -> Floats:
    after, full = weights.staleness["after_years"], weights.staleness["full_years"]
    grown = np.clip((np.nan_to_num(years) - after) / max(full - after, 1e-9), 0.0, 1.0)
    return weights.staleness["most"] * grown
