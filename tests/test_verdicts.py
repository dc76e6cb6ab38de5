"""Verdicts on places: each with its evidence, none without."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from scanner.classify.components import Ints
from scanner.copies import LEAST_PEOPLE, copies_of
from scanner.inventory.writer import Row
from scanner.verdicts import test_word as word_of_tests
from tests.assembled import TARGET, found_row, health_key, one_file, tables


def verdicts(*files: dict[str, list[Row]]) -> dict[str, dict[str, str]]:
    """By place the verdicts with their evidence."""
    rows: list[dict[str, Any]] = tables(*files)["locations"].to_pylist()
    return {
        row["location"].removeprefix(TARGET + "/"): {
            one["verdict"]: one["evidence"] for one in row["verdicts"]
        }
        for row in rows
        if row["verdicts"]
    }


def test_live_people_in_a_test_environment_are_told() -> None:
    """A folder named after an acceptance test that holds people known by live identifiers."""
    told = verdicts(one_file(f"{TARGET}/care_uat/a.csv", [1, 2]))
    assert told == {
        "care_uat": {
            "live data in a test environment": 'Its name says "uat", yet 2 people are known in it '
            "by identifiers that are no test ones."
        }
    }


def test_test_data_in_a_test_environment_is_test_data() -> None:
    """Where all identifiers are test numbers there is nothing to warn of."""
    file = one_file(f"{TARGET}/test/a.csv", [1], test_data=True)
    file["people"] = [row | {"test": True} for row in file["people"]]
    assert list(verdicts(file)["test"]) == ["test data"]


@pytest.mark.parametrize(
    ("location", "word"),
    [
        ("file:///srv/Staging%20copy", "staging"),
        ("s3://care-dev2/exports", "dev"),
        ("file:///srv/CareUAT", "uat"),
        ("file:///srv/latest", ""),
        ("file:///srv/attestations", ""),
        ("file:///srv/%5BPERSON~test12%5D", ""),
    ],
)
def test_names_of_test_environments(location: str, word: str) -> None:
    """Whole words count, whatever parts them; what a finding was replaced by does not."""
    assert word_of_tests(location) == word


def test_a_backup_is_a_copy_of_the_export() -> None:
    """Both places are told, with the share of their people that the other holds too."""
    told = verdicts(
        one_file(f"{TARGET}/live/a.csv", range(50)), one_file(f"{TARGET}/old/b.csv", range(1, 50))
    )
    assert told["live"]["copy of another place"] == (
        f"98% of the 50 people in it are in {TARGET}/old too."
    )
    assert told["old"]["copy of another place"].startswith("100% of the 49 people")


def keys(numbers: range) -> Ints:
    """Keys of people."""
    return np.array([health_key(number) for number in numbers], np.int64)


def test_few_people_make_no_copy() -> None:
    """Below twenty people the same clients may stand in many lists."""
    few = keys(range(LEAST_PEOPLE - 1))
    assert list(copies_of({"a": few, "b": few})) == []


@pytest.mark.parametrize("inner", ["s/a/b", "s/a!/b", "s/a/b.zip!/c"])
def test_a_place_is_no_copy_of_what_it_lies_in(inner: str) -> None:
    """A folder and a folder in it, or an archive in it, are not compared."""
    same = keys(range(40))
    assert list(copies_of({"s/a": same, inner: same})) == []


def test_a_short_list_is_no_copy_of_the_register() -> None:
    """Everybody in a rota is in the client register, which is no copy of it."""
    assert list(copies_of({"rota": keys(range(30)), "register": keys(range(2000))})) == []


def test_places_that_share_half_are_no_copies() -> None:
    """Two teams with common clients are told apart from a copy."""
    assert list(copies_of({"a": keys(range(60)), "b": keys(range(30, 90))})) == []


def test_many_copies_are_found_within_bounds() -> None:
    """Of a hundred equal places each names three others, and people in all of them cost no more."""
    same = keys(range(40))
    assert len(list(copies_of({f"place{number}": same for number in range(60)}))) == 180


def test_a_place_nobody_touches_is_stale() -> None:
    """The last change is told, and for health data the period of the records code beside it."""
    old = datetime(2017, 3, 6, tzinfo=UTC)
    told = verdicts(one_file(f"{TARGET}/archive/a.csv", [1], modified_at=old))
    assert told["archive"]["stale"] == (
        "Nothing in it has changed since March 2017, for 9 years. For comparison: the Records "
        "Management Code keeps most adult health and care records for 8 years, and others longer; "
        "which period applies here, people decide."
    )


def leaking(**field: Any) -> dict[str, list[Row]]:
    """A table whose notes hold key-safe codes, for which it has a column."""
    uri = f"{TARGET}/exports/clients.csv"
    file = one_file(uri, [1])
    file["inventory"] = [
        found_row(uri, "KEY_SAFE_CODE", column="notes", evidence="named by 'key safe'"),
        found_row(
            uri,
            "KEY_SAFE_CODE",
            column="key_safe",
            evidence="named by 'header: key safe'",
        )
        | field,
    ]
    return file


def test_free_text_that_holds_what_has_a_field_is_told() -> None:
    """The notes of a table with a column for the code are on the list of repairs."""
    assert verdicts(leaking())["exports"]["home access in free text"] == (
        "Free text in 1 column holds what opens homes although columns of their own exist: notes "
        "of clients.csv, where Key safe code belongs in key_safe."
    )


@pytest.mark.parametrize(
    "field",
    [{"location": f"{TARGET}/other", "uri": f"{TARGET}/other/a.csv"}, {"entity": "GATE_CODE"}],
)
def test_a_field_elsewhere_or_of_another_kind_is_no_field_for_it(field: dict[str, str]) -> None:
    """Only a column for the same thing in the same folder makes free text a mistake."""
    assert "home access in free text" not in verdicts(leaking(**field)).get("exports", {})
