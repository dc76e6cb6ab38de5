"""Sweeps on this machine: the walk in this process, every object in a killable child."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scanner.config import Settings
from scanner.engines import sweep as common
from scanner.engines.memory import divided
from scanner.engines.pool import Pool
from scanner.engines.sweep import Orders, Outcome
from scanner.engines.unit import begin, is_small, seconds_for
from scanner.engines.walk import Progress, Task
from scanner.rows import Scanned


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Children of this process, as many as cores, or fewer where memory is short."""

    workers: int
    memory_bytes: int  # of each

    def run(self, tasks: Iterator[Task], orders: Orders) -> Generator[Outcome, None, None]:
        """Each task with its rows, in the order in which they are done, each once."""
        with pool_of(self, orders) as pool:
            yield from pool.run(tasks)


def pool_of(engine: LocalEngine, orders: Orders) -> Pool[Task, list[Scanned]]:
    """The children of an engine, not yet started."""
    return Pool(
        partial(begin, orders),
        workers=engine.workers,
        seconds=partial(seconds_for, orders.settings, engine.workers),
        memory_bytes=engine.memory_bytes,
        is_small=is_small,
        shut_in=orders.shut_in,
    )


def engine_of(settings: Settings) -> LocalEngine:
    """The engine that the settings ask for. Raises `ConfigError`."""
    return LocalEngine(*divided(settings, settings.workers or _cores()))


def sweep(
    targets: Sequence[str],
    inventory: Path,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    fresh: bool = False,
    notice: Callable[[str], None] = lambda _: None,
) -> bool:
    """`scanner.engines.sweep.sweep` on this machine."""
    engine = engine_of(settings)
    return common.sweep(targets, inventory, settings, engine, on_progress, fresh, notice)


def _cores() -> int:
    """That this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
