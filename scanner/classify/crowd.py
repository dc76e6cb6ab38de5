"""All people of a sweep as arrays: linked once, then counted for any set of rows.

`Crowd.of_table` takes the table `people`; a place, an entity or a controller is an array of row
numbers, and many of them are counted at once as `Groups`. Nothing here costs a Python object per
row.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.classify.components import Ints, Ragged
from scanner.classify.distinct import Sure, distinct
from scanner.classify.groups import Coded, Groups, Lists, Members
from scanner.classify.linking import link
from scanner.classify.links import CODES, Linked, Records
from scanner.classify.names_alone import NamesAlone
from scanner.classify.namesakes import Namesakes
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
        names = records.keys.of_ranks(NAME, NAME)
        borne = names + records.called.of_ranks(NAME, NAME)
        self._person, self._label = Coded(self.linked.person), Coded(self.sure.label)
        self._part = Coded(self.linked.part)
        part = self._part.code_of(borne.keys)
        self._parts = Lists(borne.rows[part >= 0], part[part >= 0], len(self.linked.part))
        self._namesakes = Namesakes(names, records.tier, self._person)
        self._alone = NamesAlone(records, self.linked, self._person)

    @classmethod
    def of_table(cls, people: pa.Table) -> "Crowd":
        """The rows of the table `people`, whatever inventories they come from."""
        return cls(records_of(people), facts_of(people))

    def counts(self, rows: Ints) -> Counts:
        """The counts of these rows. Test numbers are nobody."""
        columns = self.counts_of(Groups.one(rows))
        return Counts(**{name: int(column[0]) for name, column in columns.items()})

    def at_least(self, rows: Ints) -> int:
        """How many people the rows concern for sure."""
        return int(self.at_least_of(Groups.one(rows))[0])

    def up_to(self, rows: Ints) -> int:
        """How many people the rows may concern, namesakes who look like one allowed for."""
        return int(self.up_to_of(Groups.one(rows))[0])

    def people(self, rows: Ints) -> Ints:
        """Keys of everybody the rows may concern, test numbers left out; sorted."""
        return self.keys_of(Groups.one(rows))[0]

    def counts_of(self, groups: Groups) -> dict[str, Ints]:
        """The counts of each group: a column for each field of `Counts`."""
        groups = groups.where(~self.facts.test[groups.rows])
        home = groups.where(self.facts.home[groups.rows])
        address = groups.where(self.facts.address[groups.rows])
        enterable = self._people_of(groups.where(self.facts.enterable[groups.rows]))
        linked = self._people_of(home) & self._whose(address)
        cared_for, may_be_cared_for = self._cared_for(groups)
        return {
            "people_at_least": self.at_least_of(groups),
            "people_up_to": self.up_to_of(groups),
            "people_home_entry_at_least": self.at_least_of(home),
            "people_home_entry_up_to": self.up_to_of(home),
            "enterable_homes": enterable.counts(),
            "enterable_homes_linked": (linked | enterable).counts(),
            "people_cared_for_at_least": cared_for,
            "people_cared_for_up_to": may_be_cared_for,
        }

    def at_least_of(self, groups: Groups) -> Ints:
        """How many people each group concerns for sure."""
        sure, rows = self.sure, groups.rows
        known = groups.where((sure.label[rows] != 0) & ~sure.bare[rows])
        labels = self._labels(known)
        numbered = labels.counts(self._label.values[labels.code] >> 60 == HEALTH_ID)
        anybody = self._labels(known.where(sure.anybody[known.rows])).counts()
        bare = self._labels(groups.where(sure.bare[rows])).counts()
        beside, named = self._alone.count_of(groups)
        unnumbered = labels.counts() - numbered + beside
        least: Ints = np.maximum(numbered + np.maximum(0, unnumbered - anybody), bare)
        return np.maximum(least, named)

    def up_to_of(self, groups: Groups) -> Ints:
        """How many people each group may concern, namesakes who look like one allowed for."""
        return self._people_of(groups).counts() + self._namesakes.hidden(groups)

    def entered(self, groups: Groups) -> Groups:
        """All rows of each group that are about somebody whose home could be entered with it."""
        whose = self._people_of(groups.where(self.facts.home[groups.rows]))
        return groups.where(whose.holds(groups.group, self._person.codes[groups.rows]))

    def look_like(self, groups: Groups) -> Ints:
        """How many people each group seems to concern, namesakes not allowed for."""
        return self._people_of(groups).counts()

    def keys_of(self, groups: Groups) -> tuple[Ints, Ints]:
        """Keys of everybody each group may concern, sorted within it, and the group of each."""
        people = self._people_of(groups)
        return self._person.values[people.code], people.group

    def _labels(self, groups: Groups) -> Members:
        labels = self._label.codes[groups.rows]
        return Members.of(groups.group, labels, len(self._label), groups.size)

    def _whose(self, groups: Groups) -> Members:
        person = self._person.codes[groups.rows]
        return Members.of(groups.group, person, len(self._person), groups.size)

    def _people_of(self, groups: Groups) -> Members:
        """Everybody each group may concern, test numbers left out."""
        groups = groups.where(~self.facts.test[groups.rows])
        named = self.linked.part[groups.rows] == 0
        if named.all():
            return self._whose(groups)
        sure, open_ = groups.where(named), groups.where(~named)
        parts, which = self._parts.of(sure.rows)
        borne = Members.of(sure.group[which], parts, len(self._part), groups.size)
        somebody = borne.holds(open_.group, self._part.codes[open_.rows])
        return self._whose(sure) | self._whose(open_.where(~somebody))

    def _cared_for(self, groups: Groups) -> tuple[Ints, Ints]:
        relation = self.facts.relation[groups.rows]
        cared_for = groups.where(relation == _CARED_FOR)
        elsewise = groups.where((relation != _CARED_FOR) & (relation != _UNKNOWN))
        others = self._whose(elsewise) - self._whose(cared_for)
        may_be = ~others.holds(groups.group, self._person.codes[groups.rows])
        return self.at_least_of(cared_for), self.up_to_of(groups.where(may_be))


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
