"""What a sweep is known by: its row before it begins, and what decides whether it can go on."""

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scanner.config import Settings
from scanner.inventory.writer import Row
from scanner.keys.key import Key
from scanner.pipeline import ObjectScanner
from scanner.rule_digest import rule_digest
from scanner.schema import SCHEMA_VERSION
from scanner.sources.protocol import Source


def scan_row(sources: Sequence[Source], scanner: ObjectScanner, kept_from: str) -> Row:
    """What is known of a run before it begins."""
    return {
        "targets": [source.root for source in sources],
        "keysweep_version": version("keysweep"),
        "schema_version": SCHEMA_VERSION,
        "rule_digest": rule_digest(scanner.recognizers, scanner.settings),
        "recognizers": sorted(f"{one.name} {one.version}" for one in scanner.recognizers),
        "settings": _settings_json(scanner.settings, kept_from),
        "key_id": scanner.key_id,
    }


def fingerprint(scan: Row, inventory_key: Key | None) -> str:
    """Of all that decides what a sweep finds: only an equal one can go on from its shards."""
    decisive = scan | {"settings": which_objects(scan)}
    if inventory_key is not None:  # shards under another key cannot be read
        decisive["encrypted_with"] = inventory_key.key_id
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(decisive):
        digest.update(repr((name, decisive[name])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def which_objects(scan: Row) -> list[object]:
    """The settings that decide which objects of the targets there are."""
    settings = json.loads(str(scan["settings"]))
    return [settings.get(name) for name in ("include", "exclude", "s3")]


_KEYS = frozenset({"hash_key", "inventory_key", "signing_key"})
# With how much strength, not what: the tables are the same whatever they say.
_STRENGTH = frozenset({"engine", "workers", "memory", "cluster"})


def _settings_json(settings: Settings, kept_from: str) -> str:
    """The settings less all paths: where keys, passwords and caches lie is nobody's business."""
    told = _told(dataclasses.asdict(settings)) | {"sandbox": kept_from}
    return json.dumps(told, sort_keys=True)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _told(value) if isinstance(value, dict) else value
        for name, value in fields.items()
        if not isinstance(value, Path) and name not in _KEYS | _STRENGTH
    }
