"""An inventory on disk: whole or refused, private, and never somebody else's folder."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from scanner.errors import InventoryError
from scanner.inventory.manifest import PROOF
from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import MARKER, Writer
from scanner.schema import SCHEMA_VERSION, TABLES
from scanner.sources.files import INVENTORY_MARK

SCAN = {"scan_id": "one", "complete": True, "objects": 2}


def finished(folder: Path) -> Path:
    """A small finished inventory."""
    writer = Writer(folder, "sweep")
    writer.add("objects", [{"uri": "file:///b"}, {"uri": "file:///a"}])
    tables = {name: pa.Table.from_pylist([], schema) for name, schema in TABLES.items()}
    tables["scans"] = pa.Table.from_pylist([SCAN], TABLES["scans"])
    tables["objects"] = writer.rows("objects")
    writer.finish(tables)
    writer.close()
    return folder


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Tables come back with their rows and their described schema."""
    inventory = open_inventory(finished(tmp_path / "inventory"))
    assert inventory.scan["scan_id"] == "one"
    assert inventory.objects["uri"].to_pylist() == ["file:///b", "file:///a"]
    described = inventory.objects.schema.field("uri").metadata
    assert described[b"description"]


def test_shards_are_gone_at_the_end(tmp_path: Path) -> None:
    """Only the tables, their proof and the mark remain."""
    names = sorted(path.name for path in finished(tmp_path / "inventory").iterdir())
    assert names == sorted([*(f"{name}.parquet" for name in TABLES), *PROOF, MARKER])


def test_rows_survive_many_shards(tmp_path: Path) -> None:
    """More rows than one shard holds come back, all of them, in order."""
    writer = Writer(tmp_path / "inventory", "sweep")
    uris = [f"file:///{number}" for number in range(120_000)]
    for start in range(0, len(uris), 1000):
        writer.add("objects", [{"uri": uri} for uri in uris[start : start + 1000]])
        writer.commit()
    assert len(list((tmp_path / "inventory" / "run").glob("*-objects.parquet"))) >= 2
    assert writer.rows("objects")["uri"].to_pylist() == uris


KEYS = [bytes([number]) * 16 for number in range(3)]


def interrupted(folder: Path, fingerprint: str = "sweep") -> None:
    """A run that examined two objects and was killed before it wrote the third."""
    writer = Writer(folder, fingerprint)
    for key in KEYS[:2]:
        writer.add("objects", [{"uri": f"file:///{key[0]}", "top_key": key}])
    writer.commit(now=True)
    writer.add("objects", [{"uri": "file:///2", "top_key": KEYS[2]}])
    writer.close()


def test_an_equal_sweep_goes_on_where_one_was_killed(tmp_path: Path) -> None:
    """It keeps the run's name and what was written, and knows which objects are done."""
    interrupted(tmp_path / "inventory")
    with Writer(tmp_path / "inventory", "sweep") as again:
        assert again.done == set(KEYS[:2])
        assert again.rows("objects")["uri"].to_pylist() == ["file:///0", "file:///1"]


def test_another_sweep_begins_anew(tmp_path: Path) -> None:
    """Shards of other targets or rules are no part of it."""
    interrupted(tmp_path / "inventory", "other targets")
    with Writer(tmp_path / "inventory", "sweep") as again:
        assert again.done == set()
        assert len(again.rows("objects")) == 0


def test_a_shard_that_was_not_written_to_its_end_does_not_count(tmp_path: Path) -> None:
    """The table of objects comes last; without it the other tables of the shard are ignored."""
    interrupted(tmp_path / "inventory")
    run = tmp_path / "inventory" / "run"
    (run / "000001-people.parquet").write_bytes((run / "000000-people.parquet").read_bytes())
    with Writer(tmp_path / "inventory", "sweep") as again:
        again.add("objects", [{"uri": "file:///2", "top_key": KEYS[2]}])
        again.commit(now=True)
        assert again.rows("objects")["uri"].to_pylist() == ["file:///0", "file:///1", "file:///2"]


