"""Who is the same person, in a record, a document and across places."""

import random
from collections.abc import Sequence

import pytest
from datasketches import compact_theta_sketch
from hypothesis import given
from hypothesis import strategies as st

from recognizers.catalogue import ENTITIES
from recognizers.declaration import Verdict
from scanner.classify.people import count, link, sketch
from scanner.classify.records import of_prose
from scanner.classify.redact import Redactor
from scanner.classify.subjects import Mention, Subject, of_record

REDACTOR = Redactor(bytes(32))
ANN, BOB = "999 000 0018", "999 000 0026"


def said(entity: str, value: str, line: int = 1, header: str = "", part: str = "") -> Mention:
    """A mention of a value."""
    return Mention(ENTITIES[entity], value, 0, (part, line), header)


def people_in(*records: Sequence[Mention]) -> tuple[int, int, int, int, int]:
    """All five counts of some records."""
    subjects = [
        s for i, r in enumerate(records) for s in of_record(list(r), REDACTOR, f"record {i}")
    ]
    counts = count(zip(subjects, link(subjects), strict=True))
    return (
        counts.people_at_least,
        counts.people_up_to,
        counts.people_home_entry_at_least,
        counts.people_home_entry_up_to,
        counts.enterable_homes,
    )


def test_one_number_in_two_records_is_one_person() -> None:
    """The same NHS number, spelled in two ways."""
    assert people_in([said("UK_NHS", ANN)], [said("UK_NHS", "9990000018")])[:2] == (1, 1)


def test_number_in_one_file_and_name_with_birth_date_in_another() -> None:
    """They may be one person, and a record that holds both says so."""
    number, name, born = (
        said("UK_NHS", ANN),
        said("PERSON", "Edna Clegg"),
        said("DATE_OF_BIRTH", "12/03/1941"),
    )
    assert people_in([number], [name, born])[:2] == (1, 2)
    assert people_in([number], [name, born], [number, name, born])[:2] == (1, 1)


def test_name_alone_is_the_one_person_of_that_name() -> None:
    """A name is nobody new where exactly one identified person carries it."""
    known = [said("UK_NHS", ANN), said("PERSON", "Edna Clegg")]
    assert people_in(known, [said("PERSON", "Mrs Edna Clegg")])[:2] == (1, 1)


def test_name_of_two_people_stays_open() -> None:
    """Two people of one name: a third mention may be either or a third."""
    one = [said("UK_NHS", ANN), said("PERSON", "Edna Clegg")]
    two = [said("UK_NHS", BOB), said("PERSON", "Edna Clegg")]
    assert people_in(one, two, [said("PERSON", "Edna Clegg")])[:2] == (2, 3)


def test_surname_alone_is_nobody_new() -> None:
    """ "Mrs Clegg" is somebody already known, even where we cannot say who."""
    one = [said("UK_NHS", ANN), said("PERSON", "Edna Clegg")]
    two = [said("UK_NHS", BOB), said("PERSON", "Tom Clegg")]
    assert people_in(one, two, [said("PERSON", "Mrs Clegg")])[:2] == (2, 2)


def test_home_secret_of_an_open_surname_counts_at_most() -> None:
    """A key-safe code for one of two Cleggs is one home more, at most."""
    one = [said("UK_NHS", ANN), said("PERSON", "Edna Clegg")]
    two = [said("UK_NHS", BOB), said("PERSON", "Tom Clegg")]
    three = [said("PERSON", "Mrs Clegg"), said("KEY_SAFE_CODE", "4821")]
    assert people_in(one, two, three)[:4] == (2, 2, 0, 1)


def test_names_in_split_columns_are_one_person() -> None:
    """Surname and forename under their headers."""
    row = [said("PERSON", "CLEGG", header="SURNAME"), said("PERSON", "EDNA", header="FORENAME")]
    known = [said("UK_NHS", ANN), said("PERSON", "Edna Clegg")]
    assert people_in(row, known)[:2] == (1, 1)


def test_next_of_kin_is_another_person() -> None:
    """The code is the client's, whatever column comes first."""
    row = [
        said("PERSON", "Tom Clegg", header="NextOfKin"),
        said("PERSON", "Edna Clegg", header="ClientName"),
        said("UK_NHS", ANN, header="NHSNumber"),
        said("KEY_SAFE_CODE", "4821", header="KeySafe"),
    ]
    assert people_in(row) == (1, 2, 1, 1, 0)


