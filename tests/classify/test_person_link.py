"""A condition is personal data only where somebody is named or identified beside it."""

import pytest

from recognizers.catalogue import ALL, ENTITIES
from recognizers.declaration import Match
from scanner.classify.redact import Redactor
from scanner.classify.tally import Classified, ObjectTally, Place
from scanner.model import Unit

Said = tuple[str, str, int]  # entity, value, position

ILL = ("HEALTH_CONDITION", "dementia", 1)
NAME = ("PERSON", "Edna Clegg", 1)


def classified(
    *said: Said, unit: Unit = Unit.LINE, part: str = "", keys: tuple[int, ...] = ()
) -> Classified:
    """What an object amounts to that says these things; `keys`: rows with a local key."""
    tally = ObjectTally(Redactor(bytes(32)), "file:///a", min_confidence=0.5, test_is_live=True)
    for entity, value, position in said:
        recognizer = next(r for r in ALL if r.entity is ENTITIES[entity])
        match = Match(0, len(value), 0.8, "form", None, "")
        where = part if entity == "PERSON" else ""
        tally.found(Place(where, None, position, unit), recognizer, match, value)
    for position in keys:
        tally.points_at(Place("", None, position, unit), "client\0c001")
    return tally.close()


def health(result: Classified) -> dict[str, object]:
    """The inventory row of the condition."""
    return next(row for row in result.rows if row["entity"] == "HEALTH_CONDITION")


def test_condition_in_a_policy_counts_for_nothing() -> None:
    """Nobody is named: the row says so, below the confidence that counts."""
    result = classified(ILL, ("HEALTH_CONDITION", "stroke", 3))
    row = health(result)
    assert (row["verdict"], row["confidence"]) == ("no person beside it", 0.2)
    assert (result.findings, result.records, result.people) == (0, 0, [])


@pytest.mark.parametrize(
    "person",
    [
        NAME,
        ("UK_NHS", "999 000 0018", 1),
        ("DATE_OF_BIRTH", "12/03/1941", 1),
        ("EMAIL_ADDRESS", "edna@example.com", 1),
        ("PHONE_NUMBER", "01632 960123", 1),
    ],
)
def test_row_with_a_person_counts(person: Said) -> None:
    """In a table, whatever tells the person in the row makes the condition theirs."""
    row = health(classified(ILL, person, unit=Unit.ROW))
    assert (row["findings"], row["confidence"], row["verdict"]) == (1, 0.8, "live")


def test_row_that_points_at_a_person_counts() -> None:
    """A row of notes with a client's key is about that client."""
    assert health(classified(ILL, unit=Unit.ROW, keys=(1,)))["verdict"] == "live"


def test_other_row_with_a_person_does_not_help() -> None:
    """Each row stands for itself: one of two counts, and the evidence tells of the other."""
    row = health(classified(ILL, NAME, ("HEALTH_CONDITION", "stroke", 2), unit=Unit.ROW))
    assert (row["findings"], row["confidence"]) == (1, 0.8)
    assert "1 more with no person beside them" in str(row["evidence"])


@pytest.mark.parametrize("entity", ["EMAIL_ADDRESS", "PHONE_NUMBER"])
def test_contact_in_prose_is_no_person(entity: str) -> None:
    """A leaflet that ends with an office's telephone number is about nobody."""
    value = {"EMAIL_ADDRESS": "office@example.org", "PHONE_NUMBER": "01632 960123"}[entity]
    assert health(classified(ILL, (entity, value, 1)))["verdict"] == "no person beside it"


@pytest.mark.parametrize("entity", ["UK_NHS", "DATE_OF_BIRTH", "KEY_SAFE_CODE"])
def test_document_about_one_person_counts_throughout(entity: str) -> None:
    """An identifier, a birth date or a way in makes all of a document one person's."""
    value = {"UK_NHS": "999 000 0018", "DATE_OF_BIRTH": "12/03/1941", "KEY_SAFE_CODE": "4821"}
    far = ("HEALTH_CONDITION", "dementia", 300)
    assert health(classified((entity, value[entity], 1), far))["verdict"] == "live"


@pytest.mark.parametrize(
    ("line", "verdict"), [(2, "live"), (11, "live"), (12, "no person beside it")]
)
def test_name_speaks_for_the_lines_after_it(line: int, verdict: str) -> None:
    """The author of a policy does not have all the illnesses in it."""
    assert health(classified(NAME, ("HEALTH_CONDITION", "dementia", line)))["verdict"] == verdict


def test_name_behind_a_condition_does_not_speak_for_it() -> None:
    """Whoever signs below is not whom the text above is about."""
    late = ("PERSON", "Edna Clegg", 2)
    assert health(classified(ILL, late))["verdict"] == "no person beside it"


def test_name_in_the_path_speaks_for_the_document() -> None:
    """A file that bears a person's name is about that person."""
    far = ("HEALTH_CONDITION", "dementia", 300)
    assert health(classified(NAME, far, part="(path)"))["verdict"] == "live"


def test_other_findings_need_nobody() -> None:
    """A key-safe code counts with no name beside it: it opens somebody's door."""
    row = classified(("KEY_SAFE_CODE", "4821", 1)).rows[0]
    assert (row["findings"], row["verdict"]) == (1, "live")


CALLS = ("VISIT_TIMES", "Morning call 07:30", 2)


def calls(result: Classified) -> dict[str, object]:
    """The inventory row of the visit times."""
    return next(row for row in result.rows if row["entity"] == "VISIT_TIMES")


@pytest.mark.parametrize(
    "home",
    [
        ("STREET_ADDRESS", "14 Larkfield Grove", 3),
        ("UK_POSTCODE", "HX8 6EJ", 1),
        ("KEY_SAFE_CODE", "4821", 2),
        ("KEYHOLDER", "her niece has a key", 2),
    ],
)
def test_visit_times_beside_a_person_and_a_home_count(home: Said) -> None:
    """Where the home is, or how to get in, stands in the same record."""
    assert calls(classified(NAME, CALLS, home))["verdict"] == "live"


def test_visit_times_without_a_home_count_for_nothing() -> None:
    """A rota of names and times opens no door; the row says so."""
    result = classified(NAME, CALLS)
    assert calls(result)["verdict"] == "no person beside it"
    assert "person with a home" in str(calls(result)["evidence"])
    assert "VISIT_TIMES" not in {name for one in result.people for name in one.entities}


def test_visit_times_without_a_person_count_for_nothing() -> None:
    """Opening hours of a house that is nobody's."""
    assert calls(classified(CALLS, ("STREET_ADDRESS", "1 High Street", 2)))["confidence"] == 0.2


def test_visit_times_and_absence_are_kept_with_the_person() -> None:
    """Both are facts that make a way in worse."""
    away = ("ABSENCE_DATES", "away until Sunday", 3)
    (person,) = classified(NAME, CALLS, away, ("KEY_SAFE_CODE", "4821", 2)).people
    assert person.raising == {"visit times", "absence dates"}
