"""Sweeps a sample of a target's own objects, timed, so that a forecast rests on what lies there."""

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.ahead import Helpers
from scanner.config import Settings
from scanner.engines import sandbox
from scanner.engines.pool import Lost, Pool
from scanner.forecast import OTHER, Stock, Stratum, Swept, stratum_of
from scanner.formats.registry import BUILT_IN
from scanner.keys.key import HASH
from scanner.keys.places import load_key
from scanner.model import DataObject
from scanner.pipeline import ObjectScanner
from scanner.rows import Scanned
from scanner.schema import SHARDED
from scanner.sources.polite import polite
from scanner.sources.protocol import Source

_Task = tuple[Source, DataObject]

_KEPT = 16  # candidates of each stratum
_ENDINGS = frozenset(ending for one in BUILT_IN for ending in one.endings)
# The slowest reader: what cannot be swept within the time is left out of the sample.
_SLOWEST_BYTES_PER_SECOND = 300_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What a target holds, as far as it was listed, and candidates for a sample."""

    stock: Mapping[Stratum, Stock]
    candidates: Mapping[Stratum, list[DataObject]]
    passed_over: int
    complete: bool  # False: the listing was cut off, and there is more


@dataclass(frozen=True, slots=True)
class Calibration:
    """What sweeping the sample took."""

    swept: list[Swept]
    start_seconds: float  # until a worker is ready
    lost: int  # objects over which a worker died


def kind_of(obj: DataObject) -> str:
    """The ending of a name, where a format has it: any other could be part of somebody's name."""
    ending = obj.name.rpartition(".")[2].lower()
    return ending if ending in _ENDINGS else OTHER


def listed(source: Source, seconds: float, seed: int = 1) -> Listing:
    """Lists for so many seconds at most. Raises `TargetError` where nothing can be listed."""
    until = time.monotonic() + seconds
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    stock: dict[Stratum, Stock] = defaultdict(Stock)
    candidates: dict[Stratum, list[DataObject]] = defaultdict(list)
    passed, complete = 0, True
    for item in source.walk():
        if time.monotonic() >= until:
            complete = False
            break
        if not isinstance(item, DataObject):
            passed += 1
            continue
        stratum = stratum_of(kind_of(item), item.size_bytes or 0)
        stock[stratum].add(item.size_bytes or 0)
        _keep(candidates[stratum], item, stock[stratum].objects, chance)
    return Listing(stock, candidates, passed, complete)


def _keep(kept: list[DataObject], item: DataObject, seen: int, chance: random.Random) -> None:
    """Each object of a stratum is kept with the same chance, however many come."""
    if len(kept) < _KEPT:
        kept.append(item)
    elif (place := chance.randrange(seen)) < _KEPT:
        kept[place] = item


def sample(listing: Listing, objects: int, seconds: float) -> list[DataObject]:
    """One of each stratum in turn, those with most bytes first; none that would take too long."""
    fits = seconds / 8 * _SLOWEST_BYTES_PER_SECOND
    strata = sorted(listing.stock, key=lambda one: -listing.stock[one].size_bytes)
    chosen = [
        listing.candidates[stratum][turn]
        for turn in range(_KEPT)
        for stratum in strata
        if turn < len(listing.candidates[stratum])
    ]
    return [obj for obj in chosen if (obj.size_bytes or 0) <= fits][:objects]


def calibrated(
    source: Source, chosen: list[DataObject], settings: Settings, seconds: float
) -> Calibration:
    """Sweeps objects in turn until the time is up. Nothing is kept of what they hold."""
    source = polite(source, settings.polite, 1)
    swept: list[Swept] = []
    lost, until = 0, math.inf

    def in_time() -> Iterator[_Task]:
        for obj in chosen:
            if time.monotonic() < until:
                yield source, obj

    pool: Pool[_Task, tuple[Swept, float]] = Pool(
        partial(_work, settings, load_key(HASH, settings.hash_key_place).secret),
        workers=1,
        seconds=max(seconds, 60.0),
        memory_bytes=settings.limits.memory_bytes,
        shut_in=sandbox.in_words([source.name]) == sandbox.SHUT_IN,
    )
    with pool:
        start = 0.0
        for _, outcome in pool.run(in_time()):
            # The start of a child, which may compile expressions, is no part of the time.
            until = min(until, time.monotonic() + seconds)
            if isinstance(outcome, Lost):
                lost += 1
            else:
                one, start = outcome
                swept.append(one)
    return Calibration(swept, start, lost)


def _work(
    settings: Settings, key: bytes, helpers: Helpers
) -> Callable[[_Task], tuple[Swept, float]]:
    """Runs once in the child."""
    scanner = ObjectScanner(settings, key, helpers)
    return partial(_timed, scanner, time.process_time())


def _timed(scanner: ObjectScanner, start_seconds: float, task: _Task) -> tuple[Swept, float]:
    source, obj = task
    begun, wall = time.process_time(), time.monotonic()
    scanned = scanner.scan(source, obj)
    seconds, wall = time.process_time() - begun, time.monotonic() - wall
    rows = sum(len(one.people_rows) for one in scanned)
    told = Swept(kind_of(obj), obj.size_bytes or 0, seconds, wall, rows, _kept_bytes(scanned))
    return told, start_seconds


def _kept_bytes(scanned: list[Scanned]) -> float:
    """What the rows take in an inventory, a table's own description left out."""
    rows = {
        "objects": [one.object_row for one in scanned],
        "inventory": [row for one in scanned for row in one.inventory_rows],
        "people": [row for one in scanned for row in one.people_rows],
    }
    return sum(_parquet_bytes(name, rows[name]) - _parquet_bytes(name, []) for name in rows)


def _parquet_bytes(name: str, rows: list[dict[str, object]]) -> int:
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, SHARDED[name]), out, compression="zstd")
    return int(out.getvalue().size)
