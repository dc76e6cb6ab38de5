"""Which half a template belongs to: decided by a hash of its text."""

import hashlib
from collections.abc import Iterable
from random import Random
from typing import Literal

Half = Literal["work", "report"]


def half_of(text: str) -> Half:
    """The half of a template, a header or a value."""
    return "report" if hashlib.sha256(text.encode()).digest()[0] & 1 else "work"


def of_half(texts: Iterable[str], half: Half) -> tuple[str, ...]:
    """Those of the texts that belong to the half, in their order and once."""
    return tuple(text for text in dict.fromkeys(texts) if half_of(text) == half)


def lines(block: str) -> tuple[str, ...]:
    """One template a line; the two characters `\\n` in a template break its line."""
    return tuple(
        line.strip().replace("\\n", "\n") for line in block.strip().splitlines() if line.strip()
    )


class Deck:
    """Deals texts of one half: all of them once in random order, then all once more."""

    def __init__(self, texts: Iterable[str], half: Half, rng: Random) -> None:
        self._texts, self._rng = of_half(texts, half), rng
        if not self._texts:
            raise ValueError(f"no text of this deck belongs to the half {half!r}; add more")
        self._left: list[str] = []

    def deal(self) -> str:
        """The next text."""
        if not self._left:
            self._left = list(self._texts)
            self._rng.shuffle(self._left)
        return self._left.pop()
