"""What notes tell a caller to do at the door: walk in, buzz a neighbour, go round the back.

Patterns only; `home_access_entry` declares the recognizer.
"""

from recognizers.declaration import Pattern
from recognizers.home_access_doors import (
    EDGE,
    END,
    HOME_ENTRANCE,
    HOME_PART,
    SELF,
)
from recognizers.home_access_people import ROLE

_TRADE = (
    r"(?:(?:trades?(?:man|men|person|people|mans)?(?:['’]?s)?|services?|porters?|concierge)"
    r"(?: entrance)? (?:button|buzzer|bell|entry))"
)
_PLEASE = r"(?:(?:please|pls|just|jst|simply|then|can|you can|carers|staff|crew|and) ){0,2}"
_IN = r"(?:(?:straight|strait|str8|right|on) in(?:side)?)"
_NOT_A_CENTRE = (
    r"(?! (?:clinic|centre|patients?|service|wardrobe|shower|bath|the (?:garden|park|grounds|"
    r"street|corridor)|to (?:work|the office))(?![a-z]))"
)
_LOUDLY = r"(?:loudly |first |twice |hard |the door |on (?:the )?door |bell |the bell |and wait )?"
_CALL_OUT = (
    rf"(?:call out|call(?=[.,;]|\s*$)|shout(?: out| hello| hi)?|say hello|announce {SELF}|"
    rf"make {SELF} known|go (?:on )?(?:up|in|through))"
)
_GO_IN = r"(?:walk|go|come|enter|let yourself|head|step)"


def _step(name: str, regex: str, score: float = 0.65) -> Pattern:
    """A way in: the expression is the finding."""
    return Pattern(name, rf"{EDGE}(?P<value>{regex}){END}", score)


