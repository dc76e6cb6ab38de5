"""The report in a terminal: what it says, and that it fits and does no harm."""

import io
from pathlib import Path
from typing import Any

import pytest

from scanner.reports.protocol import ReportOptions
from scanner.reports.terminal import write
from tests.reports.build import build, entity_row, location_row, object_row, scan_row


def printed(folder: Path, top: int | None = None, **tables: Any) -> str:
    """The report on an inventory with these tables."""
    out = io.StringIO()
    write(build(folder, **tables), out, ReportOptions(top))
    return out.getvalue()


def flowing(text: str) -> str:
    """The same on one line, so a sentence is found wherever it was wrapped."""
    return " ".join(text.split())


def test_the_headline_counts_people_and_homes(tmp_path: Path) -> None:
    """First come people, homes that could be entered and homes with their address."""
    assert flowing(printed(tmp_path)).startswith(
        "At least 38 and up to 60 people; 41 of them could have their home entered (at least 30); "
        "40 homes where access and address stand together."
    )


def test_totals_say_at_least_where_something_was_not_examined(tmp_path: Path) -> None:
    """An incomplete sweep promises no upper bound."""
    text = flowing(printed(tmp_path, scans=[scan_row(complete=False)]))
    assert text.startswith("At least 38 people (up to 60 in what was examined)")
    assert "at least 40 homes where access and address" in text
    assert "Not everything was examined, so there may be more." in text


def test_an_empty_inventory_says_that_nothing_was_found(tmp_path: Path) -> None:
    """Without findings there is a headline and the coverage, and no empty tables."""
    scan = scan_row(
        people_at_least=0, people_up_to=0, people_home_entry_up_to=0, enterable_homes=0, findings=0
    )
    text = printed(tmp_path, scans=[scan], inventory=[], locations=[], objects=[])
    assert text.startswith("No people's data was found.\n")
    assert "Protect first" not in text
    assert "Everything was examined." in text


def test_nothing_found_is_bounded_by_what_was_examined(tmp_path: Path) -> None:
    """Where something was not examined, "nothing" is said of the rest only."""
    scan = scan_row(complete=False, people_at_least=0, people_up_to=0)
    text = flowing(printed(tmp_path, scans=[scan]))
    assert text.startswith("No people's data was found in what was examined. Not everything")


def test_places_are_listed_by_rank_up_to_top(tmp_path: Path) -> None:
    """The table holds the first `top` places, in order of rank."""
    rows = [location_row(rank, f"folder{rank}") for rank in (3, 1, 2)]
    text = printed(tmp_path, top=2, locations=rows)
    assert text.index("folder1") < text.index("folder2")
    assert "folder3" not in text


def test_reasons_and_remedies_of_the_first_three_are_told(tmp_path: Path) -> None:
    """Why and what to do stands under three places, not under the fourth."""
    rows = [location_row(rank, f"folder{rank}") for rank in range(1, 5)]
    text = printed(tmp_path, locations=rows)
    assert all(f"Reason {rank}." in text and f"Remedy {rank}." in text for rank in (1, 2, 3))
    assert "Reason 4." not in text


def test_places_without_findings_are_left_out(tmp_path: Path) -> None:
    """A clean folder, or one that only holds other folders, is not to be protected first."""
    assert "clean" not in printed(tmp_path, locations=[location_row(1, "clean", direct=False)])


def test_kinds_of_data_are_summed_up_worst_first(tmp_path: Path) -> None:
    """People are those of the whole scan, each once, and places are counted."""
    rows = [
        entity_row("EMAIL", sensitivity="LOW"),
        entity_row("KEY_SAFE_CODE"),
        entity_row("KEY_SAFE_CODE", location="x"),
    ]
    people = [("EMAIL", 2, 9), ("KEY_SAFE_CODE", 7, 60)]
    names = ("entity", "people_at_least", "people_up_to")
    scan = scan_row(entity_people=[dict(zip(names, row, strict=True)) for row in people])
    text = printed(tmp_path, inventory=rows, scans=[scan])
    lines = [" ".join(line.split()) for line in text.splitlines()]
    where = lines.index("Key safe code CRITICAL 7 to 60 2")
    assert lines[where + 1] == "Email LOW 2 to 9 1"


