"""The breach rehearsal: the form's questions, people and records of chosen places."""

import io
from pathlib import Path
from typing import Any

import pytest

from scanner.errors import ConfigError
from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.assembled import TARGET, inventory, one_file


@pytest.fixture
def swept(tmp_path: Path) -> Any:
    """Two places that share person 2, and a third."""
    return inventory(
        tmp_path,
        one_file(f"{TARGET}/a/1.csv", [1, 2], controllers=["North"]),
        one_file(f"{TARGET}/b/2.csv", [2, 3], controllers=["South"]),
        one_file(f"{TARGET}/c/3.csv", [4], status="partly scanned", reason="damaged"),
    )


def form(swept: Any, *places: str, controller: str | None = None, width: int = 80) -> str:
    """The rehearsal of these places."""
    out = io.StringIO()
    options = ReportOptions(width=width, locations=places, controller=controller)
    load_report("breach")(swept, out, options)
    return out.getvalue()


def plain(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split())


def test_people_of_several_places_are_counted_once(swept: Any) -> None:
    """The union, not the sum; records are a number of their own."""
    told = plain(form(swept, "a", "b"))
    assert "Number of personal data records concerned: **4**" in told
    assert "How many people could be affected: **3** (the maximum" in told


def test_the_whole_inventory_is_meant_without_a_place(swept: Any) -> None:
    """Nothing chosen: everything that was swept."""
    assert "could be affected: **4**" in plain(form(swept))


def test_the_boxes_stand_in_the_forms_order(swept: Any) -> None:
    """Ticked where something was found, empty elsewhere."""
    lines = [line for line in form(swept, "a", width=200).splitlines() if line.startswith("- [")]
    assert lines[0] == "- [ ] Data revealing racial or ethnic origin"
    assert lines[7].startswith("- [x] Health data: NHS number")
    assert lines[13] == "- [ ] Genetic or biometric data"


def test_home_entry_is_a_line_of_its_own(swept: Any) -> None:
    """It has no box of the form, so it stands under Other with its homes."""
    told = plain(form(swept, "a", "b"))
    assert "- [x] Other (details): **Details that open people's homes** (Key safe code)" in told
    assert "in 3 cases way in and address stand together" in told


def test_what_people_have_to_say_is_left_blank(swept: Any) -> None:
    """What happened and how likely harm is, is not guessed."""
    told = form(swept, "a")
    assert "- What happened: ______" in told
    assert "very unlikely): ______" in plain(told)


def test_unread_objects_make_the_records_a_lower_bound(swept: Any) -> None:
    """Coverage is told beside the numbers, not only at the end."""
    told = plain(form(swept, "c"))
    assert "records concerned: **at least 1**" in told
    assert "1 object could not be examined in full" in told


def test_one_controllers_people_can_be_asked_for(swept: Any) -> None:
    """A processor tells each controller its own people."""
    told = plain(form(swept, controller="South"))
    assert "could be affected: **2**" in told
    assert "as far as it is South's" in told


def test_a_place_that_holds_nothing_is_refused(swept: Any) -> None:
    """A mistyped place is no "nobody is affected"."""
    with pytest.raises(ConfigError, match="no object of the inventory lies in"):
        form(swept, "nowhere")


def test_an_unknown_controller_is_refused(swept: Any) -> None:
    """Nor is a mistyped controller."""
    with pytest.raises(ConfigError, match="no controller of the inventory"):
        form(swept, controller="East")


def test_it_fits_a_terminal(swept: Any) -> None:
    """80 columns."""
    assert max(map(len, form(swept, "a", "b").splitlines())) <= 80


def test_a_hostile_controller_stays_text(tmp_path: Path) -> None:
    """No markup and no escape of a name reaches the reader."""
    swept = inventory(
        tmp_path, one_file(f"{TARGET}/a/1.csv", [1], controllers=["<b>\x1b[2J"])
    )  # fmt: skip
    told = form(swept)
    assert "\\<b\\>�\\[2J" in told
    assert "\x1b" not in told
