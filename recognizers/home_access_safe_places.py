"""Declarations of where key safes are.

As for hidden keys, a cue, words that link it, and a phrase of place on either side. Forms and
short notes leave the preposition out: "Keysafe: rear wall", "KS l side of porch".
"""

from functools import partial

from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_clauses import safe_noted, safe_told, where_the_safe_is
from recognizers.home_access_cues import KEY_SAFE_NAMES, any_by_first_letter, any_of, phrase_list
from recognizers.home_access_entities import KEY_SAFE_LOCATION
from recognizers.home_access_fillers import is_filler
from recognizers.home_access_search import Shortcut, not_after, only_after, search
from recognizers.home_access_whereabouts import (
    BARE_PLACE,
    DETERMINER,
    HOLDS,
    LONG_BARE_PLACE,
    PLACE_PHRASE,
)

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
_NAMES = any_of(KEY_SAFE_NAMES)
_ANCHORS = ("key", "safe", "box", "pod", "ks", "k/s")
# "fitted by the handyperson at …": who fitted it is no place.
_BY_WHOM = r"(?: by (?:the |our |her |his )?[a-z]{2,14}(?: team)?(?= [a-z]))?"
_TO = r"(?: to(?! the (?:left|right|side|rear|back|front)))?"
# "at the property" says nothing that the address does not say.
_AT_HOME = (
    r"(?:at|on) (?:the |her |his |their )?(?:property|house|home|address|bungalow|building)"
    r"(?![A-Za-z])"
)
_SPOKEN_DIGIT = r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double)"
_CODE = (
    rf"(?:[#*]?[a-z]{{0,2}}[0-9]{{3,8}}[a-z]?[#*]?|(?:{_SPOKEN_DIGIT}[ ,-]){{2,7}}{_SPOKEN_DIGIT})"
)
_IS_FITTED = (
    rf"(?:location|located|sited|is|are|was|['’]s|now|situated|mounted|positioned|place|placed|"
    rf"position|yes|y|will be|has been|have been|going|moved{_TO}|moving{_TO}|relocated{_TO}|"
    rf"{_AT_HOME}|(?:fitted|installed|attached|fixed|screwed|put|secured){_BY_WHOM}|can be|could "
    rf"be|found|seen|visible|hangs|hanging|sits|hidden|tucked(?: away)?|box|outside|"
    rf"it(?: i|['’]?)s|that is|which is|(?:is )?the one|(?:that )?you(?:['’]ll)? (?:need|want|find|"
    rf"see)|round|"
    rf"(?:codes?|number|no\.?|pin|combination)(?: is)?[\s.:=#-]{{0,3}}{_CODE}|{_CODE})"
)
_FITTED = (
    rf"(?:[\s\"':;=,?(–-]{{0,4}}{_IS_FITTED}{_END}|[.!] {{0,2}}(?:location|it(?: i|['’]?)s|"
    rf"position|place|situated|located|(?:codes?|number|pin)[ :=]{{1,3}}{_CODE}){_END}){{0,6}}"
    r"[\s\"':;=,?)(–-]{1,6}"
)
_NO_SAFE = not_after(("no", "any", "without", "your", "api"))
_NOT_YET = r"(?!\s(?:to be|required|requested|needed|policy|leaflet|guide))"
_CUE = rf"{_NO_SAFE}(?:{_NAMES}|key[ _-]?safe[ _-]?location)(?:['’]s)?{_NOT_YET}"
# "The safe with the key in", "police entry box": called by what it holds or is for.
_TOLD_NAMES = (
    rf"{_NO_SAFE}(?:{_NAMES}|{_EDGE}(?:supra|(?:safe|box|cupboard)(?: thingy)? (?:with|w/?|wi['’]?|"
    r"for|containing|holding|that (?:holds|has)) (?:[a-z]+['’]?s? ){0,4}(?:keys?|codes?|numbers)"
    r"(?: in(?:side)?)?|(?:police(?:[ -]approved)?|new|old|outside|outdoor|external|entry|access|"
    r"carers['’]?) (?:entry )?(?:safe|(?<=entry )box|(?<=police )box|(?<=access )box)|"
    r"key (?:cupboard|cabinet|store)(?: thingy)?|(?:installer|fitter|handyperson|handyman|careline|"
    rf"telecare)[^.;\n]{{0,30}} box){_END})"
)
_MARKED = (
    "(?:(?<=[:=(–?,-] )|(?<=[:=(?-])|"
    + only_after("located situated sited mounted fitted installed position location".split())
    + ")"
)
_WHICH_SAFE = (
    rf"(?:{DETERMINER} )?(?:(?:small|black|grey|gray|silver|new|old|combination|locked|police|"
    r"second|two) ){0,2}"
)
SAFE_PATTERNS = (
    Pattern(
        "key safe by the door",
        rf"{_CUE}{_FITTED}(?!{_AT_HOME})(?P<value>{PLACE_PHRASE})",
        0.7,
    ),
    Pattern(
        "key safe: rear wall",
        rf"{_CUE}(?:{_FITTED}{_MARKED})(?P<value>{BARE_PLACE})",
        0.65,
    ),
    Pattern("key safe rear of house", rf"{_CUE}{_FITTED}(?P<value>{LONG_BARE_PLACE})", 0.65),
    Pattern(
        "key safe at back",
        rf"{_CUE}{_FITTED}(?P<value>(?:at|on|to|in|by) (?:the )?(?:back|rear|side|front|left|"
        r"right)(?: hand side)?)(?=[,.;)\n]|\s*$)",
        0.65,
    ),
    Pattern(
        "behind the bin is a key safe",
        rf"{_EDGE}(?P<value>{PLACE_PHRASE}){HOLDS}{_WHICH_SAFE}(?:{_NAMES})",
        0.7,
    ),
    Pattern(
        "key safe of this flat is by the door", safe_told(_TOLD_NAMES, _NOT_YET, _AT_HOME), 0.6
    ),
    Pattern("key safe: communal railings", safe_noted(_TOLD_NAMES), 0.6),
    Pattern("the wall where the key safe is", where_the_safe_is(_TOLD_NAMES), 0.6),
)
_TOLD_BEGIN = (
    "supra|cupboard|safe|police|new|old|out|external|entry|access|carers|box|install|fitter|handy|"
    "tele|care"
)
_INITIALS = "".join(sorted({name[0] for name in (*KEY_SAFE_NAMES, "key safe location")}))
_NAMED = any_by_first_letter(KEY_SAFE_NAMES)
_BY_NAME = Shortcut(
    begins=rf"{_EDGE}[{_INITIALS}]", needs=(rf"{_NAMED}|key[ _-]?safe[ _-]?location",)
)
_BY_TOLD = Shortcut(begins=rf"{_EDGE}(?:[{_INITIALS}]|{_TOLD_BEGIN})")
SAFE_SHORTCUTS = {
    "key safe by the door": _BY_NAME,
    "key safe: rear wall": _BY_NAME,
    "key safe rear of house": _BY_NAME,
    "key safe at back": _BY_NAME,
    "key safe of this flat is by the door": Shortcut(
        begins=rf"{_EDGE}(?:[{_INITIALS}]|{_TOLD_BEGIN})"
    ),
    "key safe: communal railings": _BY_TOLD,
    "the wall where the key safe is": Shortcut(needs=("where",)),
    "behind the bin is a key safe": Shortcut(needs=(_NAMED, rf"{HOLDS}{_WHICH_SAFE}(?:{_NAMES})")),
}


