"""Sets that hang together, over arrays: union and find without an object per member."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def components(one: Ints, other: Ints, size: int) -> Ints:
    """For each of `size` nodes the smallest node it hangs together with; edges `one`-`other`.

    Every round hooks roots to smaller roots and shortens all paths, so rounds grow with the
    logarithm of the longest chain, whatever a hostile file may build.
    """
    parent = np.arange(size, dtype=np.int64)
    while len(one):
        low, high = np.minimum(one, other), np.maximum(one, other)
        np.minimum.at(parent, high, low)
        parent = _flattened(parent)
        one, other = parent[one], parent[other]
        apart = one != other
        one, other = one[apart], other[apart]
    return parent


def _flattened(parent: Ints) -> Ints:
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return parent
        parent = above


class Ragged:
    """A list of keys for each row, as two flat arrays."""

    __slots__ = ("keys", "rows")

    def __init__(self, keys: Ints, rows: Ints) -> None:
        self.keys, self.rows = keys, rows

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Ragged":
        """Those pairs alone; the rows keep their numbers."""
        return Ragged(self.keys[chosen], self.rows[chosen])

    def among(self, keys: Ints) -> "Ragged":
        """Those pairs whose key is one of these; `keys` are sorted."""
        return self.where(_found(keys, self.keys)[1])

    def of_ranks(self, least: int, most: int) -> "Ragged":
        """The keys of these ranks."""
        ranks = self.keys >> 60
        return self.where((ranks >= least) & (ranks <= most))

    def of_rows(self, chosen: npt.NDArray[np.bool_]) -> "Ragged":
        """The keys of these rows."""
        return self.where(chosen[self.rows])

    def __add__(self, other: "Ragged") -> "Ragged":
        return Ragged(
            np.concatenate([self.keys, other.keys]), np.concatenate([self.rows, other.rows])
        )


class Owners:
    """For each key asked for the people who carry it, as first and last of them: one, or several.

    Only these keys are looked at: who asks for few of many pays little.
    """

    __slots__ = ("_first", "_keys", "_last")

    def __init__(self, pairs: Ragged, people: Ints, asked: Ints) -> None:
        """`people`: the person of each row."""
        self._keys = np.unique(asked)
        self._first = np.full(len(self._keys), np.iinfo(np.int64).max)
        self._last = np.full(len(self._keys), -1, dtype=np.int64)
        place, known = _found(self._keys, pairs.keys)
        whose = people[pairs.rows[known]]
        np.minimum.at(self._first, place[known], whose)
        np.maximum.at(self._last, place[known], whose)
        self._first[self._last < 0] = -1

    def of(self, keys: Ints) -> tuple[Ints, Ints]:
        """First and last owner of each key; -1 where nobody carries it."""
        place, known = _found(self._keys, keys)
        if not len(self._keys):
            return place - 1, place - 1
        return np.where(known, self._first[place], -1), np.where(known, self._last[place], -1)

    def of_groups(self, pairs: Ragged, group: Ints, groups: int) -> tuple[Ints, Ints]:
        """The same over all keys of each group; `group` of each row."""
        first, last = self.of(pairs.keys)
        known = first >= 0
        whose = group[pairs.rows[known]]
        lowest = np.full(groups, np.iinfo(np.int64).max)
        highest = np.full(groups, -1, dtype=np.int64)
        np.minimum.at(lowest, whose, first[known])
        np.maximum.at(highest, whose, last[known])
        return np.where(highest >= 0, lowest, -1), highest


def _found(ordered: Ints, keys: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Where each key stands among the ordered ones, and whether it does."""
    if not len(ordered):
        return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.bool_)
    place = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return place, ordered[place] == keys
