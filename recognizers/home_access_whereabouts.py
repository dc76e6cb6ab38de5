"""How English says where a thing is: expressions for phrases of place.

A phrase is a preposition and a noun, and further such phrases behind it: "under the third pot, to
the left of the shed". "Under", "behind" and "beside" may bring any noun, for hardly anything
abstract hangs behind a thing; "in", "on" and "at" bring many ("on order", "in use"), so they need
a noun that stands about a British home. Vocabulary only; the declarations say what must stand in
front of a place.
"""

from recognizers.home_access_search import only_after

_END = r"(?![A-Za-z])"

# --- prepositions -------------------------------------------------------------------------

_SIDE_OF = (
    r"(?:(?:to|on|at) )?(?:the |its )?(?:immediate |far )?(?:left|right|l|r|lh|rh|l/h|r/h|lhs|rhs|"
    r"side|"
    r"rear|back|bk|front|frnt|top|bottom|foot|end|underside|near side|far side)"
    r"(?:[ -]hand(?:[ -]side)?| side)? (?:of|o|from)"
)
_ANY_NOUN = (
    rf"(?:{_SIDE_OF}|in front of|in between|under(?:neath)?|undr|u/neath|beneath|among(?:st)?|"
    rf"behind|bhind|bhnd|"
    r"beside|next to|nxt (?:to|2)|next door to|above|below|near(?: to)?|nearest(?: to)?|opposite|"
    r"between|inside|on top of|ontop of|adjacent to|alongside|attached to|fixed to|against)"
)
_FIXED = only_after(
    "fixed attached affixed screwed moved relocated secured tied bolted chained clipped nailed "
    "mounted padlocked strapped cable-tied".split()
)
_KNOWN_NOUN = (
    rf"(?:{_FIXED}to|on|in|at|by|@|down the (?:back|side) of|"
    r"within|with|through|thru|from(?= (?:the|her|his|a) )|outside|outside of|over|round|rnd|"
    r"around|down|up|off|past|just|onto|along|(?:to |on |at )?(?:the )?(?:left|right|rear|back|"
    r"front|side)(?: hand)?(?: side)?)"
)

# --- nouns --------------------------------------------------------------------------------

# Things about a British home that hide keys, or that key safes are screwed to.
_PLACE = (
    r"(?:plant ?pots?|flower ?pots?|plants?|pots?|planter|trough|urn|mat|door ?mat|rug|gnomes?|"
    r"bins?|bin store|shed|garage|porch|meter|meter (?:cupboard|box|cabinet)|letter ?box|"
    r"mail ?box|post ?box|parcel box|tool ?box|hooks?|nail|screw|string|chain|cord|bricks?|"
    r"air ?bricks?|stones?|rock|drain ?pipe|down ?pipe|drain(?: cover)?|manhole(?: cover)?|pipe|"
    r"(?:door|back|front)?steps?|doorstep|ledge|window ?(?:sill|ledge)|sill|cupboard|drawer|"
    r"bucket|tubs?|tin|jar|basket|ornament|statue|frog|hedgehog|tortoise|rabbit|tiles?|slab|"
    r"paving|pavers?|flagstone|logs?|log store|wood ?pile|bunker|green ?house|conservatory|"
    r"summer ?house|hedge|bush|bushes|shrubs?|fence|gate|gate ?post|post|door ?frame|frame|door|"
    r"doorway|door ?bell|bell|water ?butt|butt|bird ?(?:box|table|bath|feeder)|bottles?|crate|"
    r"holder|out ?house|toilet|loo|lintel|bench|seat|chair|table|wall|railings?|handrail|rail|"
    r"ramp|guttering|gutter|trellis|arch|pergola|tree|boot|boots|wellies|wellington|scraper|"
    r"car ?port|lean[ -]to|utility|utility room|hall(?:way)?|kitchen|pantry|larder|cellar|"
    r"basement|landing|stairs|staircase|stairwell|window|balcony|patio|decking|garden|yard|house|"
    r"bungalow|property|building|block|side|rear|front|back|left|right|corner|end|envelope|"
    r"peg (?:box|bag|basket)|pegs?|oven|barbecue|bbq|watering can|lamp|light|lantern|sign|plaque|"
    r"(?:house|door) number|alcove|lobby|foyer|entrance|passage(?:way)?|alley(?:way)?|ginnel|"
    r"snicket|path|drive|driveway|box|cover|lid|flue|vent|boiler|tap|hose ?pipe|hose|tank|"
    r"panel|intercom|cat ?flap|flap|shelf|shelves|rack|beam|rafters|bracket|pillar|column|"
    r"canopy|awning|kennel|elevation|soil ?pipe|uprights?|gate ?post|pane|pigeon ?holes?|"
    r"glove ?box|hanging basket|scullery|wisteria|honeysuckle|paint pot|pail|planters?|"
    r"notice ?board|bay|barn|stable|byre|parlour|trolley|cushion|grill|pebbles|gravel|rockery|"
    r"hutch|coop|caravan|compost|heap|mower|bike|scooter|pond|fountain|bath|hollow|hole|gap|"
    r"crevice|cavity|locker|cabinet|unit|worktop|workbench|dresser|radiator|storage|store|"
    r"wheelie|ivy|laundry|knee height|waist height|(?:frnt|front|bk|bak|back|side) dr)"
)
# Words that end a phrase of place, and words that no place is.
_NO_NOUN = (
    r"(?:and|but|then|so|if|when|for|please|pls|ask|use|codes?|which|who|as|is|was|are|were|has|"
    r"have|had|that|it|it's|he|she|they|we|you|i|him|me|us|them|will|would|can|should|must|not|no|"
    r"mind|cover|ring|press|pull|until|till|til|after|before|because|since|only|today|tomorrow|"
    r"now|always|usually|x|next|near|by|behind|under|beside|inside|from|there|press|combination|"
    r"pin|to|on|in|at|@|keys?|keysafe|safe|ks|told|with|without|jammed|where|whenever)"
)
_WORD = rf"(?!{_NO_NOUN}{_END})(?:[a-z][a-z'’-]{{0,14}}|[1-9](?:st|nd|rd|th))"
# "Key safe under review", "between calls": no place.
_ABSTRACT = (
    r"(?! (?:the |a |her |his |their |our |any |its )?(?:review|discussion|consideration|warranty|"
    r"contract|control|pressure|schedule|hours?|remit|clock|standard|average|advice|policy|budget|"
    r"future|miss(?:es)?|calls?|visits?|name of|impression|guidance|supervision|circumstances|"
    r"construction|repair|office hours|times|age|law|procedure|section|act|duress|threat|all|"
    r"each other|any|space ?bar|enter|shift|return|[0-9])(?![a-z]))"
)
_HEIGHT = (
    r"(?:knee|waist|chest|head|low|eye|shoulder|hip|ankle|ground|foot|floor)(?: |-)(?:height|level)"
)
_HOW_HIGH = (
    r"(?:(?:just|right|low|high|lower|higher|half ?way|part way)(?: down| up)?(?: than usual)?,? )?"
)

