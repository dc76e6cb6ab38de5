"""What is known of the rows while they are linked: see `linking`."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from scanner.classify.components import Ints, Owners, Ragged
from scanner.classify.person_keys import NAME
from scanner.classify.relations import Relation

Flags = npt.NDArray[np.bool_]
CODES: Final = {relation: code for code, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class Records:
    """What is known of each row of `people`, as arrays."""

    first: Ints  # strongest key
    keys: Ragged
    called: Ragged
    points: Ragged  # local keys
    beside: Ints  # first key of whom the record is about; 0: the row is about them
    relation: Ints  # code of `relations.Relation`

    @property
    def tier(self) -> Ints:
        """Rank of the strongest key."""
        return self.first >> 60


@dataclass(frozen=True, slots=True)
class Linked:
    """Who each row turned out to be."""

    person: Ints  # the strongest key of all rows that are this person: stable across runs
    part: Ints  # key of a part of a name that somebody known bears: nobody new beside them; else 0
    pointed: Flags  # a local key says who it is


class Links:
    """Who the rows are, as far as it is settled: `person` is -1 where it is not."""

    def __init__(self, records: Records) -> None:
        self.records, self.tier = records, records.tier
        size = len(records.first)
        self.person = np.full(size, -1, dtype=np.int64)
        self.part = np.zeros(size, dtype=np.int64)
        self.pointed = np.zeros(size, dtype=bool)
        self.names = records.keys.of_ranks(NAME, NAME)
        self.carried = self.names + records.called.of_ranks(NAME, NAME)
        self.full = np.zeros(size, dtype=bool)  # more than one word of a name is known
        self.full[records.called.rows] = True

    @property
    def settled(self) -> Flags:
        """Rows of which it is known who they are."""
        return self.person >= 0

    def owners(self, pairs: Ragged, asked: Ints) -> Owners:
        """Who carries each key asked for, among settled rows."""
        return Owners(pairs.of_rows(self.settled), self.person, asked)

    def of_each(self, pairs: Ragged, asked: Ragged) -> tuple[Ints, Ints]:
        """The first and last settled owner over the keys of each row; -1: nobody."""
        size = len(self.person)
        each = np.arange(size, dtype=np.int64)
        return self.owners(pairs, asked.keys).of_groups(asked, each, size)

    def point(self, rows: Flags) -> None:
        """Rows that point at exactly one person by a local key are about that person."""
        points = self.records.points
        first, last = self.of_each(points, points.of_rows(rows & ~self.settled))
        one = rows & ~self.settled & (first >= 0) & (first == last)
        self.person[one] = first[one]
        self.pointed |= one
