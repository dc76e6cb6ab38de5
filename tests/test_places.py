"""Places: what lies in them and below, once, and what kind they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.inventory.writer import Row
from scanner.place_kinds import kind_of
from tests.assembled import TARGET, object_row, one_file, tables

COUNTS = ("people_at_least", "people_up_to", "people_home_entry_up_to", "enterable_homes")


def places(*files: dict[str, list[Row]]) -> dict[str, Row]:
    """Rows of `locations` by the path below the target."""
    rows: list[Row] = tables(*files)["locations"].to_pylist()
    return {str(row["location"]).removeprefix(TARGET).lstrip("/"): row for row in rows}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.integers(0, 30))), min_size=1))
def test_a_folder_counts_everybody_below_it_once(files: list[tuple[str, set[int]]]) -> None:
    """The counts of a target are those of the union of its files, however they overlap."""
    rows = [
        one_file(f"{TARGET}/{folder}/{number}.csv", sorted(people))
        for number, (folder, people) in enumerate(files)
    ]
    everybody = set().union(*(people for _, people in files))
    assert {places(*rows)[""][name] for name in COUNTS} == {len(everybody)}


def test_what_lies_in_a_place_itself_is_counted_apart() -> None:
    """A folder with a file and a folder holds the people of both, directly those of the file."""
    found = places(
        one_file(f"{TARGET}/a/1.csv", [1, 2]), one_file(f"{TARGET}/a/deep/2.csv", [2, 3, 4])
    )
    assert (found["a"]["people_up_to"], found["a"]["direct_people_up_to"]) == (4, 2)


def test_what_a_place_is_ranked_by_is_kept() -> None:
    """People by entity directly in a place stand beside those of all below it."""
    row = places(one_file(f"{TARGET}/a/1.csv", [1]), one_file(f"{TARGET}/a/b/2.csv", [2]))["a"]
    told = [
        {one["entity"]: one["people_up_to"] for one in row[name]}  # type: ignore[attr-defined]
        for name in ("entity_people", "direct_entity_people")
    ]
    assert [one["KEY_SAFE_CODE"] for one in told] == [2, 1]


def test_a_mailbox_is_a_place_of_its_messages() -> None:
    """The members of an mbox file lie in it, and it is called a mailbox."""
    box = f"{TARGET}/post/anna.mbox"
    held = {"objects": [object_row(box, format="mbox")], "inventory": [], "people": []}
    row = places(held, one_file(f"{box}!/1.eml", [1]))["post/anna.mbox"]
    assert (row["kind"], row["direct_people_up_to"]) == ("mailbox", 1)


def test_every_table_of_a_database_is_a_place() -> None:
    """Tables roll up into their schema and database, people counted once."""
    root = "postgresql://db.example.org/care"
    common = {"source": "databases", "container": root, "format": "table"}
    rows = places(
        one_file(f"{root}/public/client", [1, 2], **common),
        one_file(f"{root}/public/visit", [2, 3], **common),
    )
    assert {
        name.removeprefix(root): (row["kind"], row["people_up_to"]) for name, row in rows.items()
    } == {
        "": ("database", 3),
        "/public": ("schema", 3),
        "/public/client": ("table", 2),
        "/public/visit": ("table", 2),
    }


@pytest.mark.parametrize(
    ("location", "source", "inside", "kind"),
    [
        ("file:///srv/share", "files", None, "folder"),
        ("file:///srv/a.zip", "files", "zip", "archive"),
        ("file:///srv/a.eml", "files", "eml", "message"),
        ("file:///srv/a.docx", "files", "docx", "document"),
        ("s3://care", "s3", None, "bucket"),
        ("s3://care/2026", "s3", None, "folder"),
        ("smb://server", "smb", None, "server"),
        ("smb://server/care", "smb", None, "share"),
        ("smb://server/care/plans", "smb", None, "folder"),
        ("mysql://db", "databases", None, "server"),
        ("mysql://db/care", "databases", None, "database"),
        ("mysql://db/care/client", "databases", "", "table"),
        ("mysql://db/care/client!/1.docx", "databases", "docx", "document"),
        ("sqlite:///srv/care.db", "databases", None, "database"),
        ("mssql://db/care/dbo", "databases", None, "schema"),
    ],
)
def test_kinds_of_places(location: str, source: str, inside: str | None, kind: str) -> None:
    """The uri, the source and the format of what holds others say what a place is."""
    assert kind_of(location, source, inside) == kind
