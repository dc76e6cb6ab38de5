"""Arithmetic and calendar checks on written values: `str -> bool`, pure, nothing else.

A check passed is evidence, not proof: one in eleven random ten-digit numbers passes modulus 11.
Separators between the digits are tolerated everywhere. What a number *means* is declared beside
the recognizer, not here.
"""

import re
from datetime import date

from recognizers.dates import day_first, parse_dates

_FLOAT_TAIL = re.compile(r"\.0{1,2}$")
# Digits of an escaped space are none of the number's: 999%20000%200018, 999&#160;000.
_NOT_DIGIT = re.compile(r"%[0-9A-Fa-f]{2}|&#[0-9]{1,5};|[^0-9]")
_NOT_ALNUM = re.compile(r"[^0-9A-Za-z]")

# First digits that NHS numbers of England, Wales and the Isle of Man are issued from, and those
# that are never issued (test data and printed specimens).
_ISSUED = "467"
_NEVER_ISSUED = "59"
_FIRST_HSC, _LAST_HSC = 320_000_001, 399_999_999

# HMRC manual NIM39110: letters and pairs that no prefix holds.
_NINO_NEITHER = frozenset("DFIQUV")
_NINO_PAIRS = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})

_WEIGHTS = range(10, 1, -1)
_SEQUENCES = frozenset({"1234567890", "0123456789", "9876543210", "0987654321"})

FIRST_BIRTH_YEAR = 1900

# Share of random numbers that pass modulus 11. It is this high even where a check looks at the
# leading digits too: numbers that are counted up, and dates, share theirs.
MOD11_CHANCE = 1 / 11


def digits_of(value: str) -> str:
    """The digits of a written number, the tail of a number saved as a decimal (`.0`) left out."""
    return _NOT_DIGIT.sub("", _FLOAT_TAIL.sub("", value.strip()))


def nhs_check_digit(base: str) -> str | None:
    """The tenth digit for nine, or None where the remainder says the number is never issued."""
    # Weights 10..2, then 11 minus the remainder; 11 is written 0 and 10 is never issued.
    # NHS Data Dictionary, "NHS NUMBER".
    check = 11 - sum(int(digit) * weight for digit, weight in zip(base, _WEIGHTS, strict=True)) % 11
    return None if check == 10 else str(check % 11)


def nhs_checksum(value: str) -> bool:
    """Whether ten digits pass the modulus 11 check that NHS, CHI and H&C numbers share."""
    number = digits_of(value)
    return len(number) == 10 and nhs_check_digit(number[:9]) == number[9]


def nhs_issued(value: str) -> bool:
    """Whether an NHS number passes its check and lies in a range issued to people."""
    return digits_of(value)[:1] in tuple(_ISSUED) and nhs_checksum(value)


def never_issued_range(value: str) -> bool:
    """Whether a number begins like test data (9) or a printed specimen (5), check aside."""
    return digits_of(value)[:1] in tuple(_NEVER_ISSUED)


def nhs_never_issued(value: str) -> bool:
    """Whether an NHS number passes its check but lies in a range that is never issued."""
    return never_issued_range(value) and nhs_checksum(value)


def chi(value: str) -> bool:
    """Whether ten digits are a Scottish CHI number: a day, month and year, then modulus 11."""
    number = digits_of(value)
    return nhs_checksum(number) and bool(day_first(number[:2], number[2:4], number[4:6]))


def chi_lost_zero(value: str) -> bool:
    """Whether nine digits are a CHI number whose leading zero a spreadsheet dropped."""
    number = digits_of(value)
    return len(number) == 9 and chi("0" + number)


def hsc(value: str) -> bool:
    """Whether ten digits are a Health and Care number of Northern Ireland."""
    number = digits_of(value)
    return nhs_checksum(number) and _FIRST_HSC <= int(number[:9]) <= _LAST_HSC


def filler(value: str) -> bool:
    """Whether a number is what people type instead of one: 1111111111, 123 456 7890."""
    number = digits_of(value)
    return len(set(number)) < 2 or number in _SEQUENCES


def nino_prefix(value: str) -> bool:
    """Whether the first two letters can begin a National Insurance number."""
    prefix = _NOT_ALNUM.sub("", value).upper()[:2]
    if len(prefix) < 2 or not prefix.isalpha() or prefix in _NINO_PAIRS:
        return False
    return prefix[1] != "O" and _NINO_NEITHER.isdisjoint(prefix)


