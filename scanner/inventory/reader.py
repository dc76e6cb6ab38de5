"""Opens a finished inventory."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from scanner.errors import InventoryError
from scanner.inventory.manifest import Manifest, read_manifest
from scanner.inventory.marking import marker_of
from scanner.inventory.storing import read_table
from scanner.keys.key import INVENTORY, Key
from scanner.keys.places import inventory_keys
from scanner.schema import SCHEMA_VERSION, TABLES


@dataclass(frozen=True)
class Inventory:
    """The tables of one inventory, read when first asked for (see `scanner.schema`)."""

    path: Path
    key: Key | None = field(default=None, repr=False)  # where it is encrypted

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

    @cached_property
    def manifest(self) -> Manifest | None:
        """What its manifest claims; None where it has none. `keysweep verify` checks it."""
        return read_manifest(self.path, self.key)

    def table(self, name: str) -> pa.Table:
        """One table by name. Raises `InventoryError` where it cannot be read."""
        try:
            return read_table(self.path / f"{name}.parquet", self.key, TABLES[name])
        except (OSError, pa.ArrowInvalid) as error:
            raise InventoryError(
                f"{self.path}: table {name} cannot be read ({type(error).__name__}); sweep again"
            ) from None


def open_inventory(path: Path, key: str = "") -> Inventory:
    """The finished inventory in a folder.

    `key`: place of its key if it is encrypted; empty: what the environment names. Raises
    `InventoryError` where there is none, an unfinished one, one of another schema, or one whose
    key is not given.
    """
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
    return Inventory(path, _key_of(path, marker["encrypted_with"], key))


def _key_of(path: Path, needed: str | None, place: str) -> Key | None:
    if needed is None:
        return None
    known = inventory_keys(place)
    for key in known:
        if key.key_id == needed:
            return key
    given = (
        f"the key given is {', '.join(key.key_id for key in known)}" if known else "none is given"
    )
    raise InventoryError(
        f"{path} is encrypted with inventory key {needed}, and {given}; set {INVENTORY.variable} "
        "to that key, or to file:PATH or kms:PATH"
    )
