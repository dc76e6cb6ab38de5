"""The campaign's own judgement: a fault that missed, a loss and a broken promise all show."""

from pathlib import Path

import pytest

from tests.bench.campaign.stage import Seen
from tests.bench.faults import LOCAL, STORE, Told
from tests.bench.fuzz.parsers import FORMATS, names
from tests.bench.marked import replace


@pytest.mark.parametrize(
    "seen",
    [Seen(True, losses=1), Seen(True, doubles=1), Seen(True, ("x",)), Seen(True, differing=("x",))],
)
def test_one_bad_round_breaks_the_promise(seen: Seen) -> None:
    """A loss, a double, another table or a broken promise in any round is not made good."""
    assert not Told("kill", "same tables", (Seen(True), seen)).is_kept
    assert Told("kill", "same tables", (Seen(True),)).is_kept


def test_fault_that_hit_nothing_is_told() -> None:
    """A round in which nothing went wrong proves nothing, and is not counted as one that held."""
    row = Told("kill", "same tables", (Seen(False), Seen(False))).row()
    assert "the fault did not take place" in row and "0 of 2" in row


def test_names_are_those_of_one_thing_each() -> None:
    """Faults and parsers are told apart by their names."""
    faults = [fault.name for fault in (*LOCAL, *STORE)]
    assert len(set(faults)) == len(faults)
    assert len(set(names())) == len(names()) >= len(FORMATS)


def test_only_what_is_between_the_marks_is_replaced(tmp_path: Path) -> None:
    """A page keeps its words around what was measured."""
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- a -->\nold\n<!-- /a -->\nafter\n")
    replace(page, "a", "new")
    assert page.read_text() == "before\n<!-- a -->\nnew\n<!-- /a -->\nafter\n"
    with pytest.raises(LookupError, match="no <!-- b -->"):
        replace(page, "b", "new")
