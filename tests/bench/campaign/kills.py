"""Ends of the sweep and of its workers, by signals and by readers that go."""

import fcntl
import os
import random
import signal
import termios
import time

from scanner.inventory.reader import open_inventory
from tests.bench.campaign.stage import Seen, Stage, Sweep, in_one_line, promised, waited_for

_CLOSED_PIPE = 141


def all_killed(stage: Stage, number: int) -> Seen:
    """SIGKILL to parent and workers."""
    inventory = stage.fresh()
    sweep = stage.begun(inventory)
    time.sleep(random.Random(number).uniform(0, 1.0))
    hit = sweep.kill() == -signal.SIGKILL
    again = stage.run(inventory)
    return stage.judged(hit, inventory, *in_one_line(again))


def parent_killed(stage: Stage, number: int) -> Seen:
    """SIGKILL to the parent alone: no worker outlives it."""
    del number
    inventory = stage.fresh()
    sweep = stage.begun(inventory)
    sweep.process.kill()
    hit = sweep.end() == -signal.SIGKILL
    broken = tuple(promised(_gone(sweep), "a worker outlived its parent"))
    stage.run(inventory)
    return stage.judged(hit, inventory, *broken)


def _gone(sweep: Sweep) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.killpg(sweep.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def worker_killed(stage: Stage, number: int) -> Seen:
    """SIGKILL to a worker: one object at most is lost, is named, and is read by the next sweep."""
    inventory = stage.fresh()
    sweep = stage.begun(inventory)
    time.sleep(random.Random(number).uniform(0, 0.5))
    workers = sweep.workers()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    code = sweep.end()
    reasons = open_inventory(inventory).objects["reason"].to_pylist()
    lost = [reason for reason in reasons if reason]
    broken = (
        *promised(code in (0, 3), f"ended with {code}"),
        *promised(lost in ([], ["needed too much memory"]), "more than one object was lost"),
        *in_one_line(sweep),
    )
    stage.run(inventory)
    return stage.judged(bool(workers), inventory, *broken, ignore=("scans",))


def terminated(stage: Stage, number: int) -> Seen:
    """SIGTERM, as a service manager sends it, to the parent alone."""
    del number
    inventory = stage.fresh()
    sweep = stage.begun(inventory)
    sweep.process.terminate()
    code = sweep.end()
    broken = (*in_one_line(sweep), *promised(_gone(sweep), "a worker outlived its parent"))
    stage.run(inventory)
    return stage.judged(sweep.begun and code != 0, inventory, *broken)


def interrupted(stage: Stage, number: int) -> Seen:
    """Ctrl-C, which reaches every process of the terminal."""
    del number
    inventory = stage.fresh()
    sweep = stage.begun(inventory)
    os.killpg(sweep.pid, signal.SIGINT)
    code = sweep.end()
    broken = (
        *promised(code == 130, f"ended with {code}, not 130"),
        *promised("goes on from there" in sweep.said(), "does not say that it can go on"),
        *in_one_line(sweep),
    )
    stage.run(inventory)
    return stage.judged(sweep.begun, inventory, *broken)


def hung_up(stage: Stage, number: int) -> Seen:
    """The terminal is closed: SIGHUP, and output that goes nowhere."""
    del number
    inventory = stage.fresh()
    ours, theirs = os.openpty()

    def on_terminal() -> None:
        os.close(ours)
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
        for stream in (0, 1, 2):
            os.dup2(theirs, stream)

    sweep = stage.start(inventory, "--set", "polite.requests_per_second=10", before=on_terminal)
    os.close(theirs)
    waited_for(sweep, inventory)
    os.close(ours)
    code = sweep.end()
    broken = tuple(promised(_gone(sweep), "a worker outlived its parent"))
    stage.run(inventory)
    return stage.judged(sweep.begun and code != 0, inventory, *broken)


def reader_gone(stage: Stage, number: int) -> Seen:
    """Piped to `head`: whoever reads the result goes before its end."""
    del number
    inventory = stage.fresh()
    ours, theirs = os.pipe()

    def to_pipe() -> None:
        os.close(ours)
        os.dup2(theirs, 1)

    sweep = stage.start(inventory, before=to_pipe)
    os.close(theirs)
    os.close(ours)  # at once: the sweep prints at its end
    code = sweep.end()
    broken = (*promised(code == _CLOSED_PIPE, f"ended with {code}"), *in_one_line(sweep))
    return stage.judged(code == _CLOSED_PIPE, inventory, *broken)
