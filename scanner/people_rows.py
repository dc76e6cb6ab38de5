"""People of an inventory, from its table `people`: how many a place, entity or controller has.

Everything that counts people over several objects (places, totals, what-if, merged inventories)
counts through here, so that the same people give the same figures everywhere. A set of people is an
array of row numbers of the table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.classify.components import Ints
from scanner.classify.people import Counts, Crowd
from scanner.inventory.writer import Row

NOBODY: Ints = np.zeros(0, np.int64)


class People:
    """All rows of a table `people`, linked once; who is who shows from all of them."""

    def __init__(self, table: pa.Table) -> None:
        table = table.combine_chunks()
        self._crowd = Crowd.of_table(table)
        self._entities = _Lists(table["entities"])
        self._controllers = _Lists(table["controllers"])
        self._raising = _Lists(table["raising"])
        self._home = self._crowd.facts.home
        self.everybody: Ints = np.arange(len(table), dtype=np.int64)
        self._by_uri = _rows_by(table["uri"])

    def of_object(self, uri: str) -> Ints:
        """The rows of one object."""
        return self._by_uri.get(uri, NOBODY)

    def of_objects(self, uris: Iterable[str]) -> Ints:
        """The rows of several objects."""
        return together([self.of_object(uri) for uri in uris])

    def count(self, rows: Ints) -> Counts:
        """The people of these rows."""
        return self._crowd.counts(rows) if len(rows) else Counts(0, 0, 0, 0, 0)

    def keys(self, rows: Ints, *, home: bool = False) -> Ints:
        """Keys of whom the rows may concern, or of these whose home could be entered; sorted."""
        return self._crowd.people(rows[self._home[rows]] if home else rows)

    def known(self, rows: Ints) -> int:
        """How many people the rows concern for sure, test numbers left out."""
        return self._crowd.counts(rows).people_at_least if len(rows) else 0

    def by_kind(self, rows: Ints, kinds: Mapping[str, str]) -> dict[str, tuple[int, int]]:
        """For each kind the people whose record holds an entity of it: at least, up to.

        `kinds`: the kind of each entity, such as its harm.
        """
        told = dict.fromkeys(sorted(set(kinds.values())), (0, 0))
        rows = rows[~self._crowd.facts.test[rows]]
        for kind, held in self._entities.split(rows, kinds):
            told[kind] = self._crowd.at_least(held), self._crowd.up_to(held)
        return told

    def by_entity(self, rows: Ints, names: Iterable[str]) -> dict[str, tuple[int, int]]:
        """For each entity the people whose record holds it: at least, up to."""
        return self.by_kind(rows, {name: name for name in names})

    def raising(self, rows: Ints) -> dict[str, int]:
        """What makes ways in worse, and of how many of these whose home could be entered: up to."""
        entered = self.keys(rows, home=True)
        rows = rows[np.isin(self._crowd.linked.person[rows], entered)] if len(entered) else NOBODY
        split = self._raising.split(rows, {fact: fact for fact in self._raising.names})
        return {fact: len(self.keys(held)) for fact, held in split}

    def by_controller(self, rows: Ints, objects: Mapping[str, int]) -> list[Row]:
        """The counts of people split by controller; those of nobody under an empty name."""
        names = {name: name for name in self._controllers.names}
        split = dict.fromkeys(objects, NOBODY) | dict(self._controllers.split(rows, names))
        if len(unnamed := self._controllers.without(rows)):
            split[""] = unnamed
        return [
            {"controller": name, "objects": objects.get(name, 0), **asdict(self.count(split[name]))}
            for name in sorted(split)
        ]


class _Lists:
    """A column of lists of names, as numbers."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        lists = column.combine_chunks()
        lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
        self._offsets: Ints = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        encoded = pc.list_flatten(lists).dictionary_encode()
        self._codes: Ints = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        self.names: list[str] = encoded.dictionary.to_pylist()

    def split(self, rows: Ints, kinds: Mapping[str, str]) -> Iterator[tuple[str, Ints]]:
        """For each kind that some of the rows hold a name of, these rows, each once."""
        wanted = sorted(set(kinds.values()))
        number = {kind: index for index, kind in enumerate(wanted)}
        kind_of = np.array([number[kinds[n]] if n in kinds else -1 for n in self.names], np.int64)
        row, code = self._flat(rows)
        kind = kind_of[code]
        # Two names of one kind in a row make it a row of that kind once.
        pairs = np.unique(np.stack([kind, row])[:, kind >= 0], axis=1)
        starts = np.searchsorted(pairs[0], np.arange(len(wanted) + 1))
        for index, name in enumerate(wanted):
            if starts[index] < starts[index + 1]:
                yield name, pairs[1, starts[index] : starts[index + 1]]

    def without(self, rows: Ints) -> Ints:
        """The rows that hold no name."""
        unnamed: Ints = rows[self._offsets[rows] == self._offsets[rows + 1]]
        return unnamed

    def _flat(self, rows: Ints) -> tuple[Ints, Ints]:
        """Each name of the rows as a pair: row, number of the name."""
        first, lengths = self._offsets[rows], self._offsets[rows + 1] - self._offsets[rows]
        before = np.cumsum(lengths) - lengths
        at = np.arange(lengths.sum(), dtype=np.int64) + np.repeat(first - before, lengths)
        return np.repeat(rows, lengths), self._codes[at]


def together(parts: list[Ints]) -> Ints:
    """Rows of several objects as one array."""
    return np.concatenate(parts) if parts else NOBODY


def _rows_by(column: pa.ChunkedArray) -> dict[str, Ints]:
    if not len(column):
        return {}
    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable").astype(np.int64)
    starts = np.flatnonzero(np.diff(codes[order])) + 1
    # Numbers are given in the order of first sight, so groups stand in that of the names.
    return dict(zip(encoded.dictionary.to_pylist(), np.split(order, starts), strict=True))


def entity_rows(people: Mapping[str, tuple[int, int]]) -> list[Row]:
    """What `by_entity` gives as the field `entity_people`."""
    return [
        {"entity": name, "people_at_least": at_least, "people_up_to": up_to}
        for name, (at_least, up_to) in people.items()
    ]


def objects_by_controller(rows: Iterable[Row]) -> Counter[str]:
    """How many objects hold data of each controller."""
    named: Counter[str] = Counter()
    for row in rows:
        named.update(list(row["controllers"] or ()))  # type: ignore[call-overload]
    return named
