"""Sweeps on many machines: a Dask cluster examines what this process lists and writes down.

The unit of work is `cluster_worker.examine`, a plain function of a batch of objects. Rows travel
back here, and each batch counts once, when its rows have arrived: a machine that dies loses
nothing, since the scheduler gives its batches to others, and doubles nothing.
"""

import contextlib
import itertools
import secrets
from collections.abc import Callable, Generator, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from distributed import Client, as_completed
from distributed.scheduler import KilledWorker

from scanner.config import Settings
from scanner.engines import sweep as common
from scanner.engines.cluster_connect import connected
from scanner.engines.cluster_worker import Batch, Refusal, dismiss, examine, introduce
from scanner.engines.pool import Lost
from scanner.engines.sweep import Orders, Outcome
from scanner.engines.walk import Progress, Task
from scanner.errors import ClusterError
from scanner.model import Reason

# A batch is worth its way: so many objects, or so many bytes; a larger object goes alone.
_BATCH_OBJECTS = 256
_BATCH_BYTES = 64 * 1024**2
_BATCHES_PER_WORKER = 2  # one is examined while the next lies ready
_LOST = "the scheduler was lost; when it is there again, the same command goes on"


def sweep(
    targets: Sequence[str],
    inventory: Path,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    fresh: bool = False,
    notice: Callable[[str], None] = lambda _: None,
) -> bool:
    """`scanner.engines.sweep.sweep` on a cluster. Raises `ClusterError` too."""
    with connected(settings) as client, _engine(client, settings) as engine:
        return common.sweep(targets, inventory, settings, engine, on_progress, fresh, notice)


@contextlib.contextmanager
def _engine(client: Client, settings: Settings) -> Iterator["DaskEngine"]:
    """The engine, once every worker there is has introduced itself."""
    ours = version("keysweep")
    introduced = client.run(introduce, settings, ours, on_error="return")
    for address, said in introduced.items():
        if isinstance(said, Refusal):
            raise ClusterError(f"worker {address}: {said.why}")
        if not isinstance(said, int):
            raise ClusterError(
                f"worker {address} cannot run keysweep ({type(said).__name__}); "
                f"install keysweep[cluster] {ours} on all machines"
            )
    try:
        yield DaskEngine(client, sum(introduced.values()))
    finally:
        with contextlib.suppress(OSError):  # the scheduler is gone; so is what it knew
            if client.status == "running":
                client.run(dismiss, on_error="ignore")


class DaskEngine:
    """Hands out batches and takes rows in."""

    def __init__(self, client: Client, workers: int) -> None:
        self._client = client
        self.workers = workers  # child processes of all machines together, at the beginning
        self._waiting: dict[Any, Batch] = {}  # by future
        self._number = itertools.count()
        self._name = secrets.token_hex(4)

    def run(self, tasks: Iterator[Task], orders: Orders) -> Generator[Outcome, None, None]:
        """Each task with its rows, in the order in which they are done, each once."""
        batches = (Batch(orders, group) for group in batched(tasks))
        done = as_completed()
        try:
            self._hand_out(batches, done)
            for future in done:
                batch = self._waiting.pop(future)
                if future.status == "cancelled":
                    raise ClusterError(_LOST)
                # Before the rows are looked at: machines work while this one writes.
                self._hand_out(batches, done)
                yield from self._taken(future, batch, done)
        finally:
            with contextlib.suppress(OSError):
                if self._client.status == "running":
                    self._client.cancel(list(self._waiting), force=True)
            self._waiting.clear()

    def _hand_out(self, batches: Iterator[Batch], done: Any) -> None:
        try:
            most = _BATCHES_PER_WORKER * max(1, len(self._client.nthreads()))
        except OSError:
            raise ClusterError(_LOST) from None
        while len(self._waiting) < most and (batch := next(batches, None)) is not None:
            self._submit(batch, done)

    def _submit(self, batch: Batch, done: Any) -> None:
        key = f"keysweep-{self._name}-{next(self._number)}"
        future = self._client.submit(examine, batch, key=key, pure=False)
        self._waiting[future] = batch
        done.add(future)

    def _taken(self, future: Any, batch: Batch, done: Any) -> Iterator[Outcome]:
        """The rows of a batch; one that took several workers down is tried object by object."""
        error = future.exception()
        if error is None:
            rows = future.result()
            if isinstance(rows, Refusal):
                raise ClusterError(f"a worker cannot examine objects: {rows.why}")
            yield from zip(batch.tasks, rows, strict=True)
        elif not isinstance(error, KilledWorker):
            raise ClusterError(f"a worker failed with {type(error).__name__}; see its log")
        elif len(batch.tasks) > 1:
            for task in batch.tasks:
                self._submit(Batch(batch.orders, (task,)), done)
        else:
            detail = f"ended {error.allowed_failures + 1} workers one after the other"
            yield batch.tasks[0], Lost(Reason.CRASHED, detail)


def batched(tasks: Iterator[Task]) -> Iterator[tuple[Task, ...]]:
    """The tasks in order, as many together as make a batch."""
    held: list[Task] = []
    size = 0
    for task in tasks:
        bytes_ = task[1].size_bytes or 0
        if held and (len(held) >= _BATCH_OBJECTS or size + bytes_ > _BATCH_BYTES):
            yield tuple(held)
            held, size = [], 0
        held.append(task)
        size += bytes_
    if held:
        yield tuple(held)
