"""Declarations of where keys and key safes are.

No number is sought here. Each pattern carries a whole phrase of care notes; what it must not be
mistaken for (car keys, the key to a chart) is part of the pattern.
"""

from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_cues import KEY_SAFE_NAMES, any_of, phrase_list
from recognizers.home_access_entities import KEY_LOCATION, KEY_SAFE_LOCATION
from recognizers.home_access_fillers import is_filler

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"

# --- places -------------------------------------------------------------------------------

_PREPOSITION = (
    r"(?:under(?:neath)?|undr|beneath|behind|bhind|bhnd|nxt (?:to|2)|rnd|l of|r of|lhs of|rhs of|@|"
    r"inside|in|on|on top of|ontop of|above|over|below|"
    r"beside|next to|by|near|at|within|through|between|round|around|outside|against|opposite|"
    r"(?:to )?(?:the )?(?:immediate )?(?:left|right)(?: hand side)?(?: of| o)?|"
    r"(?:left|right)[ -]hand side of|to the (?:left|right|side|rear|back|front)(?: of)?|"
    r"rear of|back of|front of|side of|attached to|hidden in|tucked (?:in|under|behind))"
)
# Things beside a British front door that hide keys, or that key safes are screwed to.
_PLACE = (
    r"(?:plant ?pots?|flower ?pots?|pots?|planter|trough|urn|(?:door ?|welcome )?mat|gnomes?|"
    r"(?:wheelie |dust|recycling |blue |green |black |brown |coal |bread )?bins?|shed|garage|porch|"
    r"meter (?:cupboard|box)|(?:gas|electric|electricity|water) (?:meter|box|cupboard)|meter|"
    r"letter ?box|mail ?box|post ?box|hooks?|nail|string|chain|bricks?|stones?|rock|drain ?pipe|"
    r"down ?pipe|pipe|(?:door|back|front)?steps?|doorstep|ledge|window ?(?:sill|ledge)|sill|"
    r"cupboard|drawer|bucket|tubs?|tin|jar|basket|hanging basket|ornament|statue|frog|hedgehog|"
    r"tortoise|tiles?|slab|paving|logs?|log store|bunker|green ?house|conservatory|summer ?house|"
    r"hedge|bush|shrub|fence|gate|gatepost|post|door ?frame|door|doorway|water ?butt|butt|"
    r"bird ?(?:box|table|bath|feeder)|milk (?:bottles?|crate)|crate|out ?house|outside (?:toilet|"
    r"loo)|"
    r"toilet|lintel|bench|chair|table|wall|railings?|handrail|rail|ramp|guttering|gutter|trellis|"
    r"tree|bay tree|boot|wellies|wellington|carport|lean-to|utility|hall(?:way)?|kitchen|window|"
    r"balcony|patio|garden|house|bungalow|property|building|side|rear|front|back|left|right|corner|"
    r"envelope|peg box|peg bag|pegs?|oven|barbecue|bbq|watering can|lamp|light|lantern|sign|number|"
    r"alcove|lobby|foyer|entrance|side passage|passage|alley|box|cover|lid|knee height|waist "
    r"height|(?:frnt|front|bk|bak|back|side) dr|alley|wheelie|ivy)"
)
_WORD = (
    r"(?!(?:and|but|then|so|if|when|for|please|pls|ask|use|code|which|who|as|is|was|are|x|next|"
    r"near|by|behind|under|beside|inside)\b)[a-z'’-]{1,14}"
)
_MORE = (
    r"(?:,? (?:by|behind|in|inside|at|to|of|on|near|under|underneath|above|beside|from|through|"
    r"round|"
    r"in front of|right of|left of|against|on top of|down|just) "
    rf"(?:(?!(?:and|but|the nurse|carers?)\b)[a-z'’-]{{1,14}} ){{0,4}}{_PLACE}{_END}"
    r"|,? (?:(?:at|on|about) )?(?:knee|waist|chest|head|low|eye|shoulder|hip|ankle|ground) "
    r"(?:height|level)"
    r"|, (?:low|high|lower|higher)(?: down| up)?(?![a-z])"
    r"|,? (?:on|in) a piece of string"
    r"|, (?:top|bottom|middle|left|right|second|upper|lower)(?: hand)? (?:shelf|side|drawer|hook|"
    r"corner)"
    r"| (?:behind|under|inside|in) (?:paint|old|garden|the|a|some) [a-z]{2,12}(?: [a-z]{3,12})?)"
)
_HOW_HIGH = r"(?:(?:low|high|lower|higher)(?: down| up)?,? |just )?"
_PLACED = rf"(?:{_HOW_HIGH}{_PREPOSITION} (?:(?:{_WORD}) ){{0,4}}{_PLACE}{_END}{_MORE}{{0,3}})"