_TO_KNOWN = rf"(?:from )?{_KNOWN_NOUN} (?:{_WORD} ){{0,4}}{_PLACE}{_END}"
_TO_ANY = (
    rf"(?:from )?{_ANY_NOUN}{_ABSTRACT} (?:(?:{_WORD} ){{0,4}}{_PLACE}{_END}|(?:{_WORD} ){{0,2}}"
    rf"(?!(?:the|a|an|her|his|their|our|my|its|your){_END}){_WORD}{_END})"
)
_ONE = rf"(?:{_TO_ANY}|{_TO_KNOWN})"
_MORE = (
    # Of what is "next to bins" one cannot tell whether it is the thing or the place.
    rf"(?:,? (?:just |hanging |right |hidden )?(?!@|next to (?!the |her |his |a )){_ONE}"
    rf"|,? (?:(?:at|on|about|around) )?(?:about )?{_HEIGHT}{_END}"
    r"|, (?:low|high|lower|higher)(?: down| up)?(?![a-z])"
    r"|,? (?:on|in) a piece of string"
    rf"|,? (?:on|in|at|below|above|between|near|facing) (?:the |a |her |his |its ){_WORD}"
    rf"(?: {_WORD})?{_END}"
    r"| as (?:you|u) (?:come|go|enter|face|look|walk|drive|get|approach)[^.,;\n]{0,25}"
    rf"| of (?:the |a |her |his ){_WORD}{_END}"
    r"|,? (?:the )?(?:top|bottom|middle|left|right|second|third|upper|lower)(?: hand)? (?:shelf|"
    r"side|drawer|hook|corner|left|right)(?![a-z])"
    rf"| (?:behind|under|inside) (?:{_WORD} ){{0,2}}{_WORD}{_END})"
)

# "just behind the third pot, to the left of the shed"
PLACE_PHRASE = rf"(?:{_HOW_HIGH}{_ONE}{_MORE}{{0,3}})"

_SIDE = (
    r"(?:front|frnt|back|bk|rear|side|left|right|l|r|lh|rh|lhs|rhs|top|bottom|lower|upper|outer|"
    r"outside|inner|main|gable|kitchen|garage|porch|shed|fence|gate)"
)
# Places named without a preposition, as in a form: "rear wall", "left of front door".
BARE_PLACE = (
    rf"(?:(?:the )?{_SIDE}(?:[ -]hand(?:[ -]side)?)?(?: of| o)? (?:{_WORD} ){{0,3}}{_PLACE}{_END}"
    rf"{_MORE}{{0,3}}|{_HEIGHT}{_MORE}{{0,3}})"
)
# The same, so long that it cannot be the name of a thing with a code of its own.
LONG_BARE_PLACE = (
    rf"(?:(?:the )?(?:{_SIDE}(?:[ -]hand(?:[ -]side)?)? of (?:{_WORD} ){{0,3}}{_PLACE}{_END}"
    rf"|{_SIDE} {_PLACE},? (?:left|right)(?:[ -]hand)? side){_END}{_MORE}{{0,2}})"
)

DETERMINER = r"(?:the|a|an|her|his|their|our|my|another|one|your)"
# Between a place and the key or key safe that it is said of.
HOLDS = (
    r"(?:,? ?(?:[–:-] |there (?:is|are|['’]s|should be|will be) |there['’]s |is |are |for |"
    r"you(?:['’]ll| will| can| should)? (?:find|see|get) |(?:to )?(?:find|get) |hangs |sits |"
    r"has |have |with |holds |contains |where |(?<=, )(?=keys?(?![a-z]))|"
    r"lives |lies |(?:she|he|they|we|family) (?:keeps?|hides?|leaves?) ))"
)

# A place noted with nothing in front: "coal bunker, hook on l/h wall", "communal railings".
NOTED_PLACE = (
    rf"(?:(?:{_WORD} ){{0,2}}{_PLACE}{_END}(?:, (?:{_WORD} ){{0,2}}{_PLACE}{_END})?{_MORE}{{0,3}})"
)
