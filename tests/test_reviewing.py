"""Reviews: what somebody marked wrong counts nowhere, until the mark expires."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.catalogue import ENTITIES
from scanner.assembly import assemble
from scanner.classify.weights import load_weights
from scanner.errors import ConfigError
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Row
from scanner.marks import NO_MARKS, Mark, Marks, Rules, marks_of
from scanner.review_files import append_mark, load_marks, marks_in_force, usual_file
from scanner.reviewed import people_counted
from scanner.reviewing import applied, mark_of, precisions, sample, wilson
from scanner.schema import SHARDED
from tests.assembled import (
    TARGET,
    found_row,
    health_key,
    inventory,
    object_row,
    one_file,
    person_row,
    scan_row,
)

TODAY = date(2026, 11, 25)
URI = f"{TARGET}/a/1.csv"
RULES = Rules("rules")
SAID = {
    "right": False,
    "who": "Anna",
    "why": "asset tags",
    "on": TODAY,
    "expires": date(2027, 11, 25),
}


def mark(row: Row, right: bool = False, **changes: object) -> Mark:
    """A mark on a row by Anna, for a year."""
    return mark_of(row, RULES, **(SAID | {"right": right} | changes))


def marked(held: Inventory, *marks: Mark, today: date = TODAY) -> dict[str, pa.Table]:
    """The tables under these marks."""
    return applied(held, marks_of(marks, RULES, today), load_weights())


def rows(held: Inventory, entity: str) -> list[Row]:
    """The rows of one entity."""
    return [row for row in held.inventory.to_pylist() if row["entity"] == entity]


@pytest.fixture
def held(tmp_path: Path) -> Inventory:
    """Two files that share a person."""
    return inventory(
        tmp_path / "inventory", one_file(URI, [1, 2]), one_file(f"{TARGET}/b/2.csv", [2, 3])
    )


def total(tables: dict[str, pa.Table], name: str) -> object:
    """A total of the newest run."""
    return tables["scans"].to_pylist()[-1][name]


def test_a_row_marked_wrong_stays_and_says_so(held: Inventory) -> None:
    """It names who says it, until when, and what it was before; its confidence is 0."""
    wrong = mark(rows(held, "UK_NHS")[0])
    row = rows_of(marked(held, wrong), "UK_NHS")[0]
    assert row["verdict"] == "marked wrong by Anna until 2027-11-25; before: live at 0.9"
    assert row["confidence"] == 0.0


def rows_of(tables: dict[str, pa.Table], entity: str) -> list[Row]:
    """The rows of one entity in tables."""
    return [row for row in tables["inventory"].to_pylist() if row["entity"] == entity]


def test_homes_of_a_code_that_is_none_are_not_counted(held: Inventory) -> None:
    """With the key-safe codes of a file wrong, its people stay and their homes go."""
    tables = marked(held, mark(rows(held, "KEY_SAFE_CODE")[0]))
    assert total(tables, "people_up_to") == 3
    assert total(tables, "people_home_entry_up_to") == total(tables, "enterable_homes") == 2


def test_people_of_numbers_that_are_none_are_not_counted(held: Inventory) -> None:
    """With the NHS numbers of a file wrong, whoever they alone named is one unnamed home each."""
    tables = marked(held, mark(rows(held, "UK_NHS")[0]))
    assert total(tables, "people_at_least") == 2


def test_a_file_marked_wrong_as_a_whole_counts_nowhere(held: Inventory) -> None:
    """Its findings, people and homes are gone from places and totals; its rows are not."""
    own = [row for row in held.inventory.to_pylist() if row["uri"] == URI]
    tables = marked(held, *map(mark, own))
    places = {row["location"]: row for row in tables["locations"].to_pylist()}
    place = places[f"{TARGET}/a"]
    assert (place["findings"], place["people_up_to"], place["priority"]) == (0, 0, 0)
    assert (total(tables, "people_up_to"), total(tables, "marked_wrong")) == (2, 3)
    assert len(tables["inventory"]) == len(held.inventory)


def test_marks_right_change_nothing_but_precision(held: Inventory) -> None:
    """A row that somebody confirmed counts as it did."""
    tables = marked(held, *(mark(row, right=True) for row in held.inventory.to_pylist()))
    assert tables["inventory"].equals(held.inventory)
    assert tables["locations"].equals(held.locations)


def again(tables: dict[str, pa.Table], marks: Marks) -> dict[str, pa.Table]:
    """What a later sweep makes of rows that are carried forward."""
    carried = {name: tables[name] for name in SHARDED}
    return assemble(carried, scan_row(), ENTITIES, load_weights(), 0.5, marks)


def test_an_expired_mark_is_undone(held: Inventory) -> None:
    """The day after its last, everything counts as if nobody had said a word."""
    wrong = [mark(row) for row in held.inventory.to_pylist()]
    late = marks_of(wrong, RULES, date(2027, 11, 26))
    tables = again(marked(held, *wrong), late)
    for name in ("objects", "inventory", "locations"):
        assert tables[name].equals(held.table(name)), name


def found_by(*recognizers: str) -> Mark:
    """A mark on a row that these recognizers found, names and versions, under older rules."""
    names = [one.split()[0] for one in recognizers]
    row = found_row(URI, "UK_NHS", recognizers=names)
    return mark_of(row, Rules("older rules", frozenset(recognizers)), **SAID)


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        ({"nhs_number 1", "email_address 7"}, True),  # something else has changed
        ({"nhs_number 2", "email_address 1"}, False),
        ({"email_address 1"}, False),
    ],
)
def test_marks_hold_while_their_recognizers_are_as_they_were(now: set[str], holds: bool) -> None:
    """Under new rules a mark holds where what found the row has kept its version."""
    wrong = found_by("nhs_number 1")
    held = marks_of([wrong], Rules("newer rules", frozenset(now)), TODAY)
    row = found_row(URI, "UK_NHS", recognizers=["nhs_number"])
    assert (held.applied([row])[0]["confidence"] == 0.0) is holds


def test_what_another_recognizer_finds_there_is_looked_at_again() -> None:
    """A row in which a further recognizer finds something is not the row that was marked."""
    rules = Rules("newer rules", frozenset({"nhs_number 1", "own_number 1"}))
    held = marks_of([found_by("nhs_number 1")], rules, TODAY)
    row = found_row(URI, "UK_NHS", recognizers=["nhs_number", "own_number"])
    assert held.applied([row]) == [row]


def test_mark_without_recognizers_holds_under_its_own_rules_alone(held: Inventory) -> None:
    """Where nothing says what found a row, any change may have."""
    wrong = replace(mark(held.inventory.to_pylist()[0]), rules="older rules")
    assert marks_of([wrong], RULES, TODAY).by_row == {}


def test_the_last_mark_on_a_row_holds(held: Inventory) -> None:
    """Whoever was mistaken marks the row again."""
    row = held.inventory.to_pylist()[0]
    tables = marked(held, mark(row), mark(row, right=True))
    assert tables["inventory"].equals(held.inventory)


def test_the_same_row_in_another_member_is_another_row() -> None:
    """Two members of an archive share its key, and are told apart all the same."""
    one, other = (found_row(f"{TARGET}/a.zip!/{name}", "UK_NHS") for name in ("1", "2"))
    assert mark(one).row != mark(other).row


def test_a_file_of_marks_holds_neither_path_nor_value(held: Inventory, tmp_path: Path) -> None:
    """What is written names a row by a hash alone."""
    file = tmp_path / "marks.jsonl"
    append_mark(file, mark(held.inventory.to_pylist()[0]))
    text = file.read_text()
    assert "srv" not in text
    assert load_marks(file) == [mark(held.inventory.to_pylist()[0])]


@pytest.mark.parametrize("line", ["no json", "[]", '{"row": "x"}', '{"row": 1, "mark": "right"}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """The message says which line, and repeats nothing of it."""
    file = tmp_path / "marks.jsonl"
    file.write_text(f"\n{line}\n")
    with pytest.raises(ConfigError, match="line 2: is no mark"):
        load_marks(file)


def test_marks_are_kept_beside_the_inventory(tmp_path: Path) -> None:
    """Never in it: a new sweep replaces what lies there."""
    assert usual_file(tmp_path / "inventory") == tmp_path / "inventory.reviews.jsonl"


def test_a_sweep_takes_the_marks_beside_its_inventory(held: Inventory) -> None:
    """Without a file named, those that `keysweep review` wrote are in force."""
    wrong = mark(held.inventory.to_pylist()[0])
    append_mark(usual_file(held.path), wrong)
    assert marks_in_force(held.path, None, RULES, TODAY).by_row == {wrong.row: wrong}


def test_a_file_of_marks_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A mistyped name would count what somebody called wrong."""
    with pytest.raises(ConfigError, match="no such file of marks"):
        marks_in_force(tmp_path / "inventory", tmp_path / "nowhere.jsonl", RULES, TODAY)


