"""Sweeps on this machine: the walk in this process, every object in a killable child."""

import dataclasses
import json
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from recognizers import catalogue
from scanner.assembly import assemble
from scanner.classify.redact import load_key
from scanner.classify.weights import load_weights
from scanner.config import Settings
from scanner.engines.pool import Lost, Pool
from scanner.inventory.writer import Row, Writer
from scanner.model import DataObject, Skipped, Stage
from scanner.pipeline import ObjectScanner, rule_digest
from scanner.rows import Scanned
from scanner.schema import PEOPLE, SCHEMA_VERSION
from scanner.sources.protocol import Source
from scanner.sources.registry import resolve

Task = tuple[Source, DataObject]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sweep has come."""

    objects_done: int
    objects_found: int
    bytes_done: int
    bytes_found: int
    walking: bool  # listing is not finished, so nothing can be said of the time left
    skipped: int


def sweep(
    targets: Sequence[str],
    inventory: Path,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
) -> bool:
    """Sweeps the targets into an inventory; whether every object was fully examined.

    Raises `TargetError`, `InventoryError` and `ConfigError` before anything is written.
    """
    sources = [resolve(target, settings) for target in targets]
    key = load_key(settings.hash_key_file)
    weights = load_weights()
    # Made here too: it compiles what the workers then load, and names what never reaches one.
    scanner = ObjectScanner(settings, key)
    scan: Row = {
        "scan_id": secrets.token_hex(8),
        "started_at": datetime.now(UTC),
        "targets": [source.root for source in sources],
        "keysweep_version": version("keysweep"),
        "schema_version": SCHEMA_VERSION,
        "rule_digest": rule_digest(scanner.recognizers, settings),
        "settings": _settings_json(settings),
        "key_id": scanner.key_id,
    }
    writer = Writer(inventory, {"people": PEOPLE})
    _scan_all(sources, scanner, key, writer, on_progress)
    scan["finished_at"] = datetime.now(UTC)
    tables = assemble(writer, scan, catalogue.ENTITIES, weights, settings.min_confidence)
    writer.finish(tables)
    return bool(tables["scans"]["complete"][0].as_py())


def _scan_all(
    sources: Sequence[Source],
    scanner: ObjectScanner,
    key: bytes,
    writer: Writer,
    on_progress: Callable[[Progress], None] | None,
) -> None:
    settings = scanner.settings
    walk = _Walk(sources, writer, scanner)
    report = on_progress or (lambda _: None)
    limits = settings.limits
    with Pool(
        partial(_work, settings, key),
        workers=settings.workers or os.cpu_count() or 1,
        seconds=partial(_seconds_for, limits.seconds_per_object),
        memory_bytes=limits.memory_bytes,
    ) as pool:
        for (_, obj), outcome in pool.run(walk):
            if isinstance(outcome, Lost):
                note = Skipped(Stage.READ, outcome.reason, outcome.detail)
                outcome = [scanner.lost(obj, note)]
            for scanned in outcome:
                _store(writer, scanned)
            walk.done(obj)
            report(walk.progress())
    report(walk.progress())


# Slower than any reader and the densest text seen: what takes longer has hung.
_SLOWEST_BYTES_PER_SECOND = 100_000


def _seconds_for(base: float, task: Task) -> float:
    """How long an object may take: the setting, and more for a large one."""
    _, obj = task
    return base + (obj.size_bytes or 0) / _SLOWEST_BYTES_PER_SECOND


def _work(settings: Settings, key: bytes) -> Callable[[Task], list[Scanned]]:
    """Runs once in each child."""
    scanner = ObjectScanner(settings, key)
    return partial(_scan_one, scanner)


def _scan_one(scanner: ObjectScanner, task: Task) -> list[Scanned]:
    source, obj = task
    return scanner.scan(source, obj)


def _store(writer: Writer, scanned: Scanned) -> None:
    writer.add("objects", [scanned.object_row])
    writer.add("inventory", scanned.inventory_rows)
    writer.add("people", scanned.people_rows)


class _Walk:
    """All objects of all targets, counted on their way; what a source skips becomes a row."""

    def __init__(self, sources: Sequence[Source], writer: Writer, scanner: ObjectScanner) -> None:
        self._sources, self._writer, self._scanner = sources, writer, scanner
        self._found = self._done = self._skipped = 0
        self._bytes_found = self._bytes_done = 0
        self._walking = True

    def __iter__(self) -> Iterator[Task]:
        for source in self._sources:
            for item in source.walk():
                if isinstance(item, Skipped):
                    self._skipped += 1
                    obj = DataObject(item.uri, source.name, source.root)
                    _store(self._writer, self._scanner.lost(obj, item))
                    continue
                self._found += 1
                self._bytes_found += item.size_bytes or 0
                yield source, item
        self._walking = False

    def done(self, obj: DataObject) -> None:
        """Counts one object that has been dealt with."""
        self._done += 1
        self._bytes_done += obj.size_bytes or 0

    def progress(self) -> Progress:
        """Where the sweep stands."""
        return Progress(
            objects_done=self._done,
            objects_found=self._found,
            bytes_done=self._bytes_done,
            bytes_found=self._bytes_found,
            walking=self._walking,
            skipped=self._skipped,
        )


def _settings_json(settings: Settings) -> str:
    def plain(value: Any) -> Any:
        return str(value) if isinstance(value, Path) else value

    fields = dataclasses.asdict(settings)
    fields.pop("hash_key_file")  # where the key lies is nobody's business
    fields.pop("cache_folder")
    return json.dumps(fields, default=plain, sort_keys=True)
