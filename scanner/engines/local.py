"""Sweeps on this machine: the walk in this process, every object in a killable child."""

import dataclasses
import hashlib
import json
import math
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from scanner import custom
from scanner.assembly import assemble
from scanner.classify.redact import load_key
from scanner.classify.weights import Weights, load_weights
from scanner.config import Settings
from scanner.engines.pool import Lost, Pool
from scanner.engines.walk import Progress, Task, Walk, apart
from scanner.inventory.earlier import Earlier, earlier_of
from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import Row, Writer
from scanner.marks import Marks, rules_of
from scanner.model import Skipped, Stage
from scanner.pipeline import ObjectScanner, chosen_recognizers
from scanner.review_files import marks_in_force
from scanner.rows import Scanned
from scanner.rule_digest import rule_digest
from scanner.schema import SCHEMA_VERSION, SHARDED, TABLES
from scanner.sources.polite import polite
from scanner.sources.registry import resolve


def sweep(
    targets: Sequence[str],
    inventory: Path,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    fresh: bool = False,
    notice: Callable[[str], None] = lambda _: None,
) -> bool:
    """Sweeps the targets into an inventory; whether every object was fully examined.

    An interrupted sweep of the same targets under the same settings goes on where it stopped.
    What is unchanged since the inventory's last sweep is not read again, unless `fresh`. `notice`
    hears what a person should know of that. Raises `TargetError`, `InventoryError` and
    `ConfigError` before anything is written.
    """
    workers = settings.workers or os.cpu_count() or 1
    sources = [
        polite(source, settings.polite, workers)
        for source in apart([resolve(target, settings) for target in targets])
    ]
    key = load_key(settings.hash_key_file)
    weights = load_weights(settings.weights)
    custom.verify(settings)
    # Made here too: it compiles what the workers then load, and names what never reaches one.
    scanner = ObjectScanner(settings, key)
    scan: Row = {
        "targets": [source.root for source in sources],
        "keysweep_version": version("keysweep"),
        "schema_version": SCHEMA_VERSION,
        "rule_digest": rule_digest(scanner.recognizers, settings),
        "recognizers": sorted(f"{one.name} {one.version}" for one in scanner.recognizers),
        "settings": _settings_json(settings),
        "key_id": scanner.key_id,
    }
    marks = marks_in_force(inventory, settings.reviews, rules_of(scan), datetime.now(UTC).date())
    with Writer(inventory, _fingerprint(scan)) as writer:
        if not writer.finished:
            if writer.done:
                begun = f"{writer.run.started_at:%d %B, %H:%M} UTC"
                notice(f"going on with the sweep of {begun}: {len(writer.done):,} objects are done")
            earlier = None if fresh else _earlier(inventory, scan, notice)
            walk = Walk(sources, writer, scanner, earlier)
            _scan_all(walk, scanner, key, writer, on_progress)
            tables = _tables(walk, writer, scan, settings, weights, marks)
            writer.finish(tables)
    return bool(open_inventory(inventory).scan["complete"])


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


def _earlier(inventory: Path, scan: Row, notice: Callable[[str], None]) -> Earlier | None:
    return earlier_of(inventory, str(scan["rule_digest"]), str(scan["key_id"]), notice)


def _tables(
    walk: Walk, writer: Writer, scan: Row, settings: Settings, weights: Weights, marks: Marks
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
    known = custom.entities(walk.recognizers)
    tables = assemble(rows, scan, known, weights, settings.min_confidence, marks)
    if earlier is not None:
        tables["scans"] = pa.concat_tables([earlier.scans, tables["scans"]])
    return tables | {"gone": gone}


def _scan_all(
    walk: Walk,
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
        for (_, obj, _), outcome in pool.run(walk):
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
    _, obj, _ = task
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
    source, obj, companions = task
    return scanner.scan(source, obj, companions)


def _settings_json(settings: Settings) -> str:
    """The settings less all paths: where keys, passwords and caches lie is nobody's business."""
    return json.dumps(_told(dataclasses.asdict(settings)), sort_keys=True)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _told(value) if isinstance(value, dict) else value
        for name, value in fields.items()
        if not isinstance(value, Path)
    }