def test_a_mark_may_not_end_before_it_begins(held: Inventory) -> None:
    """A day in the past is a slip of the hand."""
    with pytest.raises(ConfigError, match="--expires"):
        mark(held.inventory.to_pylist()[0], expires=TODAY - timedelta(days=1))


def test_a_sample_holds_every_kind_of_data(tmp_path: Path) -> None:
    """One row of a rare entity is in a small sample beside a hundred of a frequent one."""
    common = [found_row(f"{TARGET}/a/{number}.csv", "UK_NHS") for number in range(100)]
    file = one_file(URI, [1])
    file["inventory"] = [*common, found_row(URI, "GATE_CODE")]
    held = inventory(tmp_path / "inventory", file)
    chosen = sample(held, NO_MARKS, 4, seed=1)
    assert "GATE_CODE" in {row["entity"] for _, row in chosen}
    assert chosen == sample(held, NO_MARKS, 4, seed=1)
    assert chosen != sample(held, NO_MARKS, 4, seed=2)


def test_what_is_marked_is_not_asked_again(held: Inventory) -> None:
    """The next sample holds only rows that nobody has looked at."""
    seen = mark(held.inventory.to_pylist()[0], right=True)
    numbers = {number for number, _ in sample(held, marks_of([seen], RULES, TODAY), 100, 1)}
    assert numbers == set(range(2, len(held.inventory) + 1))


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(marked: int, choose: st.DataObject) -> None:
    """Wilson's interval lies in 0..1 around what was seen, for none and all of them too."""
    right = choose.draw(st.integers(0, marked))
    low, high = wilson(right, marked)
    assert 0 <= low <= right / marked + 1e-12
    assert right / marked - 1e-12 <= high <= 1
    assert low < high


