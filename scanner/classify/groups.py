"""Many sets of rows at once: the rows of each place, of each object, of each entity in a place.

Sets are counted together, over arrays sorted once, since a call per place costs more than its
people do. A member of a group is one number, group and member in one, so that the usual operations
on sorted arrays (unique, intersection, difference) work on all groups at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanner.classify.components import Ints

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows, each in one of `size` groups; a row twice in a group counts once."""

    rows: Ints
    group: Ints  # of each row
    size: int

    @classmethod
    def one(cls, rows: Ints) -> "Groups":
        """A single group."""
        return cls(rows, np.zeros(len(rows), np.int64), 1)

    def where(self, chosen: Flags) -> "Groups":
        """Those rows alone; the groups keep their numbers."""
        return Groups(self.rows[chosen], self.group[chosen], self.size)


class Members:
    """Distinct members of each group. `codes` of members are below `span`."""

    __slots__ = ("pairs", "size", "span")

    def __init__(self, pairs: Ints, span: int, size: int) -> None:
        """`pairs`: group * span + code, sorted, none twice; `size`: how many groups."""
        self.pairs, self.span, self.size = pairs, max(span, 1), size

    @classmethod
    def of(cls, group: Ints, code: Ints, span: int, size: int) -> "Members":
        """The members of each group, repeats left out."""
        return cls(_distinct(group * max(span, 1) + code), span, size)

    @property
    def group(self) -> Ints:
        """The group of each member."""
        return self.pairs // self.span

    @property
    def code(self) -> Ints:
        """The code of each member."""
        return self.pairs % self.span

    def counts(self, chosen: Flags | None = None) -> Ints:
        """How many members each group has, of those chosen by their position."""
        group = self.group if chosen is None else self.group[chosen]
        return np.bincount(group, minlength=self.size)

    def holds(self, group: Ints, code: Ints) -> Flags:
        """Whether each code is a member of its group."""
        return np.isin(group * self.span + code, self.pairs)

    def __and__(self, other: "Members") -> "Members":
        both = np.intersect1d(self.pairs, other.pairs, assume_unique=True)
        return Members(both, self.span, self.size)

    def __or__(self, other: "Members") -> "Members":
        both = _distinct(np.concatenate([self.pairs, other.pairs]))
        return Members(both, self.span, self.size)

    def __sub__(self, other: "Members") -> "Members":
        left = np.setdiff1d(self.pairs, other.pairs, assume_unique=True)
        return Members(left, self.span, self.size)


def _distinct(values: Ints) -> Ints:
    """Each value once, sorted: several times as fast as `np.unique`, which hashes first."""
    ordered = np.sort(values)
    distinct: Ints = ordered[np.diff(ordered, prepend=-1) != 0]
    return distinct


class Coded:
    """Values as small numbers, in the order of the values."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Ints) -> None:
        self.values, codes = np.unique(values, return_inverse=True)
        self.codes: Ints = codes.astype(np.int64)

    def __len__(self) -> int:
        return len(self.values)

    def code_of(self, values: Ints) -> Ints:
        """The codes of some values, -1 of those that are not among ours."""
        if not len(self.values):
            return np.full(len(values), -1, np.int64)
        place = np.minimum(np.searchsorted(self.values, values), len(self.values) - 1)
        return np.where(self.values[place] == values, place, -1)


class Lists:
    """A list of numbers for each of `size` rows, rows in order."""

    __slots__ = ("_offsets", "_values")

    def __init__(self, rows: Ints, values: Ints, size: int) -> None:
        """`rows`: the row of each value, in any order."""
        order = np.argsort(rows, kind="stable")
        self._values = values[order]
        self._offsets = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(rows, minlength=size), out=self._offsets[1:])

    def lengths(self, rows: Ints) -> Ints:
        """How many values each of the rows has."""
        return self._offsets[rows + 1] - self._offsets[rows]

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """The values of some rows one after another, and which of these rows each belongs to."""
        first, lengths = self._offsets[rows], self.lengths(rows)
        before = np.cumsum(lengths) - lengths
        at = np.arange(int(lengths.sum()), dtype=np.int64) + np.repeat(first - before, lengths)
        return self._values[at], np.repeat(np.arange(len(rows), dtype=np.int64), lengths)


def portions(groups: Groups) -> Iterator[tuple[Ints, Groups]]:
    """The groups that have rows, a few at a time: their numbers, and they numbered anew from 0."""
    order = np.argsort(groups.group, kind="stable")
    rows, group = groups.rows[order], groups.group[order]
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    ends = np.append(starts[1:], len(group))
    for part in few(ends - starts):
        at = slice(starts[part][0], ends[part][-1])
        numbers = group[starts[part]]
        yield numbers, Groups(rows[at], np.searchsorted(numbers, group[at]), len(numbers))


def few(lengths: Ints, most: int = 250_000) -> Iterator[slice]:
    """Neighbouring groups that have no more than so many rows together, or one group alone.

    So memory grows with the largest group, not with all of them.
    """
    ends, first = np.cumsum(lengths), 0
    while first < len(lengths):
        before = int(ends[first] - lengths[first])
        last = max(first + 1, int(np.searchsorted(ends, before + most, "right")))
        yield slice(first, last)
        first = last
