"""A name beside a doubtful number speaks for it."""

import pyarrow as pa
import pytest

from scanner.config import Settings
from scanner.model import TextBatch, Unit
from scanner.pipeline import ObjectScanner


@pytest.fixture(scope="module")
def scanner() -> ObjectScanner:
    """With the whole catalogue."""
    return ObjectScanner(Settings(names="off"), bytes(32))


def score_of_number(scanner: ObjectScanner, text: str) -> float:
    """Of the NHS number in a line; 0 where there is none."""
    batch = TextBatch(pa.array([text]), Unit.LINE)
    found = [d.match.score for d, _ in scanner.findings(batch) if "nhs" in d.recognizer.name]
    return max(found, default=0.0)


@pytest.mark.parametrize(
    "text", ["Mrs Edna Clegg 9990000018", "9990000018 Edna Clegg", "9990000018, DOB 12/03/1941"]
)
def test_number_beside_a_person_counts(scanner: ObjectScanner, text: str) -> None:
    """A name or a date of birth, on either side."""
    assert score_of_number(scanner, text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "9990000018",
        "9990000018 boxes of gloves",
        "Mrs Edna Clegg, order 9990000018",
        "Mrs Edna Clegg" + " will be away until further notice" * 3 + " 9990000018",
    ],
)
def test_number_alone_stays_doubtful(scanner: ObjectScanner, text: str) -> None:
    """Nobody near, or another word that explains the number."""
    assert score_of_number(scanner, text) < 0.5
