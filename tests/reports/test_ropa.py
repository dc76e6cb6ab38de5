"""Records of processing activities as a workbook, read back with openpyxl."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scanner.errors import ConfigError
from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from scanner.reports.ropa_rows import HEADINGS
from tests.assembled import TARGET, inventory, one_file

HOSTILE = "=cmd|'!A1"


def book(folder: Path, *files: Any, options: ReportOptions | None = None, **scan: Any) -> Any:
    """The workbook of these files."""
    out = io.BytesIO()
    load_report("ropa")(inventory(folder, *files, **scan), out, options or ReportOptions())
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def table(sheet: Any, first: str) -> list[dict[str, Any]]:
    """The rows below the heading row that begins with `first`."""
    rows = list(sheet.iter_rows())
    at = next(number for number, row in enumerate(rows) if row[0].value == first)
    names = [cell.value for cell in rows[at]]
    return [dict(zip(names, row, strict=True)) for row in rows[at + 1 :]]


@pytest.fixture
def two_controllers(tmp_path: Path) -> Any:
    """Two places of two controllers."""
    return book(
        tmp_path,
        one_file(f"{TARGET}/clients/north/a.csv", [1, 2], controllers=["North"]),
        one_file(f"{TARGET}/clients/south/b.csv", [3], controllers=["South"]),
    )


def test_the_templates_headings_stand_in_its_order(two_controllers: Any) -> None:
    """Columns A to AD are the ICO's; ours come behind them."""
    rows = table(two_controllers["Controller"], HEADINGS[0])
    assert tuple(rows[0])[: len(HEADINGS)] == HEADINGS
    assert len(HEADINGS) == 30
    assert HEADINGS[19] == "Location of personal data"


def test_there_is_a_row_for_each_kind_of_place_and_controller(two_controllers: Any) -> None:
    """Each row names whose data it is, and where it lies."""
    rows = table(two_controllers["Controller"], HEADINGS[0])
    told = [
        (row["Controller (by the rules of the sweep)"].value, row[HEADINGS[19]].value)
        for row in rows
    ]
    assert told == [("North", "clients/north"), ("South", "clients/south")]


def test_kinds_of_data_are_filled_and_marked_as_found(two_controllers: Any) -> None:
    """The categories of personal data are plain: the sweep saw them."""
    cell = table(two_controllers["Controller"], HEADINGS[0])[0]["Categories of personal data"]
    assert "Key safe code" in cell.value
    assert not cell.font.italic


def test_hints_are_in_italics_with_a_note(two_controllers: Any) -> None:
    """What a person has to confirm says so, and why it was suggested."""
    cell = table(two_controllers["Controller"], HEADINGS[0])[0][HEADINGS[12]]
    assert cell.value.startswith("suggested: a condition is needed")
    assert cell.font.italic
    assert "a person decides" in cell.comment.text


@pytest.mark.parametrize("column", [0, 1, 2, 5, 6, 7, 8, 9, 11, 13, 16, 22, 23, 25, 29])
def test_what_only_a_person_can_know_is_blank_and_shaded(two_controllers: Any, column: int) -> None:
    """Purposes, bases, recipients, retention and the like are never guessed."""
    cell = table(two_controllers["Controller"], HEADINGS[0])[0][HEADINGS[column]]
    assert not cell.value
    assert cell.fill.fgColor.rgb == "FFFFF4CC"


def test_a_processor_has_a_row_for_each_controller(two_controllers: Any) -> None:
    """Article 30(2): the controllers, with their people."""
    rows = table(two_controllers["Processor"], "Controller on whose behalf it acts")
    told = [(row["Controller on whose behalf it acts"].value, row["People, up to"].value)
            for row in rows]  # fmt: skip
    assert told == [("North", 2), ("South", 1)]


def test_the_evidence_counts_people_and_homes_of_each_place(two_controllers: Any) -> None:
    """The other sheets rest on what is counted there."""
    rows = table(two_controllers["Evidence"], "Place")
    columns = ("Place", "People, up to", "Homes that could be entered")
    told = [tuple(row[name].value for name in columns) for row in rows]
    assert sorted(told) == [("clients/north", 2, 2), ("clients/south", 1, 1)]


def test_one_controller_alone_can_be_asked_for(tmp_path: Path) -> None:
    """Another controller's places are left out."""
    made = book(
        tmp_path,
        one_file(f"{TARGET}/n/a.csv", [1], controllers=["North"]),
        one_file(f"{TARGET}/s/b.csv", [2], controllers=["South"]),
        options=ReportOptions(controller="North"),
    )
    assert [row["Place"].value for row in table(made["Evidence"], "Place")] == ["n"]


def test_an_unknown_controller_names_the_nearest(tmp_path: Path) -> None:
    """A mistyped name gives no empty record."""
    with pytest.raises(ConfigError, match="did you mean North"):
        book(
            tmp_path,
            one_file(f"{TARGET}/n/a.csv", [1], controllers=["North"]),
            options=ReportOptions(controller="Nroth"),
        )


def test_a_hostile_name_is_never_a_formula(tmp_path: Path) -> None:
    """Names of folders and controllers are written as text."""
    made = book(tmp_path, one_file(f"{TARGET}/{HOSTILE}/a.csv", [1], controllers=[HOSTILE]))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == HOSTILE for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_an_empty_inventory_says_so(tmp_path: Path) -> None:
    """No rows, yet a workbook that says why."""
    texts = [cell.value for row in book(tmp_path)["Controller"].iter_rows() for cell in row]
    assert "No place with data about people was found." in texts


def test_what_was_not_examined_is_told(tmp_path: Path) -> None:
    """The first sheet carries the coverage."""
    damaged = one_file(f"{TARGET}/a/b.csv", [1], status="failed", reason="damaged")
    texts = [cell.value for row in book(tmp_path, damaged)["Read me"].iter_rows() for cell in row]
    assert any("1 of them was not or not fully examined: 1 damaged" in str(text) for text in texts)


def test_rows_are_as_high_as_their_text(two_controllers: Any) -> None:
    """Wrapped text is not cut off where a program does not fit rows by itself."""
    sheet = two_controllers["Controller"]
    rows = table(sheet, HEADINGS[0])
    row = rows[0]["Categories of personal data"].row
    assert sheet.row_dimensions[row].height > 20
