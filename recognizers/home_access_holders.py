"""Declarations of who holds a key."""

from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_entities import KEYHOLDER
from recognizers.home_access_fillers import is_filler

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
# Words that begin a sentence in the place of a name.
_NO_NAME = (
    r"(?!(?:Contact|Ring|Call|Phone|Text|Tell|Ask|See|Please|Speak|Collect|The|If|And|But|Then|"
    r"When|Who|Which|Whoever|Here|What|It|He|She|They|We|You|This|That|There|Nobody|"
    r"Everyone)(?![a-z]))"
)
_NAME = rf"(?-i:{_NO_NAME}[A-Z][a-z'’-]{{1,14}})"
_TITLED = rf"(?:(?:mr|mrs|ms|miss|dr|rev|fr|sister)\.? (?:(?-i:[A-Z])\.? )?{_NAME}(?: {_NAME})?)"
_ROLE = (
    r"(?:(?:(?:next[ -]door|upstairs|downstairs|immediate|elderly|grand)[ -]?)?neighbou?rs?|"
    r"(?:eldest |youngest |step|grand|god)?(?:daughter|son)(?:[ -]in[ -]law)?|wife|husband|partner|"
    r"sister|brother|niece|nephew|mum|mother|dad|father|nan|grandad|aunt|uncle|cousin|friend|"
    r"ex-wife|"
    r"parents|family|landlord|landlady|(?:mobile |scheme |site |sheltered )?warden|caretaker|"
    r"(?:scheme |site |house |block |building |housing )?manager|concierge|porter|janitor|"
    r"reception|"
    r"receptionist|housing officer|social worker|cleaner|gardener|carers?|live[- ]in carer|pa|"
    r"(?:lady|man|woman|gentleman|couple|family|people) (?:next door|opposite|upstairs|downstairs|"
    r"across the road|over the road)|next door|nok|next of kin|agency|vicar|matron|"
    r"district nurses?|night team|response team|(?:main |site |scheme |care |housing |estate |"
    r"our |agency )?office|careline|telecare|lifeline|(?:corner |village |local |paper )?shop|"
    r"newsagents?|post office|pub|caf[eé]|salon|barbers?|bakery|butchers?|takeaway|chip shop|"
    r"bookies|hairdressers?|launderette|chemist|pharmacy|church|club|lodge|security)"
)
_OF = r"(?:the |her |his |their |my |our |a |mrs? \w{2,12}'s )?"
# "at no. 12", "(Jean)", ", ask for Raj", a telephone number.
_DETAIL = (
    rf"(?: (?:at|in|of) (?:(?:no|number|flat)\.? ?[0-9]{{1,4}}|"
    rf"[0-9]{{1,3}})(?![0-9])[a-z]?{_END}| at the [a-z]{{3,14}}"
    rf"| at {_NAME}(?: {_NAME})?"
    r"|['’]s (?:house|home|flat|office|place|shop)(?![a-z])"
    r"| (?:opposite|upstairs|downstairs|next door|(?:across|over) the road)(?![a-z])"
    rf"| {_NAME}(?: {_NAME})?| \([^()\n]{{2,40}}\)|, ask for {_NAME}"
    r"|,? (?:tel:? |on )?(?:\+44 ?|0)[0-9 ]{8,12}[0-9])"
)
_WHO = rf"(?:{_OF}{_ROLE}{_END}{_DETAIL}{{0,3}}|{_TITLED}{_DETAIL}{{0,3}})"
_WHO_OR_NAME = rf"(?:{_WHO}|{_NAME}(?: {_NAME})?{_DETAIL}{{0,3}})"
_A_KEY = (
    r"(?:(?:a|the|spare|master|her|his|their|our|both|another|front|back|door|house|flat|own|set "
    r"of|"
    r"sets of|copy of|copies of|all|also|emergency) ?){0,5}"
)
# "key worker", "a key role", "the key to success": other keys.
_KEY_ITSELF = (
    r"keys?(?![A-Za-z0-9])(?=\s*(?:[,.;:()–\n-]|$|(?:to (?:the )?(?:flat|house|property|home|"
    r"door|her|his"
    r"|front|back|bungalow|get|let)|for|if|in|and|code|but|so|as|safe|too|also|can|will|01|02|07|"
    r"who)"
    r"(?![a-z])))"
)
_PUT = (
    r"(?:(?:is|are|was|were|been|has|have|being|left|held|kept|lodged|deposited|stored|also|always|"
    r"currently|now|retained|available|set|spare|stays|staying|can be|collected|got|given) ){0,4}"
)

