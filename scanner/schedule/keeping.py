"""Dated inventories in one folder: each run begins from the last one and leaves it as it was.

A sweep replaces the files of an inventory and never writes into them, so a new inventory begins
as hard links to the last: it costs no space, and only what changed is read again.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scanner.errors import InventoryError
from scanner.inventory.marking import MARKER, marker_of
from scanner.inventory.reader import open_inventory

SWEEPING = "sweeping"  # the run that is under way, or was interrupted
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z")
_CHANGES = ".changes.md"


@dataclass(frozen=True, slots=True)
class Kept:
    """One finished run."""

    inventory: Path
    previous: Path | None  # the run before; None: this is the first
    complete: bool  # whether everything was examined

    @property
    def changes(self) -> Path:
        """Where its comparison with the run before is written."""
        return self.inventory.with_name(self.inventory.name + _CHANGES)


def run(folder: Path, sweep: Callable[[Path], bool], key: str = "") -> Kept:
    """Sweep into a new dated inventory; one that was interrupted goes on.

    `key`: place of the key of the inventories, where they are encrypted.
    """
    _make(folder)
    kept = dated(folder)
    previous = kept[-1] if kept else None
    coming = folder / SWEEPING
    if previous is not None and not coming.exists():
        _begin_from(previous, coming)
    complete = sweep(coming)
    finished = open_inventory(coming, key).scan["finished_at"]
    assert isinstance(finished, datetime)
    inventory = folder / f"{finished:%Y-%m-%dT%H%M%SZ}"
    try:
        coming.rename(inventory)
    except OSError as error:
        raise InventoryError(
            f"{inventory} cannot be put in place: {error.strerror}; the sweep is kept in {coming}"
        ) from None
    return Kept(inventory, previous, complete)


def dated(folder: Path) -> list[Path]:
    """The finished inventories of a folder, oldest first."""
    return sorted(
        path
        for path in folder.iterdir()
        if _DATED.fullmatch(path.name) and not path.is_symlink() and marker_of(path) is not None
    )


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest; what keysweep did not write there is left alone."""
    surplus = dated(folder)[:-keep]
    for inventory in surplus:
        shutil.rmtree(inventory)
        inventory.with_name(inventory.name + _CHANGES).unlink(missing_ok=True)
    return surplus


def _make(folder: Path) -> None:
    if marker_of(folder) is not None:
        raise InventoryError(f"{folder} is an inventory itself; name the folder above with --into")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise InventoryError(f"{folder} cannot be made: {error.strerror}") from None


def _begin_from(previous: Path, coming: Path) -> None:
    """A copy of the last inventory that appears in one step."""
    making = coming.with_suffix(".tmp")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    for file in [*previous.glob("*.parquet"), previous / MARKER]:
        _linked(file, making / file.name)
    making.rename(coming)


def _linked(file: Path, link: Path) -> None:
    try:
        os.link(file, link)
    except OSError:  # some file systems know no hard links
        shutil.copy2(file, link)
