"""Declarations of who holds a key.

Whoever the sentence is built around is reported: the holder may do the holding ("Mrs Green has a
key"), have it done ("key held by Mrs Green"), be given it, be asked for it, or stand behind a
label. A key that is no home's ("key worker", "CD keys") is ruled out by the words beside it.
"""

from collections.abc import Iterator

from recognizers.declaration import Pattern, RawMatch, Recognizer
from recognizers.home_access_anyone import ANYONE, ANYONE_SHORTCUTS
from recognizers.home_access_clauses import CLAUSE_SHORTCUTS, SETS, holder_clauses
from recognizers.home_access_elsewhere import is_elsewhere
from recognizers.home_access_entities import KEYHOLDER
from recognizers.home_access_fillers import is_filler
from recognizers.home_access_keys import (
    A_KEY,
    KEY,
    NAMED_KEY,
    NOT_HOME_KEY,
    THE_KEY,
    TO_HOME,
    WHICH,
)
from recognizers.home_access_people import NAME, PLAINLY_WHO, WHO, WHO_OR_NAME
from recognizers.home_access_search import Shortcut, expression, lines_with, search

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"

# --- holding ------------------------------------------------------------------------------

_HOLDS = (
    r"(?:,? who)?(?: (?:also|still|each|both|now|currently|only|already|always|usually|will|can|"
    r"would|does|may|should)){0,3} (?:has|have|had|holds?|held|holding|keeps?|kept|got|has got|"
    r"have got|is holding|retains?|looks after|look after|carry|carries|owns?|stores?|supply|"
    r"supplies|provide|provides|bring|brings|lend|lends|hold|keep|have given|was given|were given|"
    r"has been given|takes?|(?:lent|gave|lends|gives) (?:us|me|crew|carers)|"
    r"(?:let|give|lend) (?:you|us|me|crew|carers) (?:have )?)"
)
_PUT = (
    r"(?:(?:is|are|was|were|been|has|have|being|left|held|kept|lodged|deposited|stored|also|always|"
    r"currently|now|retained|available|set|spare|stays|staying|can be|to be|collected|got|given|"
    r"handed|looked after|still|returned|passed|in|the|possession|of|back|over) ){0,5}"
)
_NAMED = r"(?: (?:down|listed|recorded|registered|named|nominated))?"
_AS_WHAT = (
    r"(?:(?:the|a|her|his|main|sole|only|first|second|third|emergency|nominated|also|named) ){0,3}"
)
_HOLDER = r"key[ _-]?holders?"
_LABEL_VALUE = (
    r"(?!(?:not|none|unknown|to be|nobody|no "
    r"one)(?![a-z]))(?!\w+(?:\.\w+)?\[|\w+\.\w+\()(?P<value>[A-Za-z][^\n;|<>\"{}]{1,70}?)"
    r"(?=[.,]?\s*$|\. |[\n;|<>\"{}])"
)
# What makes a key holder of whoever stands in front. In one expression, because the person is the
# costly part.
_DOES = (
    rf"(?:{_HOLDS} {A_KEY}"
    rf"|(?: [–-]|[,.;]) (?:she|he|they)(?:['’](?:s|ve))?{_HOLDS} {A_KEY}"
    r"| (?:came|let|attended|entered|opened|arrived|got in|will come|comes|turned "
    r"up)[^.;\n]{0,30}? "
    rf"(?:with|using) (?:her|his|their|a|the) (?:own |spare )?{KEY}"
    rf"|,? (?:is|are|was|acts as|acting as|remains)(?:{_NAMED} as)? {_AS_WHAT}{_HOLDER}{_END}"
    r"(?! (?:form|policy|contact sheet)))"
)
PATTERNS = (
    Pattern(
        "label",
        rf"{_EDGE}{_HOLDER}(?:[ _]?(?:name|names|details|contact|info|information|"
        r"numbers?|for [a-z ]{3,20}))?(?: ?[1-4])?[ \t\"']{0,3}(?:[:=]|[–-] )[ \t\"']{0,3}"
        rf"{_LABEL_VALUE}",
        0.75,
    ),
    Pattern(
        "who has a key?",
        rf"{_EDGE}who (?:has|holds|keeps|else has) {WHICH}keys?\?[ :–-]{{1,3}}"
        rf"(?P<value>{WHO_OR_NAME})",
        0.7,
    ),
    Pattern(
        "is the keyholder",
        rf"{_EDGE}{_HOLDER}(?: contact| details| name)?,?(?: (?:is|are|will be|was|now|also|still|"
        r"currently|changed to|remains|named as|updated to|details)){0,3} "
        rf"(?P<value>{WHO_OR_NAME})",
        0.75,
    ),
    Pattern(
        "keyholding by", rf"{_EDGE}key[ -]?holding (?:by|with|via) (?P<value>{WHO_OR_NAME})", 0.7
    ),
    Pattern(
        "has someone as keyholder",
        rf"{_EDGE}(?:has|have|had|lists?|listed|holds?|got|shows?|recorded|put|named?|with|added|"
        rf"use|uses) (?P<value>{WHO_OR_NAME}),?{_NAMED} as {_AS_WHAT}{_HOLDER}{_END}",
        0.75,
    ),
    Pattern(
        "someone, keyholder",
        rf"{_EDGE}(?P<value>{PLAINLY_WHO})(?:, (?:the )?| [(–-] ?)(?:main |nominated |named |"
        rf"emergency |also )?{_HOLDER}(?=[,.;)\n]|\s*$| (?:and|lives|on|who)(?![a-z]))",
        0.7,
    ),
    Pattern(
        "key with someone",
        rf"{THE_KEY} {_PUT}(?:with|by) (?P<value>{WHO_OR_NAME})",
        0.7,
    ),
    Pattern(
        "key: someone",
        rf"{_EDGE}(?:spare|emergency|master|second) keys?(?:[ ]?[:–=-] ?| )"
        rf"(?P<value>{PLAINLY_WHO})(?=[.,;:)\n]|\s*$)",
        0.65,
    ),
    Pattern(
        "key held somewhere",
        rf"{THE_KEY} {_PUT}(?:held|kept|left|lodged|stored|"
        rf"collected|obtained|available|borrowed|got|fetched)? ?(?:at|in|from|off) "
        rf"(?P<value>{WHO})",
        0.7,
    ),
    Pattern(
        "key obtained from someone",
        rf"{THE_KEY} {_PUT}(?:collected|obtained|available|borrowed|got|fetched) (?:from|off) "
        rf"(?P<value>{WHO_OR_NAME})",
        0.7,
    ),
    Pattern("someone has a key", rf"{_EDGE}(?P<value>{WHO_OR_NAME}){_DOES}", 0.7),
    Pattern(
        "key given to someone",
        rf"{_EDGE}(?:given|gave|give|handed|hand|left|lent|passed|pass|returned?|taken?|drop|"
        rf"posted) {A_KEY}(?: back| over| in)? (?:to|with|off at) (?P<value>{WHO_OR_NAME})",
        0.7,
    ),
    Pattern(
        "keys returned to someone",
        rf"{THE_KEY} {_PUT}(?:given|handed|handed over|handed in|returned|passed|back|go back|"
        rf"goes back) to (?P<value>{WHO_OR_NAME})",
        0.7,
    ),
    Pattern(
        "someone given a key",
        rf"{_EDGE}(?:given|gave|give|lent|handed) (?P<value>{WHO_OR_NAME}) {A_KEY}",
        0.7,
    ),
    Pattern(
        "fetch the key",
        rf"{_EDGE}(?:collect|pick up|get|fetch|obtain|borrow|sign out|take|request|return|drop|"
        rf"collected|fetched|borrowed) {WHICH}{NOT_HOME_KEY}keys?{_END}{TO_HOME}(?: back)? "
        rf"(?:from|off|at|to|with|via) (?P<value>{WHO_OR_NAME})",
        0.7,
    ),
    Pattern(
        "ask for the key",
        rf"{_EDGE}(?:ask|ring|phone|call|contact|text|see|buzz|speak to|knock (?:on|for|at)) "
        rf"(?P<value>{WHO_OR_NAME}) (?:for|to get|to bring|to collect|about) {A_KEY}",
        0.7,
    ),
    *ANYONE,
    *holder_clauses(KEY, NAMED_KEY, rf"{WHICH}{NOT_HOME_KEY}keys?"),
)
# Several who are only named are reported one by one.
_NAMES_ONLY = rf"{NAME}(?:(?:, | and | & | / |/){NAME})+"
_ABOUT_KEYS = "|".join(("key", "k/h", "spare", *SETS))
_BY_KEY, _BY_HOLDER = Shortcut(begins="key|spare"), Shortcut(needs=(_HOLDER,))
SHORTCUTS = {
    "label": _BY_HOLDER,
    "is the keyholder": _BY_HOLDER,
    "has someone as keyholder": _BY_HOLDER,
    "someone, keyholder": _BY_HOLDER,
    "keyholding by": Shortcut(begins="key"),
    "who has a key?": Shortcut(begins="who"),
    "key with someone": _BY_KEY,
    "key: someone": Shortcut(begins="spare|emergency|master|second"),
    "key held somewhere": _BY_KEY,
    "key obtained from someone": _BY_KEY,
    "keys returned to someone": _BY_KEY,
    "someone has a key": Shortcut(needs=(rf"{_HOLDER}|keys?(?![A-Za-z0-9])", _DOES)),
    **CLAUSE_SHORTCUTS,
    **ANYONE_SHORTCUTS,
}


