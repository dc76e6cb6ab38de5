"""Who lives alone, and when somebody calls: what a burglar wants to know. See also `absence`.

Times alone are nobody's: these count only in a record that names a person and tells where the home
is or how to get in (`needs_person`, `needs_home`).
"""

from functools import partial

from recognizers.borders import CELL_END, CELL_START
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)
from recognizers.home_access_search import search


def _entity(
    name: str, title: str, meaning: str, remedy: str, level: Sensitivity = Sensitivity.LOW
) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.PHYSICAL_SAFETY,
        sensitivity=level,
        breach_category="Other (details)",
        remedy=remedy,
        needs_person=True,
        needs_home=True,
    )


LIVES_ALONE = _entity(
    "LIVES_ALONE",
    "Lives alone",
    "Tells that nobody else is in a person's home, always or at night.",
    "Never keep it beside the address or a way in.",
)
VISIT_TIMES = _entity(
    "VISIT_TIMES",
    "When somebody calls",
    "Tells at what times carers come to a person's home, and so when nobody does.",
    "Keep times of visits in the rota system, apart from addresses and ways in.",
)
ABSENCE_DATES = _entity(
    "ABSENCE_DATES",
    "When nobody is at home",
    "Tells on which days a person is away: in hospital, in respite care, on holiday.",
    "Remove it once the person is back; never keep it beside the address or a way in.",
    Sensitivity.MODERATE,
)

START, END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
ALONE = Recognizer(
    name="lives_alone",
    entity=LIVES_ALONE,
    patterns=(
        Pattern(
            "lives alone",
            rf"{START}(?:liv(?:es|ing)|resides?) (?:(?:all|at home|there) )?"
            rf"(?:alone|(?:on|by) (?:her|his|their) own|by (?:him|her)self){END}",
            0.65,
        ),
        Pattern(
            "alone at night",
            rf"{START}(?:alone|on (?:her|his|their) own) (?:at night|overnight){END}",
            0.65,
        ),
    ),
    examples=("Lives alone", "she lives on her own", "Mr Hall is alone at night"),
    counter_examples=("leave it alone", "alone time", "standalone", "Let alone the cost"),
)
LIVES_ALONE_COLUMN = Recognizer(
    name="lives_alone_column",
    entity=LIVES_ALONE,
    patterns=(Pattern("flag", rf"{CELL_START}(?P<value>yes|y|true|1){CELL_END}", 0.8),),
    headers=("lives alone", "living alone", "alone at night", "single occupant"),
    context_score=0.8,
    window=(0, 0),
    requires_header=True,
    counter_examples=("Yes",),
    header_examples=(("Lives alone", "Y"), ("livesAlone", "true")),
)

_TIME = (
    r"(?:(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9] ?(?:[ap]\.?m|hrs)?| ?(?:[ap]\.?m|o'clock))"
    r"|(?:[01][0-9]|2[0-3])[0-5][0-9](?: ?hrs)?|noon|midday)"
)
_TO = r" ?(?:-|\u2013|to|until|till|and|&|,|/) ?"
_HOUR = rf"(?:(?:12 )?{_TIME}|[01]?[0-9])"  # "between 8 and 9.30am", "12 noon"
_MEAL = r"(?:(?:morning|breakfast|lunch|tea|dinner|evening|night|bed) )?"
_TIMES = rf"(?:{_HOUR}{_TO}{_MEAL}){{0,8}}{_TIME}{END}"
_CALL = (
    r"(?:morning|breakfast|am|lunch(?:time)?|midday|tea(?:[ -]?time)?|dinner|afternoon|evening|pm"
    r"|bed(?:[ -]?time)?|night(?:[ -]?time)?|tuck[ -]in|carers?'?|care|daily|double[ -]up)"
)
_CALLS = (
    rf"(?:{_CALL} (?:visits?|calls?)|(?:visit|call) times?"
    r"|carers? (?:visits?|calls?|comes?|attends?)"
    r"|(?:visits|calls) (?:are |is )?(?:daily |every day |a day |each day )?(?=at |from |between )"
    r"|(?:visits|calls) (?:a|per|each|every) day)"
)
_CALLS_AT = Pattern(
    "calls at",
    rf"{START}(?P<value>{_CALLS}:?,? ?(?:(?:are|is|due|daily|every day|at|from|between|around"
    rf"|about|approx|@|-) ?){{0,3}}{_TIMES})",
    0.7,
)
_CALLS_SELECTOR = Pattern(
    "call and a time",
    r"(?:visit|call|come|attend|time|day)s?[:, ]{1,3}(?:[a-z@\-]{1,7} ){0,4}(?:[0-9]|noon|midday)",
    0.6,
)
# What happened once, or where others are visited.
_NOT_REGULAR = tuple(
    "visiting missed cancelled late yesterday today tomorrow hospital ward meeting".split()
)
REGULAR_CALLS = Recognizer(
    name="visit_times",
    entity=VISIT_TIMES,
    patterns=(_CALLS_SELECTOR,),
    finder=partial(search, (_CALLS_AT,)),
    rivals=_NOT_REGULAR,
    window=(24, 16),
    examples=(
        "Morning call 07:30-08:15, tea call 16:30",
        "Carers come at 8am, 12.30 and 6pm",
        "Visits daily between 9 and 10am",
        "Call times: 0730, 1215, 1700",
        "4 calls a day: 8am, 12 noon, 5pm, 9pm",
        "lunch visit 12:00",
        "Bed call 9pm",
    ),
    counter_examples=(
        "Visiting times 2pm to 4pm",
        "Call 01632 960123 at 9am",
        "Visited at 10.15, all well",
        "Visit code 3069: personal care 30 min",
        "Call the office at 9am",
        "evening calls are charged at 40p",
    ),
)
VISIT_COLUMN = Recognizer(
    name="visit_times_column",
    entity=VISIT_TIMES,
    patterns=(
        Pattern("times", rf"{CELL_START}(?P<value>(?:at |from |between )?{_TIMES}){CELL_END}", 0.8),
    ),
    headers=(
        *("visit time", "visit times", "visit start", "visit from", "visit schedule"),
        *("call time", "call times", "care call", "care calls", "morning call", "lunch call"),
        *("tea call", "evening call", "bed call", "carer visits"),
    ),
    context_score=0.8,
    rivals=("duration", "phone", "telephone", "number", "log", "caller", "centre"),
    window=(0, 0),
    requires_header=True,
    counter_examples=("08:00-08:30",),
    header_examples=(
        ("Visit times", "08:00-08:30"),
        ("CallTimes", "07:30, 12:00, 17:15"),
        ("Bed call", "9pm"),
    ),
)

RECOGNIZERS: tuple[Recognizer, ...] = (ALONE, LIVES_ALONE_COLUMN, REGULAR_CALLS, VISIT_COLUMN)
