"""Fuzzes the parsers that are our own, guided by the branches of their code.

    python -m tests.bench.fuzz [--parser NAME]... [--seconds 20] [--seed N] [--keep DIR] [--write]

Each parser has a process of its own and begins from whole files. Allowed are text, a reason
(`UnreadableError` and its like), and an end: any other error, a hang or hunger for memory is a
finding, told once with the line it comes from. `--keep` names where such inputs stay.
`--write` puts the table into docs/reliability.md. Exits with 1 where there are findings.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.bench.fuzz.parsers import names
from tests.bench.fuzz.seeds import seeds
from tests.bench.marked import replace

ROOT = Path(__file__).parents[3]
_GRACE_SECONDS = 240.0  # to instrument and import on a busy machine, and for one last hang


@dataclass(frozen=True, slots=True)
class Told:
    """What came of fuzzing one parser."""

    parser: str
    iterations: int
    seconds: int
    branches: int  # that were reached
    findings: tuple[str, ...]


def fuzzed(parser: str, seconds: int, seed: int, folder: Path) -> Told:
    """One parser, in a fresh process, in a folder of its own."""
    (folder / "corpus").mkdir(parents=True)
    for number, content in enumerate(seeds(parser)):
        (folder / "corpus" / f"seed-{number}").write_bytes(content)
    command = [sys.executable, "-m", "tests.bench.fuzz.one", parser, str(seconds), str(seed)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env=_environment(), start_new_session=True
        )
        try:
            code = process.wait(seconds + _GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
    said = (folder / "log").read_text(encoding="utf-8", errors="replace")
    return Told(
        parser,
        _number(r"stat::number_of_executed_units: ([0-9]+)", said),
        seconds,
        _number(r"cov: ([0-9]+)", said),
        (*_written(folder), *_of_the_end(code, said)),
    )


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def _written(folder: Path) -> list[str]:
    file = folder / "findings.jsonl"
    if not file.exists():
        return []
    found = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [f"{one['what']} ({one['bytes']} bytes: {one['input']})" for one in found]


def _of_the_end(code: int, said: str) -> list[str]:
    """A process that did not come to its end ran into something as well."""
    if code == 0 and "stat::number_of_executed_units" in said:
        return []
    for sign, meaning in (("ERROR: libFuzzer: timeout", "hangs"), ("out-of-memory", "memory")):
        if sign in said:
            return [meaning]
    return [f"the process ended with {code}"]


def _number(pattern: str, said: str) -> int:
    found = re.findall(pattern, said)
    return int(found[-1]) if found else 0


def table(told: Sequence[Told]) -> str:
    """For the page."""
    lines = [
        "| parser | inputs tried | seconds | branches reached | findings |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {one.parser} | {one.iterations:,} | {one.seconds} | {one.branches:,} "
        f"| {len(one.findings)} |"
        for one in told
    ]
    inputs, seconds = sum(one.iterations for one in told), sum(one.seconds for one in told)
    findings = sum(len(one.findings) for one in told)
    return "\n".join([*lines, f"| **all** | {inputs:,} | {seconds:,} | | {findings} |"])


def main() -> int:
    """Fuzz them one after the other; 1 where there are findings."""
    given = _given()
    if find_spec("atheris") is None:
        print("atheris is missing; pip install 'keysweep[dev]' (Linux on x86-64)", file=sys.stderr)
        return 2
    told = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        for parser in given.parser or names():
            one = fuzzed(parser, given.seconds, given.seed, folder / parser)
            told.append(one)
            print(f"{one.parser}: {one.iterations:,} inputs, {one.branches:,} branches", flush=True)
            for finding in one.findings:
                print(f"    {finding}", flush=True)
    if given.write:
        replace(ROOT / "docs" / "reliability.md", "fuzzed", table(told))
    return int(any(one.findings for one in told))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.fuzz", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--parser", action="append", choices=names(), help="repeatable; else all")
    parser.add_argument("--seconds", type=int, default=20, help="for each parser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
