"""What makes ways in worse, from the table of people to the ranking."""

from pathlib import Path

from scanner.classify.weights import load_weights
from tests.assembled import TARGET, found_row, health_key, object_row, person_row, tables


def _file(name: str, *people: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    uri = f"{TARGET}/{name}/1.csv"
    return {
        "objects": [object_row(uri)],
        "inventory": [found_row(uri, "KEY_SAFE_CODE")],
        "people": [
            person_row(uri, health_key(number), **values)
            for number, values in enumerate(people, start=1)
        ],
    }


def test_facts_are_counted_of_those_whose_home_could_be_entered() -> None:
    """Two live alone, of one of whom no way in is told."""
    alone, safe = {"raising": ["lives alone"]}, {"home_entry": False, "enterable": False}
    held = tables(_file("a", alone, {**alone, **safe}, {"raising": ["dementia"]}))
    place = held["locations"].to_pylist()[0]
    assert place["direct_raising"] == place["raising"]
    assert {one["fact"]: one["people_up_to"] for one in place["raising"]} == {
        "dementia": 1,
        "lives alone": 1,
    }


def test_fact_in_another_record_of_the_person_counts() -> None:
    """A list without a code says that somebody lives alone whose code stands in the next folder."""
    listed = {"raising": ["lives alone"], "home_entry": False, "enterable": False}
    held = tables(_file("a/codes", {}), _file("a/notes", listed))
    by_place = {row["location"]: row for row in held["locations"].to_pylist()}
    assert by_place[f"{TARGET}/a/codes"]["raising"] == []
    assert by_place[f"{TARGET}/a"]["raising"] == [{"fact": "lives alone", "people_up_to": 1}]


def test_place_where_people_live_alone_ranks_first(tmp_path: Path) -> None:
    """Of two places alike but for that, it comes first, and the reason says how many."""
    assert load_weights().raising["most"] > 0
    people = [{"raising": ["lives alone"]}] * 12
    held = tables(_file("a", *[{}] * 12), _file("b", *people))
    first = held["locations"].to_pylist()[0]
    assert first["location"] == f"{TARGET}/b"
    assert any("up to 12 live alone" in reason for reason in first["reasons"])
