"""Where in a text words stand that say what a code opens, and what each speaks of there.

A keypad speaks of the gate it hangs on, an access code of the key safe it follows, and the front
door beside which a key safe hangs is no door with a code.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from recognizers.home_access_cues import (
    ACCESS_CODE,
    CODE_NAMES,
    GROUPS,
    KEY_SAFE,
    MEANS,
    OPENED_BY_CODE,
    OPENED_BY_MEANS,
    Cues,
    Opens,
    any_by_first_letter,
)
from recognizers.home_access_gaps import (
    CODE_OF,
    HAS_CODE,
    HAS_MEANS,
    MEANS_OF,
    ON_ENTRY,
    PLACED,
    UNDONE_AFTER,
    UNDONE_BEFORE,
)
from recognizers.home_access_safe_places import SAFE_PATTERNS, SAFE_SHORTCUTS
from recognizers.home_access_search import search

_FLAGS = re.IGNORECASE | re.MULTILINE
_GAPS = re.compile(r"[\s_-]+")
_LOOK_BACK = 4  # cues examined in front of an access code


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A word in a text that says what a code opens, or that it opens nothing."""

    start: int
    end: int
    group: Cues


@dataclass(frozen=True, slots=True)
class _Owners:
    """What a means of opening may be given to, and what may stand between the two."""

    groups: dict[Opens, Cues]
    in_front: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Words:
    cues: re.Pattern[str]  # every phrase
    groups: dict[str, Cues]  # by phrase without gaps
    means: dict[str, _Owners]  # by phrase without gaps: what says only how something opens


def _squeezed(phrase: str) -> str:
    return _GAPS.sub("", phrase.casefold())


@lru_cache(maxsize=1)
def _words() -> _Words:
    groups = {_squeezed(phrase): group for group in GROUPS for phrase in group.phrases}
    phrases = tuple(phrase for group in GROUPS for phrase in group.phrases)
    things = dict.fromkeys(map(_squeezed, MEANS), _Owners(OPENED_BY_MEANS, HAS_MEANS, MEANS_OF))
    codes = dict.fromkeys(map(_squeezed, CODE_NAMES), _Owners(OPENED_BY_CODE, HAS_CODE, CODE_OF))
    return _Words(re.compile(any_by_first_letter(phrases), _FLAGS), groups, things | codes)


def find_cues(text: str) -> list[FoundCue]:
    """Every cue in order, each with what it speaks of in this text."""
    words = _words()
    found = (
        FoundCue(cue.start(), cue.end(), words.groups[_squeezed(cue.group())])
        for cue in words.cues.finditer(text)
        if not ON_ENTRY.match(text, max(0, cue.start() - 3))
    )
    cues = _with_places(text, list(found))
    owners = (words.means.get(_squeezed(text[cue.start : cue.end])) for cue in cues)
    return [
        _opened_by(text, cues, index, may_own) if may_own else cues[index]
        for index, may_own in enumerate(owners)
    ]


def _with_places(text: str, cues: list[FoundCue]) -> list[FoundCue]:
    """The cues, but where a key safe hangs stands for the safe: its "front door" opens nothing."""
    if not any(cue.group.opens is Opens.KEY_SAFE and cue.group.reach for cue in cues):
        return cues
    found = search(SAFE_PATTERNS, text, shortcuts=SAFE_SHORTCUTS)
    places = [(place.start, place.end) for place in found]
    outside = [
        cue
        for cue in cues
        if not any(start <= cue.start and cue.end <= end for start, end in places)
    ]
    placed = [FoundCue(start, end, KEY_SAFE) for start, end in places]
    return sorted(outside + placed, key=lambda cue: (cue.start, cue.end))


def _opened_by(text: str, cues: list[FoundCue], index: int, owners: _Owners) -> FoundCue:
    """A cue for a means of opening ("keypad"), given to the gate or safe that it opens."""
    cue = cues[index]
    for other, between in ((index - 1, owners.in_front), (index + 1, owners.behind)):
        if not 0 <= other < len(cues) or cues[other].group.opens not in owners.groups:
            continue
        first, second = sorted((cue, cues[other]), key=lambda c: c.start)
        if between.fullmatch(text, first.end, second.start):
            return FoundCue(cue.start, cue.end, owners.groups[cues[other].group.opens])
    if cue.group is ACCESS_CODE and _of_a_placed_key_safe(text, cues, index):
        return FoundCue(cue.start, cue.end, KEY_SAFE)
    return cue


def _of_a_placed_key_safe(text: str, cues: list[FoundCue], index: int) -> bool:
    """Whether an "access code" comes behind a key safe and the place where that hangs."""
    named = (cue for cue in reversed(cues[max(0, index - _LOOK_BACK) : index]) if cue.group.reach)
    owner = next(named, None)
    if owner is None or owner.group.opens is not Opens.KEY_SAFE:
        return False
    if not PLACED.fullmatch(text, owner.end, cues[index].start):
        return False
    undone = UNDONE_BEFORE.search(text, max(0, owner.start - 30), owner.start)
    return not undone and UNDONE_AFTER.match(text, owner.end) is None
