"""How well keysweep finds what a labelled corpus holds, beside stock Presidio.

    python tests/bench/accuracy.py [--seeds 1,2,3,4,5] [--size 1] [--half report] [--names all]
                                   [--page docs/accuracy.md]

Makes the corpora in a temporary folder, sweeps them with the real pipeline, gives Presidio the
same extracted text, and writes the tables between the markers of the page. The published figures
come from the half `report`; whoever improves a recognizer looks at the half `work` (`--half work
--show` prints what was missed there, and `--page ''` writes nothing). The method: docs/accuracy.md.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.scoring import measure, page, stock  # noqa: E402 - the path comes first
from tests.bench.scoring.found import Column, canonical, names_of, same  # noqa: E402
from tests.bench.scoring.score import LEAST  # noqa: E402

if TYPE_CHECKING:
    from tests.bench.corpus.document import Document
    from tests.bench.scoring.found import Reading

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", default="1,2,3,4,5", help="one corpus each")
    parser.add_argument("--size", type=int, default=1, help="rounds of every kind of file")
    parser.add_argument("--half", choices=("work", "report"), default="report")
    parser.add_argument("--names", choices=("all", "auto", "off"), default="all")
    parser.add_argument("--page", default=str(ROOT / "docs" / "accuracy.md"))
    parser.add_argument("--show", nargs="*", metavar="ENTITY", help="misses; half `work` only")
    chosen = parser.parse_args()
    if chosen.half == "report" and chosen.show is not None:
        parser.error("--show: the half `report` is not looked at; use --half work")
    return chosen


def main() -> None:
    """Measures, prints, writes."""
    chosen = options()
    seeds = [int(seed) for seed in chosen.seeds.split(",")]
    swept = measure.sweep(seeds, chosen.half, chosen.size, chosen.names)
    ours = measure.of_keysweep(swept)
    if chosen.show is not None:
        print("\n".join(faults(swept, chosen.show or list(ours))))
    theirs = measure.of_presidio(swept, lambda what: print(what, file=sys.stderr, flush=True))
    print("\n".join(page.lines(swept, ours, theirs)))
    if chosen.page and chosen.half == "report":
        text = "\n\n".join((conditions(chosen, swept), page.tables(swept, ours, theirs)))
        rewrite(Path(chosen.page), text)


def conditions(chosen: argparse.Namespace, swept: measure.Swept) -> str:
    """Date, machine, seeds, command."""
    clean = len(swept.clean())
    size = sum(len(document.content) for document in swept.documents) / 1e6
    model = f"with {stock.MODEL}" if stock.has_model() else "without a model for names"
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y} ({processor()}, Python "
        f"{platform.python_version()}) and presidio-analyzer {version('presidio-analyzer')} "
        f"{model}; names = `{chosen.names}`. {len(swept.documents) - clean:,} files with people's "
        f"data and {clean:,} clean ones, {size:.1f} MB; half `{chosen.half}`, seeds "
        f"{chosen.seeds}.\n\n"
        f"    python tests/bench/accuracy.py --seeds {chosen.seeds} --size {chosen.size} "
        f"--names {chosen.names}"
    )


def processor() -> str:
    """What kind of machine, in words."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores"


def rewrite(path: Path, text: str) -> None:
    """Puts the text between the markers."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


def faults(swept: measure.Swept, entities: list[str]) -> Iterator[str]:
    """What was missed and what was wrong, with the text around it. Half `work` only."""
    for document, reading in zip(swept.documents, swept.readings, strict=True):
        for entity in entities:
            yield from _faults(document, reading, entity)


def _faults(document: "Document", reading: "Reading", entity: str) -> Iterator[str]:
    planted = [p.value for p in document.planted if p.entity == entity]
    required = [p.value for p in document.planted if p.entity == entity and p.required]
    found = [
        f.value for f in reading.found if f.entity in names_of(entity) and f.confidence >= LEAST
    ]
    for word, values, others in (("missed", required, found), ("wrong", found, planted)):
        plain = {canonical(entity, other) for other in others}
        for value in dict.fromkeys(values):
            if not any(same(entity, canonical(entity, value), other) for other in plain):
                where = _around(reading.columns, value)
                yield f"{word} {entity} {document.kind}: {value!r} in {where!r}"


def _around(columns: list[Column], value: str) -> str:
    hits = (f"{header}: {text}" for header, texts in columns for text in texts if value in text)
    return next(hits, "")[:200]


if __name__ == "__main__":
    main()
