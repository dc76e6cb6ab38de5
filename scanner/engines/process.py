"""One child process of the pool: what it has in hand, and what became of it."""

import contextlib
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from scanner.engines.board import Colleagues, Count, Offer, Owner
from scanner.engines.child import Lost, serve
from scanner.errors import WorkerError
from scanner.model import Reason

# Loading every recognizer on a busy machine takes seconds; more means that it hangs.
START_SECONDS = 300.0
# A child that has closed its pipe is ending; more means that it hangs there.
_END_SECONDS = 5.0
# Messages that wait in a pipe must fit into it, or the parent would wait for the child.
_PIPE_BYTES = 32 * 1024

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """A task on its way through a child, or a block of another child's task."""

    task: object
    message: bytes  # the task, pickled
    seconds: float  # that it may take
    offer: Offer | None = None


def assigned(task: object, seconds: float) -> Assignment:
    """A task, ready to be sent."""
    return Assignment(task, pickle.dumps(task, pickle.HIGHEST_PROTOCOL), seconds)


class Child:
    """One child process, from its start to its end.

    `initialise` runs in it and is given its colleagues; see `Pool`.
    """

    def __init__(
        self,
        initialise: Callable[[Colleagues], Any],
        memory_bytes: int,
        shut_in: bool,
        free: Count,
    ) -> None:
        self.connection, theirs = SPAWN.Pipe()
        ours, asking = SPAWN.Pipe()
        self.owner = Owner(ours)
        begin = partial(initialise, Colleagues(asking, free))
        self._process = SPAWN.Process(
            target=serve, args=(theirs, begin, memory_bytes, os.getpid(), shut_in), daemon=True
        )
        self._process.start()
        theirs.close()  # so that the pipes end when the child does
        asking.close()
        self._queue: deque[Assignment] = deque()  # the first is in hand
        self._sent = 0  # of the queue
        self.ready = False  # initialised
        self.spent = False  # must take no further task
        self.deadline = time.monotonic() + START_SECONDS

    @property
    def connections(self) -> list[Connection]:
        """What it may be heard on."""
        return [self.connection, self.owner.connection] if self.owner.open else [self.connection]

    @property
    def helps(self) -> bool:
        """Whether what it does is part of another child's task."""
        return bool(self._queue) and self._queue[0].offer is not None

    @property
    def busy(self) -> bool:
        """Whether it has anything in hand."""
        return bool(self._queue)

    def take(self, assignments: list[Assignment]) -> None:
        """Hand over what is to be done, at once or when the child is ready."""
        self._queue.extend(assignments)
        if self.ready:
            self._begin()

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
        self._begin()

    def answer(self) -> tuple[Assignment, Any]:
        """What was in hand and its result, or `Lost`. Called when there is one, or too late."""
        outcome = self._outcome()
        done = self._queue.popleft()
        self._sent -= 1
        self.owner.forget()
        if self._queue and not self.spent:
            self._begin()
        return done, outcome

    def left(self) -> list[Assignment]:
        """What it had not begun when it ended."""
        return list(self._queue)

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()
        self.owner.connection.close()

    def _outcome(self) -> Any:
        if not self.connection.poll():
            self.spent = True
            return Lost(Reason.TIMEOUT, f"no result within {self._queue[0].seconds:g} s")
        try:
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            return self._death()
        try:
            outcome = pickle.loads(message)  # noqa: S301 - from our child; see the pool's words
        except Exception as error:
            return Lost(Reason.CRASHED, f"its result cannot be read back: {type(error).__name__}")
        # A library that ran out of memory may have left its state half done.
        self.spent = isinstance(outcome, Lost) and outcome.reason is Reason.OUT_OF_MEMORY
        return outcome

    def _begin(self) -> None:
        """Time for the first of the queue runs; the others wait in the pipe as far as they fit."""
        self.deadline = time.monotonic() + self._queue[0].seconds
        waiting = sum(len(one.message) for one in list(self._queue)[: self._sent])
        while self._sent < len(self._queue):
            message = self._queue[self._sent].message
            if self._sent and waiting + len(message) > _PIPE_BYTES:
                return
            with contextlib.suppress(OSError):  # it has died: `answer` will say so
                self.connection.send_bytes(message)
            self._sent += 1
            waiting += len(message)

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
