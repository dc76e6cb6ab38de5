"""Selects, for each expression, the values it could match in. May select too much, never less.

Two implementations behind one interface: Hyperscan (one pass for all expressions), and a slower
one on Arrow's own RE2 for platforms without a Hyperscan wheel. What is not plain ASCII goes
through expressions that are widened (`relax`), so that no spelling of a character is missed.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect.clauses import Clause, Expression, clauses_of

Cells = npt.NDArray[np.int64]

# These fold to ASCII letters under IGNORECASE (long s, Kelvin sign, the two Turkish i's), which a
# byte matcher does not know: values that hold one are tried with every expression.
_FOLDS_TO_ASCII = "[\u017f\u212a\u0131\u0130]"


class Prefilter(Protocol):
    """Selects values for a fixed tuple of expressions."""

    def select(self, values: pa.StringArray) -> list[Cells]:
        """For each expression the sorted indexes of the values it could match in."""
        ...


class Scanner(Protocol):
    """Finds which clauses match where; one for ASCII text, one for the rest."""

    @property
    def refused(self) -> frozenset[int]:
        """Clauses that it could not compile."""
        ...

    def scan(self, values: pa.StringArray) -> list[Cells]:
        """For each clause the sorted indexes of the values that one of its patterns matches in."""
        ...


class SplitPrefilter:
    """Sends ASCII values to one scanner and all others to a second, widened one."""

    def __init__(
        self,
        expressions: Sequence[Expression],
        make: Callable[[Sequence[Clause]], Scanner],
        *,
        re2: bool = False,
        cache: Path | None = None,
    ) -> None:
        of = partial(clauses_of, expressions, re2=re2, cache=cache)
        self._ascii = _Selector(of(beyond_ascii=False), make)
        self._wide = _Selector(of(beyond_ascii=True), make)

    def select(self, values: pa.StringArray) -> list[Cells]:
        """See `Prefilter`."""
        is_ascii = pc.fill_null(pc.string_is_ascii(values), True)
        plain = self._ascii.select(values)
        if pc.all(is_ascii).as_py() is not False:
            return plain
        rest = np.flatnonzero(~is_ascii.to_numpy(zero_copy_only=False))
        chosen = values.take(pa.array(rest))
        wide = [rest[cells] for cells in self._wide.select(chosen)]
        folding = _cells(pc.match_substring_regex(chosen, _FOLDS_TO_ASCII))
        everywhere = rest[folding]
        return [
            np.union1d(np.setdiff1d(a, rest, assume_unique=True), np.union1d(b, everywhere))
            for a, b in zip(plain, wide, strict=True)
        ]


class _Selector:
    """Expressions as clauses: the first of each for one scanner, others for a second.

    The second sees only what the first selects. It may hold what is common everywhere but beside
    the words that the first looks for: "four digits".
    """

    def __init__(
        self,
        clauses: Sequence[Sequence[Clause]],
        make: Callable[[Sequence[Clause]], Scanner],
    ) -> None:
        self._first = _Numbered([some[:1] for some in clauses], make)
        self._rest = _Numbered([some[1:] for some in clauses], make)

    def select(self, values: pa.StringArray) -> list[Cells]:
        """For each expression the sorted indexes of the values it could match in."""
        selected = self._first.select(values)
        for some, cells in self._rest.narrowing(values, selected):
            selected[some] = cells
        return selected


class _Numbered:
    """The clauses of each expression that one scanner is asked for."""

    def __init__(
        self,
        clauses: Sequence[Sequence[Clause]],
        make: Callable[[Sequence[Clause]], Scanner],
    ) -> None:
        numbers: dict[Clause, int] = {}
        of = [frozenset(numbers.setdefault(c, len(numbers)) for c in some) for some in clauses]
        self._scanner = make(list(numbers))
        self._of = [indexes - self._scanner.refused for indexes in of]

    def select(self, values: pa.StringArray) -> list[Cells]:
        """The cells that all clauses of an expression select; without any, every valid one."""
        every = _cells(pc.is_valid(values))
        matched = self._scanner.scan(values)
        return [
            reduce(_in_both, (matched[index] for index in indexes)) if indexes else every
            for indexes in self._of
        ]

    def narrowing(self, values: pa.StringArray, among: list[Cells]) -> Iterator[tuple[int, Cells]]:
        """The expressions that have clauses here, with what these leave of their cells."""
        asked = [i for i, indexes in enumerate(self._of) if indexes and len(among[i])]
        if not asked:
            return
        rows = np.unique(np.concatenate([among[i] for i in asked]))
        matched = self._scanner.scan(values.take(pa.array(rows)))
        for i in asked:
            yield i, reduce(_in_both, (rows[matched[index]] for index in self._of[i]), among[i])


def _in_both(one: Cells, other: Cells) -> Cells:
    return np.intersect1d(one, other, assume_unique=True)


def _cells(mask: pa.BooleanArray) -> Cells:
    filled: npt.NDArray[np.bool_] = pc.fill_null(mask, False).to_numpy(zero_copy_only=False)
    return np.flatnonzero(filled)


def prefilter(expressions: Sequence[Expression], cache: Path | None = None) -> Prefilter:
    """The fastest prefilter that this platform has. `cache`: folder for compiled expressions."""
    try:
        from scanner.detect.hyperscan import HyperscanScanner
    except ImportError:
        from scanner.detect.plain import PlainScanner

        return SplitPrefilter(expressions, PlainScanner, re2=True, cache=cache)
    return SplitPrefilter(expressions, lambda c: HyperscanScanner(c, cache), cache=cache)
