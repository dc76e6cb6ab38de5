"""Sweeping into the same inventory again: what is unchanged is not read, what is gone is said."""

import os
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import Inventory, open_inventory
from scanner.sources.files import FileSource

TIMES = ("started_at", "finished_at", "scan_id")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Three files in two folders, each about one person."""
    share = tmp_path / "share"
    for name, number in (("a/one.txt", "999 000 0018"), ("a/two.txt", "999 000 0026")):
        file = share / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"NHS number {number}, key safe 4821 left of the door")
    (share / "b").mkdir()
    (share / "b/three.csv").write_text("nhs_number,name\n999 000 0034,Edna Clegg\n")
    return share


NOTICES: list[str] = []  # what the last sweep said of those before it


def swept(share: Path, **changes: object) -> Inventory:
    """The share swept into the folder beside it."""
    folder = share.parent
    fresh = bool(changes.pop("fresh", False))
    NOTICES.clear()
    settings = Settings(
        test_numbers="live",
        recognizers=("UK_NHS", "KEY_SAFE_CODE", "PERSON"),
        names="off",
        workers=1,
        hash_key_file=folder / "key",
        **changes,  # type: ignore[arg-type]
    )
    sweep([str(share)], folder / "inventory", settings, fresh=fresh, notice=NOTICES.append)
    inventory = open_inventory(folder / "inventory")
    # Tables are read when first asked for; the next sweep replaces them.
    assert len(inventory.scan) and len(inventory.objects) and len(inventory.inventory)
    return inventory


def counts(inventory: Inventory) -> tuple[object, ...]:
    """Objects read, carried forward and gone, and people."""
    names = ("objects_read", "objects_carried", "objects_gone", "people_at_least")
    return tuple(inventory.scan[name] for name in names)


def test_the_first_sweep_reads_everything(share: Path) -> None:
    """Nothing to carry forward, nobody gone."""
    assert counts(swept(share)) == (3, 0, 0, 3)


def test_unchanged_objects_are_not_opened(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second sweep opens no file at all, and its tables are the first one's."""
    first = swept(share)
    tables = {name: getattr(first, name) for name in ("objects", "inventory", "locations")}
    monkeypatch.setattr(FileSource, "open", _never)
    again = swept(share)
    assert counts(again) == (0, 3, 0, 3)
    for name, table in tables.items():
        assert getattr(again, name).equals(table), name


def _never(*_: object) -> None:
    raise AssertionError("opened")


def test_a_changed_object_is_read_again(share: Path) -> None:
    """Its new content counts, and its row names the new run; the others keep the old one's."""
    first = swept(share)
    (share / "a/one.txt").write_text("NHS number 999 000 0042")
    again = swept(share)
    assert counts(again) == (1, 2, 0, 3)
    runs = dict(
        zip(again.objects["uri"].to_pylist(), again.objects["scan_id"].to_pylist(), strict=True)
    )
    changed = next(uri for uri in runs if uri.endswith("one.txt"))
    assert runs.pop(changed) == again.scan["scan_id"]
    assert set(runs.values()) == {first.scan["scan_id"]}


def test_a_new_object_is_read_alone(share: Path) -> None:
    """What was there is carried forward."""
    swept(share)
    (share / "b/four.txt").write_text("NHS number 999 000 0042")
    assert counts(swept(share)) == (1, 3, 0, 4)


def test_a_deleted_object_is_said_to_be_gone(share: Path) -> None:
    """It has no row among the objects any more, and one among the gone."""
    first = swept(share)
    (share / "b/three.csv").unlink()
    again = swept(share)
    assert counts(again) == (0, 2, 1, 2)
    row = again.gone.to_pylist()[0]
    assert row["uri"].endswith("three.csv")
    assert (row["people_up_to"], row["last_scan_id"]) == (1, first.scan["scan_id"])


def test_what_the_patterns_leave_out_is_not_gone(share: Path) -> None:
    """With other patterns nothing is known of what lies outside them."""
    swept(share)
    assert counts(swept(share, exclude=("b",))) == (0, 2, 0, 2)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may list any folder")
def test_what_lies_in_a_folder_that_cannot_be_listed_is_not_gone(share: Path) -> None:
    """It is unknown, and the folder's row says why."""
    swept(share)
    (share / "b").chmod(0)
    try:
        assert counts(swept(share))[2] == 0
    finally:
        (share / "b").chmod(0o755)


def test_other_rules_read_everything_again(share: Path) -> None:
    """A setting that decides findings makes every object be read."""
    swept(share)
    assert counts(swept(share, min_confidence=0.6))[:2] == (3, 0)
    assert "settings have changed" in NOTICES[0]


def test_another_key_reads_everything_again(share: Path) -> None:
    """People of two keys cannot be told to be the same."""
    swept(share)
    (share.parent / "key").unlink()
    assert counts(swept(share)) == (3, 0, 0, 3)
    assert "another hash key" in NOTICES[0]


def test_fresh_reads_everything_again(share: Path) -> None:
    """`--fresh` carries nothing forward."""
    swept(share)
    assert counts(swept(share, fresh=True))[:2] == (3, 0)


def test_what_failed_for_a_passing_reason_is_tried_again(share: Path) -> None:
    """An object whose reader took too long is read anew although it is unchanged."""
    swept(share)
    slow = share / "b/slow.txt"
    slow.write_text("x")
    folder = share.parent / "inventory"
    inventory = open_inventory(folder)
    swept(share)
    table = open_inventory(folder).objects
    at = [uri.endswith("slow.txt") for uri in table["uri"].to_pylist()].index(True)
    import pyarrow as pa
    import pyarrow.parquet as pq

    reasons = ["took too long" if i == at else r for i, r in enumerate(table["reason"].to_pylist())]
    spoiled = table.set_column(table.schema.get_field_index("reason"), "reason", pa.array(reasons))
    pq.write_table(spoiled.cast(inventory.objects.schema), folder / "objects.parquet")
    assert counts(swept(share))[:2] == (1, 3)


def test_every_run_keeps_its_row(share: Path) -> None:
    """The table of scans tells the history; the last row is the newest run."""
    first = swept(share).scan["scan_id"]
    again = swept(share)
    assert again.table("scans")["scan_id"].to_pylist() == [first, again.scan["scan_id"]]


def test_targets_inside_each_other_are_swept_once(share: Path) -> None:
    """A folder and one in it: nobody and nothing is counted twice."""
    settings = Settings(test_numbers="live", recognizers=("UK_NHS",), names="off", workers=1)
    sweep([str(share / "a"), str(share), str(share)], share.parent / "two", settings)
    scan = open_inventory(share.parent / "two").scan
    assert (scan["objects"], scan["people_at_least"]) == (3, 3)
    assert len(scan["targets"]) == 1  # type: ignore[arg-type]
