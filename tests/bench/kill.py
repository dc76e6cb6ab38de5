"""Kills a sweep at random moments until it is done, and compares with one that was left alone.

    python tests/bench/kill.py [--rounds 30] [--seed N] [TARGET]

Each round starts `keysweep scan` on the same inventory and kills it, with its workers, by SIGKILL
after a random time. Then it is left to end, and every table is compared with that of a sweep that
nobody killed; only times and the names of the runs may differ. Exits with 1 where they do.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.inventory.reader import open_inventory  # noqa: E402
from scanner.inventory.writer import marker_of  # noqa: E402
from scanner.schema import TABLES  # noqa: E402

_OWN = ("scan_id", "started_at", "finished_at", "last_scan_id")


def command(target: Path, inventory: Path, key: Path) -> list[str]:
    """A sweep of the target with the workers of this machine."""
    return [
        sys.executable,
        *("-m", "scanner.cli", "scan", str(target), "--output", str(inventory), "--quiet"),
        *("--names", "off", "--set", f"hash_key_file={key}"),
    ]


def killed(arguments: list[str], seconds: float) -> bool:
    """Whether the sweep was still at it when its time was over."""
    process = subprocess.Popen(arguments, cwd=ROOT, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def bare(table: pa.Table) -> pa.Table:
    """A table without what differs between any two runs."""
    return table.drop_columns([name for name in _OWN if name in table.column_names])


def differences(one: Path, other: Path) -> list[str]:
    """Names of the tables that are not equal."""
    first, second = open_inventory(one), open_inventory(other)
    return [name for name in TABLES if not bare(first.table(name)).equals(bare(second.table(name)))]


def campaign(target: Path, folder: Path, rounds: int, seed: int) -> list[str]:
    """Prints what happens; the tables that differ in the end."""
    draw = random.Random(seed)
    key = folder / "key"
    whole, broken = folder / "whole", folder / "broken"
    started = time.monotonic()
    subprocess.run(command(target, whole, key), cwd=ROOT, check=False)
    alone = time.monotonic() - started
    kills = finished = 0
    for number in range(1, rounds + 1):
        if killed(command(target, broken, key), draw.uniform(0.1, alone * 1.1)):
            kills += 1
        marker = marker_of(broken)
        if marker and marker["complete"]:
            finished += 1
            wrong = differences(whole, broken)
            print(f"round {number}: finished; differing tables: {', '.join(wrong) or 'none'}")
            if wrong:
                return wrong
            subprocess.run(["rm", "-r", str(broken)], check=True)
    subprocess.run(command(target, broken, key), cwd=ROOT, check=False)
    wrong = differences(whole, broken)
    rows = len(open_inventory(broken).objects)
    print(
        f"{rounds} rounds, {kills} killed, {finished + 1} sweeps brought to their end; a sweep "
        f"left alone takes {alone:.1f} s; {rows} objects; differing tables: "
        f"{', '.join(wrong) or 'none'}"
    )
    return wrong


def main() -> int:
    """Run it; 1 where an inventory differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", nargs="?", type=Path, default=ROOT / "sample_data" / "share")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return bool(campaign(given.target.resolve(), Path(folder), given.rounds, given.seed))


if __name__ == "__main__":
    sys.exit(main())
