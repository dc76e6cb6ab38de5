"""Documents that prove who someone is: passport, residence permit, driving licence.

Other proofs of identity: `identity.py`. A scan of such a document is a picture, which is not read.
"""

from collections.abc import Iterator

import regex

from recognizers import checks
from recognizers.borders import NUMBER_END, NUMBER_START
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    RawMatch,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
)

_ICAO = "ICAO Doc 9303, part 4"
_PASSPORT_PAGE = "https://www.datadictionary.nhs.uk/data_elements/passport_number.html"
_LICENCE_PAGE = "https://www.gov.uk/driving-licence-categories"


def _document(name: str, title: str, meaning: str, page: str) -> Entity:
    return Entity(
        name=name,
        title=title,
        meaning=meaning,
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.IDENTITY_THEFT,
        sensitivity=Sensitivity.HIGH,
        breach_category="Official documents, eg driving licences",
        remedy="Record that the document was seen instead of its number, and remove the copies.",
        role=Role.PERSON_ID,
        references=(page,),
    )


UK_PASSPORT = _document(
    "UK_PASSPORT",
    "Passport number",
    "The number of a passport, mostly held of staff as proof of the right to work.",
    _PASSPORT_PAGE,
)
UK_BRP = _document(
    "UK_BRP",
    "Biometric residence permit number",
    "The number of a card that shows a person's immigration status in the United Kingdom.",
    "https://www.gov.uk/biometric-residence-permits",
)
UK_DRIVING_LICENCE = _document(
    "UK_DRIVING_LICENCE",
    "Driving licence number",
    "A driver number; that of Great Britain also tells surname, date of birth and sex.",
    _LICENCE_PAGE,
)

_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_OTHER_NUMBERS = (
    *("phone", "tel", "telephone", "mobile", "account", "sort code", "nhs", "ref", "reference"),
    *("order", "invoice", "licence", "license", "payroll", "asset", "photo", "size", "brp"),
    *("residence permit", "visa", "uprn", "case", "employee", "staff id", "gmc", "nmc"),
)

PASSPORT = Recognizer(
    name="uk_passport",
    entity=UK_PASSPORT,
    patterns=(
        Pattern("nine digits", NUMBER_START + "(?P<value>[0-9]{9})" + NUMBER_END, 0.1),
        # Blue passports of before 1988 bear a letter; other countries two letters.
        Pattern("letter and digits", _START + "(?:[A-Z]{1,2}[0-9]{6,7}|[0-9]{6}[A-Z])" + _END, 0.1),
    ),
    reject=checks.filler,
    context=("passport", "passport no", "passport number", "passport num", "ppt no", "hmpo"),
    context_score=0.85,
    rivals=_OTHER_NUMBERS,
    window=(40, 25),
    requires_context=True,
    examples=(
        "Passport no. 512345678, expires 2031",
        "British passport: 512345678 seen 4 May",
        "Passport AB1234567",
        "512345678 (passport)",
    ),
    counter_examples=(
        "512345678",
        "Passport photo ref 512345678",
        "Passport seen, NHS 999 000 0018",
        "Passport number 111111111",
        "Passport checked 12/03/2024",
        "Passport holder, tel 020 7946 0958",
    ),
    header_examples=(("PassportNo", "512345678"), ("passport", "512345678.0")),
    references=(_PASSPORT_PAGE,),
)

# Number and its check digit, nation, born, sex, valid until, 14 free characters, two checks.
_SECOND_LINE = (
    r"(?<![0-9A-Z<])(?P<value>[0-9A-Z<]{9})[0-9]GBR[0-9]{7}[MFX<][0-9]{7}[0-9A-Z<]{14}[0-9<][0-9]"
    r"(?![0-9A-Z<])"
)
_ZONE = regex.compile(_SECOND_LINE)


def _zones(text: str) -> Iterator[RawMatch]:
    """Numbers in machine-readable zones whose three check digits are right."""
    for found in _ZONE.finditer(text):
        if checks.mrz_passport(found.group()):
            start, end = found.span("value")
            end -= len(found["value"]) - len(found["value"].rstrip("<"))
            yield RawMatch(start, end, 0.95, "machine-readable zone")


