"""Who lives alone, when somebody calls, when nobody is at home."""

import pytest

from recognizers.absence import ABSENCE
from recognizers.declaration import Harm
from recognizers.matching import find
from recognizers.presence import ABSENCE_DATES, LIVES_ALONE, REGULAR_CALLS, VISIT_TIMES

COUNTED = 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Manager on holiday until 4 May",
        "Staff away from 3 to 10 May",
        "GP on annual leave, away until Monday",
    ],
)
def test_absence_of_staff_does_not_count(text: str) -> None:
    """Where a member of staff is away, nobody's home is empty."""
    assert all(match.score < COUNTED for match in find(ABSENCE, text))


@pytest.mark.parametrize("text", ["Missed lunch call 12:00", "evening visit 18:00 cancelled"])
def test_a_call_that_did_not_take_place_does_not_count(text: str) -> None:
    """One missed call tells no regular time."""
    assert all(match.score < COUNTED for match in find(REGULAR_CALLS, text))


def test_nearest_of_client_and_staff_decides() -> None:
    """A note to a carer about a client who is away."""
    assert find(ABSENCE, "Carer note: client in hospital until Friday")[0].score > COUNTED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Calls daily at 8am, 12.30 and 6pm, double up", "Calls daily at 8am, 12.30 and 6pm"),
        ("Ring first. Morning call 07:30 to 08:15.", "Morning call 07:30 to 08:15"),
    ],
)
def test_all_times_of_a_sentence_are_one_finding(text: str, value: str) -> None:
    """From who calls to the last time."""
    best = find(REGULAR_CALLS, text)[0]
    assert text[best.start : best.end] == value


@pytest.mark.parametrize("entity", [LIVES_ALONE, VISIT_TIMES, ABSENCE_DATES])
def test_they_need_a_person_and_a_home(entity: object) -> None:
    """Alone they are nobody's, and say nothing of any door."""
    assert (entity.needs_person, entity.needs_home) == (True, True)  # type: ignore[attr-defined]
    assert entity.harm is Harm.PHYSICAL_SAFETY  # type: ignore[attr-defined]
