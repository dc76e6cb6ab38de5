"""Character classes for text that is ASCII hold nothing beyond it."""

import pytest

from scanner.detect.relax import relax


@pytest.mark.parametrize(
    ("pattern", "narrowed"),
    [
        (r"[ \-\u2010-\u2015.]", r"[ \-.]"),
        (r"[a-\u00e9]", r"[a-\x7f]"),
        (r"[\u00e9]", r"[^\x00-\x7f]"),
        (r"[^\u00e9]", r"[\x00-\x7f]"),
        (r"[^\d\u00a0-]", r"[^\d-]"),
        (r"[]a-]", r"[\]a-]"),
        (r"[+--]", r"[+--]"),
    ],
)
def test_what_cannot_stand_there_is_left_out(pattern: str, narrowed: str) -> None:
    """Single characters, ranges and their parts; what remains means the same."""
    assert relax(pattern, beyond_ascii=False) == narrowed


@pytest.mark.parametrize(("pattern", "letter"), [(r"[x\u212a]", "k"), (r"[\u0100-\u0200]", "s")])
def test_what_is_an_ascii_letter_in_another_case_stays(pattern: str, letter: str) -> None:
    """The Kelvin sign is a k without regard to case, the long s an s."""
    assert letter in relax(pattern, beyond_ascii=False)


def test_beyond_ascii_nothing_is_left_out() -> None:
    """For other text a class keeps all it holds."""
    assert relax(r"[ \u2010-\u2015]", beyond_ascii=True) == r"[ \x{2010}-\x{2015}]"
