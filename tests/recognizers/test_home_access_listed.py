"""Home access: price lists, source code and database definitions hold no codes."""

import pytest

from recognizers.home_access import RECOGNIZERS
from recognizers.home_access_listed import is_listed
from recognizers.matching import find

FOUND = 0.5


def _found(text: str, header: str = "") -> set[str]:
    return {
        text[match.start : match.end]
        for recognizer in RECOGNIZERS
        for match in find(recognizer, text, header)
        if match.score >= FOUND
    }


@pytest.mark.parametrize(
    "text",
    [
        "Key safe C500 ........ 65",
        "Intruder alarm kit 7306 .. 140    Alarm pendant 5021 ... 95",
        "Key safe C500, item 51378",
        "Key safe, push button, order 51378",
        "Key safe 40772 £31.50",
        "Key safe leaflet code KS1234",
        'if (keySafeCode.length() > 8) throw new IllegalStateException("E2290");',
        "alarm_password varchar(40), access_notes text",
        "door_code NVARCHAR(4000) NULL",
    ],
)
def test_catalogue_source_and_schema_lines_hold_nothing(text: str) -> None:
    """The words of home access stand there, yet the numbers open nothing."""
    assert _found(text) == set()


@pytest.mark.parametrize("header", ["code", "key safe model", "alarm part no"])
def test_model_number_in_a_column_is_no_code(header: str) -> None:
    """A designation stays one under a general header, and under one about models."""
    assert _found("KS-500", header) == set()


def test_generic_code_header_alone_makes_no_code() -> None:
    """Four digits under "code" may be anything."""
    assert _found("4821", "code") == set()


@pytest.mark.parametrize(
    "text",
    [
        "ks 4821 .. 2 carers",
        "Key safe code ........ 4821",
        'keySafeCode("4821")',
        "key safe code is 4821 £20 for shopping in tin",
    ],
)
def test_code_beside_dots_prices_and_brackets_is_still_found(text: str) -> None:
    """What sets a price list apart must not hide a real note."""
    assert _found(text) == {"4821"}


def test_price_at_the_end_of_a_leader_lists_the_number_before_it() -> None:
    """Dots that lead from a number to a price make a catalogue line."""
    assert is_listed("Keypad lock 7790, satin .... 84.00", 12, 16)
