"""Small inventories for tests: real tables of the real schema, filled with invented rows."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.schema import INVENTORY, LOCATIONS, OBJECTS, SCANS, TABLES

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TARGET = "file:///srv/share"


@dataclass(frozen=True)
class FakeInventory:
    """What `scanner.inventory.reader` gives, read from the Parquet files of a test."""

    path: Path
    scan: dict[str, object]
    objects: pa.Table
    inventory: pa.Table
    locations: pa.Table
    people: pa.Table


def _row(schema: pa.Schema, **values: Any) -> dict[str, Any]:
    """A row with every field of the schema, empty where the test does not care."""
    unknown = values.keys() - set(schema.names)
    assert not unknown, f"no such field: {unknown}"
    return {field.name: values.get(field.name, _empty(field.type)) for field in schema}


def _empty(kind: pa.DataType) -> Any:
    if pa.types.is_boolean(kind):
        return False
    if pa.types.is_integer(kind):
        return 0
    return "" if pa.types.is_string(kind) else None


def scan_row(**values: Any) -> dict[str, Any]:
    """A run that examined all of three objects."""
    usual = {
        "scan_id": "one",
        "started_at": NOW,
        "finished_at": NOW,
        "targets": [TARGET],
        "settings": '{"min_confidence": 0.5}',
        "objects": 3,
        "objects_scanned": 3,
        "bytes": 2_500_000,
        "complete": True,
        "findings": 9,
        "people_at_least": 38,
        "people_up_to": 60,
        "people_home_entry_at_least": 30,
        "people_home_entry_up_to": 41,
        "enterable_homes": 40,
        "entity_people": [
            {"entity": "KEY_SAFE_CODE", "people_at_least": 3, "people_up_to": 5},
        ],
    }
    return _row(SCANS, **(usual | values))


def location_row(rank: int, name: str, **values: Any) -> dict[str, Any]:
    """A folder below the target with findings."""
    usual = {
        "rank": rank,
        "location": f"{TARGET}/{name}",
        "direct": True,
        "findings": 5,
        "people_up_to": 41,
        "direct_people_up_to": 41,
        "direct_people_home_entry_up_to": 40,
        "enterable_homes": 40,
        "priority": 82,
        "band": "CRITICAL",
        "entities": ["KEY_SAFE_CODE"],
        "reasons": [f"Reason {rank}."],
        "remedies": [f"Remedy {rank}."],
        "people_sketch": b"\x00",
    }
    return _row(LOCATIONS, **(usual | values))


def entity_row(entity: str, **values: Any) -> dict[str, Any]:
    """One kind of data in one column of one object."""
    usual = {
        "uri": f"{TARGET}/rota/a.csv",
        "location": f"{TARGET}/rota",
        "entity": entity,
        "title": entity.replace("_", " ").capitalize(),
        "sensitivity": "CRITICAL",
        "findings": 5,
        "people_at_least": 3,
        "people_up_to": 5,
        "confidence": 0.9,
        "verdict": "live",
    }
    return _row(INVENTORY, **(usual | values))


def object_row(name: str, **values: Any) -> dict[str, Any]:
    """An object below the target."""
    usual = {"uri": f"{TARGET}/{name}", "status": "scanned", "size_bytes": 10}
    return _row(OBJECTS, **(usual | values))


def build(folder: Path, **tables: Any) -> FakeInventory:
    """Write the tables as Parquet and read them back; each has sensible rows by default."""
    usual = {
        "scans": [scan_row()],
        "objects": [object_row("rota/a.csv")],
        "inventory": [entity_row("KEY_SAFE_CODE")],
        "locations": [location_row(1, "rota")],
    }
    read = {}
    for name, schema in TABLES.items():
        path = folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist((usual | tables).get(name, []), schema=schema), path)
        read[name] = pq.ParquetFile(path).read()
    named = ("objects", "inventory", "locations", "people")
    return FakeInventory(
        folder, read["scans"].to_pylist()[-1], **{name: read[name] for name in named}
    )
