"""Ways into homes told in free words are found; sentences that only sound like it are not."""

from pathlib import Path

import pytest

from recognizers.catalogue import select
from recognizers.matching import find

_HERE = Path(__file__).parent
_KINDS = ("KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD")


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()") for word in text.lower().split()}


def _found(text: str, entity: str) -> list[str]:
    """What the recognizers of an entity find that is worth reporting."""
    return [
        text[match.start : match.end]
        for recognizer in select([entity])
        for match in find(recognizer, text)
        if match.score >= 0.5
    ]


@pytest.mark.parametrize("line", _lines("ways_told.txt"))
def test_a_way_in_is_found(line: str) -> None:
    """At least half of the words that tell it, by a recognizer of its kind."""
    entity, told, text = line.split("|")
    found = max((len(_words(told) & _words(one)) for one in _found(text, entity)), default=0)
    assert 2 * found >= len(_words(told))


@pytest.mark.parametrize("text", _lines("ways_not_told.txt"))
def test_what_tells_no_way_in_is_left_alone(text: str) -> None:
    """Key workers, keys of cars and of maps, doors of wards and fridges."""
    assert {entity: _found(text, entity) for entity in _KINDS if _found(text, entity)} == {}
