"""A share, sweeps of it as real processes, and how inventories differ from an undisturbed one."""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from scanner.cli import main
from scanner.inventory.reader import open_inventory
from scanner.schema import TABLES
from tests.bench.kill import bare

FILES = 40
_PATIENCE_SECONDS = 600.0  # a sweep of the share takes five on an idle machine
_SLOWLY = ("--set", "polite.requests_per_second=10")
# Forked from here, where everything is imported already: most of a small sweep is imports.
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Seen:
    """One round of a fault."""

    happened: bool  # the fault hit something
    broken: tuple[str, ...] = ()  # what was promised and did not hold
    losses: int = 0  # objects without a row in the end
    doubles: int = 0  # rows beyond the first of an object
    differing: tuple[str, ...] | None = None  # tables unlike the undisturbed; None: not comparable

    @property
    def is_kept(self) -> bool:
        """Whether every promise held."""
        return not (self.broken or self.losses or self.doubles or self.differing)


@dataclass(slots=True)
class Sweep:
    """A sweep under way."""

    process: BaseProcess
    output: Path
    begun: bool = True  # it has written what it was waited for

    @property
    def pid(self) -> int:
        """Of the process, and of its group."""
        assert self.process.pid is not None
        return self.process.pid

    def end(self) -> int:
        """Its exit code, or the signal that ended it, negative."""
        self.process.join(_PATIENCE_SECONDS)
        code = self.process.exitcode
        if code is None:
            self.kill()
            raise TimeoutError(f"a sweep has not ended within {_PATIENCE_SECONDS:g} s")
        return code

    def kill(self) -> int:
        """Ends it with its workers; the code it ended with."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.join()
        return self.process.exitcode or 0

    def said(self) -> str:
        """What it printed."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def workers(self) -> list[int]:
        """Process ids of its workers."""
        task = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in task.read_text().split() if _is_worker(int(pid))]


def _is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@dataclass(slots=True)
class Stage:
    """What is swept, and where to."""

    folder: Path
    target: str
    options: tuple[str, ...] = ()
    _whole: Path | None = field(default=None, init=False)
    _number: int = field(default=0, init=False)

    def fresh(self) -> Path:
        """A new place for an inventory."""
        self._number += 1
        return self.folder / f"inventory-{self._number}"

    @property
    def key(self) -> Path:
        """The hash key of all sweeps."""
        return self.folder / "key"

    def arguments(self, inventory: Path, *more: str) -> list[str]:
        """A sweep by one worker for one kind of number."""
        return [
            *("scan", self.target, "--output", str(inventory), "--names", "off", "--workers", "1"),
            *("--test-numbers", "live", "--set", 'recognizers=["UK_NHS"]'),
            *("--set", f"hash_key_file={self.key}", *self.options, *more),
        ]

    def start(
        self, inventory: Path, *more: str, before: Callable[[], object] = lambda: None
    ) -> Sweep:
        """A sweep in a process group of its own; `before` runs in it first."""
        self._number += 1
        output = self.folder / f"said-{self._number}"
        process = _FORK.Process(
            target=_sweep, args=(self.arguments(inventory, *more), output, before)
        )
        process.start()
        return Sweep(process, output)

    def begun(self, inventory: Path, *more: str, shards: int = 1) -> Sweep:
        """A slow sweep that has written so many shards."""
        return waited_for(self.start(inventory, *_SLOWLY, *more), inventory, shards)

    def run(self, inventory: Path, *more: str) -> Sweep:
        """A sweep that was brought to its end."""
        sweep = self.start(inventory, *more)
        sweep.end()
        return sweep

    def whole(self) -> Path:
        """The inventory of a sweep that nothing disturbed."""
        if self._whole is None:
            self._whole = self.fresh()
            said = self.run(self._whole)
            assert said.process.exitcode in (0, 3), said.said()
        return self._whole

    def judged(
        self,
        happened: bool,
        inventory: Path,
        *broken: str,
        against: Path | None = None,
        ignore: tuple[str, ...] = (),
    ) -> Seen:
        """An inventory as it stands against an undisturbed one."""
        expected = open_inventory(against or self.whole())
        try:
            found = open_inventory(inventory)
            uris = Counter(found.objects["uri"].to_pylist())
            differing = tuple(
                name
                for name in TABLES
                if name not in ignore
                and not bare(found.table(name)).equals(bare(expected.table(name)))
            )
        except Exception as error:
            return Seen(happened, (*broken, f"no inventory: {type(error).__name__}"))
        losses = len(set(expected.objects["uri"].to_pylist()) - uris.keys())
        return Seen(happened, broken, losses, uris.total() - len(uris), differing)


def _sweep(arguments: list[str], output: Path, before: Callable[[], object]) -> None:
    os.setsid()
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    before()
    raise SystemExit(main(arguments))


def waited_for(sweep: Sweep, inventory: Path, shards: int = 1) -> Sweep:
    """The sweep, when it has written so many shards, or has ended before."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while len(list((inventory / "run").glob("*-objects.parquet"))) < shards:
        if sweep.process.exitcode is not None or time.monotonic() > until:
            sweep.begun = False
            break
        time.sleep(0.05)
    return sweep


def share(folder: Path) -> Stage:
    """A share of small files, each about one person; all of it invented."""
    target = folder / "share"
    target.mkdir(parents=True)
    for number in range(FILES):
        text = f"NHS number 999 000 0018, visit {number}"
        (target / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    return Stage(folder, str(target))


def promised(kept: bool, otherwise: str) -> Iterator[str]:
    """What did not hold, for `judged`."""
    if not kept:
        yield otherwise


def in_one_line(sweep: Sweep) -> Iterator[str]:
    """Errors are told in words, never by a traceback."""
    yield from promised("Traceback" not in sweep.said(), "a traceback was printed")
