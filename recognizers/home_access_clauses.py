"""Places and holders of keys told in freer words, all within one clause.

The declarations of keys, key safes and key holders first look for what notes say most, word for
word. What stands here lets other words stand between ("the key can be had from in the boot"), and
asks for more in return: a plain place or person, and no word that turns the meaning round ("lost",
"not", "the client was found").
"""

from recognizers.declaration import Pattern
from recognizers.home_access_people import NAME, PLAINLY_WHO, WHO, WHO_OR_NAME
from recognizers.home_access_search import Shortcut, not_after
from recognizers.home_access_whereabouts import (
    BARE_PLACE,
    DETERMINER,
    NOTED_PLACE,
    PLACE_PHRASE,
)

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"

# --- what may stand between ---------------------------------------------------------------

# A key that something is said of: not "key points", not "the key to success".
_SAID_OF = (
    r"(?=\s?[,:(–-]| (?:is|are|was|were|r|has|have|had|can|could|will|should|must|may|gets?|got|"
    r"now|still|always|usually|just|also|out|back|off|over|round|in|on|from|with|w|which|that|"
    r"for (?:the|her|his|no|flat|number|both|front|back|upstairs|downstairs|carers)|"
    r"to (?:the|her|his|their|its|both|flat|no|get|usual|same)|"
    r"of (?:the|her|his) (?:house|flat|bungalow)|"
    r"stuck|hung|kept|left|put|hid|lies|lie|sits?|lives?|hangs?|hanging|lying|sitting|goes|stays|"
    r"under|behind|hidden|taken|given|[a-z]{3,10}ed)(?![a-z]))"
)
_UNDONE = (
    r"not|never|nor|no longer|nobody|n['’]t|lost|loses?|losing|missing|mislaid|without|refused|"
    r"declined|unable|required|requested|wants?|needs?|needed|whether|broken?|snapped|success|"
    r"recovery|car|van"
)
_ELSEWHERE = (
    r"turn(?:s|ed)?|locks?|locked|sat|sitting|stood|standing|walked|wait(?:ed|ing)?|fell|found|"
    r"(?:she|he|client|patient|pt) (?:was|is|sat)|client|patient|chart|graphs?|map|tables?|asked|"
    r"office|school"
)
_OTHER_KEY = "(?:key)?safe|k/?s|(?:lock|key)?box|worker|collect(?:ed)?|lodged|chemist|shop|pharmacy"
_BY_WHOM_USED = (
    r"order(?:ed)?|to be (?:fitted|installed|supplied)|policy|training|discuss(?:ed)?|she|he|her|"
    r"him|pt|asleep|bed|entered|went|arrived|removed|used|opened|returned|replaced|put back"
)
ON_PAPER = (
    r"(?![^.;\n]{0,40} (?:of|on|in) (?:the |this |each |every )?(?:map|page|chart|form|sheet|"
    r"screen|report|graph|document|plan|folder|drawing|letter)(?![a-z]))"
)


def _between(length: int, *turns: str) -> str:
    """Words of one clause, none of which turns the meaning round."""
    return rf"(?:(?!{_EDGE}(?:{'|'.join(turns)}){_END})[^.;\n?!]){{0,{length}}}?{_EDGE}"


# --- keys and key safes -------------------------------------------------------------------


def key_told(home_key: str) -> str:
    """An expression for the place of a key (as `home_key` names it)."""
    between = _between(60, _UNDONE, _ELSEWHERE, _OTHER_KEY)
    return rf"(?:{home_key}{_SAID_OF}|{OTHER_KEYS}){between}{ON_PAPER}(?P<value>{PLACE_PHRASE})"


# What stands for a key where a home is meant: "her spare Yale", "the fob to get into her flat".
OTHER_KEYS = (
    rf"{_EDGE}(?:(?:latch ?keys?|door ?keys?|yale(?: keys?)?|chubb(?: keys?)?|fobs?)"
    r"(?! (?:lock|door|deadlock|system|reader|entry))|spare(?= (?:yale|set|lives|is|one|for)))"
    rf"{_END}"
)
# Verbs that leave no doubt that a thing is somewhere, so that any noun may say where.
_KEPT = (
    r"(?:kept|lives?|hidden|hid|hides|stashed|stored|tucked|hung|hangs?|left|placed|put|taped|"
    r"lies|sits)"
)
_NOT_AT_HOME = (
    r"(?![^.,;\n]{0,30}(?:office|reception|hand ?bag|pocket|purse|bag|hospital|ward|branch|safe|"
    r"ignition|room|possession|name|drawer|car|van|wallet|staff|centre|school|work|use)(?![a-z]))"
)
_ANYWHERE = (
    r"(?:in|on|inside|among|down|behind|under) (?:t['’]|the |an? |her |his |their |our |my )"
    r"?[a-z][a-z'’-]{2,14}(?: [a-z][a-z'’-]{1,14}){0,3}"
)


