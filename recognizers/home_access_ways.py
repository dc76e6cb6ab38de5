"""Declarations of ways in, told in a column about access ("How to enter": "go round the back").

Free notes hold much else: that somebody answers the door, a code, where the key safe is. So each
sentence of a cell is read by itself, and counts only where it tells a way and holds no code.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from recognizers.declaration import DEFAULT_FLAGS, Pattern, RawMatch, Recognizer, compiled
from recognizers.home_access_cues import phrase_list
from recognizers.home_access_entities import ENTRY_METHOD
from recognizers.home_access_fillers import is_filler

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
_PASSAGE = (
    r"(?:doors?|dr|gates?|entrances?|passage(?:way)?|alley(?:way)?|ginnel|snicket|garage|shop|"
    r"yard|conservatory|patio|porch|window|garden|cellar|basement|car ?park|lobby|fire escape|"
    r"stairs|stairwell|side|back|rear|pub|salon|surgery|reception|balcony)"
)
_WORDS = r"(?:[a-z'’-]{1,14} ){0,3}?"
# Where an order may begin: "ring twice" tells a way, "keyring" and "will ring the office" do not.
_ORDER = (
    r"(?:\A|(?<=[,;:(–&-] )|(?<=[,;:(–&-])|(?<=(?<![a-z])(?:and|then|just|must|also) )"
    r"|(?<=(?<![a-z])(?:please|to|pls|jst|and) ))"
)
_NOT_A_CALL = (
    r"(?! (?:the |her |his |your |their )?(?:office|daughter|son|nok|family|mobile|tenant|"
    r"landlord|manager|line manager|ahead|before|999|111|101|her|him|them|if|when|landline|phone|"
    r"son's|daughter's|gp|on-call|on call|back|number)(?![a-z]))"
)
_WAY = "|".join(
    (
        rf"{_ORDER}(?:ring|buzz|knock|press|push|tap|rattle|bang|shout|call out|rap)"
        rf"{_END}{_NOT_A_CALL}(?! (?:pull|fluids|pendant))",
        rf"{_EDGE}(?:go|come|walk|head|nip|get in|pop) (?:(?:straight|right|on|in|back) )?"
        rf"(?:rou?nd|rnd|through|thru|via|in|up|down|along|past|over|to the (?:back|side|"
        rf"rear)){_END}"
        r"(?! (?:a (?:bad|rough|difficult)|the (?:menopause|night|list|shops?|town)))",
        rf"{_EDGE}(?:use|take|try)(?: the)? {_WORDS}(?:{_PASSAGE}|lift|intercom|buzzer|bell|latch|"
        rf"knocker|entry ?phone){_END}",
        rf"{_EDGE}(?:via|through|thru) (?:the )?{_WORDS}{_PASSAGE}{_END}",
        rf"{_EDGE}(?:enter|entry|entrance|access|get in|way in|gain entry) (?:is |only )?(?:via|"
        rf"through|thru|by|from|at|using|on|round) (?:the )?{_WORDS}{_PASSAGE}{_END}",
        rf"{_EDGE}(?:let|lets) (?:your ?sel(?:f|ves)|urself|self|them ?selves) in{_END}",
        rf"{_EDGE}reach (?:over|through|inside|in|round){_END}",
        rf"{_EDGE}(?:slide|lift|undo|draw|slip) (?:the |back |up ){{0,2}}{_WORDS}(?:bolt|latch|bar|"
        rf"hook){_END}",
        rf"{_EDGE}(?:pull|push|shove) (?:the )?{_WORDS}(?:doors?|gate|handle|latch|string|cord)"
        rf"{_END}",
        rf"{_EDGE}(?:doors?|dr|gates?|latch|window) (?:is |are |always |usually |left |kept |"
        rf"never |not |on the |on |off the ){{1,4}}(?:open|unlocked|ajar|latch|snib|locked|"
        rf"bolted){_END}",
    )
)
# Asked for the way in, people answer in a word or two.
_SHORT_WAY = "|".join(
    (
        _WAY,
        r"\A(?:the |by |by the |at |at the |via |via the |only |use ){0,3}(?:back|side|rear|"
        r"front|patio|kitchen|main|garage|communal|basement|cellar|porch|conservatory|french|left|"
        r"right)"
        r"(?: hand)? (?:doors?|gate|entrance|steps|window|passage)(?: only| please| pls| always|"
        r" entry){0,3}\s{0,4}\Z",
        rf"\A(?:via|through|thru) (?:the )?[a-z'’ -]{{3,30}}{_END}",
        rf"{_EDGE}(?:sign in|report|ask|check in|speak) (?:at|to|for|with)(?: the)? {_WORDS}"
        rf"(?:reception|warden|concierge|porter|office|scheme manager|shop|bar|landlord|security)"
        rf"{_END}",
        rf"{_EDGE}(?:use|need|needs|collect|with)(?: a| the| your)? {_WORDS}fob{_END}",
    )
)
# Who comes to the door lets whom they please in; that is no way in for anybody else.
_ANSWERED = (
    r"(?<![A-Za-z])(?:(?<!not )(?<!n't )(?<!never )(?:answers?|opens?|gets) (?:(?:the|own|her|his|"
    r"their|front) ){0,2}(?:door|intercom)|(?:will|can|able to) (?:answer|open)|(?:lets?|let) "
    r"(?:you|carers?|staff|us|people|u) in (?:her|him|them)sel(?:f|ves)|(?:comes|gets) to the door|"
    r"no (?:access )?issues?|no problems?)(?![A-Za-z])"
)
# A code or a key safe: other entities.
_OTHER_ENTITY = (
    r"[0-9]{3}|\*{3}|(?<![A-Za-z])(?:keys?[ _-]?(?:safe|box|pod|sate)|ks|k/s|k safe|lock ?box|"
    r"codes?|pin|keyholders?|alarm|password)(?![A-Za-z])"
)
_SENTENCE = r"[^.;\n!?]{4,300}"
_SCORE = 0.6


def _ways(way: str, text: str) -> Iterator[RawMatch]:
    """The sentences of a cell that tell a way in."""
    tells, answered, other = (_expression(part) for part in (way, _ANSWERED, _OTHER_ENTITY))
    for found in _expression(_SENTENCE).finditer(text):
        sentence = found.group()
        start = found.start() + len(sentence) - len(sentence.lstrip())
        stripped = sentence.strip()
        if not tells.search(stripped) or other.search(stripped) or answered.search(stripped):
            continue
        yield RawMatch(start, start + len(stripped), _SCORE, "a way in")


def _expression(pattern: str) -> Any:
    return compiled(pattern, DEFAULT_FLAGS)


def _told_in_column(
    name: str, way: str, headers: tuple[str, ...], header_examples: tuple[tuple[str, str], ...]
) -> Recognizer:
    finder: Callable[[str], Iterator[RawMatch]] = partial(_ways, way)
    return Recognizer(
        name=name,
        entity=ENTRY_METHOD,
        patterns=(Pattern("a way in", _SENTENCE, _SCORE),),
        finder=finder,
        headers=headers,
        context_score=_SCORE,
        requires_header=True,
        reject=is_filler,
        header_examples=header_examples,
        version=2,
    )


ENTRY_NOTES = _told_in_column(
    "entry_method_column",
    _WAY,
    headers=phrase_list(
        "access notes, access note, access info, access information, access details,"
        "entry notes, entry note, entry details, property access, home access"
    ),
    header_examples=(("access_notes", "Go round the back, dog is friendly"),),
)
ENTRY_ANSWERS = _told_in_column(
    "entry_method_answer",
    _SHORT_WAY,
    headers=phrase_list(
        "access instructions, access method, entry instructions, entry method, how to enter,"
        "how to get in, how to gain entry, how to gain access, method of entry, means of entry,"
        "getting in, way in"
    ),
    header_examples=(
        ("accessInstructions", "Ring bell twice and wait, slow to door"),
        ("How to enter", "side door"),
    ),
)
ENTRY_CELLS: tuple[Recognizer, ...] = (ENTRY_NOTES, ENTRY_ANSWERS)
