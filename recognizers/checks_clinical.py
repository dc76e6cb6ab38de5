"""Checks on the codes of health care: `str -> bool`, pure, as in `checks`."""

import re

from recognizers.checks import digits_of

# Share of random numbers of 6 to 18 digits that look like SNOMED CT: one in ten passes the check
# digit, six of a hundred partitions exist.
SNOMED_CHANCE = 0.006


def gmp_code(value: str) -> bool:
    """Whether G and seven digits pass the check of a general practitioner's prescriber code."""
    number = digits_of(value)
    if len(number) != 7:
        return False
    products = (int(d) * (1, 3, 7)[i % 3] for i, d in enumerate(number[:6]))
    return str(sum(products))[-1] == number[6]


def mod37_2(value: str) -> bool:
    """Whether letters and digits pass ISO 7064 MOD 37-2; the last may be `+`, which is 36."""
    text = re.sub(r"[^0-9A-Za-z+]", "", value).upper()
    if len(text) < 2 or "+" in text[:-1]:
        return False
    total = 0
    for char in text[:-1]:
        total = (total + int(char, 36)) * 2 % 37
    return (total + (36 if text[-1] == "+" else int(text[-1], 36))) % 37 == 1


_VERHOEFF_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def verhoeff(value: str) -> bool:
    """Whether the digits pass the Verhoeff check: a walk through the symmetries of a pentagon."""
    total = 0
    for index, digit in enumerate(reversed(digits_of(value))):
        turned = int(digit)
        for _ in range(index % 8):
            turned = _VERHOEFF_STEP[turned]
        total = _pentagon(total, turned)
    return total == 0


def _pentagon(first: int, second: int) -> int:
    """Two symmetries one after the other: 0..4 turn, 5..9 turn and flip."""
    sign = 1 if first < 5 else -1
    flipped = (first < 5) != (second < 5)
    return (first + sign * second) % 5 + 5 * flipped


def snomed_id(value: str) -> bool:
    """Whether digits are a SNOMED CT identifier: length, partition and Verhoeff check."""
    number = digits_of(value)
    known = number[-3:-1] in ("00", "10", "01", "11", "02", "12")
    return 6 <= len(number) <= 18 and number[0] != "0" and known and verhoeff(number)
