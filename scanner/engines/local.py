"""Sweeps on this machine: the walk in this process, every object in a killable child."""

import dataclasses
import hashlib
import json
import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from recognizers.declaration import Recognizer
from scanner import custom
from scanner.assembly import assemble
from scanner.classify.redact import load_key
from scanner.classify.weights import Weights, load_weights
from scanner.config import Settings
from scanner.engines.pool import Lost, Pool
from scanner.inventory.earlier import Earlier, earlier_of
from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import Row, Writer
from scanner.model import DataObject, Skipped, Stage
from scanner.pipeline import ObjectScanner, chosen_recognizers, rule_digest
from scanner.rows import Scanned
from scanner.schema import SCHEMA_VERSION, SHARDED, TABLES
from scanner.sources.polite import polite
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
    passed: int = 0  # examined before the run was interrupted, or unchanged since an earlier one


def sweep(
    targets: Sequence[str],
    inventory: Path,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    fresh: bool = False,
) -> bool:
    """Sweeps the targets into an inventory; whether every object was fully examined.

    An interrupted sweep of the same targets under the same settings goes on where it stopped.
    What is unchanged since the inventory's last sweep is not read again, unless `fresh`. Raises
    `TargetError`, `InventoryError` and `ConfigError` before anything is written.
    """
    workers = settings.workers or os.cpu_count() or 1
    sources = [
        polite(source, settings.polite, workers)
        for source in _apart([resolve(target, settings) for target in targets])
    ]
    key = load_key(settings.hash_key_file)
    weights = load_weights()
    custom.verify(settings)
    # Made here too: it compiles what the workers then load, and names what never reaches one.
    scanner = ObjectScanner(settings, key)
    scan: Row = {
        "targets": [source.root for source in sources],
        "keysweep_version": version("keysweep"),
        "schema_version": SCHEMA_VERSION,
        "rule_digest": rule_digest(scanner.recognizers, settings),
        "settings": _settings_json(settings),
        "key_id": scanner.key_id,
    }
    with Writer(inventory, _fingerprint(scan)) as writer:
        if not writer.finished:
            earlier = None if fresh else _earlier(inventory, scan)
            walk = _Walk(sources, writer, scanner, earlier)
            _scan_all(walk, scanner, key, writer, on_progress)
            tables = _tables(walk, writer, scan, settings, weights)
            writer.finish(tables)
    return bool(open_inventory(inventory).scan["complete"])


def _apart(sources: Sequence[Source]) -> list[Source]:
    """The sources less those that lie within another one: nothing is counted twice."""
    roots = [source.root.rstrip("/") + "/" for source in sources]
    return [
        source
        for index, source in enumerate(sources)
        if not any(
            roots[index].startswith(root) and (root != roots[index] or other < index)
            for other, root in enumerate(roots)
            if other != index
        )
    ]


