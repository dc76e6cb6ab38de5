"""One object's findings, gathered into groups and people. Raw values end here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.declaration import Match, Recognizer, Verdict
from scanner.classify import person_link, records, subjects
from scanner.classify.evidence import Evidence, Group, weigh
from scanner.classify.inventory_rows import PeopleOf, all_test, row_of
from scanner.classify.redact import Redactor, canonical, mask
from scanner.classify.subjects import Mention, Subject
from scanner.model import Unit

# Mentions held before they are turned into people; bounds the memory of one huge table.
_MAX_HELD: Final = 200_000

GroupKey = tuple[str, str | None, str]  # part, column, entity name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands."""

    part: str
    column: str | None
    position: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Classified:
    """What one object holds: rows for `inventory` (see schema) and its people."""

    rows: list[dict[str, object]]
    people: list[Subject]
    findings: int
    records: int
    values: int
    characters: int
    test_data: bool


class ObjectTally:
    """Gathers one object. Feed it blocks in reading order; `close` once."""

    def __init__(
        self, redactor: Redactor, uri: str, *, min_confidence: float, test_is_live: bool
    ) -> None:
        self._redactor, self._uri = redactor, uri
        self._min_confidence, self._test_is_live = min_confidence, test_is_live
        self._groups: list[Group] = []
        self._index: dict[GroupKey, int] = {}
        self._people_of: list[PeopleOf] = []  # per group
        self._values: dict[tuple[str, str | None], int] = {}
        self._parts: dict[str, int] = {}  # in reading order
        self._rows_held: list[Mention] = []
        self._prose_held: list[Mention] = []
        self._local_ids: dict[tuple[str, int], list[str]] = {}
        self._controllers: dict[tuple[str, int], str] = {}
        self._people: dict[tuple[object, ...], Subject] = {}
        self._characters = 0
        self._records = 0

    def read(self, part: str, column: str | None, values: int, characters: int) -> None:
        """Counts what was read, found or not."""
        key = (part, column)
        self._parts.setdefault(part, len(self._parts))
        self._values[key] = self._values.get(key, 0) + values
        self._characters += characters

    def checked(self, place: Place, recognizer: Recognizer, tried: int, passed: int) -> None:
        """Counts candidates that a check was tried on; only groups with a finding keep them."""
        group = self._group(place, recognizer)
        group.recognizers[recognizer.name] = recognizer
        group.tried[recognizer.name] += tried
        group.passed[recognizer.name] += passed

    def found(self, place: Place, recognizer: Recognizer, match: Match, value: str) -> None:
        """Takes one finding; `value` is kept no longer than its record."""
        entity = recognizer.entity
        group = self._group(place, recognizer)
        plain = canonical(entity, value)
        key = self._redactor.key(entity.name, plain)
        group.add(recognizer, match, key, mask(entity, value), place.position)
        verdict = Verdict.LIVE if self._is_live(recognizer.verdict) else recognizer.verdict
        mention = Mention(
            entity,
            value,
            self._index[_key(place, recognizer)],
            (place.part, place.position),
            place.column or "",
            verdict,
            0.0 if match.checked is False else match.score,
            place.unit.is_record,
        )
        (self._rows_held if place.unit.is_record else self._prose_held).append(mention)

    def points_at(self, place: Place, local_id: str) -> None:
        """The record at this place bears a key that other records point at, or points at one."""
        if local_id:
            self._local_ids.setdefault((place.part, place.position), []).append(local_id)

    def belongs_to(self, place: Place, controller: str) -> None:
        """The record at this place is data of this controller."""
        self._controllers[(place.part, place.position)] = controller

    def end_block(self) -> None:
        """All columns of a run of rows have been given."""
        if len(self._rows_held) + len(self._prose_held) > _MAX_HELD:
            self._settle()

    def close(self) -> Classified:
        """The object is read to its end, or as far as it could be."""
        self._settle()
        rows = [row for i, group in enumerate(self._groups) if (row := self._row(i, group))]
        least = self._min_confidence
        return Classified(
            rows=rows,
            people=list(self._people.values()),
            findings=sum(
                int(str(row["findings"])) for row in rows if float(str(row["confidence"])) >= least
            ),
            records=self._records,
            values=sum(self._values.values()),
            characters=self._characters,
            test_data=bool(rows) and all_test(rows),
        )

    def _is_live(self, verdict: Verdict) -> bool:
        return verdict is Verdict.LIVE or self._test_is_live

    def _group(self, place: Place, recognizer: Recognizer) -> Group:
        key = _key(place, recognizer)
        index = self._index.get(key)
        if index is None:
            index = self._index[key] = len(self._groups)
            entity = recognizer.entity
            self._groups.append(Group(entity, place.part, place.column, place.unit.value))
            self._people_of.append(PeopleOf())
        return self._groups[index]

    def _settle(self) -> None:
        """Turns the mentions held so far into people, by the evidence known so far."""
        evidence = [
            weigh(g, test_is_live=self._test_is_live) if g.by_score else None for g in self._groups
        ]
        for record, is_row in self._records_held():
            known = [m for m in record if self._is_evidence(m, evidence[m.group])]
            self._take_record(self._without_alone(known, is_row))
        self._rows_held, self._prose_held = [], []
        self._local_ids, self._controllers = {}, {}

    def _records_held(self) -> Iterator[tuple[list[Mention], bool]]:
        """Records, and whether each is a row or message."""
        by_row: dict[tuple[str, int], list[Mention]] = {}
        for mention in self._rows_held:
            by_row.setdefault(mention.place, []).append(mention)
        yield from ((row, True) for row in by_row.values())
        weighed = [m for m in self._prose_held if m.score >= self._min_confidence]
        # Names that a language model finds come late; reading order says what belongs together.
        weighed.sort(key=lambda m: (self._parts.get(m.place[0], -1), m.place[1]))
        yield from ((record, False) for record in records.of_prose(weighed))

    def _without_alone(self, mentions: list[Mention], is_row: bool) -> list[Mention]:
        """The mentions that count: what needs a person has one beside it."""
        has_key = bool(mentions) and mentions[0].place in self._local_ids
        alone = person_link.alone(mentions, is_row=is_row, has_key=has_key)
        for mention in alone:
            self._groups[mention.group].alone[mention.score] += 1
        left_out = set(map(id, alone))
        return [mention for mention in mentions if id(mention) not in left_out]

    def _is_evidence(self, mention: Mention, evidence: Evidence | None) -> bool:
        assert evidence is not None
        return mention.score > 0 and evidence.score_of(mention.score) >= self._min_confidence

    def _take_record(self, mentions: list[Mention]) -> None:
        if not mentions:
            return
        self._records += 1
        part, position = mentions[0].place
        place = f"{self._uri}\0{part}\0{position}"
        for index in {mention.group for mention in mentions}:
            self._groups[index].records += 1
        local_ids = self._local_ids.get(mentions[0].place, ())
        controller = self._controllers.get(mentions[0].place)
        for subject in subjects.of_record(mentions, self._redactor, place, local_ids):
            subject.controllers = {controller} if controller else set()
            self._take_person(subject)

    def _take_person(self, subject: Subject) -> None:
        identity = (*subject.keys, 0, *subject.records, 0, subject.beside, subject.relation)
        known = self._people.setdefault(identity, subject)
        if known is not subject:
            known.absorb(subject)
        if not subject.test:
            for index in subject.groups:
                self._people_of[index].add(subject.keys[0])

    def _row(self, index: int, group: Group) -> dict[str, object] | None:
        if not group.by_score:
            return None
        return row_of(
            group,
            self._people_of[index],
            self._values.get((group.part, group.column), 0),
            min_confidence=self._min_confidence,
            test_is_live=self._test_is_live,
        )


def _key(place: Place, recognizer: Recognizer) -> GroupKey:
    return (place.part, place.column, recognizer.entity.name)
