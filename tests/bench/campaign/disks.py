"""Disks that are full, cannot be written or do not answer; a worker that wants too much memory."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from scanner.inventory.reader import open_inventory
from tests.bench.campaign.stage import Seen, Stage, Sweep, in_one_line, promised, share

_FULL_BYTES = 56 << 10  # holds a shard and not two
_ROOM_BYTES = 32 << 20


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own under the folder; False where this account may not make one."""
    folder.mkdir()
    made = _mount("-t", "tmpfs", "-o", f"size={_FULL_BYTES}", "tmpfs", str(folder))
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


def disk_full(stage: Stage, number: int) -> Seen:
    """The disk of the inventory fills up: an error in words, and the sweep goes on with room."""
    del number
    inventory = stage.fresh()
    with _small_disk(inventory) as is_disk:
        if is_disk:
            sweep = stage.start(inventory, "--set", "polite.requests_per_second=10")
        else:
            sweep = stage.start(inventory, before=_small_files)
        code = sweep.end()
        hit = code not in (0, 3)
        broken = _told(sweep, code)
        if is_disk:
            _mount("-o", f"remount,size={_ROOM_BYTES}", str(inventory))
        stage.run(inventory)
        return stage.judged(hit, inventory, *broken)


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))


def _told(sweep: Sweep, code: int) -> tuple[str, ...]:
    return (
        *promised(code == 2, f"ended with {code}, not 2"),
        *promised("cannot be written" in sweep.said(), "does not say what cannot be written"),
        *in_one_line(sweep),
    )


def read_only(stage: Stage, number: int) -> Seen:
    """The disk of the inventory becomes read-only in mid-sweep, as after an error of its own."""
    del number
    inventory = stage.fresh()
    with _small_disk(inventory) as is_disk:
        if not is_disk:
            return Seen(False)
        _mount("-o", f"remount,size={_ROOM_BYTES}", str(inventory))
        sweep = stage.begun(inventory)
        hit = sweep.begun and _mount("-o", "remount,ro", str(inventory))
        code = sweep.end()
        broken = _told(sweep, code)
        refused = stage.run(inventory)
        broken += _told(refused, refused.process.exitcode or 0)
        _mount("-o", "remount,rw", str(inventory))
        stage.run(inventory)
        return stage.judged(hit, inventory, *broken)


def read_hangs(stage: Stage, number: int) -> Seen:
    """A read that never returns (the worker is stopped): one object is given up after its time."""
    del number
    inventory = stage.fresh()
    seconds = ("--set", "limits.seconds_per_object=20.0")
    sweep = stage.begun(inventory, *seconds)
    workers = sweep.workers()
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    sweep.end()
    reasons = [one for one in open_inventory(inventory).objects["reason"].to_pylist() if one]
    broken = tuple(promised(reasons == ["took too long"], f"{len(reasons)} objects were given up"))
    stage.run(inventory)
    return stage.judged(bool(workers and reasons), inventory, *broken, ignore=("scans",))


def memory_out(stage: Stage, number: int) -> Seen:
    """An object that needs more memory than a worker may have: it alone is lost, and named."""
    own = share(stage.folder / f"memory-{number}")
    large = Path(own.target) / "000-large.sqlite"
    with large.open("wb") as out:
        out.write(b"SQLite format 3\x00" + bytes(84))
        out.truncate(400 << 20)
    inventory = own.fresh()
    sweep = own.run(inventory, "--set", f"limits.memory_bytes={192 << 20}")
    rows = open_inventory(inventory).objects.select(["uri", "reason"]).to_pylist()
    lost = [row["uri"].rpartition("/")[2] for row in rows if row["reason"]]
    hit = any(row["reason"] == "needed too much memory" for row in rows)
    broken = (
        *promised(sweep.process.exitcode == 3, f"ended with {sweep.process.exitcode}"),
        *promised(lost == [large.name], "another object was lost too"),
        *in_one_line(sweep),
    )
    large.unlink()
    own.run(inventory)
    return own.judged(hit, inventory, *broken, ignore=("scans", "gone"))


def clock_jumps(stage: Stage, number: int) -> Seen:
    """The clock is a year ahead when the sweep begins, and a week behind when it ends."""
    del number
    library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
    if library is None:
        return Seen(False)
    inventory, moved = stage.fresh(), stage.folder / "clock"
    moved.write_text("+400d")
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(moved),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }

    def elsewhere() -> None:
        command = [sys.executable, "-m", "scanner.cli", *stage.arguments(inventory)]
        os.execve(sys.executable, command, environment)

    sweep = stage.start(inventory, before=elsewhere)
    while not (inventory / "run" / "run.json").exists() and sweep.process.exitcode is None:
        time.sleep(0.05)
    moved.write_text("-7d")
    code = sweep.end()
    broken = (*promised(code == 0, f"ended with {code}"), *in_one_line(sweep))
    seen = stage.judged(False, inventory, *broken, ignore=("scans",))
    return replace(seen, happened=code == 0 and _jumped(open_inventory(inventory).scan))


def _jumped(scan: dict[str, object]) -> bool:
    began, ended = scan["started_at"], scan["finished_at"]
    assert isinstance(began, datetime) and isinstance(ended, datetime)
    return began - ended > timedelta(days=400)