PASSPORT_ZONE = Recognizer(
    name="uk_passport_zone",
    entity=UK_PASSPORT,
    patterns=(Pattern("machine-readable zone", _SECOND_LINE, 0.95),),
    anchors=("gbr",),
    finder=_zones,
    examples=(
        "P<GBRCLEGG<<EDNA<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n5123456789GBR4103127F3110049<<<<<<<<<<<<<<04",
        "5123456789GBR4103127F3110049<<<<<<<<<<<<<<04",
    ),
    counter_examples=(
        "5123456780GBR4103127F3110049<<<<<<<<<<<<<<04",
        "P<GBRCLEGG<<EDNA<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "GBR 4103127",
    ),
    references=(_ICAO,),
)

BRP = Recognizer(
    name="uk_brp",
    entity=UK_BRP,
    # The official specimen is ZW9005196; the third character may be an X.
    patterns=(Pattern("two letters, seven digits", _START + "[A-Z]{2}[0-9X][0-9]{6}" + _END, 0.3),),
    context=(
        *("brp", "brp no", "brp number", "residence permit", "biometric residence permit"),
        *("biometric card", "right to work", "immigration", "leave to remain", "permit no"),
    ),
    context_score=0.85,
    rivals=("passport", "order", "invoice", "asset", "serial", "batch", "parking permit", "part"),
    window=(50, 25),
    requires_context=True,
    examples=("BRP ZW9005196", "Residence permit no: ZWX005196", "ZW9005196 (right to work seen)"),
    counter_examples=("ZW9005196", "Asset ZW9005196", "BRP seen 4 May", "BRP ZW900519"),
    header_examples=(("BRP Number", "ZW9005196"), ("brp_no", "zw9005196")),
    references=("https://www.gov.uk/biometric-residence-permits",),
)

_LICENCE_WORDS = (
    *("driving licence", "driving license", "driving licence number", "driver number", "dvla"),
    *("driving licence no", "licence no", "licence number", "driver licence", "driver's licence"),
)

DRIVING_LICENCE = Recognizer(
    name="uk_driving_licence",
    entity=UK_DRIVING_LICENCE,
    # As printed, with spaces and the two digits of the issue behind, or in one.
    patterns=(
        Pattern(
            "sixteen characters",
            _START + r"(?P<value>[A-Z][A-Z9]{4}[ ]?[0-9]{6}[ ]?[A-Z9]{2}[0-9A-Z][A-Z]{2})"
            r"(?:[ ]?[0-9]{2})?" + _END,
            0.7,
        ),
    ),
    check=checks.driving_licence,
    checked_score=0.7,
    invalid_score=0.3,
    chance=0.03,  # a random six digits are a day of birth so coded in three of a hundred cases
    context=_LICENCE_WORDS,
    headers=("licence", "license"),
    context_score=0.95,
    examples=(
        "MORGA657054SM9IJ",
        "Driving licence MORGA 657054 SM9IJ 35",
        "DVLA: morga657054sm9ij35",
        "Licence no. FOX99657054S99IJ",
    ),
    counter_examples=(
        "MORGA699054SM9IJ",
        "MORGA657054SM9IJX",
        "Licence key ABCDE123456ABCDE",
        "MO9GA657054SM9IJ",
    ),
    header_examples=(("Driving Licence", "MORGA657054SM9IJ"), ("licenceNo", "MORGA657054SM9IJ 35")),
    references=(_LICENCE_PAGE,),
)


def _no_number(value: str) -> bool:
    """Fillers, and eight digits that are a date."""
    return checks.filler(value) or checks.birth_date(value)


DRIVING_LICENCE_NI = Recognizer(
    name="uk_driving_licence_ni",
    entity=UK_DRIVING_LICENCE,
    patterns=(Pattern("eight digits", NUMBER_START + "(?P<value>[0-9]{8})" + NUMBER_END, 0.1),),
    reject=_no_number,
    context=(*_LICENCE_WORDS[:3], "driving licence no", "driver number", "driver licence"),
    context_score=0.8,
    rivals=(
        *("checked", "expiry", "expires", "issued", "valid", "dob", "born", "phone", "tel", "ref"),
        *("account", "account no", "account number", "order", "invoice", "payroll", "staff"),
    ),
    window=(35, 25),
    requires_context=True,
    examples=("NI driving licence 71234561", "Driver number: 71234561"),
    counter_examples=(
        "71234561",
        "Driving licence checked 12092024",
        "Driving licence seen, payroll 71234561",
        "Driving licence 00000000",
    ),
    header_examples=(("Driving Licence No", "71234561"),),
    references=(_LICENCE_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    PASSPORT,
    PASSPORT_ZONE,
    BRP,
    DRIVING_LICENCE,
    DRIVING_LICENCE_NI,
)
