"""Key holders of whom no list of kin and trades knows: whoever stands where a holder must stand.

"The farmer whose yard is opposite looks after a key": the frame says that somebody holds a key, so
any noun phrase in its place is a holder. Residents themselves, nobody and pronouns are none.
"""

from recognizers.declaration import Pattern
from recognizers.home_access_keys import KEY, NAMED_KEY
from recognizers.home_access_search import Shortcut

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
_NO_HOLDER = (
    r"(?![^.,;\n]{0,40}(?<![a-z])(?:client|patient|resident|tenant|pt|service user|customer|"
    r"pupils?|"
    r"students?|nobody|no one|none|each|every|either|neither|not|never|n['’]t|door|gate|lock|house|"
    r"flat|property|key ?safe|box|safe|car|van|bus|kit|map|list|report|plan|table|code)(?![a-z]))"
)
_DET = r"(?:the|her|his|their|our|my|me|a|an|both|two|one of|our|next)"
_NAMED = r"(?-i:[A-Z][a-z'’]+)"
# A noun phrase: "the farmer whose yard is opposite", "Brindle Vale Housing out-of-hours desk".
_ANYONE = (
    rf"(?:{_NO_HOLDER}(?:{_DET} [a-z][a-z'’-]{{1,14}}(?: [A-Za-z][A-Za-z'’-]{{0,14}}){{0,5}}?"
    rf"|{_NAMED}(?: (?:&|and|of|the) {_NAMED}| {_NAMED}){{1,4}}(?: [a-z][a-z-]{{2,14}}){{0,3}}?))"
)
# The same at the end of its clause, where everything up to the next mark belongs to it.
_ANYONE_AT_END = (
    rf"(?:{_NO_HOLDER}(?:{_DET} )?[A-Za-z][A-Za-z'’.-]{{1,14}}(?: "
    rf"[A-Za-z][A-Za-z'’.-]{{0,14}}){{0,6}}?)"
    r"(?=,? (?:for|in case|so|if|when|until|tel|on|at|to be|as|who|and|but|because|cos|"
    r"again)(?![a-z])"
    r"|[.,;:)!?\n]|\s*$)"
)
# What stands before a key: "the cottage keys", "a set of Mum's keys"; no verb and no denial.
_WHICH = (
    r"(?:(?!(?:not|no|never|without|lost|find|found|use|used|the way|role|been|to|with|"
    r"for)(?![a-z]))"
    r"[a-z][a-z'’-]{0,12} ){0,4}"
)
_SPARE = r"spare(?= set|[.,;]|\s*$)"
_HOLD = (
    r"(?:(?:also|still|both|now|each|all|only|currently|always|will|can|does) ){0,2}(?:has|have|"
    r"had|"
    r"['’]s got|['’]ve got|got|holds?|keeps?|retains?|looks after|look after|minds?|carries|carry|"
    r"(?:is|are) in possession of|has been issued with|has taken over minding|(?:is|are) (?:still "
    r")?holding)"
)
_CALL = r"(?:ring|call|try|phone|contact|ask|text|get|fetch|see|find|speak to)"
_WHO_HAS = (
    r",? (?:cos|coz|because|as|since|who|whom|she|he|they|it)(?: (?:she|he|they))?(?:['’]s|['’]ve|"
    r" is|"
    r" are| has| have| holds?| keeps?| retains?| got)?(?: (?:the only one|also|still|both|"
    r"got)){0,2}"
    r"(?: (?:with|wi['’]?|has|have|holds?|got|retains?|in possession of))? "
)


_KEYS = rf"{_WHICH}(?:{KEY}|{_SPARE})"
_SOME_KEYS = rf"{_WHICH}(?:{NAMED_KEY}|{_SPARE})"

