"""The meaning of a declaration: `find(recognizer, text, header)`.

This is the reference that every engine must equal. It is plain on purpose: the fast engine
decides only *which* texts come here, never what is found in them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import regex

from recognizers.context import context_word, header_word
from recognizers.declaration import Match, Pattern, RawMatch, Recognizer, compiled

# Seconds one pattern may spend on one text; a runaway expression raises TimeoutError.
PATTERN_TIMEOUT_S = 20.0

# What is left of a match that a nearer word explains otherwise: "order 020 7946 0958".
RIVAL_SCORE = 0.3


def find(recognizer: Recognizer, text: str, header: str = "") -> list[Match]:
    """All findings of one recognizer in one text, best first.

    `header` is the column header above the text, as it is written there. Raises `TimeoutError`
    where a pattern runs away on the text.
    """
    named = header_word(recognizer, header) if header else ""
    if recognizer.requires_header and not named:
        return []
    judged = (judge(recognizer, text, raw, named) for raw in raw_matches(recognizer, text))
    return drop_contained(match for match in judged if match is not None and match.score > 0)


def raw_matches(
    recognizer: Recognizer, text: str, patterns: Sequence[Pattern] | None = None
) -> Iterator[RawMatch]:
    """What the patterns (or the finder that replaces them) match, before any judgement.

    `patterns`: those that could match in this text, in their order, where that is known.
    Nothing where the recognizer declares anchors and the text holds none of them: long patterns
    are costly, and a word that must be there is found fast.
    """
    if recognizer.anchors and not _anchored(recognizer.anchors).search(text):
        return
    if recognizer.finder is not None:
        yield from recognizer.finder(text)
        return
    for pattern in recognizer.patterns if patterns is None else patterns:
        expression = compiled(pattern.regex, recognizer.flags)
        group = "value" if "value" in expression.groupindex else 0
        for found in expression.finditer(text, timeout=PATTERN_TIMEOUT_S):
            start, end = found.span(group)
            if end > start:
                yield RawMatch(start, end, pattern.score, pattern.name)


def anchor_regex(anchors: tuple[str, ...]) -> str:
    """An expression that matches wherever one of the anchors stands, inside words too."""
    return "|".join(regex.escape(anchor) for anchor in anchors)


@lru_cache(maxsize=1024)
def _anchored(anchors: tuple[str, ...]) -> Any:
    return regex.compile(anchor_regex(anchors), regex.IGNORECASE)


def judge(recognizer: Recognizer, text: str, raw: RawMatch, named: str = "") -> Match | None:
    """What a raw match amounts to. `named` is the header's context word.

    A match whose check failed comes back with the score 0 where nothing names it: it is no
    finding, but it counts as evidence against its column.
    """
    start, end, score, pattern = raw
    value = text[start:end]
    if recognizer.reject is not None and recognizer.reject(value):
        return None
    checked = recognizer.check(value) if recognizer.check is not None else None
    if checked is False and not recognizer.invalid_score:
        return Match(start, end, 0.0, pattern, False, "")
    word = context_word(recognizer, text, start, end)
    context = word or (f"header: {named}" if named and word is not None else "")
    if checked is False:
        return Match(
            start, end, recognizer.invalid_score if context else 0.0, pattern, False, context
        )
    if recognizer.requires_context and not context:
        return None
    if checked:
        score = recognizer.checked_score
    if word is None and not context:
        score = min(score, RIVAL_SCORE)
    if context:
        score = max(score, recognizer.context_score)
    return Match(start, end, score, pattern, checked, context)


def drop_contained(matches: Iterable[Match]) -> list[Match]:
    """Without matches that lie inside another of equal or higher score, best first.

    The rule of Presidio's `EntityRecognizer.remove_duplicates`, for matches of one entity.
    """
    kept: list[Match] = []
    reaching: list[Match] = []  # kept ones that end behind the present start
    for match in sorted(matches, key=lambda m: (m.start, m.start - m.end, -m.score)):
        reaching = [other for other in reaching if other.end > match.start]
        if not any(o.end >= match.end and o.score >= match.score for o in reaching):
            kept.append(match)
            reaching.append(match)
    return sorted(kept, key=lambda m: (-m.score, m.start, m.start - m.end))