def key_kept(home_key: str) -> str:
    """An expression for any place at home of which a verb says that the key is kept there."""
    return (
        rf"(?:{home_key}|{OTHER_KEYS}){_between(40, _UNDONE, _ELSEWHERE, _OTHER_KEY)}{_KEPT} "
        rf"{_NOT_AT_HOME}(?P<value>{_ANYWHERE}){_END}"
    )


def key_asked_for(home_key: str) -> str:
    """An expression for the place of a key in a form: "Where is the key? On a nail in the shed"."""
    return (
        rf"{_EDGE}where(?:['’]?s| is| are)? (?:the |her |his |their |a |any )?(?:spare )?{home_key}"
        rf"[^?:\n]{{0,30}}[?:]{{1,3}}\s{{0,3}}(?:a(?:nswer)?[:.]\s?)?(?:[a-z]{{2,8}} ){{0,2}}"
        rf"(?P<value>{PLACE_PHRASE}|{BARE_PLACE})"
    )


def key_noted(home_key: str) -> str:
    """An expression for a place noted without a word between: "Keys: coal bunker, hook on wall"."""
    return rf"{home_key}\s?[:=–-]{{1,2}}\s?(?!holder|worker)(?P<value>{NOTED_PLACE})"


# Whoever used a key safe tells next where somebody was, not where the key safe is.
_USE = (
    "via using used use from into through with by in to shut close closed check checked "
    "found".split()
)
_NOT_USED = not_after(_USE) + not_after(f"{word} the" for word in _USE)
_NO_CODE = r"(?! ?(?:codes?|number|pin)(?![a-z]))"


# "It isn't by the front any more, it's down the passage": only the second is where it is.
_NO_MORE = r"(?<!not )(?<!n't )(?<!n’t )(?<!longer )"
_MOVED = (
    r"(?:is(?:n['’]?t| not| no longer) [^.;\n]{0,30}?(?:any ?more|any longer|now)?,? (?:it['’]?s|"
    r"but|it "
    r"is|now) )?"
)
_TAKEN = r"(?! [^.;\n]{0,20}(?:taken off|came off|fell off|removed|any spare|store cupboard))"
# "Key safe on site? Y. Position: underside of the ledge".
_FORM = r"[^\n]{0,40}?(?:position|location|located|whereabouts|loc|sited?|where)\s?[:=-]{1,2}\s?"


def safe_told(names: str, not_yet: str, nowhere: str) -> str:
    """An expression for the place of a key safe, which `names` calls by its names.

    `not_yet` and `nowhere` say what must not stand behind it, and what tells no place.
    """
    between = _between(50, _UNDONE, _ELSEWHERE, _BY_WHOM_USED, "key ?safe")
    return (
        rf"{_NOT_USED}(?:{names})(?![0-9]){not_yet}{_NO_CODE}{_TAKEN}(?: "
        rf"{_MOVED})?{between}{_NO_MORE}"
        rf"{ON_PAPER}(?!{nowhere})(?P<value>{PLACE_PHRASE})"
    )


def safe_noted(names: str) -> str:
    """An expression for a place noted without words between: "Key safe: communal railings"."""
    return (
        rf"(?:{names})(?:\s?[:=–-]{{1,2}}\s?|{_FORM})"
        rf"(?P<value>{PLACE_PHRASE}|{BARE_PLACE}|{NOTED_PLACE})"
    )


def where_the_safe_is(names: str) -> str:
    """An expression for a place in front: "the wall of the garage, where the key safe is"."""
    return (
        rf"{_EDGE}(?:to|at|on|by|towards|find) (?P<value>(?:{DETERMINER} "
        rf")?[a-z][^.;\n]{{4,60}}?),? "
        rf"where (?:the |her |his |a |you['’]ll find the )?(?:{names})"
    )


# --- holders ------------------------------------------------------------------------------

