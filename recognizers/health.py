"""Numbers that the health services of the United Kingdom give to people.

Not here: numbers of hospitals, practices and professionals, which have no national form.
"""

from recognizers import checks
from recognizers.declaration import Check, Pattern, Recognizer, Verdict
from recognizers.health_entities import CHI_PAGE, HSC_PAGE, NHS_PAGE, UK_CHI, UK_HSC, UK_NHS
from recognizers.health_forms import CHI_FORMS, FILE_NAME, GROUPED, NINE_DIGITS, UNGROUPED
from recognizers.words import load

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
        references=(NHS_PAGE,),
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
    UNGROUPED,
    _ISSUED_EXAMPLE.replace(" ", ""),
)
NHS_NUMBER_GROUPED = _nhs("nhs_number_grouped", GROUPED, _ISSUED_EXAMPLE)
NHS_NUMBER_TEST = _nhs(
    "nhs_number_test",
    UNGROUPED,
    "9990000018",
    "NHS9990000018",
    "patient_9990000018.pdf",
    "nhs_number: 9990000018.0",
    "NHS No '9990000018",
    "Crabtree 9990000018 discharge.pdf",
    "NHS 999/000/0018",
    "nhs_number=999%20000%200018",
    "NHS no 9,990,000,018",
    "INFO patientNhsNumber=9990000018",
    issued=False,
)
NHS_NUMBER_TEST_GROUPED = _nhs(
    "nhs_number_test_grouped",
    GROUPED,
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


def _nhs_of_patient(name: str, example: str, *, issued: bool) -> Recognizer:
    """Ten plain digits that nothing names, in a sentence that only patients have."""
    return Recognizer(
        name=name,
        entity=UK_NHS,
        patterns=UNGROUPED[:1],
        check=checks.nhs_issued if issued else checks.nhs_never_issued,
        checked_score=0.4,
        chance=checks.MOD11_CHANCE,
        reject=_reject_issued if issued else _reject_never_issued,
        context=load("patient_events"),
        context_score=0.55,
        rivals=_RIVALS + load("nhs_organisations"),
        requires_context=True,
        verdict=Verdict.LIVE if issued else Verdict.TEST,
        examples=(f"{example} - bloods taken by the district nurse",),
        counter_examples=(example, f"order {example} for the district nurse", "bloods 1234567890"),
        references=(NHS_PAGE,),
    )


def _nhs_file(name: str, example: str, *, issued: bool) -> Recognizer:
    """The number alone as the name of a file."""
    return Recognizer(
        name=name,
        entity=UK_NHS,
        patterns=FILE_NAME,
        check=checks.nhs_issued if issued else checks.nhs_never_issued,
        checked_score=0.5,
        chance=checks.MOD11_CHANCE,
        reject=_reject_issued if issued else _reject_never_issued,
        headers=("file name",),
        context_score=0.5,
        requires_header=True,
        verdict=Verdict.LIVE if issued else Verdict.TEST,
        counter_examples=(f"{example}.pdf",),
        header_examples=(("file name", f"{example}.pdf"), ("file name", f".{example}.txt.gz")),
        references=(NHS_PAGE,),
    )


NHS_NUMBER_FILE = _nhs_file("nhs_number_file", _ISSUED_EXAMPLE.replace(" ", ""), issued=True)
NHS_NUMBER_FILE_TEST = _nhs_file("nhs_number_file_test", "9990000018", issued=False)

NHS_NUMBER_PATIENT = _nhs_of_patient(
    "nhs_number_patient", _ISSUED_EXAMPLE.replace(" ", ""), issued=True
)
NHS_NUMBER_PATIENT_TEST = _nhs_of_patient("nhs_number_patient_test", "9990000018", issued=False)

_CHI_WORDS = ("chi", "chi number", "chi no", "chi num", "community health index", "nhs number")

CHI_NUMBER = Recognizer(
    name="chi_number",
    entity=UK_CHI,
    patterns=CHI_FORMS,
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
    references=(CHI_PAGE, "https://public-health-scotland.github.io/phsmethods/"),
)
CHI_NUMBER_LOST_ZERO = Recognizer(
    name="chi_number_lost_zero",
    entity=UK_CHI,
    patterns=NINE_DIGITS,
    check=checks.chi_lost_zero,
    checked_score=0.4,
    chance=checks.MOD11_CHANCE,
    reject=checks.filler,
    headers=("chi", "chi number", "chi no", "community health index"),
    context_score=0.9,
    requires_header=True,
    counter_examples=("CHI 101011237", "101011237"),
    header_examples=(("CHI Number", "101011237"), ("chi", "101011237.0")),
    references=(CHI_PAGE, "https://github.com/uk-fci/nhs-number/issues/19"),
)
HSC_NUMBER = Recognizer(
    name="hsc_number",
    entity=UK_HSC,
    patterns=CHI_FORMS,
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
    references=(HSC_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    NHS_NUMBER,
    NHS_NUMBER_GROUPED,
    NHS_NUMBER_TEST,
    NHS_NUMBER_TEST_GROUPED,
    NHS_NUMBER_FILE,
    NHS_NUMBER_FILE_TEST,
    NHS_NUMBER_PATIENT,
    NHS_NUMBER_PATIENT_TEST,
    CHI_NUMBER,
    CHI_NUMBER_LOST_ZERO,
    HSC_NUMBER,
)
