"""Home access: the language of care notes, read phrase by phrase."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from recognizers.declaration import Recognizer, Role, Sensitivity
from recognizers.home_access import RECOGNIZERS
from recognizers.matching import find

OWN = Path(__file__).with_name("home_access_phrases.jsonl")
SHARED = Path(__file__).parents[3] / "shared" / "uk" / "home_access_phrases.jsonl"
FOUND = 0.5
Finding = tuple[str, int, int]


def _phrases(path: Path) -> list[Any]:
    if not path.exists():
        skip = pytest.mark.skip(reason=f"{path.name} is not part of the package")
        return [pytest.param({}, marks=skip, id="absent")]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["id"]) for row in rows]


def _found(text: str, header: str = "") -> set[Finding]:
    return {
        (recognizer.entity.name, match.start, match.end)
        for recognizer in RECOGNIZERS
        for match in find(recognizer, text, header)
        if match.score >= FOUND
    }


def _secrets(findings: set[Finding]) -> set[Finding]:
    names = {r.entity.name for r in RECOGNIZERS if r.entity.role is Role.HOME_SECRET}
    return {finding for finding in findings if finding[0] in names}


@pytest.mark.parametrize("phrase", [*_phrases(OWN), *_phrases(SHARED)])
def test_phrase_is_read_exactly(phrase: dict[str, Any]) -> None:
    """Each labelled finding is found with its exact span, and no secret where there is none."""
    expected = {(e["entity"], e["start"], e["end"]) for e in phrase["expect"]}
    found = _found(phrase["text"], phrase.get("header", ""))
    if not expected:
        assert found == set()
    assert expected <= found
    assert _secrets(found) == _secrets(expected)


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda r: r.name)
@pytest.mark.parametrize("text", ["key safe " * 11_000, "1234567890" * 10_000, " " * 100_000])
def test_monotonous_text_is_read_in_no_time(recognizer: Recognizer, text: str) -> None:
    """No pattern runs away on 100 KB of one thing."""
    header = recognizer.headers[0] if recognizer.requires_header else ""
    find(recognizer, "key safe", header)  # compiling is not reading
    start = time.process_time()
    assert find(recognizer, text, header) == []
    assert time.process_time() - start < 5  # most take hundredths


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda r: r.name)
def test_examples_are_true(recognizer: Recognizer) -> None:
    """Examples hold a finding, counter-examples hold none."""
    assert recognizer.examples or recognizer.header_examples
    assert all(find(recognizer, example) for example in recognizer.examples)
    assert all(find(recognizer, value, header) for header, value in recognizer.header_examples)
    assert not any(find(recognizer, example) for example in recognizer.counter_examples)


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda r: r.name)
def test_what_opens_a_home_is_critical(recognizer: Recognizer) -> None:
    """Secrets and ways in are critical; details that help are high."""
    opens = recognizer.entity.role in (Role.HOME_SECRET, Role.HOME_METHOD)
    expected = Sensitivity.CRITICAL if opens else Sensitivity.HIGH
    assert recognizer.entity.sensitivity is expected


def test_names_are_unique() -> None:
    """No two declarations share a name."""
    names = [recognizer.name for recognizer in RECOGNIZERS]
    assert len(names) == len(set(names))


def test_code_next_to_the_alarm_is_the_alarms() -> None:
    """Of two codes in one line each goes to its own word."""
    text = "Keysafe 4821, alarm 7731"
    assert _found(text) == {("KEY_SAFE_CODE", 8, 12), ("ALARM_CODE", 20, 24)}


def test_key_safe_with_a_door_for_its_place_stays_a_key_safe() -> None:
    """A door that only says where the key safe is does not claim the code."""
    names = {name for name, _, _ in _found("Key safe to left of front door, code 4829")}
    assert "DOOR_CODE" not in names
    assert "KEY_SAFE_CODE" in names


def test_password_beside_a_key_safe_line_is_no_code() -> None:
    """Digits at the end of a computer's password are not the next line's code."""
    text = "password: Heron!2207\nkeysafe 8830"
    assert _found(text) == {("KEY_SAFE_CODE", 29, 33)}


def test_flag_column_is_no_code() -> None:
    """A column that only says whether there is a key safe holds no code."""
    assert not any(_found(flag, "keySafe") for flag in ("Y", "N", "true", "1", "0", "", "N/A"))


def test_every_declared_code_is_selected_by_its_patterns() -> None:
    """The patterns select every text that the reading finds a code in: engines rely on it."""
    from recognizers.context import cue_regex
    from recognizers.declaration import compiled

    for row in map(json.loads, OWN.read_text(encoding="utf-8").splitlines()):
        for recognizer in RECOGNIZERS:
            if not find(recognizer, row["text"], row.get("header", "")):
                continue
            patterns = [compiled(p.regex, recognizer.flags) for p in recognizer.patterns]
            assert any(pattern.search(row["text"]) for pattern in patterns)
            if recognizer.requires_context:
                assert compiled(cue_regex(recognizer), recognizer.flags).search(row["text"])
