"""An inventory on disk: whole or refused, private, and never somebody else's folder."""

import json
import stat
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from scanner.errors import InventoryError
from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import MARKER, Writer
from scanner.schema import PEOPLE, SCHEMA_VERSION, TABLES
from scanner.sources.files import INVENTORY_MARK

SCAN = {"scan_id": "one", "complete": True, "objects": 2}


def finished(folder: Path) -> Path:
    """A small finished inventory."""
    writer = Writer(folder, {"people": PEOPLE})
    writer.add("objects", [{"uri": "file:///b"}, {"uri": "file:///a"}])
    tables = {name: pa.Table.from_pylist([], schema) for name, schema in TABLES.items()}
    tables["scans"] = pa.Table.from_pylist([SCAN], TABLES["scans"])
    tables["objects"] = writer.rows("objects")
    writer.finish(tables)
    return folder


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Tables come back with their rows and their described schema."""
    inventory = open_inventory(finished(tmp_path / "inventory"))
    assert inventory.scan["scan_id"] == "one"
    assert inventory.objects["uri"].to_pylist() == ["file:///b", "file:///a"]
    described = inventory.objects.schema.field("uri").metadata
    assert described[b"description"]


def test_shards_and_people_are_gone_at_the_end(tmp_path: Path) -> None:
    """Only the four tables and the mark remain."""
    names = sorted(path.name for path in finished(tmp_path / "inventory").iterdir())
    assert names == sorted([*(f"{name}.parquet" for name in TABLES), MARKER])


def test_rows_survive_many_shards(tmp_path: Path) -> None:
    """More rows than one shard holds come back, all of them, in order."""
    writer = Writer(tmp_path / "inventory", {"people": PEOPLE})
    uris = [f"file:///{number}" for number in range(120_000)]
    for start in range(0, len(uris), 1000):
        writer.add("objects", [{"uri": uri} for uri in uris[start : start + 1000]])
    assert len(list((tmp_path / "inventory" / "shards").iterdir())) >= 2
    assert writer.rows("objects")["uri"].to_pylist() == uris


def test_foreign_folder_is_refused_untouched(tmp_path: Path) -> None:
    """A folder that holds something else is not written to."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InventoryError, match="no keysweep inventory"):
        Writer(tmp_path, {})
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_own_inventory_may_be_made_anew(tmp_path: Path) -> None:
    """Sweeping into the same folder again replaces its tables."""
    finished(tmp_path / "inventory")
    assert open_inventory(finished(tmp_path / "inventory")).scan["objects"] == 2


def test_file_in_the_way_is_named(tmp_path: Path) -> None:
    """The error says what lies there and what to do."""
    (tmp_path / "inventory").write_text("")
    with pytest.raises(InventoryError, match="is a file; name a folder"):
        Writer(tmp_path / "inventory", {})


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """An inventory is a map of what to steal."""
    for path in finished(tmp_path / "inventory").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        (None, "is no keysweep inventory"),
        ("not json", "is no keysweep inventory"),
        ({"schema_version": SCHEMA_VERSION + 1, "complete": True}, "update keysweep"),
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
