"""What proves who someone is: National Insurance numbers and dates of birth.

A bare date is never a date of birth; a word beside it or the header above it must say so.
"""

import regex

from recognizers import checks
from recognizers.borders import CELL_END, CELL_START, DASHES, WIDE_SPACE
from recognizers.dates import WRITTEN_DATE
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
    Verdict,
)

_NINO_PAGE = "https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110"

UK_NINO = Entity(
    name="UK_NINO",
    title="National Insurance number",
    meaning="The number by which tax and benefits offices know a person, mostly held of staff.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.IDENTITY_THEFT,
    sensitivity=Sensitivity.HIGH,
    breach_category="Basic personal identifiers",
    remedy="Keep it in the payroll or benefits system only, and remove it from everything else.",
    role=Role.PERSON_ID,
    references=(_NINO_PAGE,),
)
DATE_OF_BIRTH = Entity(
    name="DATE_OF_BIRTH",
    title="Date of birth",
    meaning="The day a person was born; with name or postcode it is enough to single them out.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.IDENTITY_THEFT,
    sensitivity=Sensitivity.MODERATE,
    breach_category="Basic personal identifiers",
    remedy="Replace it by the year or an age band wherever the full date is not needed.",
    role=Role.BIRTH_DATE,
    references=("https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/",),
)

_GAP = rf"[ .{WIDE_SPACE}{DASHES}]?"
_START = r"(?<![0-9A-Za-z])"
_DIGITS = rf"(?:{_GAP}[0-9]{{2}}){{3}}"
_FULL_END = rf"{_GAP}[A-D](?![0-9A-Za-z])"
# No suffix may follow, not even after a space: that would be the full form.
_SHORT_END = r"(?:(?![0-9A-Za-z .\-])|[ .\-](?![A-D])|[ .\-][A-D][0-9A-Za-z])"

_NINO_WORDS = (
    *("ni", "nino", "ni no", "ni num", "ni number", "n.i.", "nat ins", "nat ins no", "nin"),
    *("national insurance", "national insurance number", "national insurance no"),
)
_NINO_RIVALS = (
    *("part", "parts", "spare", "serial", "bin", "asset", "batch", "model", "sku", "stock"),
    *("order", "invoice", "ward", "drawing", "catalogue"),
)

NINO = Recognizer(
    name="nino",
    entity=UK_NINO,
    patterns=(Pattern("with suffix", _START + r"[A-Z]{2}" + _DIGITS + _FULL_END, 0.6),),
    check=checks.nino_prefix,
    checked_score=0.6,
    invalid_score=0.3,
    chance=0.55,  # 373 of the 676 pairs of letters
    reject=lambda value: value[:2].upper() == "QQ",
    context=_NINO_WORDS,
    context_score=0.95,
    rivals=_NINO_RIVALS,
    examples=(
        "ni number: ce 12 34 56 b (new starter)",
        "CE123456B",
        "NINO CE-12-34-56-B",
        "N.I. CE.12.34.56.B",
        "CE 123456 B",
    ),
    counter_examples=(
        "Spare DA123456A and AO123456B in bin 4",
        "NI number GB123456A",
        "NI number XCE123456B",
        "NI number QQ 12 34 56 C",
        "ABCE123456B",
    ),
    header_examples=(("NI Number", "CE123456B"), ("niNumber", "ce123456b")),
    references=(_NINO_PAGE,),
)
NINO_WITHOUT_SUFFIX = Recognizer(
    name="nino_without_suffix",
    entity=UK_NINO,
    patterns=(
        Pattern(
            "eight characters",
            _START + r"(?P<value>[A-Z]{2}" + _DIGITS + ")" + _SHORT_END,
            0.4,
        ),
    ),
    check=checks.nino_prefix,
    checked_score=0.4,
    chance=0.55,
    reject=lambda value: value[:2].upper() == "QQ",
    context=_NINO_WORDS,
    context_score=0.85,
    rivals=_NINO_RIVALS,
    requires_context=True,
    examples=("NI no. CE123456", "NI no CE 12 34 56 checked", "NINO CE 12 34 56"),
    counter_examples=("CE123456", "Spare part CE123456", "NI number CE 12 34 56 B", "NI DA123456"),
    header_examples=(("NINO", "CE123456"),),
    references=(_NINO_PAGE,),
)
NINO_SAMPLE = Recognizer(
    name="nino_sample",
    entity=UK_NINO,
    # HMRC prints QQ numbers as examples and never issues them.
    patterns=(Pattern("QQ", _START + r"QQ" + _DIGITS + _FULL_END, 0.6),),
    context=_NINO_WORDS,
    context_score=0.95,
    verdict=Verdict.SAMPLE,
    examples=("It looks like this: QQ 12 34 56 C.", "QQ123456A"),
    counter_examples=("QQ 12 34 56", "QQ123456E"),
    header_examples=(("NINO", "QQ123456C"),),
    references=(_NINO_PAGE,),
)

