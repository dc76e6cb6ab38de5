"""How hard raw values were looked for in all that keysweep writes: python tests/bench/leaks.py

Plants a value of every kind in a file of every format that the tests can write, and in names of
files, folders, members, sheets, columns and tables; sweeps; runs every command and report; and
searches all of it in every spelling. Then breaks one stage after the other with errors that quote
values, in real processes. `--write` puts the counts into docs/security.md. Takes some minutes.
"""

import argparse
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.trust.failing import STAGES  # noqa: E402
from tests.trust.naming import KINDS, name_all  # noqa: E402
from tests.trust.outputs import (  # noqa: E402
    Outputs,
    sweep_and_report,
    sweep_on_a_schedule,
)
from tests.trust.planting import Planted, planted  # noqa: E402
from tests.trust.search import Leak, Search  # noqa: E402
from tests.trust.writing import FORMATS  # noqa: E402

PAGE = ROOT / "docs" / "security.md"
_SCRIPT = ROOT / "tests" / "trust" / "failing.py"
_NHS = "999 638 0661"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was planted, where it was looked for, and what was found."""

    entities: int
    terms: int  # entities whose values are words of a list, the same in every place
    formats: int
    names: int  # kinds of names
    values: int
    spellings: int
    in_source: int  # entities that the search finds in one plain file of the source
    outputs: int  # streams, files, and what they unpack to
    bytes: int
    leaks: frozenset[Leak]
    stages: int
    stage_outputs: int
    stage_leaks: frozenset[str]  # stages


def measure(folder: Path) -> Counts:
    """Plant, sweep, report, search; then the failing stages."""
    share, outputs = folder / "share", Outputs(folder / "out")
    share.mkdir()
    outputs.folder.mkdir()
    values: dict[str, list[Planted]] = {ending: planted(ending) for ending in FORMATS}
    for ending, here in values.items():
        (share / f"rota.{ending}").write_bytes(FORMATS[ending](here))
    values |= name_all(share, list(KINDS))
    search = Search((v.entity, place, v.value) for place, vs in values.items() for v in vs)
    sweep_and_report(share, outputs)
    sweep_on_a_schedule(share, outputs)
    told = list(outputs.searchable())
    stages = _stages(folder)
    return Counts(
        entities=len(values["txt"]),
        terms=sum(not one.is_unique for one in values["txt"]),
        formats=len(FORMATS),
        names=len(KINDS),
        values=sum(map(len, values.values())),
        spellings=len(search),
        in_source=len({leak.entity for leak in search.find((share / "rota.txt").read_bytes())}),
        outputs=len(told),
        bytes=sum(len(content) for _, content in told),
        leaks=frozenset(leak for _, content in told for leak in search.find(content)),
        stages=len(stages),
        stage_outputs=sum(count for count, _ in stages.values()),
        stage_leaks=frozenset(stage for stage, (_, leaks) in stages.items() if leaks),
    )


def _stages(folder: Path) -> dict[str, tuple[int, set[Leak]]]:
    """Outputs searched, and what was found, for each stage that fails."""
    share, value = folder / "two", folder / "value"
    share.mkdir()
    value.write_text(_NHS)
    for name in ("a.txt", "b.txt"):
        (share / name).write_text(f"Edna Clegg, NHS number {_NHS}. Key safe code 482931")
    search = Search([("UK_NHS", "the failing stage", _NHS)])
    told: dict[str, tuple[int, set[Leak]]] = {}
    for stage in STAGES:
        outputs = Outputs(folder / f"stage {stage}")
        outputs.folder.mkdir()
        with outputs.config.open("a") as config:
            config.write('recognizers = ["UK_NHS", "KEY_SAFE_CODE", "PERSON"]\n')
        command = ("scan", share, "-o", outputs.inventory, "-vv", "--config", outputs.config)
        outputs.start("scan", stage, value, *command, script=_SCRIPT)
        if outputs.codes["scan"] not in (3, 70):
            raise AssertionError(f"{stage} did not fail: exit code {outputs.codes['scan']}")
        held = list(outputs.searchable())
        told[stage] = len(held), {leak for _, content in held for leak in search.find(content)}
    return told


def rows(counts: Counts) -> list[tuple[str, str]]:
    """What the page tells, a line each."""
    return [
        (
            "kinds of data planted",
            f"{counts.entities}, of which {counts.terms} are terms of a list",
        ),
        ("formats, each with all that fit", str(counts.formats)),
        ("kinds of names, each with all that fit", str(counts.names)),
        ("values made for them", f"{counts.values:,}"),
        ("spellings looked for", f"{counts.spellings:,}"),
        ("kinds the same search finds in the source", str(counts.in_source)),
        ("outputs searched, packed and unpacked", f"{counts.outputs:,}"),
        ("bytes searched", f"{counts.bytes:,}"),
        ("values found in them", str(len(counts.leaks))),
        ("stages made to fail with a value in the error", str(counts.stages)),
        ("outputs of failed runs searched", f"{counts.stage_outputs:,}"),
        ("stages whose value was found", str(len(counts.stage_leaks))),
    ]


def write(counts: Counts) -> None:
    """Put the counts between the marks of the page."""
    table = "\n".join(f"| {name} | {count} |" for name, count in rows(counts))
    text = f"<!-- leaks -->\n| what | how many |\n|---|---|\n{table}\n<!-- /leaks -->"
    page = PAGE.read_text("utf-8")
    marked = re.compile(r"<!-- leaks -->.*<!-- /leaks -->", re.S)
    PAGE.write_text(marked.sub(lambda _: text, page), "utf-8")


def main() -> int:
    """Print the counts; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="into docs/security.md")
    wants_page = parser.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        counts = measure(Path(folder))
    for name, count in rows(counts):
        print(f"{name:48} {count}")
    for leak in sorted(counts.leaks, key=str):
        print(f"LEAKED {leak}")
    for stage in sorted(counts.stage_leaks):
        print(f"LEAKED by a failure in {stage}")
    if wants_page:
        write(counts)
    return 1 if counts.leaks or counts.stage_leaks else 0


if __name__ == "__main__":
    sys.exit(main())
