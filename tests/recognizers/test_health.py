"""Numbers of the health services: written forms, look-alikes, what stands beside them."""

import random

import pytest

from recognizers.checks import nhs_check_digit
from recognizers.declaration import Verdict
from recognizers.health import (
    CHI_NUMBER,
    HSC_NUMBER,
    NHS_NUMBER,
    NHS_NUMBER_GROUPED,
    NHS_NUMBER_PATIENT_TEST,
    NHS_NUMBER_TEST,
    NHS_NUMBER_TEST_GROUPED,
    RECOGNIZERS,
)
from recognizers.matching import find
from tests.recognizers.reading import reported


def issued_number(seed: int) -> str:
    """A number of the ranges issued to people, made here because it might be someone's."""
    pick = random.Random(seed)
    while True:
        base = pick.choice("467") + f"{pick.randrange(10**8):08d}"
        check = nhs_check_digit(base)
        if check is not None:
            return base + check


def grouped(number: str, joiner: str = " ") -> str:
    """The number in its three groups."""
    return joiner.join((number[:3], number[3:6], number[6:]))


@pytest.mark.parametrize(
    "joiner",
    [
        " ",
        "  ",
        "-",
        " - ",
        "\u2013",
        ".",
        "\u00a0",
        "\u202f",
        "\u2009",
        "\u200d",
        "\ufeff",
        "?",
        "_",
    ],
    ids=ascii,
)
def test_groups_may_be_joined_by_anything_seen_in_files(joiner: str) -> None:
    """The three groups are read as one number whatever an export left between them."""
    value = grouped("9990000018", joiner)
    assert value in reported(RECOGNIZERS, f"Patient NHS number {value} registered")


@pytest.mark.parametrize(
    "text",
    [
        "NHS9990000018",
        "patient_9990000018.pdf",
        "nhs_no=9990000018&x=1",
        "NHS No '9990000018",
        "NHS 9990000018.0",
        "(NHS: 9990000018)",
        "NHS no.9990000018.",
        "NHS 999000 0018",
        "Crabtree 9990000018 discharge.txt",
    ],
)
def test_labelled_number_is_found(text: str) -> None:
    """A number beside its label is found in every form, glued to it or not."""
    assert any(score > 0.9 for score in reported(RECOGNIZERS, text).values())


@pytest.mark.parametrize(
    "text",
    [
        "order 9990000018 for the NHS",
        "NHS Supply Chain purchase order 9990000018 - gloves",
        "https://wiki.example.org/pages/9990000018/Runbook",
        "https://www.nhs.uk/9990000018",
        "nhs weight 0.999000001858606",
        "nhs weight 1.9990000018",
        "nhs id 7b0f44d2-4a1c-11ee-be56-9990000018ab",
        "NHS 199900000181",
        "NHS 1-9990000018",
        "Dementia handbook for the NHS, ISBN 0601529693",
        "NHS trust account 9990000018",
        "1765432109 epoch",
    ],
)
def test_other_numbers_are_not_reported(text: str) -> None:
    """Numbers that the nearest word or their surroundings explain are not reported."""
    assert reported(RECOGNIZERS, text) == {}


def test_bare_number_is_doubtful() -> None:
    """Ten digits that only pass the check are kept, below what is reported."""
    (match,) = find(NHS_NUMBER, issued_number(1))
    assert match.checked
    assert match.score < 0.5


def test_bare_groups_are_reported() -> None:
    """Three groups of an issued number are reported without a label."""
    (match,) = find(NHS_NUMBER_GROUPED, f"seen {grouped(issued_number(2))} today")
    assert match.score == pytest.approx(0.6)


def test_header_is_context() -> None:
    """The header above a number is as good as a label."""
    number = issued_number(3)
    assert reported([NHS_NUMBER], number, "newNhsNo") == {number: 0.95}