def test_the_interval_is_wilsons() -> None:
    """Nine of ten right: 0.596 to 0.982, as the published formula gives."""
    assert wilson(9, 10) == pytest.approx((0.596, 0.982), abs=0.001)


def test_precision_is_told_by_entity(held: Inventory) -> None:
    """All marks first, then those of each kind of data."""
    nhs, codes = rows(held, "UK_NHS"), rows(held, "KEY_SAFE_CODE")
    every = [mark(nhs[0], right=True), mark(nhs[1]), mark(codes[0], right=True)]
    told = precisions(marks_of(every, RULES, TODAY))
    assert [(one.entity, one.right, one.marked) for one in told] == [
        ("", 2, 3),
        ("KEY_SAFE_CODE", 1, 1),
        ("UK_NHS", 1, 2),
    ]


def test_somebody_known_by_another_number_stays(tmp_path: Path) -> None:
    """A person with NHS and National Insurance number is still one when the first is wrong."""
    nino = 1 << 60 | health_key(77)
    file = {
        "objects": [object_row(URI)],
        "inventory": [found_row(URI, "UK_NHS"), found_row(URI, "UK_NINO")],
        "people": [
            person_row(
                URI,
                health_key(1),
                nino,
                entities=["UK_NHS", "UK_NINO"],
                home_entry=False,
                enterable=False,
            )
        ],
    }
    held = inventory(tmp_path / "inventory", file)
    tables = marked(held, mark(rows(held, "UK_NHS")[0]))
    assert total(tables, "people_at_least") == 1
    both = marked(held, *map(mark, held.inventory.to_pylist()))
    assert total(both, "people_up_to") == 0


BORN = 2 << 60 | 5  # part of name and birth date
HEARD = 3 << 60 | 5  # sound of the name
CALLED = 4 << 60 | 5  # word of the name


@pytest.mark.parametrize(
    ("wrong", "left"),
    [("DATE_OF_BIRTH", [HEARD, CALLED]), ("PERSON", []), ("LIVES_ALONE", [BORN, HEARD, CALLED])],
)
def test_parts_of_what_is_wrong_go_with_it(wrong: str, left: list[int]) -> None:
    """Nobody is told again by a name or a birth date that was none."""
    row = _counted_without(wrong)
    assert row["also_called"] == left


@pytest.mark.parametrize(
    ("wrong", "left"),
    [
        ("LIVES_ALONE", ["dementia"]),
        ("HEALTH_CONDITION", ["lives alone"]),
        ("PERSON", ["dementia", "lives alone"]),
    ],
)
def test_what_makes_a_way_in_worse_goes_with_its_finding(wrong: str, left: list[str]) -> None:
    """A fact of which no finding is left is told no more."""
    assert _counted_without(wrong)["raising"] == left


def test_address_goes_with_its_finding() -> None:
    """Without the address the home is not enterable any more."""
    row = _counted_without("STREET_ADDRESS")
    assert (row["address"], row["enterable"], row["home_entry"]) == (False, False, True)


def _counted_without(wrong: str) -> Row:
    """A person known by much, one kind of which is marked wrong."""
    names = ["UK_NHS", "PERSON", "DATE_OF_BIRTH", "STREET_ADDRESS", "KEY_SAFE_CODE"]
    names += ["LIVES_ALONE", "HEALTH_CONDITION"]
    row = person_row(
        URI,
        health_key(1),
        entities=names,
        also_called=[BORN, HEARD, CALLED],
        raising=["dementia", "lives alone"],
    )
    found = [found_row(URI, name) for name in names]
    marks = marks_of([mark(one) for one in found if one["entity"] == wrong], RULES, TODAY)
    table = pa.Table.from_pylist([row], SHARDED["people"])
    counted: Row = people_counted(table, marks.applied(found), ENTITIES, 0.5).to_pylist()[0]
    return counted
