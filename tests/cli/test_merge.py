"""`keysweep merge`: several inventories as one."""

from pathlib import Path

from scanner.inventory.reader import open_inventory
from tests.assembled import TARGET, inventory, object_row, one_file
from tests.cli.conftest import Run


def test_two_inventories_become_one(run: Run, tmp_path: Path) -> None:
    """Their people are linked anew, and the report is printed."""
    inventory(tmp_path / "a", one_file(f"{TARGET}/a/1.csv", [1, 2]))
    inventory(tmp_path / "b", one_file(f"{TARGET}/b/2.csv", [2, 3]))
    code, out, _ = run("merge", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "all")
    assert (code, open_inventory(tmp_path / "all").scan["people_up_to"]) == (0, 3)
    assert out.startswith("3 people")


def test_another_key_is_refused_plainly(run: Run, tmp_path: Path) -> None:
    """It says that counts cannot be joined and why, and writes nothing."""
    inventory(tmp_path / "a", one_file(f"{TARGET}/a/1.csv", [1]))
    inventory(tmp_path / "b", one_file(f"{TARGET}/b/2.csv", [2]), key_id="other")
    code, _, err = run("merge", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "all")
    assert (code, "counts cannot be joined: other hash key" in err) == (2, True)
    assert not (tmp_path / "all").exists()


def test_what_one_lacks_the_whole_lacks(run: Run, tmp_path: Path) -> None:
    """An unread object in one of them ends with 3, as a sweep of everything would."""
    unread = {
        "objects": [object_row(f"{TARGET}/b/x.pdf", status="failed")],
        "inventory": [],
        "people": [],
    }
    inventory(tmp_path / "a", one_file(f"{TARGET}/a/1.csv", [1]))
    inventory(tmp_path / "b", unread)
    assert run("merge", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "all", "-q") == (3, "", "")