_BORN = (
    *("dob", "d.o.b", "d o b", "date of birth", "birth date", "date born", "born", "birthday"),
    *("birthdate", "birth dt", "dt of birth"),
)
_LABEL = (
    r"(?<![A-Za-z])(?:d\.?[ ]?o\.?[ ]?b|(?:date|dt)[ _\-]{0,2}of[ _\-]{0,2}birth"
    r"|birth[ _\-]{0,2}da(?:te|y)|born)"
)
_LABEL_BEFORE = _LABEL + r"(?![A-Za-z])[^0-9]{0,24}"
_LABEL_AFTER = r"[ \t]{0,2}[,(\-][ \t]{0,2}" + _LABEL + r"(?![A-Za-z])"
_DATE = rf"(?P<value>{WRITTEN_DATE})"
# A time may follow a date that a program wrote: 1941-03-12T00:00:00, 19410312000000.
_DATE_END = r"(?:[0-9]{6})?(?![0-9])"

_OTHER_DATES = (
    *("visit", "visited", "review", "reviewed", "admitted", "admission", "discharged", "seen"),
    *("appointment", "appt", "started", "start", "expiry", "expires", "issued", "died", "death"),
    *("dod", "referral", "referred", "assessed", "assessment", "updated", "created", "printed"),
    *("next", "due", "signed", "letter", "joined", "moved", "married", "dated", "lastcontact"),
    *("registered", "registered on", "enrolled", "seen on", "since", "last seen", "valid from"),
)


def _no_birthday(value: str) -> bool:
    """Dates that software writes where it knows none."""
    return bool(regex.fullmatch(r"1900[./\-]?01[./\-]?01|0?1[./\-]?0?1[./\-]?1900", value))


BIRTH_DATE = Recognizer(
    name="date_of_birth",
    entity=DATE_OF_BIRTH,
    # The label is part of the expression, so that of several dates only the nearest is taken.
    patterns=(
        Pattern("behind its label", _LABEL_BEFORE + _DATE + _DATE_END, 0.9),
        Pattern("before its label", r"(?<![0-9])" + _DATE + _LABEL_AFTER, 0.9),
    ),
    check=checks.birth_date,
    checked_score=0.9,
    reject=_no_birthday,
    context=_BORN,
    context_score=0.9,
    rivals=_OTHER_DATES,
    window=(45, 20),
    requires_context=True,
    examples=(
        "DOB 12.3.41. Visited 04/03/2026, review 01/09/2026.",
        "D.O.B: 12/03/1941",
        "Date of Birth (dd/mm/yyyy): 12/03/1941",
        "born in Leeds on 12th March 1941",
        "born on the 12th of March 1941",
        "born March 12, 1941",
        "date_of_birth=1941-03-12T00:00:00",
        "12 Mar 1941 (DOB)",
        "DoB: 12-Mar-41",
        "dob 12 03 1941",
        "DOB:\n19410312",
    ),
    counter_examples=(
        "Visited 04/03/2026",
        "12/03/1941",
        "DOB not known. Visited 04/03/2026",
        "Born abroad, seen 04/03/2026",
        "DOB 41/13/1941",
        "Date of birth 12/03/2999",
        "DOB 01/01/1900",
        "Stubborn 12/03/1941",
    ),
    references=("https://www.datadictionary.nhs.uk/data_elements/person_birth_date.html",),
)
BIRTH_DATE_COLUMN = Recognizer(
    name="date_of_birth_column",
    entity=DATE_OF_BIRTH,
    patterns=(
        Pattern(
            "whole cell",
            CELL_START + r"'?" + _DATE + r"(?:[T ]?[0-9:.]{4,12}Z?)?" + CELL_END,
            0.9,
        ),
        # From 1927 on; fewer digits would rather be a year.
        Pattern(
            "days since 1900",
            CELL_START + r"(?P<value>[1-4][0-9]{4})(?:\.0{1,2})?" + CELL_END,
            0.9,
        ),
    ),
    check=checks.birth_date,
    checked_score=0.9,
    reject=_no_birthday,
    context=_BORN,
    headers=("pid 7", "birth", "date birth", "birthdt"),
    context_score=0.9,
    rivals=("place", "country", "town", "weight", "order", "time", "mother"),
    requires_header=True,
    counter_examples=("DOB 12/03/1941", "12/03/1941"),
    header_examples=(
        ("born", "19410312"),
        ("birthdate", "1941-03-12"),
        ("PID-7 Date of birth", "19410312000000"),
        ("DateOfBirth", "12/03/1941 00:00:00"),
        ("D.O.B.", "12.3.41"),
        ("DOB", "120341"),
        ("date_of_birth", "1941-03-12T00:00:00Z"),
        ("DOB", "15047"),
    ),
    references=("https://www.datadictionary.nhs.uk/data_elements/person_birth_date.html",),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    NINO,
    NINO_WITHOUT_SUFFIX,
    NINO_SAMPLE,
    BIRTH_DATE,
    BIRTH_DATE_COLUMN,
)
