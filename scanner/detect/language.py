"""Names in running text that nothing marks, read by a language model within a budget.

Not a declaration: no pattern says what such a name is, so neither Presidio nor `recognizers.find`
knows this detector. It reads what the patterns left: prose, of objects that hold other evidence
(`auto`) or of all (`all`), and never disputes a name or an address that a pattern found.
"""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Match, Pattern, Recognizer, Role, Sensitivity
from recognizers.names import PERSON
from scanner.config import Settings
from scanner.detect import language_model
from scanner.detect.engine import Detection
from scanner.detect.language_model import Model, ModelBrokenError, Spans
from scanner.detect.language_shapes import name_in
from scanner.detect.language_text import Piece, Span, likely_cells, pieces
from scanner.model import Reason, Skipped, Stage, TextBatch

# Below names that a title (0.7) or a label (0.8) marks: the model errs more often.
SCORE: Final = 0.55
AUTO_BUDGET_CHARS: Final = 200_000  # four seconds of one core
_EVIDENCE_SCORE: Final = 0.5
# What findings of these roles cover is explained; a name inside is no news.
_TAKEN_ROLES: Final = frozenset(
    {Role.NAME, Role.ADDRESS, Role.POSTCODE, Role.EMAIL, Role.PHONE, Role.PERSON_ID}
)
_NO_VALUES: Final = pa.array([], pa.string())

# What the model's findings are filed under. Its pattern matches nowhere: the model finds them.
RECOGNIZER: Final = Recognizer(
    name="person_language_model",
    entity=PERSON,
    patterns=(Pattern("language model", "(?!)", SCORE),),
)

Mode = Literal["all", "auto", "off"]
Found = tuple[TextBatch, Detection, str]  # with the value


def mode_of(settings: Settings, recognizers: Iterable[Recognizer]) -> Mode:
    """How names are read: not where nobody asked for them, nor in `auto` without a model.

    Raises `ConfigError` where all are wanted and the model is missing.
    """
    if settings.names == "off" or all(one.entity is not PERSON for one in recognizers):
        return "off"
    if settings.names == "all":
        language_model.require(settings.names_model)
    elif not language_model.installed(settings.names_model):
        return "off"
    return settings.names


def rules_of(settings: Settings, recognizers: Iterable[Recognizer]) -> str:
    """Changes whenever the names found could: with the settings and with the model."""
    mode = mode_of(settings, recognizers)
    if mode == "off":
        return mode
    model = settings.names_model
    return repr((mode, model, language_model.version(model), settings.names_budget_chars))


class Names:
    """What a process keeps for reading names: the model, and how long it may still read."""

    def __init__(self, settings: Settings, recognizers: Iterable[Recognizer]) -> None:
        self.mode = mode_of(settings, recognizers)
        self.model = Model(settings.names_model)
        usual = math.inf if self.mode == "all" else AUTO_BUDGET_CHARS
        self.budget = usual if settings.names_budget_chars is None else settings.names_budget_chars
        # An object that takes longer is given up with all its findings, so names stop before.
        self._seconds = settings.limits.seconds_per_object / 2
        self._until = math.inf

    def begin(self) -> None:
        """A new object of the source: with everything inside it, it gets half the time limit."""
        self._until = time.monotonic() + self._seconds

    def spans(self, texts: Sequence[str]) -> list[Spans | None]:
        """What the model takes for names in each text; None where the time is up."""
        return self.model.names(texts, self._until)


class _Waiting(NamedTuple):
    """A piece that is to be read, and where it stands: a batch without values."""

    place: TextBatch
    piece: Piece
    taken: Sequence[Span]


