"""Places of a finished inventory ranked again under other weights, without reading a source.

Works on whole columns: the words that explain a score are made only for the places that are shown
or written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Entity
from scanner.classify.priority import DAYS_PER_YEAR, LocationFacts, explained
from scanner.classify.scoring import ACCESSES, FactColumns, Ints, Scores, score
from scanner.classify.weights import Weights
from scanner.inventory.writer import Row, batches
from scanner.location_rows import judged_fields
from scanner.model import Access
from scanner.schema import LOCATIONS
from scanner.verdicts import PlaceVerdict

_SKETCHES = ("people_sketch", "home_entry_sketch")
_COUNTED = (
    "people_at_least",
    "people_up_to",
    "people_home_entry_up_to",
    "enterable_homes",
    "test_data",
    "entity_people",
    "raising",
)
_JUDGED_BY = (
    *("direct", "access", "encrypted_at_rest", "newest_modified_at", "verdicts"),
    *_COUNTED,
    *(f"direct_{name}" for name in _COUNTED),
)
_KNOWN, _UNKNOWN, _NOT = 0, 1, 2  # in `scoring.ENCRYPTION`


@dataclass(frozen=True, slots=True)
class Reranking:
    """A table of locations with its new order and scores."""

    table: pa.Table  # as it was
    order: Ints  # rows of `table`, what to protect first in front
    scores: Scores  # in the order of `table`
    weights: Weights
    entities: Mapping[str, Entity]
    swept_at: datetime

    def held(self, top: int | None = None) -> list[Row]:
        """Places with findings of their own in their new order; `was` is the rank before."""
        count = int(pc.sum(self.table["direct"]).as_py() or 0)
        chosen = self.order[: count if top is None else min(top, count)]
        old = self.table.drop_columns(list(_SKETCHES)).take(pa.array(chosen)).to_pylist()
        return [
            row | self._judged(row, int(index)) | {"rank": rank, "was": row["rank"]}
            for rank, (row, index) in enumerate(zip(old, chosen, strict=True), start=1)
        ]

    def locations(self) -> pa.Table:
        """The whole table anew."""
        table = self.table.take(pa.array(self.order))
        rows = [
            self._judged(row, int(index)) | {"rank": rank}
            for rank, (row, index) in enumerate(
                zip(batches(table.select(_JUDGED_BY)), self.order, strict=True), start=1
            )
        ]
        for name in rows[0] if rows else ():
            number = table.schema.get_field_index(name)
            values = pa.array([row[name] for row in rows], LOCATIONS.field(name).type)
            table = table.set_column(number, LOCATIONS.field(name), values)
        return table.cast(LOCATIONS)

    def _judged(self, row: Row, index: int) -> Row:
        verdicts = [PlaceVerdict(**verdict) for verdict in _listed(row["verdicts"])]
        facts = _facts(row, self.swept_at)
        priority = explained(facts, self.scores, index, self.weights, self.entities)
        return judged_fields(priority, verdicts)


def rerank(
    locations: pa.Table, weights: Weights, entities: Mapping[str, Entity], swept_at: datetime
) -> Reranking:
    """The places of one inventory under these weights. `swept_at`: end of its sweep."""
    direct = _numbers(locations["direct"]).astype(bool)
    facts = _columns(locations, direct, swept_at)
    scores = score(facts, weights, entities)
    names = _numbers(pc.rank(locations["location"].combine_chunks()))
    order = np.lexsort(
        (
            names,
            -_numbers(locations["direct_people_up_to"]),
            -_numbers(locations["direct_people_home_entry_up_to"]),
            -scores.score,
            ~direct,
        )
    )
    return Reranking(locations, order.astype(np.int64), scores, weights, entities, swept_at)


def _columns(table: pa.Table, direct: npt.NDArray[np.bool_], swept_at: datetime) -> FactColumns:
    def counted(name: str) -> Ints:
        own, below = _numbers(table[f"direct_{name}"]), _numbers(table[name])
        return np.where(direct, own, below)

    places, kinds, people, names = _kinds(table, direct)
    encrypted = table["encrypted_at_rest"]
    return FactColumns(
        people=counted("people_up_to"),
        home_entry=counted("people_home_entry_up_to"),
        homes=counted("enterable_homes"),
        raising=np.where(direct, _raising(table["direct_raising"]), _raising(table["raising"])),
        access=_accesses(table["access"]),
        encryption=np.where(
            _numbers(pc.is_null(encrypted)).astype(bool),
            _UNKNOWN,
            np.where(_numbers(pc.fill_null(encrypted, False)).astype(bool), _KNOWN, _NOT),
        ),
        years=_years(table["newest_modified_at"], swept_at),
        test_data=counted("test_data").astype(bool),
        kind_place=places,
        kind_name=kinds,
        kind_people=people,
        names=names,
    )


def _kinds(table: pa.Table, direct: npt.NDArray[np.bool_]) -> tuple[Ints, Ints, Ints, list[str]]:
    """Place, number of the name, people up to, for each kind in each place; and the names."""
    places, entities, people = [], [], []
    for name, wanted in (("direct_entity_people", direct), ("entity_people", ~direct)):
        lists = table[name].combine_chunks()
        place = _numbers(pc.list_parent_indices(lists))
        kept = wanted[place]
        flat = pc.list_flatten(lists).filter(pa.array(kept))
        places.append(place[kept])
        entities.append(pc.struct_field(flat, "entity"))
        people.append(_numbers(pc.struct_field(flat, "people_up_to")))
    encoded = pa.concat_arrays(entities).dictionary_encode()
    return (
        np.concatenate(places),
        _numbers(encoded.indices),
        np.concatenate(people),
        encoded.dictionary.to_pylist(),
    )


def _raising(column: pa.ChunkedArray) -> Ints:
    """Facts of each place, each once for each person."""
    lists = column.combine_chunks()
    people = _numbers(pc.struct_field(pc.list_flatten(lists), "people_up_to"))
    facts: Ints = np.bincount(
        _numbers(pc.list_parent_indices(lists)), weights=people, minlength=len(lists)
    ).astype(np.int64)
    return facts


def _accesses(column: pa.ChunkedArray) -> Ints:
    known = pa.array([access.value for access in ACCESSES])
    unknown = ACCESSES.index(Access.UNKNOWN)
    return _numbers(pc.fill_null(pc.index_in(column, value_set=known), unknown))


def _years(newest: pa.ChunkedArray, swept_at: datetime) -> npt.NDArray[np.float64]:
    micros = pc.cast(newest, pa.int64()).to_numpy().astype(np.float64)
    years: npt.NDArray[np.float64] = (
        (swept_at.timestamp() * 1e6 - micros) / 86_400e6 / DAYS_PER_YEAR
    )
    return years


def _numbers(column: Any) -> Ints:
    """A column of numbers or truth values; nothing is 0."""
    filled = pc.cast(column, pa.int64())
    if filled.null_count:
        filled = pc.fill_null(filled, 0)
    array: Ints = filled.to_numpy() if isinstance(filled, pa.ChunkedArray) else np.asarray(filled)
    return array.astype(np.int64)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _facts(row: Row, swept_at: datetime) -> LocationFacts:
    """What is judged, out of a row of `locations`."""
    direct = bool(row["direct"])
    before = "direct_" if direct else ""
    values: dict[str, Any] = {name: row[f"{before}{name}"] for name in _COUNTED}
    people, raising = _listed(values.pop("entity_people")), _listed(values.pop("raising"))
    newest = row["newest_modified_at"]
    encrypted = row["encrypted_at_rest"]
    return LocationFacts(
        **values,
        entity_people={one["entity"]: one["people_up_to"] for one in people},
        raising={one["fact"]: one["people_up_to"] for one in raising},
        access=Access(row["access"]),
        encrypted_at_rest=None if encrypted is None else bool(encrypted),
        newest_modified_at=newest.astimezone(UTC) if isinstance(newest, datetime) else None,
        swept_at=swept_at,
        direct=direct,
    )
