"""How fast the fast engine is, on one core, beside Presidio and ripgrep in the same run.

    python tests/bench/engine.py [--megabytes 4] [--seed 1] [--write]

Prints megabytes a second of processor time for the whole catalogue, for 13 recognizers that
Presidio ships, and for the scanner from end to end over one object; then, with those 13, how many
times as fast the engine is as Presidio's `AnalyzerEngine` with the small spaCy model, as the same
recognizers called directly, and as `rg -j1 --no-unicode -c` with the same patterns. The findings
of the engine and of the recognizers must be identical, or the script ends with 1. Presidio gets
the first part of the text. Compiling is left out on all sides. `--write` puts it all between the
markers of docs/performance.md.
"""

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from recognizers import catalogue  # noqa: E402 - the path comes first
from recognizers.presidio_import import from_presidio  # noqa: E402
from scanner.config import Settings  # noqa: E402
from scanner.detect.engine import Engine  # noqa: E402
from scanner.model import DataObject  # noqa: E402
from scanner.pipeline import ObjectScanner, default_cache_folder  # noqa: E402
from scanner.sources.files import FileSource  # noqa: E402
from tests.bench import engine_texts as texts  # noqa: E402
from tests.bench.engine_rivals import (  # noqa: E402
    Columns,
    beside_ripgrep,
    engine_speed,
    made_recognizers,
    per_second,
    presidio_speeds,
    size_of,
)

BEGIN, END = "<!-- engine: begin -->", "<!-- engine: end -->"
PAGE = ROOT / "docs" / "performance.md"


def all_texts(megabytes: float, seed: int) -> dict[str, Columns]:
    """What is measured, by title. Dense text is slow, so there is less of it."""
    sparse = texts.sparse_lines(megabytes, seed)
    export = texts.export_columns(megabytes / 4, seed)
    return {
        "sparse text, by line": {"": sparse},
        "sparse text, blocks of 10 kB": {"": texts.blocks_of(sparse[: len(sparse) // 4])},
        "machine log, by line": {"": texts.machine_lines(megabytes / 2, seed)},
        "PII-dense CSV, by column": export,
        "PII-dense CSV, by line": {"": texts.as_csv(export)},
        "dense notes, by line": {"": texts.note_lines(megabytes / 8, seed)},
    }


def scanner_speed(columns: Columns, folder: Path) -> float:
    """Of everything: read, detect, evidence, people, redact; one object."""
    one_column = list(columns) == [""]
    path = folder / ("text.log" if one_column else "export.csv")
    path.write_text("\n".join(columns[""] if one_column else texts.as_csv(columns)), "utf-8")
    scanner = ObjectScanner(Settings(names="off"), bytes(32))
    source = FileSource(str(folder))
    objects = [one for one in source.walk() if isinstance(one, DataObject)]
    speed = per_second(lambda: [scanner.scan(source, one) for one in objects], size_of(columns))
    path.unlink()
    return speed


def speeds(made: dict[str, Columns], folder: Path) -> Iterator[str]:
    """The first table, and the targets in megabytes a second."""
    whole = Engine(catalogue.ALL, cache=default_cache_folder())
    few = Engine([from_presidio(r, context=False) for r in made_recognizers()])
    yield f"{'MB/s a core':32}{'MB':>6}{'13 of Presidio':>16}{'catalogue':>11}{'scanner':>9}"
    reached = {}
    for title, columns in made.items():
        three = (
            engine_speed(few, columns, headers=False),
            engine_speed(whole, columns, headers=True),
            scanner_speed(columns, folder),
        )
        reached[title] = three[:2]
        size = size_of(columns)
        yield f"{title:32}{size:6.1f}{three[0]:16.1f}{three[1]:11.2f}{three[2]:9.2f}"
    yield ""
    for title, least in (("sparse text, by line", 60), ("PII-dense CSV, by column", 20)):
        for what, speed in zip(("13 of Presidio", "catalogue"), reached[title], strict=True):
            yield target(f"{title}, {what}: at least {least} MB/s", speed, least)


def ratios(lines: Sequence[str], folder: Path) -> Iterator[str]:
    """The second table: the engine beside others, on sparse text with the same patterns."""
    engine = Engine([from_presidio(r, context=False) for r in made_recognizers()])
    ours = engine_speed(engine, {"": lines}, headers=False)
    analyzer, directly, same = presidio_speeds(lines)
    yield f"AnalyzerEngine with the small spaCy model: {analyzer:.3f} MB/s"
    yield target("at least 1000 times as fast", ours / analyzer, 1000)
    yield f"its pattern recognizers called directly: {directly:.2f} MB/s"
    yield target("at least 40 times as fast", ours / directly, 40)
    yield f"findings identical to theirs on 2,000 lines: {'yes' if same else 'NO'}"
    if shutil.which("rg") is None:
        yield "ripgrep is not installed (Debian: apt-get install ripgrep): not compared"
        return
    mine, theirs, dropped = beside_ripgrep(lines, folder)
    yield f"rg -j1 --no-unicode -c: {theirs:.0f} MB/s, ours {mine:.0f} MB/s with the same patterns"
    yield f"(left out on both sides, for rg has no look-around: {', '.join(dropped) or 'none'})"
    yield target("at least an eighth of ripgrep's speed", mine / theirs, 1 / 8)


def target(what: str, reached: float, least: float) -> str:
    """One promise and whether it is kept."""
    return f"  {what}: {reached:.3g}, {'kept' if reached >= least else 'NOT KEPT'}"


def heading() -> str:
    """What was measured, where and when."""
    model = next(
        (row.partition(":")[2].strip() for row in Path("/proc/cpuinfo").read_text().splitlines()
         if row.startswith("model name")), platform.processor(),
    )  # fmt: skip
    parts = ", ".join(f"{name} {version(name)}" for name in ("presidio-analyzer", "hyperscan"))
    return (
        f"{datetime.now(UTC):%d %B %Y}, one core of {model}, {platform.python_version()}, {parts}"
    )


def write(lines: Sequence[str]) -> None:
    """Puts the lines between the markers of the page."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    body = "\n".join(lines)
    PAGE.write_text(f"{before}{BEGIN}\n```text\n{body}\n```\n{END}{after}", "utf-8")


def main() -> int:
    """Exit code 1 where findings differ; targets missed are printed as missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="rewrite docs/performance.md")
    options = parser.parse_args()
    made = all_texts(options.megabytes, options.seed)
    lines = [heading(), ""]
    with tempfile.TemporaryDirectory() as folder:
        sparse = made["sparse text, by line"][""]
        for line in chain(speeds(made, Path(folder)), [""], ratios(sparse, Path(folder))):
            print(line, flush=True)
            lines.append(line)
    if options.write:
        write(lines)
    return 1 if any(line.endswith("lines: NO") for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