_TO_HOME = (
    r"(?: (?:for|to) (?:the |her |his |their )?(?:front |back )?(?:flat|house|property|home|"
    r"bungalow|door))?"
)
_NOT_HOME_KEY = (
    r"(?<!(?:office|car|van|cd|cupboard|drug|medicine|medication|locker|api|store|ward|unit) )"
)

KEYHOLDERS = Recognizer(
    name="keyholder",
    entity=KEYHOLDER,
    anchors=("key",),
    patterns=(
        Pattern(
            "label",
            rf"{_EDGE}key[ _-]?holders?(?:[ _]?(?:name|names|details|contact|"
            rf"info))?(?: ?[1-4])?[ \t\"']{{0,3}}"
            r"(?:[:=]|[–-] )[ \t\"']{0,3}"
            r"(?!\w+(?:\.\w+)?\[|\w+\.\w+\()(?P<value>[A-Za-z][^\n;|<>\"{}]{1,70}?)"
            r"(?=[.,]?\s*$|\. |[\n;|<>\"{}])",
            0.75,
        ),
        Pattern(
            "is the keyholder",
            rf"{_EDGE}key[ -]?holders? (?:is|are|will be)(?: now| also| still| currently)? "
            rf"(?P<value>{_WHO_OR_NAME})",
            0.75,
        ),
        Pattern(
            "has someone as keyholder",
            rf"{_EDGE}(?:has|have|lists?|listed|holds?|got|shows?|recorded|put|named?|with) "
            rf"(?P<value>{_WHO_OR_NAME}),? (?:(?:down|listed|recorded|registered|named) )?as "
            rf"(?:(?:the|a|her|his|main|first|second|emergency) ){{0,2}}key[ -]?holders?{_END}",
            0.75,
        ),
        Pattern(
            "who is keyholder",
            rf"{_EDGE}(?P<value>{_WHO_OR_NAME}) (?:is|are|acts as|acting as) (?:the |a |main |"
            rf"also ){{0,2}}"
            rf"key[ -]?holders?{_END}",
            0.75,
        ),
        Pattern(
            "key with someone",
            rf"{_EDGE}{_NOT_HOME_KEY}keys?{_END}{_TO_HOME} {_PUT}(?:with|by) "
            rf"(?P<value>{_WHO_OR_NAME})",
            0.7,
        ),
        Pattern(
            "key held somewhere",
            rf"{_EDGE}{_NOT_HOME_KEY}keys?{_END}{_TO_HOME} {_PUT}(?:held|kept|left|lodged|stored|"
            rf"collected|obtained|available)? ?(?:at|in|from) "
            rf"(?P<value>{_WHO})",
            0.7,
        ),
        Pattern(
            "someone has a key",
            rf"{_EDGE}(?P<value>{_WHO_OR_NAME})(?:,? who)? (?:also |still |each |both )?"
            rf"(?:has|have|holds?|"
            rf"keeps?|"
            rf"got|has got|have got|holding|retains|looks after) {_A_KEY}{_KEY_ITSELF}",
            0.7,
        ),
        Pattern(
            "fetch the key",
            rf"{_EDGE}(?:collect|pick up|get|fetch|obtain|borrow|sign out|"
            rf"return) {_A_KEY}keys?{_END} "
            rf"(?:from|off|at|to) (?P<value>{_WHO_OR_NAME})",
            0.7,
        ),
        Pattern(
            "ask for the key", rf"{_EDGE}ask (?P<value>{_WHO_OR_NAME}) for {_A_KEY}keys?{_END}", 0.7
        ),
    ),
    reject=is_filler,
    examples=(
        "Spare key with neighbour at no. 12 (Jean)",
        "Keyholder: Mr P Okafor, 01632 960457",
        "Warden holds master key, office open 9-1",
        "Key held at the corner shop, ask for Raj",
    ),
    counter_examples=(
        "Neighbour at no. 12 reported noise",
        "He has a key role in the family",
        "Keyholder: none",
        "Key worker is Jane Doe",
    ),
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
