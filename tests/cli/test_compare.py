"""`keysweep compare`: formats, thresholds, exit codes."""

import json
from pathlib import Path

import pytest

from tests.assembled import TARGET, inventory, one_file
from tests.cli.conftest import Run


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Between these, person 2 came."""
    inventory(tmp_path / "old", one_file(f"{TARGET}/a/1.csv", [1]))
    inventory(
        tmp_path / "new",
        one_file(f"{TARGET}/a/1.csv", [1]),
        one_file(f"{TARGET}/b/2.csv", [2], access="public"),
    )
    return tmp_path / "old", tmp_path / "new"


def test_markdown_is_usual(run: Run, two: tuple[Path, Path]) -> None:
    """The headline, then the new place."""
    code, out, _ = run("compare", *two)
    assert code == 0
    assert "People: 1 gained, none lost." in " ".join(out.split())
    assert "## New places (1)" in out


def test_json_and_files(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    """Another format, written to a file."""
    run("compare", *two, "--format", "json", "--out", tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text())["people"]["gained"] == 1


@pytest.mark.parametrize(
    ("threshold", "code"),
    [
        ("people=1", 1),
        ("people=2", 0),
        ("homes=1", 1),
        ("homes=2", 0),
        ("priority=low", 1),
    ],
)
def test_a_threshold_that_is_met_ends_with_one(
    run: Run, two: tuple[Path, Path], threshold: str, code: int
) -> None:
    """So a pipeline stops, and the comparison is printed all the same."""
    ended, out, _ = run("compare", *two, "--fail-on", threshold)
    assert ended == code
    assert out.startswith("# What changed")


def test_a_band_that_was_reached_before_is_not_new(run: Run, two: tuple[Path, Path]) -> None:
    """The same place in the same band is no failure."""
    assert run("compare", two[0], two[0], "--fail-on", "priority=LOW")[0] == 0


def test_any_of_several_thresholds_counts(run: Run, two: tuple[Path, Path]) -> None:
    """One is enough."""
    assert run("compare", *two, "--fail-on", "people=9", "--fail-on", "homes=1")[0] == 1


@pytest.mark.parametrize("wrong", ["people", "people=0", "people=x", "doors=1", "priority=WORST"])
def test_a_wrong_threshold_says_what_to_write(run: Run, two: tuple[Path, Path], wrong: str) -> None:
    """Refused with 2."""
    code, _, err = run("compare", *two, "--fail-on", wrong)
    assert code == 2
    assert "people=N or homes=N" in err


def test_a_threshold_that_nobody_can_tell_is_refused(run: Run, tmp_path: Path) -> None:
    """Under two hash keys, "nobody was gained" would be a lie."""
    inventory(tmp_path / "old", one_file(f"{TARGET}/a/1.csv", [1]))
    inventory(tmp_path / "new", one_file(f"{TARGET}/a/1.csv", [1]), key_id="another")
    code, _, err = run(
        "compare", tmp_path / "old", tmp_path / "new", "--fail-on", "people=1"
    )  # fmt: skip
    assert code == 2
    assert "different hash keys" in err


def test_a_folder_that_is_no_inventory_is_refused(
    run: Run, two: tuple[Path, Path], tmp_path: Path
) -> None:
    """With what to do about it."""
    code, _, err = run("compare", two[0], tmp_path)
    assert code == 2
    assert "is no keysweep inventory" in err


def test_a_newer_schema_is_refused(run: Run, two: tuple[Path, Path]) -> None:
    """An inventory that this version cannot read is not half read."""
    marker = two[1] / "_keysweep.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"schema_version": 999}))
    code, _, err = run("compare", *two)
    assert code == 2
    assert "newer than" in err


def test_a_binary_report_needs_a_file(run: Run, two: tuple[Path, Path]) -> None:
    """A workbook is not printed into a terminal."""
    code, out, err = run("report", two[1], "--format", "ropa")
    assert (code, out) == (2, "")
    assert "add --out ropa.xlsx" in err


def test_a_binary_report_is_written(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    """As bytes."""
    code, _, _ = run("report", two[1], "--format", "dpia", "--out", tmp_path / "d.docx")
    assert code == 0
    assert (tmp_path / "d.docx").read_bytes().startswith(b"PK")


def test_an_option_that_a_report_does_not_heed_is_refused(run: Run, two: tuple[Path, Path]) -> None:
    """It says which reports do."""
    code, _, err = run("report", two[1], "--format", "csv", "--location", "a")
    assert code == 2
    assert "these do: breach" in err
