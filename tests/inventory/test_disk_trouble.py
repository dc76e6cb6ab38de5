"""A disk that refuses: told in words, and nothing that was written is lost.

`tests/bench/faults.py` does the same with disks that are full and read-only.
"""

import errno
import os
from pathlib import Path

import pyarrow as pa
import pytest

from scanner.errors import InventoryError
from scanner.inventory.writer import Writer
from scanner.schema import TABLES

KEY = bytes(16)


def refuse(_: int) -> None:
    """What a full disk says."""
    raise OSError(errno.ENOSPC, "untold")


def test_full_disk_is_told_and_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the folder and the reason; what was written is there for the next start."""
    with Writer(tmp_path / "inventory", "sweep") as writer:
        writer.add("objects", [{"uri": "file:///a", "top_key": KEY}])
        writer.commit(now=True)
        writer.add("objects", [{"uri": "file:///b"}])
        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(
            InventoryError,
            match=r"written: No space left on device; .* goes on",
        ):
            writer.commit(now=True)
    monkeypatch.undo()
    with Writer(tmp_path / "inventory", "sweep") as again:
        assert again.done == {KEY}


def test_full_disk_at_the_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole tables may be what does not fit."""
    tables = {name: schema.empty_table() for name, schema in TABLES.items()}
    tables["scans"] = pa.Table.from_pylist([{"scan_id": "one"}], TABLES["scans"])
    with Writer(tmp_path / "inventory", "sweep") as writer:
        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(InventoryError, match="No space left on device"):
            writer.finish(tables)


def test_full_disk_at_the_beginning_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So may be the first file of a sweep."""
    Writer(tmp_path / "inventory", "one").close()
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(InventoryError, match=r"cannot be written: No space left on device$"):
        Writer(tmp_path / "inventory", "another")
