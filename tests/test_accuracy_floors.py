"""How good the findings have to be, on sentences that nobody looks at while improving rules."""

from collections.abc import Iterator

import pytest

from tests.bench.scoring import measure, ours, stock
from tests.bench.scoring.groups import IDENTIFIERS, NAMES, NHS, SECRETS, Group
from tests.bench.scoring.page import of_group
from tests.bench.scoring.score import Tally

SEEDS = (101, 102, 103)


@pytest.fixture(scope="module")
def swept() -> measure.Swept:
    """Three corpora of the half `report`, read by the whole pipeline."""
    names: ours.Names = "all" if stock.has_model() else "off"
    return measure.sweep(SEEDS, "report", 1, names)


@pytest.fixture(scope="module")
def results(swept: measure.Swept) -> Iterator[dict[str, measure.Result]]:
    """keysweep by entity."""
    yield measure.of_keysweep(swept)


def tally_of(group: Group, results: dict[str, measure.Result]) -> Tally:
    """The group's counts, which must rest on values enough to mean something."""
    tally = of_group(group, results)
    assert tally.hit + tally.missed >= 100
    return tally


@pytest.mark.parametrize("group", [NHS, SECRETS, IDENTIFIERS], ids=lambda group: group.title)
def test_precision_keeps_its_floor(group: Group, results: dict[str, measure.Result]) -> None:
    """Of what is reported, almost all is true, clean files included."""
    assert group.least_precision is not None
    assert tally_of(group, results).precision >= group.least_precision


@pytest.mark.parametrize("group", [NHS, SECRETS, IDENTIFIERS], ids=lambda group: group.title)
def test_recall_keeps_its_floor(group: Group, results: dict[str, measure.Result]) -> None:
    """Of what lies there, in files of every kind, almost all is reported."""
    assert group.least_recall is not None
    assert tally_of(group, results).recall >= group.least_recall


@pytest.mark.skipif(not stock.has_model(), reason=f"needs {stock.MODEL} (keysweep[names])")
def test_names_are_found(results: dict[str, measure.Result]) -> None:
    """With a language model and names = "all"."""
    assert NAMES.least_recall is not None
    assert tally_of(NAMES, results).recall >= NAMES.least_recall


def test_nhs_numbers_of_the_issued_ranges_keep_the_floor(swept: measure.Swept) -> None:
    """The samples' test numbers are no excuse: real ones are found as well."""
    hit, whole = measure.nhs_by_kind(swept)["of the issued ranges"]
    assert whole >= 50
    assert hit / whole >= 0.99
