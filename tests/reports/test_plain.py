"""What may be printed: hostile names lose their power."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.reports.plain import cell, clean, place, shorten


@given(st.text(st.characters(codec=None)))
def test_nothing_invisible_survives(text: str) -> None:
    """No control, format, surrogate or separator character is left, and it stays one line."""
    kinds = {unicodedata.category(char) for char in clean(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "\u202e", "\u2066", "\u200b", "\r", "\n", "\udc80", "\x9b"]
)
def test_known_tricks_are_marked(hostile: str) -> None:
    """Escapes, bidi controls, line breaks and undecodable bytes become a mark."""
    assert clean(f"a{hostile[0]}b") == "a�b"


def test_accents_and_markup_stay() -> None:
    """Letters of any language and square brackets are ordinary text."""
    assert clean("Café [bold] Łódź 東京") == "Café [bold] Łódź 東京"


@given(st.text(), st.integers(1, 60))
def test_shortened_text_fits_and_keeps_both_ends(text: str, width: int) -> None:
    """At most `width` characters are left, and what fits is unchanged."""
    short = shorten(text, width)
    assert len(short) <= width
    if len(text) <= width:
        assert short == text
    elif width >= 4:
        assert (short[0], short[-1]) == (text[0], text[-1])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_formulas_are_texts_in_a_spreadsheet(start: str) -> None:
    """A text that starts like a formula gets an apostrophe in front."""
    assert cell(f"{start}cmd|x").startswith("'")


def test_numbers_stay_numbers_in_a_spreadsheet() -> None:
    """A count is written as it is, nothing as an empty cell."""
    assert (cell(-3), cell(None), cell(True)) == ("-3", "", "True")


@pytest.mark.parametrize(
    ("uri", "targets", "shown"),
    [
        ("file:///srv/share/Care%20Plans/a.docx", ["file:///srv/share"], "Care Plans/a.docx"),
        ("file:///srv/share", ["file:///srv/share/"], "."),
        ("file:///srv/share/b", ["file:///srv/share", "file:///srv/other"], "share/b"),
        ("file:///srv/shared/b", ["file:///srv/share"], "file:///srv/shared/b"),
        ("file:///s/a.zip!/x/y.csv", ["file:///s/a.zip"], "x/y.csv"),
        ("file:///srv/share/%1B%5B2J", ["file:///srv/share"], "�[2J"),
    ],
)
def test_places_are_told_relative_to_their_target(uri: str, targets: list[str], shown: str) -> None:
    """The target is left away, percent signs are decoded, and what they hid is cleaned."""
    assert place(uri, targets) == shown
