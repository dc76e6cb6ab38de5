"""Context words as one expression that is fast and means the same as trying one after another.

A list of alternatives is tried from its beginning at every character of a text, which for a
hundred words costs more than all the rest of a recognizer. So words are sorted into a tree by
their first letters, which exclude each other, and for plain ASCII text the tree is run by the
standard `re`, told beforehand which characters any word can begin with.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import regex

_GAP = r"[\s_\-]*"
_WORD_START, _WORD_END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
# A capital behind a small letter begins a word inside a name: patientNhsNumber.
_HUMP = r"(?-i:(?<=[a-z])(?=[A-Z]))"
_START = rf"(?:{_WORD_START}|{_HUMP})"
# What `\s` is to `regex` in ASCII; the `\s` of `re` is wider.
_ASCII_GAP = r"[\t-\r _\-]*"


@dataclass(frozen=True, slots=True)
class Words:
    """An expression for words of several kinds; which kind was found is told by its last group."""

    ascii: "re.Pattern[str]"  # for ASCII text
    wide: Any  # regex.Pattern, for any text
    cues: frozenset[int]  # the groups of the words that speak for a value

    def find_around(self, text: str, low: int, start: int, end: int, high: int) -> Iterable[Any]:
        """The words in [low, start) and those in [end, high), each with its side, 0 or 1."""
        search = (self.ascii if text.isascii() else self.wide).finditer
        for found in search(text, low, start):
            yield 0, found
        for found in search(text, end, high):
            yield 1, found


def phrase_regex(phrase: str) -> str:
    """The expression a word or phrase stands for, word borders included.

    A border is wanted only where the phrase begins or ends with a letter or digit. A digit may
    follow a phrase that ends in a letter and the other way round (`ks2907`).
    """
    return _border_before(phrase) + _body(phrase) + _border_behind(phrase)


def any_of(phrases: Iterable[str]) -> str:
    """An expression for any of the phrases, also as words inside a name in camel case."""
    return "|".join(map(_phrase, _longest_first(phrases)))


def words_of(cues: Sequence[str], rivals: Sequence[str]) -> Words | None:
    """One expression for both kinds; where a word is both, it is a rival. None without any."""
    kinds = dict.fromkeys(cues, "cue") | dict.fromkeys(rivals, "rival")
    if not kinds:
        return None
    # Longest first over both kinds, so that "fire alarm" (rival) beats "alarm" (cue).
    named = [(word, f"(?P<{kinds[word]}{i}>)") for i, word in enumerate(_longest_first(kinds))]
    pattern = _tree_of(named) if all(map(str.isascii, kinds)) else _list_of(named)
    wide = regex.compile(pattern, regex.IGNORECASE)
    ascii_only = f"{_first_characters(kinds)}(?:{pattern.replace(_GAP, _ASCII_GAP)})"
    cue_groups = {group for name, group in wide.groupindex.items() if name.startswith("cue")}
    return Words(re.compile(ascii_only, re.IGNORECASE), wide, frozenset(cue_groups))


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))


def _body(phrase: str) -> str:
    return _GAP.join(regex.escape(part) for part in phrase.split())


def _border_before(phrase: str) -> str:
    return _WORD_START if phrase[0].isalpha() else r"(?<![0-9])" if phrase[0].isdigit() else ""


def _border_behind(phrase: str) -> str:
    return _WORD_END if phrase[-1].isalpha() else r"(?![0-9])" if phrase[-1].isdigit() else ""


def _without_start(phrase: str) -> str:
    after = rf"(?:{_WORD_END}|{_HUMP})" if phrase[-1].isalpha() else _border_behind(phrase)
    return _body(phrase) + after


def _phrase(phrase: str) -> str:
    """As `phrase_regex`, also for phrases that are words inside a name in camel case."""
    body = _without_start(phrase)
    if not phrase[0].isalpha():
        return _border_before(phrase) + body
    # Spelled out with its capital, so that a prefilter can tell it from "weeks".
    first, rest = body[0], body[1:]
    return rf"(?:{_WORD_START}{first}|(?-i:(?<=[a-z]){first.upper()})){rest}"


def _list_of(named: Sequence[tuple[str, str]]) -> str:
    return "|".join(_phrase(word) + group for word, group in named)


def _tree_of(named: Sequence[tuple[str, str]]) -> str:
    """Words that begin with a letter as a tree; the others, which exclude those, behind it."""
    letters = [(_without_start(word), group) for word, group in named if word[0].isalpha()]
    others = [(word, group) for word, group in named if not word[0].isalpha()]
    tree = [_START + _branch([body + group for body, group in letters])] if letters else []
    return "|".join(tree + ([_list_of(others)] if others else []))


def _branch(bodies: Sequence[str]) -> str:
    """Alternatives split by their first letter for as long as all of them begin with one."""
    if len(bodies) == 1:
        return bodies[0]
    if not all(body[0].isalpha() for body in bodies):
        return f"(?:{'|'.join(bodies)})"
    by_letter: dict[str, list[str]] = {}
    for body in bodies:
        by_letter.setdefault(body[0], []).append(body[1:])
    return f"(?:{'|'.join(letter + _branch(rest) for letter, rest in by_letter.items())})"


def _first_characters(words: Iterable[str]) -> str:
    firsts = sorted({case for word in words for case in (word[0], word[0].upper())})
    return f"(?-i:(?=[{''.join(map(re.escape, firsts))}]))"
