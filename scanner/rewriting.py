"""Inventories written without a sweep: ranked again, reviewed, or joined from several."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from scanner.errors import InventoryError
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Writer
from scanner.schema import TABLES


def write(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """A new inventory of these tables, put into place in one step. Raises `InventoryError`."""
    if folder.is_dir() and any(folder.iterdir()):
        raise InventoryError(f"{folder} is not empty; name a new folder for the inventory")
    with Writer(folder) as writer:
        writer.finish(dict(tables))


def write_changed(inventory: Inventory, out: Path, changed: Mapping[str, pa.Table]) -> None:
    """The inventory with some tables changed, in a new folder, or in its own.

    Raises `InventoryError`: where the folder holds something else, and where a sweep into it has
    begun that would be lost.
    """
    if out.resolve() != inventory.path.resolve():
        kept = {name: inventory.table(name) for name in TABLES if name not in changed}
        write(out, kept | dict(changed))
        return
    if (out / "run").exists():
        raise InventoryError(
            f"{out}: a sweep into it is under way or was interrupted; let keysweep scan end first, "
            "or name another folder with -o"
        )
    with Writer(out) as writer:
        writer.finish(dict(changed))
