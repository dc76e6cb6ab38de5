"""Builds the file of a case, sweeps it with the real pipeline and judges what was found.

A case is a dictionary as the README beside the cases describes it; raw values are compared in
memory only and never stand in a failure's message.
"""

import base64
import json
import tarfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import regex

from recognizers.declaration import Match, Recognizer, Verdict
from scanner.classify.evidence import weigh
from scanner.classify.tally import Classified, ObjectTally, Place
from scanner.config import Settings
from scanner.model import PATH_PART, DataObject, Skipped, Unit
from scanner.pipeline import ObjectScanner
from scanner.rows import Scanned
from scanner.sources.registry import resolve

Case = dict[str, Any]

TESTS = Path(__file__).parent
OPEN_CASES = TESTS.parents[1] / "shared" / "cases" / "open.jsonl"
MORE_CASES = TESTS / "data" / "cases_more.jsonl"
REPORTED = 0.5
_KEY = bytes(32)

# The cases' general names for kinds of data, and ours.
ENTITIES: dict[str, frozenset[str]] = {
    "NHS_NUMBER": frozenset({"UK_NHS", "UK_CHI", "UK_HSC"}),
    "HOME_ACCESS_CODE": frozenset(
        {"KEY_SAFE_CODE", "DOOR_CODE", "GATE_CODE", "ALARM_CODE", "ALARM_PASSWORD"}
    ),
    "HOME_ACCESS_NOTE": frozenset(
        {"KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD"}
    ),
    "PHONE": frozenset({"PHONE_NUMBER"}),
    "EMAIL": frozenset({"EMAIL_ADDRESS"}),
    "NINO": frozenset({"UK_NINO"}),
    "ADDRESS": frozenset({"STREET_ADDRESS"}),
}


def cases() -> list[Case]:
    """The cases of the open file, where it is at hand, and our own of the same kinds."""
    files = [file for file in (OPEN_CASES, MORE_CASES) if file.exists()]
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its value, before anything is masked."""

    entity: str
    value: str
    place: Place
    start: int  # code points in its cell or line, half-open with end
    end: int
    score: float  # its column considered
    verdict: Verdict

    @property
    def is_reported(self) -> bool:
        """Whether a reader of the inventory would take it for somebody's data."""
        return self.score >= REPORTED and self.verdict is Verdict.LIVE


@dataclass(slots=True)
class Outcome:
    """What a sweep of a case's file gave."""

    found: list[Found] = field(default_factory=list)
    scanned: list[Scanned] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)  # what the walk itself left out
    seconds: float = 0.0

    @property
    def incomplete(self) -> bool:
        """Whether something is said not to have been examined."""
        rows = [one.object_row for one in self.scanned]
        return bool(self.skipped) or any(row["status"] != "scanned" for row in rows)


class _RecordingTally(ObjectTally):
    """A tally that remembers values, to compare them with what a case expects."""

    def __init__(self, scanner: "_RecordingScanner", obj: DataObject) -> None:
        settings = scanner.settings
        super().__init__(
            scanner._redactor,
            obj.uri,
            min_confidence=settings.min_confidence,
            test_is_live=settings.test_numbers == "live",
        )
        self._into = scanner.found
        self._raw: list[tuple[Place, Recognizer, Match, str]] = []

    def found(self, place: Place, recognizer: Recognizer, match: Match, value: str) -> None:
        """Remembers the finding and goes on."""
        self._raw.append((place, recognizer, match, value))
        super().found(place, recognizer, match, value)

    def close(self) -> Classified:
        """Weighs every finding by its column, as the inventory does."""
        for place, recognizer, match, value in self._raw:
            evidence = weigh(self._group(place, recognizer), test_is_live=self._test_is_live)
            self._into.append(
                Found(
                    recognizer.entity.name,
                    value,
                    place,
                    match.start,
                    match.end,
                    evidence.score_of(match.score),
                    Verdict.LIVE if self._is_live(recognizer.verdict) else recognizer.verdict,
                )
            )
        return super().close()


class _RecordingScanner(ObjectScanner):
    """The pipeline, with tallies that remember values."""

    def __init__(self, test_numbers: Literal["test", "live"]) -> None:
        super().__init__(Settings(test_numbers=test_numbers), _KEY)
        self.found: list[Found] = []

    def tally(self, obj: DataObject) -> ObjectTally:
        """A tally that remembers."""
        return _RecordingTally(self, obj)


_scanner = cache(_RecordingScanner)


