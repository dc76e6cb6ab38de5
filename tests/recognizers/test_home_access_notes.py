"""Home access: how many places, holders and ways in are found in notes of many hands.

Single phrases may be missed; the share may not fall. Marked: `<KEYHOLDER:Mrs Poole> has a key`.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from recognizers.home_access import RECOGNIZERS
from recognizers.matching import drop_contained, find
from tests.bench.scoring.found import canonical, same

NOTES = Path(__file__).with_name("home_access_notes.txt")
MARK = re.compile(r"<([A-Z_]+):([^>]*)>")
FOUND = 0.5
LEAST_RECALL, LEAST_PRECISION = 0.85, 0.93


class Counts(NamedTuple):
    """Marked values, those found, findings, those that are true."""

    marked: int
    hit: int
    found: int
    right: int


def _notes() -> list[str]:
    lines = NOTES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _values(entity: str, text: str) -> set[str]:
    matches = drop_contained(
        match
        for recognizer in RECOGNIZERS
        if recognizer.entity.name == entity
        for match in find(recognizer, text)
        if match.score >= FOUND
    )
    return {canonical(entity, text[match.start : match.end]) for match in matches}


def _count(entity: str, note: str) -> Counts:
    truth = {canonical(name, value) for name, value in MARK.findall(note) if name == entity}
    found = _values(entity, MARK.sub(r"\2", note))
    hit = sum(any(same(entity, one, other) for other in found) for one in truth)
    right = sum(any(same(entity, other, one) for other in truth) for one in found)
    return Counts(len(truth), hit, len(found), right)


@pytest.mark.parametrize(
    "entity", ["KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD"]
)
def test_notes_of_many_hands_are_read(entity: str) -> None:
    """Most of what is marked is found, and hardly anything else."""
    counts = [_count(entity, note) for note in _notes()]
    total = Counts(*map(sum, zip(*counts, strict=True)))
    assert total.marked >= 60
    assert total.hit / total.marked >= LEAST_RECALL
    assert total.right / total.found >= LEAST_PRECISION


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Key safe next to main entrance, number 4829", "KEY_SAFE_CODE"),
        ("Key safe left of the front door. 4829", "KEY_SAFE_CODE"),
        ("Intercom at the gate, press 4829", "GATE_CODE"),
        ("Arrived at front door 0915", ""),
        ("Alarm set for 0730", ""),
    ],
)
def test_door_that_only_says_where_claims_no_code(text: str, place: str) -> None:
    """Where a key safe or intercom hangs is no door with a code of its own."""
    codes = ("KEY_SAFE_CODE", "DOOR_CODE", "GATE_CODE", "ALARM_CODE")
    assert [name for name in codes if _values(name, text)] == ([place] if place else [])


@pytest.mark.parametrize(
    "text",
    [
        "Family chose kestrel as the password for the alarm.",
        "Password for pendant alarm kestrel",
        "Password given to the alarm centre on 08.06.24: kestrel",
        "Kestrel is the password for Careline",
    ],
)
def test_password_is_found_on_either_side_of_its_centre(text: str) -> None:
    """The spoken word may stand before or after what it is for."""
    assert _values("ALARM_PASSWORD", text) == {"kestrel"}
