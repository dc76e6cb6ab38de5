"""The walk of one object through all rooms: read, detect, classify. Knows them all.

`ObjectScanner.scan` is the unit of work that every engine runs: a plain method that takes a
picklable object and gives picklable rows.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import click
import pyarrow as pa
import pyarrow.compute as pc

from recognizers import catalogue
from recognizers.declaration import DeclarationError, Match, Recognizer, Verdict
from scanner.classify.local_ids import local_id, names_people
from scanner.classify.redact import Redactor, mask
from scanner.classify.subjects import Subject
from scanner.classify.tally import ObjectTally, Place
from scanner.config import Settings
from scanner.detect import language
from scanner.detect.engine import Detection, Engine, Tally
from scanner.detect.overlap import resolve
from scanner.detect.seams import across
from scanner.detect.split_columns import joined
from scanner.errors import ConfigError, UnreadableError
from scanner.formats import registry
from scanner.formats.identify import identify
from scanner.formats.protocol import Extracted
from scanner.inventory.writer import Row
from scanner.model import (
    COMPLETE_REASONS,
    DataObject,
    Member,
    Reason,
    Skipped,
    Stage,
    Status,
    TextBatch,
    Unit,
)
from scanner.naming import below, hidden, location_of, member_of
from scanner.sources.protocol import Source

PATH_PART = "(path)"
_PATH_HEADER = "file name"
_MAX_NAMES = 100_000  # names of places whose shown form is kept at hand


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one object gave: rows for `objects` and `inventory`, and its people."""

    object_row: Row
    inventory_rows: list[Row]
    people_rows: list[Row]


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


