"""What if: people, homes and records of any set of places, nobody twice."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.choosing import in_places, readable_by
from scanner.errors import ConfigError
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Row
from scanner.whatif import BOXES, Impact, impact
from tests.assembled import TARGET, inventory, object_row, one_file


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """Three places that share people, read by different accounts."""
    return inventory(
        tmp_path_factory.mktemp("estate") / "inventory",
        one_file(f"{TARGET}/a/1.csv", [1, 2, 3], access="everyone inside", controllers=["North"]),
        one_file(f"{TARGET}/b/2.csv", [3, 4], access="public", controllers=["South"]),
        one_file(
            f"{TARGET}/c/d/3.csv",
            [4, 5, 6, 7],
            access_evidence="SELECT is granted to care_app, reporting",
        ),
        one_file(f"{TARGET}/e/4.csv", [8], access="unknown"),
        one_file(
            f"{TARGET}/f/5.csv",
            [9],
            access="restricted",
            owner="Anna",
            access_evidence="not reporting",
        ),
    )


def of_places(estate: Inventory, *places: str) -> Impact:
    """The loss of these places."""
    objects: list[Row] = estate.objects.to_pylist()
    return impact(estate, objects, in_places(objects, places))


def of(estate: Inventory, principal: str) -> Impact:
    """The loss of what somebody could read."""
    objects: list[Row] = estate.objects.to_pylist()
    return impact(estate, objects, readable_by(objects, principal))


@settings(deadline=None, max_examples=20)
@given(places=st.sets(st.sampled_from("abcef"), min_size=1))
def test_places_are_united_not_added(estate: Inventory, places: set[str]) -> None:
    """The people of some places are those of the union, whoever stands in several counted once."""
    held = {"a": {1, 2, 3}, "b": {3, 4}, "c": {4, 5, 6, 7}, "e": {8}, "f": {9}}
    told = of_places(estate, *sorted(places))
    assert told.counts.people_up_to == len(set().union(*(held[place] for place in places)))
    assert told.records == sum(len(held[place]) for place in places)


def test_everything_counts_what_the_sweep_counted(estate: Inventory) -> None:
    """The loss of the target has the totals of the inventory."""
    told = of_places(estate, TARGET)
    assert told.counts.people_up_to == estate.scan["people_up_to"]
    assert told.counts.enterable_homes == estate.scan["enterable_homes"]


@pytest.mark.parametrize(
    ("place", "people"),
    [
        (f"{TARGET}/c", 4),
        ("c/d", 4),
        ("c/*", 4),
        ("*/*.csv", 6),
        ("**/3.csv", 4),
        ("a", 3),
        (f"{TARGET}/b/2.csv", 2),
    ],
)
def test_places_are_named_by_uri_or_pattern(estate: Inventory, place: str, people: int) -> None:
    """A place holds all below it; a star stays inside one name, two do not."""
    assert of_places(estate, place).counts.people_up_to == people


def test_a_place_that_is_not_there_is_said(estate: Inventory) -> None:
    """A mistyped place is no place without people."""
    with pytest.raises(ConfigError, match="no object of the inventory lies in 'x'"):
        of_places(estate, "a", "x")


@pytest.mark.parametrize(
    ("principal", "people"),
    [
        ("public", 2),
        ("everyone", 4),
        ("reporting", 7),
        ("Reporting", 7),
        ("care_app", 7),
        ("port", 4),
        ("anna", 5),
    ],
)
def test_principals(estate: Inventory, principal: str, people: int) -> None:
    """Everyone reads what is public; an account also what names it as words, or what it owns."""
    assert of(estate, principal).counts.people_up_to == people


def test_unknown_readers_make_it_at_least(estate: Inventory) -> None:
    """Objects whose readers nobody could tell are left out, and said to be."""
    told = of(estate, "everyone")
    assert (told.access_unknown, told.complete) == (1, False)


def test_what_was_not_examined_makes_it_at_least(tmp_path: Path) -> None:
    """One unread object among the chosen, and more may lie there."""
    held = inventory(
        tmp_path / "i",
        one_file(f"{TARGET}/a/1.csv", [1]),
        {
            "objects": [object_row(f"{TARGET}/a/2.pdf", status="failed")],
            "inventory": [],
            "people": [],
        },
    )
    assert not of_places(held, "a").complete


def test_the_form_has_all_its_boxes_in_order(estate: Inventory) -> None:
    """Those that are not ticked are there too, empty."""
    told = of_places(estate, TARGET)
    assert tuple(one.name for one in told.categories) == BOXES
    ticked = {one.name for one in told.categories if one.kinds}
    assert ticked == {
        "Health data",
        "Basic personal identifiers, eg name, contact details",
        "Other (details)",
    }


def test_controllers_are_told_apart(estate: Inventory) -> None:
    """Each controller has the count of its own people, in what is lost alone."""
    rows = of_places(estate, "a", "b").controllers
    assert [(row["controller"], row["people_up_to"]) for row in rows] == [
        ("North", 3),
        ("South", 2),
    ]


def test_harms_count_people(estate: Inventory) -> None:
    """For each harm the people whom it threatens."""
    told = {one.name: one.people_up_to for one in of_places(estate, "a").harms}
    assert told["physical safety"] == 3
