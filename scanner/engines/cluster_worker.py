"""What runs on the machines of a cluster: the local engine over one batch after another.

A Dask worker only passes batches on. Objects are opened in its children, which have the limits of
any child and can be killed. Nothing here raises: Dask would log the arguments of what failed, and
names of objects may tell whom they are about.
"""

import multiprocessing
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from threading import Lock

from scanner.config import Settings
from scanner.engines.local import engine_of, pool_of
from scanner.engines.pool import Lost, Pool
from scanner.engines.sweep import Orders
from scanner.engines.walk import Task
from scanner.errors import KeysweepError
from scanner.rows import Scanned

Rows = list[Scanned] | Lost


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """Objects that travel together, and how to examine them. Its repr tells none of it."""

    orders: Orders
    tasks: tuple[Task, ...]
    version: str = field(default_factory=partial(version, "keysweep"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a worker cannot do its work at all."""

    why: str


class _Crew:
    """The children of this process, kept from one batch to the next of the same sweep."""

    def __init__(self) -> None:
        self._lock = Lock()  # a pool has one run at a time, a Dask worker may have more threads
        self._orders: Orders | None = None
        self._pool: Pool[Task, list[Scanned]] | None = None

    def examine(self, batch: Batch) -> list[Rows]:
        """The rows of each object, in the order of the batch."""
        with self._lock:
            outcomes = self._pool_for(batch.orders).run(batch.tasks)
            rows: dict[int, Rows] = {id(task): outcome for task, outcome in outcomes}
        return [rows[id(task)] for task in batch.tasks]

    def dismiss(self) -> None:
        """Ends the children, also those at work: what they do is no longer waited for."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _pool_for(self, orders: Orders) -> Pool[Task, list[Scanned]]:
        if self._pool is None or self._orders != orders:
            if self._pool is not None:
                self._pool.close()
            self._orders, self._pool = orders, pool_of(engine_of(orders.settings), orders)
        return self._pool


_CREW = _Crew()


def introduce(settings: Settings, expected: str) -> int | Refusal:
    """How many children this worker will have, or why it cannot have any.

    `expected` is the version of keysweep that hands out the work.
    """
    if version("keysweep") != expected:
        return Refusal(f"has keysweep {version('keysweep')}; install {expected} on all machines")
    if multiprocessing.current_process().daemon:
        why = "may start no processes; start it with DASK_DISTRIBUTED__WORKER__DAEMON=False"
        return Refusal(why)
    try:
        return engine_of(settings).workers
    except KeysweepError as error:
        return Refusal(str(error))


def examine(batch: Batch) -> list[Rows] | Refusal:
    """The unit of work: the rows of every object of a batch."""
    introduced = introduce(batch.orders.settings, batch.version)
    if isinstance(introduced, Refusal):  # a worker that joined later
        return introduced
    try:
        return _CREW.examine(batch)
    except (KeysweepError, RuntimeError) as error:  # its children cannot start
        return Refusal(str(error))
    except Exception as error:
        return Refusal(type(error).__name__)


def dismiss() -> None:
    """The sweep is over: no child and no key stays behind."""
    _CREW.dismiss()
