"""Which object of a walk comes next: a large one that begins last is what all wait for."""

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice

from scanner.engines.walk import Task

_HELD = 4_096  # objects listed and not yet handed out
_AT_ONCE = 64  # listed before each one that is handed out, so that work begins at once


def largest_first(tasks: Iterable[Task]) -> Iterator[Task]:
    """The same tasks, the largest of those listed so far first; those of one size as listed."""
    coming = iter(tasks)
    held: list[tuple[int, int, Task]] = []
    listed = 0
    while True:
        for task in islice(coming, min(_AT_ONCE, _HELD - len(held))):
            heapq.heappush(held, (-(task[1].size_bytes or 0), listed, task))
            listed += 1
        if not held:
            return
        yield heapq.heappop(held)[2]
