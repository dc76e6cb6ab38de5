"""Shortcuts of costly patterns spare time and change nothing."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
import regex

from recognizers import home_access_holders as holders
from recognizers import home_access_places as places
from recognizers import home_access_safe_places as safe_places
from recognizers.declaration import Pattern
from recognizers.home_access_search import Shortcut, lines_with, search

Sought = tuple[tuple[Pattern, ...], Mapping[str, Shortcut]]
SOUGHT: dict[str, Sought] = {
    "holders": (holders.PATTERNS, holders.SHORTCUTS),
    "places": (places.KEY_PATTERNS, places.SHORTCUTS),
    "safe places": (safe_places.SAFE_PATTERNS, safe_places.SAFE_SHORTCUTS),
}


def notes() -> list[str]:
    """Notes of home care, and the same sewn together anew."""
    rng = random.Random(6)
    marked = (Path(__file__).parent / "home_access_notes.txt").read_text("utf-8")
    plain = regex.sub(r"<[A-Z_]+:|>", "", marked).splitlines()
    words = " ".join(plain).split()
    sewn = [" ".join(rng.choices(words, k=rng.randint(3, 25))) for _ in range(400)]
    cut = [
        f"{one[: len(one) // 2]}{two[len(two) // 2 :]}"
        for one, two in zip(plain, sewn, strict=False)
    ]
    return plain + [line.upper() for line in plain[::7]] + sewn + cut


@pytest.mark.parametrize("name", SOUGHT)
def test_shortcuts_change_nothing(name: str) -> None:
    """With and without them a text holds the same."""
    patterns, shortcuts = SOUGHT[name]
    assert set(shortcuts) <= {pattern.name for pattern in patterns}
    found = 0
    for text in notes():
        expected = list(search(patterns, text))
        assert list(search(patterns, text, shortcuts=shortcuts)) == expected, text
        found += len(expected)
    assert found > 30


@pytest.mark.parametrize("name", SOUGHT)
def test_shortcuts_in_part_of_a_text(name: str) -> None:
    """They look no further than the stretch that is searched."""
    patterns, shortcuts = SOUGHT[name]
    rng = random.Random(7)
    for text in notes()[::3]:
        start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        expected = list(search(patterns, text, start, end))
        assert list(search(patterns, text, start, end, shortcuts)) == expected, text


def test_lines_with_a_word() -> None:
    """Each line once, whatever stands in it, and in any case of letters."""
    text = "no\nKey one key\n\nmonkey\nlast"
    assert [text[slice(*line)] for line in lines_with("key", text)] == ["Key one key", "monkey"]
