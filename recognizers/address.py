"""Where a person lives: streets, named houses, property numbers. Postcodes: `postcode.py`.

With a key-safe code in the same record these say which home the code opens.
"""

import regex

from recognizers.borders import CELL_END, CELL_START
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Role,
    Sensitivity,
    UkGdpr,
)
from recognizers.words import load

_UPRN_PAGE = "https://www.geoplace.co.uk/addresses-streets/location-data/the-uprn"


STREET_ADDRESS = Entity(
    name="STREET_ADDRESS",
    title="Street address",
    meaning="The number and street, or the name, of a home.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.PHYSICAL_SAFETY,
    sensitivity=Sensitivity.MODERATE,
    breach_category="Basic personal identifiers",
    remedy="Keep addresses apart from anything that tells how to enter the home.",
    role=Role.ADDRESS,
)
UPRN = Entity(
    name="UPRN",
    title="Unique property reference number",
    meaning="The number of one property; anyone can look up its address.",
    uk_gdpr=UkGdpr.NOT_PERSONAL_ALONE,
    harm=Harm.PHYSICAL_SAFETY,
    sensitivity=Sensitivity.MODERATE,
    breach_category="Location data",
    remedy="Treat it like the address it stands for.",
    role=Role.ADDRESS,
    references=(_UPRN_PAGE,),
)

_START, _END = r"(?<![0-9A-Za-z\-])", r"(?![0-9A-Za-z])"
_LETTER_OR_DIGIT = r"0-9A-Za-z\u00c0-\u017f"
_NAME = r"[A-Z][A-Za-z'\u2019.\u00c0-\u017f]{1,20}"
_TYPE = "|".join(sorted(load("street_types"), key=len, reverse=True))
_TYPE_CAPITALS = _TYPE.upper()
_NUMBER = (
    r"(?:(?:Flat|Apartment|Apt|Unit|FLAT) [0-9A-Za-z]{1,4},? )?[0-9]{1,4}[A-Za-z]?(?:-[0-9]{1,3})?"
)
_UNIT = r"(?:Flat|Apartment|Apt|FLAT) [0-9A-Za-z]{1,4}"

STREET = Recognizer(
    name="street_address",
    entity=STREET_ADDRESS,
    patterns=(
        Pattern(
            "number and street",
            rf"{_START}{_NUMBER},? (?:{_NAME} ){{1,3}}(?:{_TYPE}){_END}",
            0.7,
        ),
        Pattern(
            "number and street, capitals",
            rf"{_START}{_NUMBER},? (?:[A-Z][A-Z'.]{{1,20}} ){{1,3}}(?:{_TYPE_CAPITALS}){_END}",
            0.7,
        ),
        Pattern(
            "flat in a named house",
            rf"{_START}{_UNIT},? (?:{_NAME} ){{1,3}}(?:{_TYPE}){_END}",
            0.7,
        ),
        Pattern(
            "named house in a street",
            rf"{_START}(?:{_NAME} ){{1,2}}(?:Cottage|House|Lodge|Farm|Barn), "
            rf"(?:{_NAME} ){{1,3}}(?:{_TYPE}){_END}",
            0.7,
        ),
        Pattern(
            "Welsh street",
            rf"{_START}{_NUMBER},? (?:Heol|Ffordd|Stryd|Maes|Clos|Rhodfa|Bryn) "
            rf"(?:(?:y|yr|Y|Yr) )?{_NAME}",
            0.7,
        ),
    ),
    context=("address", "lives", "lived", "home", "moved to", "visit", "deliver to"),
    context_score=0.85,
    flags=regex.DOTALL | regex.MULTILINE,
    examples=(
        "She moved to 14 Larkfield Grove, Otley",
        "Flat 6, 14 Larkfield Grove",
        "14A Old Mill Lane",
        "14 LARKFIELD GROVE",
        "Flat 2b, Larkfield Court",
        "Rose Cottage, Mill Lane",
        "3 Heol y Bryn",
        "12-14 High Street",
    ),
    counter_examples=(
        "14 larkfield grove",
        "14 people crossed the Road",
        "Larkfield Grove",
        "2026 Annual Review",
        "14 Larkfield",
        "Copyright 1991-2020, Thomas G. Lane",
    ),
    header_examples=(("Address", "14 Larkfield Grove"),),
)


def _no_address(value: str) -> bool:
    """Cells of an address column that name no home."""
    return value.lower() in load("blanks") or not regex.search(r"[A-Za-z]{2}", value)


STREET_COLUMN = Recognizer(
    name="street_address_column",
    entity=STREET_ADDRESS,
    patterns=(
        Pattern(
            "whole cell",
            CELL_START
            + rf"(?P<value>[{_LETTER_OR_DIGIT}'\u2019][^\r\n@]{{3,100}}[{_LETTER_OR_DIGIT}.)])"
            + CELL_END,
            0.8,
        ),
    ),
    reject=_no_address,
    headers=(
        *("address", "addr", "address1", "address line", "home address", "street", "house name"),
        *("homeadd", "pid 11", "addressline1", "add1"),
    ),
    context_score=0.8,
    rivals=(
        *("email", "e-mail", "mail", "ip", "mac", "web", "url", "type", "status", "id", "date"),
        *("memory", "host", "wallet", "postcode", "town", "city", "county", "country", "code"),
    ),
    requires_header=True,
    counter_examples=("14 Larkfield Grove",),
    header_examples=(
        ("Address", "The Old Mill, Otley"),
        ("address_line_1", "14 larkfield grove"),
        ("PID-11 Patient address", "14 Larkfield Grove^^OTLEY"),
    ),
)
UPRN_COLUMN = Recognizer(
    name="uprn_column",
    entity=UPRN,
    patterns=(
        Pattern("whole cell", rf"{CELL_START}(?P<value>[0-9]{{5,12}})(?:\.0)?{CELL_END}", 0.9),
    ),
    headers=("uprn",),
    context_score=0.9,
    requires_header=True,
    counter_examples=("100012345678", "UPRN 100012345678"),
    header_examples=(("UPRN", "100012345678"), ("property_uprn", "10001234567.0")),
    references=(_UPRN_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (STREET, STREET_COLUMN, UPRN_COLUMN)