def sweep(target: Path | str, test_numbers: Literal["test", "live"] = "test") -> Outcome:
    """What the pipeline finds in a file, a folder or whatever else can be a target."""
    scanner, outcome = _scanner(test_numbers), Outcome()
    scanner.found = outcome.found
    begun = time.monotonic()
    source = resolve(str(target), scanner.settings)
    for obj in source.walk():
        if isinstance(obj, Skipped):
            outcome.skipped.append(obj)
        else:
            outcome.scanned.extend(scanner.scan(source, obj))
    outcome.seconds = time.monotonic() - begun
    return outcome


def padding(case: Case) -> str:
    """The text that stands before the case's own."""
    pad = case.get("harness", {}).get("pad_before")
    if pad is None:
        return ""
    whole, rest = divmod(pad["chars"], len(pad["unit"]))
    if "first" in pad:  # a list goes on: no item of it may be cut
        return str(pad["first"] + pad["unit"] * whole)
    return str(pad["unit"] * whole + pad["unit"][:rest])


def build(case: Case, folder: Path) -> Path:
    """Writes the case's file into the folder; gives what is to be swept."""
    harness = case.get("harness", {})
    target = folder / "in" / str(case["filename"])
    target.parent.mkdir()
    if "file_b64" in case:
        target.write_bytes(base64.b64decode(case["file_b64"]))
    else:
        target.write_bytes((padding(case) + case["text"]).encode())
    if not harness.get("unpack"):
        return target.parent
    unpacked = folder / "unpacked"
    with tarfile.open(target) as archive:
        archive.extractall(unpacked, filter="fully_trusted")
    return unpacked / str(harness.get("scan", ""))


def missed(case: Case, outcome: Outcome) -> list[int]:
    """Indices of the expected values that were not found."""
    before = len(padding(case))
    text = padding(case) + case["text"] if "text" in case else ""
    return [
        index
        for index, wanted in enumerate(case["expect"])
        if not any(_fits(wanted, one, text, before) for one in outcome.found)
    ]


def falsely_reported(case: Case, outcome: Outcome) -> list[int]:
    """Indices of the forbidden values that were reported."""
    live = [one for one in outcome.found if one.is_reported]
    return [
        index
        for index, wrong in enumerate(case["forbid"])
        if any(one.entity in names(wrong) and _is_about(wrong["text"], one.value) for one in live)
    ]


def names(wanted: dict[str, Any]) -> frozenset[str]:
    """Our entities for one of the cases' general names, which may be ours already."""
    return ENTITIES.get(wanted["entity"], frozenset()) | {wanted["entity"]}


def _fits(wanted: dict[str, Any], one: Found, text: str, before: int) -> bool:
    in_name = one.place.part == PATH_PART
    if one.entity not in names(wanted) or one.score < REPORTED:
        return False
    if one.verdict is not Verdict.LIVE and "UK_NHS" not in names(wanted):
        return False
    if not in_name and "start" in wanted and one.place.unit is Unit.LINE:
        return _overlaps(wanted["start"] + before, wanted["end"] + before, one, text)
    return _is_half(_plain(wanted["text"]), _plain(one.value))


def _overlaps(start: int, end: int, one: Found, text: str) -> bool:
    """Whether a finding in a line covers half of a span of the text."""
    line_start = text.rfind("\n", 0, start) + 1
    if text.count("\n", 0, start) + 1 != one.place.position:
        return False
    found_start, found_end = line_start + one.start, line_start + one.end
    if start - line_start > 1_000_000:  # a line so long comes in pieces; its place is the line
        return _is_half(_plain(text[start:end]), _plain(one.value))
    return 2 * (min(end, found_end) - max(start, found_start)) >= end - start


def _plain(value: str) -> str:
    value = regex.sub(r"\.0+$", "", value.strip())
    return str(regex.sub(r"[^\p{L}\p{N}]", "", value).casefold())


def _is_half(wanted: str, found: str) -> bool:
    """Whether one is in the other, and at least half of what was wanted is there."""
    return wanted in found or (found in wanted and 2 * len(found) >= len(wanted))


def _is_about(wrong: str, found: str) -> bool:
    """Whether a finding holds a forbidden value whole, or is at least half of it."""
    border = rf"(?<![\p{{L}}\p{{N}}]){regex.escape(wrong)}(?![\p{{L}}\p{{N}}])"
    if regex.search(border, found):
        return True
    return found.strip() != "" and found in wrong and 2 * len(found) >= len(wrong)
