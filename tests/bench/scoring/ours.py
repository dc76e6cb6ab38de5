"""keysweep over a folder, with the values kept in memory for comparison.

The pipeline is the real one; only the tally is watched, because an inventory holds no values.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from recognizers.declaration import Match, Recognizer
from scanner.classify import person_rows
from scanner.classify.evidence import Evidence, nobody_beside, weigh
from scanner.classify.people import count, link
from scanner.classify.subjects import Mention
from scanner.classify.tally import Classified, ObjectTally, Place
from scanner.config import Settings
from scanner.inventory.writer import Row
from scanner.model import PATH_PART, DataObject, TextBatch
from scanner.naming import below
from scanner.pipeline import ObjectScanner
from scanner.sources.files import FileSource

from .found import Column, Found, Reading

Names = Literal["all", "auto", "off"]  # which prose a language model reads for names


class _Tally(ObjectTally):
    """Keeps the values that the real one forgets."""

    reading: Reading
    _seen: list[tuple[str, Mention, float]]  # entity, finding, score
    _left_out: set[int]  # by id: needs a person beside it and has none

    def found(self, place: Place, recognizer: Recognizer, match: Match, value: str) -> None:
        super().found(place, recognizer, match, value)
        held = self._rows_held if place.unit.is_record else self._prose_held
        self._seen.append((recognizer.entity.name, held[-1], match.score))

    def _without_alone(self, mentions: list[Mention], is_row: bool) -> list[Mention]:
        kept = super()._without_alone(mentions, is_row)
        self._left_out |= set(map(id, mentions)) - set(map(id, kept))
        return kept

    def close(self) -> Classified:
        classified = super().close()
        evidence = [
            weigh(group, test_is_live=True) if group.by_score else Evidence(0, "", "")
            for group in self._groups
        ]
        for entity, mention, score in self._seen:
            worth = evidence[mention.group]
            if id(mention) in self._left_out:
                worth = nobody_beside(self._groups[mention.group])
            self.reading.found.append(Found(entity, mention.value, worth.score_of(score)))
        return classified


class _Scanner(ObjectScanner):
    """Hands out watching tallies and keeps the text it was given."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, bytes(32))
        self.readings: dict[str, Reading] = {}

    def tally(self, obj: DataObject) -> ObjectTally:
        made = _Tally(
            self._redactor,
            obj.uri,
            min_confidence=self.settings.min_confidence,
            test_is_live=True,
        )
        name = below(obj).partition("!/")[0]
        made.reading = self.readings.setdefault(name, Reading())
        made._seen, made._left_out = [], set()
        self._latest = made.reading
        return made

    def block_findings(
        self, columns: Sequence[TextBatch], names: Any, visit: Any = None, known: Any = None
    ) -> list[Any]:
        for batch in columns:
            if batch.part != PATH_PART:
                texts = tuple(text for text in batch.values.to_pylist() if text)
                self._latest.columns.append(Column(batch.column or "", texts))
        return super().block_findings(columns, names, visit, known)


def settings(names: Names) -> Settings:
    """Numbers of the 999 range count as people's."""
    return Settings(test_numbers="live", names=names)


def read_folder(folder: Path, chosen: Settings) -> dict[str, Reading]:
    """What keysweep makes of each file of a folder, by file name."""
    scanner, source = _Scanner(chosen), FileSource(folder)
    for obj in source.walk():
        assert isinstance(obj, DataObject), "every file of the corpus can be opened"
        people = [row for scanned in scanner.scan(source, obj) for row in scanned.people_rows]
        reading = scanner.readings[below(obj)]
        reading.people_at_least, reading.people_up_to = _counts(people)
    return scanner.readings


def _counts(rows: list[Row]) -> tuple[int, int]:
    subjects = [person_rows.subject_of(row) for row in rows]
    counts = count(zip(subjects, link(subjects), strict=True))
    return counts.people_at_least, counts.people_up_to
