"""National Insurance numbers (QQ and CE specimens, all invented) and dates of birth."""

import pytest

from recognizers.declaration import Verdict
from recognizers.identity import (
    BIRTH_DATE,
    BIRTH_DATE_COLUMN,
    NINO,
    NINO_SAMPLE,
    NINO_WITHOUT_SUFFIX,
    RECOGNIZERS,
)
from recognizers.matching import find
from tests.recognizers.reading import reported

NINOS = (NINO, NINO_WITHOUT_SUFFIX)
BIRTH_DATES = (BIRTH_DATE, BIRTH_DATE_COLUMN)


@pytest.mark.parametrize(
    "value",
    ["CE123456B", "ce 12 34 56 b", "CE-12-34-56-B", "CE.12.34.56.B", "CE 123456 B", "CE123456 B"],
)
def test_nino_forms(value: str) -> None:
    """A National Insurance number is found in every written form, as one value."""
    assert set(reported(NINOS, f"NI number: {value} (new starter)")) == {value}


@pytest.mark.parametrize("value", ["DA123456A", "AO123456B", "GB123456A", "ZZ123456A", "CE123456E"])
def test_impossible_ninos_are_not_reported(value: str) -> None:
    """Letters that no number holds are not reported, even beside a label."""
    assert reported(NINOS, f"NI number {value}") == {}


def test_nino_of_hmrc_is_a_sample() -> None:
    """The number that HMRC prints as an example is found as a sample, and as nothing else."""
    text = "NI number: QQ 12 34 56 C"
    assert [one for one in RECOGNIZERS if reported([one], text)] == [NINO_SAMPLE]
    assert NINO_SAMPLE.verdict is Verdict.SAMPLE


def test_nino_without_suffix_needs_context() -> None:
    """Two letters and six digits are a number only beside the label."""
    assert reported(NINOS, "CE123456") == {}
    assert reported(NINOS, "NI no CE123456, paid") == {"CE123456": 0.85}


def test_nino_with_suffix_is_not_found_twice() -> None:
    """The form without suffix does not match the head of the full form."""
    assert find(NINO_WITHOUT_SUFFIX, "NI number CE 12 34 56 B") == []


def test_nino_with_wrong_prefix_is_kept_as_doubtful() -> None:
    """A labelled number with an impossible prefix is kept as invalid."""
    (match,) = find(NINO, "NI number GB123456A")
    assert match.checked is False


@pytest.mark.parametrize(
    "date",
    [
        "12/03/1941",
        "12.3.41",
        "12-03-1941",
        "1941-03-12",
        "1941/03/12",
        "19410312",
        "12 March 1941",
        "12th of March 1941",
        "12-Mar-41",
        "March 12, 1941",
    ],
)
def test_labelled_date_is_found(date: str) -> None:
    """A date beside a birth word is found in every written form."""
    assert reported(BIRTH_DATES, f"DOB: {date}, lives alone") == {date: 0.9}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("dob", "12/03/1941"),
        ("birthDate", "1941-03-12"),
        ("Date of Birth", "12 Mar 1941"),
        ("PID-7 Date of birth", "19410312"),
        ("D.O.B.", "120341"),
    ],
)
def test_date_under_a_birth_header_is_found(header: str, value: str) -> None:
    """A date that fills a cell is a date of birth where the header says so."""
    assert reported(BIRTH_DATES, value, header) == {value: 0.9}


@pytest.mark.parametrize("header", ["", "lastcontact", "start", "visit date", "birth order"])
def test_date_under_another_header_is_none(header: str) -> None:
    """A date is never a date of birth by itself."""
    assert reported(BIRTH_DATES, "04/03/2026", header) == {}


def test_only_the_nearest_of_several_dates_is_taken() -> None:
    """Of several dates behind one birth word only the first is the date of birth."""
    assert set(reported(BIRTH_DATES, "DOB 12.3.41, 04/03/2026, 01/09/2026")) == {"12.3.41"}


@pytest.mark.parametrize(
    "text",
    [
        "DOB unknown. Visited 04/03/2026",
        "Born abroad; admitted 04/03/2026",
        "DOB 31/02/1941",
        "DOB 01/01/1900",
        "Newborn unit 04/03/2026",
        "Date of birth 12/03/2999",
    ],
)
def test_other_dates_are_not_reported(text: str) -> None:
    """Dates that another word explains, or that cannot be, are not reported."""
    assert reported(BIRTH_DATES, text) == {}


def test_date_before_its_label_is_found() -> None:
    """The label may stand behind the date."""
    assert reported(BIRTH_DATES, "Edna, 12/03/1941 (DOB)") == {"12/03/1941": 0.9}
