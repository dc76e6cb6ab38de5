"""Many sets of people counted at once: the same as one after another, and as counted plainly."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.classify.components import Ints
from scanner.classify.crowd import Crowd
from scanner.classify.groups import Groups, few, portions
from scanner.classify.people import Counts
from scanner.people_rows import COUNTS, People
from scanner.schema import TABLES
from tests.assembled import person_row
from tests.plain_people import Plain

RELATIONS = ("person cared for", "kin or contact", "staff", "unknown")
KEYS = st.builds(lambda rank, number: (rank << 60) | number, st.integers(0, 7), st.integers(1, 4))
ROWS = st.builds(
    lambda keys, called, flags, relation, entities, controllers: person_row(
        "file:///srv/share/a.csv",
        *sorted(keys),
        also_called=called,
        home_entry=flags[0],
        address=flags[1],
        enterable=flags[2],
        test=flags[3],
        relation=relation,
        entities=sorted(entities),
        controllers=sorted(controllers),
    ),
    st.sets(KEYS, min_size=1, max_size=3),
    st.lists(KEYS.map(lambda key: (4 << 60) | key % 8), max_size=2),
    st.tuples(*[st.booleans()] * 3, st.sampled_from([False, False, True])),
    st.sampled_from(RELATIONS),
    st.sets(st.sampled_from(["UK_NHS", "KEY_SAFE_CODE"])),
    st.sets(st.sampled_from("AB")),
)
PEOPLE = st.lists(ROWS, min_size=1, max_size=25)
CHOICES = st.lists(st.sets(st.integers(0, 24)), min_size=1, max_size=5)


def table(rows: list[dict[str, object]]) -> pa.Table:
    """A table of people."""
    return pa.Table.from_pylist(rows, TABLES["people"])


def chosen(choices: list[set[int]], size: int) -> list[Ints]:
    """Sets of row numbers that there are."""
    return [
        np.array(sorted(number for number in one if number < size), np.int64) for one in choices
    ]


def grouped(sets: list[Ints]) -> Groups:
    """The sets as groups, in a mixed order."""
    rows = np.concatenate(sets)
    group = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    order = np.argsort(rows, kind="stable")
    return Groups(rows[order], group[order], len(sets))


@settings(deadline=None, max_examples=40)
@given(PEOPLE, CHOICES)
def test_counts_of_groups_are_those_counted_plainly(
    rows: list[dict[str, object]], choices: list[set[int]]
) -> None:
    """Every field of every group is what sets of people give, one group at a time."""
    plain, sets = Plain.of(table(rows)), chosen(choices, len(rows))
    columns = People(table(rows)).counts_of(grouped(sets))
    told = [Counts(*(int(columns[name][at]) for name in COUNTS)) for at in range(len(sets))]
    assert told == [plain.counts(one.tolist()) for one in sets]


@settings(deadline=None, max_examples=20)
@given(PEOPLE, CHOICES)
def test_people_of_groups_are_those_of_each_alone(
    rows: list[dict[str, object]], choices: list[set[int]]
) -> None:
    """Keys, entities and controllers of a group do not depend on the other groups."""
    people, sets = People(table(rows)), chosen(choices, len(rows))
    names, objects = ["UK_NHS", "KEY_SAFE_CODE", "UK_NINO"], {"A": 3}
    together = grouped(sets)
    assert [keys.tolist() for keys in people.keys_of(together)] == [
        people.keys(one).tolist() for one in sets
    ]
    assert people.by_entity_of(together, [names] * len(sets)) == [
        people.by_entity(one, names) for one in sets
    ]
    assert people.by_controller_of(together, [objects] * len(sets)) == [
        people.by_controller(one, objects) for one in sets
    ]


def test_namesakes_are_allowed_for_in_groups() -> None:
    """Where many bear a name, those known by it alone may be more than they seem."""
    name = (4 << 60) | 1
    known = [person_row("file:///s/a.csv", number, name) for number in range(1, 400)]
    rows = table([*known, person_row("file:///s/b.csv", name)])
    alone = np.array([len(known)])
    crowd = Crowd.of_table(rows)
    assert crowd.up_to_of(Groups.one(alone)).tolist() == [Plain.of(rows).up_to(alone.tolist())]
    assert crowd.up_to(alone) > 1


@pytest.mark.parametrize("most", [1, 3, 100])
def test_portions_hold_every_group_once(most: int) -> None:
    """Groups are passed on in order, whole, none twice, however few rows fit."""
    lengths = np.array([2, 0, 5, 1, 0, 0, 3])
    parts = [list(range(*part.indices(len(lengths)))) for part in few(lengths, most)]
    assert [number for part in parts for number in part] == list(range(len(lengths)))
    assert all(len(part) == 1 or lengths[part].sum() <= most for part in parts)


def test_portions_number_groups_anew() -> None:
    """What is counted for a portion is told with the number of the whole."""
    groups = Groups(np.array([7, 8, 9]), np.array([4, 1, 4]), 6)
    ((numbers, part),) = portions(groups)
    assert (numbers.tolist(), part.rows.tolist(), part.group.tolist()) == (
        [1, 4],
        [8, 7, 9],
        [0, 1, 1],
    )
