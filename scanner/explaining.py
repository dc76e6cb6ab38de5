"""Why each finding is one: for people who look at one file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO
from urllib.parse import quote

from recognizers.declaration import Match, Recognizer, Verdict
from scanner.classify.redact import mask
from scanner.config import Settings
from scanner.detect import language
from scanner.errors import UnreadableError
from scanner.model import DataObject, Skipped, TextBatch
from scanner.naming import member_of
from scanner.pipeline import ObjectScanner
from scanner.reading import Budget, by_record, read


@dataclass(frozen=True, slots=True)
class Explanation:
    """One finding and why it is one; the value itself is masked."""

    part: str
    column: str | None
    position: int
    unit: str
    start: int  # code points in the value, half-open with end
    end: int
    entity: str
    title: str
    recognizer: str
    pattern: str
    score: float
    checked: bool | None
    context: str
    verdict: str
    mask: str
    why: str


def explain(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Explanation | Skipped]:
    """Every finding in one stream with its reasons. `name` is a hint at its format."""
    scanner = ObjectScanner(settings, bytes(32))  # nothing is stored, so any key will do
    obj = DataObject(quote(name), "stream", "")
    yield from _explain_stream(scanner, stream, obj, "", Budget(settings))


def _explain_stream(
    scanner: ObjectScanner, stream: BinaryIO, obj: DataObject, prefix: str, budget: Budget
) -> Iterator[Explanation | Skipped]:
    names = scanner.name_reader()
    try:
        for step in by_record(read(stream, obj, scanner.settings)):
            if isinstance(step, Skipped):
                yield replace(step, part=prefix + step.part)
            elif isinstance(step, list):
                yield from _explain_block(scanner, step, names, prefix)
            elif budget.enter(step.size_bytes) is None:
                with step.open() as inner:
                    child = member_of(obj, step)
                    yield from _explain_stream(
                        scanner, inner, child, f"{prefix}{scanner.hide(step.name)}!/", budget
                    )
                budget.leave()
    except UnreadableError as error:
        yield error.as_skipped(part=prefix)


def _explain_block(
    scanner: ObjectScanner, columns: Sequence[TextBatch], names: language.NameReader, prefix: str
) -> Iterator[Explanation]:
    for batch, detection, value in scanner.block_findings(columns, names):
        recognizer, match = detection.recognizer, detection.match
        yield Explanation(
            part=prefix + scanner.hide(batch.part),
            column=None if batch.column is None else scanner.hide(batch.column),
            position=batch.first + detection.cell,
            unit=batch.unit.value,
            start=match.start,
            end=match.end,
            entity=recognizer.entity.name,
            title=recognizer.entity.title,
            recognizer=recognizer.name,
            pattern=match.pattern,
            score=match.score,
            checked=match.checked,
            context=match.context,
            verdict=_verdict(recognizer, match, scanner.settings.test_numbers),
            mask=mask(recognizer.entity, value),
            why=why(recognizer, match),
        )


def _verdict(recognizer: Recognizer, match: Match, test_numbers: str) -> str:
    if match.checked is False:
        return "labelled but invalid"
    if recognizer.verdict is Verdict.TEST and test_numbers == "live":
        return "live"
    return recognizer.verdict.name.lower()


def why(recognizer: Recognizer, match: Match) -> str:
    """One sentence that says why a match is a finding."""
    if recognizer is language.RECOGNIZER:
        return "the language model reads it as a name"
    parts = [f"matches the form '{match.pattern}'"]
    if match.checked is not None:
        verb = "passes" if match.checked else "fails"
        parts.append(f"{verb} its check (chance alone: {recognizer.chance:.0%})")
    if match.context.startswith("header: "):
        parts.append(f"the header says '{match.context.removeprefix('header: ')}'")
    elif match.context:
        parts.append(f"'{match.context}' stands beside it")
    else:
        parts.append("no context beside it")
    return ", ".join(parts)
