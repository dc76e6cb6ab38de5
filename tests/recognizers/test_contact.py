"""Telephone (drama ranges only), e-mail, postcode and street."""

import pytest

from recognizers import address, contact, postcode
from recognizers.contact import EMAIL, PHONE, PHONE_COLUMN
from recognizers.postcode import POSTCODE, POSTCODE_LOOSE
from tests.recognizers.reading import reported

PHONES = (PHONE, PHONE_COLUMN)
POSTCODES = (POSTCODE, POSTCODE_LOOSE)


@pytest.mark.parametrize(
    "value",
    [
        "020 7946 0958",
        "(020) 7946 0958",
        "0161 496 0123",
        "0161-496-0123",
        "01632 960123",
        "(01632) 960 123",
        "01632960123",
        "07700 900461",
        "07700 900 461",
        "07700\u00a0900461",
        "+44 (0)161 496 0123",
        "+44 7700 900462",
        "+447700900462",
        "0044 7700 900462",
        "08081 570123",
        "03069 990123",
    ],
)
def test_phone_forms(value: str) -> None:
    """A British number is found in every usual form, as one value."""
    assert set(reported(PHONES, f"then {value}, after six")) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "Account 12345678, batch 1234 5678, order 2024 20260401",
        "0770090046",
        "077009004612",
        "0.07700900461",
        "1-07700900461",
        "AB07700900461",
        "7700900461",
        "01-02-2026 12:30",
        "0101011237",
        "ISBN 0601529693",
    ],
)
def test_other_numbers_are_no_phones(text: str) -> None:
    """Numbers of another length or inside something longer are not telephones."""
    assert reported(PHONES, text) == {}


def test_phone_with_context_scores_higher() -> None:
    """A word such as "ring" makes a telephone number surer."""
    assert reported([PHONE], "ring 01632 960123") == {"01632 960123": 0.85}


@pytest.mark.parametrize("value", ["7700900461", "161 496 0123", "077 009 00461"])
def test_lost_zero_and_odd_groups_need_a_header(value: str) -> None:
    """In a telephone column a missing zero and any grouping will do; elsewhere not."""
    assert set(reported(PHONES, value, "Mobile")) == {value}
    assert reported(PHONES, value, "order_no") == {}


def test_float_phone_loses_its_tail() -> None:
    """The `.0` that a spreadsheet added is no part of the number."""
    assert set(reported(PHONES, "7700900461.0", "phone")) == {"7700900461"}


@pytest.mark.parametrize(
    "value",
    ["a@example.org", "edna.clegg@example.com", "o'brien@mail.example.co.uk", "x_y+z@example.com"],
)
def test_email_forms(value: str) -> None:
    """An address is found whole, without what stands around it."""
    assert set(reported([EMAIL], f"From: <{value}>, and so on.")) == {value}


@pytest.mark.parametrize(
    "text", ["icon@2x.png", "git@example.com:team/x.git", "@example.com", "a@b", "a@@example.com"]
)
def test_other_text_with_an_at_sign_is_no_email(text: str) -> None:
    """File names, clone addresses and fragments are not mailboxes."""
    assert reported([EMAIL], text) == {}


def test_postcode_in_an_address_needs_no_label() -> None:
    """A street beside a postcode speaks for it."""
    found = reported(POSTCODES, "She moved to 14 Larkfield Grove, Otley, LS21 3AB last spring")
    assert found == {"LS21 3AB": 0.85}


@pytest.mark.parametrize(
    "value", ["LS21 3AB", "M1 1AE", "EC1A 1BB", "W1A 0AX", "BFPO 801", "GIR 0AA"]
)
def test_printed_postcode_is_reported_alone(value: str) -> None:
    """A postcode in capitals with its space is reported without a label."""
    assert reported(POSTCODES, f"to {value} today") == {value: 0.5}


@pytest.mark.parametrize("value", ["ls213ab", "LS213AB", "ls21 3ab"])
def test_other_postcode_forms_need_context(value: str) -> None:
    """Small letters or a missing space are reported only with a label or header."""
    assert reported(POSTCODES, value) == {}
    assert reported(POSTCODES, value, "pcode") == {value: 0.85}


@pytest.mark.parametrize(
    "text",
    ["M4 8XL bolts", "size W1 1AA washers", "carton E3 2RT", "QX21 3AB", "ZZ99 3VZ", "LS21 3CK"],
)
def test_stock_codes_and_impossible_postcodes_are_not_reported(text: str) -> None:
    """Stock codes, unknown areas and letters that no postcode ends in are passed over."""
    assert reported(POSTCODES, text) == {}


def test_there_are_124_postcode_areas() -> None:
    """The list of areas is complete."""
    assert len(postcode.AREAS) == 124


@pytest.mark.parametrize(
    "value",
    [
        "14 Larkfield Grove",
        "Flat 6, 14 Larkfield Grove",
        "14A Old Mill Lane",
        "14 LARKFIELD GROVE",
        "Rose Cottage, Mill Lane",
        "3 Heol y Bryn",
    ],
)
def test_street_forms(value: str) -> None:
    """The number and street, or the name, of a home is found whole."""
    assert set(reported([address.STREET], f"to {value}, Otley")) == {value}


@pytest.mark.parametrize(
    "text", ["14 people crossed the Road", "14 larkfield grove", "In Mill Lane"]
)
def test_streets_without_a_home_are_not_reported(text: str) -> None:
    """A street without number or house names no home."""
    assert reported([address.STREET], text) == {}


def test_address_column_takes_whole_cells() -> None:
    """Under an address header the cell is the address, in any case."""
    assert set(reported([address.STREET_COLUMN], "the old mill, otley", "Address 1")) == {
        "the old mill, otley"
    }


@pytest.mark.parametrize(
    ("header", "value"),
    [("email address", "the old mill"), ("Address", "Not known"), ("IP address", "192.0.2.22")],
)
def test_other_addresses_are_not_reported(header: str, value: str) -> None:
    """Addresses of mail and machines, and blanks, are no homes."""
    assert reported([address.STREET_COLUMN], value, header) == {}


def test_uprn_needs_its_header() -> None:
    """A property number is found by its header alone."""
    assert set(reported([address.UPRN_COLUMN], "100012345678", "UPRN")) == {"100012345678"}
    assert reported([address.UPRN_COLUMN], "100012345678", "id") == {}


def test_numbers_of_the_nhs_are_no_phones() -> None:
    """A test NHS number is not reported as a telephone."""
    assert reported(contact.RECOGNIZERS, "999 000 0018 and 9990000018") == {}


def test_ten_plain_digits_are_no_telephone_number_unless_named() -> None:
    """Order numbers begin with 0 as well; a label or a header tells them apart."""
    assert reported(contact.RECOGNIZERS, "0120496012") == {}
    assert "0120496012" in reported(contact.RECOGNIZERS, "Tel 0120496012")
    assert reported(contact.RECOGNIZERS, "0120496012", "Order Number") == {}