class NameReader:
    """Reads the blocks of one object, in order."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._evidence = names.mode == "all"
        self._waiting: list[_Waiting] = []
        self._left: float = names.budget  # characters
        self._unread = 0
        self._broken = False

    def read(self, columns: Sequence[TextBatch], found: Sequence[Found]) -> list[Found]:
        """Names in one block, `found` being all that patterns found in it.

        In `auto`, the blocks before wait until the first evidence comes up; then their names
        come first.
        """
        if self._names.mode == "off":
            return []
        self._evidence = self._evidence or any(_is_evidence(detection) for _, detection, _ in found)
        for batch in columns:
            self._choose(batch, _taken(batch, found))
        return list(self._read_waiting()) if self._evidence else []

    @property
    def unread_characters(self) -> int:
        """Characters of prose beyond the budget; none where no names were to be read."""
        return self._unread if self._evidence else 0

    def note(self) -> Skipped | None:
        """What was promised and not read; that `auto` keeps to its budget is no breach."""
        model = self._names.model.name
        if self._broken:
            detail, remedy = f"language model {model} cannot be loaded", "install it again"
            return Skipped(Stage.DETECT, Reason.EXTRA_MISSING, f"{detail}; names not read", remedy)
        if self._names.mode != "all" or not self._unread:
            return None
        detail = f"{self._unread:,} characters of prose not read for names"
        remedy = "raise names_budget_chars or seconds_per_object and sweep it again"
        return Skipped(Stage.DETECT, Reason.LIMIT, detail, remedy)

    def _choose(self, batch: TextBatch, taken: dict[int, list[Span]]) -> None:
        cells = likely_cells(batch.values)
        if not cells:
            return
        texts = batch.values.take(pa.array(cells))
        if self._left <= 0:
            # A closer look costs more than it tells: so many characters, or fewer.
            self._unread += pc.sum(pc.utf8_length(texts)).as_py()
            return
        for cell, text in zip(cells, texts.to_pylist(), strict=True):
            place = replace(batch, values=_NO_VALUES, first=batch.first + cell)
            for piece in pieces(text, taken[cell]):
                self._add(_Waiting(place, piece, taken[cell]))

    def _add(self, one: _Waiting) -> None:
        size = len(one.piece.text)
        if size > self._left:
            self._left = 0
            self._unread += size
            return
        self._left -= size
        self._waiting.append(one)

    def _read_waiting(self) -> Iterator[Found]:
        waiting, self._waiting = self._waiting, []
        for one, spans in zip(waiting, self._spans(waiting), strict=True):
            if spans is None:
                self._unread += len(one.piece.text)
            else:
                yield from _names(one, spans)

    def _spans(self, waiting: Sequence[_Waiting]) -> Sequence[Spans | None]:
        if self._broken or not waiting:
            return [None] * len(waiting)
        try:
            return self._names.spans([one.piece.text for one in waiting])
        except ModelBrokenError:
            self._broken = True
            return [None] * len(waiting)


def in_reading_order(block: TextBatch, found: list[Found], named: Sequence[Found]) -> list[Found]:
    """Both together: the records of prose are found by what follows what.

    Names of earlier parts come first, in the order they have. In records the order of columns
    stays, since a position says all.
    """
    if not named or block.unit.is_record:
        return [*found, *named]

    def place(one: Found) -> tuple[int, int]:
        where, detection, _ = one
        here = where.part == block.part
        return (where.first + detection.cell, detection.match.start) if here else (0, 0)

    return sorted([*named, *found], key=place)


def _names(one: _Waiting, spans: Spans) -> Iterator[Found]:
    start, text = one.piece
    for span in spans:
        name = name_in(text, *span)
        if name is None:
            continue
        begin, end = start + name[0], start + name[1]
        if not any(begin < high and low < end for low, high in one.taken):
            match = Match(begin, end, SCORE, RECOGNIZER.patterns[0].name, None, "language model")
            yield one.place, Detection(0, RECOGNIZER, match), text[slice(*name)]


def _is_evidence(detection: Detection) -> bool:
    """Whether it makes names in the same object matter: an identifier, home access, health."""
    sensitivity = detection.recognizer.entity.sensitivity
    return sensitivity >= Sensitivity.MODERATE and detection.match.score >= _EVIDENCE_SCORE


def _taken(batch: TextBatch, found: Sequence[Found]) -> dict[int, list[Span]]:
    taken: dict[int, list[Span]] = defaultdict(list)
    for where, (cell, recognizer, match), _ in found:
        known = recognizer.entity.role in _TAKEN_ROLES and match.score >= _EVIDENCE_SCORE
        if where is batch and known:
            taken[cell].append((match.start, match.end))
    return taken