# --- hidden keys --------------------------------------------------------------------------

_NOT_HOME_KEY = (
    r"(?<!(?:api|car|van|bike|private|public|answer|product|licen[cs]e|primary|foreign|secret|"
    r"encryption|ssh|arrow|enter|shift|return|cd|drug|medicine|medication|cupboard|wi-?fi|wifi|map|"
    r"the colou?r|piano|low|office|locker|filing cabinet)[ _-])"
)
_LIES = (
    r"(?: (?:to|for) (?:the |her |his |their )?(?:front |back |side )?(?:door|property|house|"
    r"flat|home|bungalow)"
    r"(?![a-z]))?(?:(?: (?:is|are|was|will be|can be|may be|to be|gets|has been|always|usually|"
    r"still|also|now|"
    r"kept|left|hidden|hid|lives?|hangs?|hanging|found|located|stored|stays|placed|put|hung|tucked|"
    r"buried|taped|available|you['’]ll find it|lies|sits|just|safely)){0,4}| ?[:=-] ?|[:=-])"
)
_NOT_A_PLACE = (
    r"(?! (?:in|on|to) (?:the |a )?(?:door|ignition|lock|front|back|side)[ ,.]{0,2}(?:and|but|to "
    r"success)\b)"
)
KEY_LOCATIONS = Recognizer(
    name="key_location",
    entity=KEY_LOCATION,
    anchors=("key",),
    patterns=(
        Pattern(
            "key under the pot",
            rf"{_EDGE}{_NOT_HOME_KEY}keys?{_END}(?! ?(?:safe|box|code|worker|pad|board|"
            rf"point)){_LIES}"
            rf" ?{_NOT_A_PLACE}(?P<value>{_PLACED})",
            0.7,
        ),
        Pattern(
            "spare in the cupboard (key)",
            rf"{_EDGE}spare(?: one| set)?{_LIES} "
            rf"(?P<value>{_PLACED})(?=[^\n.]{{0,20}}(?<![a-z])keys?(?![a-z]))",
            0.7,
        ),
    ),
    examples=(
        "Spare key under the plant pot by the back step",
        "Key is on a string through the letterbox",
        "if stiff key undr gnome",
    ),
    counter_examples=(
        "Spare catheter in bathroom cupboard",
        "Car key in the drawer",
        "The key is in the detail",
    ),
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

# --- key safe location --------------------------------------------------------------------

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
_CODE = r"[#*]?[a-z]{0,2}[0-9]{3,8}[a-z]?[#*]?"
_FITTED = (
    rf"(?:[\s\"':;=,?(-]{{0,4}}(?:location|located|is|are|now|situated|mounted|positioned|"
    rf"place|position|yes|will be|has been|going|moved{_TO}|moving{_TO}|{_AT_HOME}|"
    rf"(?:fitted|installed|attached|fixed|screwed|put){_BY_WHOM}|can be|found|"
    rf"(?:codes?|number|no\.?|pin|combination)(?: is)?[\s.:=#-]{{0,3}}{_CODE}|{_CODE}|"
    r"outside|hidden)){0,4}[\s\"':;=,?(–-]{1,6}"
)
KEY_SAFE_LOCATIONS = Recognizer(
    name="key_safe_location",
    entity=KEY_SAFE_LOCATION,
    anchors=_ANCHORS,
    patterns=(
        Pattern(
            "key safe by the door",
            rf"(?<!(?:no|any|without) )(?:{_NAMES}|key[ _-]?safe[ _-]?location)"
            r"(?!\s(?:to be|required|requested|"
            rf"needed)){_FITTED}(?!{_AT_HOME})(?P<value>{_PLACED})",
            0.7,
        ),
    ),
    examples=(
        "Key safe to the right of the garage door at knee height",
        "key safe located inside porch under window ledge",
        '"keySafeLocation": "behind the bins by the side gate"',
    ),
    counter_examples=("Key safe to be installed by Careline w/c 12/05", "No key safe fitted"),
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
        "where the key safe is"
    ),
    rivals=phrase_list("date, installer, supplier, cost, type, postcode, site visit, site id"),
    context_score=0.8,
    requires_header=True,
    reject=is_filler,
    header_examples=(("keySafeLocation", "rear porch"), ("keySafePlace", "low down by bins")),
)

PLACES: tuple[Recognizer, ...] = (
    KEY_LOCATIONS,
    KEY_LOCATION_CELLS,
    KEY_SAFE_LOCATIONS,
    KEY_SAFE_LOCATION_CELLS,
)
