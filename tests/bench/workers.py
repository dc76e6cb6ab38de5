"""What more workers save, and whether they change anything.

    python tests/bench/workers.py [--workers 1,2] [--megabytes 4] [--files 200] [--write]

Sweeps a made-up estate (an export full of findings, a log nearly without, many small notes) with
one worker and with more, then on a cluster of two Dask workers over TLS, and once more with one of
them killed half-way. For each: wall time, processor time of all processes, and whether the tables
are those of one worker. `--write` puts the figures into docs/performance.md. Exits with 1 where any
table differs. On a machine that does other things too, processor time is what can be trusted.
"""

import argparse
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.config import Settings  # noqa: E402
from scanner.engines import cluster as dask_engine  # noqa: E402
from scanner.engines import local  # noqa: E402
from scanner.engines.walk import Progress  # noqa: E402
from tests.bench.kill import differences  # noqa: E402
from tests.engines.clusters import cluster  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- workers: begin -->", "<!-- workers: end -->"
NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050")


@dataclass(frozen=True, slots=True)
class Run:
    """One sweep and what it took."""

    name: str
    wall: float  # seconds
    processor: float  # seconds, all processes together
    same: bool


def build(folder: Path, megabytes: float, files: int) -> None:
    """The estate: a third of the bytes full of findings, the rest a log; and small notes."""
    draw = random.Random(1)
    folder.mkdir()
    with (folder / "export.csv").open("w") as export:
        export.write("client_id,nhs_number,name,postcode,note\n")
        number = 0
        while export.tell() < megabytes * 1e6 / 3:
            number += 1
            note = draw.choice(("key safe code 4821 left of the door", "rings twice", ""))
            name = draw.choice(("Edna Clegg", "Ben Moor", "Cara Lee"))
            postcode = f"LS{draw.randint(1, 28)} {draw.randint(1, 9)}AB"
            export.write(f"{number},{draw.choice(NUMBERS)},{name},{postcode},{note}\n")
    with (folder / "service.log").open("w") as log:
        while log.tell() < megabytes * 2e6 / 3:
            moment = f"2026-11-{draw.randint(1, 28):02} {draw.randint(0, 23):02}:00:00"
            log.write(f"{moment} INFO request {draw.randint(1, 10**7)} done in 12 ms, 3 rows\n")
    for number in range(files):
        text = f"Visit {number}: NHS number {draw.choice(NUMBERS)}, tea with milk, rang twice."
        (folder / f"note-{number}.txt").write_text(text)


def _cpu() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measured(name: str, sweep: Callable[[], None], same: Callable[[], bool]) -> Run:
    """The sweep run once."""
    began, before = time.monotonic(), _cpu()
    sweep()
    return Run(name, time.monotonic() - began, _cpu() - before, same())


def _sweep_alone(targets: list[str], inventory: Path, settings: Settings) -> None:
    """In a process of its own, so that every run compiles and loads alike."""
    process = get_context("spawn").Process(target=local.sweep, args=(targets, inventory, settings))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"a sweep ended with {process.exitcode}")


def _sweep_on_cluster(
    targets: list[str], inventory: Path, settings: Settings, folder: Path, kill_after: int | None
) -> None:
    folder.mkdir()
    with cluster(folder, workers=2) as running:

        def kill(progress: Progress) -> None:
            victim = running.workers[0]
            if kill_after is not None and progress.objects_done >= kill_after and not victim.poll():
                victim.send_signal(signal.SIGKILL)

        dask_engine.sweep(targets, inventory, replace(settings, cluster=running.settings), kill)


def _same(one: Path, other: Path) -> bool:
    return differences(one, other) == []


def runs(folder: Path, workers: list[int], files: int) -> Iterator[Run]:
    """Every way to sweep the estate, one worker first."""
    targets = [str(folder / "estate")]
    settings = Settings(test_numbers="live", names="off", hash_key_file=folder / "key")
    first = folder / "local-1"
    for number in sorted({1, *workers}):
        inventory, own = folder / f"local-{number}", replace(settings, workers=number)
        yield measured(
            f"{number} local worker{'s' * (number > 1)}",
            partial(_sweep_alone, targets, inventory, own),
            partial(_same, first, inventory),
        )
    dask_engine._BATCH_OBJECTS = max(1, files // 20)  # several batches a worker
    one = replace(settings, workers=1)
    for name, kill_after in (("2 Dask workers", None), ("2 Dask workers, 1 killed", files // 2)):
        inventory, certificates = folder / f"dask-{kill_after}", folder / f"tls-{kill_after}"
        yield measured(
            name,
            partial(_sweep_on_cluster, targets, inventory, one, certificates, kill_after),
            partial(_same, first, inventory),
        )


def table(done: list[Run], megabytes: float, files: int) -> str:
    """The figures as Markdown."""
    load = os.getloadavg()[0]
    lines = [
        f"    python tests/bench/workers.py --megabytes {megabytes:g} --files {files}",
        "",
        f"{time.strftime('%d %B %Y')}, {os.cpu_count()} cores, load of the machine {load:.0f} when "
        "it ended: where that is more than the cores, wall times say little.",
        "",
        "| engine | wall s | processor s | same inventory |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {run.name} | {run.wall:.1f} | {run.processor:.1f} | {'yes' if run.same else 'no'} |"
        for run in done
    ]
    return "\n".join(lines)


def main() -> int:
    """Measures, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", default=f"1,{os.cpu_count()}")
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    workers = [int(number) for number in options.workers.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder / "estate", options.megabytes, options.files)
        done = []
        for run in runs(folder, workers, options.files):
            print(f"{run.name}: {run.wall:.1f} s, same inventory: {run.same}", flush=True)
            done.append(run)
    told = table(done, options.megabytes, options.files)
    print(told)
    if options.write:
        page = PAGE.read_text("utf-8")
        section = f"{BEGIN}\n{told}\n{END}"
        new = re.sub(f"{BEGIN}.*?{END}", lambda _: section, page, flags=re.S)
        PAGE.write_text(new, "utf-8")
    return 0 if all(run.same for run in done) else 1


if __name__ == "__main__":
    sys.exit(main())
