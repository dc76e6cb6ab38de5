"""What notes tell hands and feet to do at a door: reach through, jiggle the handle, climb over.

Patterns only, beside those of `home_access_steps`; `home_access_entry` declares the recognizer.
"""

from recognizers.declaration import Pattern
from recognizers.home_access_doors import EDGE, END, OPENING, PASSAGE
from recognizers.home_access_search import not_after

_NOT_TOLD = not_after("not n't n’t never cannot".split())
_THE = r"(?:the |her |his |their |your |an? |both |any )?"
_WORDS = r"(?:[a-z'’-]{2,12} ){0,3}?"
# What it is fixed to decides: a fridge's handle and a wheelchair's catch open no home.
_NO_DOOR = (
    r"(?! (?:of|on|to|in|from) (?:the |her |his |a )?(?:bed|fridge|freezer|oven|cupboard|commode|"
    r"wheelchair|walker|frame|hoist|sling|brace|toilet|bath|shower|wardrobe|drawer|cabinet|car|"
    r"van|seat|chair|pump|cannula|catheter|bag|ward|oxygen)(?![a-z]))"
)
_THEN = (
    r"(?=\s*(?:[.,;:)!–-]|$|and |then |& |to (?:open|get|enter|go|let|come)|hard|firmly|until|till|"
    r"while|towards|up|with (?:a|your)|from|it |at the|on the|for (?:the|access)))"
)
_FITTING = (
    r"(?:handles?|latch(?:es)?|bolts?|hooks?|catch|knob|lever|bar|chain|cord|string|flap|padlock|"
    r"snib|door|gate|lock)"
)
_FAR_PART = (
    r"(?:letter ?box|cat ?flap|dog ?flap|flap|window|gate|fence|hatch|grille|railings?|bars|hole|"
    r"gap|door|hedge|trellis|pane|panel|slot)"
)
_WAY_ROUND = (
    r"(?:alley(?:way)?|passage(?:way)?|ginnel|snicket|entry|path|side(?: of (?:the )?(?:house|"
    r"bungalow|building|property))?|drive(?:way)?|garden|garage|yard|car ?port|back lane|lane|"
    r"steps|house|bungalow|building|shop)"
)
_NOT_THINGS = (
    r"(?![^.;\n]{0,40}(?<![a-z])(?:car|phone|bike|tablet|ipad|laptop|screen|computer|drawer|"
    r"cupboard|fridge|van)(?![a-z]))"
)


def _move(name: str, regex: str, score: float = 0.6) -> Pattern:
    return Pattern(name, rf"{EDGE}{_NOT_TOLD}(?P<value>{regex}){END}", score)


