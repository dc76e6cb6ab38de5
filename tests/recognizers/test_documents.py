"""Passports, residence permits and driving licences; all numbers invented or official specimens."""

import pytest

from recognizers import checks
from recognizers.documents import (
    BRP,
    DRIVING_LICENCE,
    DRIVING_LICENCE_NI,
    PASSPORT,
    PASSPORT_ZONE,
)
from tests.recognizers.reading import reported

LICENCES = (DRIVING_LICENCE, DRIVING_LICENCE_NI)


@pytest.mark.parametrize(
    ("value", "passes"),
    [
        ("MORGA657054SM9IJ", True),
        ("MORGA 657054 SM9IJ", True),
        ("FOX99657054S99IJ", True),
        ("MORGA607054SM9IJ", True),  # July, a man
        ("MORGA613054SM9IJ", False),  # month 13
        ("MORGA663054SM9IJ", False),  # month 63
        ("MORGA602314SM9IJ", False),  # 31 February
        ("MO9GA657054SM9IJ", False),  # a letter behind the padding
        ("99999657054SM9IJ", False),  # no surname
        ("MORGA6570549M9IJ", False),  # no first initial, but a second
        ("MORGA657054SM9I", False),
        ("", False),
    ],
)
def test_driver_number_structure(value: str, passes: bool) -> None:
    """Padding, day of birth and initials of a driver number must be possible."""
    assert checks.driving_licence(value) is passes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("licence MORGA 657054 SM9IJ 35, clean", "MORGA 657054 SM9IJ"),
        ("licence MORGA657054SM9IJ35", "MORGA657054SM9IJ"),
        ("morga657054sm9ij", "morga657054sm9ij"),
    ],
)
def test_driver_number_is_found_without_its_issue(text: str, value: str) -> None:
    """The printed form and the number of the issue give the same sixteen characters."""
    assert set(reported(LICENCES, text)) == {value}


def test_northern_irish_licence_needs_its_word() -> None:
    """Eight digits are a licence only where it says so, and never where they are a date."""
    assert set(reported(LICENCES, "Driving licence no. 71234561")) == {"71234561"}
    assert reported(LICENCES, "Badge 71234561") == {}
    assert reported(LICENCES, "Driving licence 12092024") == {}


def test_passport_needs_its_word() -> None:
    """Nine digits are a passport beside the word or under its header only."""
    assert set(reported([PASSPORT], "Passport: 512345678")) == {"512345678"}
    assert set(reported([PASSPORT], "512345678", "Passport_No")) == {"512345678"}
    assert reported([PASSPORT], "512345678", "Order_No") == {}


def test_nearer_word_takes_the_number_from_the_passport() -> None:
    """A number that another word explains is no passport."""
    assert reported([PASSPORT], "Passport seen, payroll 512345678") == {}


def test_passport_zone_gives_the_number_alone() -> None:
    """Of a machine-readable zone the number is the finding, so that it equals the printed one."""
    zone = "5123456789GBR4103127F3110049<<<<<<<<<<<<<<04"
    assert reported([PASSPORT_ZONE], f"Scan:\n{zone}\n") == {"512345678": 0.95}


@pytest.mark.parametrize("place", [9, 13, 19, 27])
def test_passport_zone_with_a_wrong_digit_is_none(place: int) -> None:
    """A wrong digit in number, birth date or expiry is noticed."""
    zone = "5123456789GBR4103127F3110049<<<<<<<<<<<<<<04"
    wrong = str((int(zone[place]) + 1) % 10)
    assert reported([PASSPORT_ZONE], zone[:place] + wrong + zone[place + 1 :]) == {}


@pytest.mark.parametrize("value", ["ZW9005196", "ZWX005196"])
def test_residence_permit_forms(value: str) -> None:
    """Two letters and seven digits, the first of which may be an X, beside the permit's name."""
    assert set(reported([BRP], f"BRP number {value}")) == {value}
    assert reported([BRP], f"Asset {value}") == {}


def test_passport_takes_a_permit_like_number_only_beside_its_word() -> None:
    """Foreign passports share the permit's form: the word decides which it is."""
    assert set(reported([PASSPORT], "Irish passport PA1234567")) == {"PA1234567"}
    assert reported([BRP], "Irish passport PA1234567") == {}