class ObjectScanner:
    """Holds what is costly to make: compiled expressions and the keyed hash. One per process."""

    def __init__(self, settings: Settings, key: bytes) -> None:
        self.settings = settings
        self.recognizers = chosen_recognizers(settings)
        cache = settings.cache_folder or default_cache_folder()
        self._engine = Engine(self.recognizers, cache=cache)
        self._redactor = Redactor(key)
        self._names = language.Names(settings, self.recognizers)
        self._hidden: dict[str, str] = {}

    def scan(self, source: Source, obj: DataObject) -> list[Scanned]:
        """The object and everything inside it. Never raises for what a file holds."""
        self._names.begin()
        try:
            with source.open(obj) as stream:
                return list(self._scan_stream(stream, obj, _Budget(self.settings)))
        except UnreadableError as error:
            return [self._unread(obj, error.as_skipped())]

    def _scan_stream(
        self, stream: BinaryIO, obj: DataObject, budget: "_Budget"
    ) -> Iterator[Scanned]:
        visit = _Visit(self, obj)
        visit.path()
        for step in _by_record(_extract(stream, obj, self.settings, visit)):
            if isinstance(step, Skipped):
                visit.skipped.append(step)
            elif isinstance(step, Member):
                yield from self._scan_member(step, obj, budget, visit)
            else:
                visit.block(step)
        yield visit.close()

    def _scan_member(
        self, member: Member, parent: DataObject, budget: "_Budget", visit: "_Visit"
    ) -> Iterator[Scanned]:
        child = member_of(parent, member)
        refusal = budget.enter()
        if refusal is not None:
            visit.skipped.append(replace(refusal, part=member.name))
            yield self._unread(child, refusal)
            return
        try:
            with member.open() as stream:
                yield from self._scan_stream(stream, child, budget)
        except UnreadableError as error:
            yield self._unread(child, error.as_skipped())
        finally:
            budget.leave()

    def _unread(self, obj: DataObject, note: Skipped) -> Scanned:
        """An object that could not be opened: its name may still say whom it concerns."""
        visit = _Visit(self, obj)
        visit.path()
        visit.skipped.append(note)
        return visit.close()

    def explain(self, stream: BinaryIO, obj: DataObject) -> Iterator[Explanation | Skipped]:
        """Every finding with its reasons, in reading order, members included."""
        yield from self._explain_stream(stream, obj, "", _Budget(self.settings))

    def _explain_stream(
        self, stream: BinaryIO, obj: DataObject, prefix: str, budget: "_Budget"
    ) -> Iterator[Explanation | Skipped]:
        names = self.name_reader()
        try:
            for step in _by_record(_read(stream, obj, self.settings)):
                if isinstance(step, Skipped):
                    yield replace(step, part=prefix + step.part)
                elif isinstance(step, list):
                    yield from self._explain_block(step, names, prefix)
                elif budget.enter() is None:
                    with step.open() as inner:
                        child = member_of(obj, step)
                        yield from self._explain_stream(
                            inner, child, f"{prefix}{step.name}!/", budget
                        )
                    budget.leave()
        except UnreadableError as error:
            yield error.as_skipped(part=prefix)

    def _explain_block(
        self, columns: Sequence[TextBatch], names: language.NameReader, prefix: str
    ) -> Iterator[Explanation]:
        for batch, detection, value in self.block_findings(columns, names):
            recognizer, match = detection.recognizer, detection.match
            yield Explanation(
                part=prefix + batch.part,
                column=batch.column,
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
                verdict=self._verdict(recognizer, match),
                mask=mask(recognizer.entity, value),
                why=why(recognizer, match),
            )

    def _verdict(self, recognizer: Recognizer, match: Match) -> str:
        if match.checked is False:
            return "labelled but invalid"
        if recognizer.verdict is Verdict.TEST and self.settings.test_numbers == "live":
            return "live"
        return recognizer.verdict.name.lower()

    def findings(
        self, batch: TextBatch, visit: "_Visit | None" = None
    ) -> Iterator[tuple[Detection, str]]:
        """The findings of one batch with their values, contradictions settled."""
        detected = self._engine.detect(batch.values, batch.column)
        if visit is not None:
            visit.checks(batch, detected.tallies, detected.timed_out)
        values = {}
        for cell, found in groupby(detected.detections, key=lambda d: d.cell):
            text = batch.values[cell].as_py()
            values.update({d: text[d.match.start : d.match.end] for d in found})
        if batch.unit is Unit.LINE:
            values.update(across(self._engine, batch.values, detected.detections))
        for _, found in groupby(sorted(values, key=lambda d: d.cell), key=lambda d: d.cell):
            yield from ((detection, values[detection]) for detection in resolve(found))

    def shown(self, obj: DataObject) -> DataObject:
        """The object as it may be named outside this process."""
        return hidden(obj, self.hide)

    def hide(self, name: str) -> str:
        """A name of a file, sheet or column with every finding in it replaced."""
        known = self._hidden.get(name)
        if known is None:
            if len(self._hidden) >= _MAX_NAMES:
                self._hidden.clear()
            known = self._hidden[name] = self._hide(name)
        return known

    def _hide(self, name: str) -> str:
        batch = TextBatch(pa.array([name], pa.string()), Unit.LINE, column=_PATH_HEADER)
        shown = name
        for detection, value in reversed(list(self.findings(batch))):
            match, entity = detection.match, detection.recognizer.entity
            if match.score >= self.settings.min_confidence:
                tag = self._redactor.tag(entity, value)
                shown = f"{shown[: match.start]}[{entity.name}~{tag}]{shown[match.end :]}"
        return shown

    def lost(self, obj: DataObject, note: Skipped) -> Scanned:
        """An object whose worker died over it, or that was never handed to one."""
        row = object_row(self.shown(obj), _status_of(note), note, "")
        return Scanned(row, [], [])

    def name_reader(self) -> language.NameReader:
        """Reads the blocks of one object for names that patterns cannot find."""
        return language.NameReader(self._names)

    def block_findings(
        self,
        columns: Sequence[TextBatch],
        names: language.NameReader,
        visit: "_Visit | None" = None,
    ) -> list[language.Found]:
        """The findings of columns of the same records; names in prose at their places."""
        found = list(self._by_patterns(columns, visit))
        named = names.read(columns if columns[0].part != PATH_PART else (), found)
        return language.in_reading_order(columns[0], found, named)

    def _by_patterns(
        self, columns: Sequence[TextBatch], visit: "_Visit | None"
    ) -> Iterator[language.Found]:
        """Those split over columns too."""
        for batch in columns:
            for detection, value in self.findings(batch, visit):
                yield batch, detection, value
        for batch in joined(columns) if columns[0].unit.is_record else ():
            for detection, value in self.findings(batch, visit):
                # The pieces were put together by guess: their headers must confirm it.
                if detection.match.context.startswith("header"):
                    yield batch, detection, value

    @property
    def key_id(self) -> str:
        """Names the hash key."""
        return self._redactor.key_id

    def tally(self, obj: DataObject) -> ObjectTally:
        """A new tally for one object."""
        return ObjectTally(
            self._redactor,
            obj.uri,
            min_confidence=self.settings.min_confidence,
            test_is_live=self.settings.test_numbers == "live",
        )


