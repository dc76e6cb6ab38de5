"""When nobody is at home: in hospital, in respite care, on holiday, at a day centre.

Counts as `presence` does: only beside a person and a home.
"""

from functools import partial

from recognizers.borders import CELL_END, CELL_START
from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_search import search
from recognizers.presence import ABSENCE_DATES, END, START

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|wed|thu|fri|sat|sun)s?)"
_DATE = (
    rf"(?:[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? 20[0-9]{{2}})?"
    rf"|{_MONTH} [0-3]?[0-9](?:st|nd|rd|th)?(?:,? 20[0-9]{{2}})?"
    r"|[0-3]?[0-9][/.\-][01]?[0-9](?:[/.\-](?:20)?[0-9]{2})?|20[0-9]{2}-[01][0-9]-[0-3][0-9])"
)
_WHEN = (
    rf"(?:(?:(?:on )?{_WEEKDAY},? )?{_DATE}|(?:next |this )?{_WEEKDAY}"
    r"|the [0-3]?[0-9](?:st|nd|rd|th)|(?:next|this) (?:week|month|weekend)"
    r"|(?:the )?end of (?:the )?(?:week|month)|further notice|tomorrow)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_SPAN = (
    rf"(?:(?:from|since|between) (?:{_WHEN}|{_DAY}(?= ?[a-z\-\u2013]{{1,5}} ?[0-9]))"
    rf"(?: ?(?:-|\u2013|to|until|till|and) ?{_WHEN})?"
    rf"|(?:until|till|til) {_WHEN}|{_DAY} ?(?:-|\u2013|to) ?{_DATE})"
)
_AWAY = (
    r"(?:away|abroad|on holiday|in (?:hospital|respite(?: care)?|rehab)|(?:at |in )?respite"
    r"(?: care| stay)?(?: booked)?|staying (?:with|at) [^.;\n]{2,30}?"
    r"|(?:house|home|flat|property|bungalow) (?:is |will be |stands |left )?"
    r"(?:empty|unoccupied|vacant)|(?:nobody|no one|no-one|not|not back) (?:at )?home)"
)
_CARED_FOR = tuple(
    "client patient resident tenant she he her his mum dad mother father mrs mr miss family".split()
)
_STAFF = tuple(
    "staff manager colleague nurse doctor gp annual leave cover office team school keep move "
    "worker employee".split()
)
_ABSENT = (
    Pattern("away from", rf"{START}(?P<value>{_AWAY},? ?:? ?{_SPAN}){END}", 0.7),
    Pattern(
        "due home",
        rf"{START}(?P<value>(?:due|coming|expected|back|returns?|returning) (?:back )?home"
        rf" (?:on |by )?{_WHEN}){END}",
        0.65,
    ),
    Pattern(
        "out on certain days",
        rf"{START}(?P<value>(?:at|to|attends|out at) (?:the )?(?:day (?:centre|care|club)"
        rf"|lunch club) (?:(?:on|every|each) )?{_WEEKDAY}(?:(?:, ?| and |/|-){_WEEKDAY}){{0,6}}"
        rf"){END}",
        0.65,
    ),
)
# Shorter than the forms, and true of more.
_ABSENT_SELECTOR = Pattern(
    "away and a time",
    r"(?:away|abroad|holiday|hospital|respite|care|stay|booked|rehab|empty|unoccupied|vacant|home"
    r"|staying (?:with|at) [^.;\n]{2,30}),? ?:? ?(?:from|since|between|until|till?|[0-9])",
    0.6,
)
_HOMECOMING_SELECTOR = Pattern(
    "home on a day",
    r"(?:due|coming|expected|back|returns?|returning) (?:back )?home (?:on |by )?[0-9a-z]",
    0.6,
)
_CLUB_SELECTOR = Pattern(
    "club on a day",
    r"(?:day (?:centre|care|club)|lunch club) (?:(?:on|every|each) )?[mtwfs][ouehra]",
    0.6,
)
ABSENCE = Recognizer(
    name="absence_dates",
    entity=ABSENCE_DATES,
    patterns=(_ABSENT_SELECTOR, _HOMECOMING_SELECTOR, _CLUB_SELECTOR),
    finder=partial(search, _ABSENT),
    context=_CARED_FOR,
    context_score=0.75,
    rivals=_STAFF,
    window=(40, 0),
    examples=(
        "Away from 3 to 10 May",
        "in hospital until 12/06/2026",
        "Respite from 1st June until 14th June",
        "on holiday 3-10 May",
        "House empty until further notice",
        "staying with her daughter until Sunday",
        "due back home on 4 June",
        "attends day centre Tuesdays and Thursdays",
        "Mrs Clegg is in hospital since the 4th",
    ),
    counter_examples=(
        "Keep away from heat",
        "Take away from 5pm",
        "in hospital with a stroke in 2019",
        "Respite policy reviewed until May",
        "On holiday let",
        "stay away from 2 dogs",
        "the meeting is not until Friday",
    ),
)
ABSENCE_COLUMN = Recognizer(
    name="absence_dates_column",
    entity=ABSENCE_DATES,
    patterns=(
        Pattern(
            "dates",
            rf"{CELL_START}(?P<value>(?:{_SPAN}|{_DATE}(?: ?(?:-|\u2013|to) ?{_DATE})?)){CELL_END}",
            0.8,
        ),
    ),
    headers=(
        *("away from", "away until", "away dates", "dates away", "respite from", "respite until"),
        *("respite dates", "respite start", "respite end", "in hospital until", "in hospital from"),
    ),
    context_score=0.8,
    rivals=("staff", "employee", "booked by"),
    window=(0, 0),
    requires_header=True,
    counter_examples=("03/05/2026",),
    header_examples=(
        ("Away until", "03/05/2026"),
        ("respite_dates", "3 to 10 May"),
        ("InHospitalFrom", "2026-05-03"),
    ),
)

RECOGNIZERS: tuple[Recognizer, ...] = (ABSENCE, ABSENCE_COLUMN)
