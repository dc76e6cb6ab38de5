"""How the patterns of notes are searched for, and what must not stand in front of them.

With the standard `re`, which is several times as fast as `regex` on long alternatives; it wants
look-behinds of one length, so each forbidden word gets its own.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

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


def search(
    patterns: Iterable[Pattern], text: str, start: int = 0, end: int | None = None
) -> Iterator[RawMatch]:
    """The values of the patterns in a stretch of text."""
    end = len(text) if end is None else end
    for pattern in patterns:
        for found in expression(pattern.regex).finditer(text, start, end):
            yield RawMatch(*found.span("value"), pattern.score, pattern.name)
