"""Which text is worth a language model's time: prose that could hold a full name.

A model reads fifty kilobytes a second, so most text must be passed over without it: short cells,
code, lines of logs, and prose in which no two words with a capital stand side by side but those
that the patterns have found already.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import regex

from recognizers.words import load

# Longer text is cut: the model's memory grows with the length, its view of a word does not.
PIECE_CHARS = 2_000

# Two words with a capital, particles between them allowed. For RE2, so without classes of Unicode,
# which it takes twenty milliseconds to compile: it selects somewhat too much.
_UPPER = "A-ZÀ-ÞĀ-ſ"
_IN_WORD = r"A-Za-zÀ-ɏ\u0300-\u036f'’\-"
_PAIR = rf"[{_UPPER}]\S*\s+(?:\S{{2,3}}\s+){{0,2}}[{_UPPER}]\S"
_CAPITAL = rf"[{_UPPER}][{_IN_WORD}]*\.?"
_RUN = re.compile(rf"{_CAPITAL}(?:\s+(?:[a-z]{{2,3}}\s+){{0,2}}{_CAPITAL})+")
_WORD = re.compile(rf"[{_IN_WORD}]+")
_SMALL_WORD = regex.compile(
    r"(?<![\p{L}\p{N}_./\\@\-])\p{Ll}{2,}(?![\p{L}\p{N}_./\\@(=]*[_/\\@(=])"
)
_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?![ \t]*\n))*")
_ODD = regex.compile(r"[^\p{L}\p{M}\s.,;:'’\"“”()!?/&–—\-]")
_DAY_AND_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"
_SYSLOG_TIME = r"[A-Z][a-z]{2} +[0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2}"
_LEVEL = r"(?:\S+ ){0,3}(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE)\b"
_ADDRESS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}\b"
_LOG_LINE = re.compile(rf"\s*\[?(?:{_DAY_AND_TIME}|{_SYSLOG_TIME}|{_LEVEL}|{_ADDRESS})")
_CODE = re.compile(
    r"[{};]\s*$|[=!<>]=|=>|->|::|(?<!:)//|^\s*\w+ = |\w\(\w*\)|</|^\s*(?://|#|\*|--|import|package)\s"
)
_MIN_WORDS = 3
_MAX_ODD = 0.2  # share of digits and signs that prose does not reach

Span = tuple[int, int]


class Piece(NamedTuple):
    """A stretch of one text that the model is to read."""

    start: int  # code points from the beginning of the text
    text: str


def likely_cells(values: pa.StringArray) -> list[int]:
    """Indexes of the values in which two words with a capital stand side by side."""
    mask = pc.fill_null(pc.match_substring_regex(values, _PAIR), False)
    found: list[int] = np.flatnonzero(mask.to_numpy(zero_copy_only=False)).tolist()
    return found


def pieces(text: str, taken: Sequence[Span]) -> Iterator[Piece]:
    """The pieces of one text that are worth reading; `taken` spans are explained already."""
    for start, piece in _cut(text):
        # Cheapest first: most pairs of capitals are places and headings.
        if _may_name(start, piece, taken) and is_prose(piece):
            yield Piece(start, piece)


def is_prose(text: str) -> bool:
    """Whether somebody wrote it to be read: no cell, no code, no line of a log."""
    if len(_WORD.findall(text)) < _MIN_WORDS or not _SMALL_WORD.search(text):
        return False
    if _LOG_LINE.match(text) or _CODE.search(text):
        return False
    return len(_ODD.findall(text)) <= _MAX_ODD * len(text)


def _may_name(start: int, piece: str, taken: Sequence[Span]) -> bool:
    """Whether two words that could be a name stand side by side outside the taken spans."""
    for run in _RUN.finditer(piece):
        before = False  # whether the word before could be part of a name
        for word in _WORD.finditer(run.group()):
            begin = start + run.start() + word.start()
            free = not any(low <= begin < high for low, high in taken)
            could = free and word.group()[0].isupper() and word.group().lower() not in no_names()
            if could and before:
                return True
            # A particle says nothing about the words beside it.
            before = could or (before and word.group().islower())
    return False


@cache
def no_names() -> frozenset[str]:
    """Words that are no part of a name, in small letters."""
    return frozenset(word.lower() for line in load("not_names") for word in line.split())


def _cut(text: str) -> Iterator[Piece]:
    if len(text) <= PIECE_CHARS and "\n" not in text:
        yield Piece(0, text)
        return
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        while start < end:
            stop = end if end - start <= PIECE_CHARS else _stop(text, start)
            yield Piece(start, text[start:stop])
            start = stop


def _stop(text: str, start: int) -> int:
    """Where a long paragraph is best cut: at the end of a line, a sentence or a word."""
    limit = start + PIECE_CHARS
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, start + PIECE_CHARS // 2, limit)
        if at >= 0:
            return at + len(mark)
    return limit
