"""What a sweep does with an inventory that is there: of an older version, or in use."""

import json
import sys
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.errors import InventoryError
from scanner.inventory.marking import MARKER
from scanner.inventory.reader import open_inventory
from scanner.inventory.verifying import verified
from scanner.inventory.writer import Writer
from scanner.model import Verdict
from scanner.schema import SCHEMA_VERSION
from tests.assembled import TARGET, inventory, one_file


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """One file about one person."""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "one.txt").write_text("NHS number 999 000 0018, key safe 4821 left of the door")
    return folder


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A finished inventory of something else."""
    return inventory(tmp_path / "inventory", one_file(f"{TARGET}/a/1.csv", [1])).path


def swept(share: Path, folder: Path) -> list[str]:
    """The notices of a sweep."""
    notices: list[str] = []
    settings = Settings(
        recognizers=("UK_NHS",), names="off", workers=1, hash_key_file=share.parent / "hash.key"
    )
    sweep([str(share)], folder, settings, notice=notices.append)
    return notices


def test_an_inventory_of_an_older_schema_is_swept_anew(share: Path, held: Path) -> None:
    """It is refused by readers, and the next sweep says so and makes it a good one."""
    older = {"keysweep": "inventory", "schema_version": SCHEMA_VERSION - 1, "complete": True}
    (held / MARKER).write_text(json.dumps(older))
    with pytest.raises(InventoryError, match="older keysweep"):
        open_inventory(held)
    notices = swept(share, held)
    assert len(notices) == 1 and "read anew" in notices[0] and "older keysweep" in notices[0]
    assert open_inventory(held).scan["objects_read"] == 1
    assert {one.verdict for one in verified(held)} == {Verdict.YES}


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked on Windows")
def test_a_second_sweep_at_once_is_refused(share: Path, held: Path) -> None:
    """Before it reads anything; the first one goes on and the inventory is as it was."""
    before = (held / "objects.parquet").read_bytes()
    with (
        Writer(held, "the first"),
        pytest.raises(InventoryError, match="another sweep is writing to it; wait for it"),
    ):
        swept(share, held)
    assert (held / "objects.parquet").read_bytes() == before
