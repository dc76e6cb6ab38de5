"""Checks on written values. All numbers are documented specimens or of the 999 test range."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from recognizers import checks


def issued_number(first: str) -> str:
    """A number of an issued range, made here because a written one might be a person's."""
    base = first + "0" * 7 + "1"
    check = checks.nhs_check_digit(base)
    assert check is not None
    return base + check


CASES: list[tuple[Callable[[str], bool], str, bool]] = [
    (checks.nhs_checksum, "9990000018", True),
    (checks.nhs_checksum, "999 000 0018", True),
    (checks.nhs_checksum, "999\u200d000\u200d0018", True),
    (checks.nhs_checksum, "9990000018.0", True),
    (checks.nhs_checksum, "9990000019", False),
    (checks.nhs_checksum, "999000018", False),
    (checks.nhs_checksum, "", False),
    (checks.nhs_issued, "9990000018", False),
    (checks.nhs_issued, "0101011237", False),
    (checks.nhs_never_issued, "9990000018", True),
    (checks.nhs_never_issued, "9990000019", False),
    (checks.never_issued_range, "9990000019", True),
    (checks.never_issued_range, "0101011237", False),
    (checks.chi, "0101011237", True),
    (checks.chi, "010101 1237", True),
    (checks.chi, "0101201234", False),
    (checks.chi, "3201201234", False),
    (checks.chi, "9990000018", False),
    (checks.chi_lost_zero, "101011237", True),
    (checks.chi_lost_zero, "0101011237", False),
    (checks.hsc, "3200000015", True),
    (checks.hsc, "3200000010", False),
    (checks.hsc, "9990000018", False),
    (checks.filler, "111 111 1111", True),
    (checks.filler, "0000000000", True),
    (checks.filler, "123 456 7890", True),
    (checks.filler, "9876543210", True),
    (checks.filler, "9990000018", False),
    (checks.nino_prefix, "CE123456B", True),
    (checks.nino_prefix, "ce 12", True),
    (checks.nino_prefix, "DA123456A", False),
    (checks.nino_prefix, "AO123456B", False),
    (checks.nino_prefix, "GB123456A", False),
    (checks.nino_prefix, "QQ123456C", False),
    (checks.nino_prefix, "1", False),
    (checks.birth_date, "12/03/1941", True),
    (checks.birth_date, "12.3.41", True),
    (checks.birth_date, "1941-03-12", True),
    (checks.birth_date, "19410312", True),
    (checks.birth_date, "12031941", True),
    (checks.birth_date, "120341", True),
    (checks.birth_date, "12th of March 1941", True),
    (checks.birth_date, "March 12, 1941", True),
    (checks.birth_date, "03/25/1941", True),
    (checks.birth_date, "31/02/1941", False),
    (checks.birth_date, "12/03/1899", False),
    (checks.birth_date, "12/03/2999", False),
    (checks.birth_date, "Smarch 12, 1941", False),
    (checks.birth_date, "1941", False),
    (checks.uk_phone, "01632 960123", True),
    (checks.uk_phone, "020 7946 0958", True),
    (checks.uk_phone, "0161 496 0123", True),
    (checks.uk_phone, "07700 900461", True),
    (checks.uk_phone, "+44 (0)161 496 0123", True),
    (checks.uk_phone, "0044 7700 900462", True),
    (checks.uk_phone, "7700900461", True),
    (checks.uk_phone, "08081 570123", True),
    (checks.uk_phone, "0101011237", False),
    (checks.uk_phone, "0601529693", False),
    (checks.uk_phone, "0770090046", False),
    (checks.uk_phone, "12345678", False),
    (checks.luhn, "4111 1111 1111 1111", True),
    (checks.luhn, "4111 1111 1111 1112", False),
    (checks.luhn, "0", False),
    (checks.mod97, "GB29 NWBK 6016 1331 9268 19", True),
    (checks.mod97, "GB29NWBK60161331926818", False),
    (checks.mod97, "GB", False),
]


@pytest.mark.parametrize(
    ("check", "value", "passes"),
    CASES,
    ids=[f"{c.__name__}-{i}" for i, (c, *_) in enumerate(CASES)],
)
def test_check(check: Callable[[str], bool], value: str, passes: bool) -> None:
    """A check passes what is well formed and nothing else."""
    assert check(value) is passes


@pytest.mark.parametrize("first", ["4", "6", "7"])
def test_issued_ranges_pass(first: str) -> None:
    """Numbers beginning with 4, 6 and 7 are issued."""
    assert checks.nhs_issued(issued_number(first))


@pytest.mark.parametrize("first", ["5", "9"])
def test_other_ranges_are_never_issued(first: str) -> None:
    """Numbers beginning with 5 and 9 pass their check but are never issued."""
    number = issued_number(first)
    assert checks.nhs_never_issued(number)
    assert not checks.nhs_issued(number)


def test_remainder_ten_has_no_check_digit() -> None:
    """Nine digits whose remainder would need a tenth digit of 10 are never issued."""
    assert checks.nhs_check_digit("123456789") is None


def test_tomorrow_is_no_birthday() -> None:
    """Nobody was born in the future, and somebody was born today."""
    today = date.today()
    assert checks.birth_date(today.isoformat())
    assert not checks.birth_date((today + timedelta(days=2)).isoformat())


def test_one_in_eleven_passes_modulus_11() -> None:
    """The share of ten-digit numbers that pass by chance is what the declarations say."""
    passed = sum(checks.nhs_checksum(f"999{number:07d}") for number in range(0, 1_000_000, 97))
    assert 0.088 < passed / len(range(0, 1_000_000, 97)) < 0.094
