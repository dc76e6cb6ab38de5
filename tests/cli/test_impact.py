"""`keysweep impact`: the loss of some places in a breach report's terms."""

import json
from pathlib import Path

import pytest

from tests.assembled import TARGET, inventory, one_file
from tests.cli.conftest import Run


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Two places that share somebody."""
    inventory(
        tmp_path / "inventory",
        one_file(f"{TARGET}/a/1.csv", [1, 2], access="public", controllers=["North"]),
        one_file(f"{TARGET}/b/2.csv", [2, 3], access="unknown"),
    )
    return tmp_path / "inventory"


def test_places_are_told_together(run: Run, held: Path) -> None:
    """People, homes and records of the union, and the boxes of the form."""
    code, out, _ = run("impact", held, "--location", "a", "--location", "b")
    told = " ".join(out.split())
    assert code == 0
    assert "Personal data records concerned: 4" in told
    assert "People who could be affected: 3" in told
    assert "Homes where access and address stand together: 3" in told
    assert "[x] 3 Health data: NHS number" in told
    assert "[ ] Political opinions" in told
    assert "North" in told


def test_an_account_reads_what_everyone_does(run: Run, held: Path) -> None:
    """What is public counts; what nobody could tell makes it "at least"."""
    _, out, _ = run("impact", held, "--principal", "care-app")
    told = " ".join(out.split())
    assert "People who could be affected: at least 2 (up to 2 in what was examined)" in told
    assert "Left out: 1 objects whose readers are not known." in told


def test_place_and_account_are_joined(run: Run, held: Path) -> None:
    """Both together: what the account could read in that place."""
    _, out, _ = run("impact", held, "--principal", "public", "--location", "b", "--json")
    assert json.loads(out)["counts"]["people_up_to"] == 0


def test_json_holds_all_of_it(run: Run, held: Path) -> None:
    """Counts, categories, harms, kinds of data and controllers."""
    _, out, _ = run("impact", held, "--location", TARGET, "--json")
    told = json.loads(out)
    assert told["counts"]["people_up_to"] == 3
    assert {"categories", "harms", "entities", "controllers", "complete"} <= told.keys()


def test_something_must_be_lost(run: Run, held: Path) -> None:
    """Without a place or an account it says what to give."""
    code, _, err = run("impact", held)
    assert (code, "--location" in err) == (2, True)


def test_a_mistyped_place_ends_with_2(run: Run, held: Path) -> None:
    """No place of that name is an error, not an empty answer."""
    code, _, err = run("impact", held, "--location", "nowhere")
    assert (code, "no object of the inventory lies in 'nowhere'" in err) == (2, True)