STEPS: tuple[Pattern, ...] = (
    _step(
        "walk in and call out",
        rf"{_PLEASE}(?:(?:walk|go|come) (?:straight |right |on )?in(?:side)?|open (?:the )?"
        rf"(?:front |back )?door)(?:,? (?:and|then|&)(?: then)?|,) {_CALL_OUT}"
        r"(?! (?:at|orders|insults))",
    ),
    _step("button that opens", rf"(?:press|push|use|ring|hit|try)(?: the| on)? {_TRADE}", 0.7),
    _step(
        "button that works",
        rf"{_TRADE} (?:works|active|on|operates|is on|is active)"
        r"(?= (?:until|till|til|before|between|from|up to|[0-9]))",
        0.65,
    ),
    _step(
        "buzz a neighbour",
        r"(?:buzz|ring|press|try|call) (?:(?:at )?(?:any|another|other) (?:flat|other flat|bell|"
        r"buzzer|button|neighbour|resident)|all (?:the )?(?:flats|buzzers|buttons|bells)|(?:a|the) "
        r"neighbour(?! (?:if|about|on|to say))|(?:flat |no\.? ?|number )[0-9]{1,3}[a-z]?(?= and|,|"
        r" to "
        r"(?:get|be|gain)| who| for (?:access|entry)))",
    ),
    _step(
        "walk in",
        rf"{_PLEASE}(?:walk|come|go|head) {_IN}{_NOT_A_CENTRE}"
        rf"|(?:just|jst|please|pls) (?:walk|go|come) in{_NOT_A_CENTRE}"
        rf"|no need to (?:knock|ring)[^.;\n]{{0,12}}(?:walk|go|come|straight) (?:straight )?in"
        rf"|(?:knock|ring|buzz|shout|tap|call out|rap) {_LOUDLY}(?:and|then|&) (?:then )?"
        rf"(?:(?:walk|go|come|let yourself|head|step)(?: straight| right)? in|enter|walk|go)",
    ),
    Pattern(
        "walk in (end)",
        rf"{EDGE}(?P<value>{_GO_IN} in)(?=,? (?:door|front|back|side|it|she|he|"
        r"they) [^.;\n]{0,20}(?:open|unlocked|latch))",
        0.6,
    ),
    _step(
        "knock and wait",
        r"(?:knock|ring|buzz|tap|rap) (?:the bell |bell |loudly |twice |hard |on (?:the )?door "
        r")?and "
        r"(?:wait|be patient)|(?:knock|tap|bang|rap) (?:loudly |hard |gently )?(?:on|at) (?:the |"
        r"her "
        r"|his )?(?:\w+ )?window|(?:shout|call|post|knock)(?: out)?(?: hello)? (?:through|thru) "
        r"(?:the )?letter ?box",
        0.6,
    ),
    _step(
        "let yourself in",
        rf"(?:let|lets|letting) {SELF} in(?! (?:for|and out of bed))|(?:carers?|staff|nurses?|"
        rf"crew) "
        rf"(?:to |can |will |should )?(?:let|lets) {SELF} in(?! and out)",
        0.7,
    ),
    _step(
        "someone lets you in",
        rf"(?:the |his |her |another )?(?:{ROLE}|tenant|resident)s? (?:(?:will|can|usually|always|"
        rf"to) ){{0,2}}lets? (?:you|carers?|staff|nurses?|u|visitors) in"
        r"(?:to (?:the )?(?:building|block|flats?))?"
        r"(?! (?:with|using) (?:her|his|their) key)",
        0.6,
    ),
    _step(
        "follow somebody in",
        r"(?:follow|tailgate|slip in (?:behind|with|after)|go in (?:behind|with|after)|wait for) "
        r"(?:another |a |some ?one |any |other )?(?:resident|tenant|neighbour|person|someone|else)?"
        r"s? ?(?:in|to (?:come|go) (?:out|in))(?![a-z])",
        0.6,
    ),
    _step(
        "string through the letterbox",
        r"(?:pull|reach|feel|use|put (?:your )?hand)(?: for)?(?: (?:the|a|on))? ?(?:string|cord|"
        r"key|"
        r"in|hand|arm)? ?(?:through|thru|inside|in|behind) (?:the )?(?:letter ?box|cat ?flap)",
        0.7,
    ),
    _step(
        "reach over the gate",
        r"(?:reach|lean|put (?:your )?(?:hand|arm)) (?:over|through|round|behind) (?:the "
        r")?(?:side |"
        r"back |garden |front )?(?:gate|fence|hatch|grille|rail|railings)|(?:slide|lift|undo|draw|"
        r"slip|release) (?:back |up )?(?:the )?(?:door |gate |top |bottom |side )?(?:bolt|latch|"
        r"catch)(?: (?:on|of) the (?:side |back |garden )?(?:gate|door))?"
        r"(?! (?:of|on) (?:the )?(?:fridge|cupboard|bed|wheelchair|brace|sling))",
        0.6,
    ),
    _step(
        "push the door",
        rf"{_PLEASE}(?:push|shove|give) (?:the |her |his )?(?:front |back |side )?(?:door|gate)"
        r"(?: (?:hard|firmly|open|a (?:good )?(?:push|shove)|to open|very hard|it opens)){0,2}"
        r"|(?:door|gate) sticks,? (?:just )?(?:push|shove)(?: hard)?"
        r"|(?:lift|turn|pull|push) (?:the |up the |down the )?handle(?:,? (?:and|then|up and|down "
        r"and) (?:push|pull|lift|shove))(?: (?:hard|the door))?",
        0.6,
    ),
    _step(
        "throws the key down",
        r"(?:(?:client|patient|pt|tenant|he|she|they) )?(?:(?:will|can|usually|to) )?(?:throws?|"
        r"drops?|lowers?|chucks?|tosses) (?:you )?(?:down )?(?:(?:the|a|her|his) )?(?:front door |"
        r"house |door )?keys? (?:down|out|from|through)(?: of)?(?: (?:the|a|her|his|to you|in a)"
        r"(?: \w{3,8})?(?: window| balcony)?)?",
    ),
    _step(
        "way in",
        rf"(?:enter|entered|entering|access|accessed|entry|get in|got in|go in|come in|came in|"
        rf"gain "
        rf"entry|gained entry|gain access|way in|access gained)(?: (?:is|was|only|to property|to "
        rf"the (?:property|house|flat))){{0,2}} (?:via|through|thru|by|using|at|from|round) "
        rf"(?:{HOME_ENTRANCE}(?: door| gate)?|(?:the )?{HOME_PART}(?: (?:at|to) the (?:rear|back|"
        rf"side))?(?! (?:menu|panel|bar|page)))(?! for (?:delegates|the conference|visitors))",
        0.6,
    ),
    _step(
        "use the side door",
        r"(?:use|take|try) (?:the |her |his )?(?:side|back|rear|patio|kitchen|french|garage|garden|"
        r"communal|basement|left[ -]hand|right[ -]hand)(?: \w{3,8})? ?(?:doors?|gate|entrance|"
        r"passage|porch)(?! (?:handle|sensor|alarm))",
        0.6,
    ),
    _step(
        "through an open window",
        r"(?:via|through|thru|by) (?:the |an |her |his )?(?:unlocked|open|unsecured) "
        r"(?:\w{3,12} )?(?:window|door|gate|patio doors?)|(?:climb|climbed|get|got) (?:in )?"
        r"(?:through|over) (?:the |an )?(?:\w{3,12} )?(?:window|gate|fence|wall)",
        0.6,
    ),
    _step(
        "come round the back",
        r"(?:please |pls |always |just )?(?:go|come|walk|pop|head|nip) (?:on )?(?:round|around|rnd|"
        r"to) (?:to )?(?:the )?(?:back|rear|side)(?: (?:of (?:the )?(?:house|property|bungalow)|"
        r"door|gate))?(?! (?:of the (?:queue|class|room|page)))"
        r"(?: (?:and|then) (?:knock|tap|ring|shout|go in|walk in|come in)(?: (?:on|at) (?:the )?"
        r"(?:\w+ )?(?:window|door))?)?",
        0.55,
    ),
)
