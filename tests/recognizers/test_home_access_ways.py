"""Home access: cells of access columns, and the thing a keypad or padlock opens."""

import pytest

from recognizers.home_access import RECOGNIZERS
from recognizers.matching import drop_contained, find

FOUND = 0.5


def _values(entity: str, text: str, header: str = "") -> list[str]:
    """The distinct values of one entity in a text, in order."""
    matches = drop_contained(  # as the engine does across recognizers of one entity
        match
        for recognizer in RECOGNIZERS
        if recognizer.entity.name == entity
        for match in find(recognizer, text, header)
        if match.score >= FOUND
    )
    spans = {(match.start, match.end) for match in matches}
    return [text[start:end] for start, end in sorted(spans)]


@pytest.mark.parametrize(
    "cell",
    [
        "Answers the door, allow time.",
        "Will let you in herself",
        "n/a",
        "None",
        "Opens door",
        "Use key safe code 2106; by back gate, slide the cover up.",
        "KS 4471 by back gate",
        "Unset the house alarm with 2651.",
        "Ring daughter before visit",
    ],
)
@pytest.mark.parametrize("header", ["Access Notes", "How to enter", "entry_instructions"])
def test_cell_without_a_way_in_is_no_entry_method(cell: str, header: str) -> None:
    """A header about access alone makes no way in of what stands below it."""
    assert _values("ENTRY_METHOD", cell, header) == []


@pytest.mark.parametrize(
    "cell", ["Go round the back", "Ring twice", "Use side door", "Buzz 4", "via the shop"]
)
def test_short_answer_to_how_to_enter_is_an_entry_method(cell: str) -> None:
    """Where the header asks for the way in, a few words tell it."""
    assert cell in _values("ENTRY_METHOD", cell, "How to gain entry")


def test_only_the_sentence_that_tells_the_way_is_reported() -> None:
    """A code beside a way in is another finding, and no part of the way."""
    cell = "KS 7316. Use the back door, never the front."
    assert _values("ENTRY_METHOD", cell, "access_notes") == ["Use the back door, never the front"]
    assert _values("KEY_SAFE_CODE", cell, "access_notes") == ["7316"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Electric gates: keypad 6924", "6924"),
        ("Side gate padlock, combination 5086", "5086"),
        ("gate padlock 4471", "4471"),
        ("Keypad on the gate: 3372", "3372"),
        ("Back gate has a combination lock, 2918", "2918"),
    ],
)
def test_keypad_on_a_gate_opens_the_gate(text: str, code: str) -> None:
    """The gate is what opens; the keypad or padlock is only the means."""
    assert _values("GATE_CODE", text) == [code]
    assert _values("DOOR_CODE", text) == []


def test_keypad_alone_opens_a_door() -> None:
    """Without anything else that it could open, a keypad belongs to a door."""
    assert _values("DOOR_CODE", "Keypad 6924, pull hard") == ["6924"]


def test_rival_word_that_ends_a_place_explains_no_number() -> None:
    """A height that says where the key safe hangs does not claim the code behind it."""
    text = "Let self in with key from the keysafe left of the porch at waist height: 4285."
    assert _values("KEY_SAFE_CODE", text) == ["4285"]


def test_height_of_a_thing_is_still_no_code() -> None:
    """A measured height beside a key safe stays a height."""
    assert _values("KEY_SAFE_CODE", "Key safe fitted, height 1250") == []


@pytest.mark.parametrize("header", ["Gate Entry Code", "gateAccessCode", "Barrier entry code"])
def test_column_of_gate_codes_holds_no_door_codes(header: str) -> None:
    """A general "entry code" in a header belongs to the gate that the header names."""
    assert _values("GATE_CODE", "6604", header) == ["6604"]
    assert _values("DOOR_CODE", "6604", header) == []


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("GATE_CODE", "Garden gate keycode 3316"),
        ("DOOR_CODE", "Front door keycode 3316"),
        ("KEY_SAFE_CODE", "Keycode 3316"),
        ("KEY_SAFE_CODE", "Key safe by the gate, access code 3316"),
        ("DOOR_CODE", "No key safe at the door, access code 3316"),
    ],
)
def test_thing_named_decides_what_a_general_code_opens(entity: str, text: str) -> None:
    """A keycode or access code opens what stands beside it, or the key safe it follows."""
    codes = ("GATE_CODE", "DOOR_CODE", "KEY_SAFE_CODE", "ALARM_CODE")
    assert [name for name in codes if _values(name, text)] == [entity]
