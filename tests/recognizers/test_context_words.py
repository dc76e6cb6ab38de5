"""The tree of context words finds what the words tried one after another find."""

import random
from collections.abc import Sequence

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import catalogue
from recognizers.context_words import any_of, words_of

Found = list[tuple[int, int, bool]]
_JOINTS = (" ", " ", "", "-", "_", "  ", "\n", ", ", "s", "X", "7", "\x1c", "\u00a0", "é", "ſ", "K")


def plainly(cues: Sequence[str], rivals: Sequence[str], text: str, low: int, high: int) -> Found:
    """Every word an alternative of its own, longest first."""
    kinds = dict.fromkeys(cues, "cue") | dict.fromkeys(rivals, "rival")
    ordered = sorted(kinds, key=lambda word: (-len(word), word))
    alternatives = (f"(?P<{kinds[word]}{i}>{any_of([word])})" for i, word in enumerate(ordered))
    expression = regex.compile("|".join(alternatives), regex.IGNORECASE)
    return [
        (*found.span(), str(found.lastgroup).startswith("cue"))
        for found in expression.finditer(text, low, high)
    ]


def by_tree(cues: Sequence[str], rivals: Sequence[str], text: str, low: int, high: int) -> Found:
    """The same as the context rule looks for them."""
    words = words_of(cues, rivals)
    assert words is not None
    around = words.find_around(text, low, high, high, high)
    return [(*found.span(), found.lastindex in words.cues) for _, found in around]


def sewn(words: Sequence[str], rng: random.Random, beyond_ascii: bool) -> str:
    """Words in any case, cut at times, with anything between them."""
    joints = _JOINTS if beyond_ascii else _JOINTS[:12]
    pieces: list[str] = []
    for _ in range(rng.randint(1, 9)):
        word = rng.choice(words)
        word = rng.choice((word, word.upper(), word.title(), word[: rng.randint(1, len(word))]))
        pieces.append(word.replace(" ", rng.choice(_JOINTS[:6])) + rng.choice(joints))
    return "".join(pieces)


@pytest.mark.parametrize("beyond_ascii", [False, True])
def test_the_tree_of_every_recognizer(beyond_ascii: bool) -> None:
    """The words of the whole catalogue, sewn together in every way, are found alike."""
    rng = random.Random(3)
    found = 0
    for recognizer in catalogue.ALL:
        words = (*recognizer.context, *recognizer.rivals)
        for _ in range(15 if words else 0):
            text = sewn(words, rng, beyond_ascii)
            low, high = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
            sides = (recognizer.context, recognizer.rivals, text, low, high)
            expected = plainly(*sides)
            assert by_tree(*sides) == expected, (recognizer.name, text, low, high)
            found += len(expected)
    assert found > 500


_WORD = st.from_regex(r"[a-c]{1,3}( [ab]{1,2})?|[0-2]{1,2}[a-b]?|#[ab]|é[ab]", fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(
    cues=st.lists(_WORD, min_size=1, max_size=6),
    rivals=st.lists(_WORD, max_size=6),
    text=st.text("aAbBcC12 #_-é\u00a0\x1c\n", max_size=30),
)
def test_the_tree_of_any_words(cues: list[str], rivals: list[str], text: str) -> None:
    """Words that begin alike, contain each other, or begin with no letter are found alike."""
    assert by_tree(cues, rivals, text, 0, len(text)) == plainly(cues, rivals, text, 0, len(text))


def test_no_words() -> None:
    """Without words there is nothing to look for."""
    assert words_of((), ()) is None
