"""Declarations of where keys are hidden.

A cue ("spare key"), words that link it to its place ("is kept", "has been moved, it
is now"), and a phrase of place, which may also stand in front: "under the mat you will find a
key". What must not be mistaken for one (car keys, the key to a chart) is part of the cue.
"""

from collections.abc import Iterator

from recognizers.declaration import Pattern, RawMatch, Recognizer
from recognizers.home_access_clauses import ON_PAPER, key_asked_for, key_kept, key_noted, key_told
from recognizers.home_access_elsewhere import is_elsewhere
from recognizers.home_access_entities import KEY_LOCATION
from recognizers.home_access_fillers import is_filler
from recognizers.home_access_search import Shortcut, expression, not_after, search
from recognizers.home_access_whereabouts import DETERMINER, HOLDS, PLACE_PHRASE

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"

# --- hidden keys --------------------------------------------------------------------------

# Two lists: those behind a blank only, and those also joined by a hyphen or underscore.
_NOT_HOME_KEY = (
    not_after(
        "api car van bus bike private public answer product licence license primary foreign secret "
        "encryption ssh arrow cd drug drugs medicine medicines medication cupboard wi-fi wifi map "
        "piano office registry locker minibus trolley store ward hot safe".split(),
        "[ _-]",
    )
    + not_after(("the colour", "filing cabinet", "(?<![a-z])low"))
    + not_after(
        # Of a keyboard; yet "return key under the slab" is an order.
        f"{said} {key}"
        for said in ("the", "press", "hit", "your")
        for key in ("enter", "shift", "return", "delete", "escape", "function", "control", "tab")
    )
)
# What was lost lies nowhere that anybody could tell.
_LOST = (
    r"(?<![a-z])(?:lost|loses|losing|mislaid|misplaced|dropped|forgot|forgotten|snapped|broke)"
    r"(?: (?:her|his|the|their|a|my|our|house|front|back|door|spare)){0,3} \Z"
)
_LOST_REACH = 45  # code points
_KEY_NOT_COMPOUND = (
    rf"{_END}(?! ?(?:safe|box|code|worker|pad|board|points?|holder|stage|ring|card|fob)(?![a-z]))"
    r"(?! in (?:(?:the|a|your|this|new|correct|her|his) ){0,2}(?:code|number|pin|password|digits|"
    r"details|data|word|ref))"
)
_KEY = rf"{_EDGE}{_NOT_HOME_KEY}keys?{_KEY_NOT_COMPOUND}"
_TO_WHAT = (
    r"(?:to|for|of) (?:(?:the|her|his|their|both|your) )?(?:(?:front|back|side|rear|patio|main|"
    r"outer) )?(?:doors?|property|house|flat|home|bungalow|gate|building|garage)(?![a-z])"
)
_LIES = (
    r"(?:is|are|r|was|were|be|been|being|will|can|may|should|must|has|have|had|gets?|got|to be|"
    r"kept|left|hidden|hid|hides|lives?|hangs?|hanging|found|locate[ds]?|stored|stays|placed|put|"
    r"hung|tucked|buried|taped|available|stashed|secreted|concealed|positioned|situated|moved|"
    r"returned|replaced|tied|fixed|pinned|sits|lies|lying|resting|sat|"
    r"always|usually|normally|generally|currently|stil|still|also|now|just|safely|back|again|there|"
    r"instead|normal|usual|accessed|"
    r"you(?:['’]ll| will| can)? (?:find|need|want)(?: it)?|(?:which|that) (?:is|are|was)|"
    r"(?:that |which )?(?:we|they|she|he|carers|staff) (?:use|keep|keeps|leave|leaves|hide|hides)|"
    r"it(?: i|['’]?)s|it (?:lives|hangs|sits)|in (?:its|the|their) (?:usual |normal )?(?:place|"
    r"spot)|to (?:(?:its|the) )?(?:usual |normal |same |right )?(?:place|spot)|as usual|"
    r"(?:attached|tied)(?: to (?:a )?(?:string|cord|chain))?|location|position|place|access|via|"
    r"spare|set)"
)
_LINK = (
    rf"(?:[ \t\"':;=,?()/–-]{{1,4}}(?:{_TO_WHAT}|{_LIES}{_END})){{0,9}}"
    r"(?:[ \t\"':;=,?(–-]{1,4}|\. (?=(?:it|kept|hidden|hangs|usually|location)(?![a-z])))"
)
# In the door or the lock from inside, a key opens nothing to a stranger.
_NOT_A_PLACE = (
    r"(?!(?:in|on|to) (?:the |a )?(?:front |back )?(?:door|ignition|lock|front|back|side)[ ,.]{0,2}"
    r"(?:and|but|to success|from (?:the )?inside|overnight|all night|$))"
)
_WHICH_KEY = (
    rf"(?:{DETERMINER} )?(?:(?:spare|front|back|side|rear|door|house|hidden|emergency|second|yale|"
    r"set of|black|small|silver|flat) ){0,3}"
)
_KEY_ENDS = (
    r"(?=[.,;:)!?\n–-]|\s*$| (?:to|for|and|if|in case|but|so|as|should|which|that|on a|please|pls|"
    r"is|will|when|at|safe|in(?:side)?(?=[.,;)]|\s*$))(?![a-z]))"
)
_A_KEY_ENDS = rf"{_NOT_HOME_KEY}keys?{_KEY_NOT_COMPOUND}{_KEY_ENDS}"
KEY_PATTERNS = (
    Pattern(
        "key under the pot", rf"{_KEY}{_LINK}{_NOT_A_PLACE}{ON_PAPER}(?P<value>{PLACE_PHRASE})", 0.7
    ),
    Pattern(
        "spare in the cupboard (key)",
        rf"{_EDGE}spare(?: one| set)?{_LINK}{_NOT_A_PLACE}"
        rf"(?P<value>{PLACE_PHRASE})(?=[^\n.]{{0,20}}(?<![a-z])keys?(?![a-z]))",
        0.7,
    ),
    Pattern(
        "under the pot is a key",
        rf"{_EDGE}(?P<value>{PLACE_PHRASE}){HOLDS}{_WHICH_KEY}{_A_KEY_ENDS}",
        0.7,
    ),
    Pattern(
        "look under the pot, key …",
        rf"{_EDGE}(?:look|check|try|feel|search) (?P<value>{PLACE_PHRASE}),? "
        rf"(?:the |a |spare )?keys?{_KEY_NOT_COMPOUND}{_KEY_ENDS}",
        0.7,
    ),
    Pattern("key can be had from under the pot", key_told(_KEY), 0.6),
    Pattern("key is kept in the pail", key_kept(_KEY), 0.6),
    Pattern("where is the key? under the pot", key_asked_for(_KEY), 0.6),
    Pattern("key: coal bunker", key_noted(_KEY), 0.55),
    Pattern(
        "feel along the frame for the spare",
        rf"{_EDGE}(?:look|feel|reach|check|fish|rummage|grope|have a feel) (?:about |around |up )?"
        rf"(?P<value>(?:along |inside |in |on |under )(?:{DETERMINER} )?[^.,;\n]{{3,50}}?) (?:for|"
        rf"and "
        rf"there|to find|you) [^.;\n]{{0,20}}?(?:keys?|spare|fob){_END}",
        0.6,
    ),
)


