"""Declarations of ways in: doors left open, buttons that open, people who cannot answer.

That a person does not come to the door counts as well: staff write it to say "let yourself in",
and a stranger reads that nobody will stop them.
"""

from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_entities import ENTRY_METHOD
from recognizers.home_access_ways import ENTRY_CELLS

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
_DOOR = (
    r"(?:(?:the |her |his |their )?(?:front |back |side |rear |patio |kitchen |porch |"
    r"conservatory |"
    r"main |flat |french |outer |inner |entrance |side passage |bk |bak |frnt |sde )?doors?"
    r"|(?:front|frnt|back|bk|bak|side) dr"
    r"|(?:the |her |his |their )?(?:front |back |rear )?porch)"
)
# Doors that open nothing from outside.
_NOT_ENTRY = (
    r"(?<!(?:fridge|freezer|car|oven|cupboard|wardrobe|machine|fire|toilet|bathroom|bedroom|ward|"
    r"shower|van|taxi|lift|cabinet|stable|shop|clinic|surgery|cage|hutch|office|room) )"
    r"(?<!(?:never|not|n't|n’t) leave (?:an? |any |the |your ))"  # advice, no home's habit
)
_OFTEN = (
    r"(?:(?:always|usually|often|generally|normally|mostly|sometimes|kept|left|being|just) ){0,3}"
)
_NEVER = (
    r"(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)|won['’]?t|will not|can['’]?t|cannot|can not|"
    r"(?:is |are )?unable to|not able to|never|struggles to|is not able to|isn['’]?t able to|"
    r"(?:is |are )?too slow to)"
)
_SELF = r"(?:your ?sel(?:f|ves)|urself|yrself|self)"
_BROKEN = (
    r"(?:(?:is |has been |was )?(?:broken|faulty|missing|not working)|does(?:n['’]?t| not) work|"
    r"has gone)"
)

_OPEN_DOOR = (
    rf"{_EDGE}{_NOT_ENTRY}{_DOOR} (?:(?:will be|to be|is|are|it's|stays|gets|should be) )?{_OFTEN}"
    r"(?:on (?:the )?(?:latch|snib|snick)|on (?:the )?yale|off (?:the )?(?:latch|lock)|unlocked|"
    r"un-locked|"
    r"ajar|(?:never|not) (?:locked|bolted)|unbolted|open(?= (?:for|during|to|in the|until|till|"
    r"from|all|so|at all|when|just|jst|til|2)"
    r"(?![a-z])(?! [0-9])(?! for (?:further|another|future|more|new))|,? ?(?:so )?(?:just |jst |"
    r"please |pls )?(?:walk|come|go|let) )|(?<=will be )open|(?<=always )open|(?<=left )open|"
    r"(?<=kept )open)"
)
# Pubs, clinics and meetings open doors too.
_NOT_PUBLIC = (
    r"(?! (?:for|to) (?:visitors|the public|discussion|business|all staff|customers|debate|"
    r"further|another|future|more))(?! policy)"
)

