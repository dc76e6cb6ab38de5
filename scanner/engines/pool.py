"""A pool of child processes for work that may hang, crash or eat memory.

Each child has one task in hand, so whatever happens to it costs exactly that task: the child is
killed and another takes its place; small tasks that waited behind it go to others. Children are
started anew, not forked: after threads or Arrow have run, a fork may hang.

When there are fewer tasks than children, the free ones help with the tasks of others, block by
block (see `scanner.ahead`).

This guards against files that break a parser. Against a file that takes the parser over, children
are shut in where that is asked for (`sandbox`); else a child has the rights of the account that
sweeps.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from scanner.ahead import Alone, Helpers
from scanner.engines.board import Count
from scanner.engines.child import Lost, attempt
from scanner.engines.process import SPAWN, Assignment, Child, assigned

__all__ = ["Lost", "Pool"]

Task = TypeVar("Task")
Result = TypeVar("Result")

# Small tasks that a child is given at once: a pipe's round trip takes as long as one of them.
_TOGETHER = 8


class Pool(Generic[Task, Result]):
    """Does tasks in child processes, within limits of time and memory for each task.

    `initialise` is a picklable top-level function, or a partial of one. It runs once in each
    child, is given those who may help with a large task, and returns the function that does the
    tasks; that function is also given a `Piece` where it is to help itself, and answers in bytes.
    With no workers the tasks are done in this process, without limits: for debugging.
    """

    def __init__(
        self,
        initialise: Callable[[Helpers], Callable[[Any], Any]],
        workers: int,
        seconds: float | Callable[[Task], float],
        memory_bytes: int,
        is_small: Callable[[Task], bool] = lambda _: False,
        shut_in: bool = False,
    ) -> None:
        if workers < 0:
            raise ValueError(f"workers is {workers}; use 0 or more")
        self._initialise = initialise
        self._workers = workers
        self._seconds = seconds  # per task, or what a task may take
        self._memory_bytes = memory_bytes  # per child, beyond what it has after `initialise`
        self._shut_in = shut_in  # children reach no network, write nothing, start no program
        self._is_small = is_small  # several such tasks are handed to a child at once
        self._idle: list[Child] = []
        self._busy: list[Child] = []
        self._put_off: deque[Assignment] = deque()  # drawn, and not in any child's hands
        self._free = cast(Count, SPAWN.RawValue("i", 0))  # children without a task of their own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill all children."""
        self._put_off.clear()
        while self._idle:
            self._idle.pop().kill()
        while self._busy:
            self._busy.pop().kill()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Each task with its result, in the order in which they are done.

        Tasks are drawn as children become free: never more than two per worker that have not
        been yielded, small ones aside. Time runs while the caller holds the iterator, but an
        answer that has come in counts. Raises `WorkerError` where a child cannot start. However
        it ends early, no child is left. One run at a time.
        """
        if self._busy:
            raise RuntimeError("this pool is running already; finish that run first")
        try:
            yield from self._run(iter(tasks)) if self._workers else self._run_here(tasks)
        except BaseException:
            self.close()
            raise

    def _run_here(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        work = self._initialise(Alone())
        for task in tasks:
            yield task, attempt(partial(work, task))

    def _run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        self._hand_out(tasks)
        while self._busy:
            done = [outcome for child in self._due() for outcome in self._settle(child)]
            # Before they are yielded: children work while the caller looks at the results.
            self._hand_out(tasks)
            yield from done

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        """Give every free worker something to do; children are started when first needed."""
        while len(self._busy) < self._workers:
            work = self._next_tasks(tasks) or self._next_piece()
            if not work:
                break
            child = self._idle.pop() if self._idle else self._start()
            self._busy.append(child)
            child.take(work)
        self._free.value = self._workers - sum(not child.helps for child in self._busy)

    def _next_tasks(self, tasks: Iterator[Task]) -> list[Assignment]:
        """One task, or a few small ones."""
        chosen: list[Assignment] = []
        while len(chosen) < _TOGETHER and (one := self._next_task(tasks)) is not None:
            small = self._is_small(cast(Task, one.task))
            if chosen and not small:
                self._put_off.appendleft(one)
                break
            chosen.append(one)
            if not small:
                break
        return chosen

    def _next_task(self, tasks: Iterator[Task]) -> Assignment | None:
        if self._put_off:
            return self._put_off.popleft()
        for task in tasks:
            seconds = self._seconds(task) if callable(self._seconds) else self._seconds
            return assigned(task, seconds)
        return None

    def _next_piece(self) -> list[Assignment]:
        """A block of what another child has in hand."""
        for child in self._busy:
            offer = child.owner.take()
            if offer is not None:
                left = max(0.0, child.deadline - time.monotonic())
                return [Assignment(None, offer.message, left, offer)]
        return []

    def _start(self) -> Child:
        return Child(self._initialise, self._memory_bytes, self._shut_in, self._free)

    def _due(self) -> list[Child]:
        """The children that said something, ended, or ran out of time."""
        soonest = min(child.deadline for child in self._busy)
        heard_on = [connection for child in self._busy for connection in child.connections]
        spoke = wait(heard_on, max(0.0, soonest - time.monotonic()))
        for child in self._busy:
            if child.owner.open and child.owner.connection in spoke:
                child.owner.listen()
        now = time.monotonic()
        return [c for c in self._busy if c.connection in spoke or c.deadline <= now]

    def _settle(self, child: Child) -> Iterator[tuple[Task, Result | Lost]]:
        """What a due child has to say: nothing yet where it has only become ready."""
        if not child.ready:
            child.finish_start()
            return
        done, outcome = child.answer()
        if child.spent:
            self._put_off.extend(child.left())
            child.kill()
        if child.spent or not child.busy:
            self._busy.remove(child)
        if not child.spent and not child.busy:
            self._idle.append(child)
        if done.offer is None:
            yield cast(Task, done.task), outcome
        else:
            done.offer.done(outcome if isinstance(outcome, bytes) else b"")
