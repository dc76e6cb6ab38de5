"""Objects summed up by the spot they lie in: the same location, target and source.

Arithmetic over whole columns, for there may be many millions of objects; `places` then adds the
spots to the places they lie in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.classify.components import Ints
from scanner.classify.groups import Lists
from scanner.model import Access, Status
from scanner.place_kinds import DATABASES

Flags = npt.NDArray[np.bool_]

ACCESS_ORDER: Final = (
    Access.UNKNOWN,
    Access.RESTRICTED,
    Access.GROUP,
    Access.EVERYONE_INTERNAL,
    Access.PUBLIC,
)
_NEVER: Final = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Spot:
    """What the objects of one location, target and source come to."""

    location: str
    container: str
    source: str
    objects: int
    unexamined: int
    size: int
    findings: int
    access: Access  # the widest
    encrypted: bool | None  # whether all are, where the store says it
    newest: datetime | None
    test: frozenset[bool]  # of the objects with findings
    controllers: Counter[str]  # objects of each
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spots:
    """All spots in the order of their first objects."""

    every: list[Spot]
    of_object: Ints  # the spot of each object


def is_table(objects: pa.Table) -> pa.ChunkedArray:
    """A table of a live database is an object, and the place of its rows."""
    inside = pc.not_equal(pc.fill_null(objects["parent_uri"], ""), "")
    return pc.and_not(pc.equal(objects["source"], DATABASES), inside)


def spots_of(objects: pa.Table, found: pa.Table, confidence: float) -> Spots:
    """The spots of these objects. `found`: rows of `inventory`."""
    where = pc.if_else(is_table(objects), objects["uri"], objects["location"])
    names = [_encoded(column) for column in (where, objects["container"], objects["source"])]
    of_object, first = _numbered([codes for _, codes in names])
    summed = _Summed(objects, found, confidence, of_object, len(first))
    columns = zip(*summed.columns(), strict=True)
    every = [
        Spot(*(values[codes[row]] for values, codes in names), *column)
        for row, column in zip(first.tolist(), columns, strict=True)
    ]
    return Spots(every, of_object)


class _Summed:
    def __init__(
        self, objects: pa.Table, found: pa.Table, confidence: float, spot: Ints, spots: int
    ) -> None:
        self._objects, self._spot, self._spots = objects, spot, spots
        uris, self._uri = _encoded(objects["uri"])
        counted = found.filter(pc.greater_equal(found["confidence"], confidence))
        self._names, entity = _encoded(counted["entity"])
        of = pc.index_in(counted["uri"], pa.array(uris, pa.string()))
        uri = _numbers(of, fill=-1)
        # An object of which no row is left has no spot, so what was found in it counts nowhere.
        pairs = np.unique(uri[uri >= 0] * len(self._names) + entity[uri >= 0])
        self._found_uri, self._found_entity = np.divmod(pairs, max(len(self._names), 1))

    def columns(self) -> Iterator[list[Any]]:
        """The fields of `Spot` from `objects` on."""
        objects = self._objects
        top = pc.equal(pc.fill_null(objects["parent_uri"], ""), "")
        yield self._count(np.ones(len(objects), np.bool_))
        yield self._count(_flags(pc.not_equal(objects["status"], Status.SCANNED.value)))
        yield self._sum(np.where(_flags(top), _numbers(objects["size_bytes"]), 0))
        yield self._sum(_numbers(objects["findings"]))
        yield self._access()
        yield self._encrypted()
        yield self._newest()
        yield self._test()
        yield self._controllers()
        yield self._entities()

    def _sum(self, values: Ints) -> list[Any]:
        total = np.zeros(self._spots, np.int64)
        np.add.at(total, self._spot, values)
        return total.tolist()

    def _count(self, chosen: Flags) -> list[Any]:
        counts: list[Any] = self._numbers_of(chosen).tolist()
        return counts

    def _numbers_of(self, chosen: Flags) -> Ints:
        return np.bincount(self._spot[chosen], minlength=self._spots)

    def _largest(self, values: Ints, least: int) -> Ints:
        largest = np.full(self._spots, least, np.int64)
        np.maximum.at(largest, self._spot, values)
        return largest

    def _access(self) -> list[Any]:
        order = pa.array([access.value for access in ACCESS_ORDER])
        codes = _numbers(pc.index_in(self._objects["access"], order))
        return [ACCESS_ORDER[code] for code in self._largest(codes, 0).tolist()]

    def _encrypted(self) -> list[Any]:
        said = self._objects["encrypted_at_rest"]
        yes = self._numbers_of(_flags(said)) > 0
        no = self._numbers_of(_flags(pc.invert(said))) > 0
        told = zip(yes.tolist(), no.tolist(), strict=True)
        return [not is_no if is_yes or is_no else None for is_yes, is_no in told]

    def _newest(self) -> list[Any]:
        modified = self._objects["modified_at"]
        newest = self._largest(_numbers(modified.cast(pa.int64()), fill=_NEVER), _NEVER)
        told: list[Any] = pa.array(newest, modified.type, mask=newest == _NEVER).to_pylist()
        return told

    def _test(self) -> list[Any]:
        held = np.zeros(int(self._uri.max(initial=-1)) + 1, np.bool_)
        held[self._found_uri] = True
        found, test = held[self._uri], _flags(self._objects["test_data"])
        pairs = zip(self._count(found & test), self._count(found & ~test), strict=True)
        return [
            frozenset({True} if tests else ()) | frozenset({False} if live else ())
            for tests, live in pairs
        ]

    def _controllers(self) -> list[Any]:
        lists = self._objects["controllers"].combine_chunks()
        names, code = _encoded(pa.chunked_array([pc.list_flatten(lists)]))
        spot = self._spot[pc.list_parent_indices(lists).to_numpy()]
        told: list[Any] = [Counter() for _ in range(self._spots)]
        pairs, times = np.unique(spot * max(len(names), 1) + code, return_counts=True)
        for pair, count in zip(pairs.tolist(), times.tolist(), strict=True):
            told[pair // len(names)][names[pair % len(names)]] = count
        return told

    def _entities(self) -> list[Any]:
        # Several objects may be shown under one uri, where what differs in it is hidden.
        size = int(self._uri.max(initial=-1)) + 1
        objects = Lists(self._uri, np.arange(len(self._uri), dtype=np.int64), size)
        held, which = objects.of(self._found_uri)
        pairs = np.unique(self._spot[held] * max(len(self._names), 1) + self._found_entity[which])
        told: list[set[str]] = [set() for _ in range(self._spots)]
        for pair in pairs.tolist():
            told[pair // len(self._names)].add(self._names[pair % len(self._names)])
        return [frozenset(names) for names in told]


def _encoded(column: pa.ChunkedArray) -> tuple[list[str], Ints]:
    """The distinct values, and the number of each row's."""
    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return encoded.dictionary.to_pylist(), codes


def _numbered(columns: list[Ints]) -> tuple[Ints, Ints]:
    """For each row the number of its combination, in the order of first rows, and these rows."""
    combined = np.zeros(len(columns[0]), np.int64)
    for codes in columns:
        combined = np.unique(
            combined * (int(codes.max(initial=0)) + 1) + codes, return_inverse=True
        )[1]
    _, first, which = np.unique(combined, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[which], first[order]


def _numbers(column: Any, fill: int = 0) -> Ints:
    numbers: Ints = pc.fill_null(column, fill).to_numpy().astype(np.int64)
    return numbers


def _flags(column: Any) -> Flags:
    flags: Flags = pc.fill_null(column, False).to_numpy().astype(np.bool_)
    return flags
