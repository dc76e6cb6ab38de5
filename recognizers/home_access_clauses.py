"""Places and holders of keys told in freer words, all within one clause.

The declarations of keys, key safes and key holders first look for what notes say most, word for
word. What stands here lets other words stand between ("the key can be had from in the boot"), and
asks for more in return: a plain place or person, and no word that turns the meaning round ("lost",
"not", "the client was found").
"""

from recognizers.home_access_people import NAME, PLAINLY_WHO, WHO, WHO_OR_NAME
from recognizers.home_access_search import not_after
from recognizers.home_access_whereabouts import PLACE_PHRASE

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
_OTHER_KEY = "safe|box|worker"
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
    return rf"{home_key}{_SAID_OF}{between}{ON_PAPER}(?P<value>{PLACE_PHRASE})"


# Whoever used a key safe tells next where somebody was, not where the key safe is.
_USE = (
    "via using used use from into through with by in to shut close closed check checked "
    "found".split()
)
_NOT_USED = not_after(_USE) + not_after(f"{word} the" for word in _USE)
_NO_CODE = r"(?! ?(?:codes?|number|pin)(?![a-z]))"


def safe_told(names: str, not_yet: str, nowhere: str) -> str:
    """An expression for the place of a key safe, which `names` calls by its names.

    `not_yet` and `nowhere` say what must not stand behind it, and what tells no place.
    """
    between = _between(50, _UNDONE, _ELSEWHERE, _BY_WHOM_USED)
    return (
        rf"{_NOT_USED}(?:{names})(?![0-9]){not_yet}{_NO_CODE}{between}{ON_PAPER}(?!{nowhere})"
        rf"(?P<value>{PLACE_PHRASE})"
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


def someone_told(key: str) -> str:
    """An expression for somebody of whom the clause goes on to say that they have a key."""
    between = _between(40, *_HOLDER_BETWEEN)
    return rf"{_EDGE}(?P<value>{_SOMEBODY}){between}{_HAS} {_FEW_WORDS}{key}"


def key_with_told(key: str) -> str:
    """An expression for somebody with whom a key is, or from whom it can be had."""
    between = _between(45, *_HOLDER_BETWEEN)
    return rf"{key}{_SAID_OF}{between}(?:with|by|from|off|at|via) (?P<value>{_SOMEBODY})"


def key_after_mark(key: str) -> str:
    """An expression for somebody with a key behind a mark: "neighbour Sheila (no. 9) - key"."""
    return rf"{_EDGE}(?P<value>{PLAINLY_WHO}) ?[(:–=-] ?(?:spare |has |with )?{key}(?=[.,;)]|\s*$)"


_ASKED = r"(?:try|ask|ring|call|phone|contact|see|text|speak to|knock (?:on|at|for))"


_WORDS_ON = rf"[^.;\n]{{0,50}}?{_EDGE}"


def key_then_try(key: str) -> str:
    """An expression for somebody to be asked, in a clause that named keys before."""
    return rf"{key}(?! ?(?:safe|box|pod|worker)){_WORDS_ON}{_ASKED} (?P<value>{WHO_OR_NAME})"


# Where nothing but keys can be meant, the word is left out: "ring Joan, who has a set".
SETS = tuple(f"{which} {what}" for which in ("a", "the", "another") for what in ("set", "spare"))
SOMEONE_HAS_A_SET = (
    rf"{_EDGE}{_ASKED} (?P<value>{WHO_OR_NAME}),? (?:who|(?:(?:as|because) )?(?:she|he|they))"
    r"(?:['’]s|['’]ve)? (?:also )?(?:has|have|holds?|keeps?|got|has got|have got) "
    rf"(?:{'|'.join(SETS)})"
    r"(?=[.,;)\n]|\s*$| (?:and|for|of|too|if|at|in|which|that|now)(?![a-z]))"
)