@pytest.mark.parametrize("values", [{"confidence": 0.2}, {"verdict": "chance match"}])
def test_what_is_not_counted_is_not_shown(tmp_path: Path, values: dict[str, Any]) -> None:
    """Findings below the reporting confidence and chance matches stay in the tables."""
    text = printed(tmp_path, inventory=[entity_row("ORDER_NUMBER", **values)])
    assert "Order number" not in text


def test_test_data_is_marked(tmp_path: Path) -> None:
    """A kind of data of which only test values were found says so."""
    assert "(test data)" in printed(tmp_path, inventory=[entity_row("X1", verdict="test")])


CONTROLLERS = [
    {"controller": "", "objects": 1, "people_at_least": 1, "people_up_to": 1},
    {"controller": "North Council", "objects": 2, "people_at_least": 30, "people_up_to": 44},
]


def test_counts_are_split_by_controller_where_rules_name_any(tmp_path: Path) -> None:
    """Most people first; what no rule names is said to be so."""
    rows = [row | {"people_home_entry_up_to": 7} for row in CONTROLLERS]
    out = printed(tmp_path, scans=[scan_row(controllers=rows)])
    section = out.partition("Controllers")[2].partition("Coverage")[0]
    assert section.index("North Council") < section.index("(none named)")
    assert "30 to 44" in section


def test_without_rules_no_controllers_are_shown(tmp_path: Path) -> None:
    """Most users control their own data."""
    assert "Controllers" not in printed(tmp_path)


def test_what_was_taken_over_is_told(tmp_path: Path) -> None:
    """A later sweep says how much it read, and what is gone."""
    counts = {"objects_read": 1, "objects_carried": 2, "objects_gone": 4}
    text = flowing(printed(tmp_path, scans=[scan_row(**counts)]))
    assert "1 read now, 2 unchanged since an earlier sweep" in text
    assert "4 gone since" in text


def test_unexamined_objects_are_named_with_reason_and_remedy(tmp_path: Path) -> None:
    """What was not seen is listed, failed before partly; an empty file hides nothing."""
    objects = [
        object_row("empty.txt", status="skipped", reason="empty"),
        object_row("part.xlsx", status="partly scanned", reason="limit reached"),
        object_row("locked.pdf", status="failed", reason="encrypted", remedy="Save it unlocked."),
    ]
    text = printed(tmp_path, scans=[scan_row(complete=False)], objects=objects)
    listed = text[text.index("Not or not fully examined: 2") :]
    assert listed.index("locked.pdf") < listed.index("part.xlsx")
    assert "encrypted. Save it unlocked." in flowing(listed)
    assert "empty.txt" not in text
    assert "1 skipped: empty" in text


def test_ten_unexamined_objects_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    """A long list ends with how many more there are."""
    objects = [object_row(f"f{n:02}", status="failed", reason="damaged") for n in range(13)]
    text = printed(tmp_path, scans=[scan_row(complete=False)], objects=objects)
    assert "f09" in text
    assert "f10" not in text
    assert "and 3 more" in text


def test_the_end_tells_where_the_inventory_lies(tmp_path: Path) -> None:
    """The reader is told the folder and what to do next."""
    text = printed(tmp_path)
    assert f"Inventory: {tmp_path}" in "".join(text.splitlines())
    assert "keysweep report" in text


def test_hostile_names_and_long_paths_stay_harmless_and_short(tmp_path: Path) -> None:
    """No escape or markup of a name takes effect, and no line is wider than 80 columns."""
    name = "[bold red]x[/]" + "long%20" * 30 + "\x1b[2J\u202e.csv"
    objects = [object_row(name, status="failed", reason="damaged", detail="\x1b]0;x\x07" * 9)]
    text = printed(
        tmp_path,
        scans=[scan_row(complete=False)],
        locations=[location_row(1, name, reasons=["word " * 60], people_up_to=10**7)],
        objects=objects,
    )
    body = text[: text.index("Inventory:")]  # the folder of the inventory is printed in full
    assert max(map(len, body.splitlines())) <= 80
    assert not {"\x1b", "\u202e", "\x07"} & set(text)
    assert "[bold red]" in text
