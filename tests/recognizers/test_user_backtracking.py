"""Expressions that run away are refused, by their form and by measurement."""

import time
from pathlib import Path

import pytest

from recognizers.catalogue import ALL
from recognizers.declaration import DEFAULT_FLAGS
from recognizers.user_backtracking import ambiguous
from recognizers.user_nesting import nested_repeats
from recognizers.user_probe import is_slow
from tests.recognizers.user_rules import STAFF_YAML, folder_of, pattern, refused

RUNAWAYS = (
    r"(a+)+$", r"(\w+\s?)*:", r"(.*?,){20}x", r"(a*b*)*c", r"(a|a)*x", r"(?:a|ab|b)*x",
    r"(?=(a+)+b)c", r"(?>(a+)+b)", r".*x.*y.*z.*w", r"([a-z]+)*[0-9]", r"(?:[\w.]+,?)+;",
)  # fmt: skip


@pytest.mark.parametrize("expression", RUNAWAYS)
def test_form_that_runs_away_is_refused(expression: str) -> None:
    """By its form alone, however fast the engine's shortcuts make it on a given text."""
    assert ambiguous(expression, DEFAULT_FLAGS).startswith("can run away")


@pytest.mark.parametrize(
    "expression",
    [
        r"\bHC-?[0-9]{7}\b", r"(?:[0-9]{8})+", r"(?:\w+ )*:", r"(?>\w+\s?)*:", r"(?:a+)++b",
        r"(?:[a-z]+\.)+[a-z]+", r"(a?)+b", r"\w+@\w+\.com", r"(?:a{7}b|a{8}b)*",
        r"\p{L}+", r"(a)\1",
    ],
)  # fmt: skip
def test_sound_form_is_not_refused(expression: str) -> None:
    """Where one text can be taken in one way only, or the form cannot tell."""
    assert ambiguous(expression, DEFAULT_FLAGS) == ""


def test_form_of_ours_is_not_refused() -> None:
    """Expressions of the catalogue that are short enough to be looked at."""
    short = [(p.regex, r.flags) for r in ALL for p in r.patterns if len(p.regex) < 300]
    assert len(short) > 100
    assert [expression for expression, flags in short if ambiguous(expression, flags)] == []


@pytest.mark.parametrize(
    "expression", [r"(?:\w{1,30}\s?){1,20}:", r"(\p{L}+)+:", r"(?:[a-z]{1,9}){1,30}:"]
)
def test_what_the_form_does_not_show_is_measured(expression: str) -> None:
    """Bounds, and what the standard library cannot parse, are tried on texts made for them."""
    assert ambiguous(expression, DEFAULT_FLAGS) == ""
    assert "takes more than 2 seconds" in is_slow(expression, DEFAULT_FLAGS)


def test_fast_expression_passes_the_measurement() -> None:
    """And costs little."""
    start = time.monotonic()
    assert is_slow(r"\bHC-?[0-9]{7}\b", DEFAULT_FLAGS, ("HC-1234566",)) == ""
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("kind", ["a_toml", "a_yaml"])
def test_folder_with_a_runaway_is_refused(tmp_path: Path, kind: str) -> None:
    """In both formats, with file, rule and pattern; its examples are not tried."""
    yaml = STAFF_YAML.replace(r"\\bS[0-9]{6}\\b", "(S+)+$")
    text = pattern("(a+)+$") + 'examples = ["x"]' if kind == "a_toml" else yaml
    (line,) = refused(folder_of(tmp_path, **{kind: text}), verify=True)
    name = "badge" if kind == "a_toml" else "staff number"
    assert line.startswith(f"{kind.replace('_', '.')}: {name}: patterns[1].regex: can run away")


@pytest.mark.parametrize(
    ("expression", "depth"),
    [
        ("a+b*", 0),
        ("(a+)", 0),
        ("(a)+(b)+", 1),
        ("((a+)*)?", 2),
        (r"\(+[)(]*(?:a){2}", 1),
    ],
)
def test_nesting_counts_groups_that_repeat(expression: str, depth: int) -> None:
    """Brackets that are escaped or stand in a set are none."""
    assert nested_repeats(expression) == depth


def test_ours_nest_less_than_is_allowed() -> None:
    """The limit refuses nothing that is in use."""
    assert max(nested_repeats(p.regex) for r in ALL for p in r.patterns) <= 8
