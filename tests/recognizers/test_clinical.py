"""Clinical codes, prescriptions, local numbers; published specimens or invented."""

import random

import pytest

from recognizers import local_ids
from recognizers.checks_clinical import SNOMED_CHANCE, mod37_2, snomed_id, verhoeff
from recognizers.clinical import EPS, ICD10, ICD10_COLUMN, SNOMED
from tests.recognizers.reading import reported

SPECIMENS = ("22298006", "73211009", "417430008", "1364731000000104", "999002381000000108")


@pytest.mark.parametrize("value", SPECIMENS)
def test_snomed_specimens_pass(value: str) -> None:
    """Published identifiers pass; with any other last digit they fail."""
    assert snomed_id(value)
    others = [value[:-1] + digit for digit in "0123456789" if digit != value[-1]]
    assert not any(map(verhoeff, others))


@pytest.mark.parametrize("value", ["073211009", "12345", "7" * 19, ""])
def test_snomed_length_and_leading_zero(value: str) -> None:
    """Too short, too long and leading zeros are no identifiers."""
    assert not snomed_id(value)


def test_declared_chance_of_snomed_is_right() -> None:
    """Of random numbers the declared share passes, give or take three standard deviations."""
    rng = random.Random(3)
    passed = sum(snomed_id(str(rng.randrange(10**8, 10**9))) for _ in range(20_000))
    assert abs(passed - 20_000 * SNOMED_CHANCE) < 3 * (20_000 * SNOMED_CHANCE) ** 0.5


def test_snomed_needs_word_or_header() -> None:
    """A valid identifier is reported where it is named, and only there."""
    assert set(reported([SNOMED], "Diabetes, SNOMED 73211009")) == {"73211009"}
    assert set(reported([SNOMED], "73211009", "code.coding.code")) == {"73211009"}
    assert reported([SNOMED], "Invoice 73211009") == {}


@pytest.mark.parametrize("value", ["F03X", "I10X", "I21.9", "E119", "F00.1D", "M05.X9"])
def test_icd_forms(value: str) -> None:
    """The NHS forms of a diagnosis code are found under a header and beside the name."""
    assert set(reported([ICD10_COLUMN], value, "Primary Diagnosis")) == {value}
    assert set(reported([ICD10], f"ICD-10 {value}")) == {value}


@pytest.mark.parametrize("text", ["Room F03", "HbA1c 48", "Bed B12", "F03X", "ICD-10 in room B12"])
def test_rooms_and_tests_are_no_diagnosis(text: str) -> None:
    """Rooms, beds and laboratory tests have the form of a code and are none."""
    assert reported([ICD10, ICD10_COLUMN], text) == {}


def test_words_under_a_diagnosis_header_are_no_codes() -> None:
    """A diagnosis in words is another finding."""
    assert reported([ICD10_COLUMN], "Dementia", "Diagnosis") == {}


@pytest.mark.parametrize(
    ("value", "passes"),
    [("83C40E-A23856-00123W", True), ("DC2C66-A1B2C3-23407B", False), ("+", False), ("", False)],
)
def test_prescription_check(value: str, passes: bool) -> None:
    """Prescriptions pass ISO 7064 MOD 37-2."""
    assert mod37_2(value) is passes


def test_prescription_is_found_without_a_word() -> None:
    """Its form and check are enough; a longer chain of blocks is something else."""
    assert set(reported([EPS], "Collected 83C40E-A23856-00123W today")) == {"83C40E-A23856-00123W"}
    assert reported([EPS], "83C40E-A23856-00123W-0001") == {}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("MRN", "0012345"),
        ("Hospital_Number", "K123456"),
        ("RiO Client ID", "1204567"),
        ("IDPatient", "48213"),
        ("Mosaic ID", "482133"),
        ("PAS No", "A-48213"),
    ],
)
def test_local_numbers_need_their_header(header: str, value: str) -> None:
    """A number of one system is found under that system's header, nowhere else."""
    assert set(reported(local_ids.RECOGNIZERS, value, header)) == {value}
    assert reported(local_ids.RECOGNIZERS, value, "Item") == {}


def test_nhs_number_in_a_local_column_is_left_to_its_own_recognizer() -> None:
    """Where a patient column holds NHS numbers, these are no local numbers."""
    assert reported(local_ids.RECOGNIZERS, "9990000018", "Patient ID") == {}


def test_labelled_hospital_number_in_a_letter() -> None:
    """A letter's "Hospital No:" counts as a header does."""
    assert set(reported(local_ids.RECOGNIZERS, "Hospital No: K123456")) == {"K123456"}
    assert reported(local_ids.RECOGNIZERS, "Hospital no longer takes 2024 forms") == {}


@pytest.mark.parametrize("value", ["JRDAN 269", "STUV123:3"])
def test_old_style_nhs_number_needs_its_label(value: str) -> None:
    """Letters and digits of before 1996 are found behind "old NHS number" only."""
    assert set(reported(local_ids.RECOGNIZERS, f"Old NHS no: {value}")) == {value}
    assert reported(local_ids.RECOGNIZERS, f"NHS no: {value}") == {}


def test_pupil_number_check_letter() -> None:
    """A pupil number is found with its right check letter."""
    assert set(reported(local_ids.RECOGNIZERS, "UPN B801200005001")) == {"B801200005001"}
    assert reported(local_ids.RECOGNIZERS, "UPN C801200005001") == {}
