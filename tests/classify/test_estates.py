"""A generated estate through the whole pipeline: the truth lies between the bounds."""

import pytest

from scanner.classify.theta import people_in, share_held, sketch, union
from scanner.errors import InventoryError
from tests.bench.estate.build import PLACES
from tests.bench.people import UNIONS, Swept, sweep

PEOPLE = 120


@pytest.fixture(scope="module")
def swept() -> Swept:
    """A small estate, swept and linked."""
    return sweep(PEOPLE, seed=5, workers=1)


@pytest.mark.parametrize("places", [*((place,) for place in PLACES), *UNIONS], ids="+".join)
def test_truth_lies_between_the_bounds(swept: Swept, places: tuple[str, ...]) -> None:
    """People, and people whose home could be entered, of each place and of unions."""
    counts = swept.crowd.counts(swept.rows(places))
    people, homes = swept.ledger.people(*places), swept.ledger.homes(*places)
    assert counts.people_at_least <= len(people) <= counts.people_up_to
    assert counts.people_home_entry_at_least <= len(homes) <= counts.people_home_entry_up_to


@pytest.mark.parametrize("place", ["Live", "Backup", "Database", "Hospital"])
def test_exports_with_numbers_are_counted_within_2_percent(swept: Swept, place: str) -> None:
    """Nearly every row has a number, so both bounds are close."""
    counts, people = swept.crowd.counts(swept.rows([place])), len(swept.ledger.people(place))
    assert counts.people_at_least == pytest.approx(people, rel=0.02)
    assert counts.people_up_to == pytest.approx(people, rel=0.02)


def test_copy_shows_by_sketch(swept: Swept) -> None:
    """The backup holds most of the live export, by sketch as in truth."""
    live, backup = (sketch(swept.crowd.people(swept.rows([p]))) for p in ("Live", "Backup"))
    people = swept.ledger.people("Live")
    truth = len(people & swept.ledger.people("Backup")) / len(people)
    assert share_held(live, backup) == pytest.approx(truth, abs=0.02)


def test_union_counts_nobody_twice(swept: Swept) -> None:
    """The sketches of two places give what their rows together give."""
    live, backup = (sketch(swept.crowd.people(swept.rows([p]))) for p in ("Live", "Backup"))
    assert people_in(union([live, backup])) == len(
        swept.crowd.people(swept.rows(["Live", "Backup"]))
    )


def test_empty_sketch_is_held_by_nobody() -> None:
    """No people, no share."""
    assert share_held(sketch([]), sketch([1, 2])) == 0.0


def test_sketches_of_two_hash_keys_are_refused() -> None:
    """Their keys would never be equal, so every person would count twice."""
    with pytest.raises(InventoryError, match="different hash keys"):
        union([sketch([1]), sketch([1])], key_ids=["aa", "bb"])
    with pytest.raises(InventoryError, match="hash_key_file"):
        share_held(sketch([1]), sketch([1]), key_ids=["aa", "bb"])