_HAS = (
    r"(?:has|have|had|['’]s got|['’]ve got|got|keeps?|holds?|holding|looks? after|looking after|"
    r"mind(?:s|ing)?|lets? (?:you|us|me|carers|staff) have|possession of|entrusted with|trusted "
    r"with|given|lent|handed|left|comes? (?:(?:round|over|down|up|along|out) )?with|"
    r"(?:round|over|down|back|be there|up) with|brings?|bring (?:round|over|down)|fetch(?:es)?|"
    r"owns?|carr(?:y|ies)|retains?|uses? (?:her|his|their)|lends?)"
)
_FEW_WORDS = (
    r"(?:(?:a|an|the|one|of|her|his|their|our|own|spare|front|back|door|house|flat|yale|set|sets|"
    r"copy|copies|duplicate|second|other|only|both|two|some|master|emergency|also|all|bunch|had|"
    r"up|over|down|round|with) ){0,5}"
)
_NEAR_BY = (
    r"(?:next door|opposite|upstairs|downstairs|(?:over|across) the (?:road|way|street|landing)|"
    r"round the corner|at (?:no|number)\.? ?[0-9]{1,3})"
)
_SOMEBODY = rf"(?:{WHO}|{NAME},? {_NEAR_BY})"
_HOLDER_BETWEEN = (_UNDONE, _ELSEWHERE, "safe|if|would like")


def _someone_told(key: str) -> str:
    """An expression for somebody of whom the clause goes on to say that they have a key."""
    between = _between(40, *_HOLDER_BETWEEN)
    return rf"{_EDGE}(?P<value>{_SOMEBODY}){between}{_HAS} {_FEW_WORDS}{key}"


def _key_with_told(key: str) -> str:
    """An expression for somebody with whom a key is, or from whom it can be had."""
    between = _between(45, *_HOLDER_BETWEEN)
    return rf"{key}{_SAID_OF}{between}(?:with|by|from|off|at|via) (?P<value>{_SOMEBODY})"


def _key_after_mark(key: str) -> str:
    """An expression for somebody with a key behind a mark: "neighbour Sheila (no. 9) - key"."""
    return rf"{_EDGE}(?P<value>{PLAINLY_WHO}) ?[(:–=-] ?(?:spare |has |with )?{key}(?=[.,;)]|\s*$)"


_ASKED = r"(?:try|ask|ring|call|phone|contact|see|text|speak to|knock (?:on|at|for))"


_WORDS_ON = rf"[^.;\n]{{0,50}}?{_EDGE}"


def _key_then_try(key: str) -> str:
    """An expression for somebody to be asked, in a clause that named keys before."""
    return rf"{key}(?! ?(?:safe|box|pod|worker)){_WORDS_ON}{_ASKED} (?P<value>{WHO_OR_NAME})"


# Where nothing but keys can be meant, the word is left out: "ring Joan, who has a set".
SETS = tuple(f"{which} {what}" for which in ("a", "the", "another") for what in ("set", "spare"))
_SOMEONE_HAS_A_SET = (
    rf"{_EDGE}{_ASKED} (?P<value>{WHO_OR_NAME}),? (?:who|(?:(?:as|because) )?(?:she|he|they))"
    r"(?:['’]s|['’]ve)? (?:also )?(?:has|have|holds?|keeps?|got|has got|have got) "
    rf"(?:{'|'.join(SETS)})"
    r"(?=[.,;)\n]|\s*$| (?:and|for|of|too|if|at|in|which|that|now)(?![a-z]))"
)


def holder_clauses(key: str, named_key: str, key_at_end: str) -> tuple[Pattern, ...]:
    """Patterns for key holders; `key` ends its clause, `named_key` begins one."""
    return (
        Pattern("someone next door is trusted with a key", _someone_told(key), 0.6),
        Pattern("key can be had from someone", _key_with_told(named_key), 0.6),
        Pattern("keys next door, try someone first", _key_then_try(named_key), 0.6),
        Pattern("someone has a set", _SOMEONE_HAS_A_SET, 0.6),
        Pattern("keys: someone", rf"{_EDGE}keys? ?[:–=-] ?(?P<value>{WHO})", 0.6),
        Pattern("someone - key", _key_after_mark(key_at_end), 0.6),
    )


_BY_KEY = Shortcut(begins="key")
CLAUSE_SHORTCUTS = {
    "someone next door is trusted with a key": Shortcut(needs=("keys?(?![A-Za-z0-9])", _HAS)),
    "key can be had from someone": _BY_KEY,
    "keys next door, try someone first": _BY_KEY,
    "someone has a set": Shortcut(needs=("|".join(SETS),)),
    "keys: someone": _BY_KEY,
    "someone - key": Shortcut(needs=("[(:–=-] ?[a-z ]{0,40}keys?(?![A-Za-z])",)),
}
