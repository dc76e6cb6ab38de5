"""Writes an inventory: shards while the sweep runs, whole tables at its end.

The state of a sweep is the inventory itself. Whatever moment it is killed at, the next start finds
one of these:

    run/            a sweep under way: what it has examined, in shards; it goes on from there
    next/           whole tables, complete, on their way into place: they are put there
    *.parquet       the tables of the last finished sweep, readable all the while

A finished inventory proves itself by `scanner.inventory.manifest`. Only a folder that is empty,
new, or an inventory already is ever written to.
"""

import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa

from scanner.inventory.manifest import PROOF, proof
from scanner.inventory.marking import MARKER, claim, locked, mark, marker, marker_of, writing
from scanner.inventory.storing import (
    PRIVATE_FOLDER,
    read_table,
    write_file,
    write_table,
)
from scanner.keys.key import Key
from scanner.keys.signing import Signer, load_signer
from scanner.schema import SHARDED, TABLES

__all__ = ["MARKER", "Row", "Run", "Writer", "batches", "marker_of"]

_RUN, _NEXT, _RUN_FILE = "run", "next", "run.json"
_KEPT: Final = "; what was examined is kept, and the same command goes on from there"
_ROWS_PER_SHARD: Final = 50_000
# A kill costs what was examined since the last shard: two seconds at first, then one part in a
# hundred of the time the sweep has run, so that long sweeps do not drown in small files.
_LEAST_SECONDS, _MOST_SECONDS, _PART_OF_RUN = 2.0, 60.0, 0.01

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Run:
    """One sweep, however often it was interrupted."""

    scan_id: str
    started_at: datetime
    fingerprint: str  # of targets, settings, rules and hash key: only an equal sweep goes on


class Writer:
    """One sweep's inventory. `add` rows, `commit` between objects, `finish` with the tables.

    `done` holds the `top_key` of every object that an interrupted run has examined already;
    `finished` says that the interrupted run lacked nothing but its tables' last step, which has
    been made up for. With a key all that is written is encrypted. Raises `InventoryError` where
    the folder is not ours to write to, or where another sweep is at it, and `ConfigError` where
    there is no key to sign with.
    """

    def __init__(
        self,
        folder: Path,
        fingerprint: str = "",
        key: Key | None = None,
        signer: Signer | None = None,
    ) -> None:
        self.folder, self._key = folder, key
        self.signer = signer or load_signer()  # now: not after days of sweeping
        claim(folder, key)
        self._lock = locked(folder)
        self._run_folder = folder / _RUN
        self._held: dict[str, list[Row]] = {name: [] for name in SHARDED}
        with writing(folder):
            self.finished = _put_in_place(folder, fingerprint)
            self.run = self._resume(fingerprint) or self._begin(fingerprint)
        self._shards = _whole_shards(self._run_folder)
        self.done = self._keys_done()
        self._started = self._committed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the folder; what was committed stays."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Takes rows of one of the tables `scanner.schema.SHARDED`."""
        self._held[table].extend(rows)

    def commit(self, now: bool = False) -> None:
        """Writes what is held if it is time to. To be called when all rows of an object are in."""
        clock = time.monotonic()
        wait = min(_MOST_SECONDS, max(_LEAST_SECONDS, (clock - self._started) * _PART_OF_RUN))
        many = sum(map(len, self._held.values())) >= _ROWS_PER_SHARD
        if any(self._held.values()) and (now or many or clock - self._committed >= wait):
            with writing(self.folder, _KEPT):
                self._write_shard()
            self._committed = clock

    def rows(self, table: str) -> pa.Table:
        """All rows of a table given so far, by whatever run."""
        schema = SHARDED[table]
        shards = [
            read_table(_shard(self._run_folder, number, table), self._key, schema)
            for number in self._shards
        ]
        return pa.concat_tables([*shards, pa.Table.from_pylist(self._held[table], schema)])

    def finish(
        self, tables: Mapping[str, pa.Table], made_from: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Puts all tables and their proof into place and removes the shards.

        `made_from`: the inventories that these tables were made of without a sweep.
        """
        with writing(self.folder, _KEPT):
            self._finish(tables, made_from)

    def _finish(
        self, tables: Mapping[str, pa.Table], made_from: Sequence[Mapping[str, Any]]
    ) -> None:
        coming = self.folder / _NEXT
        shutil.rmtree(coming, ignore_errors=True)
        coming.mkdir(mode=PRIVATE_FOLDER)
        files: dict[str, Path | bytes] = {MARKER: marker(self._key, complete=True)}
        for name, table in tables.items():
            file = files[f"{name}.parquet"] = coming / f"{name}.parquet"
            write_table(file, table, self._key)
        for name, content in proof(files, tables, self._key, self.signer, made_from).items():
            write_file(coming / name, content)
        mark(self.folder, self._key, complete=False, installing=self.run.fingerprint)
        _put_in_place(self.folder, "")

    def _write_shard(self) -> None:
        """The table of objects comes last: where it is missing, the shard does not count."""
        number = self._shards[-1] + 1 if self._shards else 0
        for name in sorted(SHARDED, key=lambda name: name == "objects"):
            table = pa.Table.from_pylist(self._held[name], SHARDED[name])
            write_table(_shard(self._run_folder, number, name), table, self._key)
            self._held[name] = []
        self._shards.append(number)

    def _keys_done(self) -> set[bytes]:
        return {
            key
            for number in self._shards
            for key in read_table(
                _shard(self._run_folder, number, "objects"), self._key, columns=["top_key"]
            )["top_key"].to_pylist()
        }

    def _resume(self, fingerprint: str) -> Run | None:
        """The run that was interrupted here, where it was the same sweep."""
        try:
            said = json.loads((self._run_folder / _RUN_FILE).read_bytes())
            started = datetime.fromisoformat(said["started_at"])
            run = Run(str(said["scan_id"]), started, str(said["fingerprint"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return run if run.fingerprint == fingerprint else None

    def _begin(self, fingerprint: str) -> Run:
        shutil.rmtree(self._run_folder, ignore_errors=True)
        self._run_folder.mkdir(mode=PRIVATE_FOLDER)
        run = Run(secrets.token_hex(8), datetime.now(UTC), fingerprint)
        said = {
            "scan_id": run.scan_id,
            "started_at": run.started_at.isoformat(),
            "fingerprint": fingerprint,
        }
        write_file(self._run_folder / _RUN_FILE, json.dumps(said).encode())
        return run


def _put_in_place(folder: Path, fingerprint: str) -> bool:
    """Moves whole tables into place where a finish had begun; whether they are this sweep's."""
    said = marker_of(folder)
    if said is None or said["installing"] is None:
        return False
    for name in (*(f"{table}.parquet" for table in TABLES), *PROOF):
        file = folder / _NEXT / name
        if file.exists():
            file.replace(folder / name)
    mark(folder, said["encrypted_with"], complete=True)
    shutil.rmtree(folder / _RUN, ignore_errors=True)
    shutil.rmtree(folder / _NEXT, ignore_errors=True)
    return bool(said["installing"] == fingerprint)


def _shard(folder: Path, number: int, table: str) -> Path:
    return folder / f"{number:06d}-{table}.parquet"


def _whole_shards(folder: Path) -> list[int]:
    return sorted(int(file.name[:6]) for file in folder.glob("*-objects.parquet"))


def batches(table: pa.Table) -> Iterator[Row]:
    """The rows of a table, without holding them all as Python objects."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()
