"""Lets everything go wrong that can, each for real, and says what came of it.

    python tests/bench/faults.py [--rounds 3] [--only NAME]... [--quick] [--write]

Every fault hits a real sweep in a process of its own, on a made-up share of forty files or a bucket
of as many objects. Then the same sweep is started again without the fault, and its tables are
compared with those of one that nothing disturbed. A round in which the fault hit nothing is told as
such. `--quick` is one round of each; `--write` puts the table into docs/reliability.md. Exits with
1 where a promise did not hold. A small disk needs root, a clock that jumps Debian's libfaketime.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.campaign import disks, kills, places, store  # noqa: E402
from tests.bench.campaign.stage import Seen, Stage, share  # noqa: E402
from tests.bench.marked import replace  # noqa: E402

Where = TypeVar("Where")

_SAME = "goes on; same tables"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    name: str
    what: str  # happens
    promise: str
    round: Callable[[Stage, int], Seen]


@dataclass(frozen=True, slots=True)
class StoreFault:
    """One thing that goes wrong with a bucket."""

    name: str
    what: str
    promise: str
    round: Callable[[store.Store, int], Seen]


LOCAL = (
    Fault("kill", "SIGKILL to parent and workers", _SAME, kills.all_killed),
    Fault("kill-parent", "SIGKILL to the parent", f"no worker is left; {_SAME}",
          kills.parent_killed),
    Fault("kill-worker", "SIGKILL to a worker", "one object is lost and named; read next time",
          kills.worker_killed),
    Fault("sigterm", "SIGTERM", f"no worker is left; {_SAME}", kills.terminated),
    Fault("ctrl-c", "Ctrl-C", f"says how to go on, exit 130; {_SAME}", kills.interrupted),
    Fault("hang-up", "the terminal closes (SIGHUP)", f"no worker is left; {_SAME}", kills.hung_up),
    Fault("pipe", "`\\| head` goes away (EPIPE)", "exit 141; the inventory is whole",
          kills.reader_gone),
    Fault("disk-full", "the inventory's disk is full", f"exit 2, in words; with room it {_SAME}",
          disks.disk_full),
    Fault("read-only", "the inventory's disk turns read-only", f"exit 2, in words; then {_SAME}",
          disks.read_only),
    Fault("disk-hangs", "a read never returns", "one object is given up; read next time",
          disks.read_hangs),
    Fault("memory", "an object needs too much memory", "it alone is lost, and named",
          disks.memory_out),
    Fault("clock", "the clock is put back by 407 days", "same tables", disks.clock_jumps),
    Fault("changed", "files change after listing", "noticed; right after the next sweep",
          places.changed),
    Fault("deleted", "files vanish after listing", "a row each; gone after the next sweep",
          places.deleted),
    Fault("two", "two sweeps into one inventory", "the second is refused, exit 2",
          places.two_at_once),
    Fault("update", "an update over an unfinished older sweep", "nothing is mixed; same tables",
          places.older_schema),
    Fault("downgrade", "an inventory of a newer version", "refused untouched, exit 2",
          places.newer_schema),
    Fault("key", "the hash key file vanishes", "ends with its key; later ones say so",
          places.key_vanishes),
)  # fmt: skip
STORE = (
    StoreFault("s3-cut", "connections are cut", "same tables", store.first_tries(store.CUT)),
    StoreFault("s3-503", "503 SlowDown", "same tables", store.first_tries(store.BUSY)),
    StoreFault("s3-500", "500 InternalError", "same tables", store.first_tries(store.BROKEN)),
    StoreFault("s3-half", "bodies break off", "same tables", store.first_tries(store.HALF)),
    StoreFault("s3-slow", "answers take a second", "same tables", store.first_tries(store.SLOW)),
    StoreFault("s3-outage", "the network goes and stays away", "exit 3, a row each; read next time",
               store.outage),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """All rounds of one fault."""

    what: str
    promise: str
    rounds: tuple[Seen, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the promise held in every round."""
        return all(one.is_kept for one in self.rounds)

    def row(self) -> str:
        """A line of the page's table."""
        hit = sum(one.happened for one in self.rounds)
        broken = sorted({text for one in self.rounds for text in one.broken})
        tables = {name for one in self.rounds for name in one.differing or ()}
        seen = "; ".join(broken) or ("as promised" if hit else "the fault did not take place")
        losses, doubles = (
            sum(getattr(one, kind) for one in self.rounds) for kind in ("losses", "doubles")
        )
        return (
            f"| {self.what} | {self.promise} | {seen} | {hit} of {len(self.rounds)} | {losses} "
            f"| {doubles} | {', '.join(sorted(tables)) or 'none'} |"
        )


def table(told: Sequence[Told]) -> str:
    """For the page."""
    head = "| fault | promised | seen | rounds hit | losses | doubles | differing tables |"
    return "\n".join([head, "|---|---|---|--:|--:|--:|---|", *(one.row() for one in told)])


def survived(round_: Callable[[Where, int], Seen], where: Where, number: int) -> Seen:
    """One round; where not even its inventory can be opened, that is what was seen."""
    try:
        return round_(where, number)
    except Exception as error:
        return Seen(True, (f"{type(error).__name__} when it was looked at",))


def campaign(folder: Path, rounds: int, only: Sequence[str]) -> Iterator[Told]:
    """All faults that were asked for, one after the other."""
    stage = share(folder / "local")
    for fault in LOCAL:
        if not only or fault.name in only:
            seen = tuple(survived(fault.round, stage, number) for number in range(rounds))
            yield Told(fault.what, fault.promise, seen)
    wanted = [fault for fault in STORE if not only or fault.name in only]
    if not wanted:
        return
    with store.store(folder / "store") as bucket:
        for one in wanted:
            seen = tuple(survived(one.round, bucket, number) for number in range(rounds))
            yield Told(one.what, one.promise, seen)


def main() -> int:
    """Run it; 1 where a promise did not hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    names = [fault.name for fault in (*LOCAL, *STORE)]
    parser.add_argument("--only", action="append", choices=names, metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="one round of each")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    began, told = time.monotonic(), []
    with tempfile.TemporaryDirectory() as folder:
        for one in campaign(Path(folder), 1 if given.quick else given.rounds, given.only or ()):
            told.append(one)
            print(f"{time.monotonic() - began:4.0f} s  {one.row()}", flush=True)
    if given.write:
        replace(ROOT / "docs" / "reliability.md", "faults", table(told))
    return int(not all(one.is_kept for one in told))


if __name__ == "__main__":
    sys.exit(main())
