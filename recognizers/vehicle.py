"""Vehicle registrations, as printed on number plates.

Short letters and digits are everywhere in clinical text (HbA1c, B12, Bed 12 A). So capitals are
demanded, and for all shapes but the spaced current one a word that speaks of a vehicle.
"""

import regex

from recognizers.borders import CELL_END, CELL_START
from recognizers.declaration import (
    Entity,
    Harm,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)

_DVLA_PAGE = "https://www.gov.uk/displaying-number-plates"

UK_VEHICLE_REGISTRATION = Entity(
    name="UK_VEHICLE_REGISTRATION",
    title="Vehicle registration",
    meaning="The number plate of a vehicle, which leads to its keeper.",
    uk_gdpr=UkGdpr.PERSONAL,
    harm=Harm.CONTACT,
    sensitivity=Sensitivity.LOW,
    breach_category="Basic personal identifiers",
    remedy="Keep it in the fleet or parking list only, and remove it when the vehicle leaves.",
    references=(_DVLA_PAGE,),
)

_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_CASED = regex.DOTALL | regex.MULTILINE
# The two digits tell the half-year: 02 to 29 from March, 51 to 79 from September.
_AGE = r"(?:0[2-9]|[12][0-9]|5[1-9]|[67][0-9])"
# I and Q stand on no current plate, Z not among the first two letters.
_AREA, _LETTERS = "[A-HJ-PR-Y][A-HJ-PR-Y]", "[A-HJ-PR-Z]{3}"
_VEHICLE_WORDS = (
    *("vehicle", "reg no", "reg number", "registration number", "registration no", "vrn", "vrm"),
    *("car", "car reg", "van", "minibus", "number plate", "mot", "parked", "parking permit"),
    *("vehicle reg", "vehicle registration", "registration mark", "car park", "reg plate", "reg"),
    *("dvla", "fleet", "motability", "mileage"),
)
_VEHICLE_HEADERS = ("registration", "registration mark", "plate", "reg mark")
_RIVALS = (
    *("ward", "bed", "bay", "room", "clinic", "vitamin", "hba1c", "postcode", "asset", "serial"),
    *("order", "invoice", "batch", "stock", "part", "model", "sku", "course", "module", "gmc"),
    *("nmc", "gphc", "hcpc", "charity", "company", "flight", "ref", "size", "sample", "version"),
)
# Capitals in a heading: "CAR PARK P1 THE", "VAN B12 AND".
_WORDS = frozenset(
    "AND THE FOR BED HAS WAS NOT BUT ALL ARE CAN DAY END GET HER HIM HIS HOW ITS MAY NEW NOW OFF "
    "OLD ONE OUR OUT OWN PER SEE SHE TWO USE WHO WHY YES YOU FAX TEL DOB AGE MRS NHS".split()
)


def _word(value: str) -> bool:
    return value[-3:].upper() in _WORDS or value[:3].upper() in _WORDS


PLATE = Recognizer(
    name="uk_vehicle_registration",
    entity=UK_VEHICLE_REGISTRATION,
    patterns=(
        Pattern("current, spaced", _START + rf"{_AREA}{_AGE}[ ]{_LETTERS}" + _END, 0.55),
        Pattern("current", _START + rf"{_AREA}{_AGE}{_LETTERS}" + _END, 0.3),
    ),
    flags=_CASED,
    reject=_word,
    context=_VEHICLE_WORDS,
    headers=_VEHICLE_HEADERS,
    context_score=0.85,
    rivals=_RIVALS,
    window=(40, 25),
    examples=("Visitor in AB12 CDE", "Car reg AB12CDE", "Pool van AB62 CDE, MOT due in May"),
    counter_examples=(
        "HbA1c 48, B12 and folate",
        "AB12CDE",
        "AB01 CDE",
        "WARD AB12 THE",
        "Asset AB12 CDE",
        "ab12 cde",
        "XAB12 CDE",
    ),
    header_examples=(("Car Reg", "AB12CDE"), ("VRN", "AB12 CDE")),
    references=(_DVLA_PAGE,),
)
OLDER_PLATE = Recognizer(
    name="uk_vehicle_registration_older",
    entity=UK_VEHICLE_REGISTRATION,
    patterns=(
        Pattern(
            "letter first", _START + r"[A-HJ-NPR-TV-Y][0-9]{1,3}[ ]?[A-HJ-PR-Z]{3}" + _END, 0.2
        ),
        Pattern(
            "letter last", _START + r"[A-HJ-PR-Z]{3}[ ]?[0-9]{1,3}[A-HJ-NPR-TV-Y]" + _END, 0.15
        ),
    ),
    flags=_CASED,
    reject=_word,
    context=_VEHICLE_WORDS,
    headers=_VEHICLE_HEADERS,
    context_score=0.75,
    rivals=_RIVALS,
    window=(30, 20),
    requires_context=True,
    examples=("Her car is a Fiesta, P123 XYR", "Reg no. KLM 421P", "Parked: P123XYR"),
    counter_examples=(
        "HbA1c 48, B12 and folate",
        "Bed 12 A, then P1 the",
        "Parked. B12 AND IRON GIVEN",
        "P123 XYR",
        "CAR PARK P1 THE",
        "fax 45 F",
    ),
    header_examples=(("Vehicle Registration", "P123XYR"),),
    references=(_DVLA_PAGE,),
)
PLATE_COLUMN = Recognizer(
    name="uk_vehicle_registration_column",
    entity=UK_VEHICLE_REGISTRATION,
    patterns=(
        Pattern(
            "whole cell",
            CELL_START + rf"(?P<value>{_AREA}{_AGE}[ ]?{_LETTERS}|[A-HJ-NPR-TV-Y][0-9]{{1,3}}[ ]?"
            r"[A-HJ-PR-Z]{3})" + CELL_END,
            0.7,
        ),
    ),
    headers=("vrn", "vrm", "car reg", "vehicle reg", "vehicle registration", "number plate"),
    context_score=0.8,
    requires_header=True,
    counter_examples=("ab12 cde",),
    header_examples=(("car_reg", "ab12 cde"), ("VehicleReg", "p123xyr")),
    references=(_DVLA_PAGE,),
)

RECOGNIZERS: tuple[Recognizer, ...] = (PLATE, OLDER_PLATE, PLATE_COLUMN)
