"""What must stand in a text for an expression to match it at all: so many digits, an @, a letter.

Counting characters is far cheaper than matching, so texts that cannot hold what an expression
needs are never given to it. Says too little where in doubt, never too much.
"""

import importlib
import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import regex

Counts = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

# The parser of the standard library: it has no public name, so that its types are not known.
parser: Final[Any] = importlib.import_module("re._parser")
kinds: Final[Any] = importlib.import_module("re._constants")

_BRACED = regex.compile(r"\\x\{([0-9a-f]+)\}")
_DIGITS: Final = frozenset(map(ord, "0123456789"))
_LETTERS: Final = frozenset(map(ord, string.ascii_letters))
_AT: Final = ord("@")
_FLAGS: Final = re.IGNORECASE | re.DOTALL | re.MULTILINE | re.ASCII
_MANY: Final = 1_000  # more than anything needs; keeps sums small
_STEPS: Final = (0, 1, 6)  # numbers of digits that are told apart
_SHORT: Final = 40  # bytes of the mean value; longer ones hold letters nearly always


@dataclass(frozen=True, slots=True)
class Needs:
    """The least that a match holds, of ASCII characters."""

    digits: int = 0
    letters: int = 0
    ats: int = 0

    def __add__(self, other: "Needs") -> "Needs":
        return self._with(other, lambda one, two: min(one + two, _MANY))

    def times(self, count: int) -> "Needs":
        """Of so many in a row."""
        return self._with(self, lambda one, _: min(one * count, _MANY))

    def either(self, other: "Needs") -> "Needs":
        """Of one or the other."""
        return self._with(other, min)

    def both(self, other: "Needs") -> "Needs":
        """Of one and the other, wherever they stand."""
        return self._with(other, max)

    def rounded(self) -> "Needs":
        """The same or less, so that few different ones are left."""
        digits = max(step for step in _STEPS if step <= self.digits)
        return Needs(digits, min(self.letters, 1), min(self.ats, 1))

    def _with(self, other: "Needs", make: Callable[[int, int], int]) -> "Needs":
        return Needs(
            make(self.digits, other.digits),
            make(self.letters, other.letters),
            make(self.ats, other.ats),
        )


def needs_of(pattern: str) -> Needs:
    """What a pattern in the common syntax (see `relax`) needs; nothing where it cannot be told."""
    plain = _BRACED.sub(lambda code: rf"\U{int(code[1], 16):08x}", pattern)
    try:
        return _of_all(parser.parse(plain, _FLAGS))
    except (re.error, OverflowError, RecursionError):
        return Needs()


def _of_all(items: Any) -> Needs:
    total = Needs()
    for kind, detail in items:
        total += _of_one(kind, detail)
    return total


def _of_one(kind: Any, detail: Any) -> Needs:
    if kind is kinds.LITERAL:
        return Needs(int(detail in _DIGITS), int(detail in _LETTERS), int(detail == _AT))
    if kind is kinds.IN:
        return Needs(int(_only(_DIGITS, detail)), int(_only(_LETTERS, detail)))
    if kind is kinds.BRANCH:
        first, *others = map(_of_all, detail[1])
        for other in others:
            first = first.either(other)
        return first
    if kind is kinds.SUBPATTERN:
        return _of_all(detail[3])
    if kind is kinds.ATOMIC_GROUP:
        return _of_all(detail)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        least, _, inner = detail
        return _of_all(inner).times(min(int(least), _MANY))
    return Needs()


def _only(chars: frozenset[int], items: Any) -> bool:
    """Whether a class holds nothing but these characters."""
    for kind, detail in items:
        if kind is kinds.LITERAL:
            inside = detail in chars
        elif kind is kinds.RANGE:
            inside = detail[0] in chars and detail[1] in chars
        else:
            inside = kind is kinds.CATEGORY and detail is kinds.CATEGORY_DIGIT and chars is _DIGITS
        if not inside:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Held:
    """What each value of an array holds."""

    digits: Counts
    letters: Counts | None  # None: not counted, for they are long and hold some
    ats: Counts

    def enough(self, needs: Needs) -> Counts | None:
        """The indexes of the values that hold what is needed; None for all."""
        mask = self.digits >= needs.digits
        if needs.ats:
            mask &= self.ats > 0
        if needs.letters and self.letters is not None:
            mask &= self.letters > 0
        return None if mask.all() else np.flatnonzero(mask)


def held_by(characters: Bytes, offsets: Counts | npt.NDArray[np.int32]) -> Held:
    """Counts the bytes of values; `offsets`: where each begins, and the end of the last."""
    values = max(len(offsets) - 1, 1)
    few = len(characters) / values < _SHORT
    return Held(
        _count((characters - ord("0")) < 10, offsets),
        _count(((characters | 32) - ord("a")) < 26, offsets) if few else None,
        _count(characters == _AT, offsets),
    )


def _count(mask: npt.NDArray[np.bool_], offsets: Counts | npt.NDArray[np.int32]) -> Counts:
    counted: Counts = np.diff(np.searchsorted(np.flatnonzero(mask), offsets))
    return counted