def birth_date(value: str) -> bool:
    """Whether a written date can be a living or recently dead person's date of birth."""
    today = date.today()
    return any(day.year >= FIRST_BIRTH_YEAR and day <= today for day in parse_dates(value))


def uk_phone(value: str) -> bool:
    """Whether the digits have the shape of a United Kingdom telephone number, drama ranges too."""
    number = digits_of(value)
    for prefix in ("0044", "44", ""):
        if number.startswith(prefix) and _national(number[len(prefix) :]):
            return True
    return False


def _national(number: str) -> bool:
    """The national part: nine or ten digits after the optional 0, by Ofcom's numbering plan."""
    number = number[1:] if number.startswith("0") else number
    first, length = number[:1], len(number)
    if first == "1":
        return _geographic(number)
    if first == "8":
        # 0800 numbers of the old kind have one digit fewer.
        return length == 10 or (length == 9 and number.startswith("800"))
    if first == "2":
        return length == 10 and number[1] in "03489"
    return first in ("3", "7") and length == 10


def _geographic(number: str) -> bool:
    """Codes 0113 to 0118, 01x1 and 01xxx; only the last kind has numbers one digit short."""
    if number[1:2] == "1":
        return len(number) == 10 and number[2] in "345678"
    if number[1:2] == "0":
        return False
    return len(number) == 10 or (len(number) == 9 and number[2] != "1")


def luhn(value: str) -> bool:
    """Whether the digits pass the Luhn check of payment cards."""
    number = digits_of(value)
    total = 0
    for index, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + index % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return len(number) > 1 and total % 10 == 0


def mod97(value: str) -> bool:
    """Whether an account number in IBAN form passes ISO 7064 MOD 97-10."""
    text = _NOT_ALNUM.sub("", value).upper()
    if len(text) < 5:
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


# Lengths of account numbers in IBAN form, which ISO 13616 fixes by country.
_IBAN_LENGTHS = {
    entry[:2]: int(entry[2:])
    for entry in (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 "
        "EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 "
        "IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 "
        "NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 "
        "TL23 TN24 TR26 UA29 VA22 VG24 XK20"
    ).split()
}


def iban(value: str) -> bool:
    """Whether an IBAN has the length of its country and passes its check."""
    text = _NOT_ALNUM.sub("", value).upper()
    return len(text) == _IBAN_LENGTHS.get(text[:2]) and mod97(text)


def utr(value: str) -> bool:
    """Whether ten digits are a Unique Taxpayer Reference; a K beside them is passed over."""
    number = digits_of(value)
    if len(number) != 10:
        return False
    weights = (6, 7, 8, 9, 10, 5, 4, 3, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[1:], weights, strict=True))
    return "21987654321"[total % 11] == number[0]


def driving_licence(value: str) -> bool:
    """Whether 16 characters are a driver number of Great Britain: padding, birth date, initials.

    Surname of five, decade, month (50 added for women), day, year, two initials; 9 pads.
    """
    text = _NOT_ALNUM.sub("", value).upper()
    shape = re.fullmatch(
        r"[A-Z]{1,5}(?<=[A-Z])9*([0-9])([0-9]{2})([0-9]{2})([0-9])(?:[A-Z]{2}|[A-Z]9|99)"
        r"[0-9A-Z][A-Z]{2}",
        text,
    )
    if len(text) != 16 or shape is None or shape.start(1) != 5:
        return False
    decade, month, day, year = shape.groups()
    return bool(day_first(day, f"{int(month) % 50:02}", decade + year))


def mrz_digit(field: str) -> str:
    """The check digit of a field of a machine-readable zone: weights 7, 3, 1 (ICAO 9303)."""
    values = (0 if char == "<" else int(char, 36) for char in field.upper())
    return str(sum(value * (7, 3, 1)[index % 3] for index, value in enumerate(values)) % 10)


def mrz_passport(line: str) -> bool:
    """Whether the second line of a passport passes for number, date of birth and expiry."""
    fields = ((0, 9), (13, 19), (21, 27))
    return len(line) == 44 and all(mrz_digit(line[a:b]) == line[b] for a, b in fields)


def pupil_number(value: str) -> bool:
    """Whether a Unique Pupil Number begins with its check letter (modulus 23)."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    text = _NOT_ALNUM.sub("", value).upper()
    if re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", text) is None or text[-1] in "IOS":
        return False
    values = (int(c) if c.isdigit() else letters.index(c) for c in text[1:])
    return letters[sum(v * weight for weight, v in enumerate(values, 2)) % 23] == text[0]
