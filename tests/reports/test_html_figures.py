"""What the HTML report draws and carries: figures, drawings, packed sentences."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("altair", reason="needs altair from keysweep[report]")
pytest.importorskip("vl_convert", reason="needs vl-convert-python from keysweep[report]")

from scanner.reports.html.columns import Sentences
from scanner.reports.html.drawing import cleaned
from scanner.reports.html.figures import ages, kinds_by_place, risk_grid
from scanner.reports.html.treemap import cells
from scanner.reports.html.wording import between
from scanner.reports.summary import Summary
from tests.reports.build import NOW, TARGET, build, entity_row, location_row, object_row


def test_sentences_are_put_together_again() -> None:
    """A template and its numbers give the sentence back; like sentences share a template."""
    pack = Sentences()
    template, *numbers = pack("At least 60 of 1,200 people.").split(":")
    assert pack("At least 7 of 8 people.").split(":")[0] == template
    start, middle, end = list(pack.templates)[int(template)].split("\x00")
    assert start + numbers[0] + middle + numbers[1] + end == "At least 60 of 1,200 people."


def test_drawings_keep_known_elements_only() -> None:
    """What could run or fetch is taken out of a drawing."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script>'
        '<a href="javascript:x()"><path d="M0,0"/></a><path d="M1,1" style="fill:url(x)" '
        'aria-label="rank:1|A &lt;b&gt; place"/><image href="file:///etc/passwd"/></svg>'
    )
    left = cleaned(drawing)
    assert not re.search("script|onload|href|style|image|<b>", left)
    assert '<path d="M1,1" data-go="rank:1"><title>A &lt;b&gt; place</title></path>' in left


def test_the_estate_is_cut_into_places_that_do_not_overlap(tmp_path: Path) -> None:
    """The largest place is taken apart; what has no people is left out."""
    held = {"harms": ["physical safety"], "direct": False}
    rows = [
        location_row(1, "a", parent="", people_up_to=90, **held),
        location_row(2, "a/b", parent=f"{TARGET}/a", people_up_to=60, **held),
        location_row(3, "a/c", parent=f"{TARGET}/a", people_up_to=30, **held),
        location_row(4, "a/d", parent=f"{TARGET}/a", people_up_to=0, **held),
        location_row(5, "a/b/e", parent=f"{TARGET}/a/b", people_up_to=60, **held),
    ]
    summary = Summary(build(tmp_path, locations=rows))
    assert [cell["place"] for cell in cells(summary, 10)] == ["a/b/e", "a/c"]
    assert [cell["place"] for cell in cells(summary, 1)] == ["a"]


def test_the_part_of_a_place_itself_is_a_cell(tmp_path: Path) -> None:
    """What lies directly in a place stands beside its parts."""
    rows = [
        location_row(1, "a", people_up_to=90, direct_people_up_to=50),
        location_row(2, "a/b", parent=f"{TARGET}/a", people_up_to=60),
    ]
    summary = Summary(build(tmp_path, locations=rows))
    assert [cell["place"] for cell in cells(summary, 5)] == ["a/b", "a (itself)"]


def test_every_place_falls_into_one_field() -> None:
    """The risk grid counts each place once, the edges of the scale too."""
    points = [(0, 0), (19, 20), (100, 100), (80, 99), (None, 5)]
    grid = risk_grid([{"sensitivity": high, "exposure": wide} for high, wide in points])
    counts = {(row["sensitivity"], row["exposure"]): row["places"] for row in grid}
    assert sum(counts.values()) == len(points)
    assert counts["80–100", "80–100"] == 2
    assert counts["0–19", "0–19"] == 2


def test_age_counts_objects_by_years(tmp_path: Path) -> None:
    """Objects with findings fall into the span of their last change; the others are left out."""
    year = timedelta(days=366)
    rows = [
        object_row("a", findings=1, modified_at=NOW - year / 2),
        object_row("b", findings=1, modified_at=NOW - 7 * year, people_home_entry_up_to=1),
        object_row("c", findings=1),
        object_row("d", findings=0, modified_at=NOW),
    ]
    told = ages(Summary(build(tmp_path, objects=rows)))
    found = {(row["age"], row["kind"]) for row in told if row["objects"]}
    assert found == {
        ("under 1 year", "other personal data"),
        ("6 years or more", "opens a home"),
        ("not known", "other personal data"),
    }


def test_the_widest_place_is_cut_to_the_room_there_is(tmp_path: Path) -> None:
    """More places than cells: those with most people are drawn."""
    rows = [location_row(n, f"f{n}", parent="", people_up_to=n) for n in range(1, 100)]
    told = cells(Summary(build(tmp_path, locations=rows)), 12)
    assert [cell["people"] for cell in told] == list(range(99, 87, -1))


def test_kinds_that_nobody_stands_in_take_no_column(tmp_path: Path) -> None:
    """Only kinds of data that the first places hold are drawn."""
    held = [{"entity": "UK_NHS", "people_at_least": 1, "people_up_to": 7}]
    summary = Summary(
        build(
            tmp_path,
            locations=[location_row(1, "a", direct_entity_people=held)],
            inventory=[entity_row("UK_NHS"), entity_row("EMAIL_ADDRESS")],
        )
    )
    told = kinds_by_place(summary, summary.ranked())
    assert [(row["kind"], row["people"]) for row in told] == [("Uk nhs", 7)]


@pytest.mark.parametrize(
    ("low", "high", "told"), [(3, 3, "3"), (0, 11, "up to 11"), (1_200, 1_300, "1,200 to 1,300")]
)
def test_counts_read_as_people_say_them(low: int, high: int, told: str) -> None:
    """One number where both are one, "up to" where nobody is sure."""
    assert between(low, high) == told
