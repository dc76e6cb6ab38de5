"""People of whom a place tells no more than a name: how far they raise the lower bound."""

import random
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from recognizers.catalogue import ENTITIES
from scanner.classify.people import Crowd, bounds, crowd_of, link
from scanner.classify.redact import Redactor
from scanner.classify.subjects import Mention, Subject, of_record

REDACTOR = Redactor(bytes(32))
GIVEN = "Edna Tom Ivy Ruth Dora Max Karl Fred Bert Gwen".split()
FAMILY = "Clegg Lumb Varley Smith Booth Fenton Naylor Ogden Pratt Tordoff Wragg Dyson".split()
NAMES = [" ".join(pair) for pair in product(GIVEN, FAMILY)]
Said = tuple[str, str] | tuple[str, str, str]  # entity, value, header


def subjects_of(*records: Sequence[Said], score: float = 0.85) -> list[Subject]:
    """The subjects of rows of a table; `score`: of the names in it."""
    found: list[Subject] = []
    for index, record in enumerate(records):
        mentions = [
            Mention(ENTITIES[said[0]], said[1], 0, ("", index), *said[2:], score=score, in_row=True)
            for said in record
        ]
        found += of_record(mentions, REDACTOR, f"row {index}")
    return found


def rota(names: Sequence[str], header: str = "Client") -> list[list[Said]]:
    """Rows that tell a name each, and nothing more."""
    return [[("PERSON", name, header)] for name in names]


def register(names: Sequence[str]) -> list[list[Said]]:
    """Rows that tell a number beside each name, the same numbers each time."""
    return [
        [("UK_NHS", f"999 {index:07d}"), ("PERSON", name, "Name")]
        for index, name in enumerate(names)
    ]


def at_least(subjects: list[Subject]) -> int:
    """The lower bound of all of them."""
    return bounds(zip(subjects, link(subjects), strict=True))[0]


def test_rota_by_name_concerns_most_of_whom_it_names() -> None:
    """A hundred names: more than three of four are certain, never all."""
    assert 75 <= at_least(subjects_of(*rota(NAMES[:100]))) < 100


def test_one_name_is_one_person() -> None:
    """Whoever it is, somebody is concerned."""
    assert at_least(subjects_of(*rota(["Edna Clegg"]))) == 1


def test_two_names_may_be_one_person() -> None:
    """She may have married."""
    assert at_least(subjects_of(*rota(["Edna Clegg", "Ruth Naylor"]))) == 1


@pytest.mark.parametrize("other", ["Enda Clegg", "Edna Cleg", "Edna Klegg", "Clegg, Edna"])
def test_slips_and_spellings_are_nobody_new(other: str) -> None:
    """A rota in which every name stands in two spellings counts as one in which it stands once."""
    names = NAMES[:60]
    once = at_least(subjects_of(*rota(["Edna Clegg", *names])))
    assert at_least(subjects_of(*rota(["Edna Clegg", other, *names]))) == once


def test_bearer_of_a_number_is_not_counted_again_by_name() -> None:
    """A register with numbers beside a rota of the same people adds nobody."""
    assert at_least(subjects_of(*register(NAMES[:50]), *rota(NAMES[:50]))) == 50


def test_old_rota_of_known_people_adds_none_for_second_names() -> None:
    """Beside a register, one name in ten of its people's rota may be a maiden name."""
    assert at_least(subjects_of(*register(NAMES[:90]), *rota(NAMES[:100]))) == 90


def test_number_without_a_name_may_be_any_of_the_names() -> None:
    """Eighty numbers, of which no name is known, and eighty names."""
    numbers: list[list[Said]] = [[("UK_NHS", f"999 {index:07d}")] for index in range(80)]
    assert at_least(subjects_of(*numbers, *rota(NAMES[:80]))) == 80


def test_guessed_names_raise_nothing() -> None:
    """What only a language model or a given name tells may be no name."""
    assert at_least(subjects_of(*rota(NAMES[:100]), score=0.55)) == 0


def test_initials_raise_nothing() -> None:
    """E Clegg may be Edna, Emma or Eric."""
    names = [f"{name[0]} {name.split()[1]}" for name in NAMES[:60]]
    assert at_least(subjects_of(*rota(names))) == 0


def test_names_are_counted_for_each_place_apart() -> None:
    """Whom another place knows by number counts by name where the number is not."""
    subjects = subjects_of(*register(NAMES[:60]), *rota(NAMES[:60]))
    pairs = list(zip(subjects, link(subjects), strict=True))
    assert bounds(pairs[:60]) == (60, 60)
    assert 40 <= bounds(pairs[60:])[0] < 60


def _muddle(rng: random.Random) -> list[Said]:
    """A row of people known by this and that."""
    record: list[Said] = []
    if rng.random() < 0.3:
        record.append(("UK_NHS", f"999 {rng.randrange(40):07d}"))
    if rng.random() < 0.2:
        record.append(("DATE_OF_BIRTH", f"{rng.randrange(1, 4):02d}/05/1941"))
    name = rng.choice(NAMES)
    forms = (name, name, name, f"{name[0]} {name.split()[1]}", f"Mrs {name.split()[1]}")
    if rng.random() < 0.8:
        record.append(("PERSON", rng.choice(forms), rng.choice(("Name", "Client", "Carer"))))
    if rng.random() < 0.4:
        record.append(("PERSON", rng.choice(NAMES), rng.choice(("Next of kin", "Carer"))))
    if rng.random() < 0.2:
        record.append(("EMAIL_ADDRESS", f"{name.split()[0].lower()}@example.org"))
    return record


def _crowd(seed: int) -> Crowd:
    rng = random.Random(seed)
    return crowd_of(subjects_of(*filter(None, (_muddle(rng) for _ in range(300)))))


@pytest.mark.parametrize("seed", range(20))
def test_bounds_are_in_order_in_any_muddle(seed: int) -> None:
    """In any part of any estate the lower bound stays below the upper one."""
    crowd = _crowd(seed)
    rng = np.random.default_rng(seed)
    size = len(crowd.linked.person)
    for share in (0.05, 0.2, 0.5, 1.0):
        rows = np.flatnonzero(rng.random(size) < share)
        counts = crowd.counts(rows)
        assert counts.people_at_least <= counts.people_up_to
        assert counts.people_cared_for_at_least <= counts.people_cared_for_up_to


def test_names_of_one_person_are_one() -> None:
    """Two names that a register gives one number count once where they stand alone."""
    names, others = NAMES[:50], NAMES[60:110]
    subjects = subjects_of(*register(names), *register(others), *rota(names + others))
    pairs = list(zip(subjects, link(subjects), strict=True))[100:]
    low, high = bounds(pairs)
    assert low <= 50 == high
