"""Postcodes, in capitals with a space as printed, and in every other form that files hold."""

import regex

from recognizers.borders import WIDE_SPACE
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

_POSTCODE_PAGE = (
    "https://www.gov.uk/government/publications/bulk-data-transfer-for-sponsors-xml-schema"
)

UK_POSTCODE = Entity(
    name="UK_POSTCODE",
    title="Postcode",
    meaning="A postcode, which a few homes share; with a date of birth it singles people out.",
    uk_gdpr=UkGdpr.NOT_PERSONAL_ALONE,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Basic personal identifiers",
    remedy="Shorten it to the district where the full postcode is not needed.",
    role=Role.POSTCODE,
    references=(_POSTCODE_PAGE,),
)
AREAS = frozenset(area for line in load("postcode_areas") for area in line.split())

_UPPER = "[ABD-HJLNP-UW-Z]"  # the last two letters are never C I K M O V
_LOWER = "[abd-hjlnp-uw-z]"
_ANY = "[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]"
_SPACE = rf"[ {WIDE_SPACE}]"
_SPACED = rf"[A-Z]{{1,2}}[0-9][0-9A-Z]?{_SPACE}{{1,2}}[0-9]{_UPPER}{{2}}"
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# Stock codes share the shape; matched without a value, so that they are passed over.
_STOCK_BEFORE = r"(?:[Ss]ize|[Cc]arton|[Bb]in|[Pp]art|[Ss]tock|[Ss]helf|[Bb]atch|SKU|[Mm]odel) "
_STOCK_AFTER = (
    r" (?:bolt|screw|washer|nut|stud|rivet|bracket|bulb|batter|filter|connector)[a-z]{0,3}"
)

_ADDRESS_WORDS = (
    *("postcode", "post code", "postal code", "postcodes", "zip", "address", "addr", "lives"),
    *("lived", "home", "moved to", "flat", "deliver to", "visit"),
    *(word.lower() for word in load("street_types") if len(word) > 3 or word in ("Rd", "Ave")),
)
_NO_POSTCODE = (
    *("bolt", "bolts", "screw", "screws", "washer", "washers", "nuts", "carton", "size", "sku"),
    *("stock", "part", "model", "batch", "serial", "flight", "room", "bed", "shelf", "bin"),
)


def known_area(value: str) -> bool:
    """Whether a postcode begins with the letters of a postcode area, or needs none."""
    letters = regex.sub(r"[^A-Z].*", "", value.upper())
    return letters in AREAS or letters in ("GIR", "BFPO")


POSTCODE = Recognizer(
    name="uk_postcode",
    entity=UK_POSTCODE,
    patterns=(
        Pattern(
            "capitals and a space",
            rf"{_START}(?:{_STOCK_BEFORE}{_SPACED}|{_SPACED}{_STOCK_AFTER}"
            rf"|(?P<value>{_SPACED}|GIR 0AA|BFPO ?[0-9]{{1,4}})){_END}",
            0.5,
        ),
    ),
    check=known_area,
    checked_score=0.5,
    chance=0.2,
    context=_ADDRESS_WORDS,
    headers=("pcode", "post cd", "pc", "fullpostcode"),
    context_score=0.85,
    rivals=_NO_POSTCODE,
    flags=regex.DOTALL | regex.MULTILINE,
    examples=(
        "She moved to 14 Larkfield Grove, Otley, LS21 3AB last spring",
        "LS21 3AB",
        "EC1A 1BB",
        "M1 1AE",
        "LS21\u00a03AB",
        "BFPO 801",
        "GIR 0AA",
    ),
    counter_examples=(
        "M4 8XL bolts and size W1 1AA washers, carton E3 2RT",
        "QX21 3AB",
        "ZZ99 3VZ",
        "LS21 3CK",
        "XLS21 3AB",
    ),
    header_examples=(("Postcode", "LS21 3AB"),),
    references=(_POSTCODE_PAGE,),
)
POSTCODE_LOOSE = Recognizer(
    name="uk_postcode_loose",
    entity=UK_POSTCODE,
    patterns=(
        Pattern(
            "no space",
            rf"{_START}[A-Za-z]{{1,2}}[0-9][0-9A-Za-z]?[0-9]{_ANY}{{2}}{_END}",
            0.3,
        ),
        Pattern(
            "small letters",
            rf"{_START}[A-Za-z]{{1,2}}[0-9][0-9A-Za-z]?{_SPACE}{{1,2}}[0-9]{_LOWER}{{2}}{_END}",
            0.3,
        ),
    ),
    check=known_area,
    checked_score=0.3,
    chance=0.2,
    context=_ADDRESS_WORDS,
    headers=("pcode", "post cd", "pc", "fullpostcode"),
    context_score=0.85,
    rivals=_NO_POSTCODE,
    flags=regex.DOTALL | regex.MULTILINE,
    examples=("postcode ls213ab", "14 Larkfield Grove ls21 3ab", "Address: ... LS213AB"),
    counter_examples=("ls213ab", "b12 3ab", "postcode qx213ab", "stock code M48XL"),
    header_examples=(("pcode", "ls213ab"), ("PostCode", "LS213AB")),
    references=(_POSTCODE_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (POSTCODE, POSTCODE_LOOSE)
