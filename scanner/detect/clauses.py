"""What a prefilter looks for: the declared patterns, widened for scanners, and what they need.

Widening all patterns takes seconds, so the result is kept beside the compiled expressions, under a
digest of all that it was made of.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache, reduce
from pathlib import Path

from scanner.detect import needs, relax, relax_classes
from scanner.detect.needs import Needs, needs_of
from scanner.detect.relax import CannotRelax


@dataclass(frozen=True, slots=True)
class Expression:
    """What selects for one purpose: a value must hold one alternative of every set."""

    all_of: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One set of alternatives, in the syntax that scanners take."""

    patterns: tuple[str, ...]
    needs: Needs  # what the values must hold besides, where they are to be selected in the end


def clauses_of(
    expressions: Sequence[Expression], *, beyond_ascii: bool, re2: bool, cache: Path | None
) -> list[list[Clause]]:
    """For each expression its clauses; sets that cannot be narrowed are left out."""
    file = cache / f"{_digest(expressions, beyond_ascii, re2)}.json" if cache is not None else None
    if file is not None and file.exists():
        with contextlib.suppress(OSError, ValueError, TypeError):  # a damaged one is made anew
            return _kept(file)
    made = [
        _clauses(_relaxed(some, beyond_ascii=beyond_ascii, re2=re2) for some in expression.all_of)
        for expression in expressions
    ]
    if file is not None:
        with contextlib.suppress(OSError):  # no cache is slower, not wrong
            _keep(file, made)
    return made


def _clauses(sets: Iterable[tuple[str, ...] | None]) -> list[Clause]:
    known = [patterns for patterns in sets if patterns is not None]
    needed = reduce(Needs.both, map(_needs_of_any, known), Needs())
    return [Clause(patterns, needed) for patterns in known]


def _relaxed(patterns: tuple[str, ...], *, beyond_ascii: bool, re2: bool) -> tuple[str, ...] | None:
    """The patterns as scanners take them; None where one of them cannot be narrowed."""
    try:
        return tuple(relax.relax(p, beyond_ascii=beyond_ascii, re2=re2) for p in patterns)
    except CannotRelax:
        return None


def _needs_of_any(patterns: tuple[str, ...]) -> Needs:
    return reduce(Needs.either, map(needs_of, patterns)) if patterns else Needs()


# --- kept between runs --------------------------------------------------------------------


def _digest(expressions: Sequence[Expression], beyond_ascii: bool, re2: bool) -> str:
    digest = hashlib.blake2b(_how_they_are_made(), digest_size=16)
    digest.update(repr((beyond_ascii, re2, [one.all_of for one in expressions])).encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _how_they_are_made() -> bytes:
    """The code that makes them: with another version of it they are made anew."""
    return b"\0".join(
        Path(str(module.__file__)).read_bytes() for module in (needs, relax, relax_classes)
    )


def _kept(file: Path) -> list[list[Clause]]:
    return [
        [Clause(tuple(patterns), Needs(*needed)) for patterns, needed in some]
        for some in json.loads(file.read_text("utf-8"))
    ]


def _keep(file: Path, made: list[list[Clause]]) -> None:
    told = [[(clause.patterns, astuple(clause.needs)) for clause in some] for some in made]
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(told, out)
    Path(name).replace(file)
