"""How right keysweep counts people, on generated estates whose truth is known.

    python tests/bench/people.py [--people 1000,20000,200000] [--seed 1] [--workers 2]
                                 [--page docs/people.md]

Writes each estate into a temporary folder, sweeps it with the real pipeline, links all people once,
and counts every place, some unions of places and the whole. The table goes between the markers of
the page; `--page ''` only prints. The estate: tests/bench/estate. The method: docs/people.md.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.classify.crowd import Crowd  # noqa: E402 - the path comes first
from scanner.classify.theta import people_in, share_held, sketch, union  # noqa: E402
from scanner.config import Settings  # noqa: E402
from scanner.model import DataObject  # noqa: E402
from scanner.pipeline import ObjectScanner  # noqa: E402
from scanner.schema import TABLES  # noqa: E402
from scanner.sources.files import FileSource  # noqa: E402
from tests.bench.estate.build import PLACES, build  # noqa: E402
from tests.bench.estate.ledger import Ledger  # noqa: E402

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
UNIONS = (
    ("Live", "Backup"),
    ("Database", "Hospital"),
    ("Notes", "Mail"),
    ("Council", "Rotas"),
    ("Hospital", "Council", "Staff"),
    PLACES,
)
_scanner: ObjectScanner
_source: FileSource


@dataclass(frozen=True, slots=True)
class Swept:
    """One estate, linked."""

    people: int
    ledger: Ledger
    crowd: Crowd
    places: np.ndarray  # of each row
    seconds: float  # of processor time, all workers
    link_seconds: float  # of processor time

    def rows(self, places: Sequence[str]) -> np.ndarray:
        """The rows of some places."""
        return np.flatnonzero(np.isin(self.places, places))


def main() -> None:
    """Measures, prints, writes."""
    chosen = _options()
    parts = []
    for size in chosen.people.split(","):
        swept = sweep(int(size), chosen.seed, chosen.workers)
        parts.append("\n".join(lines(swept)))
        print(parts[-1], flush=True)
    if chosen.page:
        _rewrite(Path(chosen.page), "\n\n".join([_conditions(chosen), *parts]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", default="1000,20000,200000", help="sizes of estates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--page", default=str(ROOT / "docs" / "people.md"))
    return parser.parse_args()


def sweep(people: int, seed: int, workers: int) -> Swept:
    """Makes, sweeps and links an estate; the files are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "estate"
        ledger = build(root, people, seed)
        before = _workers_seconds()
        found = [obj for obj in FileSource(root).walk() if isinstance(obj, DataObject)]
        found.sort(key=lambda obj: -(obj.size_bytes or 0))
        with ProcessPoolExecutor(workers, initializer=_begin, initargs=(str(root),)) as pool:
            table = pa.concat_tables(pool.map(_scan, found))
        start = time.process_time()
        crowd = Crowd.of_table(table)
        linked = time.process_time() - start
        prefix = f"{FileSource(root).root}/"
        places = [uri.removeprefix(prefix).split("/")[0] for uri in table["uri"].to_pylist()]
    return Swept(people, ledger, crowd, np.array(places), _workers_seconds() - before, linked)


def _workers_seconds() -> float:
    """Processor time of all workers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _begin(root: str) -> None:
    global _scanner, _source
    _scanner = ObjectScanner(Settings(test_numbers="live", names="off"), bytes(32))
    _source = FileSource(Path(root))


def _scan(obj: DataObject) -> pa.Table:
    rows = [row for scanned in _scanner.scan(_source, obj) for row in scanned.people_rows]
    return pa.Table.from_pylist(rows, TABLES["people"])


def lines(swept: Swept) -> Iterator[str]:
    """The tables of one estate, in Markdown."""
    yield f"### {swept.people:,} people cared for\n"
    yield (
        "| place | people | at least | up to | homes | at least | up to | by sketch |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    wrong = 0
    for places in (*((place,) for place in PLACES), *UNIONS):
        line, outside = _line(swept, places)
        wrong += outside
        yield line
    yield (
        f"\nOutside its bounds: {wrong} of {2 * (len(PLACES) + len(UNIONS))}. "
        f"{_held(swept)} Swept in {swept.seconds:,.0f} s of processor time; "
        f"{len(swept.places):,} rows of people linked in {swept.link_seconds:.1f} s, "
        f"{_megabytes():,} MB at most."
    )


def _line(swept: Swept, places: Sequence[str]) -> tuple[str, int]:
    counts = swept.crowd.counts(swept.rows(places))
    true, homes = len(swept.ledger.people(*places)), len(swept.ledger.homes(*places))
    low, high = counts.people_at_least, counts.people_up_to
    home_low, home_high = counts.people_home_entry_at_least, counts.people_home_entry_up_to
    united = people_in(union(_sketch(swept, place) for place in places))
    name = "all" if places == PLACES else " + ".join(places)
    outside = (not low <= true <= high) + (not home_low <= homes <= home_high)
    cells = (
        name, f"{true:,}", f"{low:,} ({_off(low, true)})", f"{high:,} ({_off(high, true)})",
        f"{homes:,}", f"{home_low:,}", f"{home_high:,}", f"{united:,.0f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |", outside


def _off(counted: int, true: int) -> str:
    return f"{(counted - true) / true:+.1%}"


def _held(swept: Swept) -> str:
    """How much of the live export the backup holds: by sketch, and in truth."""
    live, backup = swept.ledger.people("Live"), swept.ledger.people("Backup")
    told = share_held(_sketch(swept, "Live"), _sketch(swept, "Backup"))
    truth = len(live & backup) / len(live)
    return f"The backup holds {told:.1%} of the people in the live export; in truth {truth:.1%}."


def _sketch(swept: Swept, place: str) -> bytes:
    return sketch(swept.crowd.people(swept.rows([place])))


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _conditions(chosen: argparse.Namespace) -> str:
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, {chosen.workers} "
        f"worker{'s' if chosen.workers != 1 else ''}, seed {chosen.seed}.\n\n"
        f"    python tests/bench/people.py --people {chosen.people} --seed {chosen.seed}"
    )


def _rewrite(path: Path, text: str) -> None:
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