_BY_ANY_KEY = Shortcut(begins="key|latch|door|yale|chubb|fob|spare")
SHORTCUTS = {
    "key under the pot": Shortcut(begins="key"),
    "spare in the cupboard (key)": Shortcut(begins="spare"),
    "under the pot is a key": Shortcut(
        needs=(rf"(?=key){_A_KEY_ENDS}", rf"{HOLDS}{_WHICH_KEY}{_A_KEY_ENDS}")
    ),
    "look under the pot, key …": Shortcut(begins="look|check|try|feel|search"),
    "key can be had from under the pot": _BY_ANY_KEY,
    "key is kept in the pail": _BY_ANY_KEY,
    "where is the key? under the pot": Shortcut(begins="where"),
    "key: coal bunker": Shortcut(begins="key"),
    "feel along the frame for the spare": Shortcut(
        begins="look|feel|reach|check|fish|rumm|grop|have"
    ),
}


def _key_places(text: str) -> Iterator[RawMatch]:
    """Places of keys, those of lost ones left out."""
    for match in search(KEY_PATTERNS, text, shortcuts=SHORTCUTS):
        before = text.lower().rfind("key", max(0, match.start - _LOST_REACH), match.start)
        lost = expression(_LOST).search(text, max(0, before - _LOST_REACH), max(0, before))
        if lost is None and not is_elsewhere(text, match.start, match.end, match.score):
            yield match


KEY_LOCATIONS = Recognizer(
    name="key_location",
    entity=KEY_LOCATION,
    anchors=("key", "yale", "fob", "spare"),
    patterns=KEY_PATTERNS,
    finder=_key_places,
    examples=(
        "Spare key under the plant pot by the back step",
        "Key is on a string through the letterbox",
        "if stiff key undr gnome",
        "Under the loose brick you will find a key",
        "The key has been moved, it's now behind the oil tank",
    ),
    counter_examples=(
        "Spare catheter in bathroom cupboard",
        "Car key in the drawer",
        "The key is in the detail",
        "Lost her key in the garden",
        "Key in the number beside the name",
    ),
    version=2,
)
KEY_LOCATION_CELLS = Recognizer(
    name="key_location_column",
    entity=KEY_LOCATION,
    patterns=(Pattern("whole cell", r"\A\s{0,8}(?P<value>[A-Za-z][^\n]{4,200}?)\s{0,8}\Z", 0.1),),
    headers=("key location", "key kept", "key held", "location of key", "spare key", "keys kept"),
    context_score=0.8,
    requires_header=True,
    reject=is_filler,
    header_examples=(("key_location", "under the plant pot"),),
)

PLACES: tuple[Recognizer, ...] = (
    KEY_LOCATIONS,
    KEY_LOCATION_CELLS,
)
