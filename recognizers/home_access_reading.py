"""Which word explains which code: the reading of sentences that hold entry codes.

"Key safe to left of front door, code 4829" speaks of a key safe although "door" stands nearer:
words differ in what they can carry. So each code is given to the best of four kinds of reading,
and only then to the nearest word:

1. a name right beside the code: "door code is 4829", "4829 is the keysafe", "page 4829";
2. a full name further off in the same sentence, or before "code", "press", "number";
3. a bare word ("gate", "alarm") beside the code or before "code";
4. a code in a row of codes: "front 1593, back 7531".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from recognizers.declaration import RawMatch
from recognizers.home_access_cues import KS, Cues, Opens, any_of
from recognizers.home_access_found_cues import FoundCue, find_cues
from recognizers.home_access_gaps import (
    AFTER,
    AS_A_PLACE,
    BEFORE,
    BEHIND_PLACE,
    BRIDGE,
    HINTED,
    KEY_STAGE,
    RIVAL_BEFORE,
    ROW,
    SENTENCE_END,
    STILL_GIVEN,
    UNDONE_AFTER,
    UNDONE_BEFORE,
)
from recognizers.home_access_values import Trust, Value, find_values

_FLAGS = re.IGNORECASE | re.MULTILINE
_VOID_REACH, _REACH_MAX, _BARE_REACH = 60, 90, 40  # code points
_AFTER_COSTS = 3  # code points by which a cue behind a code counts as further off
_LOOK_BACK, _LOOK_AHEAD = 4, 3  # cues examined on either side of a code

_BESIDE, _NAMED, _BARE, _ROW_OF_CODES = range(4)
_SCORES = (0.95, 0.75, 0.7, 0.65)


@lru_cache(maxsize=64)
def _void(group: Cues) -> re.Pattern[str] | None:
    return re.compile(any_of(group.voided_by), _FLAGS) if group.voided_by else None


def codes_for(opens: Opens, text: str) -> Iterator[RawMatch]:
    """The codes in a text that open this, with a score for how plainly the words say so."""
    for value, what, score in _read(text):
        if what is opens:
            yield RawMatch(value.start, value.end, score, f"{opens.value} code")


# Kept for one text, as four recognizers ask in turn.
@lru_cache(maxsize=1)
def _read(text: str) -> tuple[tuple[Value, Opens, float], ...]:
    values = find_values(text)
    cues = find_cues(text) if values else []
    starts = [cue.start for cue in cues]
    given: list[tuple[Value, Opens, float]] = []
    previous: Value | None = None
    for value in values:
        readings = _readings(text, cues, starts, value, previous)
        best = min(readings, key=lambda reading: reading[:2], default=None)
        if best is not None:
            given.append((value, best[2].group.opens, _SCORES[best[0]]))
        previous = value
    return tuple(given)


def _readings(
    text: str, cues: list[FoundCue], starts: list[int], value: Value, previous: Value | None
) -> Iterator[tuple[int, int, FoundCue]]:
    """Every reading of a value: its kind (the lower the better), its distance, its cue."""
    index = bisect_left(starts, value.start)
    for cue in cues[max(0, index - _LOOK_BACK) : index]:
        kind = _read_before(text, cue, value, previous)
        if kind is not None and _alive(text, cue, value):
            yield kind, value.start - cue.end, cue
    for cue in cues[index : index + _LOOK_AHEAD]:
        kind = _read_after(text, cue, value)
        if kind is not None and _alive(text, cue, value):
            yield kind, cue.start - value.end + _AFTER_COSTS, cue


def _read_before(text: str, cue: FoundCue, value: Value, previous: Value | None) -> int | None:
    """How a cue in front explains the value, or None where it does not."""
    gap, reach = value.start - cue.end, cue.group.reach
    if not 0 <= gap <= _REACH_MAX:
        return None
    if cue.group.opens is Opens.NOTHING:
        beside = RIVAL_BEFORE.fullmatch(text, cue.end, value.start)
        placed = beside and AS_A_PLACE.search(text, max(0, cue.start - 32), value.start)
        return _BESIDE if beside and not placed else None
    if value.trust is Trust.HINT and not HINTED.search(text, max(0, cue.start - 16), value.start):
        return None
    if previous is not None and previous.start >= cue.end:
        row = ROW.fullmatch(text, previous.end, value.start)
        return _ROW_OF_CODES if row and gap <= reach else None
    bridged = BRIDGE.search(text, cue.end, value.start) is not None
    if BEFORE.fullmatch(text, cue.end, value.start) and (bridged or not cue.group.numbered):
        return _BESIDE if reach else _BARE
    if gap > (reach or _BARE_REACH) or not (bridged or _same_sentence(text, cue, value)):
        return None
    if not reach:
        return _BARE if bridged else None
    plain = value.trust >= Trust.PLAIN or BEHIND_PLACE.search(text, cue.end, value.start)
    return _NAMED if bridged or plain else None


def _same_sentence(text: str, cue: FoundCue, value: Value) -> bool:
    return SENTENCE_END.search(text, cue.end, value.start) is None


def _read_after(text: str, cue: FoundCue, value: Value) -> int | None:
    """How a cue behind explains the value ("4829 is the keysafe"), or None."""
    if cue.start < value.end or cue.group.opens is Opens.NOTHING or value.trust is Trust.HINT:
        return None
    if cue.start - value.end > _BARE_REACH or not AFTER.fullmatch(text, value.end, cue.start):
        return None
    linked = any(char.isalpha() for char in text[value.end : cue.start])
    return _BESIDE if linked and cue.group.reach else _BARE


def _alive(text: str, cue: FoundCue, value: Value) -> bool:
    """Whether nothing around the cue takes its meaning away."""
    if cue.group.opens is Opens.NOTHING:
        return True
    if UNDONE_BEFORE.search(text, max(0, cue.start - 30), cue.start):
        return False
    if UNDONE_AFTER.match(text, cue.end) and not STILL_GIVEN.search(text, cue.end, value.start):
        return False
    if cue.group is KS and KEY_STAGE.match(text, cue.end):
        return False
    void = _void(cue.group)
    low, high = max(0, min(cue.start, value.start) - _VOID_REACH), max(cue.end, value.end)
    return void is None or void.search(text, low, high + _VOID_REACH) is None
