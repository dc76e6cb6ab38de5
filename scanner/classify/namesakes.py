"""People who look like one person because their records say no more.

A rota names two clients John Smith, and both lines read alike. Where the sweep knows several people
of that name by numbers or birth dates, it knows how likely that is: each of them who is not
counted in the place is in it as often as anybody is. And of two people of one name, one in some
twenty-five thousand pairs was born on one day. So the upper bound is raised by as many as are
there with all but one chance in a thousand; in a small sweep by nobody.
"""

import math
from typing import Final

import numpy as np

from scanner.classify.components import Ints, Ragged
from scanner.classify.person_keys import NAME, NAME_BIRTH, OTHER_ID, WEAK

_BIRTH_DAYS: Final = 25_000  # about seventy years of birth dates
_CHANCE: Final = 0.001  # that more namesakes hide than were allowed for


class ByRow:
    """Keys of a set of rows, without a walk over all rows."""

    def __init__(self, pairs: Ragged) -> None:
        order = np.argsort(pairs.rows, kind="stable")
        self._keys, self._rows = pairs.keys[order], pairs.rows[order]

    def of(self, rows: Ints) -> Ints:
        """The keys of these rows, repeats and all."""
        return self._keys[spans(self._rows, rows)[0]]

    def pairs(self, rows: Ints, people: Ints) -> tuple[Ints, Ints]:
        """The keys of these rows and the person of each; `people`: of the rows."""
        places, which = spans(self._rows, rows)
        return self._keys[places], people[which]


class Namesakes:
    """Who is known by more than a name, by full name."""

    def __init__(self, names: Ragged, tier: Ints, person: Ints) -> None:
        strong = names.of_rows(tier < WEAK)
        pairs = np.unique(np.stack([strong.keys, person[strong.rows]]), axis=1)
        self._keys, self._people = pairs[0], pairs[1]
        self._only_names = ByRow(names.of_rows(tier == NAME))
        by_birth = (tier == OTHER_ID) | (tier == NAME_BIRTH)
        self._joined = ByRow(names.of_rows(by_birth))
        self._known = len(np.unique(self._people))

    def hidden(self, rows: Ints, people: Ints) -> int:
        """How many more people there may be in these rows than seem; `people`: of the rows."""
        expected = self._by_name(rows, people) + self._by_birth(rows, people)
        return most(expected) if expected else 0

    def _by_birth(self, rows: Ints, people: Ints) -> float:
        """Expected number of people joined to a namesake who was born on the same day."""
        pairs = np.unique(np.stack(self._joined.pairs(rows, people)), axis=1)
        namesakes: int = len(spans(self._keys, pairs[0])[0]) - pairs.shape[1]
        return float(max(0, namesakes)) / _BIRTH_DAYS

    def _by_name(self, rows: Ints, people: Ints) -> float:
        """Expected number of namesakes of whom nothing but the name is told."""
        names = np.unique(self._only_names.of(rows))
        if not len(names) or not self._known:
            return 0.0
        places, whose = spans(self._keys, names)
        absent = ~np.isin(self._people[places], people)
        missing = np.bincount(whose[absent], minlength=len(names))
        chance = min(1.0, len(names) / self._known)
        return float(np.maximum(missing - 1, 0).sum()) * chance


def spans(ordered: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """Where each wanted value stands in the ordered ones, and which of the wanted it is."""
    start = np.searchsorted(ordered, wanted, "left")
    length = np.searchsorted(ordered, wanted, "right") - start
    ends = np.cumsum(length)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - length, length)
    return np.repeat(start, length) + within, np.repeat(np.arange(len(wanted)), length)


def most(expected: float) -> int:
    """The least count that so rare events do not pass but for a small chance (Poisson)."""
    if expected > 100:
        return math.ceil(expected + 3.1 * math.sqrt(expected))
    count, term = 0, math.exp(-expected)
    beyond = 1.0 - term
    while beyond > _CHANCE:
        count += 1
        term *= expected / count
        beyond -= term
    return count