ENTRY_METHODS = Recognizer(
    name="entry_method",
    entity=ENTRY_METHOD,
    patterns=(
        Pattern("open door", rf"(?P<value>{_OPEN_DOOR}){_END}{_NOT_PUBLIC}(?! at [0-9])", 0.7),
        Pattern(
            "door does not lock",
            rf"{_EDGE}{_NOT_ENTRY}(?P<value>{_DOOR} (?:(?:{_NEVER}) (?:lock|shut|close|"
            rf"be locked)(?: "
            rf"properly)?|"
            rf"lock {_BROKEN}|is (?:always |usually )?(?:never|not) locked))"
            rf"{_END}",
            0.7,
        ),
        Pattern(
            "lock is broken",
            rf"{_EDGE}(?P<value>(?:the )?lock (?:on|of|to|for) {_DOOR} {_BROKEN}){_END}",
            0.7,
        ),
        Pattern(
            "does not lock the door",
            rf"{_EDGE}(?<!(?:must|should|staff|carers|please) )(?P<value>(?:(?:she|he) )?"
            rf"(?:{_NEVER} (?:lock|bolt)|never (?:locks|bolts)) (?:{_DOOR}|up)){_END}"
            r"(?! (?:when|while) (?:\w+ ){0,2}(?:toilet|bath|bathroom|shower|loo)(?![a-z]))",
            0.65,
        ),
        Pattern(
            "walk in and call out",
            rf"{_EDGE}(?P<value>(?:just |jst |please |pls )?(?:(?:walk|go|come) (?:straight |"
            rf"right |"
            rf"on )?in(?:side)?|open the (?:front |back )?door)(?:,? (?:and|then|&)(?: then)?|,) "
            rf"(?:call out|call(?=[.,;]|\s*$)|shout(?: out| hello| hi)?|say hello|"
            rf"announce {_SELF}|make {_SELF} known)){_END}(?! (?:at|orders|insults))",
            0.65,
        ),
        Pattern(
            "leaves the door open",
            rf"{_EDGE}(?P<value>(?:leaves?|leaving|keeps?|will leave) {_DOOR} (?:unlocked|open|"
            rf"ajar|"
            rf"on (?:the )?(?:latch|snib))){_END}{_NOT_PUBLIC}",
            0.7,
        ),
        Pattern(
            "gate left open",
            rf"{_EDGE}(?P<value>(?:side|back|front|garden|rear) gate (?:is |will be )?(?:always |"
            rf"usually |left |"
            rf"kept ){{0,2}}(?:unlocked|unbolted|(?<=always )open|(?<=left )open|(?<=kept "
            rf")open)){_END}",
            0.6,
        ),
        Pattern(
            "window",
            rf"{_EDGE}(?P<value>(?:the )?(?:kitchen|bathroom|front|back|side|downstairs|ground "
            rf"floor) "
            r"window (?:is |always |usually |never |often |kept |left |does not |doesn['’]t ){1,3}"
            rf"(?:open|unlocked|ajar|lock|locked|shut)){_END}",
            0.6,
        ),
        Pattern(
            "button that opens",
            rf"{_EDGE}(?P<value>(?:press|push|use|ring|hit)(?: the| on)? (?:trades?(?:man|men|"
            rf"person|people)?"
            rf"(?:['’]?s)?|services?|tradesmans|porters?|concierge)(?: entrance)? (?:button|"
            rf"buzzer|bell|entry)){_END}",
            0.7,
        ),
        Pattern(
            "buzz a neighbour",
            rf"{_EDGE}(?P<value>(?:buzz|ring|press|try) (?:any (?:flat|other flat|bell|buzzer|"
            rf"button|neighbour)"
            r"|all (?:the )?(?:flats|buzzers|buttons)|(?:a|the) neighbour))" + _END,
            0.65,
        ),
        Pattern(
            "walk in",
            rf"{_EDGE}(?P<value>(?:just |jst |please |pls |can |then |simply )?(?:walk|come|go|"
            r"head) (?:straight|strait|str8|right|on) in(?:side)?|(?:just|jst|please|pls) "
            r"(?:walk|go|come) in|"
            r"(?:knock|ring|shout|ring bell|ring the bell|knock the door|knock on door|call out) "
            r"(?:loudly |first |twice )?(?:and|then|&) (?:then )?(?:walk|go|enter|come|let "
            r"yourself)(?: straight| right)?(?: in)?)"
            rf"{_END}(?! (?:clinic|centre|patients?|service|wardrobe|shower|bath|the (?:garden|"
            rf"park|grounds|street|corridor)))",
            0.65,
        ),
        Pattern(
            "let yourself in",
            rf"{_EDGE}(?P<value>(?:let|lets|letting) {_SELF} in|(?:carers?|staff|nurses?) (?:to )?"
            rf"(?:let|lets) (?:them ?sel(?:f|ves)|{_SELF}) in){_END}(?! (?:for|and out of bed))",
            0.7,
        ),
        Pattern(
            "someone lets you in",
            rf"{_EDGE}(?P<value>(?:the |his |her )?(?:husband|wife|son|daughter|partner|"
            rf"neighbour|warden|"
            r"carer|concierge|manager|sister|brother|mum|dad|porter|reception|family) (?:will |"
            r"can |usually |always |to )?"
            rf"lets? (?:you|carers?|staff|nurses?|u) in){_END}",
            0.6,
        ),
        Pattern(
            "will not come to the door",
            rf"{_EDGE}(?<!you )(?P<value>{_NEVER} (?:(?:hear|answer|get to|come to|reach|open|go "
            r"to|manage) (?:the |her |his |front ){0,2}(?:door ?bell|door|bell|intercom|buzzer|"
            r"entryphone|knock(?:ing)?)))"
            rf"{_END}(?! (?:handle|of the (?:fridge|car|cupboard)))",
            0.65,
        ),
        Pattern(
            "string through the letterbox",
            rf"{_EDGE}(?P<value>(?:pull|reach|feel|use|put (?:your )?hand)(?: for)?(?: (?:the|a|"
            rf"on))? ?"
            rf"(?:string|cord|key|in|hand|arm)? ?(?:through|inside|in|behind) (?:the "
            rf")?(?:letter ?box|cat ?flap)){_END}",
            0.7,
        ),
        Pattern(
            "reach over the gate",
            rf"{_EDGE}(?P<value>(?:reach|lean|put (?:your )?(?:hand|arm)) (?:over|through|round|"
            rf"behind) (?:the )?(?:side |back |garden |front )?(?:gate|fence|hatch|grille|rail|"
            rf"railings)|(?:slide|lift|undo|draw|slip) (?:back )?(?:the )?(?:door |gate |top |"
            rf"bottom |side )?(?:bolt|latch)){_END}(?! (?:of|on) (?:the )?(?:fridge|cupboard|bed|"
            rf"wheelchair|brace|sling))",
            0.6,
        ),
        Pattern(
            "way in",
            rf"{_EDGE}(?P<value>(?:enter|access|entry|get in|go in|come in|gain entry|gain access) "
            r"(?:is |only )?(?:via|through|by|using|at) (?:the )?(?:unlocked |open )?(?:patio|"
            r"back|side|rear|kitchen|conservatory|"
            rf"french|garage|front|porch|balcony|cellar)(?: garden)? (?:doors?|gate|window|"
            rf"entrance)"
            rf"|(?:enter|get in|go in|come in) (?:via|through|by) (?:the )?(?:garage|"
            rf"conservatory|back garden|porch)){_END}",
            0.6,
        ),
    ),
    examples=(
        "Door on the latch until 10am",
        "Press trade button before 11am to get into block",
        "Go round the back, patio door doesn't lock",
        "Does not answer door - bedbound, use the bell",
    ),
    counter_examples=(
        "Lets himself in and out of bed",
        "Good latch at 10am feed",
        "Doors open at 1830",
        "Fridge door left open overnight",
        "Locked-door review under DoLS",
    ),
)
ENTRIES: tuple[Recognizer, ...] = (ENTRY_METHODS, *ENTRY_CELLS)
