"""Masks that cannot be joined back, keys that are equal for equal people."""

import pytest

from recognizers.catalogue import ENTITIES
from scanner.classify.redact import (
    Redactor,
    canonical,
    mask,
    name_tokens,
    rank_of,
)
from scanner.keys.key import KEY_BYTES

REDACTOR = Redactor(bytes(range(KEY_BYTES)))


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("UK_NHS", "999 000 0018", "9990000018"),
        ("UK_NHS", "999\u00a0000\u200d0018", "9990000018.0"),
        ("UK_CHI", "101011237", "0101011237"),
        ("UK_NINO", "QQ 12 34 56 C", "qq123456"),
        ("DATE_OF_BIRTH", "12/03/1941", "1941-03-12"),
        ("PERSON", "Mrs Edna CLEGG", "Clegg, Edna"),
        ("PERSON", "Siân O’Brien", "Sian O'Brien"),
        ("UK_POSTCODE", "ze3 9ju", "ZE39JU"),
        ("PHONE_NUMBER", "+44 (0)20 7946 0958", "020 7946 0958"),
    ],
)
def test_spellings_of_one_value_are_equal(entity: str, one: str, other: str) -> None:
    """However it is written, a value has one key."""
    assert canonical(ENTITIES[entity], one) == canonical(ENTITIES[entity], other)


def test_initials_and_titles_are_no_name() -> None:
    """A title says nothing about who it is."""
    assert name_tokens("Mrs. Edna Clegg") == ("edna", "clegg")


def test_other_key_other_hash() -> None:
    """Without the key nothing can be compared."""
    other = Redactor(bytes(KEY_BYTES))
    assert REDACTOR.key("health", "9990000018") != other.key("health", "9990000018")
    assert REDACTOR.key_id != other.key_id


def test_rank_stands_above_the_hash() -> None:
    """Keys sort by strength, and fit a signed 64-bit column."""
    strong, weak = REDACTOR.key("a", "x", 0), REDACTOR.key("b", "y", 7)
    assert (rank_of(strong), rank_of(weak)) == (0, 7)
    assert 0 <= strong < weak < 2**63


@pytest.mark.parametrize("value", ["999 000 0018", "9990000018", "NHS9990000018"])
def test_nhs_number_shows_two_digits(value: str) -> None:
    """Enough to recognise one's own, too little to join."""
    shown = mask(ENTITIES["UK_NHS"], value)
    assert sum(c.isdigit() for c in shown) == 2


@pytest.mark.parametrize("value", ["71", "4821", "C1957Y", "one four two six", "kingfisher"])
def test_code_shows_nothing(value: str) -> None:
    """A short code shows its length at most."""
    shown = mask(ENTITIES["KEY_SAFE_CODE"], value)
    assert set(shown) == {"•"} and len(shown) <= 12


@pytest.mark.parametrize("entity", sorted(ENTITIES))
def test_no_mask_holds_three_characters_of_its_value(entity: str) -> None:
    """Whatever the entity: no three characters in a row are those of the value."""
    value = "Wq7Zx 4821-9953 xKvbn 2266 abcde"
    shown = mask(ENTITIES[entity], value)
    pieces = {value[i : i + 3] for i in range(len(value) - 2)}
    assert not any(piece in shown for piece in pieces if piece.isalnum())
