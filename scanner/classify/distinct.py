"""Who is surely somebody else: the lower bound of how many people there are.

A person known by a strong key is one more in the lower bound only if none of the others can be the
same. Assumed, and said in docs/people.md:

- a person has one NHS, CHI or H&C number, and a slip in it fails its check;
- two records of one person that give name and date of birth agree in two of forename, surname and
  date of birth, and where one of them is mistyped, in the rest of it;
- a record without a date of birth gives the name as the others do;
- somebody with a number and no name may be anybody who has none.

Every strong row gets a label; people with different labels are surely different.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanner.classify.components import Ints, Owners, Ragged, components
from scanner.classify.links import Linked, Records
from scanner.classify.person_keys import HEALTH_ID, NAME, NAME_BIRTH, WEAK

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sure:
    """What each row adds to a lower bound."""

    label: Ints  # 0: nothing
    anybody: Flags  # has a health number and no name: may be whoever has no number
    bare: Flags  # has another identifier and no name: may be whoever is counted


def distinct(records: Records, linked: Linked) -> Sure:
    """The labels of all rows."""
    return _Labeller(records, linked).label()


class _Labeller:
    def __init__(self, records: Records, linked: Linked) -> None:
        person = linked.person
        self._person, self._strong = person, records.tier < WEAK
        self._pointed = linked.pointed
        keys = records.keys.of_rows(self._strong)
        self._names = keys.of_ranks(NAME, NAME)
        self._near = records.called.of_rows(self._strong).of_ranks(NAME_BIRTH, NAME_BIRTH)
        called = records.called.of_rows(self._strong).of_ranks(NAME, NAME)
        self._carried = self._names + called
        self._health = self._strong & (person >> 60 == HEALTH_ID)
        self._named = self._of_people(self._names.rows)
        self._dated = self._of_people(keys.of_ranks(NAME_BIRTH, NAME_BIRTH).rows)

    def _of_people(self, rows: Ints) -> Flags:
        """All strong rows of the people of these rows."""
        return self._strong & np.isin(self._person, self._person[rows])

    def label(self) -> Sure:
        """Health numbers first, then birth dates, then names alone."""
        label = np.where(self._strong, self._person, 0)
        known = self._strong & ~self._health & self._named
        self._label_dated(label, known & self._dated)
        self._label_undated(label, known & ~self._dated)
        nameless = self._strong & ~self._named
        self._label_pointed(label)
        return Sure(label, nameless & self._health, nameless & ~self._health)

    def _label_pointed(self, label: Ints) -> None:
        """What points at somebody by a local key is as sure as they are."""
        people, row = np.unique(self._person[self._strong], return_index=True)
        if len(people):
            place = np.minimum(np.searchsorted(people, self._person), len(people) - 1)
            known = self._pointed & (people[place] == self._person)
            label[known] = label[np.flatnonzero(self._strong)[row]][place[known]]

    def _label_dated(self, label: Ints, rows: Flags) -> None:
        groups, of_row = self._clusters(rows, self._near)
        size = len(groups)
        near, names = self._near.of_rows(rows), self._names.of_rows(rows)
        of_health = Owners(self._near.of_rows(self._health), self._person, near.keys)
        first, last = of_health.of_groups(near, of_row, size)
        undated = self._carried.of_rows(self._health & ~self._dated)
        other, further = Owners(undated, self._person, names.keys).of_groups(names, of_row, size)
        lowest = np.where(first < 0, other, np.where(other < 0, first, np.minimum(first, other)))
        self._give(label, rows, groups, of_row, (lowest, np.maximum(last, further)))

    def _label_undated(self, label: Ints, rows: Flags) -> None:
        groups, of_row = self._clusters(rows, self._carried)
        certain = self._carried.of_rows(self._health | self._dated)
        names = self._names.of_rows(rows)
        bounds = Owners(certain, label, names.keys).of_groups(names, of_row, len(groups))
        self._give(label, rows, groups, of_row, bounds)

    def _clusters(self, rows: Flags, pairs: Ragged) -> tuple[Ints, Ints]:
        """The rows' people, and for each row the least of those who share keys with its own."""
        people, of_person = np.unique(self._person[rows], return_inverse=True)
        of_row = np.zeros(len(rows), dtype=np.int64)
        of_row[rows] = of_person
        shared = pairs.of_rows(rows)
        _, node = np.unique(shared.keys, return_inverse=True)
        size = len(people) + (int(node.max()) + 1 if len(node) else 0)
        root = components(of_row[shared.rows], node + len(people), size)[: len(people)]
        return people, root[of_row] if len(people) else of_row

    @staticmethod
    def _give(
        label: Ints, rows: Flags, groups: Ints, of_row: Ints, bounds: tuple[Ints, Ints]
    ) -> None:
        """Nobody may be the same: a label of their own. One: that one's. Several: none."""
        first, last = bounds
        chosen = np.where(first < 0, groups, np.where(first == last, first, 0))
        label[rows] = chosen[of_row[rows]]
