"""Registrations of professionals, prescribers' codes and codes of organisations; all invented."""

import pytest

from recognizers import staff
from recognizers.checks_clinical import gmp_code
from recognizers.declaration import Role
from recognizers.staff import GMP, NMC, ODS, ODS_COLUMN
from tests.recognizers.reading import reported


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dr S Malik (GMC 7654321)", "7654321"),
        ("RN J Okoro, NMC PIN 01A2345N", "01A2345N"),
        ("Pharmacist GPhC no. 2098765", "2098765"),
        ("HCPC PA12345, paramedic", "PA12345"),
        ("Consultant: Mr A Shah C7654321", "C7654321"),
        ("Prescriber G9999998", "G9999998"),
        ("Practice code A81001", "A81001"),
    ],
)
def test_labelled_numbers_are_found(text: str, value: str) -> None:
    """Each register's number is found beside the register's name."""
    assert set(reported(staff.RECOGNIZERS, text)) == {value}


@pytest.mark.parametrize(
    "text", ["7654321", "01A2345N", "2098765", "PA12345", "C7654321", "G9999998", "A81001"]
)
def test_bare_numbers_are_not_reported(text: str) -> None:
    """Without a word none of these forms says anything."""
    assert reported(staff.RECOGNIZERS, f"Item {text} in bin 4") == {}


def test_telephone_beside_the_register_is_no_registration() -> None:
    """The nearer word decides."""
    assert reported(staff.RECOGNIZERS, "GMC registered, bleep 7654321") == {}


@pytest.mark.parametrize(
    ("value", "passes"), [("G9999998", True), ("G9999997", False), ("G999999", False), ("", False)]
)
def test_prescriber_check(value: str, passes: bool) -> None:
    """The last digit of a prescriber's code is checked."""
    assert gmp_code(value) is passes


def test_wrong_prescriber_code_is_not_reported() -> None:
    """A code that fails its check is doubtful even beside its name."""
    assert reported([GMP], "GP code G9999997") == {}


def test_small_letters_will_do_for_a_pin() -> None:
    """People type PINs in small letters."""
    assert set(reported([NMC], "nmc pin 01a2345n")) == {"01a2345n"}


@pytest.mark.parametrize("value", ["RR8", "A81001", "rr801", "8HK48"])
def test_organisation_codes_under_their_header(value: str) -> None:
    """Under a header any organisation's code counts, blanks do not."""
    assert set(reported([ODS_COLUMN], value, "ODS Code")) == {value}
    assert reported([ODS_COLUMN], "N/A", "ODS Code") == {}
    assert reported([ODS_COLUMN], "unknown", "ODS Code") == {}


def test_organisation_code_in_prose_has_a_narrow_form() -> None:
    """Ordinary capitals beside "ODS" are no code."""
    assert reported([ODS], "ODS code MISSING, see ROTA") == {}


def test_numbers_of_staff_count_no_people() -> None:
    """A doctor's registration in a patient's record must not count as a second person."""
    assert {one.entity.role for one in staff.RECOGNIZERS} == {Role.DETAIL}
