"""One command and what it cost: for benchmarks that compare whole programs. Linux only."""

import os
import signal
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY_SECONDS = 0.2
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, with all processes it started."""

    wall_seconds: float
    cpu_seconds: float
    peak_mb: float  # of all processes together, a page they share counted for each
    exit_code: int | None  # None: stopped at the limit


def run(
    command: Sequence[str],
    seconds: float | None = None,
    env: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Cost:
    """Runs a command to its end, or to the limit. `output`: where its output goes."""
    with (output or Path(os.devnull)).open("wb") as out:
        before, begun = os.times(), time.monotonic()
        process = subprocess.Popen(
            command, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        watch = _Watch(process.pid)
        watch.start()
        try:
            code: int | None = process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
            watch.remember()
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        wall, after = time.monotonic() - begun, os.times()
        watch.stop()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Cost(wall, max(cpu, watch.cpu_seconds), watch.peak_mb, code)


class _Watch(threading.Thread):
    """Looks at a process and its descendants again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._ended = pid, threading.Event()
        self.peak_mb = self.cpu_seconds = 0.0

    def run(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self.remember()

    def remember(self) -> None:
        """Takes the present state into account."""
        resident = ticks = 0
        for pid in _tree(self._pid):
            pages, used = _used(pid)
            resident, ticks = resident + pages * _PAGE, ticks + used
        self.peak_mb = max(self.peak_mb, resident / 1e6)
        self.cpu_seconds = max(self.cpu_seconds, ticks / os.sysconf("SC_CLK_TCK"))

    def stop(self) -> None:
        """Ends the watch."""
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    children = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children[int(fields[1])].append(int(entry.name))
    found = [root]
    for pid in found:
        found.extend(children[pid])
    return found


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return []


def _used(pid: int) -> tuple[int, int]:
    """Resident pages, and clock ticks of the process and of its children that have ended."""
    fields = _stat(pid)
    return (int(fields[21]), sum(map(int, fields[11:15]))) if fields else (0, 0)
