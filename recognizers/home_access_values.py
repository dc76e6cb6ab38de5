"""What an entry code looks like on paper, in a text message and in speech.

Shapes only. Whether a number is an entry code depends on the words around it, which
`home_access_reading` weighs; here stands what can be said from the number and its neighbours.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest

from recognizers.home_access_listed import is_listed

# The standard `re`: ten times as fast as `regex` on long alternatives.
_FLAGS = re.IGNORECASE | re.MULTILINE
_EDGE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"

# Buttons of mechanical locks are C, X, Y and Z; any letter may stand at either end of a code.
_BUTTON = r"(?-i:[CXYZ])"
# A cue may be glued to its code ("ks2907"), so it is stepped over in front of the group.
COMPACT = (
    r"(?<![0-9A-Za-z!@$%^&~+])(?:ks|k/s|keysafe|keycode|code|kc)?"
    r"(?P<value>[#*]?(?:[A-Z]{1,2}|" + _BUTTON + r" )?[0-9]{3,8}(?:[A-Z]| " + _BUTTON + r")?[#*]?)"
    rf"{_END}"
)
# "9A31", "48l2" (a scanner's l for 1), "C35Z".
MIXED = (
    rf"{_EDGE}(?P<value>[0-9]{{1,4}}[A-Z][0-9]{{1,4}}[A-Z]?|[0-9]{{1,3}}[lIOS]{{1,2}}[0-9]{{1,2}}"
    rf"|{_BUTTON}[0-9]{{2}}{_BUTTON}){_END}"
)
# "3,5,8,0", "0 9 7 4", "C-1-9-5-7-Y", "2 then 4 then 6".
SPREAD = (
    rf"{_EDGE}(?P<value>(?:{_BUTTON}[ ,.-]{{1,2}})?[0-9]"
    r"(?:(?: ?[,.+&-] ?| |(?:,? then | and ))[0-9]){2,7}"
    rf"(?:[ ,.-]{{1,2}}{_BUTTON})?){_END}"
)
# "19 57": read as a code only where the words are unmistakable.
PAIRS = rf"{_EDGE}(?P<value>[0-9]{{2}}[ -][0-9]{{2}}(?:[ -][0-9]{{2}})?){_END}"

_DIGIT_WORD = r"(?:zero|nought|naught|oh|o|one|two|three|four|five|six|seven|eight|nine)"
_TENS_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|"
    r"five|six|seven|eight|nine))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_CALL_SIGN = (
    r"(?:alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|"
    r"oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu|[cxyz])"
)
_SAID = rf"(?:{_TENS_WORD}|(?:double |treble |triple )?{_DIGIT_WORD})"
# "charlie four two one nine yankee", "double four seven one", "nineteen forty-five".
SPOKEN = (
    rf"{_EDGE}(?P<value>(?:{_CALL_SIGN}[ ,-]{{1,2}})?"
    rf"(?:{_SAID}(?:[ ,-]{{1,2}}{_SAID}){{2,7}}|{_TENS_WORD}[ ,-]{{1,2}}{_TENS_WORD})"
    rf"(?:[ ,-]{{1,2}}{_CALL_SIGN})?){_END}"
)
_WHOSE = r"(?:his|her|their|the|my|mum'?s|dad'?s|nan'?s|[a-z]{3,12}['’]s)"
_DATE_WORD = (
    r"(?:birthday|birth ?year|year of birth|year born|date of birth|d\.?o\.?b\.?|"
    r"wedding (?:year|date|anniversary)|anniversary|house number|door number|age)"
)
# The code is not written, yet whoever knows the person knows it.
HINT = (
    rf"{_EDGE}(?P<value>(?:the )?year (?:of |that |the |he |she |they )[^.,;:()\n]{{3,40}}"
    r"|(?:the )?(?:last|first) (?:three|four|five|six|[3-6])(?: digits| numbers)? (?:of|in) "
    r"[^.,;:()\n]{4,40}"
    rf"|(?:{_WHOSE} ){{1,2}}(?:\w{{3,12}}['’]s )?{_DATE_WORD}(?: (?:backwards|reversed|twice))?"
    rf"|{_DATE_WORD}(?: (?:backwards|reversed|twice))?"
    r"|(?:the )?battle of [a-z]{4,12}|d-?day|same as [^.,;:()\n]{4,30})"
    rf"{_END}"
)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_CLOCK = r"(?:[01][0-9]|2[0-3])[0-5][0-9]"
_ROUND_CLOCK = r"(?:[01][0-9]|2[0-3])[0-5][05]"
# Numbers that are something else by their own shape; a code never overlaps one of these.
_OTHERWISE = re.compile(
    r"(?!\s)(?:"
    + "|".join(
        (
            r"[£$€] ?[0-9][0-9,.]{0,12}",
            r"(?<![0-9.-])[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})(?![0-9.-])",
            r"(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{4,12})?",
            r"(?<![0-9])[0-9]{1,8}/[0-9]{1,8}(?![0-9])",
            rf"(?<![0-9])[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},?(?: "
            rf"[0-9]{{4}})?(?![0-9a-z])",
            rf"(?<![a-z]){_MONTH} (?:[0-9]{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)[0-9]{{2}}(?![0-9])",
            r"(?<![0-9.])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
            rf"(?<![0-9]){_ROUND_CLOCK} ?(?:-|–) ?{_ROUND_CLOCK}(?![0-9])",
            rf"(?<!changed )(?:between|from|closed|hours) {_ROUND_CLOCK} and "
            rf"{_ROUND_CLOCK}(?![0-9])",
            rf"(?<!changed )(?<!from )(?<![0-9]){_ROUND_CLOCK} (?:to|till|until) "
            rf"{_ROUND_CLOCK}(?![0-9])",
            rf"(?<!changed )from {_ROUND_CLOCK} (?:to|till|until) {_ROUND_CLOCK}(?![0-9])",
            r"(?<![0-9])[0-9]{1,4} ?(?:am|pm|hrs?|hours|h)(?![a-z])",
            r"(?<![0-9.])[0-9]{1,9}\.[0-9]{1,9}(?![0-9.])",
            r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9,])",
            r"(?<![0-9])(?:\+?44 ?|0)(?:[0-9][ ()-]{0,2}){8,9}[0-9](?![0-9])",
            r"(?<![0-9])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![0-9])",
            r"(?<![0-9a-z])[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}(?![0-9a-z])",
            r"https?://[^\s<>\"]{1,300}",
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,80}",
            r"#[0-9]{0,5}[a-f][0-9a-f]{2,5}(?![0-9a-z])",
            r"(?<![0-9a-z])[0-9a-z]{2,12}-[0-9a-z]{2,12}-[0-9a-z-]{2,24}(?![0-9a-z])",
        )
    )
    + ")",
    _FLAGS,
)
_STANDS_BEFORE = re.compile(
    r"(?:[£$€@]|(?<![a-z])(?:page|pg|pp?\.?|flat|apt|apartment|room|unit|plot|suite|floor|level|"
    r"lines?|version|v|ext\.?|extn|circa|aged?|"
    r"(?:house|flat|at) (?:no\.?|number)|over|nearly|about|approx\.?|around|some|all|only|"
    r"master ?lock|burton|squire))\s{0,2}\Z",
    _FLAGS,
)
_AT_A_TIME = re.compile(r"(?<![a-z])(?:at|by|until|till|til|before|after|between)\s\Z", _FLAGS)
# "Arrived at front door 0915": when somebody stood there.
_CAME = re.compile(
    r"(?<![a-z])(?:arrived|attended|knocked|left|called|visited|waited|returned)"
    r"(?: (?:at|by|to|on|the|her|his|front|back|side|main))*(?: (?:door|gate|property|entrance))"
    r"\s\Z",
    _FLAGS,
)
# "alarm set for 0730": when it rings, or when carers come.
_SET_FOR = re.compile(r"(?<![a-z])(?:set|due|timed|booked|goes off|rings?) for\s\Z", _FLAGS)
_STANDS_AFTER = re.compile(
    r"\s?(?:%|mm|cm|km|kg|mg|mcg|ml|kb|mb|gb|bits?|bytes?|mins?|minutes?|secs?|seconds?|days?|"
    r"weeks?|months?|years?|yrs?|metres?|miles?|times|digits?|patients?|pupils?|staff|residents?|"
    r"clients?|people|users?|service users?|calls?|visits?|visited|checked|issued|inspected|"
    r"fitted|installed|properties|homes|households|tenants|key safes|keysafes|questions|"
    r"sessions|referrals|incidents|deliveries|words|pages|copies|items|"
    r"wide|long|high|deep|rows|records|columns|chars|characters|entries|bookings|delivered|"
    r"ordered|dispatched|supplied)(?![a-z])"
    r"|,? (?-i:[A-Z][a-z]{2,14} ){1,2}(?-i:Street|St|Road|Rd|Avenue|Ave|Close|Lane|Drive|Crescent|"
    r"Terrace|Way|Court|Gardens|Grove|Place)(?![A-Za-z])",
    _FLAGS,
)
_IN_A_YEAR = re.compile(r"(?<![a-z])(?:in|since|from|during|dated|year|of|by)\s\Z", _FLAGS)
# Printed on the lid of common key safes.
_MODEL = re.compile(r"[CPS]500|KS[0-9]", _FLAGS)
_TIME = re.compile(_CLOCK)
_ROUND_TIME = re.compile(_ROUND_CLOCK)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


# "mum's birthday 1206": the code follows its hint, and is the better finding.
_SAID_AND_GIVEN = 4


class Trust(IntEnum):
    """How plainly a shape is an entry code: the less, the nearer its cue must stand."""

    HINT = 0  # "her year of birth"
    WEAK = 1  # three or more than six digits, a year, pairs
    PLAIN = 2  # four to six digits
    SPOKEN = 3  # read out or pressed one by one


@dataclass(frozen=True, slots=True)
class Value:
    """A piece of text that may be a code; half-open span in code points."""

    start: int
    end: int
    trust: Trust


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_SHAPES = (
    (_shape(SPOKEN), Trust.SPOKEN),
    (_shape(SPREAD), Trust.SPOKEN),
    (_shape(HINT), Trust.HINT),
    (_shape(COMPACT), Trust.PLAIN),
    (_shape(MIXED), Trust.WEAK),
    (_shape(PAIRS), Trust.WEAK),
)


def find_values(text: str) -> list[Value]:
    """Everything in the text that may be an entry code, in order, none overlapping."""
    taken = [found.span() for found in _OTHERWISE.finditer(text)]
    values: list[Value] = []
    for shape, trust in _SHAPES:
        spans = [found.span("value") for found in shape.finditer(text)]
        free = _without_overlaps(spans, taken)
        taken = sorted(taken + free)
        values += [
            Value(start, end, _trust(text[start:end], trust))
            for start, end in free
            if not _is_otherwise(text, start, end)
        ]
    values.sort(key=lambda value: value.start)
    return [
        value
        for value, after in zip_longest(values, values[1:])
        if not (value.trust is Trust.HINT and after and after.start - value.end <= _SAID_AND_GIVEN)
    ]


def _without_overlaps(
    spans: list[tuple[int, int]], taken: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans that touch none of the taken ones; both are in order."""
    free, index = [], 0
    for start, end in spans:
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if index == len(taken) or taken[index][0] >= end:
            free.append((start, end))
    return free


def _trust(value: str, trust: Trust) -> Trust:
    digits = sum(char.isdigit() for char in value)
    if trust is Trust.PLAIN and (not 4 <= digits <= 6 or _YEAR.fullmatch(value)):
        return Trust.WEAK
    return trust


def _is_otherwise(text: str, start: int, end: int) -> bool:
    """Whether the neighbours say that the number is a page, an address, a time, a count."""
    before = text[max(0, start - 24) : start]
    if _STANDS_BEFORE.search(before) or _STANDS_AFTER.match(text, end):
        return True
    if _MODEL.fullmatch(text, start, end) or is_listed(text, start, end):
        return True
    if _YEAR.fullmatch(text, start, end) and _IN_A_YEAR.search(before):
        return True
    if _ROUND_TIME.fullmatch(text, start, end) and (
        _SET_FOR.search(before) or _CAME.search(text, max(0, start - 60), start)
    ):
        return True
    return bool(_TIME.fullmatch(text, start, end) and _AT_A_TIME.search(before))
