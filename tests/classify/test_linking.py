"""Who is made one person, who is not, and what both bounds make of those who look alike."""

from collections.abc import Sequence

import pytest

from recognizers.catalogue import ENTITIES
from scanner.classify import person_rows
from scanner.classify.people import bounds, count, link, raising
from scanner.classify.redact import Redactor
from scanner.classify.relations import Relation
from scanner.classify.subjects import Mention, Subject, of_record

REDACTOR = Redactor(bytes(32))
ANN, BOB = "999 000 0018", "999 000 0026"
Said = tuple[str, str] | tuple[str, str, str]  # entity, value, header


def subjects_of(*records: Sequence[Said], local: Sequence[Sequence[str]] = ()) -> list[Subject]:
    """The subjects of rows of a table."""
    found: list[Subject] = []
    for index, record in enumerate(records):
        mentions = [
            Mention(ENTITIES[said[0]], said[1], 0, ("", index), *said[2:], in_row=True)
            for said in record
        ]
        keys = local[index] if local else ()
        found += of_record(mentions, REDACTOR, f"row {index}", keys)
    return found


def people_in(*records: Sequence[Said]) -> tuple[int, int]:
    """At least and up to."""
    subjects = subjects_of(*records)
    counts = count(zip(subjects, link(subjects), strict=True))
    return counts.people_at_least, counts.people_up_to


def dated(name: str, born: str, *more: Said) -> list[Said]:
    """A row with name and date of birth."""
    return [("PERSON", name, "Name"), ("DATE_OF_BIRTH", born), *more]


EDNA = dated("Edna Clegg", "12/03/1941", ("UK_NHS", ANN))


def test_mistyped_birth_date_is_nobody_for_sure() -> None:
    """One digit of the day is wrong: at least one person, up to two."""
    assert people_in(EDNA, dated("Edna Clegg", "13/03/1941")) == (1, 2)


def test_day_and_month_swapped_is_nobody_for_sure() -> None:
    """The American order is one slip too."""
    assert people_in(EDNA, dated("Edna Clegg", "03/12/1941")) == (1, 2)


def test_changed_surname_is_nobody_for_sure() -> None:
    """Forename and date of birth agree: she may have married."""
    assert people_in(EDNA, dated("Edna Naylor", "12/03/1941")) == (1, 2)


def test_namesake_born_on_another_day_is_somebody_else() -> None:
    """Nothing but the name agrees: surely two."""
    assert people_in(EDNA, dated("Edna Clegg", "30/07/1975")) == (2, 2)


def test_twins_with_numbers_are_two() -> None:
    """Surname, birth date and home agree, the numbers do not."""
    home: Said = ("UK_POSTCODE", "HX8 6EJ")
    twin = dated("Elsie Clegg", "12/03/1941", ("UK_NHS", BOB), home)
    assert people_in([*EDNA, home], twin) == (2, 2)


def test_two_numbers_under_one_name_and_birth_date_are_two_people() -> None:
    """An upper bound must not make one of two people with numbers."""
    assert people_in(EDNA, dated("Edna Clegg", "12/03/1941", ("UK_NHS", BOB))) == (2, 2)


def test_row_that_could_be_either_of_two_is_one_more_at_most() -> None:
    """Two numbers share name and birth date, a third row has no number."""
    other = dated("Edna Clegg", "12/03/1941", ("UK_NHS", BOB))
    assert people_in(EDNA, other, dated("Edna Clegg", "12/03/1941")) == (2, 3)


def test_one_insurance_number_beside_two_health_numbers_joins_nobody() -> None:
    """A carer's number stands in two clients' records: they stay two."""
    carer: Said = ("UK_NINO", "QQ123456C")
    assert people_in([("UK_NHS", ANN), carer], [("UK_NHS", BOB), carer]) == (2, 2)


def test_bare_numbers_of_two_kinds_may_be_one_person() -> None:
    """Nothing says whether the one with the insurance number is the other."""
    assert people_in([("UK_NHS", ANN)], [("UK_NINO", "QQ123456C")]) == (1, 2)


def test_father_and_son_at_one_postcode_stay_two() -> None:
    """One name and postcode, two birth dates."""
    home: Said = ("UK_POSTCODE", "HX8 6EJ")
    father = dated("John Smith", "01/02/1940", home)
    assert people_in(father, dated("John Smith", "09/11/1971", home)) == (2, 2)


def test_kin_of_one_name_are_two_people_beside_two_clients() -> None:
    """Two clients' daughters Sarah Jones are not made one."""
    kin: Said = ("PERSON", "Sarah Jones", "Next of kin")
    assert people_in([("UK_NHS", ANN), kin], [("UK_NHS", BOB), kin]) == (2, 4)


def test_kin_named_again_beside_the_same_client_are_one() -> None:
    """The export and its backup name the same daughter."""
    row: list[Said] = [("UK_NHS", ANN), ("PERSON", "Sarah Jones", "Next of kin")]
    assert people_in(row, [*row, ("UK_POSTCODE", "HX8 6EJ")]) == (1, 2)


def test_carer_who_has_a_clients_name_is_somebody_else() -> None:
    """A rota names a client and a carer alike."""
    rota: list[Said] = [("PERSON", "John Smith", "Client"), ("PERSON", "Joan Lumb", "Carer")]
    other: list[Said] = [("PERSON", "Edna Clegg", "Client"), ("PERSON", "John Smith", "Carer")]
    assert people_in(rota, other) == (2, 4)