MANOEUVRES: tuple[Pattern, ...] = (
    _move(
        "arm through the flap",
        rf"(?:put|stick|get|pop|slide|poke)(?: (?:your|an?|in|right))?"
        r"(?: (?:hand|arm|fingers?))?"
        rf" (?:through|in|inside|over|round|around|under|behind|in through|down) {_THE}{_WORDS}"
        rf"{_FAR_PART}{END}(?: (?:and|to|then) (?:[a-z]{{2,10}} ){{1,3}}{_THE}{_WORDS}"
        rf"(?:{_FITTING}|keys?))",
    ),
    _move(
        "jiggle the handle",
        rf"(?:jiggle|wiggle|waggle|rattle|twist|unhook|unbolt|unlatch|unchain|undo|slide|lift|yank|"
        rf"kick|shoulder|force|shove|ease|prise) {_THE}{_WORDS}{_FITTING}{END}{_NO_DOOR}{_THEN}",
    ),
    _move(
        "turn the handle",
        rf"(?:turn|push|pull|press|hold) (?:down |up )?{_THE}{_WORDS}(?:handles?|latch|knob|lever|"
        rf"cord|string|flap|door|gate){END}{_NO_DOOR}(?! (?:closed|shut|to|behind|after))"
        rf"(?: (?:hard|firmly|up|down|open))?,? (?:and|then|to|&) (?:then )?(?:push|pull|lift|"
        rf"shove|go|walk|come|enter|open|get|it (?:opens|gives)|turn|step)",
    ),
    _move(
        "lift the door as you push",
        rf"(?:lift|pull|push|lean on|turn) {_THE}{_WORDS}(?:handle|door|gate|key){END}{_NO_DOOR} "
        r"(?:as|while|when|and at the same time) (?:you )?(?:push|pull|turn|lift|open)",
    ),
    _move(
        "buzz and it will be opened",
        r"(?:buzz|ring|press|knock|call)(?: (?:the|her|his|on|at|flat|number|no|bell|buzzer|door|"
        r"intercom|[0-9]{1,3}[a-z]?)){0,4},? (?:and|then|&) (?:she|he|they|someone|somebody|"
        r"reception|the \w{3,12})(?:['’]ll| will| can)? (?:release|open|unlock|let|buzz)",
    ),
    _move(
        "push the porch door hard",
        rf"(?:push|shove|pull|kick|shoulder) {_THE}{_WORDS}(?:door|gate) (?:really |very )?(?:hard|"
        r"firmly|open|sharply|in)(?: (?:as|because) it sticks)?",
    ),
    _move(
        "pushes open",
        rf"(?<!lift ){OPENING} (?:just |only |will |can |always |easily ){{0,2}}"
        rf"(?:push(?:es)?|pulls?|swings?|slides?|lifts?|opens?) (?:open|if you|when you|"
        rf"by itself|automatically|easily|from (?:the )?outside|"
        rf"with (?:a|one|your) (?:push|shove|kick|card|knife|coin|finger))",
    ),
    _move(
        "not locked",
        rf"{OPENING} (?:(?:is|are|was)n['’]?t|(?:is|are|was) (?:not|never)|not|never) "
        rf"(?:(?:usually|normally|always|ever|generally|often|properly) )?(?:locked|bolted|shut|"
        rf"secured?|fastened|latched|alarmed)",
        0.65,
    ),
    _move(
        "leaves it unlocked",
        r"(?:(?:always|usually|normally|often) )?(?:leaves?|leaving|keeps?|left|kept|find) (?:it|"
        rf"this|that|them|everything|the front|the back|the side) (?:unlocked|unbolted|on (?:the )?"
        rf"(?:latch|snib|sneck)|off (?:the )?(?:latch|lock)){END}{_NOT_THINGS}",
        0.65,
    ),
    _move(
        "down the alley to the yard door",
        rf"(?:go|come|walk|head|nip|pop|cut|get) (?:(?:on|straight|right|back|in) )?(?:down|along|"
        rf"through|round|around|past|up|behind|via|over) {_THE}{_WORDS}{_WAY_ROUND}{END},? "
        rf"(?:and |then |to |until |till |& ){{1,2}}(?:[a-z'’-]{{2,12}} ){{0,4}}{PASSAGE}",
    ),
    _move(
        "in by the yard door",
        rf"(?<=[a-z,;:] )(?:get |got |go |come |came |let (?:your|our|my)sel(?:f|ves) |carers |"
        rf"straight |way )in (?:by|via|through|at|from|over|using) {_THE}{_WORDS}{PASSAGE}",
    ),
    _move(
        "buzzes you up",
        r"(?:(?:she|he|client|pt|patient|tenant|they|son|daughter|wife|husband|neighbour) )?"
        r"(?:will |can |to )?buzz(?:es)? (?:you|us|carers|staff|people|nurses?|visitors|crew) "
        r"(?:up|in|through)",
        0.65,
    ),
    _move(
        "opens the door from bed",
        r"(?:opens?|unlocks?|releases?|operates?) (?:(?:the|her|his|front|main) ){0,2}(?:door|"
        r"lock) (?:remotely|from (?:her|his|the|their) (?:bed|bedroom|chair|phone|sofa|"
        r"armchair)|(?:by|with|using) (?:a |her |his |the )?(?:remote|phone|app|pendant|button))",
        0.65,
    ),
    _move(
        "nobody comes",
        r"(?:no ?one|nobody|no reply|no answer|nae ?body) (?:will |ever |can |is able to "
        r")*(?:comes?|"
        r"answers?|gets?|hears?)(?: (?:to|at|up|from))* (?:the |her |his )?(?:front )?(?:door|"
        r"bell|knock)",
    ),
    _move(
        "never hears it",
        r"(?:(?:she|he|they) )?(?:never|can['’]?t|cannot|won['’]t|doesn['’]?t|will not) (?:even "
        r")?hears? "
        r"(?:it|you|us|anyone|anybody|a knock|knocking)(?: (?:and|or) (?:won['’]t|can['’]?t|"
        r"cannot|will "
        r"not|doesn['’]?t) (?:get up|come|answer|move))?",
        0.55,
    ),
    _move(
        "give it a shove",
        r"give (?:it|her|this|that|the (?:door|gate)) (?:a )?(?:(?:good|hard|firm|big|wee|proper|"
        r"sharp|"
        r"bit of a) ){0,2}(?:shove|push|kick|bump|nudge|shoulder|thump|yank|tug)(?: (?:near|at|by|"
        r"with) "
        r"(?:the |your )?[a-z]{3,9})?",
    ),
    _move(
        "latch is off",
        r"(?:sneck|snib|snick|latch|bolt|deadlock|dead ?bolt|yale)(?:['’]?s| is| will be)? "
        r"(?:left )?"
        r"(?:off|up|down|undone|not on|never on)",
    ),
    _move(
        "off the latch",
        r"(?:door|gate|window|it|front|back|side)(?:['’]s| is| are| was| left| will be) (?:on|off|"
        r"aff|"
        r"oan) the (?:latch|snib|sneck|snick)(?! (?:hook|bolt))",
        0.6,
    ),
    _move(
        "never locked",
        r"(?:(?:it|which|that|door|gate|garage|porch|up-and-over|conservatory|shed|back|side|front)"
        r"(?:['’]s| is| isn['’]?t| are| was)) (?:never|not|usually not|left|always left)? ?(?:un)?"
        r"(?:(?<=un)locked|(?<=un)bolted|(?<=never )(?:locked|bolted|shut)|(?<=not )(?:locked|"
        r"bolted)|"
        r"(?<=isn't )(?:locked|bolted)|(?<=isn’t )(?:locked|bolted))",
        0.55,
    ),
    _move(
        "slip the lock",
        rf"(?:{_THE}{_WORDS}(?:yale|lock|latch|catch|chain|bolt) )?(?:(?:can|could|will|may) "
        rf")?(?:be )?"
        r"(?:slip(?:s|ped)?|pop(?:s|ped)?|ease[sd]?|trip(?:s|ped)?|lift(?:s|ed)?|flick(?:s|ed)?|"
        r"unhook(?:s|ed)?)(?: (?:it|off|open|out|the (?:lock|latch|catch)))* (?:from (?:the "
        r")?outside|"
        r"(?:with|w/|using) (?:a |an |your |two |one |his |her )?(?:plastic |bank |credit |old |"
        r"butter "
        r")?(?:card|knife|screwdriver|coin|fingers?|hanger|wire|stick|spoon))(?: w/ [a-z ]{3,16})?",
    ),
    _move(
        "press trades",
        r"(?:press|push|buzz|hit|use|try) (?:the )?(?:trades?|tradesmen|service|services|"
        r"deliveries|"
        r"any (?:of the )?(?:flats?|bells?|buttons?|buzzers?)|all the (?:flats|bells|buttons|"
        r"buzzers)|"
        r"(?:the |a )?(?:silver |green |white |big |round |release |exit )*(?:pad|plate|release))",
        0.6,
    ),
    _move(
        "they will release the door",
        r"(?:ring|call|phone|text|buzz|press|contact) [^.;\n]{2,45}?,? (?:and|they|who|then|she|he)"
        r"(?: (?:they|she|he))?(?:['’]ll| will| can)? (?:remotely )?(?:pop|release|open|unlock|"
        r"undo) (?:the "
        r"|it|her |his )?(?:lock|door|gate|main door|you)?(?: (?:for you|remotely|open))?",
    ),
    _move(
        "straight in",
        r"(?:just |jist |please )?(?:gan|gang|go|come|walk|head|step|nip|pop) (?:straight |right |"
        r"reet |"
        r"strait )(?:in|ben|through|up)|(?:just |jist )?come ben",
        0.6,
    ),
    _move(
        "enter by way of the scullery",
        rf"(?:enter|go in|come in|get in|gain entry|access|entry|in)(?: unannounced| quietly| "
        rf"directly| is"
        rf")? (?:by way of|via|through|thru|by|using) {_THE}{_WORDS}(?:{PASSAGE}|scullery|kitchen|"
        r"sunroom|sun room|outhouse|boot room|larder|pantry|coal hole|workshop|stable)",
        0.6,
    ),
    _move(
        "climb over the fence",
        rf"(?:climb|climbed|hop|squeeze|step|clamber|jump|get|got) (?:(?:in|up|back|down) )?"
        rf"(?:over|through|across) {_THE}{_WORDS}(?:fence|gate|wall|hedge|window|gap|railings?|"
        rf"balcony)",
    ),
)
