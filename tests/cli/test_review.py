"""`keysweep review`: mark findings without seeing a value, and count without the wrong ones."""

import json
from pathlib import Path

import click
import pytest

from scanner.inventory.reader import open_inventory
from tests.assembled import TARGET, inventory, one_file
from tests.cli.conftest import Run


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """One file with one person; its rows are 1 KEY_SAFE_CODE, 2 STREET_ADDRESS, 3 UK_NHS."""
    inventory(tmp_path / "inventory", one_file(f"{TARGET}/a/1.csv", [1]))
    return tmp_path / "inventory"


def test_rows_are_listed_by_mask_and_evidence(run: Run, held: Path) -> None:
    """A sample shows number, place, mask and why, and no value."""
    code, out, _ = run("review", held, "--sample", 3)
    assert code == 0
    assert "3. NHS number (UK_NHS) ••••" in out
    assert "by its form alone" in out


def test_a_row_marked_wrong_is_not_counted_after_apply(run: Run, held: Path) -> None:
    """Mark, apply: the home is gone from the totals."""
    run("review", held, "--mark", 1, "wrong", "--why", "asset tags", "--who", "Anna")
    _, out, _ = run("review", held, "--apply")
    assert out.startswith("1 rows are marked wrong")
    assert open_inventory(held).scan["people_home_entry_up_to"] == 0


def test_apply_can_leave_the_inventory_alone(run: Run, held: Path, tmp_path: Path) -> None:
    """With -o the new counts go to another folder."""
    run("review", held, "--mark", 1, "wrong")
    run("review", held, "--apply", "-o", tmp_path / "new")
    homes = [open_inventory(one).scan["enterable_homes"] for one in (held, tmp_path / "new")]
    assert homes == [1, 0]


def test_precision_is_told_with_its_interval(run: Run, held: Path) -> None:
    """Two right and one wrong, all together and by kind."""
    run("review", held, "--mark", 1, "right", "--mark", 2, "right", "--mark", 3, "wrong")
    _, out, _ = run("review", held, "--precision", "--json")
    told = json.loads(out)["precision"]
    assert (told[0]["entity"], told[0]["right"], told[0]["marked"]) == ("", 2, 3)
    assert told[0]["interval"] == pytest.approx([0.208, 0.939], abs=0.001)


def test_marks_go_to_the_file_named(run: Run, held: Path, tmp_path: Path) -> None:
    """--reviews names the file; who, why and the last day stand in it."""
    file = tmp_path / "marks.jsonl"
    said = ("--who", "Anna", "--why", "asset\ntags", "--expires", "2099-12-31")
    run("review", held, "--reviews", file, "--mark", 1, "wrong", *said)
    mark = json.loads(file.read_text())
    assert (mark["who"], mark["why"], mark["expires"]) == ("Anna", "asset tags", "2099-12-31")


def test_no_such_row_is_said(run: Run, held: Path) -> None:
    """A number beyond the last is an error that tells the range."""
    code, _, err = run("review", held, "--mark", 9, "wrong")
    assert (code, "rows 1 to 3" in err) == (2, True)


def test_nothing_marked_is_said(run: Run, held: Path) -> None:
    """Precision of no marks says how to make some."""
    _, out, _ = run("review", held, "--precision")
    assert "No marks hold" in out


def test_a_reviewer_can_be_asked(run: Run, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers right, wrong with a reason, and quit become two marks."""
    answers = iter(["r", "", "w", "no code", "q"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    run("review", held, "--ask", "--who", "Anna")
    lines = (held.parent / "inventory.reviews.jsonl").read_text().splitlines()
    assert [(json.loads(line)["mark"], json.loads(line)["why"]) for line in lines] == [
        ("right", ""),
        ("wrong", "no code"),
    ]