class _Visit:
    """One object on its way: what was read, found and left out."""

    def __init__(self, scanner: ObjectScanner, obj: DataObject) -> None:
        self.scanner, self.obj = scanner, obj
        self.tally = scanner.tally(obj)
        self.skipped: list[Skipped] = []
        self.names = scanner.name_reader()
        self.format = ""
        self._by_name = {r.name: r for r in scanner.recognizers}

    def path(self) -> None:
        """The path is text too: names and numbers stand in file names."""
        segments = pa.array([below(self.obj).split("/")[-1]])
        self.block([TextBatch(segments, Unit.LINE, PATH_PART, _PATH_HEADER)])

    def block(self, columns: Sequence[TextBatch]) -> None:
        """One run of records: all its columns."""
        cells: set[int] = set()
        for batch in columns:
            characters = pc.sum(pc.utf8_length(batch.values)).as_py() or 0
            values = len(batch.values) - batch.values.null_count
            if batch.part != PATH_PART:
                self.tally.read(batch.part, batch.column, values, characters)
        for batch, detection, value in self.scanner.block_findings(columns, self.names, self):
            place = _place(batch, detection.cell)
            self.tally.found(place, detection.recognizer, detection.match, value)
            # Names may come late: they can lie before this block.
            if 0 <= (cell := place.position - columns[0].first) < len(columns[0].values):
                cells.add(cell)
        if cells and columns[0].unit.is_record:
            self._local_ids(columns, sorted(cells))
        self.tally.end_block()

    def _local_ids(self, columns: Sequence[TextBatch], cells: list[int]) -> None:
        """The keys of the records with findings, and those they point at."""
        scope = self.obj.uri if columns[0].part else location_of(self.obj)
        table = columns[0].part or below(self.obj).rpartition("/")[2].split(".")[0]
        kinds = next((b.values for b in columns if b.column == "resourceType"), None)
        for batch in columns:
            if not names_people(batch.column, table):
                continue
            for cell in cells:
                value, kind = batch.values[cell].as_py(), kinds and kinds[cell].as_py()
                if value and (key := local_id(batch.column or "", table, value, kind or "")):
                    self.tally.points_at(_place(batch, cell), f"{scope}\0{key}")

    def checks(
        self, batch: TextBatch, tallies: dict[str, Tally], timed_out: frozenset[str]
    ) -> None:
        """Takes what the checks said, and which recognizers gave up."""
        for name, tally in tallies.items():
            recognizer = self._by_name[name]
            self.tally.checked(_place(batch, 0), recognizer, tally.tried, tally.passed)
        for name in sorted(timed_out):
            detail = f"recognizer {name} took too long"
            self.skipped.append(Skipped(Stage.DETECT, Reason.TIMEOUT, detail, part=batch.part))

    def close(self) -> Scanned:
        """The rows of the object."""
        classified = self.tally.close()
        if (unread := self.names.note()) is not None:
            self.skipped.append(unread)
        notes = [note for note in self.skipped if note.reason not in COMPLETE_REASONS]
        first = next(iter(notes or self.skipped), None)
        if not notes:
            status = Status.SCANNED
        elif classified.values:
            status = Status.PARTLY
        else:
            status = _status_of(notes[0])
        shown = self.scanner.shown(self.obj)
        row = object_row(shown, status, first, self.format) | {
            "parts_skipped": len(notes),
            "values": classified.values,
            "characters": classified.characters,
            "names_unread_characters": self.names.unread_characters,
            "records": classified.records,
            "findings": classified.findings,
            "test_data": classified.test_data,
        }
        where = {"uri": shown.uri, "location": location_of(shown)}
        return Scanned(
            row,
            [where | self._named(found) for found in classified.rows],
            [where | _person_row(person, self.obj) for person in classified.people],
        )

    def _named(self, row: Row) -> Row:
        """Sheets are named after clients, and a table without a header begins with one."""
        column = row["column"]
        return row | {
            "part": self.scanner.hide(str(row["part"])),
            "column": None if column is None else self.scanner.hide(str(column)),
        }


def _person_row(person: Subject, obj: DataObject) -> Row:
    return {
        "container": obj.container,
        "keys": person.keys,
        "also_called": person.also_called,
        "records": person.records,
        "home_entry": person.home_entry,
        "enterable": person.enterable,
        "test": person.test,
        "entities": sorted(person.entities),
    }


class _Budget:
    """How deep and how many: shared by an object and everything inside it."""

    def __init__(self, settings: Settings) -> None:
        self._limits = settings.limits
        self._depth = self._members = 0

    def enter(self) -> Skipped | None:
        """Goes one level down, or says why not."""
        self._members += 1
        if self._depth >= self._limits.max_depth:
            return _limit(f"nested deeper than {self._limits.max_depth} levels", "max_depth")
        if self._members > self._limits.max_members:
            return _limit(f"more than {self._limits.max_members} members", "max_members")
        self._depth += 1
        return None

    def leave(self) -> None:
        """Comes back up."""
        self._depth -= 1