def test_home_needs_its_address_to_be_enterable() -> None:
    """A code with the street is worse than a code."""
    code, street = said("KEY_SAFE_CODE", "4821"), said("STREET_ADDRESS", "14 Larkfield Grove")
    name = said("PERSON", "Edna Clegg")
    assert people_in([name, code])[4] == 0
    assert people_in([name, code, street])[4] == 1


def test_code_without_a_name_is_one_unnamed_person() -> None:
    """A secret that hangs on nobody still opens somebody's door."""
    assert people_in([said("DOOR_CODE", "1066")]) == (0, 1, 0, 1, 0)


def test_test_numbers_are_nobody() -> None:
    """Records of test numbers add nothing to any count."""
    number = Mention(ENTITIES["UK_NHS"], ANN, 0, verdict=Verdict.TEST)
    assert people_in([number, said("PERSON", "Edna Clegg"), said("KEY_SAFE_CODE", "4821")]) == (
        *(0, 0, 0, 0, 0),
    )


def test_shared_mailbox_is_nobody() -> None:
    """office@ is no person."""
    assert people_in([said("EMAIL_ADDRESS", "office@example.org")])[:2] == (0, 0)
    assert people_in([said("EMAIL_ADDRESS", "edna.clegg@example.org")])[:2] == (0, 1)


def records_of(*mentions: Mention) -> list[list[str]]:
    """Values by record."""
    return [[m.value for m in record] for record in of_prose(mentions)]


def test_document_with_one_number_is_one_record() -> None:
    """A care plan is about one person, however long it is."""
    plan = (said("PERSON", "Edna Clegg", 1), said("UK_NHS", ANN, 3), said("DOOR_CODE", "1066", 90))
    assert len(records_of(*plan)) == 1


def test_each_number_begins_a_record() -> None:
    """A list of people: what follows a number is about its person."""
    notes = (
        said("UK_NHS", ANN, 1),
        said("KEY_SAFE_CODE", "4821", 2),
        said("UK_NHS", BOB, 5),
        said("DOOR_CODE", "1066", 6),
    )
    assert records_of(*notes) == [[ANN, "4821"], [BOB, "1066"]]


def test_name_line_before_a_number_belongs_to_it() -> None:
    """Name above, number below, as forms have it."""
    notes = (
        said("PERSON", "Edna Clegg", 1),
        said("UK_NHS", ANN, 2),
        said("PERSON", "Bob Dube", 5),
        said("UK_NHS", BOB, 6),
    )
    assert records_of(*notes) == [["Edna Clegg", ANN], ["Bob Dube", BOB]]


def test_number_does_not_speak_for_what_is_far_below() -> None:
    """Hundreds of lines later a code is nobody's in particular."""
    notes = (said("UK_NHS", ANN, 1), said("UK_NHS", BOB, 2), said("DOOR_CODE", "1066", 400))
    assert records_of(*notes)[-1] == ["1066"]


def test_lines_with_names_are_records() -> None:
    """A text message list: each line its own person."""
    notes = (
        said("PERSON", "Edna Clegg", 1),
        said("KEY_SAFE_CODE", "4821", 1),
        said("PERSON", "Bob Dube", 2),
        said("DOOR_CODE", "1066", 3),
    )
    assert records_of(*notes) == [["Edna Clegg", "4821"], ["Bob Dube", "1066"]]


_KEYS = st.lists(st.integers(0, 40), min_size=1, max_size=3)


@given(st.lists(_KEYS, max_size=25), st.randoms(use_true_random=False))
def test_order_of_records_does_not_matter(groups: list[list[int]], rng: random.Random) -> None:
    """Links are the same however the records come."""
    subjects = [Subject(tuple(sorted(set(keys)))) for keys in groups]
    people = {s.keys: p.key for s, p in zip(subjects, link(subjects), strict=True)}
    shuffled = list(subjects)
    rng.shuffle(shuffled)
    assert {s.keys: p.key for s, p in zip(shuffled, link(shuffled), strict=True)} == people


@pytest.mark.parametrize("people", [0, 1, 500, 5_000])
def test_sketch_is_exact_while_small(people: int) -> None:
    """The number that goes in comes out."""
    keys = [REDACTOR.key("health", str(i)) for i in range(people)]
    assert compact_theta_sketch.deserialize(sketch(keys + keys)).get_estimate() == people
