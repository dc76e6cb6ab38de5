"""A check that passes is evidence, not proof: the column decides."""

import random

import pytest

from recognizers.catalogue import ALL, ENTITIES
from recognizers.declaration import Recognizer
from recognizers.matching import judge, raw_matches
from scanner.classify.evidence import Evidence, Group, weigh

NHS = [r for r in ALL if r.entity is ENTITIES["UK_NHS"]]


def column(values: list[str], header: str = "") -> Evidence | None:
    """The evidence of a whole column of values."""
    group = Group(ENTITIES["UK_NHS"], "", header or None, "row")
    for recognizer in NHS:
        for position, value in enumerate(values):
            _take(group, recognizer, value, position, header)
    return weigh(group, test_is_live=True) if group.by_score else None


def _take(group: Group, recognizer: Recognizer, value: str, position: int, header: str) -> None:
    for raw in raw_matches(recognizer, value):
        match = judge(recognizer, value, raw, header)
        if match is None:
            continue
        group.recognizers[recognizer.name] = recognizer
        group.tried[recognizer.name] += match.checked is not None
        group.passed[recognizer.name] += match.checked is True
        if match.score > 0:
            group.add(recognizer, match, hash(value), "•", position)


def numbers(count: int, seed: int = 1) -> list[str]:
    """Numbers of the 999 range that pass modulus 11, never issued."""
    rng = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        base = f"999{rng.randrange(10**6):06d}"
        check = -sum(int(d) * w for d, w in zip(base, range(10, 1, -1), strict=True)) % 11
        if check != 10 and len(set(base)) > 1:
            found.append(f"{base}{check}")
    return found


def test_bare_column_of_real_numbers_is_raised() -> None:
    """No header at all: nearly all pass, so that is what they are."""
    evidence = column(numbers(60))
    assert evidence is not None
    assert evidence.confidence >= 0.9 and evidence.by_column is not None


def test_column_of_order_numbers_is_chance() -> None:
    """One in eleven passes: chance, and said so."""
    rng = random.Random(2)
    evidence = column([f"999{rng.randrange(10**7):07d}" for _ in range(600)])
    assert evidence is not None
    assert evidence.verdict == "chance match" and evidence.confidence < 0.5


def test_few_values_keep_their_own_scores() -> None:
    """Three bare numbers say nothing about their column."""
    evidence = column(numbers(3))
    assert evidence is not None
    assert evidence.by_column is None


def test_header_speaks_for_a_column_with_typing_errors() -> None:
    """Half of the numbers mistyped: still NHS numbers, for the header says so."""
    good = numbers(20)
    bad = [f"{n[:-1]}{(int(n[-1]) + 1) % 10}" for n in numbers(20, seed=3)]
    evidence = column(good + bad, "nhs number")
    assert evidence is not None
    assert evidence.confidence >= 0.9 and evidence.verdict == "live"


@pytest.mark.parametrize("live", [True, False])
def test_test_numbers_mean_what_the_setting_says(live: bool) -> None:
    """The 999 range is test data unless told otherwise."""
    group = Group(ENTITIES["UK_NHS"], "", "nhs number", "row")
    for position, value in enumerate(numbers(5)):
        for recognizer in NHS:
            _take(group, recognizer, value, position, "nhs number")
    assert weigh(group, test_is_live=live).verdict == ("live" if live else "test")
