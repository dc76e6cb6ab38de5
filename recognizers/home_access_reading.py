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
from dataclasses import dataclass
from functools import lru_cache

from recognizers.declaration import RawMatch
from recognizers.home_access_cues import GROUPS, KS, Cues, Opens, any_by_first_letter, any_of
from recognizers.home_access_values import Trust, Value, find_values

_FLAGS = re.IGNORECASE | re.MULTILINE
_CODE_WORD = (
    r"codes?|number|num|nos?\.?|pin|pw|combination|combo|comb|digits(?: are)?|press|"
    r"enter|use|using|"
    r"dial|key in|type in|type|punch in|tap in|input|turn to|set to|set at|changed to|now|currently"
)
_MARKS = r"[\s:=(\[\]#\"'“”‘’.,*<>/|@~_–—→-]++"
# What may stand between a name and its code without parting them.
_BEFORE = re.compile(
    rf"(?:{_MARKS}|(?<![a-z])(?:{_CODE_WORD}|value|text|string|is|are|was|the|to|with|on|off|for|"
    rf"and|"
    r"new|old|has|y|yes|reset|updated|changed|from|it's|its|sounds|goes off|opens with|"
    r"(?<=['’])s|please|pls|then|bell|buzzer|hash|if locked|of|both|out)(?![a-z])){0,14}",
    _FLAGS,
)
_AFTER = re.compile(
    r"(?:[ \t:=()\[\]#\"'“”‘’*–—-]++|(?<![a-z])(?:is|the|for|on|in|at|to|opens?|their|her|his|our|"
    r"works|code|pin|number|as|now|unlocks|disarms|turns|a|of|new|current|outside|main|into|"
    r"through|unset|gets you|will|open|get|old)(?![a-z])){0,10}",
    _FLAGS,
)
# A rival must stand closer: "page 12", "invoice no. 48213".
_RIVAL_BEFORE = re.compile(
    r"[\s:=#(\"'>-]*(?:(?:no|number|num|id|ref|is|of|was)\.?[\s:=#\"'-]*){0,2}", _FLAGS
)
_BRIDGE = re.compile(
    rf"(?<![a-z])(?:{_CODE_WORD})(?:{_MARKS}|is|are|was|will be|to){{0,6}}\Z", _FLAGS
)
# Within a row of codes only these stand between one and the next.
_ROW = re.compile(
    r"(?:[\s,;/&()-]++|(?<![a-z])(?:front|back|rear|side|inner|outer|first|second|top|bottom|"
    r"left|right|"
    r"to|now|new|old|then|and|or|is|was|code|codes|on|off|changed|the|one|try|if|that|fails|1|2)"
    r"(?![a-z])){1,10}",
    _FLAGS,
)
_BORDER = re.compile(r"[.;!?|][\s\"]|\n")
# "no key safe": undone by the word in front. "API key safe": another safe.
_UNDONE_BEFORE = re.compile(
    r"(?<![a-z])(?:no|without|declined|refused|awaiting|awaits|needs|wants|order|api|key|private|"
    r"public|"
    r"ssh|encryption|primary|secret|your|licen[cs]e|product|fire|smoke|bed|pump|battery|"
    r"ventilator|oxygen|monitor|machine|event\.|e\.)"
    r"\s{0,2}(?:an? |any |the |new |external ){0,2}\Z",
    _FLAGS,
)
_UNDONE_AFTER = re.compile(
    r"(?:\s?(?:code|number))?[\s\"':=?-]{0,4}(?:none|null|n/a|false|declined|refused|withheld|"
    r"required|requested|needed|"
    r"ordered|recommended|to be (?:fitted|installed|supplied|arranged|ordered)|of (?:practice|"
    r"conduct)|"
    r"not (?:fitted|installed|in place|required|needed|present|available|yet|applicable)|"
    r"no(?![a-z])(?!\.?[ \t]{0,2}(?:is(?![a-z])|[:=#-]?[ \t]{0,2}[a-z#*]{0,2}[0-9])|\.? ?[:=]))",
    _FLAGS,
)
_KEY_STAGE = re.compile(r"[\s-]?[1-5](?![0-9])(?!\s?[,-]\s?[0-9])(?! [0-9] )", _FLAGS)
# "Key safe to be fitted …, code will be 4829": named all the same.
_STILL_GIVEN = re.compile(
    r"(?<![a-z])(?:code|pin|combination)(?: is| will be| was)?[\s:=-]{0,3}\Z", _FLAGS
)
# A hint needs the word "code" or "set to"; a date of birth near a key safe is only a date of birth.
_HINTED = re.compile(
    r"(?:codes?|number|pin|combination|digits|set)(?![a-z]).{0,30}"
    r"(?:(?<![a-z])(?:is|to|are|uses|use)\s|[:=,-]\s?)\Z",
    _FLAGS,
)
_GAPS = re.compile(r"[\s_-]+")
_VOID_REACH, _REACH_MAX, _BARE_REACH = 60, 90, 40  # code points
_AFTER_COSTS = 3  # code points by which a cue behind a code counts as further off
_LOOK_BACK, _LOOK_AHEAD = 4, 3  # cues examined on either side of a code

