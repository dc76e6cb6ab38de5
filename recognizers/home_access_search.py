"""How the patterns of notes are searched for, and what must not stand in front of them.

With the standard `re`, which is several times as fast as `regex` on long alternatives; it wants
look-behinds of one length, so each forbidden word gets its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from recognizers.declaration import Pattern, RawMatch

_FLAGS = re.DOTALL | re.MULTILINE | re.IGNORECASE


def not_after(words: Iterable[str], behind: str = " ") -> str:
    """An expression that fails behind any of the words; `behind` stands between, one character."""
    return "".join(f"(?<!{word}{behind})" for word in words)


def only_after(words: Iterable[str], behind: str = " ") -> str:
    """An expression that holds behind one of the words only."""
    return f"(?:{'|'.join(f'(?<={word}{behind})' for word in words)})"


@lru_cache(maxsize=256)
def expression(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, in the flags of every declaration."""
    return re.compile(pattern, _FLAGS)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What spares a costly pattern where it cannot match. The pattern decides all the same."""

    begins: str = ""  # matches wherever the pattern can begin; it is tried only there
    needs: tuple[str, ...] = ()  # each matches somewhere in every text that the pattern matches in


_NONE: Final = Shortcut()


def search(
    patterns: Iterable[Pattern],
    text: str,
    start: int = 0,
    end: int | None = None,
    shortcuts: Mapping[str, Shortcut] = MappingProxyType({}),
) -> Iterator[RawMatch]:
    """The values of the patterns in a stretch of text; `shortcuts` by the pattern's name."""
    stretch = _Stretch(text, start, len(text) if end is None else end)
    for pattern in patterns:
        shortcut = shortcuts.get(pattern.name, _NONE)
        if all(map(stretch.holds, shortcut.needs)):
            for found in stretch.matches(pattern.regex, shortcut.begins):
                yield RawMatch(*found.span("value"), pattern.score, pattern.name)


def lines_with(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where lines that hold the word begin and end."""
    end = -1
    for found in expression(word).finditer(text):
        if found.start() > end:
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            end = len(text) if end < 0 else end
            yield start, end


class _Stretch:
    """A piece of text; remembers what was looked for in it, as patterns share shortcuts."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._held: dict[str, bool] = {}
        self._begin: dict[str, list[int]] = {}

    def holds(self, pattern: str) -> bool:
        """Whether the pattern matches anywhere."""
        held = self._held.get(pattern)
        if held is None:
            found = expression(pattern).search(self._text, self._start, self._end)
            held = self._held[pattern] = found is not None
        return held

    def matches(self, pattern: str, begins: str) -> Iterator[re.Match[str]]:
        """What `finditer` gives; with `begins` tried at these places only."""
        compiled = expression(pattern)
        if not begins:
            yield from compiled.finditer(self._text, self._start, self._end)
            return
        free = self._start  # behind the last match
        for place in self._places(begins):
            found = compiled.match(self._text, place, self._end) if place >= free else None
            if found is not None:
                free = found.end()
                yield found

    def _places(self, begins: str) -> list[int]:
        places = self._begin.get(begins)
        if places is None:
            found = expression(f"(?={begins})").finditer(self._text, self._start, self._end)
            places = self._begin[begins] = [one.start() for one in found]
        return places
