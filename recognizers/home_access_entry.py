"""Declarations of ways in: doors left open, buttons that open, people who cannot answer.

That a person does not come to the door counts as well: staff write it to say "let yourself in",
and a stranger reads that nobody will stop them. A way in told in steps ("door is open, go
straight in") is one finding, its plainest step.
"""

import re
from collections.abc import Iterator

from recognizers.declaration import Pattern, RawMatch, Recognizer
from recognizers.home_access_doors import (
    BROKEN,
    DOOR,
    DOORS_AT,
    EDGE,
    END,
    LEFT_OPEN,
    NEVER,
    NO_ANSWER,
    NOT_ENTRY,
    NOT_PUBLIC,
    OPENING,
    STANDS_OPEN,
)
from recognizers.home_access_elsewhere import is_elsewhere
from recognizers.home_access_entities import ENTRY_METHOD
from recognizers.home_access_manoeuvres import MANOEUVRES
from recognizers.home_access_search import not_after, search
from recognizers.home_access_steps import STEPS
from recognizers.home_access_ways import ENTRY_CELLS

_NOT_ADVICE = not_after("must should staff carers please".split())
_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "open door", rf"{EDGE}{NOT_ENTRY}{DOORS_AT}(?P<value>{STANDS_OPEN}){END}{NOT_PUBLIC}", 0.7
    ),
    Pattern(
        "unlocked from seven",
        rf"{EDGE}(?<![A-Za-z] )(?P<value>(?:unlocked|open|on the latch) (?:from|until|"
        rf"till|between|after|before|during)[^.;\n]{{2,20}}?)(?= {DOOR}| for carers)",
        0.6,
    ),
    Pattern(
        "door does not lock",
        rf"{EDGE}{NOT_ENTRY}(?P<value>{OPENING} (?:(?:{NEVER}) (?:lock|shut|close|latch|be locked)"
        rf"s?(?: properly)?|never (?:locks|shuts|closes)|lock {BROKEN}|sticks)){END}",
        0.7,
    ),
    Pattern(
        "lock is broken",
        rf"{EDGE}(?P<value>(?:the )?lock (?:on|of|to|for) {OPENING} {BROKEN}){END}",
        0.7,
    ),
    Pattern(
        "the lock is broken, just push",
        rf"{EDGE}(?P<value>the lock {BROKEN})(?=,? (?:so|and|just|push)[^.;\n]{{0,30}}"
        rf"(?:door|open|push|in)(?![a-z]))",
        0.6,
    ),
    Pattern(
        "does not lock the door",
        rf"{EDGE}{_NOT_ADVICE}(?P<value>(?:(?:she|he) )?"
        rf"(?:{NEVER} (?:lock|bolt)|never (?:locks|bolts)) (?:{OPENING}|up)){END}"
        r"(?! (?:when|while) (?:\w+ ){0,2}(?:toilet|bath|bathroom|shower|loo)(?![a-z]))",
        0.65,
    ),
    Pattern(
        "leaves the door open",
        rf"{EDGE}(?<!not )(?<!n't )(?<!never )(?P<value>{LEFT_OPEN}){END}{NOT_PUBLIC}"
        r"(?!,? (?:child|dog (?:got|ran)|and (?:the )?(?:child|dog)))",
        0.65,
    ),
    Pattern(
        "will not come to the door",
        rf"{EDGE}(?<!you )(?P<value>{NO_ANSWER}){END}(?! (?:handle|of the (?:fridge|car|"
        rf"cupboard)))",
        0.65,
    ),
    *STEPS,
    *MANOEUVRES,
)
_FREE = frozenset(pattern.name for pattern in MANOEUVRES)
_SAME_WAY = 30  # code points between two steps of one way in
_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")


def _plainest_steps(text: str) -> Iterator[RawMatch]:
    """Ways in; of several steps told in one sentence only the plainest."""
    told: RawMatch | None = None
    reached = 0
    for step in sorted(search(_PATTERNS, text), key=lambda step: (step.start, -step.end)):
        if step.pattern in _FREE and is_elsewhere(text, step.start, step.end, step.score):
            continue
        if told is not None and not _goes_on(text, reached, step.start):
            yield told
            told = None
        if told is None or (step.score > told.score and step.start >= told.end):
            told = step
        reached = max(reached, step.end)
    if told is not None:
        yield told


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether what starts here goes on telling what ended there."""
    return start - end < _SAME_WAY and _SENTENCE_ENDS.search(text, end, start) is None


ENTRY_METHODS = Recognizer(
    name="entry_method",
    entity=ENTRY_METHOD,
    patterns=_PATTERNS,
    finder=_plainest_steps,
    examples=(
        "Door on the latch until 10am",
        "Press trade button before 11am to get into block",
        "Go round the back, patio door doesn't lock",
        "Does not answer door - bedbound, use the bell",
        "She throws the keys down from the window",
    ),
    counter_examples=(
        "Lets himself in and out of bed",
        "Good latch at 10am feed",
        "Doors open at 1830",
        "Fridge door left open overnight",
        "Locked-door review under DoLS",
        "Open door policy for staff",
    ),
    version=2,
)
ENTRIES: tuple[Recognizer, ...] = (ENTRY_METHODS, *ENTRY_CELLS)
