"""How right `keysweep check --estimate` is: its processor time against that of the sweep itself.

    python tests/bench/estimate.py --megabytes 200 [--sample 200] [--sample-seconds 60] [--write]

Both run on the same generated estate, one after the other. The processor time of starting, which
the estimate tells apart, is part of both. `--write` puts the line into docs/performance.md.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.measured import run  # noqa: E402 - the path comes first
from tests.bench.mixed_estate.build import build  # noqa: E402
from tests.bench.section import conditions, rewrite  # noqa: E402


def main() -> None:
    """Estimates, sweeps, compares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=200)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--sample-seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="rewrite docs/performance.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        estate, said = Path(folder) / "estate", Path(folder) / "said"
        build(estate, int(chosen.megabytes * 1e6), chosen.seed)
        keysweep, files = [sys.executable, "-m", "scanner.cli"], str(estate / "files")
        asked = ("--sample", str(chosen.sample), "--sample-seconds", str(chosen.sample_seconds))
        run([*keysweep, "check", files, "--estimate", "--json", *asked], output=said)
        told = json.loads(said.read_text())[0]["forecast"]
        out = str(Path(folder) / "inventory")
        cost = run([*keysweep, "scan", files, "-o", out, "--set", "workers=1"])
    # The sweep starts a worker, and compiles nothing: the estimate before it has done so.
    likely = told["cpu_seconds"] + told["start_seconds"]
    text = (
        f"{chosen.megabytes:,.0f} MB, {told['sampled_objects']:,} of {told['objects']:,} objects "
        f"({told['sampled_bytes'] / 1e6:,.1f} MB) swept as a sample: {likely:,.0f} s of processor "
        f"time foretold ({told['cpu_low'] + told['start_seconds']:,.0f} to "
        f"{told['cpu_high'] + told['start_seconds']:,.0f}), {cost.cpu_seconds:,.0f} s taken: "
        f"{likely / cost.cpu_seconds:.2f} times. ({conditions()})"
    )
    print(text)
    if chosen.write:
        rewrite("estimate", text)


if __name__ == "__main__":
    main()