def _holders(text: str) -> Iterator[RawMatch]:
    """Whoever a pattern names in a line about keys; of a list of bare names, each."""
    for start, end in lines_with(_ABOUT_KEYS, text):
        for match in search(PATTERNS, text, start, end, SHORTCUTS):
            if not is_elsewhere(text, match.start, match.end, match.score):
                yield from _each(text, match)


def _each(text: str, match: RawMatch) -> Iterator[RawMatch]:
    if expression(_NAMES_ONLY).fullmatch(text, match.start, match.end) is None:
        yield match
        return
    for name in expression(NAME).finditer(text, match.start, match.end):
        yield RawMatch(*name.span(), match.score, match.pattern)


KEYHOLDERS = Recognizer(
    name="keyholder",
    entity=KEYHOLDER,
    anchors=("key", "k/h", "spare", *SETS),
    patterns=PATTERNS,
    finder=_holders,
    reject=is_filler,
    examples=(
        "Spare key with neighbour at no. 12 (Jean)",
        "Keyholder: Mr P Okafor, 01632 960457",
        "Warden holds master key, office open 9-1",
        "Key held at the corner shop, ask for Raj",
        "Ring Carol, she has a key",
        "Keys handed back to the housing association",
    ),
    counter_examples=(
        "Neighbour at no. 12 reported noise",
        "He has a key role in the family",
        "Keyholder: none",
        "Key worker is Jane Doe",
        "Keys to the minibus are with the driver",
    ),
    version=2,
)
KEYHOLDER_CELLS = Recognizer(
    name="keyholder_column",
    entity=KEYHOLDER,
    patterns=(Pattern("whole cell", r"\A\s{0,8}(?P<value>[A-Za-z][^\n]{1,120}?)\s{0,8}\Z", 0.1),),
    headers=("key holder", "key holders", "key holder name", "keys held by", "key held by"),
    context_score=0.8,
    requires_header=True,
    rivals=("phone", "telephone", "tel", "mobile", "email", "postcode", "id", "type"),
    reject=is_filler,
    header_examples=(("KeyHolder", "Mrs Jean Crow"), ("keyholderName", "Tom Bell")),
)

HOLDERS: tuple[Recognizer, ...] = (KEYHOLDERS, KEYHOLDER_CELLS)
