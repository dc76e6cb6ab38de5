"""`keysweep rank`: the order of your own weights, and the list of repairs."""

import json
from pathlib import Path

import pytest

from scanner.classify.weights import SHIPPED
from scanner.inventory.reader import open_inventory
from tests.assembled import TARGET, found_row, inventory, one_file
from tests.cli.conftest import Run


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Two places; the notes of one hold what has a field."""
    file = one_file(f"{TARGET}/big/clients.csv", range(300), access="restricted")
    file["inventory"] += [
        found_row(
            f"{TARGET}/big/clients.csv",
            "KEY_SAFE_CODE",
            column=column,
            evidence=evidence,
            people_up_to=300,
        )
        for column, evidence in (("notes", "named by 'ks'"), ("safe", "named by 'header: safe'"))
    ]
    inventory(tmp_path / "inventory", file, one_file(f"{TARGET}/open/1.csv", [1], access="public"))
    return tmp_path / "inventory"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Weights under which exposure decides."""
    text = (Path(__file__).parents[2] / "scanner" / "classify" / SHIPPED).read_text("utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(text.replace("PUBLIC = 12", "PUBLIC = 35").replace("most = 28", "most = 5"))
    return file


def test_own_weights_change_the_order(run: Run, held: Path, mine: Path) -> None:
    """The public place comes first, and says that it was second."""
    code, out, _ = run("rank", held, "--weights", mine, "--json")
    places = json.loads(out)["places"]
    assert code == 0
    assert [(row["location"], row["was"]) for row in places] == [
        (f"{TARGET}/open", 2),
        (f"{TARGET}/big", 1),
    ]


def test_the_order_is_printed_with_both_scores(run: Run, held: Path) -> None:
    """Points, and sensitivity apart from exposure, stand in the table."""
    _, out, _ = run("rank", held)
    assert out.split("\n")[0].split() == (
        "# Was Band Points Sens. Expo. People Homes Place".split()
    )
    assert "home access in free text: Free text in 1 column" in " ".join(out.split())


def test_the_order_is_written_to_the_inventory(run: Run, held: Path, mine: Path) -> None:
    """With -o the table of places is replaced."""
    run("rank", held, "--weights", mine, "-o", held)
    assert open_inventory(held).locations["location"][0].as_py() == f"{TARGET}/open"


def test_the_order_is_written_to_another_folder(
    run: Run, held: Path, mine: Path, tmp_path: Path
) -> None:
    """A new folder gets the whole inventory, and the old one keeps its order."""
    run("rank", held, "--weights", mine, "-o", tmp_path / "new")
    assert open_inventory(tmp_path / "new").scan["objects"] == 2
    assert open_inventory(held).locations["location"][0].as_py() == f"{TARGET}/big"


def test_wrong_weights_are_refused(run: Run, held: Path, mine: Path) -> None:
    """A weights file that breaks a promise ends with 2 and says which key."""
    mine.write_text(mine.read_text().replace("decay", "speed"))
    code, _, err = run("rank", held, "--weights", mine)
    assert (code, "'speed'" in err) == (2, True)


def test_fields_are_listed_for_developers(run: Run, held: Path) -> None:
    """Which free text holds what, and where it belongs."""
    _, out, _ = run("rank", held, "--fields")
    assert out.splitlines()[1].split() == "300 notes of clients.csv Key safe code safe".split()


def test_no_leak_is_said_plainly(run: Run, tmp_path: Path) -> None:
    """Where nothing leaks there is a sentence, not an empty table."""
    inventory(tmp_path / "clean", one_file(f"{TARGET}/a/1.csv", [1]))
    _, out, _ = run("rank", tmp_path / "clean", "--fields")
    assert out.startswith("No free text was found")