def test_the_last_inventory_is_readable_while_a_sweep_runs(tmp_path: Path) -> None:
    """A monthly sweep that was killed leaves last month's tables as they were."""
    folder = finished(tmp_path / "inventory")
    interrupted(folder, "next month")
    assert open_inventory(folder).objects["uri"].to_pylist() == ["file:///b", "file:///a"]


@pytest.mark.parametrize("moved", range(len(TABLES) + 1))
def test_a_kill_while_tables_are_put_in_place_is_made_up_for(tmp_path: Path, moved: int) -> None:
    """However many tables were moved, the next start moves the rest; the sweep is finished."""
    folder = finished(tmp_path / "inventory")
    coming = folder / "next"
    coming.mkdir()
    for name in list(TABLES)[moved:]:
        (folder / f"{name}.parquet").rename(coming / f"{name}.parquet")
    marker = {"schema_version": SCHEMA_VERSION, "complete": False, "installing": "sweep"}
    (folder / MARKER).write_text(json.dumps(marker))
    with pytest.raises(InventoryError, match="did not finish"):
        open_inventory(folder)
    with Writer(folder, "sweep") as again:
        assert again.finished
    assert open_inventory(folder).scan["scan_id"] == "one"


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked on Windows")
def test_two_sweeps_cannot_write_at_once(tmp_path: Path) -> None:
    """The second is told so, and the first is left alone."""
    with (
        Writer(tmp_path / "inventory", "sweep"),
        pytest.raises(InventoryError, match="another sweep"),
    ):
        Writer(tmp_path / "inventory", "sweep")


def test_foreign_folder_is_refused_untouched(tmp_path: Path) -> None:
    """A folder that holds something else is not written to."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InventoryError, match="no keysweep inventory"):
        Writer(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_own_inventory_may_be_made_anew(tmp_path: Path) -> None:
    """Sweeping into the same folder again replaces its tables."""
    finished(tmp_path / "inventory")
    assert open_inventory(finished(tmp_path / "inventory")).scan["objects"] == 2


def test_file_in_the_way_is_named(tmp_path: Path) -> None:
    """The error says what lies there and what to do."""
    (tmp_path / "inventory").write_text("")
    with pytest.raises(InventoryError, match="is a file; name a folder"):
        Writer(tmp_path / "inventory")


@pytest.fixture
def open_umask() -> Iterator[None]:
    """New files would be readable by all."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> set[int]:
    """Who may do what with a folder and all below it: of files, of folders."""
    return {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
@pytest.mark.usefixtures("open_umask")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """An inventory is a map of what to steal: finished, under way, in a folder that was there."""
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    assert modes(finished(there)) == modes(finished(tmp_path / "new")) == {0o600, 0o700}
    interrupted(tmp_path / "begun")
    assert modes(tmp_path / "begun") == {0o600, 0o700}


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        (None, "is no keysweep inventory"),
        ("not json", "is no keysweep inventory"),
        ({"schema_version": SCHEMA_VERSION + 1, "complete": True}, "update keysweep"),
        ({"schema_version": SCHEMA_VERSION - 1, "complete": True}, "older keysweep"),
        ({"schema_version": SCHEMA_VERSION, "complete": False}, "did not finish"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, marker: object, words: str) -> None:
    """No inventory, a newer one, an unfinished one."""
    folder = finished(tmp_path / "inventory")
    if marker is None:
        (folder / MARKER).unlink()
    else:
        text = marker if isinstance(marker, str) else json.dumps(marker)
        (folder / MARKER).write_text(text)
    with pytest.raises(InventoryError, match=words):
        open_inventory(folder)


def test_damaged_table_is_named(tmp_path: Path) -> None:
    """A table that is not Parquet any more is named, with the remedy."""
    folder = finished(tmp_path / "inventory")
    (folder / "locations.parquet").write_bytes(b"rubbish")
    with pytest.raises(InventoryError, match=r"table locations .* sweep again"):
        _ = open_inventory(folder).locations


def test_a_sweep_passes_over_inventories() -> None:
    """The source and the writer agree on the mark."""
    assert INVENTORY_MARK == MARKER