KEY_SAFE_LOCATIONS = Recognizer(
    name="key_safe_location",
    entity=KEY_SAFE_LOCATION,
    anchors=_ANCHORS,
    patterns=SAFE_PATTERNS,
    finder=partial(search, SAFE_PATTERNS, shortcuts=SAFE_SHORTCUTS),
    examples=(
        "Key safe to the right of the garage door at knee height",
        "key safe located inside porch under window ledge",
        '"keySafeLocation": "behind the bins by the side gate"',
        "Behind the blue bin there is a key safe",
        "Keysafe: rear wall, by the tap",
    ),
    counter_examples=(
        "Key safe to be installed by Careline w/c 12/05",
        "No key safe fitted",
        "Key safe is on order",
        "Key safe under review",
    ),
    version=2,
)
KEY_SAFE_LOCATION_CELLS = Recognizer(
    name="key_safe_location_column",
    entity=KEY_SAFE_LOCATION,
    patterns=(Pattern("whole cell", r"\A\s{0,8}(?P<value>[A-Za-z][^\n]{4,200}?)\s{0,8}\Z", 0.1),),
    headers=phrase_list(
        "key safe location, key safe place, key safe position, key safe site, ks location,"
        "ks place, ks position, key box location, key box place, key box position,"
        "lock box location,"
        "location of key safe, place of key safe, position of key safe, location of the key safe,"
        "position of the key safe, where is key safe, where is the key safe, where key safe is,"
        "where the key safe is, key safe where, where key safe, key safe located, ks where,"
        "key safe whereabouts, key safe is located, key box where"
    ),
    rivals=phrase_list("date, installer, supplier, cost, type, postcode, site visit, site id"),
    context_score=0.8,
    requires_header=True,
    reject=is_filler,
    header_examples=(("keySafeLocation", "rear porch"), ("keySafePlace", "low down by bins")),
)

SAFE_PLACES: tuple[Recognizer, ...] = (KEY_SAFE_LOCATIONS, KEY_SAFE_LOCATION_CELLS)