ANYONE: tuple[Pattern, ...] = (
    Pattern("anybody holds keys", rf"{_EDGE}(?P<value>{_ANYONE}),? {_HOLD} {_KEYS}", 0.55),
    Pattern(
        "ask anybody, who has keys",
        rf"{_EDGE}{_CALL} (?P<value>{_ANYONE}){_WHO_HAS}(?:{_KEYS}|a set|a spare)",
        0.6,
    ),
    Pattern(
        "one with keys",
        rf"{_EDGE}(?P<value>{_ANYONE}) [^.;\n]{{0,30}}(?:as|cos|coz|because|since|for) (?:she|"
        rf"he|they)"
        rf"(?:['’]s|['’]re| is| are)? (?:the (?:only )?one )?(?:with|wi['’]?|has|have|got) "
        rf"{_KEYS}",
        0.6,
    ),
    Pattern(
        "keys given to anybody",
        rf"(?<!no ){_EDGE}(?:{NAMED_KEY}|spare(?: set| key)?)(?:['’]s)?(?: (?:to|for|of) "
        rf"[^,;\n]{{3,40}}?)?"
        r"(?: (?:is|are|was|were|has been|have been|has|have|had|now|remains?|stays?|"
        r"original))?"
        r"(?: (?:given|passed|left|signed out|handed|lent|entrusted|returned|deposited|lodged|"
        r"retained|kept|held|issued|gone|went|cut))?(?: (?:back|over|out|in))? (?:with|by|"
        r"(?<=given )to|(?<=passed )to|(?<=over )to|(?<=out )to|(?<=gone )to|(?<=lent )to|"
        r"(?<=handed )to|(?<=issued )to|(?<=back )to|(?<=entrusted )to|(?<=cut )for) "
        rf"(?P<value>{_ANYONE_AT_END})",
        0.55,
    ),
    Pattern(
        "only one with a key is anybody",
        rf"{_EDGE}(?:person|one|people|relative|neighbour) (?:with|who has|holding|that has) "
        rf"{_SOME_KEYS}"
        rf"[^.;\n]{{0,30}} (?:is|are) (?P<value>{_ANYONE_AT_END})",
        0.6,
    ),
    Pattern(
        "passed the keys to anybody",
        rf"{_EDGE}(?:passed|gave|handed|left|lent|entrusted|returned|dropped|posted|signed) "
        rf"(?:over |out "
        rf"|back )?{_SOME_KEYS}(?: set)?(?: [^.,;\n]{{0,25}}?)? (?:to|with|off at) "
        rf"(?P<value>{_ANYONE_AT_END})",
        0.55,
    ),
    Pattern(
        "fetch the keys from anybody",
        rf"{_EDGE}(?:get|collect|fetch|borrow|pick up|sign out|obtain|take|gets|collects|"
        rf"fetches) "
        rf"{_SOME_KEYS} (?:off|from|via) (?P<value>{_ANYONE_AT_END})",
        0.6,
    ),
    Pattern(
        "k/h somebody",
        rf"{_EDGE}(?:k/h|k/holders?|key ?hldr|key (?:custodian|guardian)|key "
        rf"?holding(?: arrangements| details)?|"
        rf"who(?:['’]?s| has)? "
        rf"got (?:the |a )?keys?[^?\n]{{0,20}}\?{{1,3}})[ \t]?[:=–-]{{0,2}} ?"
        rf"(?P<value>{_ANYONE_AT_END})",
        0.65,
    ),
    Pattern(
        "contact with key: somebody",
        rf"{_EDGE}(?:contact|person|neighbour|relative|one) (?:w/|with|wi['’]?|holding) (?:a |"
        rf"the |spare "
        rf"|house )?keys? ?[=:–-]{{1,2}} ?(?P<value>{_ANYONE_AT_END})",
        0.65,
    ),
    Pattern(
        "firm as key holders",
        rf"{_EDGE}(?:we|us) \((?P<value>[^()\n]{{3,50}})\) (?:are|act as|remain)[^.;\n]{{0,20}}"
        r"key ?holders?",
        0.65,
    ),
)

_HAVE_KEYS = ("key|spare", _HOLD)
ANYONE_SHORTCUTS = {
    "anybody holds keys": Shortcut(needs=_HAVE_KEYS),
    "ask anybody, who has keys": Shortcut(begins=_CALL),
    "one with keys": Shortcut(needs=("key|spare", "as|cos|coz|because|since|for")),
    "keys given to anybody": Shortcut(begins="key|spare"),
    "only one with a key is anybody": Shortcut(begins="person|one|people|relative|neighbour"),
    "passed the keys to anybody": Shortcut(
        begins="passed|gave|handed|left|lent|entrusted|returned|dropped|posted|signed"
    ),
    "fetch the keys from anybody": Shortcut(
        begins="get|collect|fetch|borrow|pick|sign|obtain|take"
    ),
    "k/h somebody": Shortcut(begins="k|who"),
    "contact with key: somebody": Shortcut(begins="contact|person|neighbour|relative|one"),
    "firm as key holders": Shortcut(begins="we|us"),
}
