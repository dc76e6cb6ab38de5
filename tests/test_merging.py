"""Inventories of several machines: joined, they count like one sweep of everything."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.classify import person_keys
from scanner.classify.weights import load_weights
from scanner.errors import InventoryError
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Row
from scanner.merging import merged
from tests.assembled import NOW, TARGET, health_key, inventory, one_file, person_row, tables

MACHINES = 8
OF_A_RUN = {
    *("scan_id", "started_at", "finished_at", "merged_scan_ids"),
    *("objects_read", "objects_carried", "objects_gone"),
}

# Of each file: the machine that sweeps it, the people in it by number, and names without one.
files = st.lists(
    st.tuples(
        st.integers(0, MACHINES - 1),
        st.sets(st.integers(0, 40), max_size=12),
        st.sets(st.integers(0, 9), max_size=3),
    ),
    min_size=1,
    max_size=16,
)
NAME_RANK = 4


def name_key(number: int) -> int:
    """The key of a name alone."""
    return NAME_RANK << 60 | health_key(1000 + number)


def sound_key(number: int) -> int:
    """What two names of ten share, whatever their spelling."""
    return person_keys.SOUND << 60 | health_key(2000 + number // 2)


def one(number: int, people: set[int], names: set[int]) -> dict[str, list[Row]]:
    """A file with these people; some carry a name that elsewhere stands alone."""
    uri = f"{TARGET}/team{number % 3}/{number}.csv"
    file = one_file(uri, sorted(people))
    for row in file["people"][:2]:
        name = row["keys"][0] % 10  # type: ignore[index]
        row |= {"keys": [*row["keys"], name_key(name)], "raising": ["lives alone"]}  # type: ignore[misc]
        row["also_called"] = [sound_key(name)]
    file["people"] += [
        person_row(
            uri,
            name_key(name),
            also_called=[sound_key(name)],
            entities=["PERSON"],
            home_entry=False,
            enterable=False,
        )
        for name in sorted(names)
    ]
    for row in file["people"][::3]:
        row["controllers"] = ["North"]
    return file


@settings(deadline=None, max_examples=25)
@given(files)
def test_a_split_sweep_joined_counts_like_a_whole_one(
    found: list[tuple[int, set[int], set[int]]],
) -> None:
    """The same data over eight inventories, joined: equal objects, people, places and totals.

    With them homes, unions of people by sketch, people by entity, harm and controller.
    """
    rows = [one(number, people, names) for number, (_, people, names) in enumerate(found)]
    whole = tables(*rows)
    with TemporaryDirectory() as folder:
        parts = [
            inventory(
                Path(folder) / str(machine),
                *(row for row, (where, _, _) in zip(rows, found, strict=True) if where == machine),
            )
            for machine in range(MACHINES)
        ]
        joined = merged(parts, load_weights())
    for name in ("objects", "inventory", "locations"):
        assert joined[name].equals(whole[name]), name
    totals = [each["scans"].drop_columns(sorted(OF_A_RUN)).to_pylist() for each in (joined, whole)]
    assert totals[0][-1] == totals[1][-1]


def two(folder: Path, **second: object) -> Sequence[Inventory]:
    """Two inventories, the second with other facts about its run."""
    return (
        inventory(folder / "a", one_file(f"{TARGET}/a.csv", [1, 2])),
        inventory(folder / "b", one_file(f"{TARGET}/b.csv", [2, 3]), **second),
    )


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({"key_id": "another"}, "counts cannot be joined: other hash key"),
        ({"rule_digest": "another"}, "counts cannot be joined: other rules"),
    ],
)
def test_inventories_of_strangers_are_refused(
    tmp_path: Path, second: dict[str, str], told: str
) -> None:
    """Under another key or other rules nobody can be told again, and nothing is joined."""
    with pytest.raises(InventoryError, match=told):
        merged(two(tmp_path, **second), load_weights())


def test_an_object_that_two_have_seen_counts_once(tmp_path: Path) -> None:
    """The newest sweep's word about it holds."""
    uri = f"{TARGET}/a.csv"
    old = inventory(tmp_path / "old", one_file(uri, [1, 2, 3]))
    new = inventory(
        tmp_path / "new", one_file(uri, [1]), finished_at=NOW + timedelta(days=1), scan_id="two"
    )
    scan = merged([old, new], load_weights())["scans"].to_pylist()[-1]
    assert (scan["objects"], scan["people_up_to"]) == (1, 1)


def test_the_runs_that_were_joined_are_kept(tmp_path: Path) -> None:
    """The table of scans holds each run, and last the whole with their names."""
    joined = merged(two(tmp_path, scan_id="two"), load_weights())["scans"].to_pylist()
    assert [row["scan_id"] for row in joined[:-1]] == ["one", "two"]
    assert joined[-1]["merged_scan_ids"] == ["one", "two"]