def test_list_of_staff_is_about_staff() -> None:
    """Number and name of an employee are one person, known to be staff."""
    row = subjects_of([("UK_NINO", "QQ123456C"), ("PERSON", "Joan Lumb", "Employee name")])
    assert [subject.relation for subject in row] == [Relation.STAFF]


def test_name_within_a_note_is_not_that_of_the_row() -> None:
    """Who holds the key stands in the notes of a row that has a number."""
    row: list[Said] = [("UK_NHS", ANN), ("PERSON", "Kenneth Wadsworth", "Access notes")]
    assert people_in(row) == (1, 2)


def test_sender_and_recipient_are_two_people() -> None:
    """Mailboxes under From and To, of which one bears the sender's name."""
    row: list[Said] = [
        ("PERSON", "Joan Lumb", "From"),
        ("EMAIL_ADDRESS", "joan.lumb@example.org", "From"),
        ("EMAIL_ADDRESS", "s.varley@example.org", "To"),
    ]
    assert people_in(row) == (1, 2)


def test_relations_are_told_by_headers() -> None:
    """Client, kin and carer in one row."""
    row = subjects_of(
        [
            ("PERSON", "Edna Clegg", "Client name"),
            ("PERSON", "Sarah Jones", "Next of kin"),
            ("PERSON", "Joan Lumb", "Carer"),
        ]
    )
    assert [s.relation for s in row] == [Relation.CARED_FOR, Relation.KIN, Relation.STAFF]


def test_people_cared_for_leave_out_kin_and_staff() -> None:
    """One client, beside whom two others are named."""
    subjects = subjects_of(
        [
            ("UK_NHS", ANN),
            ("PERSON", "Sarah Jones", "Next of kin"),
            ("PERSON", "Joan Lumb", "Carer"),
        ]
    )
    counts = count(zip(subjects, link(subjects), strict=True))
    assert (counts.people_cared_for_at_least, counts.people_cared_for_up_to) == (1, 1)


def test_home_is_enterable_through_its_person() -> None:
    """The code in one record, the address in another of the same person."""
    subjects = subjects_of(
        [("UK_NHS", ANN), ("KEY_SAFE_CODE", "4821")],
        [("UK_NHS", ANN), ("STREET_ADDRESS", "14 Larkfield Grove")],
    )
    counts = count(zip(subjects, link(subjects), strict=True))
    assert (counts.enterable_homes, counts.enterable_homes_linked) == (0, 1)


def test_code_that_points_at_somebody_is_theirs_for_sure() -> None:
    """A table of codes names nobody but has the client's key."""
    subjects = subjects_of(
        EDNA, [("KEY_SAFE_CODE", "4821")], local=(["a\0client\0" + "7"], ["a\0client\0" + "7"])
    )
    counts = count(zip(subjects, link(subjects), strict=True))
    assert counts.people_up_to == 1
    assert (counts.people_home_entry_at_least, counts.people_home_entry_up_to) == (1, 1)


def test_what_makes_a_way_in_worse_is_told_of_the_person() -> None:
    """Deafness in another record of somebody whose code lies open."""
    subjects = subjects_of(
        [("UK_NHS", ANN), ("KEY_SAFE_CODE", "4821")],
        [("UK_NHS", ANN), ("DISABILITY", "deaf in both ears")],
        [("UK_NHS", BOB), ("HEALTH_CONDITION", "vascular dementia")],
    )
    assert raising(zip(subjects, link(subjects), strict=True)) == {"does not hear well": 1}


def test_bounds_of_some_rows_alone() -> None:
    """Those of an entity are counted with what the whole sweep knows."""
    subjects = subjects_of(EDNA, dated("Edna Clegg", "12/03/1941"), [("UK_NHS", BOB)])
    pairs = list(zip(subjects, link(subjects), strict=True))
    assert bounds(pairs[:2]) == (1, 1)


def test_namesakes_in_a_list_of_names_are_allowed_for() -> None:
    """A list of the names of sixty known people, of whom ten share one: not all look different."""
    known = [
        dated(name, f"{index % 28 + 1:02d}/05/{1930 + index}")
        for index, name in enumerate(_names())
    ]
    listed: list[list[Said]] = [[("PERSON", name, "Client")] for name in dict.fromkeys(_names())]
    subjects = subjects_of(*known, *listed)
    pairs = list(zip(subjects, link(subjects), strict=True))[len(known) :]
    assert 60 <= bounds(pairs)[1] <= 75


def _names() -> list[str]:
    return [f"{chr(65 + i % 25)}da {chr(65 + i // 25)}mith" for i in range(50)] + ["Joan Lumb"] * 10


@pytest.mark.parametrize("relation", list(Relation))
def test_rows_come_back_as_they_were(relation: Relation) -> None:
    """A person written to the table and read again is the same person."""
    subject = subjects_of(EDNA)[0]
    subject.relation, subject.raising = relation, {"dementia"}
    row = person_rows.row_of(subject) | {"controllers": []}
    back = person_rows.subject_of(row)
    subject.groups = set()
    assert back == subject
