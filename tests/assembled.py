"""Inventories made of rows, without a sweep: for tests of what counts, ranks and joins them."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from recognizers.catalogue import ENTITIES
from scanner.assembly import assemble
from scanner.classify.weights import load_weights
from scanner.inventory.reader import Inventory, open_inventory
from scanner.inventory.writer import Row
from scanner.rewriting import write
from scanner.schema import SCHEMA_VERSION, SHARDED, TABLES

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TARGET = "file:///srv/share"
HOME = ("KEY_SAFE_CODE", "STREET_ADDRESS", "UK_NHS")


def health_key(number: int) -> int:
    """The key of somebody with an NHS number: rank 0, a hash below it."""
    digest = hashlib.blake2b(str(number).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 4


def top_key(uri: str) -> bytes:
    """The key of the object that a uri names, or that its member lies in."""
    return hashlib.blake2b(uri.split("!/")[0].encode(), digest_size=16).digest()


def object_row(uri: str, **values: Any) -> Row:
    """An object that was examined."""
    usual: Row = dict.fromkeys(TABLES["objects"].names) | {
        "top_key": top_key(uri),
        "uri": uri,
        "location": uri.rsplit("!/", 1)[0] if "!/" in uri else uri.rsplit("/", 1)[0],
        "source": "files",
        "container": TARGET,
        "parent_uri": uri.rsplit("!/", 1)[0] if "!/" in uri else "",
        "controllers": [],
        "format": "csv",
        "size_bytes": 10,
        "modified_at": NOW,
        "access": "a group",
        "status": "scanned",
        "records": 1,
        "findings": 1,
        "test_data": False,
    }
    return usual | values


def found_row(uri: str, entity: str, **values: Any) -> Row:
    """A row of `inventory`."""
    known = ENTITIES[entity]
    usual: Row = dict.fromkeys(TABLES["inventory"].names) | {
        "top_key": top_key(uri),
        "uri": uri,
        "location": uri.rsplit("!/", 1)[0] if "!/" in uri else uri.rsplit("/", 1)[0],
        "part": "",
        "column": None,
        "entity": entity,
        "title": known.title,
        "uk_gdpr": known.uk_gdpr.value,
        "harm": known.harm.value,
        "sensitivity": known.sensitivity.name,
        "breach_category": known.breach_category,
        "findings": 1,
        "people_up_to": 1,
        "confidence": 0.9,
        "verdict": "live",
        "evidence": "by its form alone",
        "masks": ["••••"],
        "positions": [1],
        "unit": "row",
        "remedy": known.remedy,
    }
    return usual | values


def person_row(uri: str, *keys: int, **values: Any) -> Row:
    """A row of `people`: somebody whose home could be entered, unless said otherwise."""
    usual: Row = dict.fromkeys(TABLES["people"].names) | {
        "top_key": top_key(uri),
        "uri": uri,
        "location": uri.rsplit("/", 1)[0],
        "container": TARGET,
        "keys": list(keys),
        "also_called": [],
        "records": [],
        "controllers": [],
        "home_entry": True,
        "address": True,
        "enterable": True,
        "test": False,
        "entities": list(HOME),
    }
    return usual | values


def one_file(uri: str, people: Sequence[int], **values: Any) -> dict[str, list[Row]]:
    """The rows of a table of people with NHS number, address and key-safe code."""
    return {
        "objects": [object_row(uri, records=len(people), findings=3 * len(people), **values)],
        "inventory": [found_row(uri, entity, findings=len(people)) for entity in HOME],
        "people": [
            person_row(uri, health_key(number), controllers=values.get("controllers", []))
            for number in people
        ],
    }


def scan_row(**values: Any) -> Row:
    """What a run knows, totals left out."""
    usual: Row = dict.fromkeys(TABLES["scans"].names) | {
        "scan_id": "one",
        "started_at": NOW,
        "finished_at": NOW,
        "targets": [TARGET],
        "schema_version": SCHEMA_VERSION,
        "rule_digest": "rules",
        "settings": '{"min_confidence": 0.5}',
        "key_id": "key",
        "objects_read": 0,
        "objects_carried": 0,
        "objects_gone": 0,
    }
    return usual | values


def tables(*files: dict[str, list[Row]], **scan: Any) -> dict[str, pa.Table]:
    """The tables of an inventory of these files."""
    rows = {
        name: pa.Table.from_pylist([row for file in files for row in file[name]], SHARDED[name])
        for name in SHARDED
    }
    return assemble(rows, scan_row(**scan), ENTITIES, load_weights(), 0.5)


def inventory(folder: Path, *files: dict[str, list[Row]], **scan: Any) -> Inventory:
    """The same, written to a folder."""
    write(folder, tables(*files, **scan) | {"gone": TABLES["gone"].empty_table()})
    return open_inventory(folder)
