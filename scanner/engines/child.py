"""What runs inside a child process of the pool: one task after the other, silently.

Nothing of a task's content may leave but in its result: an exception crosses as the name of its
class and the line it came from, and what libraries print (a panic quotes its input) is dropped.
"""

import contextlib
import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from scanner.engines import sandbox
from scanner.model import Reason

Answer = TypeVar("Answer")

_PACKAGES = ("scanner", "recognizers")
_ROOT = Path(__file__).parents[2]
_PR_SET_PDEATHSIG = 1  # prctl(2): a signal for when the parent ends


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that has no result, and why."""

    reason: Reason  # TIMEOUT, CRASHED or OUT_OF_MEMORY
    detail: str  # quotes no content


def attempt(step: Callable[[], Answer]) -> Answer | Lost:
    """The outcome of a step; a failure becomes `Lost`, without its message."""
    try:
        return step()
    except MemoryError:
        return Lost(Reason.OUT_OF_MEMORY, "reached the memory limit of a worker")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a panic in a Rust library is no Exception
        return Lost(Reason.CRASHED, _whence(error))


def serve(
    connection: Connection,
    initialise: Callable[[], Callable[[Any], Any]],
    memory_bytes: int,
    parent: int,
    shut_in: bool,
) -> None:
    """Say "" when ready, or else what is wrong; then answer tasks until the parent is gone.

    `initialise` may still write, as to a cache; what follows is shut in where that is asked for.
    """
    _tie_to(parent)
    try:
        work = initialise()
        _limit_memory(memory_bytes)
        _silence()
        sandbox.harden()
        if shut_in:
            sandbox.shut_in()
    except BaseException as error:
        # The message may cross: no object has been opened yet, so it can quote none.
        connection.send(f"{type(error).__name__}: {error}")
        return
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send("")
        while True:
            connection.send_bytes(_answer(work, connection.recv_bytes()))


def _answer(work: Callable[[Any], Any], message: bytes) -> bytes:
    """The pickled result. Packing it is part of the attempt: some results cannot be packed."""
    outcome = attempt(lambda: pickle.dumps(work(pickle.loads(message)), pickle.HIGHEST_PROTOCOL))  # noqa: S301 - from our parent
    return pickle.dumps(outcome) if isinstance(outcome, Lost) else outcome


def _tie_to(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end with it however it ends.

    Where the system sends no signal for that, the end of the pipe says it, between two tasks.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before the call above
            os._exit(1)


def _limit_memory(memory_bytes: int) -> None:
    """Allow `memory_bytes` of address space beyond what is in use now, and no core dump.

    Beyond, because Arrow and Hyperscan reserve far more than they use before the first task. A
    core dump would write raw values to disk.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS takes the limit and does not keep it
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + memory_bytes
        allowed = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = limit if allowed == resource.RLIM_INFINITY else min(limit, allowed)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _silence() -> None:
    """Send both output streams to nowhere, for C and Rust code as well."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _whence(error: BaseException) -> str:
    """The class of an exception, and the last line of our own code it passed."""
    name, trace, place = type(error).__name__, error.__traceback__, ""
    while trace is not None:
        ours = _own_file(trace.tb_frame)
        place = f" at {ours}:{trace.tb_lineno}" if ours else place
        trace = trace.tb_next
    return name + place


def _own_file(frame: FrameType) -> str:
    """The file of a frame below the installed packages; "" for others' code and this file."""
    path = Path(frame.f_code.co_filename)
    if path == Path(__file__) or not path.is_relative_to(_ROOT):
        return ""
    inside = path.relative_to(_ROOT)
    return inside.as_posix() if inside.parts[0] in _PACKAGES else ""
