"""The made-up share's ground truth beside what a scan of it found, value by value.

Values are compared in memory only; what is reported is counts and places.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from scanner.config import Settings
from scanner.errors import UnreadableError
from scanner.model import PATH_PART, Member, TextBatch, Unit
from scanner.naming import below, member_of
from scanner.pipeline import ObjectScanner
from scanner.reading import read
from scanner.sources.files import FileSource

SHARE = Path(__file__).parent.parent / "sample_data" / "share"
TRUTH = SHARE.parent / "truth.json"
_KEY = bytes(32)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its value, for comparison with the truth."""

    file: str  # as in the truth: archive members and attachments as `file!/member`
    entity: str
    value: str
    score: float
    place: str


def truth() -> dict[str, Any]:
    """The whole of `truth.json`."""
    content: dict[str, Any] = json.loads(TRUTH.read_text("utf-8"))
    return content


def findings() -> Iterator[Found]:
    """Every finding in the share, before column evidence."""
    scanner = ObjectScanner(Settings(test_numbers="live"), _KEY)
    source = FileSource(SHARE)
    for obj in source.walk():
        if hasattr(obj, "reason"):
            continue
        with source.open(obj) as stream:
            yield from _inside(scanner, stream, obj)


def _inside(scanner: ObjectScanner, stream: Any, obj: Any) -> Iterator[Found]:
    file = below(obj)
    yield from _of(
        scanner, file, TextBatch(pa.array([file.split("/")[-1]]), Unit.LINE, PATH_PART, "file name")
    )
    try:
        for step in read(stream, obj, scanner.settings):
            if isinstance(step, Member):
                with step.open() as inner:
                    yield from _inside(scanner, inner, member_of(obj, step))
            elif isinstance(step, TextBatch):
                yield from _of(scanner, file, step)
    except UnreadableError:
        return


def _of(scanner: ObjectScanner, file: str, batch: TextBatch) -> Iterator[Found]:
    for detection, value in scanner.findings(batch):
        recognizer, match = detection.recognizer, detection.match
        place = f"{batch.part}|{batch.column}|{batch.first + detection.cell}"
        yield Found(file, recognizer.entity.name, value, match.score, place)
