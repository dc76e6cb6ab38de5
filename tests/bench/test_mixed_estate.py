"""The mixed estate of the benchmarks: what is planted is there, and every file can be read."""

import json
import math
from pathlib import Path

import pytest

from scanner.config import Settings
from tests.bench.extract import read_file
from tests.bench.growth import slope
from tests.bench.mixed_estate.build import SHARES, build


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small one."""
    folder = tmp_path_factory.mktemp("mixed") / "estate"
    build(folder, 1_500_000, seed=3)
    return folder


def truth(estate: Path) -> dict[str, dict[str, dict[str, int]]]:
    """What was planted, by file and entity."""
    lines = map(json.loads, (estate / "truth.ndjson").read_text().splitlines())
    return {line["path"]: line["entities"] for line in lines}


def test_every_kind_is_there_and_can_be_read(estate: Path) -> None:
    """Files of all kinds give text, none is damaged."""
    kinds = {Path(path).suffix[1:] for path in truth(estate)}
    assert kinds == set(SHARES)
    for path in truth(estate):
        outcome = read_file(estate / "files" / path, Settings())
        assert outcome.characters > 0, path
        assert not outcome.skipped, path


def test_what_is_planted_stands_in_the_files(estate: Path) -> None:
    """In files of lines as many planted addresses stand as the truth says."""
    planted = json.loads((estate / "planted.json").read_text())["EMAIL_ADDRESS"]
    for path, entities in truth(estate).items():
        if Path(path).suffix in (".csv", ".log", ".ndjson", ".sql"):
            text = (estate / "files" / path).read_text()
            there = {address for address in planted if address in text}
            assert len(there) == entities.get("EMAIL_ADDRESS", {"distinct": 0})["distinct"], path


def test_a_seed_gives_equal_files(estate: Path, tmp_path: Path) -> None:
    """Lines and truth are the same when made again."""
    build(tmp_path / "again", 1_500_000, seed=3)
    assert truth(tmp_path / "again") == truth(estate)


def test_the_exponent_is_the_slope_of_the_logarithms() -> None:
    """What grows with the square of the size has the exponent two."""
    assert slope([(1.0, 3.0), (10.0, 300.0)]) == pytest.approx(2)
    assert math.isclose(slope([(1, 5.0), (2, 10.0), (8, 40.0)]), 1)
