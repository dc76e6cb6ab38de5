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
import numpy.typing as npt

from scanner.classify.components import Ints, Ragged
from scanner.classify.groups import Coded, Groups, Lists, Members
from scanner.classify.person_keys import NAME, NAME_BIRTH, OTHER_ID, WEAK

_BIRTH_DAYS: Final = 25_000  # about seventy years of birth dates
_CHANCE: Final = 0.001  # that more namesakes hide than were allowed for

Floats = npt.NDArray[np.float64]


class Namesakes:
    """Who is known by more than a name, by full name."""

    def __init__(self, names: Ragged, tier: Ints, person: Coded) -> None:
        """`person`: of each row."""
        rows, people = len(tier), len(person)
        self._name, self._person = Coded(names.keys), person
        name = self._name.codes
        strong = tier[names.rows] < WEAK
        known = Members.of(name[strong], person.codes[names.rows[strong]], people, len(self._name))
        self._bearers = known.counts()  # of each name
        self._names_of = Lists(known.code, known.group, people)  # of each person known by more
        self._known = len(np.unique(known.code))
        only = tier[names.rows] == NAME
        self._only_names = Lists(names.rows[only], name[only], rows)
        birth = np.isin(tier[names.rows], (OTHER_ID, NAME_BIRTH))
        joined = Coded(name[birth] * people + person.codes[names.rows[birth]])
        self._joined = Lists(names.rows[birth], joined.codes, rows)
        self._others = self._bearers[joined.values // max(people, 1)] - 1  # of each name and person

    def hidden(self, groups: Groups) -> Ints:
        """How many more people there may be in each group than seem."""
        return most_of(self._by_name(groups) + self._by_birth(groups))

    def _by_birth(self, groups: Groups) -> Floats:
        """Expected number of people joined to a namesake who was born on the same day."""
        joined, which = self._joined.of(groups.rows)
        pairs = Members.of(groups.group[which], joined, len(self._others), groups.size)
        namesakes = np.zeros(groups.size, np.int64)
        np.add.at(namesakes, pairs.group, self._others[pairs.code])
        return np.maximum(namesakes, 0) / float(_BIRTH_DAYS)

    def _by_name(self, groups: Groups) -> Floats:
        """Expected number of namesakes of whom nothing but the name is told."""
        told, which = self._only_names.of(groups.rows)
        names = Members.of(groups.group[which], told, len(self._name), groups.size)
        if not len(names.pairs) or not self._known:
            return np.zeros(groups.size)
        missing = self._bearers[names.code] - self._present(groups, names)
        absent = np.zeros(groups.size, np.int64)
        np.add.at(absent, names.group, np.maximum(missing - 1, 0))
        chance: Floats = np.minimum(1.0, names.counts() / self._known)
        return absent * chance

    def _present(self, groups: Groups, names: Members) -> Ints:
        """For each of the names how many of those who bear it are in the group."""
        asked = groups.where(np.isin(groups.group, names.group))
        whose = self._person.codes[asked.rows]
        people = Members.of(asked.group, whose, len(self._person), groups.size)
        name, which = self._names_of.of(people.code)
        pairs = people.group[which] * names.span + name
        place = np.minimum(np.searchsorted(names.pairs, pairs), len(names.pairs) - 1)
        return np.bincount(place[names.pairs[place] == pairs], minlength=len(names.pairs))


def most_of(expected: Floats) -> Ints:
    """The least counts that so rare events, as many as expected, do not pass but for a chance."""
    values, which = np.unique(expected, return_inverse=True)
    most = [_most(value) if value else 0 for value in values.tolist()]
    return np.array(most, np.int64)[which]


def _most(expected: float) -> int:
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
