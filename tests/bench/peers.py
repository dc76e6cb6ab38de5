"""Whole sweeps of one mixed estate by keysweep and by peers that run offline on this machine.

    python tests/bench/peers.py --megabytes 50 [--environments FOLDER] [--seconds 900] [--write]

Every peer runs in an environment of its own below FOLDER (made with `pip install` where it is
missing), in its best honest form: all patterns for the United Kingdom, the settings it recommends.
It is stopped at the time limit; what it had told by then counts. Findings are counted alike:
in each file the different values of an entity, against those planted. Up to as many as there are
different ones planted are right; more than were planted at all are wrong; a peer is judged on the
entities it has a name for. Those of our own run are what the inventory says.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import pyarrow.compute as pc  # noqa: E402 - the path comes first

from scanner.inventory.reader import open_inventory  # noqa: E402
from tests.bench.measured import Cost, run  # noqa: E402
from tests.bench.mixed_estate.build import build  # noqa: E402
from tests.bench.peer_drivers.known import PEERS, Peer  # noqa: E402
from tests.bench.section import conditions, rewrite  # noqa: E402

DRIVERS = Path(__file__).parent / "peer_drivers"
Counts = dict[str, Counter[str]]  # by file the different values of each entity


@dataclass(frozen=True, slots=True)
class Told:
    """How one program did."""

    title: str
    cost: Cost
    megabytes: float  # of the files it came to
    right: int
    planted: int  # of entities it knows, in the files it came to
    wrong: int
    entities: int

    @property
    def speed(self) -> float:
        """Megabytes a second of processor time, its start included."""
        return self.megabytes / max(self.cost.cpu_seconds, 1e-9)

    @property
    def line(self) -> str:
        """A row of the table."""
        stopped = " (stopped)" if self.cost.exit_code is None else ""
        return (
            f"| {self.title} | {self.megabytes:,.0f} MB{stopped} | {self.cost.wall_seconds:,.0f} s "
            f"| {self.cost.cpu_seconds:,.0f} s | {self.speed:,.2f} | {self.cost.peak_mb:,.0f} MB | "
            f"{self.entities} | {self.right:,} of {self.planted:,} | {self.wrong:,} |"
        )


def main() -> None:
    """Makes the estate, runs everybody, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--environments", type=Path, help="where peers are installed")
    parser.add_argument("--seconds", type=float, default=900, help="limit for each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="rewrite docs/performance.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        estate = Path(folder) / "estate"
        build(estate, int(chosen.megabytes * 1e6), chosen.seed)
        lines = list(_lines(estate, Path(folder), chosen))
    text = "\n".join([*_head(chosen), *lines])
    print(text)
    if chosen.write:
        rewrite("peers", text)


def _head(chosen: argparse.Namespace) -> Iterator[str]:
    yield f"    python tests/bench/peers.py --megabytes {chosen.megabytes:g}"
    yield ""
    yield f"{conditions()}; limit {chosen.seconds:,.0f} s each."
    yield ""
    yield (
        "| program | read | wall | processor | MB/s of it | memory | entities it knows | "
        "found of those planted | wrong |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"


def _lines(estate: Path, folder: Path, chosen: argparse.Namespace) -> Iterator[str]:
    truth = _truth(estate)
    own = ours(estate, folder, truth, chosen.seconds)
    yield own.line
    faster, why = [], []
    for peer in PEERS:
        try:
            told = theirs(peer, estate, folder, truth, chosen)
            yield told.line
            faster += [told.title] if told.speed > own.speed else []
        except (OSError, RuntimeError) as error:
            why.append(f"- {peer.title}: {error}")
    yield ""
    yield f"Faster than keysweep on it: {'; '.join(faster) or 'nobody'}."
    if why:
        yield ""
        yield "Could not be run:"
        yield ""
        yield from why


def _truth(estate: Path) -> dict[str, dict[str, object]]:
    lines = (estate / "truth.ndjson").read_text().splitlines()
    return {str(one["path"]): one for one in map(json.loads, lines)}


def ours(estate: Path, folder: Path, truth: Mapping[str, dict[str, object]], limit: float) -> Told:
    """A sweep as anybody would start it, in two workers."""
    out = folder / "inventory"
    command = [sys.executable, "-m", "scanner.cli", "scan", str(estate / "files"), "-o", str(out)]
    cost = run([*command, "--set", "workers=2", "--set", 'test_numbers="live"'], limit)
    table = open_inventory(out).inventory
    counted = table.filter(pc.greater_equal(table["confidence"], 0.5))
    found: Counts = {path: Counter() for path in truth}
    root = f"{(estate / 'files').as_uri()}/"
    for row in counted.select(["uri", "entity", "distinct_values"]).to_pylist():
        path = row["uri"].removeprefix(root).split("!/")[0].replace("%20", " ")
        found[path][row["entity"]] += row["distinct_values"] or 0
    known = {entity for one in truth.values() for entity in _planted(one)}
    return _judged("keysweep", cost, found, known, truth)


def theirs(
    peer: Peer,
    estate: Path,
    folder: Path,
    truth: Mapping[str, dict[str, object]],
    chosen: argparse.Namespace,
) -> Told:
    """A peer's run. Raises `RuntimeError` where it cannot be installed or does not run."""
    if peer.refused:
        raise RuntimeError(peer.refused)
    python = _environment(peer, chosen.environments or folder / "environments")
    out, said = folder / "found.ndjson", folder / "said.txt"
    out.unlink(missing_ok=True)
    command = [str(python), str(DRIVERS / peer.driver), str(estate / "files"), str(out)]
    cost = run(command, chosen.seconds, output=said)
    if cost.exit_code:
        last = (said.read_text("utf-8", "replace").splitlines() or ["no word"])[-1]
        raise RuntimeError(f"ended with {cost.exit_code}: {last[:200]}")
    found: Counts = {}
    for line in out.read_text().splitlines():
        try:
            one = json.loads(line)
        except ValueError:  # it was stopped in the middle of a line
            continue
        named = found[one["path"]] = Counter()
        for name, count in one["found"].items():
            if name in peer.names:
                named[peer.names[name]] += count
    return _judged(peer.title, cost, found, set(peer.names.values()), truth)


def _environment(peer: Peer, folder: Path) -> Path:
    """The interpreter of a peer's environment, made where it is missing."""
    if not peer.packages:
        return Path(sys.executable)
    python = folder / peer.packages[0] / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
    known = subprocess.run([python, "-c", f"import {peer.module}"], capture_output=True)
    if known.returncode:
        command = [python, "-m", "pip", "install", "--quiet", *peer.packages]
        if subprocess.run(command, capture_output=True).returncode:
            raise RuntimeError("pip cannot install it")
    return python


def _judged(
    title: str,
    cost: Cost,
    found: Counts,
    known: set[str],
    truth: Mapping[str, dict[str, object]],
) -> Told:
    right = planted = wrong = size = 0
    for path, counts in found.items():
        there = _planted(truth[path])
        size += int(str(truth[path]["bytes"]))
        for entity in known:
            (most, times), said = there.get(entity, (0, 0)), counts[entity]
            planted += most
            right += min(most, said)
            # Members of archives and mailboxes may hold one value each.
            wrong += max(0, said - times)
    return Told(title, cost, size / 1e6, right, planted, wrong, len(known))


def _planted(one: Mapping[str, object]) -> dict[str, tuple[int, int]]:
    """Of each entity how many different values were planted, and how often."""
    entities = one["entities"]
    assert isinstance(entities, dict)
    return {
        entity: (int(counts["distinct"]), int(counts["count"]))
        for entity, counts in entities.items()
    }


if __name__ == "__main__":
    main()
