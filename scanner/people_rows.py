"""People of an inventory, from its table `people`: how many a place, entity or controller has.

Everything that counts people over several objects (places, totals, what-if, merged inventories)
counts through here, so that the same people give the same figures everywhere. A set of people is an
array of row numbers of the table; many sets are counted together, as `Groups`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.classify.components import Ints
from scanner.classify.groups import Groups, Lists, portions
from scanner.classify.people import Counts, Crowd
from scanner.inventory.writer import Row

ByEntity = dict[str, tuple[int, int]]  # at least, up to
COUNTS = tuple(field.name for field in fields(Counts))


class People:
    """All rows of a table `people`, linked once; who is who shows from all of them."""

    def __init__(self, table: pa.Table) -> None:
        table = table.combine_chunks()
        self._crowd = Crowd.of_table(table)
        self._entities = _Names(table["entities"])
        self._controllers = _Names(table["controllers"], unnamed="")
        self._raising = _Names(table["raising"])
        self.everybody: Ints = np.arange(len(table), dtype=np.int64)
        uris = table["uri"].combine_chunks().dictionary_encode()
        self._uris: pa.Array = uris.dictionary
        codes = uris.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        self._of_uri = Lists(codes, self.everybody, len(self._uris))

    def of_each(self, uris: pa.Array) -> Groups:
        """The rows of each object."""
        known = pc.index_in(uris, self._uris).fill_null(-1).to_numpy(zero_copy_only=False)
        named = np.flatnonzero(known >= 0)
        rows, which = self._of_uri.of(known[named].astype(np.int64))
        return Groups(rows, named[which], len(uris))

    def of_objects(self, uris: Iterable[str]) -> Ints:
        """The rows of several objects."""
        return self.of_each(pa.array(uris, pa.string())).rows

    def count(self, rows: Ints) -> Counts:
        """The people of these rows."""
        return self._crowd.counts(rows) if len(rows) else Counts(0, 0, 0, 0, 0)

    def counts_of(self, groups: Groups) -> dict[str, Ints]:
        """The counts of each group: a column for each field of `Counts`."""
        columns = {name: np.zeros(groups.size, np.int64) for name in COUNTS}
        for numbers, part in portions(groups):
            for name, column in self._crowd.counts_of(part).items():
                columns[name][numbers] = column
        return columns

    def keys(self, rows: Ints) -> Ints:
        """Keys of whom the rows may concern; sorted."""
        return self._crowd.people(rows)

    def keys_of(self, groups: Groups, *, home: bool = False) -> list[Ints]:
        """Keys of whom each group may concern, or of these whose home could be entered; sorted."""
        if home:
            groups = groups.where(self._crowd.facts.home[groups.rows])
        keys, group = self._crowd.keys_of(groups)
        return np.split(keys, np.searchsorted(group, np.arange(1, groups.size)))

    def by_kind(self, rows: Ints, kinds: Mapping[str, str]) -> ByEntity:
        """For each kind the people whose record holds an entity of it: at least, up to.

        `kinds`: the kind of each entity, such as its harm.
        """
        return self.by_kind_of(Groups.one(rows), [kinds])[0]

    def by_entity(self, rows: Ints, names: Iterable[str]) -> ByEntity:
        """For each entity the people whose record holds it: at least, up to."""
        return self.by_entity_of(Groups.one(rows), [names])[0]

    def by_entity_of(self, groups: Groups, names: Sequence[Iterable[str]]) -> list[ByEntity]:
        """The same for each group. `names`: those wanted, of each group."""
        return self.by_kind_of(groups, [{name: name for name in wanted} for wanted in names])

    def by_kind_of(self, groups: Groups, kinds: Sequence[Mapping[str, str]]) -> list[ByEntity]:
        """What `by_kind` tells, for each group."""
        told = [dict.fromkeys(sorted(set(wanted.values())), (0, 0)) for wanted in kinds]
        every = sorted({kind for wanted in told for kind in wanted})
        live = groups.where(~self._crowd.facts.test[groups.rows])
        held = self._entities.split(live, self._entities.numbered(kinds, every), len(every))
        for numbers, part in portions(held):
            low, high = self._crowd.at_least_of(part), self._crowd.up_to_of(part)
            for number, *bounds in zip(numbers.tolist(), low.tolist(), high.tolist(), strict=True):
                group, kind = divmod(number, len(every))
                told[group][every[kind]] = (bounds[0], bounds[1])
        return told

    def raising_of(self, groups: Groups) -> list[dict[str, int]]:
        """For each group what makes ways in worse, and of how many who could be entered: up to."""
        names = self._raising.names
        told: list[dict[str, int]] = [{} for _ in range(groups.size)]
        each = np.arange(len(names), dtype=np.int64)[np.newaxis]
        split = self._raising.split(self._crowd.entered(groups), each, len(names))
        counts = self._crowd.look_like(split).reshape(groups.size, len(names))
        for name in sorted(names):
            column = counts[:, names.index(name)]
            for group in np.flatnonzero(column).tolist():
                told[group][name] = int(column[group])
        return told

    def by_controller(self, rows: Ints, objects: Mapping[str, int]) -> list[Row]:
        """The counts of people split by controller; those of nobody under an empty name."""
        return self.by_controller_of(Groups.one(rows), [objects])[0]

    def by_controller_of(
        self, groups: Groups, objects: Sequence[Mapping[str, int]]
    ) -> list[list[Row]]:
        """The same for each group. `objects`: how many each controller has there."""
        names = self._controllers.names
        told = [dict.fromkeys(named, dict.fromkeys(COUNTS, 0)) for named in objects]
        each = np.arange(len(names), dtype=np.int64)[np.newaxis]
        for numbers, part in portions(self._controllers.split(groups, each, len(names))):
            columns = self._crowd.counts_of(part)
            for index, number in enumerate(numbers.tolist()):
                group, name = divmod(number, len(names))
                counts = {count: int(column[index]) for count, column in columns.items()}
                told[group][names[name]] = counts
        return [
            [
                {"controller": name, "objects": of.get(name, 0), **split[name]}
                for name in sorted(split)
            ]
            for of, split in zip(objects, told, strict=True)
        ]


class _Names:
    """A column of lists of names, as numbers."""

    def __init__(self, column: pa.ChunkedArray, unnamed: str | None = None) -> None:
        """`unnamed`: what rows without a name are called."""
        lists = column.combine_chunks()
        lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
        encoded = pc.list_flatten(lists).dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        self.names: list[str] = encoded.dictionary.to_pylist()
        if unnamed is not None:
            empty = np.flatnonzero(lengths == 0)
            codes = np.concatenate([codes, np.full(len(empty), len(self.names))])
            rows = np.concatenate([rows, empty])
            self.names.append(unnamed)
        self._lists = Lists(rows, codes, len(lengths))

    def numbered(self, kinds: Sequence[Mapping[str, str]], every: Sequence[str]) -> Ints:
        """For each group and name the number of its kind among `every`; -1: of none."""
        number = {kind: index for index, kind in enumerate(every)}
        code = {name: index for index, name in enumerate(self.names)}
        numbers = np.full((len(kinds), len(code)), -1, np.int64)
        for group, wanted in enumerate(kinds):
            for name in wanted.keys() & code.keys():
                numbers[group, code[name]] = number[wanted[name]]
        return numbers

    def split(self, groups: Groups, kind_of: Ints, kinds: int) -> Groups:
        """A group for each kind in each group, numbered group * kinds + kind.

        `kind_of`: of each name, in each group or in all; -1: of none.
        """
        codes, which = self._lists.of(groups.rows)
        group = groups.group[which]
        kind = kind_of[group if len(kind_of) > 1 else 0, codes]
        named = kind >= 0
        parts = group[named] * kinds + kind[named]
        return Groups(groups.rows[which][named], parts, groups.size * kinds)


def entity_rows(people: Mapping[str, tuple[int, int]]) -> list[Row]:
    """What `by_entity` gives as the field `entity_people`."""
    return _bounds("entity", people)


def harm_rows(people: Mapping[str, tuple[int, int]]) -> list[Row]:
    """What `by_kind` gives of harms as the field `harm_people`."""
    return _bounds("harm", people)


def _bounds(what: str, people: Mapping[str, tuple[int, int]]) -> list[Row]:
    return [
        {what: name, "people_at_least": at_least, "people_up_to": up_to}
        for name, (at_least, up_to) in people.items()
    ]


def raising_rows(people: Mapping[str, int]) -> list[Row]:
    """What `raising_of` gives as the field `raising`."""
    return [{"fact": fact, "people_up_to": count} for fact, count in people.items()]


def objects_by_controller(rows: Iterable[Row]) -> Counter[str]:
    """How many objects hold data of each controller."""
    named: Counter[str] = Counter()
    for row in rows:
        named.update(list(row["controllers"] or ()))  # type: ignore[call-overload]
    return named
