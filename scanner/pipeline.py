"""The walk of one object through all rooms: read, detect, classify. Knows them all.

`ObjectScanner.scan` is the unit of work that every engine runs: a plain method that takes a
picklable object and gives picklable rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import click
import pyarrow as pa

from recognizers.declaration import Recognizer
from scanner import custom
from scanner.ahead import Ahead, Alone, Helpers, Look
from scanner.classify.redact import Redactor
from scanner.classify.tally import ObjectTally
from scanner.config import Settings
from scanner.controllers import controllers
from scanner.detect import language
from scanner.detect.engine import Detection, Engine
from scanner.detect.neighbours import supported
from scanner.detect.overlap import resolve
from scanner.detect.seams import across
from scanner.detect.split_columns import joined
from scanner.errors import UnreadableError
from scanner.formats.companions import Beside
from scanner.model import PATH_PART, DataObject, Member, Skipped, TextBatch, Unit
from scanner.naming import hidden, member_of
from scanner.reading import ALONE, Budget, by_record, read_to_the_end, too_large
from scanner.rows import Scanned, object_row, status_of
from scanner.sources.protocol import Source
from scanner.visit import PATH_HEADER, Visit

ALONE_AT_IT = Alone()
_MAX_NAMES = 100_000  # names of places whose shown form is kept at hand


class ObjectScanner:
    """Holds what is costly to make: compiled expressions and the keyed hash. One per process."""

    def __init__(self, settings: Settings, key: bytes, helpers: Helpers = ALONE_AT_IT) -> None:
        self.settings, self._helpers = settings, helpers
        self.recognizers = chosen_recognizers(settings)
        cache = settings.cache_folder or default_cache_folder()
        self._engine = Engine(self.recognizers, cache=cache)
        self._redactor = Redactor(key)
        self.controllers = controllers(settings.controllers)
        self._names = language.Names(settings, self.recognizers)
        self._hidden: dict[str, str] = {}

    def scan(
        self, source: Source, obj: DataObject, companions: Sequence[DataObject] = ()
    ) -> list[Scanned]:
        """The object and everything inside it. Never raises for what a file holds.

        `companions` lie in the same folder and may say what the object's rows mean.
        """
        if (refusal := too_large(obj, self.settings.limits)) is not None:
            return [self._unread(obj, refusal)]
        beside = {one.name: partial(source.open, one) for one in companions}
        self._names.begin()
        self._engine.begin()
        try:
            with source.open(obj) as stream:
                return list(self._scan_stream(stream, obj, Budget(self.settings), beside))
        except UnreadableError as error:
            return [self._unread(obj, error.as_skipped())]

    def _scan_stream(
        self, stream: BinaryIO, obj: DataObject, budget: Budget, beside: Beside = ALONE
    ) -> Iterator[Scanned]:
        visit = Visit(self, obj, is_piece=bool(beside))
        visit.path()
        steps = by_record(read_to_the_end(stream, obj, self.settings, visit.reads_as, beside))
        ahead = Ahead(self._helpers, self.examine_apart, self.recognizers)
        for step, looks in ahead.steps(steps):
            if isinstance(step, Skipped):
                visit.skipped.append(step)
            elif isinstance(step, Member):
                yield from self._scan_member(step, obj, budget, visit)
            else:
                visit.block(step, looks)
        yield visit.close()

    def _scan_member(
        self, member: Member, parent: DataObject, budget: Budget, visit: Visit
    ) -> Iterator[Scanned]:
        child = member_of(parent, member)
        refusal = budget.enter(member.size_bytes)
        if refusal is not None:
            visit.skipped.append(replace(refusal, part=member.name))
            yield self._unread(child, refusal)
            return
        try:
            with member.open() as stream:
                if child.size_bytes is None:
                    child = replace(child, size_bytes=stream.seek(0, 2))
                    stream.seek(0)
                yield from self._scan_stream(stream, child, budget)
        except UnreadableError as error:
            yield self._unread(child, error.as_skipped())
        finally:
            budget.leave()

    def _unread(self, obj: DataObject, note: Skipped) -> Scanned:
        """An object that could not be opened: its name may still say whom it concerns."""
        visit = Visit(self, obj)
        visit.path()
        visit.skipped.append(note)
        return visit.close()

    def findings(self, batch: TextBatch) -> list[tuple[Detection, str]]:
        """The findings of one batch with their values, contradictions settled."""
        return self._look(batch, retry=True).found

    def _look(self, batch: TextBatch, *, retry: bool) -> Look:
        detected = self._engine.detect(batch.values, batch.column, retry=retry)
        values = {}
        for cell, found in groupby(detected.detections, key=lambda d: d.cell):
            text = batch.values[cell].as_py()
            values.update({d: text[d.match.start : d.match.end] for d in found})
        if batch.unit is Unit.LINE:
            values.update(across(self._engine, batch.values, detected.detections))
        settled: list[tuple[Detection, str]] = []
        for _, found in groupby(sorted(values, key=lambda d: d.cell), key=lambda d: d.cell):
            held = resolve(found)
            settled += zip(supported(held), (values[d] for d in held), strict=True)
        return Look(batch, settled, detected.tallies, detected.timed_out)

    def examine(self, columns: Sequence[TextBatch], *, retry: bool = False) -> list[Look]:
        """What patterns find in columns of the same records, and split over columns too."""
        looks = [self._look(batch, retry=retry) for batch in columns]
        for batch in joined(columns) if columns[0].unit.is_record else ():
            look = self._look(batch, retry=retry)
            # The pieces were put together by guess: their headers must confirm it.
            sure = [one for one in look.found if one[0].match.context.startswith("header")]
            looks.append(replace(look, found=sure))
        return looks

    def examine_apart(self, columns: Sequence[TextBatch]) -> list[Look]:
        """The same for a block that is not the next one, perhaps of another process's object."""
        with self._engine.afresh():
            return self.examine(columns)

    def _looks(
        self, columns: Sequence[TextBatch], known: list[Look] | None, *, retry: bool
    ) -> list[Look]:
        """What is known of a block, unless more was given up since its object began."""
        if known is None or self._engine.given_up:
            return self.examine(columns, retry=retry)
        for look in known:
            self._engine.give_up(look.timed_out)
        return known

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
        batch = TextBatch(pa.array([name], pa.string()), Unit.LINE, column=PATH_HEADER)
        shown = name
        for detection, value in reversed(self.findings(batch)):
            match, entity = detection.match, detection.recognizer.entity
            if match.score >= self.settings.min_confidence:
                tag = self._redactor.tag(entity, value)
                shown = f"{shown[: match.start]}[{entity.name}~{tag}]{shown[match.end :]}"
        return shown

    def lost(self, obj: DataObject, note: Skipped) -> Scanned:
        """An object whose worker died over it, or that was never handed to one."""
        row = object_row(self.shown(obj), status_of(note), note, "")
        return Scanned(row, [], [])

    def name_reader(self) -> language.NameReader:
        """Reads the blocks of one object for names that patterns cannot find."""
        return language.NameReader(self._names)

    def block_findings(
        self,
        columns: Sequence[TextBatch],
        names: language.NameReader,
        visit: "Visit | None" = None,
        known: list[Look] | None = None,
    ) -> list[language.Found]:
        """The findings of columns of the same records; names in prose at their places.

        `known` is what patterns found in them, where a helper has looked.
        """
        looks = self._looks(columns, known, retry=visit is None)
        if visit is not None:
            for look in looks:
                visit.checks(look.batch, look.tallies, look.timed_out)
        found = [(look.batch, *one) for look in looks for one in look.found]
        named = names.read(columns if columns[0].part != PATH_PART else (), found)
        return language.in_reading_order(columns[0], found, named)

    @property
    def key_id(self) -> str:
        """Names the hash key."""
        return self._redactor.key_id

    def uri_key(self, uri: str) -> bytes:
        """Tells an object again in the next sweep without naming it."""
        return self._redactor.uri_key(uri)

    def tally(self, obj: DataObject) -> ObjectTally:
        """A new tally for one object."""
        return ObjectTally(
            self._redactor,
            obj.uri,
            min_confidence=self.settings.min_confidence,
            test_is_live=self.settings.test_numbers == "live",
        )


def chosen_recognizers(settings: Settings) -> tuple[Recognizer, ...]:
    """Ours and the user's. Raises `ConfigError`, where none are left too."""
    return custom.chosen(settings)


def default_cache_folder() -> Path:
    """Where compiled expressions are kept: in the user's folder for keysweep."""
    return Path(click.get_app_dir("keysweep")) / "cache"
