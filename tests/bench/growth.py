"""How time and memory grow with what is swept: whole sweeps of mixed estates.

    python tests/bench/growth.py --gigabytes 0.1,0.5,2,8 [--workers 2] [--seed 1] [--write]

Each size is generated (tests/bench/mixed_estate), swept by `keysweep scan` in a process of its own
and deleted. Its row is kept in growth.json beside this script, so sizes can be run one at a time,
on an idle machine. The exponent is the slope of log time over log size, of processor time less
that of a sweep of one small file, for starting costs the same whatever is swept. `--write` puts
the table of all kept rows into docs/performance.md.
"""

import argparse
import json
import math
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.inventory.reader import open_inventory  # noqa: E402 - the path comes first
from tests.bench.measured import run  # noqa: E402
from tests.bench.mixed_estate.build import build  # noqa: E402
from tests.bench.section import conditions, rewrite  # noqa: E402

KEPT = Path(__file__).with_suffix(".json")
_LARGE = 0.5  # gigabytes from which memory is compared


@dataclass(frozen=True, slots=True)
class Row:
    """One sweep."""

    gigabytes: float  # asked for; 0: one small file
    megabytes: float  # swept
    objects: int
    workers: int
    wall_seconds: float
    cpu_seconds: float
    peak_mb: float
    inventory_mb: float
    measured: str


def main() -> None:
    """Measures the sizes asked for, keeps them, prints all that are kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gigabytes", default="0.1,0.5", help="sizes; '' for none")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="rewrite docs/performance.md")
    chosen = parser.parse_args()
    for size in (0.0, *map(float, filter(None, chosen.gigabytes.split(",")))):
        _keep(measure(size, chosen.workers, chosen.seed))
    text = told(kept())
    print(text)
    if chosen.write:
        rewrite("growth", text)


def kept() -> list[Row]:
    """The rows of all runs, by size."""
    rows = json.loads(KEPT.read_text()) if KEPT.exists() else []
    return sorted((Row(**row) for row in rows), key=lambda row: row.gigabytes)


def _keep(row: Row) -> None:
    rows = [one for one in kept() if one.gigabytes != row.gigabytes] + [row]
    rows.sort(key=lambda one: one.gigabytes)
    KEPT.write_text(json.dumps([asdict(one) for one in rows], indent=1) + "\n")


def measure(gigabytes: float, workers: int, seed: int) -> Row:
    """Generates, sweeps, deletes."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "estate" / "files"
        if gigabytes:
            build(files.parent, int(gigabytes * 1e9), seed)
        else:
            files.mkdir(parents=True)
            (files / "small.txt").write_text("nothing to see")
        swept = Path(folder) / "inventory"
        command = [sys.executable, "-m", "scanner.cli", "scan", str(files), "-o", str(swept)]
        told_of = Path(folder) / "output"
        when = conditions()
        cost = run(
            [*command, "--set", f"workers={workers}", "--set", 'test_numbers="live"'],
            output=told_of,
        )
        if cost.exit_code != 0:
            sys.exit(f"the sweep ended with {cost.exit_code}:\n{told_of.read_text()[-2000:]}")
        scan = open_inventory(swept).scan
        kept_bytes = sum(file.stat().st_size for file in swept.glob("*.parquet"))
    return Row(
        gigabytes,
        int(str(scan["bytes"])) / 1e6,
        int(str(scan["objects"])),
        workers,
        cost.wall_seconds,
        cost.cpu_seconds,
        cost.peak_mb,
        kept_bytes / 1e6,
        when,
    )


def told(rows: list[Row]) -> str:
    """The rows as a table, and what they come to."""
    lines = [
        "| size | objects | wall | processor | MB/s of it | memory | inventory | measured |",
        "|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    start = next((row.cpu_seconds for row in rows if not row.gigabytes), 0.0)
    for row in rows:
        net = max(row.cpu_seconds - start, 1e-9)
        speed = f"{row.megabytes / net:.2f}" if row.gigabytes else ""
        lines.append(
            f"| {row.megabytes:,.0f} MB | {row.objects:,} | {row.wall_seconds:,.0f} s | "
            f"{row.cpu_seconds:,.0f} s | {speed} | {row.peak_mb:,.0f} MB | "
            f"{row.inventory_mb:,.1f} MB | {row.measured} |"
        )
    return "\n".join([*lines, "", _summary([row for row in rows if row.gigabytes], start)])


def _summary(rows: list[Row], start: float) -> str:
    if len(rows) < 2:
        return "One size alone shows no growth."
    exponent = slope([(row.megabytes, row.cpu_seconds - start) for row in rows])
    # Small sweeps hold less at once than a large one ever will.
    first, last = next((row for row in rows if row.gigabytes >= _LARGE), rows[0]), rows[-1]
    memory = last.peak_mb / first.peak_mb
    return (
        f"Processor time grows with size to the power {exponent:.2f} (1: a straight line; 1.05 at "
        f"most was promised). The sweep of {last.megabytes:,.0f} MB needed {memory:.2f} times the "
        f"memory of that of {first.megabytes:,.0f} MB."
    )


def slope(points: list[tuple[float, float]]) -> float:
    """Of the straight line nearest to the points, both axes logarithmic."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    above = sum((x - middle_x) * (y - middle_y) for x, y in logs)
    return above / sum((x - middle_x) ** 2 for x, _ in logs)


if __name__ == "__main__":
    main()
