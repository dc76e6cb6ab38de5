"""A pool of child processes for work that may hang, crash or eat memory.

Each child has one task in hand, so whatever happens to it costs exactly that task: the child is
killed and another takes its place. Children are started anew, not forked: after threads or Arrow
have run, a fork may hang.

This guards against files that break a parser. It does not guard against a file that takes the
parser over: a child has the rights of the account that sweeps.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from scanner.engines.child import Lost, attempt, serve
from scanner.errors import WorkerError
from scanner.model import Reason

__all__ = ["Lost", "Pool"]

Task = TypeVar("Task")
Result = TypeVar("Result")

# Loading every recognizer on a busy machine takes seconds; more means that it hangs.
START_SECONDS = 120.0
# A child that has closed its pipe is ending; more means that it hangs there.
_END_SECONDS = 5.0

_SPAWN = multiprocessing.get_context("spawn")


class _Child:
    """One child process, from its start to its end."""

    def __init__(self, initialise: Callable[[], Any], memory_bytes: int) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=serve, args=(theirs, initialise, memory_bytes, os.getpid()), daemon=True
        )
        self._process.start()
        theirs.close()  # so that the pipe ends when the child does
        self._seconds = 0.0  # for the task in hand
        self._message = b""
        self.ready = False  # initialised
        self.spent = False  # must take no further task
        self.deadline = time.monotonic() + START_SECONDS

    def take(self, task: object, seconds: float) -> None:
        """Hand over a task, at once or when the child is ready."""
        self._seconds = seconds
        self._message = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        if self.ready:
            self._send()

    def finish_start(self) -> None:
        """Hear whether the child is ready, and if so send its task. Raises `WorkerError`."""
        trouble = f"not ready within {START_SECONDS:g} s"
        if self.connection.poll():
            try:
                trouble = self.connection.recv()
            except (EOFError, OSError):
                trouble = self._death().detail
        if trouble:
            raise WorkerError(f"a worker cannot start: {trouble}")
        self.ready = True
        self._send()

    def answer(self) -> Any:
        """The result of the task in hand, or `Lost`. Called when there is one, or too late."""
        if not self.connection.poll():
            self.spent = True
            return Lost(Reason.TIMEOUT, f"no result within {self._seconds:g} s")
        try:
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            return self._death()
        try:
            outcome = pickle.loads(message)  # noqa: S301 - from our child; see the module's words
        except Exception as error:
            return Lost(Reason.CRASHED, f"its result cannot be read back: {type(error).__name__}")
        # A library that ran out of memory may have left its state half done.
        self.spent = isinstance(outcome, Lost) and outcome.reason is Reason.OUT_OF_MEMORY
        return outcome

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()

    def _send(self) -> None:
        self.deadline = time.monotonic() + self._seconds
        with contextlib.suppress(OSError):  # it has died: `answer` will say so
            self.connection.send_bytes(self._message)

    def _death(self) -> Lost:
        """How the process ended, of which the closed pipe tells."""
        self.spent = True
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        if code is None:
            return Lost(Reason.CRASHED, "closed its pipe without an answer")
        if code >= 0:
            return Lost(Reason.CRASHED, f"ended with exit code {code}")
        with contextlib.suppress(ValueError):
            code = signal.Signals(-code)
        if code == signal.SIGKILL:  # not by us: most likely the kernel, for want of memory
            return Lost(Reason.OUT_OF_MEMORY, "killed by the system")
        name = code.name if isinstance(code, signal.Signals) else f"signal {-code}"
        return Lost(Reason.CRASHED, f"ended by {name}")


class Pool(Generic[Task, Result]):
    """Does tasks in child processes, within limits of time and memory for each task.

    `initialise` is a picklable top-level function, or a partial of one. It runs once in each
    child and returns the function that does the tasks. With no workers the tasks are done in this
    process, without limits: for debugging.
    """

    def __init__(
        self,
        initialise: Callable[[], Callable[[Task], Result]],
        workers: int,
        seconds: float | Callable[[Task], float],
        memory_bytes: int,
    ) -> None:
        if workers < 0:
            raise ValueError(f"workers is {workers}; use 0 or more")
        self._initialise = initialise
        self._workers = workers
        self._seconds = seconds  # per task, or what a task may take
        self._memory_bytes = memory_bytes  # per child, beyond what it has after `initialise`
        self._idle: list[_Child] = []
        self._busy: dict[_Child, Task] = {}

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
        while self._idle:
            self._idle.pop().kill()
        while self._busy:
            self._busy.popitem()[0].kill()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Each task with its result, in the order in which they are done.

        Tasks are drawn as children become free: never more than two per worker that have not
        been yielded. Time runs while the caller holds the iterator, but an answer that has come
        in counts. Raises `WorkerError` where a child cannot start. However it ends early, no
        child is left. One run at a time.
        """
        if self._busy:
            raise RuntimeError("this pool is running already; finish that run first")
        try:
            yield from self._run(iter(tasks)) if self._workers else self._run_here(tasks)
        except BaseException:
            self.close()
            raise

    def _run_here(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        work = self._initialise()
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
        """Draw a task for every free worker; children are started when first needed."""
        while len(self._busy) < self._workers:
            try:
                task = next(tasks)
            except StopIteration:
                return
            child = self._idle.pop() if self._idle else self._start()
            self._busy[child] = task
            seconds = self._seconds(task) if callable(self._seconds) else self._seconds
            child.take(task, seconds)

    def _start(self) -> _Child:
        return _Child(self._initialise, self._memory_bytes)

    def _due(self) -> list[_Child]:
        """The children that said something, ended, or ran out of time."""
        soonest = min(child.deadline for child in self._busy)
        spoke = wait(
            [child.connection for child in self._busy], max(0.0, soonest - time.monotonic())
        )
        now = time.monotonic()
        return [c for c in self._busy if c.connection in spoke or c.deadline <= now]

    def _settle(self, child: _Child) -> Iterator[tuple[Task, Result | Lost]]:
        """What a due child has to say: nothing yet where it has only become ready."""
        if not child.ready:
            child.finish_start()
            return
        answer = child.answer()
        task = self._busy.pop(child)
        if child.spent:
            child.kill()
        else:
            self._idle.append(child)
        yield task, answer