_BESIDE, _NAMED, _BARE, _ROW_OF_CODES = range(4)
_SCORES = (0.95, 0.75, 0.7, 0.65)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    group: Cues


@dataclass(frozen=True, slots=True)
class _Words:
    cues: re.Pattern[str]  # every phrase
    groups: dict[str, Cues]  # by phrase without gaps


def _squeezed(phrase: str) -> str:
    return _GAPS.sub("", phrase.casefold())


@lru_cache(maxsize=1)
def _words() -> _Words:
    groups = {_squeezed(phrase): group for group in GROUPS for phrase in group.phrases}
    phrases = tuple(phrase for group in GROUPS for phrase in group.phrases)
    return _Words(re.compile(any_by_first_letter(phrases), _FLAGS), groups)


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
    cues = _find_cues(text) if values else []
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


def _find_cues(text: str) -> list[_Cue]:
    words = _words()
    return [
        _Cue(found.start(), found.end(), words.groups[_squeezed(found.group())])
        for found in words.cues.finditer(text)
    ]


def _readings(
    text: str, cues: list[_Cue], starts: list[int], value: Value, previous: Value | None
) -> Iterator[tuple[int, int, _Cue]]:
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


def _read_before(text: str, cue: _Cue, value: Value, previous: Value | None) -> int | None:
    """How a cue in front explains the value, or None where it does not."""
    gap, reach = value.start - cue.end, cue.group.reach
    if not 0 <= gap <= _REACH_MAX:
        return None
    if cue.group.opens is Opens.NOTHING:
        return _BESIDE if _RIVAL_BEFORE.fullmatch(text, cue.end, value.start) else None
    if value.trust is Trust.HINT and not _HINTED.search(text, max(0, cue.start - 16), value.start):
        return None
    if previous is not None and previous.start >= cue.end:
        row = _ROW.fullmatch(text, previous.end, value.start)
        return _ROW_OF_CODES if row and gap <= reach else None
    bridged = _BRIDGE.search(text, cue.end, value.start) is not None
    if _BEFORE.fullmatch(text, cue.end, value.start) and (bridged or not cue.group.numbered):
        return _BESIDE if reach else _BARE
    if gap > (reach or _BARE_REACH) or not (bridged or _same_sentence(text, cue, value)):
        return None
    if not reach:
        return _BARE if bridged else None
    return _NAMED if bridged or value.trust >= Trust.PLAIN else None


def _same_sentence(text: str, cue: _Cue, value: Value) -> bool:
    return _BORDER.search(text, cue.end, value.start) is None


def _read_after(text: str, cue: _Cue, value: Value) -> int | None:
    """How a cue behind explains the value ("4829 is the keysafe"), or None."""
    if cue.start < value.end or cue.group.opens is Opens.NOTHING or value.trust is Trust.HINT:
        return None
    if cue.start - value.end > _BARE_REACH or not _AFTER.fullmatch(text, value.end, cue.start):
        return None
    linked = any(char.isalpha() for char in text[value.end : cue.start])
    return _BESIDE if linked and cue.group.reach else _BARE


def _alive(text: str, cue: _Cue, value: Value) -> bool:
    """Whether nothing around the cue takes its meaning away."""
    if cue.group.opens is Opens.NOTHING:
        return True
    if _UNDONE_BEFORE.search(text, max(0, cue.start - 30), cue.start):
        return False
    if _UNDONE_AFTER.match(text, cue.end) and not _STILL_GIVEN.search(text, cue.end, value.start):
        return False
    if cue.group is KS and _KEY_STAGE.match(text, cue.end):
        return False
    void = _void(cue.group)
    low, high = max(0, min(cue.start, value.start) - _VOID_REACH), max(cue.end, value.end)
    return void is None or void.search(text, low, high + _VOID_REACH) is None
