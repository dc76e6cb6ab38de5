"""Opens a finished inventory."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.errors import InventoryError
from scanner.inventory.writer import MARKER
from scanner.schema import SCHEMA_VERSION, TABLES


@dataclass(frozen=True)
class Inventory:
    """The tables of one inventory, read when first asked for (see `scanner.schema`)."""

    path: Path

    @cached_property
    def scan(self) -> dict[str, object]:
        """The newest run."""
        rows: list[dict[str, object]] = self.table("scans").to_pylist()
        if not rows:
            raise InventoryError(f"{self.path}: its table of scans is empty; sweep again")
        return rows[-1]

    @cached_property
    def objects(self) -> pa.Table:
        """One row per object."""
        return self.table("objects")

    @cached_property
    def inventory(self) -> pa.Table:
        """One row per object, part, column and entity."""
        return self.table("inventory")

    @cached_property
    def locations(self) -> pa.Table:
        """One row per place, ranked."""
        return self.table("locations")

    def table(self, name: str) -> pa.Table:
        """One table by name. Raises `InventoryError` where it cannot be read."""
        try:
            return pq.read_table(self.path / f"{name}.parquet", schema=TABLES[name])
        except (OSError, pa.ArrowInvalid) as error:
            raise InventoryError(
                f"{self.path}: table {name} cannot be read ({type(error).__name__}); sweep again"
            ) from None


def open_inventory(path: Path) -> Inventory:
    """Raises `InventoryError` where there is none, an unfinished one, or one of a newer schema."""
    try:
        marker = json.loads((path / MARKER).read_bytes())
        version, complete = int(marker["schema_version"]), bool(marker["complete"])
    except (OSError, ValueError, KeyError, TypeError):
        raise InventoryError(
            f"{path} is no keysweep inventory; make one with keysweep scan"
        ) from None
    if version > SCHEMA_VERSION:
        raise InventoryError(
            f"{path} has schema {version}, newer than {SCHEMA_VERSION}; update keysweep"
        )
    if not complete:
        raise InventoryError(f"{path}: its sweep did not finish; run keysweep scan again")
    return Inventory(path)
