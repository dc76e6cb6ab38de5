"""Doors, and how notes speak of them: what opens, in which state it is, who does not come to it.

Expressions only; `home_access_entry` puts them together.
"""

from recognizers.home_access_search import not_after

EDGE, END = r"(?<![A-Za-z0-9])(?=[A-Za-z])", r"(?![A-Za-z])"
_WHOSE = r"(?:the |her |his |their |my |our |your |an? |any )"
_WHICH = (
    r"(?:front |back |side |rear |patio |kitchen |porch |conservatory |main |flat |french |outer |"
    r"inner |entrance |side passage |utility |garden |sliding |stable |balcony |house |street |"
    r"communal |bungalow |hall |bk |bak |frnt |sde |unlocked |open )"
)
DOOR = (
    rf"(?:{_WHOSE}?{_WHICH}{{0,2}}doors?(?: at the (?:back|side|rear|front))?"
    r"|(?:front|frnt|back|bk|bak|side) dr|french windows"
    rf"|{_WHOSE}?(?:front |back |rear )?porch|{_WHOSE}?(?:conservatory|garage|utility room|"
    rf"lean-to))"
)
GATE = rf"(?:{_WHOSE}?(?:side|back|front|garden|rear|driveway|entrance|yard|bk|bak)? ?gates?)"
WINDOW = (
    rf"(?:{_WHOSE}?(?:(?:kitchen|bathroom|bedroom|front|back|side|rear|downstairs|ground floor|"
    r"lounge|living room|small|loo|toilet) )+windows?"
    rf"|{_WHOSE}?windows? (?:at|in|on|to|of|by) the (?:back|side|rear|front|kitchen|bathroom|hall))"
)
OPENING = rf"(?:{DOOR}|{GATE}|{WINDOW})"

# Doors that open nothing from outside, and advice, which is no home's habit.
NOT_ENTRY = not_after(
    "fridge freezer car oven cupboard wardrobe machine fire toilet bathroom bedroom ward shower "
    "van taxi lift cabinet shop clinic surgery cage hutch office room stage school logic "
    "farm".split()
) + not_after(
    f"{never} leave{which}"
    for never in ("never", "not", "n't", "n’t")
    for which in ("", " a", " an", " any", " the", " your")
)
# "Doors open at 7": a hall's. "Door will be open at 8": a home's.
DOORS_AT = r"(?!(?:the )?doors (?:(?:will be|are|is|be) )?[a-z-]{4,9} at [0-9])"
# Pubs, clinics and meetings open doors too.
NOT_PUBLIC = (
    r"(?! (?:for|to) (?:visitors|the public|discussion|business|all staff|customers|debate|"
    r"further|another|future|more|opportunity)(?![a-z]))(?! (?:policy|at (?:school|work|the "
    r"(?:office|centre|school)))(?![a-z]))"
)

_OFTEN = (
    r"(?:(?:always|usually|often|generally|normally|mostly|sometimes|kept|left|being|just|also|"
    r"still|now|never|not) ){0,3}"
)
_BE = (
    r"(?:['’]s |(?: (?:will be|to be|is|are|was|were|it's|stays|gets|should be|can be|may be|"
    r"has been|had been|remains)(?: found)?)? )"
)
NEVER = (
    r"(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)|won['’]?t|will not|can['’]?t|cannot|can not|"
    r"(?:will|may) not be able to|won['’]t be able to|is not going to|is unlikely to|no ?body will|"
    r"no one (?:will|can)|"
    r"(?:is |are )?unable to|(?:is |are )?not able to|never|struggles to|isn['’]?t able to|"
    r"(?:is |are )?too (?:slow|weak|frail|unsteady) to|could ?n['’]?t|could not|did(?:n['’]t| not)"
    r" manage to|has no way to)"
)
BROKEN = (
    r"(?:(?:is |has been |was |are )?(?:broken|faulty|missing|damaged|bust|not working|snapped)|"
    r"does(?:n['’]?t| not) work|has gone|needs (?:repair(?:ing)?|fixing|mending))"
)
_FOR_WHOM = (
    r"open(?= (?:for|during|to|in the|until|till|from|all|so|at all|when|just|jst|til|2|by|"
    r"between|throughout|overnight)(?![a-z])(?! [0-9]))|,? ?open(?=,? (?:so )?(?:just |jst |"
    r"please |"
    r"pls )?(?:walk|come|go|let|push|enter)(?![a-z]))"
)
_AJAR = (
    r"(?:on (?:the )?(?:latch|snib|snick|sneck|yale)|off (?:the )?(?:latch|lock|snib)|unlocked|"
    r"un-locked|ajar|(?:(?<=never )|(?<=not ))(?:locked|bolted|shut)|unbolted|on (?:the )?catch|"
    r"propped open|open wide|wide open)"
)
STANDS_OPEN = (
    rf"{OPENING}{_BE}{_OFTEN}(?:{_AJAR}|{_FOR_WHOM}|(?<=will be )open|(?<=always )open|"
    r"(?<=left )open|(?<=kept )open|(?<=usually )open|(?<=stays )open)"
)
LEFT_OPEN = (
    rf"(?:leaves?|leaving|keeps?|(?:will|to|can) (?:leave|keep)|kept|left) {OPENING} (?:always )?"
    rf"(?:{_AJAR}|open)"
)
SELF = r"(?:your ?sel(?:f|ves)|urself|yrself|self|them ?selves)"

# What somebody does not come to, hear or manage.
_BELL = r"(?:door ?bell|doors?|bell|intercom|buzzer|entry ?phone|knock(?:ing|er)?|front door)"
_FIRST = (
    r"(?:(?:get (?:up|out of bed|out of (?:her |his |the )?chair|downstairs)|manage (?:the )?"
    r"stairs|mobilise|walk|stand|weight bear)(?: to| or| and))?"
)
NO_ANSWER = (
    rf"(?:(?:client|patient|pt|tenant|resident|he|she|user) )?(?:(?:is )?(?:bed ?bound|bed bound|"
    rf"(?:very |quite )?deaf|immobile|housebound|chairbound|frail|bedfast) (?:and|so) )?"
    rf"{NEVER} {_FIRST} ?(?:always )?(?:hear|answer|get to|come to|reach|open|go to|manage|get up "
    rf"to|make it to|respond to) (?:(?:the|her|his|their|front|own|a) ){{0,2}}{_BELL}"
)

# --- going in -----------------------------------------------------------------------------

PASSAGE = (
    r"(?:doors?|gates?|windows?|entrance|garage|conservatory|porch|balcony|cellar|passage(?:way)?|"
    r"alley(?:way)?|ginnel|snicket|garden|patio|yard|utility(?: room)?|basement|fire escape|"
    r"lean-to|back|rear|side)"
)
_WHICH_WAY = (
    r"(?:patio|back|side|rear|kitchen|conservatory|french|garage|front|porch|balcony|cellar|"
    r"communal|basement|main|unlocked|open|sliding|garden|left|right|left[ -]hand|right[ -]hand|"
    r"bathroom|bedroom|lounge)"
)
HOME_ENTRANCE = rf"(?:(?:the |her |his |an? )?(?:{_WHICH_WAY} ){{1,3}}{PASSAGE})"
HOME_PART = (
    r"(?:(?:the |her |his )?(?:garage|conservatory|back garden|porch|patio|alley(?:way)?|ginnel|"
    r"snicket|side passage|cellar|rear|side|back|utility(?: room)?|lean-to|fire escape|yard))"
)
