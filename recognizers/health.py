"""Numbers that the health services of the United Kingdom give to people.

Not here: numbers of hospitals, practices and professionals, which have no national form.
"""

from recognizers import checks
from recognizers.borders import DASHES, NUMBER_END, NUMBER_START, WIDE_SPACE
from recognizers.declaration import (
    Check,
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
    Verdict,
)
from recognizers.words import load

_NHS_PAGE = "https://www.datadictionary.nhs.uk/attributes/nhs_number.html"
_CHI_PAGE = "https://www.datadictionary.nhs.uk/attributes/community_health_index_number.html"
_HSC_PAGE = "https://www.datadictionary.nhs.uk/attributes/health_and_care_number.html"
# Recital 35 counts a number assigned to a person for health purposes as data concerning health.
_RECITAL = "UK GDPR, recital 35"


def _person_number(name: str, title: str, meaning: str, page: str) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.SPECIAL_CATEGORY,
        harm=Harm.HEALTH,
        sensitivity=Sensitivity.HIGH,
        breach_category="Health data",
        remedy="Move it to the care record system, remove copies, and close the place to others.",
        role=Role.PERSON_ID,
        references=(page, _RECITAL),
    )


UK_NHS = _person_number(
    "UK_NHS",
    "NHS number",
    "The number by which the NHS in England, Wales and the Isle of Man knows a person.",
    _NHS_PAGE,
)
UK_CHI = _person_number(
    "UK_CHI",
    "CHI number",
    "The Scottish Community Health Index number; it also tells date of birth and sex.",
    _CHI_PAGE,
)
UK_HSC = _person_number(
    "UK_HSC",
    "Health and Care number",
    "The number by which health and social care in Northern Ireland knows a person.",
    _HSC_PAGE,
)

# "?" and "_" stand where an export lost zero-width joiners.
_JOIN = rf"[ \t{WIDE_SPACE}.?_{DASHES}]{{1,3}}"
_BARE = rf"(?P<value>[0-9]{{10}}|[0-9]{{6}}{_JOIN}[0-9]{{4}}|[0-9]{{3}}{_JOIN}[0-9]{{7}})"
_GROUPED = rf"(?P<value>[0-9]{{3}}{_JOIN}[0-9]{{3}}{_JOIN}[0-9]{{4}})"
# A label may touch the number: NHS9990000018, NHSNo9990000018.
_GLUED = r"(?<![A-Za-z])(?:nhs|chi|hcn)(?:no|num|number)?"

_UNGROUPED_FORMS = (
    Pattern("ten digits", NUMBER_START + _BARE + NUMBER_END, 0.4),
    Pattern("ten digits behind a label", _GLUED + _BARE + NUMBER_END, 0.4),
)
_GROUPED_FORMS = (
    Pattern("3-3-4", NUMBER_START + _GROUPED + NUMBER_END, 0.6),
    Pattern("3-3-4 behind a label", _GLUED + _GROUPED + NUMBER_END, 0.6),
)

# What else has ten digits. The nearest word decides, so "NHS purchase order 61…" is an order.
_RIVALS = load("number_rivals")


def _nhs_example(base: str) -> str:
    """A number of the issued ranges, made when needed: written down it might be someone's."""
    check = checks.nhs_check_digit(base)
    assert check is not None
    return f"{base[:3]} {base[3:6]} {base[6:]}{check}"


def _nhs(
    name: str,
    patterns: tuple[Pattern, ...],
    example: str,
    *more: str,
    issued: bool = True,
) -> Recognizer:
    """One of four: grouped or not, issued or never issued."""
    check: Check = checks.nhs_issued if issued else checks.nhs_never_issued
    return Recognizer(
        name=name,
        entity=UK_NHS,
        patterns=patterns,
        check=check,
        # Ten plain digits may be anything; three groups are how this number is printed.
        checked_score=patterns[0].score,
        invalid_score=0.3,
        chance=checks.MOD11_CHANCE,
        reject=_reject_issued if issued else _reject_never_issued,
        context=load("nhs_context"),
        headers=("pid 3",),
        context_score=0.95,
        rivals=_RIVALS + load("nhs_organisations"),
        verdict=Verdict.LIVE if issued else Verdict.TEST,
        examples=(f"NHS number {example}", f"{example} (NHS no)", *more),
        counter_examples=_NHS_COUNTER_EXAMPLES,
        header_examples=(("NHSNumber", example), ("CHILD_NHS_NUMBER", f" {example} ")),
        references=(_NHS_PAGE,),
    )


def _reject_issued(value: str) -> bool:
    return checks.filler(value) or checks.never_issued_range(value)


def _reject_never_issued(value: str) -> bool:
    return checks.filler(value) or not checks.never_issued_range(value)


