"""Finds in whole columns exactly what `recognizers.find` finds in each value, only faster.

The prefilter narrows down which values could hold something; in those the declaration itself
decides. A recognizer that requires context is selected by its context words instead of its
pattern, one with anchors by these, and one that requires a header only under such a header: four
digits are everywhere, "key safe" is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recognizers.context import cue_regex, header_word
from recognizers.declaration import Match, Pattern, Recognizer
from recognizers.matching import anchor_regex, drop_contained, judge, raw_matches
from scanner.detect.clauses import Expression
from scanner.detect.prefilter import Cells, Prefilter, prefilter

Selector = tuple[Pattern | None, Expression]  # None: what finds is not a pattern


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
        self._selectors = [_selectors(recognizer) for recognizer in self.recognizers]
        expressions = [one for selectors in self._selectors for _, one in selectors]
        self._prefilter = make_prefilter(expressions, cache)
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
        selected = iter(self._prefilter.select(values))
        chosen: list[_Chosen] = []
        for recognizer, selectors in zip(self.recognizers, self._selectors, strict=True):
            by_pattern = [(pattern, next(selected)) for pattern, _ in selectors]
            named = header_word(recognizer, header) if header else ""
            one = _chosen(recognizer, named, by_pattern, values)
            if one.cells:
                chosen.append(one)
        given_up = frozenset() if retry else frozenset(self._given_up)
        detected = _confirm(values, [one for one in chosen if one.recognizer.name not in given_up])
        left_out = {one.recognizer.name for one in chosen} & given_up
        self._given_up |= detected.timed_out
        return replace(detected, timed_out=detected.timed_out | left_out)


def _selectors(recognizer: Recognizer) -> list[Selector]:
    """What must stand in a value for each pattern of the recognizer to find anything in it.

    Where something else than the patterns does the finding, they select all together.
    """
    if recognizer.requires_header:
        return []
    if recognizer.anchors:
        return [(None, Expression(((anchor_regex(recognizer.anchors),),)))]
    beside: tuple[tuple[str, ...], ...] = ()
    if recognizer.requires_context:
        beside = ((cue_regex(recognizer),) if recognizer.context else (),)
    if recognizer.finder is not None:
        regexes = tuple(pattern.regex for pattern in recognizer.patterns)
        return [(None, Expression((*beside, regexes)))]
    return [(one, Expression((*beside, (one.regex,)))) for one in recognizer.patterns]


def _chosen(
    recognizer: Recognizer,
    named: str,
    by_pattern: Sequence[tuple[Pattern | None, Cells]],
    values: pa.StringArray,
) -> "_Chosen":
    """Under a header that names them, the values of such recognizers are all looked at."""
    cells: dict[int, list[Pattern] | None] = {}
    if named and (recognizer.requires_context or recognizer.requires_header):
        every = np.flatnonzero(pc.is_valid(values).to_numpy(zero_copy_only=False))
        return _Chosen(recognizer, named, dict.fromkeys(every.tolist()))
    for pattern, selected in by_pattern:
        if pattern is None:
            return _Chosen(recognizer, named, dict.fromkeys(selected.tolist()))
        for cell in selected.tolist():
            patterns = cells.get(cell)
            cells[cell] = [pattern] if patterns is None else [*patterns, pattern]
    return _Chosen(recognizer, named, cells)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A recognizer and the values that it is to look at."""

    recognizer: Recognizer
    named: str  # the word in the header that names what it finds
    cells: dict[int, list[Pattern] | None]  # with the patterns that could match; None: any

    def find(self, texts: dict[int, str], tally: Tally) -> Iterator[tuple[int, list[Match]]]:
        """The findings by cell. Columns repeat themselves, so equal values are looked at once."""
        known: dict[str, tuple[list[Match], int, int]] = {}
        for cell in sorted(self.cells):
            text = texts[cell]
            if text not in known:
                known[text] = self._find_in(text, self.cells[cell])
            matches, tried, passed = known[text]
            tally.tried += tried
            tally.passed += passed
            if matches:
                yield cell, matches

    def _find_in(
        self, text: str, patterns: Sequence[Pattern] | None
    ) -> tuple[list[Match], int, int]:
        matches, tried, passed = list[Match](), 0, 0
        for raw in raw_matches(self.recognizer, text, patterns):
            match = judge(self.recognizer, text, raw, self.named)
            if match is None:
                continue
            if match.checked is not None:
                tried += 1
                passed += match.checked
            if match.score > 0:
                matches.append(match)
        return matches, tried, passed


def _confirm(values: pa.StringArray, chosen: Sequence[_Chosen]) -> Detected:
    if not chosen:
        return Detected([], {})
    cells = sorted(set().union(*(one.cells for one in chosen)))
    texts = dict(zip(cells, values.take(pa.array(cells)).to_pylist(), strict=True))
    found: dict[tuple[int, str], list[tuple[Recognizer, Match]]] = {}
    tallies: dict[str, Tally] = {}
    timed_out: set[str] = set()
    for one in chosen:
        recognizer, tally = one.recognizer, Tally()
        entity = recognizer.entity.name
        try:
            for cell, matches in one.find(texts, tally):
                candidates = found.setdefault((cell, entity), [])
                candidates += [(recognizer, match) for match in matches]
        except TimeoutError:
            timed_out.add(recognizer.name)
        if tally.tried:
            tallies[recognizer.name] = tally
    detections = [
        Detection(cell, recognizer, match)
        for (cell, _), candidates in sorted(found.items(), key=itemgetter(0))
        for recognizer, match in _best(candidates)
    ]
    return Detected(detections, tallies, frozenset(timed_out))


def _best(candidates: list[tuple[Recognizer, Match]]) -> list[tuple[Recognizer, Match]]:
    """Without duplicates across recognizers of one entity (see `drop_contained`)."""
    if len(candidates) == 1:
        return candidates
    owner = {match: recognizer for recognizer, match in reversed(candidates)}
    return [(owner[match], match) for match in drop_contained(match for _, match in candidates)]