def _fingerprint(scan: Row) -> str:
    """Of all that decides what a sweep finds: only an equal one can go on from its shards."""
    decisive = scan | {"settings": _which_objects(scan)}
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(decisive):
        digest.update(repr((name, decisive[name])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _which_objects(scan: Row) -> list[object]:
    """The settings that decide which objects of the targets there are."""
    settings = json.loads(str(scan["settings"]))
    return [settings.get(name) for name in ("include", "exclude", "s3")]


def _earlier(inventory: Path, scan: Row) -> Earlier | None:
    return earlier_of(inventory, str(scan["rule_digest"]), str(scan["key_id"]))


def _tables(
    walk: "_Walk", writer: Writer, scan: Row, settings: Settings, weights: Weights
) -> dict[str, pa.Table]:
    """All tables: what this run read, and what an earlier one did."""
    earlier = walk.earlier
    rows = {name: writer.rows(name) for name in SHARDED}
    read = len(rows["objects"])
    if earlier is not None:
        rows = {name: pa.concat_tables([rows[name], earlier.carried(name)]) for name in rows}
    gone = TABLES["gone"].empty_table()
    if earlier is not None and _which_objects(earlier.scan) == _which_objects(scan):
        gone = earlier.gone(walk.roots, walk.unlisted)
    scan = scan | {
        "scan_id": writer.run.scan_id,
        "started_at": writer.run.started_at,
        "finished_at": datetime.now(UTC),
        "objects_read": read,
        "objects_carried": len(rows["objects"]) - read,
        "objects_gone": len(gone),
    }
    tables = assemble(
        rows, scan, custom.entities(walk.recognizers), weights, settings.min_confidence
    )
    if earlier is not None:
        tables["scans"] = pa.concat_tables([earlier.scans, tables["scans"]])
    return tables | {"gone": gone}


def _scan_all(
    walk: "_Walk",
    scanner: ObjectScanner,
    key: bytes,
    writer: Writer,
    on_progress: Callable[[Progress], None] | None,
) -> None:
    settings = scanner.settings
    report = on_progress or (lambda _: None)
    limits = settings.limits
    rules = rule_digest(scanner.recognizers, settings)
    with (
        custom.rules_kept(rules, partial(_rules_now, settings)),
        Pool(
            partial(_work, settings, key, rules),
            workers=settings.workers or os.cpu_count() or 1,
            seconds=partial(_seconds_for, settings),
            memory_bytes=limits.memory_bytes,
        ) as pool,
    ):
        for (_, obj), outcome in pool.run(walk):
            if isinstance(outcome, Lost):
                note = Skipped(Stage.READ, outcome.reason, outcome.detail)
                outcome = [scanner.lost(obj, note)]
            walk.store(obj.uri, outcome)
            walk.done(obj)
            report(walk.progress())
    writer.commit(now=True)
    report(walk.progress())


# Slower than any reader and the densest text seen: what takes longer has hung.
_SLOWEST_BYTES_PER_SECOND = 100_000


def _seconds_for(settings: Settings, task: Task) -> float:
    """How long an object may take: the setting, and more for a large one."""
    _, obj = task
    polite, workers = settings.polite, settings.workers or os.cpu_count() or 1
    waiting = workers / polite.requests_per_second if polite.requests_per_second else 0.0
    slowest = min(_SLOWEST_BYTES_PER_SECOND, (polite.bytes_per_second or math.inf) / workers)
    return settings.limits.seconds_per_object + waiting + (obj.size_bytes or 0) / slowest


def _rules_now(settings: Settings) -> str:
    return rule_digest(chosen_recognizers(settings), settings)


def _work(settings: Settings, key: bytes, rules: str) -> Callable[[Task], list[Scanned]]:
    """Runs once in each child. Raises `ConfigError` where its rules are no longer the parent's."""
    scanner = ObjectScanner(settings, key)
    custom.same_rules(rules, rule_digest(scanner.recognizers, settings))
    return partial(_scan_one, scanner)


def _scan_one(scanner: ObjectScanner, task: Task) -> list[Scanned]:
    source, obj = task
    return scanner.scan(source, obj)


class _Walk:
    """All objects of all targets that are still to be read, counted on their way.

    What a source skips becomes a row; what this run has examined before it was interrupted, or an
    earlier run under the same rules, is passed over.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        writer: Writer,
        scanner: ObjectScanner,
        earlier: Earlier | None,
    ) -> None:
        self._sources, self._writer, self._scanner = sources, writer, scanner
        self.earlier = earlier
        self.unlisted: set[str] = set()  # places that could not be listed, as they are shown
        self._found = self._done = self._skipped = self._passed = 0
        self._bytes_found = self._bytes_done = 0
        self._walking = True

    @property
    def recognizers(self) -> Sequence[Recognizer]:
        """What is looked for."""
        return self._scanner.recognizers

    @property
    def roots(self) -> list[str]:
        """Canonical uris of the targets."""
        return [source.root for source in self._sources]

    def __iter__(self) -> Iterator[Task]:
        for source in self._sources:
            for item in source.walk():
                key = self._scanner.uri_key(item.uri)
                version = item.version if isinstance(item, DataObject) else ""
                unchanged = self.earlier is not None and self.earlier.carry(key, version)
                if isinstance(item, Skipped):
                    self._left_out(source, item, key)
                elif unchanged or key in self._writer.done:
                    self._passed += 1
                else:
                    self._found += 1
                    self._bytes_found += item.size_bytes or 0
                    yield source, item
        self._walking = False

    def _left_out(self, source: Source, item: Skipped, key: bytes) -> None:
        self._skipped += 1
        lost = self._scanner.lost(DataObject(item.uri, source.name, source.root), item)
        self.unlisted.add(str(lost.object_row["uri"]))
        if key not in self._writer.done:
            self.store(item.uri, [lost])

    def store(self, uri: str, scanned: Sequence[Scanned]) -> None:
        """Hands over all rows of one object of a source."""
        mark: Row = {
            "top_key": self._scanner.uri_key(uri),
            "scan_id": self._writer.run.scan_id,
        }
        for one in scanned:
            self._writer.add("objects", [mark | one.object_row])
            self._writer.add("inventory", [mark | row for row in one.inventory_rows])
            self._writer.add("people", [mark | row for row in one.people_rows])
        self._writer.commit()

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
            passed=self._passed,
        )


def _settings_json(settings: Settings) -> str:
    """The settings less all paths: where keys, passwords and caches lie is nobody's business."""
    return json.dumps(_told(dataclasses.asdict(settings)), sort_keys=True)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _told(value) if isinstance(value, dict) else value
        for name, value in fields.items()
        if not isinstance(value, Path)
    }
