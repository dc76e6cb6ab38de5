"""Marks of a review applied to whole tables: only what a mark is about is looked at row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Entity
from scanner.classify.components import Ints
from scanner.inventory.writer import Row
from scanner.marks import Marks, is_wrong
from scanner.reviewed import objects_recounted, people_counted


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The rows of a sweep as they count."""

    objects: pa.Table
    found: pa.Table  # of `inventory`
    people: pa.Table
    wrong: int  # rows of `found` that are marked wrong


def reviewed(
    rows: Mapping[str, pa.Table], entities: Mapping[str, Entity], marks: Marks, confidence: float
) -> Reviewed:
    """The rows under these marks; as they are where no mark is about any of them."""
    objects, found, people = (rows[name] for name in ("objects", "inventory", "people"))
    touched = pc.unique(found.filter(_may_be_marked(found, marks))["uri"])
    if not len(touched):
        return Reviewed(objects, found, people, 0)
    at = _rows_of(found, touched)
    before: list[Row] = found.take(at).to_pylist()
    after = marks.applied(before)
    of_objects = _rows_of(objects, touched)
    old: list[Row] = objects.take(of_objects).to_pylist()
    new = list(objects_recounted(old, before, after, confidence))
    theirs = pc.is_in(people["uri"], value_set=touched)
    left = people_counted(people.filter(theirs), after, entities, confidence)
    return Reviewed(
        _with(objects, of_objects, new),
        _with(found, at, after),
        pa.concat_tables([people.filter(pc.invert(theirs)), left]),
        sum(map(is_wrong, after)),
    )


def _may_be_marked(found: pa.Table, marks: Marks) -> pa.ChunkedArray:
    marked = pa.array({mark.entity for mark in marks.by_row.values()}, pa.string())
    said = pc.starts_with(found["verdict"], "marked wrong by ")
    return pc.or_(pc.fill_null(said, False), pc.is_in(found["entity"], value_set=marked))


def _rows_of(table: pa.Table, uris: pa.Array) -> Ints:
    of_these: Ints = np.flatnonzero(pc.is_in(table["uri"], value_set=uris).to_numpy())
    return of_these


def _with(table: pa.Table, at: Ints, rows: Sequence[Row]) -> pa.Table:
    """The table with these rows at these places."""
    places = np.arange(len(table))
    places[at] = len(table) + np.arange(len(at))
    return pa.concat_tables([table, pa.Table.from_pylist(list(rows), table.schema)]).take(places)
