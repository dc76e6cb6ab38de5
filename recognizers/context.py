"""The one context rule: words on both sides of a value, or the header above it.

- Whole words and phrases, on both sides, without regard to case; the gap inside a phrase may be
  white space, a hyphen, an underscore or nothing ("key safe", "key-safe", "keysafe").
- Of all known words in the window the nearest decides: a context word speaks for the value, a
  rival speaks against it. At equal distance the word before the value wins, then the longer one.
- A rival after the value, behind "by" or "via", tells how something came and not what the value
  is ("999 000 0018, received by fax").
- A negation right before a context word undoes that word ("no key safe, code 1234").
- A header counts as context for every value below it, unless a rival stands in the header, or
  nearer than any context word beside the value.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from recognizers.context_words import Words, any_of, words_of
from recognizers.declaration import Recognizer

_WORD_SPLIT = regex.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
_CHANNEL = regex.compile(r"(?<![A-Za-z])(?:by|via|over the|on the)\s\Z", regex.IGNORECASE)
_CHANNEL_REACH = 10  # code points, at least as many as its longest word and the gap
# How far before a context word a negation may stand, in code points: about two words.
_NEGATION_REACH = 16


def normalise_header(header: str) -> str:
    """A header as lower-case words: `keySafe_Code` and `KEY SAFE CODE` give `key safe code`."""
    return " ".join(part for part in _WORD_SPLIT.split(header) if part).lower()


def cue_regex(recognizer: Recognizer) -> str:
    """An expression that matches wherever a context word of the recognizer stands."""
    return any_of(recognizer.context)


@dataclass(frozen=True, slots=True)
class _Rule:
    words: Words | None
    headers: Any  # regex.Pattern | None
    negation: Any


@lru_cache(maxsize=1024)
def _rule(recognizer: Recognizer) -> _Rule:
    flags = regex.IGNORECASE
    named = recognizer.context + recognizer.headers
    negation = any_of(recognizer.negations)
    return _Rule(
        words=words_of(recognizer.context, recognizer.rivals),
        headers=regex.compile(any_of(named), flags) if named else None,
        negation=regex.compile(rf"(?:{negation})[\s\w'’-]{{0,{_NEGATION_REACH}}}\Z", flags)
        if negation
        else None,
    )


@lru_cache(maxsize=8192)
def header_word(recognizer: Recognizer, header: str) -> str:
    """The context word that the header holds, or "" where it holds none or a rival."""
    if not header:
        return ""
    rule = _rule(recognizer)
    words = normalise_header(header)
    if rule.headers is None:
        return ""
    found = rule.headers.search(words)
    if found is None:
        return ""
    return "" if _holds_rival(rule, words) else str(found.group())


def _holds_rival(rule: _Rule, text: str) -> bool:
    words = rule.words
    return words is not None and any(
        match.lastindex not in words.cues for match in words.wide.finditer(text)
    )


def context_word(recognizer: Recognizer, text: str, start: int, end: int) -> str | None:
    """The context word that speaks for the value at [start, end).

    "" where no known word stands near it, None where a rival explains it otherwise.
    """
    rule = _rule(recognizer)
    words = rule.words
    if words is None:
        return ""
    before, after = recognizer.window
    low, high = max(0, start - before), min(len(text), end + after)
    best: tuple[int, int, int] | None = None
    word: str | None = ""
    for side, found in words.find_around(text, low, start, end, high):
        gap = start - found.end() if side == 0 else found.start() - end
        rank = (gap, side, found.start() - found.end())
        if best is not None and rank >= best:
            continue
        is_cue = found.lastindex in words.cues
        if is_cue and rule.negation is not None and _negated(rule, text, found.start()):
            continue
        if side == 1 and not is_cue and _is_channel(text, found.start()):
            continue
        best, word = rank, found.group() if is_cue else None
    return word


def _is_channel(text: str, rival_start: int) -> bool:
    low = max(0, rival_start - _CHANNEL_REACH)
    return _CHANNEL.search(text, low, rival_start) is not None


def _negated(rule: _Rule, text: str, cue_start: int) -> bool:
    low = max(0, cue_start - 2 * _NEGATION_REACH)
    return rule.negation.search(text, low, cue_start) is not None
