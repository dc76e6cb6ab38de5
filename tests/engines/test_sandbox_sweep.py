"""A sweep whose readers are shut in: the same findings, and the inventory says what held."""

import json
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.engines import sandbox
from scanner.engines.local import sweep
from scanner.inventory.reader import Inventory, open_inventory

TEXT = b"NHS number 999 000 0018"


def swept(tmp_path: Path, notices: list[str]) -> Inventory:
    """A share of one file, swept by one worker."""
    settings = Settings(
        test_numbers="live",
        recognizers=("UK_NHS",),
        names="off",
        workers=1,
        hash_key_file=tmp_path / "key",
    )
    sweep([str(tmp_path / "share")], tmp_path / "out", settings, notice=notices.append)
    return open_inventory(tmp_path / "out")


@pytest.mark.skipif(bool(sandbox.obstacle()), reason=sandbox.obstacle() or "none")
def test_archives_of_the_systems_library_are_read(tmp_path: Path) -> None:
    """A library that is looked for by starting programs was found before that is refused."""
    files = pytest.importorskip(
        "tests.formats.test_packed_files", reason="install keysweep[archives] and libarchive13"
    )
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "a.7z").write_bytes(files.archive("7zip", {"a.txt": TEXT}))
    notices: list[str] = []
    inventory = swept(tmp_path, notices)
    assert inventory.scan["people_at_least"] == 1
    assert json.loads(str(inventory.scan["settings"]))["sandbox"] == sandbox.SHUT_IN
    assert not [notice for notice in notices if "sandbox" in notice]


def test_a_sweep_under_limits_only_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where readers could not be shut in, a notice and the inventory tell why."""
    monkeypatch.setattr(sandbox, "_LIBRARY", "libnothing.so.0")
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "a.txt").write_bytes(TEXT)
    notices: list[str] = []
    told = json.loads(str(swept(tmp_path, notices).scan["settings"]))["sandbox"]
    assert told.startswith("limits only") and f"sandbox: {told}" in notices
