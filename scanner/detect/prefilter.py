"""Selects, for each expression, the values it could match in. May select too much, never less.

Two implementations behind one interface: Hyperscan (one pass for all expressions), and a slower
one on Arrow's own RE2 for platforms without a Hyperscan wheel. What is not plain ASCII goes
through expressions that are widened (`relax`), so that no spelling of a character is missed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect.relax import CannotRelax, relax

Cells = npt.NDArray[np.int64]

# These fold to ASCII letters under IGNORECASE (long s, Kelvin sign, the two Turkish i's), which a
# byte matcher does not know: values that hold one are tried with every expression.
_FOLDS_TO_ASCII = "[ſKıİ]"


@dataclass(frozen=True, slots=True)
class Expression:
    """Alternatives that select for one purpose."""

    patterns: tuple[str, ...]


class Prefilter(Protocol):
    """Selects values for a fixed tuple of expressions."""

    def select(self, values: pa.StringArray) -> list[Cells]:
        """For each expression the sorted indexes of the values it could match in."""
        ...


class Scanner(Protocol):
    """Finds which expressions match where; one for ASCII text, one for the rest."""

    @property
    def refused(self) -> frozenset[int]:
        """Expressions that it could not compile."""
        ...

    def scan(self, values: pa.StringArray) -> list[Cells]:
        """For each expression the sorted indexes of the values it could match in."""
        ...


class SplitPrefilter:
    """Sends ASCII values to one scanner and all others to a second, widened one."""

    def __init__(
        self,
        expressions: Sequence[Expression],
        make: Callable[[list[list[str]]], Scanner],
        *,
        re2: bool = False,
    ) -> None:
        self._ascii, self._ascii_always = _prepare(expressions, False, re2, make)
        self._wide, self._wide_always = _prepare(expressions, True, re2, make)

    def select(self, values: pa.StringArray) -> list[Cells]:
        """See `Prefilter`."""
        is_ascii = pc.fill_null(pc.string_is_ascii(values), True)
        plain = self._run(self._ascii, self._ascii_always, values, None)
        if pc.all(is_ascii).as_py() is not False:
            return plain
        rest = np.flatnonzero(~is_ascii.to_numpy(zero_copy_only=False))
        chosen = values.take(pa.array(rest))
        wide = self._run(self._wide, self._wide_always, chosen, rest)
        folding = _cells(pc.match_substring_regex(chosen, _FOLDS_TO_ASCII))
        everywhere = rest[folding]
        return [
            np.union1d(np.setdiff1d(a, rest, assume_unique=True), np.union1d(b, everywhere))
            for a, b in zip(plain, wide, strict=True)
        ]

    def _run(
        self, scanner: Scanner, always: frozenset[int], values: pa.StringArray, at: Cells | None
    ) -> list[Cells]:
        selected = scanner.scan(values)
        if always:
            every = _cells(pc.is_valid(values))
            selected = [every if i in always else cells for i, cells in enumerate(selected)]
        return selected if at is None else [at[cells] for cells in selected]


def _cells(mask: pa.BooleanArray) -> Cells:
    filled: npt.NDArray[np.bool_] = pc.fill_null(mask, False).to_numpy(zero_copy_only=False)
    return np.flatnonzero(filled)


def _prepare(
    expressions: Sequence[Expression],
    beyond_ascii: bool,
    re2: bool,
    make: Callable[[list[list[str]]], Scanner],
) -> tuple[Scanner, frozenset[int]]:
    """A scanner, and the expressions that it cannot narrow and that are tried everywhere."""
    relaxed: list[list[str]] = []
    always: set[int] = set()
    for index, expression in enumerate(expressions):
        try:
            relaxed.append(
                [relax(p, beyond_ascii=beyond_ascii, re2=re2) for p in expression.patterns]
            )
        except CannotRelax:
            relaxed.append([])
            always.add(index)
    scanner = make(relaxed)
    return scanner, frozenset(always | scanner.refused)


def prefilter(expressions: Sequence[Expression], cache: Path | None = None) -> Prefilter:
    """The fastest prefilter that this platform has. `cache`: folder for compiled expressions."""
    try:
        from scanner.detect.hyperscan import HyperscanScanner
    except ImportError:
        from scanner.detect.plain import PlainScanner

        return SplitPrefilter(expressions, PlainScanner, re2=True)
    return SplitPrefilter(expressions, lambda patterns: HyperscanScanner(patterns, cache))
