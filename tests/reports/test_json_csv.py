"""The reports for programs and spreadsheets, and the registry that finds reports."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from scanner.errors import ConfigError
from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import REPORTS, ReportEntry, all_reports, load_report
from tests.reports.build import build, location_row, object_row, scan_row


def written(folder: Path, name: str, top: int | None = None, **tables: Any) -> str:
    """One report on an inventory with these tables."""
    out = io.StringIO()
    load_report(name)(build(folder, **tables), out, ReportOptions(top))
    return out.getvalue()


def test_json_holds_totals_places_entities_and_coverage(tmp_path: Path) -> None:
    """A program reads from it what the terminal report tells."""
    objects = [object_row("a", status="failed", reason="damaged")]
    scan = scan_row(complete=False, objects_failed=1)
    content = json.loads(written(tmp_path, "json", scans=[scan], objects=objects))
    assert content["totals"]["people_up_to"] == 60
    assert content["protect_first"][0]["priority"] == 82
    assert content["entities"][0]["entity"] == "KEY_SAFE_CODE"
    assert content["coverage"]["complete"] is False
    assert content["coverage"]["unexamined"][0]["reason"] == "damaged"
    assert content["coverage"]["reasons"] == [
        {"status": "failed", "reason": "damaged", "objects": 1}
    ]


def test_json_is_plain_ascii_and_holds_no_sketches(tmp_path: Path) -> None:
    """Nothing in it can steer a terminal, and sketches stay in the tables."""
    text = written(tmp_path, "json", locations=[location_row(1, "é\x1b\u202e")])
    assert text.isascii()
    assert "\x1b" not in text
    assert "sketch" not in text


def test_csv_has_a_line_per_place_and_neutral_cells(tmp_path: Path) -> None:
    """Formulas in names become texts; counts stay numbers; lists are joined."""
    rows = [
        location_row(2, "b"),
        location_row(1, "a", location="=HYPERLINK(1)", reasons=["@One.", "Two."]),
    ]
    lines = list(csv.DictReader(io.StringIO(written(tmp_path, "csv", locations=rows))))
    assert [line["rank"] for line in lines] == ["1", "2"]
    assert lines[0]["location"] == "'=HYPERLINK(1)"
    assert lines[0]["reasons"] == "'@One. | Two."
    assert lines[0]["people_up_to"] == "41"


@pytest.mark.parametrize("name", ["json", "csv"])
def test_all_places_are_written_unless_top_is_given(tmp_path: Path, name: str) -> None:
    """Files hold every place; `top` cuts them."""
    rows = [location_row(rank, f"folder{rank:02}") for rank in range(1, 21)]
    assert "folder20" in written(tmp_path, name, locations=rows)
    assert "folder03" not in written(tmp_path, name, top=2, locations=rows)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_registered_report_writes_something(tmp_path: Path, report: ReportEntry) -> None:
    """Each line of the registry leads to a report that works, on bytes where it says so."""
    out = io.BytesIO() if report.binary else io.StringIO()
    load_report(report.name)(build(tmp_path), out, ReportOptions())
    assert len(out.getvalue()) > 100


def test_an_unknown_report_is_refused_with_the_nearest() -> None:
    """A mistyped format names the one that was meant."""
    with pytest.raises(ConfigError, match="did you mean json"):
        load_report("jsno")


def test_a_missing_part_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an import fails, the registry's hint is told."""
    absent = ReportEntry("absent", "t", "no_such_module_here:write", "keysweep[report]")
    monkeypatch.setattr("scanner.reports.registry.REPORTS", (absent,))
    with pytest.raises(ConfigError, match=r"install keysweep\[report\]"):
        load_report("absent")


def test_a_package_may_add_a_report_but_not_replace_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Entry points come after our own, and a taken name is left alone."""
    from importlib.metadata import EntryPoint

    points = [EntryPoint(name, "elsewhere:write", "keysweep.reports") for name in ("json", "board")]
    monkeypatch.setattr("scanner.reports.registry.entry_points", lambda group: points)
    writers = {report.name: report.writer for report in all_reports()}
    assert writers["board"] == "elsewhere:write"
    assert writers["json"] == "scanner.reports.json_report:write"
