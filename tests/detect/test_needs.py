"""What a pattern needs is never more than what a match of it holds."""

import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.detect.needs import Needs, held_by, needs_of


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"[0-9]{3} ?[0-9]{4}", Needs(digits=7)),
        (r"\d+x", Needs(digits=1, letters=1)),
        (r"(?:[0-9]{6}|[0-9]{2}[a-z])@", Needs(digits=2, ats=1)),
        (r"(?:ab)?[0-9]*", Needs()),
        (r"(?:^|[^0-9])[0-9](?:[ -][0-9]){2,}", Needs(digits=3)),
        (r"[0-9a-z]{4}", Needs()),
        (r"[\x{30}-\x{39}]", Needs(digits=1)),
        (r"[^a-z][^0-9]", Needs()),
        (r"(unbalanced", Needs()),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: Needs) -> None:
    """The least of all ways through the pattern; nothing where it cannot be told."""
    assert needs_of(pattern) == needs


_PATTERN = st.recursive(
    st.sampled_from(["[0-9]", "[a-c]", "[0-9a]", "@", "a", "7", " ", ".", r"\d", r"\w", "[^0-9]"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from("?*+")).map(lambda two: f"(?:{two[0]}){two[1]}"),
        inner.map(lambda one: f"({one}){{2,3}}"),
    ),
    max_leaves=6,
)


@given(pattern=_PATTERN, text=st.text("0179abcZ@ -", max_size=12))
def test_a_match_holds_what_its_pattern_needs(pattern: str, text: str) -> None:
    """Whatever is matched has at least as many digits, letters and @."""
    found = re.search(pattern, text, re.IGNORECASE)
    if found is None:
        return
    needs, held = needs_of(pattern), found.group()
    assert sum(char.isdigit() for char in held) >= needs.digits
    assert sum(char.isalpha() for char in held) >= needs.letters
    assert held.count("@") >= needs.ats


@given(texts=st.lists(st.text("019aZ@ [`é", max_size=50), min_size=1, max_size=20))
def test_enough(texts: list[str]) -> None:
    """The values given for a need are all that hold it, in every array."""
    joined = "".join(text + "\n" for text in texts).encode()
    ends = np.cumsum([0] + [len(text.encode()) + 1 for text in texts])
    held = held_by(np.frombuffer(pa.py_buffer(joined), dtype=np.uint8), ends)
    for needs in (Needs(), Needs(digits=2), Needs(letters=1), Needs(ats=1), Needs(1, 1, 1)):
        enough = held.enough(needs)
        given_out = set(range(len(texts))) if enough is None else set(enough.tolist())
        holding = {i for i, text in enumerate(texts) if _holds(text, needs)}
        assert given_out >= holding
        assert needs.letters or given_out == holding  # letters of long values are not counted


def _holds(text: str, needs: Needs) -> bool:
    return (
        sum(char in "0123456789" for char in text) >= needs.digits
        and sum(char.isascii() and char.isalpha() for char in text) >= needs.letters
        and text.count("@") >= needs.ats
    )
