"""Inventories written without a sweep: ranked again, reviewed, or joined from several."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from scanner.errors import InventoryError
from scanner.inventory.manifest import origin
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Writer
from scanner.schema import TABLES


def write(
    folder: Path, tables: Mapping[str, pa.Table], made_from: Sequence[Inventory] = ()
) -> None:
    """A new inventory of these tables, put into place in one step. Raises `InventoryError`.

    It is encrypted where one of those it was made from is, with the same key, and its manifest
    names theirs.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise InventoryError(f"{folder} is not empty; name a new folder for the inventory")
    _write(folder, tables, made_from)


def write_changed(inventory: Inventory, out: Path, changed: Mapping[str, pa.Table]) -> None:
    """The inventory with some tables changed, in a new folder, or in its own.

    Raises `InventoryError`: where the folder holds something else, and where a sweep into it has
    begun that would be lost.
    """
    kept = {name: inventory.table(name) for name in TABLES if name not in changed}
    if out.resolve() != inventory.path.resolve():
        write(out, kept | dict(changed), [inventory])
        return
    if (out / "run").exists():
        raise InventoryError(
            f"{out}: a sweep into it is under way or was interrupted; let keysweep scan end first, "
            "or name another folder with -o"
        )
    _write(out, kept | dict(changed), [inventory])


def _write(folder: Path, tables: Mapping[str, pa.Table], made_from: Sequence[Inventory]) -> None:
    keys = [one.key for one in made_from if one.key is not None]
    origins = [origin(one.path, one.key) for one in made_from]
    with Writer(folder, key=keys[0] if keys else None) as writer:
        writer.finish(tables, origins)
