"""Short ways to make a pool and to see what comes of its tasks."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from scanner.engines.pool import Pool
from tests.engines import work

WORDS = [f"word {number}" for number in range(20)]


def pool(
    workers: int = 1,
    seconds: float = 30,
    initialise: Callable[[object], Callable[[str], object]] = work.ready,
) -> Pool[str, object]:
    """A pool that allows 256 MiB to a task."""
    return Pool(initialise, workers, seconds, 256 << 20)


def results(tasks: list[str], workers: int = 1, seconds: float = 30) -> dict[str, object]:
    """Each task with what came of it."""
    with pool(workers, seconds) as running:
        return dict(running.run(tasks))


def children() -> set[BaseProcess]:
    """The child processes that are alive now."""
    return set(multiprocessing.active_children())


def outcome(running: Pool[str, object], task: str) -> object:
    """What comes of one task."""
    ((_, answer),) = running.run([task])
    return answer


if __name__ == "__main__":
    # A parent to be killed: when it says who its child is, the child has its next task.
    for _, answer in pool().run(["pid", "hang"]):
        print(answer, flush=True)
