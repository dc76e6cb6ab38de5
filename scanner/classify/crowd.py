"""All people of a sweep as arrays: linked once, then counted for any set of rows.

`Crowd.of_table` takes the table `people`; a place, an entity or a controller is an array of row
numbers. Nothing here costs a Python object per row.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.classify.components import Ints, Ragged
from scanner.classify.distinct import Sure, distinct
from scanner.classify.linking import link
from scanner.classify.links import CODES, Linked, Records
from scanner.classify.names_alone import NamesAlone
from scanner.classify.namesakes import ByRow, Namesakes
from scanner.classify.person_keys import HEALTH_ID, NAME
from scanner.classify.relations import Relation

Flags = npt.NDArray[np.bool_]
_CARED_FOR, _UNKNOWN = CODES[Relation.CARED_FOR], CODES[Relation.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people a place concerns. What each count means: docs/people.md."""

    people_at_least: int
    people_up_to: int
    people_home_entry_at_least: int
    people_home_entry_up_to: int
    enterable_homes: int  # the way in and the address stand in one record
    enterable_homes_linked: int = 0  # or in two records of one person
    people_cared_for_at_least: int = 0
    people_cared_for_up_to: int = 0  # those of whom nothing says that they are kin or staff


@dataclass(frozen=True, slots=True)
class Facts:
    """What rows say beside who they are about."""

    home: Flags
    address: Flags
    enterable: Flags
    test: Flags
    relation: Ints  # code of `Relation`


class Crowd:
    """The people of all rows given."""

    def __init__(self, records: Records, facts: Facts) -> None:
        self.linked: Linked = link(records)
        self.sure: Sure = distinct(records, self.linked)
        self.facts = facts
        self._alone = NamesAlone(records, self.linked)
        names = records.keys.of_ranks(NAME, NAME)
        self._names = ByRow(names + records.called.of_ranks(NAME, NAME))
        self._namesakes = Namesakes(names, records.tier, self.linked.person)

    @classmethod
    def of_table(cls, people: pa.Table) -> "Crowd":
        """The rows of the table `people`, whatever inventories they come from."""
        return cls(records_of(people), facts_of(people))

    def counts(self, rows: Ints) -> Counts:
        """The counts of these rows. Test numbers are nobody."""
        rows = rows[~self.facts.test[rows]]
        home, address = rows[self.facts.home[rows]], rows[self.facts.address[rows]]
        enterable = self.people(rows[self.facts.enterable[rows]])
        linked = np.intersect1d(self.people(home), self.linked.person[address])
        return Counts(
            self.at_least(rows),
            self.up_to(rows),
            self.at_least(home),
            self.up_to(home),
            len(enterable),
            len(np.union1d(linked, enterable)),
            *self._cared_for(rows),
        )

    def at_least(self, rows: Ints) -> int:
        """How many people the rows concern for sure."""
        sure = self.sure
        bare = len(np.unique(sure.label[rows][sure.bare[rows]]))
        known = rows[(sure.label[rows] != 0) & ~sure.bare[rows]]
        labels = np.unique(sure.label[known])
        numbered = int((labels >> 60 == HEALTH_ID).sum())
        anybody = len(np.unique(sure.label[known][sure.anybody[known]]))
        beside, named = self._alone.count(rows)
        unnumbered = len(labels) - numbered + beside
        return max(numbered + max(0, unnumbered - anybody), bare, named)

    def up_to(self, rows: Ints) -> int:
        """How many people the rows may concern, namesakes who look like one allowed for."""
        return len(self.people(rows)) + self._namesakes.hidden(rows, self.linked.person[rows])

    def people(self, rows: Ints) -> Ints:
        """Keys of everybody the rows may concern, test numbers left out; sorted."""
        rows = rows[~self.facts.test[rows]]
        part = self.linked.part[rows]
        sure = rows[part == 0]
        open_ = rows[part != 0]
        if len(open_):
            bear = self._names.of(sure)
            open_ = open_[~np.isin(self.linked.part[open_], bear)]
        return np.unique(np.concatenate([self.linked.person[sure], self.linked.person[open_]]))

    def _cared_for(self, rows: Ints) -> tuple[int, int]:
        relation, person = self.facts.relation[rows], self.linked.person[rows]
        cared_for = rows[relation == _CARED_FOR]
        elsewise = (relation != _CARED_FOR) & (relation != _UNKNOWN)
        others = np.setdiff1d(person[elsewise], person[relation == _CARED_FOR])
        may_be = rows[~np.isin(person, others)]
        return self.at_least(cared_for), self.up_to(may_be)


def records_of(people: pa.Table) -> Records:
    """Who the rows of the table are about."""
    people = people.combine_chunks()
    keys = _ragged(people["keys"])
    starts = np.searchsorted(keys.rows, np.arange(len(people)))
    return Records(
        keys.keys[starts] if len(people) else np.zeros(0, dtype=np.int64),
        keys,
        _ragged(people["also_called"]),
        _ragged(people["records"]),
        _numbers(people["beside"]),
        _relations(people),
    )


def facts_of(people: pa.Table) -> Facts:
    """What the rows of the table say beside."""
    enterable = _flags(people["enterable"])
    return Facts(
        _flags(people["home_entry"]),
        _flags(people["address"]) | enterable,
        enterable,
        _flags(people["test"]),
        _relations(people),
    )


def _array(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _ragged(column: Any) -> Ragged:
    lists = _array(column)
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    keys = pc.list_flatten(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    return Ragged(keys, np.repeat(np.arange(len(lengths), dtype=np.int64), lengths))


def _numbers(column: Any) -> Ints:
    filled = pc.fill_null(_array(column), 0)
    numbers: Ints = filled.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _flags(column: Any) -> Flags:
    filled = pc.fill_null(_array(column), False)
    flags: Flags = filled.to_numpy(zero_copy_only=False).astype(bool)
    return flags


def _relations(people: pa.Table) -> Ints:
    known = pa.array([relation.value for relation in CODES])
    codes: Ints = _numbers(pc.fill_null(pc.index_in(_array(people["relation"]), known), _UNKNOWN))
    return codes
