"""What a file that took a parser over could try, each as a task for a child."""

import ctypes
import faulthandler
import os
import queue
import resource
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

_ASKED: "queue.Queue[Callable[[], object]]" = queue.Queue()
_TOLD: "queue.Queue[object]" = queue.Queue()


def ready(_: object) -> Callable[[str], object]:
    """The `initialise`: a thread is begun, as libraries do, and waits for something to do."""
    threading.Thread(target=_old_thread, daemon=True).start()
    return do


def talkative(_: object) -> Callable[[str], object]:
    """An `initialise` that asks Python to print where it was when it crashes."""
    faulthandler.enable()
    return do


def do(deed: str) -> object:
    """ "done", or the class of the error it was refused with."""
    if deed == "state":
        return _state()
    if deed == "old thread":
        _ASKED.put(_connect)
        return _TOLD.get(timeout=20)
    return _tried(DEEDS[deed])


def _old_thread() -> None:
    while True:
        _TOLD.put(_tried(_ASKED.get()))


def _tried(deed: Callable[[], object]) -> str:
    try:
        deed()
    except OSError as error:
        return type(error).__name__
    return "done"


def _connect() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        socket.create_connection(server.getsockname()).close()


def _look_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.sendto(b"x", ("127.0.0.1", 9))


def _write() -> None:
    file = Path("/tmp") / f"keysweep-{os.getpid()}"
    file.write_text("x")
    file.unlink()


def _move() -> None:
    Path("/nonexistent").rename("/nonexistent too")


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _copy_to_another() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.process_vm_writev(os.getppid(), None, 0, None, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "process_vm_writev")


def _thread() -> None:
    started = threading.Thread(target=os.getpid)
    started.start()
    started.join()


def _state() -> dict[str, object]:
    libc = ctypes.CDLL(None)
    return {
        "no_new_privileges": libc.prctl(39, 0, 0, 0, 0),
        "dumpable": libc.prctl(3, 0, 0, 0, 0),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
    }


# What the kernel says yes to where nobody is shut in.
POSSIBLE: dict[str, Callable[[], object]] = {
    "connect": _connect,
    "send a datagram": _look_up,
    "write a file": _write,
    "run a program": lambda: subprocess.run(["true"], check=True),
    "fork": _fork,
    "signal another": lambda: os.kill(os.getppid(), 0),
}
REFUSED = (
    *POSSIBLE,
    "change a file",
    "delete a file",
    "make a folder",
    "change rights",
    "change times",
    "move a file",
    "make a link",
    "trace another",
    "write into another",
    "limit another",
)
ALLOWED = ("read", "list", "start a thread", "take memory", "signal itself")
DEEDS: dict[str, Callable[[], object]] = POSSIBLE | {
    "change a file": lambda: os.open(__file__, os.O_RDWR),
    "delete a file": Path("/nonexistent").unlink,
    "make a folder": Path("/nonexistent/x").mkdir,
    "change rights": lambda: Path(__file__).chmod(0o644),
    "change times": lambda: os.utime("/nonexistent"),
    "move a file": _move,
    "make a link": lambda: Path("/nonexistent/x").symlink_to("a"),
    "trace another": lambda: os.pidfd_open(os.getppid()),
    "write into another": _copy_to_another,
    "limit another": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE),
    "read": Path(__file__).read_bytes,
    "list": lambda: list(Path("/").iterdir()),
    "start a thread": _thread,
    "take memory": lambda: len(bytearray(64 << 20)),
    "signal itself": lambda: os.kill(os.getpid(), 0),
    "abort": lambda: os.kill(os.getpid(), signal.SIGABRT),
}
