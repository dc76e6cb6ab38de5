"""`keysweep list` with recognizers of a user's own, and `list --check`."""

import json
from pathlib import Path

import pytest

from recognizers.catalogue import ALL
from recognizers.declaration import Recognizer
from tests.cli.conftest import Run
from tests.recognizers.user_rules import CLIENT_TOML, RULE, STAFF_YAML, folder_of


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The recognizers that the documentation shows."""
    return folder_of(tmp_path, clients_toml=CLIENT_TOML, staff_yaml=STAFF_YAML)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Recognizer, ...]:
    """A catalogue of a few, so that compiling costs little."""
    import scanner.pipeline

    kept = tuple(one for one in ALL if one.entity.name in ("UK_NHS", "EMAIL_ADDRESS"))
    assert len(kept) > 1
    monkeypatch.setattr("recognizers.catalogue.ALL", kept)
    monkeypatch.setattr(scanner.pipeline, "default_cache_folder", lambda: tmp_path / "cache")
    return kept


def test_list_shows_a_users_recognizers(run: Run, rules: Path) -> None:
    """Beside ours, and where they find an entity of ours, under it."""
    rows = {
        row["entity"]: row for row in json.loads(run("list", "--recognizers", rules, "--json")[1])
    }
    assert rows["CARE_CLIENT_NUMBER"]["recognizers"] == ["client_number"]
    assert rows["UK_NHS"]["recognizers"][-1] == "NhsRecognizer"


def test_list_without_a_folder_shows_ours(run: Run) -> None:
    """`--recognizers` alone is what it always was."""
    rows = json.loads(run("list", "--recognizers", "--json")[1])
    assert {row["entity"] for row in rows} == {one.entity.name for one in ALL}


def test_list_shows_entities_in_a_line_each(run: Run, rules: Path) -> None:
    """`--entities` names what a rule can refer to, a user's own included."""
    code, out, _ = run("list", "--entities", "--recognizers", rules, "--json")
    rows = {row["entity"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["CARE_CLIENT_NUMBER"]["title"] == "Client number"
    assert "CARE_CLIENT_NUMBER" in run("list", "--entities", "--recognizers", rules)[1]


def test_list_refuses_a_broken_folder_line_by_line(run: Run, tmp_path: Path) -> None:
    """Each problem has its line, and the exit code is that of wrong use."""
    folder = folder_of(tmp_path, a_toml=RULE + "chance = 7", b_toml="x =")
    code, out, err = run("list", "--recognizers", folder)
    lines = err.splitlines()
    assert (code, out, len(lines)) == (2, "", 3)
    assert lines[0] == "keysweep: a.toml: badge: chance: must be a number from 0 to 1"
    assert lines[2].startswith("keysweep: error: the recognizers are refused: 2 problems;")


def test_check_counts_what_was_tried(run: Run, rules: Path, few: tuple[Recognizer, ...]) -> None:
    """Where all is kept it says how much that is, names who has no examples, and ends with 0."""
    code, out, err = run("list", "--check", "--recognizers", rules)
    examples = sum(len(one.examples) + len(one.header_examples) for one in few) + 5
    assert code == 0
    assert out.startswith(f"{len(few) + 4} recognizers, {examples} examples, ")
    assert out.endswith("all kept\n")
    assert err == "keysweep: NhsRecognizer: has no examples, so nothing was tried\n"


def test_check_without_a_folder_tries_ours(run: Run, few: tuple[Recognizer, ...]) -> None:
    """Ours keep their examples in both ways."""
    code, out, err = run("list", "--check", "--json")
    checked = json.loads(out)
    assert (code, err, checked["problems"]) == (0, "", [])
    assert checked["recognizers"] == len(few)


def test_check_names_what_fails_without_its_text(
    run: Run, tmp_path: Path, few: tuple[Recognizer, ...]
) -> None:
    """File, rule and number of each example that fails, and the code 1."""
    rule = RULE + 'examples = ["B1234", "C9990"]\ncounter_examples = ["B9991"]'
    code, out, err = run("list", "--check", "--recognizers", folder_of(tmp_path, a_toml=rule))
    assert code == 1
    assert out.endswith("2 failed\n")
    assert err.splitlines() == [
        "keysweep: a.toml: badge: examples: number 2 is not found",
        "keysweep: a.toml: badge: counter_examples: number 1 is found; it must not be",
    ]


def test_check_tries_the_rest_beside_a_broken_file(
    run: Run, tmp_path: Path, few: tuple[Recognizer, ...]
) -> None:
    """A runaway and a broken file are told; the other examples are tried all the same."""
    folder = folder_of(
        tmp_path,
        a_toml="x =",
        b_toml=RULE.replace("B[0-9]{4}", "(B+)+$"),
        c_toml=RULE.replace("badge", "pass") + 'examples = ["C1234"]',
    )
    code, _, err = run("list", "--check", "--recognizers", folder)
    assert code == 1
    starts = [line.removeprefix("keysweep: ").split(": ")[:3] for line in err.splitlines()]
    assert starts[:3] == [
        ["a.toml", "is no TOML", "Invalid value (at end of document)"],
        ["b.toml", "badge", "patterns[1].regex"],
        ["c.toml", "pass", "examples"],
    ]


def test_check_compares_the_fast_engine(
    run: Run, rules: Path, few: tuple[Recognizer, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the declaration finds and the engine does not is a failure of its own."""
    from scanner.detect.engine import Detected, Engine

    monkeypatch.setattr(Engine, "detect", lambda *_, **__: Detected([], {}))
    code, _, err = run("list", "--check", "--recognizers", rules)
    assert code == 1
    assert "clients.toml: client_number: examples: number 1 is not found by the fast engine" in err
    assert "client_number: header_examples: number 1 is not found by the fast engine" in err