def _limit(detail: str, setting: str) -> Skipped:
    return Skipped(Stage.READ, Reason.LIMIT, detail, f"raise {setting} and sweep it again")


def _extract(
    stream: BinaryIO, obj: DataObject, settings: Settings, visit: _Visit
) -> Iterator[Extracted]:
    """What the format gives; an error at the end becomes the last thing given."""
    try:
        yield from _read(stream, obj, settings, visit)
    except UnreadableError as error:
        yield error.as_skipped()


def _read(
    stream: BinaryIO, obj: DataObject, settings: Settings, visit: _Visit | None = None
) -> Iterator[Extracted]:
    kind = identify(stream, obj.name)
    if visit is not None:
        visit.format = kind.name
    stream.seek(0)
    yield from registry.load(kind)(stream, obj, settings.limits)


def _by_record(steps: Iterable[Extracted]) -> Iterator[list[TextBatch] | Member | Skipped]:
    """Batches that are columns of the same records, together."""
    block: list[TextBatch] = []
    for step in steps:
        if isinstance(step, TextBatch):
            if block and not _same_records(block[0], step):
                yield block
                block = []
            block.append(step)
            continue
        if block:
            yield block
            block = []
        yield step
    if block:
        yield block


def _same_records(one: TextBatch, other: TextBatch) -> bool:
    return (one.part, one.unit, one.first, len(one.values)) == (
        other.part,
        other.unit,
        other.first,
        len(other.values),
    )


def _place(batch: TextBatch, cell: int) -> Place:
    return Place(batch.part, batch.column, batch.first + cell, batch.unit)


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


def _status_of(note: Skipped) -> Status:
    if note.reason in COMPLETE_REASONS:
        return Status.SCANNED
    failed = {
        Reason.DAMAGED,
        Reason.CRASHED,
        Reason.TIMEOUT,
        Reason.OUT_OF_MEMORY,
        Reason.VANISHED,
        Reason.CHANGED,
        Reason.IO_ERROR,
        Reason.DENIED,
    }
    return Status.FAILED if note.reason in failed else Status.SKIPPED


def object_row(obj: DataObject, status: Status, note: Skipped | None, format_name: str) -> Row:
    """The row of `objects`, counts of findings and people left at zero."""
    return {
        "uri": obj.uri,
        "location": location_of(obj),
        "source": obj.source,
        "container": obj.container,
        "parent_uri": obj.parent_uri,
        "format": format_name,
        "size_bytes": obj.size_bytes,
        "modified_at": obj.modified_at,
        "version": obj.version,
        "owner": obj.owner,
        "access": obj.access.value,
        "access_evidence": obj.access_evidence,
        "encrypted_at_rest": obj.encrypted_at_rest,
        "status": status.value,
        "stage": note.stage.value if note else "",
        "reason": note.reason.value if note else "",
        "detail": note.detail if note else "",
        "remedy": note.remedy if note else "",
        "parts_skipped": 0,
        "values": 0,
        "characters": 0,
        "names_unread_characters": 0,
        "records": 0,
        "findings": 0,
        "test_data": False,
    }


def chosen_recognizers(settings: Settings) -> tuple[Recognizer, ...]:
    """Raises `ConfigError` where none are left: a sweep for nothing would call all clean."""
    try:
        chosen = catalogue.select(settings.recognizers or None, settings.exclude_recognizers)
    except DeclarationError as error:
        raise ConfigError(str(error)) from None
    if not chosen:
        raise ConfigError("no recognizers are left; exclude fewer of them")
    return chosen


def default_cache_folder() -> Path:
    """Where compiled expressions are kept: in the user's folder for keysweep."""
    return Path(click.get_app_dir("keysweep")) / "cache"


def rule_digest(recognizers: Sequence[Recognizer], settings: Settings) -> str:
    """Changes whenever a finding could: with any declaration or setting that decides one."""
    digest = hashlib.blake2b(digest_size=16)
    for recognizer in recognizers:
        fields = [
            getattr(recognizer, name)
            for name in recognizer.__dataclass_fields__
            if name not in ("check", "reject", "finder", "entity")
        ]
        digest.update(repr((recognizer.entity.name, fields)).encode())
    digest.update(repr((settings.test_numbers, settings.min_confidence, settings.limits)).encode())
    digest.update(language.rules_of(settings, recognizers).encode())
    return digest.hexdigest()


def explain(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Explanation | Skipped]:
    """Every finding in one stream with its reasons. `name` is a hint at its format."""
    scanner = ObjectScanner(settings, bytes(32))  # nothing is stored, so any key will do
    obj = DataObject(quote(name), "stream", "")
    yield from scanner.explain(stream, obj)
