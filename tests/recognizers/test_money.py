"""Bank accounts, IBANs, payment cards and tax references; published specimens and test numbers."""

import pytest

from recognizers import bank, checks
from recognizers.bank import ACCOUNT, SORT_CODES
from recognizers.money import CARD, CARD_GROUPED, IBAN, UTR
from tests.recognizers.reading import reported

CARDS = (CARD, CARD_GROUPED)


@pytest.mark.parametrize(
    "text",
    [
        "sort code 08-99-99 account number 66374958",
        "Account no. 66374958, sort code 08-99-99",
        "Pay to 08-99-99 66374958",
        "HSBC 08-99-99 acc. 66374958",
        "66374958 (08-99-99)",
        "Bank details: s/code 08-99-99, a/c 66374958",
    ],
)
def test_account_and_sort_code_are_two_findings(text: str) -> None:
    """Branch and account are found together in every usual order."""
    assert set(reported(bank.RECOGNIZERS, text)) == {"08-99-99", "66374958"}


@pytest.mark.parametrize(
    "text",
    [
        "Visit 08-09-26, invoice 66374958",
        "08-09-26 66374958",
        "Rota 01-02-23, 01-03-23, 01-04-23",
        "sort code 00-00-00 account number 00000000",
        "Gas account number 66374958",
        "Customer account no 66374958",
        "Account opened 20240612",
        "call 020 7946 0958 about the account number",
        "Sorted on 08-09-26",
    ],
)
def test_dates_fillers_and_other_accounts_are_none(text: str) -> None:
    """Dates, blanks of forms and accounts with a shop are no bank details."""
    assert reported(bank.RECOGNIZERS, text) == {}


def test_headers_tell_a_sort_code_from_a_date() -> None:
    """Of two columns of one shape only the one named so holds sort codes."""
    assert set(reported([SORT_CODES], "08-09-26", "s/code")) == {"08-09-26"}
    assert reported([SORT_CODES], "08-09-26", "date") == {}


@pytest.mark.parametrize("value", ["6637495", "66374958", "663749581"])
def test_account_of_seven_to_nine_digits(value: str) -> None:
    """Seven and nine digits count where the account is named."""
    assert set(reported([ACCOUNT], value, "Account Number")) == {value}
    assert reported([ACCOUNT], value, "Asset Number") == {}


@pytest.mark.parametrize(
    "value",
    [
        "4111111111111111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "30569309025904",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "3782 822463 10005",
    ],
)
def test_published_card_numbers(value: str) -> None:
    """The schemes' test numbers are found in one and in groups."""
    assert set(reported(CARDS, f"card {value} exp 04/29")) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111112",
        "11111111-2222-4333-8444-740748217594",
        "94111111111111111",
        "41111111111111111",
        "0.4111111111111111",
        "order 4111111111111111",
        "5019 5020 4111 1111 1111 1111 542A",
        "9111111111111119",
    ],
)
def test_other_long_numbers_are_no_cards(text: str) -> None:
    """A failed check, longer runs, identifiers and tables of groups are passed over."""
    assert reported(CARDS, text) == {}


@pytest.mark.parametrize(
    ("value", "passes"),
    [
        ("GB29NWBK60161331926819", True),
        ("GB82 WEST 1234 5698 7654 32", True),
        ("GB29NWBK60161331926818", False),
        ("GB29NWBK6016133192681", False),
        ("XX29NWBK60161331926819", False),
        ("", False),
    ],
)
def test_iban_length_and_check(value: str, passes: bool) -> None:
    """An IBAN has its country's length and passes modulus 97."""
    assert checks.iban(value) is passes


def test_iban_in_a_sentence_ends_where_it_ends() -> None:
    """Words behind an IBAN in groups are no part of it."""
    found = reported([IBAN], "to GB82 WEST 1234 5698 7654 32 ref clegg by Friday")
    assert set(found) == {"GB82 WEST 1234 5698 7654 32"}


def test_utr_needs_word_and_check() -> None:
    """A taxpayer reference is found beside its name, and doubtful where its check fails."""
    assert set(reported([UTR], "UTR: 1955839661K")) == {"1955839661"}
    assert reported([UTR], "UTR: 1955839662") == {}
    assert reported([UTR], "Order 1955839661") == {}
