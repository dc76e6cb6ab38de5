"""Opens a finished inventory."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.errors import InventoryError
from scanner.inventory.writer import marker_of
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

    @cached_property
    def people(self) -> pa.Table:
        """One row per person and object, by keyed hash."""
        return self.table("people")

    @cached_property
    def gone(self) -> pa.Table:
        """One row per object that the sweep before saw and this one did not."""
        return self.table("gone")

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
    marker = marker_of(path)
    if marker is None:
        raise InventoryError(f"{path} is no keysweep inventory; make one with keysweep scan")
    version = int(marker["schema_version"])
    if version > SCHEMA_VERSION:
        raise InventoryError(
            f"{path} has schema {version}, newer than {SCHEMA_VERSION}; update keysweep"
        )
    if version < SCHEMA_VERSION:
        raise InventoryError(
            f"{path} was written by an older keysweep (schema {version}); sweep again"
        )
    if not marker["complete"]:
        raise InventoryError(
            f"{path}: its sweep did not finish; start keysweep scan again, it goes on from there"
        )
    return Inventory(path)