_NHS_COUNTER_EXAMPLES = (
    "NHS number 111 111 1111",
    "NHS number: 9999999999",
    "Write the NHS number in three groups, for example 123 456 7890",
    "Dementia Care handbook, ISBN 0601529693",
    "NHS number 999 000 0019",  # fails its check: reported, but as doubtful
    "NHS order no 9990000018",
    "NHS Supply Chain purchase order 9990000018",
    "https://www.nhs.uk/pages/9990000018/",
    "nhs weight 0.9990000018",
    "nhs 1234-9990000018",
    "NHS 99900000181",
    "Patient mobile 9990000018",
)
_ISSUED_EXAMPLE = _nhs_example("400000000")

NHS_NUMBER = _nhs(
    "nhs_number",
    _UNGROUPED_FORMS,
    _ISSUED_EXAMPLE.replace(" ", ""),
)
NHS_NUMBER_GROUPED = _nhs("nhs_number_grouped", _GROUPED_FORMS, _ISSUED_EXAMPLE)
NHS_NUMBER_TEST = _nhs(
    "nhs_number_test",
    _UNGROUPED_FORMS,
    "9990000018",
    "NHS9990000018",
    "patient_9990000018.pdf",
    "nhs_number: 9990000018.0",
    "NHS No '9990000018",
    "Crabtree 9990000018 discharge.pdf",
    issued=False,
)
NHS_NUMBER_TEST_GROUPED = _nhs(
    "nhs_number_test_grouped",
    _GROUPED_FORMS,
    "999 000 0018",
    "Ref NHS 999\u2013000\u20130018",
    "NHS 999\u00a0000\u00a00018",
    "NHS 999\u200d000\u200d0018",
    "NHS 999?000?0018",
    "NHS 999_000_0018",
    "NHS 999.000.0018",
    "NHS 999  000 0018",
    "Seen today, 999 000 0018, well",
    issued=False,
)

_CHI_FORMS = (
    *_UNGROUPED_FORMS,
    Pattern("3-3-4", NUMBER_START + _GROUPED + NUMBER_END, 0.4),
)
_CHI_WORDS = ("chi", "chi number", "chi no", "chi num", "community health index", "nhs number")

CHI_NUMBER = Recognizer(
    name="chi_number",
    entity=UK_CHI,
    patterns=_CHI_FORMS,
    check=checks.chi,
    checked_score=0.4,
    chance=checks.MOD11_CHANCE,
    reject=checks.filler,
    context=_CHI_WORDS,
    context_score=0.95,
    rivals=(*_RIVALS, "chi squared", "chi square"),
    examples=("CHI 0101011237", "CHI number: 010101 1237", "CHI0101011237", "CHI no 010 101 1237"),
    counter_examples=(
        "CHI 0101201234",  # fails the check
        "CHI 3201201234",  # no such day
        "0101011237",
        "ISBN 0601529693",
        "chi squared 0101011237",
    ),
    header_examples=(("CHI Number", "0101011237"), ("chi_no", "0101011237.0")),
    references=(_CHI_PAGE, "https://public-health-scotland.github.io/phsmethods/"),
)
CHI_NUMBER_LOST_ZERO = Recognizer(
    name="chi_number_lost_zero",
    entity=UK_CHI,
    patterns=(Pattern("nine digits", NUMBER_START + r"(?P<value>[0-9]{9})" + NUMBER_END, 0.4),),
    check=checks.chi_lost_zero,
    checked_score=0.4,
    chance=checks.MOD11_CHANCE,
    reject=checks.filler,
    headers=("chi", "chi number", "chi no", "community health index"),
    context_score=0.9,
    requires_header=True,
    counter_examples=("CHI 101011237", "101011237"),
    header_examples=(("CHI Number", "101011237"), ("chi", "101011237.0")),
    references=(_CHI_PAGE, "https://github.com/uk-fci/nhs-number/issues/19"),
)
HSC_NUMBER = Recognizer(
    name="hsc_number",
    entity=UK_HSC,
    patterns=_CHI_FORMS,
    check=checks.hsc,
    checked_score=0.4,
    chance=checks.MOD11_CHANCE,
    reject=checks.filler,
    context=(
        *("h&c", "h&c number", "h&c no", "hcn", "health and care number", "hsc number", "hsc no"),
        *("health & care number", "hsc", "nhs number"),
    ),
    headers=("h c number", "h c no", "h c", "health care number"),
    context_score=0.95,
    rivals=_RIVALS,
    examples=("H&C number 320 000 0015", "HCN 3200000015", "Health and Care Number: 320-000-0015"),
    counter_examples=("H&C number 320 000 0010", "3200000015", "H&C order 3200000015"),
    header_examples=(("H&C Number", "3200000015"), ("HCN", "320 000 0015")),
    references=(_HSC_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    NHS_NUMBER,
    NHS_NUMBER_GROUPED,
    NHS_NUMBER_TEST,
    NHS_NUMBER_TEST_GROUPED,
    CHI_NUMBER,
    CHI_NUMBER_LOST_ZERO,
    HSC_NUMBER,
)
