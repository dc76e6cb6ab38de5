"""Information assets and objects as CSV."""

import csv
import io
from pathlib import Path
from typing import Any

from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.assembled import TARGET, inventory, one_file


def lines(folder: Path, name: str, *files: Any, **options: Any) -> list[dict[str, str]]:
    """The rows of one report."""
    out = io.StringIO()
    load_report(name)(inventory(folder, *files), out, ReportOptions(**options))
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_an_asset_says_what_where_and_how_many(tmp_path: Path) -> None:
    """A row for each place."""
    (asset,) = lines(tmp_path, "dspt", one_file(f"{TARGET}/rota/a.csv", [1, 2]))
    assert (asset["Asset name"], asset["Location"]) == ("rota", f"{TARGET}/rota")
    assert (asset["People, up to"], asset["Homes that could be entered"]) == ("2", "2")
    assert "NHS number" in asset["Sensitive information held"]


def test_the_impact_is_marked_as_a_suggestion(tmp_path: Path) -> None:
    """A person confirms what the loss would mean."""
    (asset,) = lines(tmp_path, "dspt", one_file(f"{TARGET}/rota/a.csv", [1]))
    impact = asset["Impact of loss, compromise or disclosure"]
    assert impact.startswith("suggested: ")
    assert "physical safety" in impact


def test_bases_and_owners_are_left_empty(tmp_path: Path) -> None:
    """What a scanner cannot know is no guess."""
    (asset,) = lines(tmp_path, "dspt", one_file(f"{TARGET}/rota/a.csv", [1]))
    asked = ("Purpose", "Article 6 lawful basis", "Article 9 condition", "Information asset owner")
    assert [asset[name] for name in asked] == [""] * 4


def test_a_formula_in_a_name_is_neutral(tmp_path: Path) -> None:
    """An apostrophe stands before what a spreadsheet would run."""
    (asset,) = lines(tmp_path, "dspt", one_file(f"{TARGET}/=cmd()/a.csv", [1]))
    assert asset["Asset name"] == "'=cmd()"


def test_objects_are_listed_with_most_people_first(tmp_path: Path) -> None:
    """Every object has a row, the largest in front."""
    files = [one_file(f"{TARGET}/a/1.csv", [1]), one_file(f"{TARGET}/a/2.csv", [1, 2])]
    rows = lines(tmp_path, "objects", *files)
    assert [row["uri"].rsplit("/", 1)[-1] for row in rows] == ["2.csv", "1.csv"]
    assert rows[0]["people_up_to"] == "2"


def test_objects_can_be_cut(tmp_path: Path) -> None:
    """As many as were asked for."""
    files = [one_file(f"{TARGET}/a/{number}.csv", [number]) for number in range(3)]
    assert len(lines(tmp_path, "objects", *files, top=2)) == 2


def test_a_formula_in_a_controllers_name_is_neutral(tmp_path: Path) -> None:
    """Lists are joined and guarded like single names."""
    (row,) = lines(tmp_path, "objects", one_file(f"{TARGET}/a/1.csv", [1], controllers=["=x"]))
    assert row["controllers"] == "'=x"