@pytest.mark.parametrize("header", ["order_no", "NHS order number", "tel", "uprn"])
def test_header_of_something_else_is_no_context(header: str) -> None:
    """Under another header a chance match stays doubtful."""
    assert reported(RECOGNIZERS, issued_number(4), header) == {}


@pytest.mark.parametrize("filler", ["9999999999", "111 111 1111", "000-000-0000", "123 456 7890"])
def test_fillers_are_never_reported(filler: str) -> None:
    """What people type instead of a number is dropped, label or not."""
    assert [m for one in RECOGNIZERS for m in find(one, f"NHS number {filler}")] == []


def test_labelled_number_that_fails_is_kept_as_doubtful() -> None:
    """A mistyped number beside its label is kept as invalid, not dropped in silence."""
    (match,) = find(NHS_NUMBER_TEST_GROUPED, "NHS No: 999 000 0019")
    assert match.checked is False
    assert 0 < match.score < 0.5


def test_test_numbers_are_marked() -> None:
    """Numbers that are never issued are found by recognizers whose verdict says so."""
    finders = [one for one in RECOGNIZERS if find(one, "NHS 9990000018")]
    assert finders == [NHS_NUMBER_TEST]
    assert NHS_NUMBER_TEST.verdict is Verdict.TEST


def test_issued_numbers_are_live() -> None:
    """A number of an issued range is found by the live recognizer only."""
    finders = [one for one in RECOGNIZERS if find(one, f"NHS {issued_number(5)}")]
    assert finders == [NHS_NUMBER]
    assert NHS_NUMBER.verdict is Verdict.LIVE


def test_each_form_belongs_to_one_recognizer() -> None:
    """Grouped and ungrouped recognizers do not report the same text twice."""
    for value in ("9990000018", "999 000 0018"):
        assert sum(bool(find(one, f"NHS {value}")) for one in RECOGNIZERS) == 1


def test_declared_chance_is_what_random_numbers_show() -> None:
    """Random numbers of one leading digit pass as often as the declaration says.

    Their leading digits at their worst: order numbers that begin with 4 are all of a range that
    is issued. Over all leading digits only three in ten are.
    """
    pick = random.Random(7)
    numbers = [f"4{pick.randrange(10**9):09d}" for _ in range(20_000)]
    passed = sum(bool(find(NHS_NUMBER, number)) for number in numbers)
    assert passed / len(numbers) == pytest.approx(NHS_NUMBER.chance, rel=0.15)


def test_chi_needs_its_label() -> None:
    """A Scottish number alone is doubtful; with its label it is reported."""
    assert reported([CHI_NUMBER], "0101011237") == {}
    assert reported([CHI_NUMBER], "CHI 010101 1237") == {"010101 1237": 0.95}


def test_chi_that_lost_its_zero_is_found_under_its_header_only() -> None:
    """Nine digits are a CHI number only where the header says so."""
    assert reported(RECOGNIZERS, "101011237", "CHI Number") == {"101011237": 0.9}
    assert reported(RECOGNIZERS, "101011237", "Number") == {}


def test_hsc_range() -> None:
    """A Health and Care number is read by its own range, not as an NHS number."""
    text = "H&C number 320 000 0015"
    assert [one for one in RECOGNIZERS if find(one, text) and one is not CHI_NUMBER] == [HSC_NUMBER]


def test_rival_that_tells_how_it_came_explains_no_number() -> None:
    """A referral received by fax holds no fax number."""
    (match,) = find(NHS_NUMBER_TEST_GROUPED, "999 000 0018, received by fax")
    assert match.score >= 0.5


def test_event_of_a_patient_speaks_for_plain_digits() -> None:
    """Ten bare digits are doubtful; in a sentence that only patients have they are not."""
    assert find(NHS_NUMBER_PATIENT_TEST, "9990000018") == []
    (match,) = find(NHS_NUMBER_PATIENT_TEST, "9990000018 - bloods taken this morning")
    assert match.score >= 0.5
