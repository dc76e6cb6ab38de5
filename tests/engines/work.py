"""Work that goes wrong on purpose, for the tests of the pool. Children import it by name."""

import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from recognizers.declaration import Entity, Harm, Sensitivity, UkGdpr
from scanner.ahead import Helpers
from scanner.engines.board import Piece
from scanner.model import TextBatch, Unit

SECRET = "999 123 4567, key safe 4821"  # invented: the number is no NHS number at all


class Panic(BaseException):
    """What a Rust library raises: no Exception."""


class NoWayBack:
    """Pickles, and cannot be unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return int, (SECRET,)


def do(task: str) -> object:
    """What the word says; any other word comes back in capitals."""
    deed = DEEDS.get(task)
    return deed() if deed else task.upper()


def ready(_: object) -> Callable[[str], object]:
    """The usual `initialise`."""
    return do


def slow(_: object) -> Callable[[str], object]:
    """An `initialise` that takes longer than the tests' time limit for a task."""
    time.sleep(0.8)
    return do


def broken(_: object) -> Callable[[str], object]:
    """An `initialise` that fails."""
    raise LookupError("no rules found")


def deadly(_: object) -> Callable[[str], object]:
    """An `initialise` that takes its process down."""
    os._exit(7)


def mark(folder: Path, _: object) -> Callable[[str], object]:
    """An `initialise` that leaves a file for every process it runs in."""
    (folder / str(os.getpid())).touch()
    return do


def sharing(helpers: Helpers) -> Callable[[str | Piece], object]:
    """An `initialise` whose work has its blocks examined by others, and tells by whom."""

    def do_or_share(task: str | Piece) -> object:
        if isinstance(task, Piece):
            return _examined(task)
        return _share(helpers) if task == "share" else do(task)

    return do_or_share


def deserting(helpers: Helpers) -> Callable[[str | Piece], object]:
    """An `initialise` whose work offers blocks, and fails before it asks for them."""

    def do_or_desert(task: str | Piece) -> object:
        if isinstance(task, Piece):
            return b"examined"
        if task == "desert":
            helpers.offer([TextBatch(pa.array(["block"]), Unit.LINE)])
            raise ValueError(SECRET)
        return do(task)

    return do_or_desert


def _examined(piece: Piece) -> bytes:
    text = piece.columns[0].values[0].as_py()
    if text == "deadly":
        os._exit(3)
    return f"{os.getpid()} {text}".encode()


def _share(helpers: Helpers) -> list[str]:
    """What became of each block, those done here by the owner too."""
    words = ["one", "two", "deadly", "three", "four"]
    until = time.monotonic() + 60
    while not helpers.room() and time.monotonic() < until:
        time.sleep(0.01)
    numbers = {helpers.offer([TextBatch(pa.array([word]), Unit.LINE)]): word for word in words}
    found: dict[int, str] = {}
    for number in numbers:
        while number not in found:
            which, answer = helpers.result(number)
            found[which] = answer.decode() if answer else f"{os.getpid()} {numbers[which]}"
    return [found[number] for number in numbers]


def _spin() -> None:
    while True:
        pass


def _allocate() -> int:
    return len(bytearray(1 << 30))


def _declare() -> None:
    Entity(SECRET, "t", "m", UkGdpr.PERSONAL, Harm.CONTACT, Sensitivity.LOW, "b", "r")


def _fail() -> None:
    raise ValueError(SECRET)


def _panic() -> None:
    raise Panic(SECRET)


def _print() -> str:
    print(SECRET, flush=True)
    os.write(2, SECRET.encode())
    sys.stderr.write(SECRET)
    sys.stderr.flush()
    return "printed"


DEEDS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(600),
    "spin": _spin,
    "allocate": _allocate,
    "exit": lambda: os._exit(3),
    "crash": lambda: ctypes.string_at(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "fail": _fail,
    "declare": _declare,
    "panic": _panic,
    "print": _print,
    "unpicklable": lambda: (item for item in SECRET),
    "no way back": NoWayBack,
    "nothing": lambda: None,
    "large": lambda: b"x" * (8 << 20),
    "pid": os.getpid,
    "core": lambda: resource.getrlimit(resource.RLIMIT_CORE),
    "interrupt": lambda: os.kill(os.getpid(), signal.SIGINT),
}
