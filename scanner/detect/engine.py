"""Finds in whole columns exactly what `recognizers.find` finds in each value, only faster.

The prefilter narrows down which values could hold something; in those the declaration itself
decides. A recognizer that requires context is selected by its context words instead of its
pattern, one with anchors by these, and one that requires a header only under such a header: four
digits are everywhere, "key safe" is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.context import cue_regex, header_word
from recognizers.declaration import Match, Recognizer
from recognizers.matching import anchor_regex, drop_contained, judge, raw_matches
from scanner.detect.prefilter import Cells, Expression, Prefilter, prefilter


class Detection(NamedTuple):
    """One finding in one value of a batch."""

    cell: int  # index into the batch's values
    recognizer: Recognizer
    match: Match


@dataclass(slots=True)
class Tally:
    """Candidates of one recognizer that its check was tried on, and how many passed."""

    tried: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Detected:
    """What one batch of values holds."""

    detections: list[Detection]  # by cell, then best first within an entity
    tallies: dict[str, Tally]  # recognizer name -> check results, also where nothing is reported
    timed_out: frozenset[str] = field(default_factory=frozenset)  # ran away, here or before


class Engine:
    """Holds compiled expressions; one per process and thread.

    A recognizer that runs away on a value is given up until `begin`: every further batch of the
    same object would cost as much again, and in the end the object.
    """

    def __init__(
        self,
        recognizers: Sequence[Recognizer],
        *,
        cache: Path | None = None,
        make_prefilter: Callable[[Sequence[Expression], Path | None], Prefilter] = prefilter,
    ) -> None:
        self.recognizers = tuple(recognizers)
        self._prefilter = make_prefilter([_selector(r) for r in self.recognizers], cache)
        self._given_up: set[str] = set()

    def begin(self) -> None:
        """A new object: what was given up on another is tried again."""
        self._given_up.clear()

    @property
    def given_up(self) -> frozenset[str]:
        """Names of the recognizers that ran away on this object."""
        return frozenset(self._given_up)

    def give_up(self, names: Iterable[str]) -> None:
        """They ran away elsewhere, on an earlier value of this object."""
        self._given_up.update(names)

    @contextmanager
    def afresh(self) -> Iterator[None]:
        """What is given up inside, or was before, says nothing of the other."""
        kept, self._given_up = self._given_up, set()
        try:
            yield
        finally:
            self._given_up = kept

    def detect(
        self, values: pa.StringArray, header: str | None = None, *, retry: bool = False
    ) -> Detected:
        """All findings in the values; `header` stands above them all.

        `retry`: with the recognizers that were given up too, since a name is to be hidden.
        """
        selected = self._prefilter.select(values)
        chosen: list[tuple[Recognizer, str, Cells]] = []
        for recognizer, cells in zip(self.recognizers, selected, strict=True):
            named = header_word(recognizer, header) if header else ""
            cells = _cells_for(recognizer, named, cells, values)
            if len(cells):
                chosen.append((recognizer, named, cells))
        given_up = frozenset() if retry else frozenset(self._given_up)
        detected = _confirm(values, [one for one in chosen if one[0].name not in given_up])
        left_out = {one[0].name for one in chosen} & given_up
        self._given_up |= detected.timed_out
        return replace(detected, timed_out=detected.timed_out | left_out)


def _selector(recognizer: Recognizer) -> Expression:
    """What must stand in a value for the recognizer to find anything in it."""
    if recognizer.requires_header:
        return Expression(())
    if recognizer.requires_context:
        return Expression((cue_regex(recognizer),) if recognizer.context else ())
    if recognizer.anchors:
        return Expression((anchor_regex(recognizer.anchors),))
    return Expression(tuple(pattern.regex for pattern in recognizer.patterns))


def _cells_for(
    recognizer: Recognizer, named: str, selected: Cells, values: pa.StringArray
) -> Cells:
    """Under a header that names them, the values of such recognizers are all looked at."""
    if recognizer.requires_header and not named:
        return np.empty(0, dtype=np.int64)
    if named and (recognizer.requires_context or recognizer.requires_header):
        return np.flatnonzero(pc.is_valid(values).to_numpy(zero_copy_only=False))
    return selected


def _confirm(values: pa.StringArray, chosen: list[tuple[Recognizer, str, Cells]]) -> Detected:
    if not chosen:
        return Detected([], {})
    cells = np.unique(np.concatenate([cells for _, _, cells in chosen]))
    texts = dict(zip(cells.tolist(), values.take(pa.array(cells)).to_pylist(), strict=True))
    found: dict[tuple[int, str], list[tuple[Recognizer, Match]]] = {}
    tallies: dict[str, Tally] = {}
    timed_out: set[str] = set()
    for recognizer, named, selected in chosen:
        tally = Tally()
        entity = recognizer.entity.name
        try:
            for cell in selected.tolist():
                for match in _matches(recognizer, texts[cell], named, tally):
                    found.setdefault((cell, entity), []).append((recognizer, match))
        except TimeoutError:
            timed_out.add(recognizer.name)
        if tally.tried:
            tallies[recognizer.name] = tally
    detections = [
        Detection(cell, recognizer, match)
        for (cell, _), candidates in sorted(found.items(), key=lambda item: item[0])
        for recognizer, match in _best(candidates)
    ]
    return Detected(detections, tallies, frozenset(timed_out))


def _matches(recognizer: Recognizer, text: str, named: str, tally: Tally) -> list[Match]:
    matches: list[Match] = []
    for raw in raw_matches(recognizer, text):
        match = judge(recognizer, text, raw, named)
        if match is None:
            continue
        if match.checked is not None:
            tally.tried += 1
            tally.passed += match.checked
        if match.score > 0:
            matches.append(match)
    return matches


def _best(candidates: list[tuple[Recognizer, Match]]) -> list[tuple[Recognizer, Match]]:
    """Without duplicates across recognizers of one entity (see `drop_contained`)."""
    if len(candidates) == 1:
        return candidates
    owner = {match: recognizer for recognizer, match in reversed(candidates)}
    return [(owner[match], match) for match in drop_contained(match for _, match in candidates)]
