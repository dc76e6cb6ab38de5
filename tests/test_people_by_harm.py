"""People whom each harm threatens, in each place and over all."""

from scanner.people_rows import ByEntity
from tests.assembled import TARGET, found_row, health_key, object_row, person_row, tables

URI, OTHER = f"{TARGET}/a/1.csv", f"{TARGET}/b/1.csv"
NAME = 4 << 60


def bounds(row: dict[str, object]) -> ByEntity:
    """Both bounds by harm."""
    held: list[dict[str, object]] = row["harm_people"]  # type: ignore[assignment]
    return {
        str(one["harm"]): (one["people_at_least"], one["people_up_to"])  # type: ignore[misc]
        for one in held
    }


def test_each_harm_counts_whom_it_threatens_once() -> None:
    """Two kinds of data of one harm in two files are one person; a name may be one more."""
    ill = {"home_entry": False, "enterable": False, "address": False}
    held = tables(
        {
            "objects": [object_row(URI), object_row(OTHER)],
            "inventory": [
                found_row(URI, "HEALTH_CONDITION"),
                found_row(OTHER, "MEDICATION"),
                found_row(OTHER, "KEY_SAFE_CODE"),
            ],
            "people": [
                person_row(URI, health_key(1), **ill, entities=["HEALTH_CONDITION"]),
                person_row(OTHER, health_key(1), **ill, entities=["MEDICATION"]),
                person_row(OTHER, NAME | 7, **ill, entities=["MEDICATION"]),
                person_row(OTHER, health_key(2), entities=["KEY_SAFE_CODE"]),
            ],
        }
    )
    told = {"exposure of health": (1, 2), "physical safety": (1, 1)}
    by_place = {row["location"]: bounds(row) for row in held["locations"].to_pylist()}
    assert by_place[TARGET] == told == bounds(held["scans"].to_pylist()[0])
    assert by_place[f"{TARGET}/a"] == {"exposure of health": (1, 1)}
