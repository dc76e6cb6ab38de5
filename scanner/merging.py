"""Several inventories as one: what a single sweep of everything would have counted.

People are told again by keyed hashes, so the inventories must have been made with the same key and
the same rules. Nothing is added up: everybody is linked and counted anew over all of them.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from scanner.assembly import assemble
from scanner.classify.weights import Weights
from scanner.describing import entities_of, min_confidence
from scanner.errors import InventoryError
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Row
from scanner.marks import MARKS_AS_THEY_ARE
from scanner.schema import SHARDED, TABLES

_SUMMED = ("objects_read", "objects_carried", "objects_gone")


def merged(inventories: Sequence[Inventory], weights: Weights) -> dict[str, pa.Table]:
    """The tables of one inventory that holds what all of these do.

    An object that several have seen counts once, as the newest of them saw it. Raises
    `InventoryError` where their counts cannot be joined.
    """
    _refuse_strangers(inventories)
    newest_first = sorted(inventories, key=_finished, reverse=True)
    rows = _rows(newest_first)
    scan = _scan(inventories)
    described = {name: entity for one in inventories for name, entity in entities_of(one).items()}
    confidence = min_confidence(newest_first[0])
    tables = assemble(rows, scan, described, weights, confidence, MARKS_AS_THEY_ARE)
    runs = pa.concat_tables([one.table("scans") for one in sorted(inventories, key=_finished)])
    gone = pa.concat_tables([one.gone for one in newest_first])
    return tables | {"scans": pa.concat_tables([runs, tables["scans"]]), "gone": gone}


def _refuse_strangers(inventories: Sequence[Inventory]) -> None:
    first = inventories[0]
    for other in inventories[1:]:
        if other.scan["key_id"] != first.scan["key_id"]:
            raise InventoryError(
                f"{first.path} and {other.path}: counts cannot be joined: other hash key; sweep "
                "both with the same hash_key_file"
            )
        if other.scan["rule_digest"] != first.scan["rule_digest"]:
            raise InventoryError(
                f"{first.path} and {other.path}: counts cannot be joined: other rules; sweep both "
                "with the same keysweep, recognizers and settings"
            )


def _finished(inventory: Inventory) -> datetime:
    finished = inventory.scan["finished_at"]
    assert isinstance(finished, datetime)
    return finished


def _rows(newest_first: Sequence[Inventory]) -> dict[str, pa.Table]:
    """The rows of all objects, each object once."""
    seen: pa.Array = pa.array([], pa.binary(16))
    parts: dict[str, list[pa.Table]] = {name: [] for name in SHARDED}
    for inventory in newest_first:
        for name in SHARDED:
            table = inventory.table(name)
            fresh = pc.invert(pc.is_in(table["top_key"], value_set=seen))
            parts[name].append(table.filter(fresh))
        keys = pc.unique(inventory.objects["top_key"])
        seen = pa.concat_arrays([seen, keys])
    return {name: pa.concat_tables(tables) for name, tables in parts.items()}


def _scan(inventories: Sequence[Inventory]) -> Row:
    """What the row of `scans` says of a merger, totals left out."""
    scans = [one.scan for one in inventories]
    last: Row = dict(max(inventories, key=_finished).scan)

    def listed(name: str) -> list[Any]:
        values = (scan[name] or () for scan in scans)
        return list(dict.fromkeys(chain.from_iterable(values)))  # type: ignore[arg-type]

    return (
        {name: last[name] for name in TABLES["scans"].names}
        | {name: sum(int(str(scan[name] or 0)) for scan in scans) for name in _SUMMED}
        | {
            "scan_id": secrets.token_hex(8),
            "started_at": min(scan["started_at"] for scan in scans),  # type: ignore[type-var]
            "targets": listed("targets"),
            "merged_scan_ids": [scan["scan_id"] for scan in scans],
        }
    )
