"""Writes an inventory: shards while the sweep runs, whole tables at its end.

Every file is written under another name and renamed into place, so that what lies there is
always whole. Only a folder that is empty, new, or an inventory already is ever written to.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.errors import InventoryError
from scanner.schema import SCHEMA_VERSION, TABLES

MARKER: Final = "_keysweep.json"
_SHARDS: Final = "shards"
_ROWS_PER_SHARD: Final = 50_000

Row = dict[str, object]


class Writer:
    """One sweep's inventory. `add` rows of any table, then `rows` to read them back, `finish`."""

    def __init__(self, folder: Path, extra_tables: dict[str, pa.Schema]) -> None:
        self.folder = folder
        self._schemas = TABLES | extra_tables
        self._held: dict[str, list[Row]] = {name: [] for name in self._schemas}
        self._shards: dict[str, list[Path]] = {name: [] for name in self._schemas}
        _claim(folder)
        self._shard_folder = folder / _SHARDS
        shutil.rmtree(self._shard_folder, ignore_errors=True)
        self._shard_folder.mkdir()

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Takes rows; writes a shard when enough are held."""
        held = self._held[table]
        held.extend(rows)
        if len(held) >= _ROWS_PER_SHARD:
            self._flush(table)

    def rows(self, table: str) -> pa.Table:
        """All rows of a table given so far."""
        schema = self._schemas[table]
        shards = [pq.read_table(file, schema=schema) for file in self._shards[table]]
        return pa.concat_tables([*shards, pa.Table.from_pylist(self._held[table], schema)])

    def finish(self, tables: dict[str, pa.Table]) -> None:
        """Puts the whole tables into place and removes the shards."""
        for name, table in tables.items():
            _write(self.folder / f"{name}.parquet", table)
        marker = {"keysweep": "inventory", "schema_version": SCHEMA_VERSION, "complete": True}
        _replace(self.folder / MARKER, json.dumps(marker).encode())
        shutil.rmtree(self._shard_folder, ignore_errors=True)

    def _flush(self, table: str) -> None:
        file = self._shard_folder / f"{table}-{len(self._shards[table]):06d}.parquet"
        _write(file, pa.Table.from_pylist(self._held[table], self._schemas[table]))
        self._shards[table].append(file)
        self._held[table] = []


def _claim(folder: Path) -> None:
    """Makes the folder an inventory, or refuses it untouched."""
    if folder.exists() and not folder.is_dir():
        raise InventoryError(f"{folder} is a file; name a folder for the inventory")
    if folder.is_dir() and not (folder / MARKER).exists() and any(folder.iterdir()):
        raise InventoryError(
            f"{folder} holds something that is no keysweep inventory; name a new or empty folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        marker = {"keysweep": "inventory", "schema_version": SCHEMA_VERSION, "complete": False}
        _replace(folder / MARKER, json.dumps(marker).encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InventoryError(f"{folder} cannot be written: {reason}") from None


def _write(file: Path, table: pa.Table) -> None:
    temporary = file.with_suffix(".tmp")
    with _private(temporary) as out:
        pq.write_table(table, out, compression="zstd", write_statistics=True)
    temporary.replace(file)


def _replace(file: Path, content: bytes) -> None:
    temporary = file.with_suffix(".tmp")
    with _private(temporary) as out:
        out.write(content)
    temporary.replace(file)


def _private(file: Path) -> Any:
    """A new file that only its owner can read: an inventory is a map of what to steal."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def batches(table: pa.Table) -> Iterator[Row]:
    """The rows of a table, without holding them all as Python objects."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()
