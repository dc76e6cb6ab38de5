"""Writes an inventory: shards while the sweep runs, whole tables at its end.

The state of a sweep is the inventory itself. Whatever moment it is killed at, the next start finds
one of these:

    run/            a sweep under way: what it has examined, in shards; it goes on from there
    next/           whole tables, complete, on their way into place: they are put there
    *.parquet       the tables of the last finished sweep, readable all the while

Every file is written under another name and renamed into place, so that what lies there is
always whole. Only a folder that is empty, new, or an inventory already is ever written to.
"""

import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.errors import InventoryError
from scanner.schema import SCHEMA_VERSION, SHARDED, TABLES

MARKER: Final = "_keysweep.json"
_RUN, _NEXT, _RUN_FILE = "run", "next", "run.json"
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
    been made up for. Raises `InventoryError` where the folder is not ours to write to, or where
    another sweep is at it.
    """

    def __init__(self, folder: Path, fingerprint: str = "") -> None:
        self.folder = folder
        _claim(folder)
        self._lock = _locked(folder)
        self._run_folder = folder / _RUN
        self._held: dict[str, list[Row]] = {name: [] for name in SHARDED}
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
            self._write_shard()
            self._committed = clock

    def rows(self, table: str) -> pa.Table:
        """All rows of a table given so far, by whatever run."""
        schema = SHARDED[table]
        shards = [
            pq.read_table(_shard(self._run_folder, number, table), schema=schema)
            for number in self._shards
        ]
        return pa.concat_tables([*shards, pa.Table.from_pylist(self._held[table], schema)])

    def finish(self, tables: dict[str, pa.Table]) -> None:
        """Puts the whole tables into place and removes the shards."""
        coming = self.folder / _NEXT
        shutil.rmtree(coming, ignore_errors=True)
        coming.mkdir(mode=0o700)
        for name, table in tables.items():
            _write(coming / f"{name}.parquet", table)
        _mark(self.folder, complete=False, installing=self.run.fingerprint)
        _put_in_place(self.folder, "")

    def _write_shard(self) -> None:
        """The table of objects comes last: where it is missing, the shard does not count."""
        number = self._shards[-1] + 1 if self._shards else 0
        for name in sorted(SHARDED, key=lambda name: name == "objects"):
            table = pa.Table.from_pylist(self._held[name], SHARDED[name])
            _write(_shard(self._run_folder, number, name), table)
            self._held[name] = []
        self._shards.append(number)

    def _keys_done(self) -> set[bytes]:
        return {
            key
            for number in self._shards
            for key in pq.read_table(
                _shard(self._run_folder, number, "objects"), columns=["top_key"]
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
        self._run_folder.mkdir(mode=0o700)
        run = Run(secrets.token_hex(8), datetime.now(UTC), fingerprint)
        said = {
            "scan_id": run.scan_id,
            "started_at": run.started_at.isoformat(),
            "fingerprint": fingerprint,
        }
        _replace(self._run_folder / _RUN_FILE, json.dumps(said).encode())
        return run


def marker_of(folder: Path) -> dict[str, Any] | None:
    """What the marker says; None where the folder is no inventory."""
    try:
        said = json.loads((folder / MARKER).read_bytes())
        return {
            "schema_version": int(said["schema_version"]),
            "complete": bool(said["complete"]),
            "installing": said.get("installing"),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _mark(folder: Path, complete: bool, installing: str | None = None) -> None:
    said = {"keysweep": "inventory", "schema_version": SCHEMA_VERSION, "complete": complete}
    if installing is not None:
        said["installing"] = installing
    _replace(folder / MARKER, json.dumps(said).encode())


def _put_in_place(folder: Path, fingerprint: str) -> bool:
    """Moves whole tables into place where a finish had begun; whether they are this sweep's."""
    marker = marker_of(folder)
    if marker is None or marker["installing"] is None:
        return False
    for name in TABLES:
        file = folder / _NEXT / f"{name}.parquet"
        if file.exists():
            file.replace(folder / file.name)
    _mark(folder, complete=True)
    shutil.rmtree(folder / _RUN, ignore_errors=True)
    shutil.rmtree(folder / _NEXT, ignore_errors=True)
    return bool(marker["installing"] == fingerprint)


def _claim(folder: Path) -> None:
    """Makes the folder an inventory, or refuses it untouched."""
    if folder.exists() and not folder.is_dir():
        raise InventoryError(f"{folder} is a file; name a folder for the inventory")
    marker = marker_of(folder)
    if folder.is_dir() and marker is None and any(folder.iterdir()):
        raise InventoryError(
            f"{folder} holds something that is no keysweep inventory; name a new or empty folder"
        )
    if marker is not None and marker["schema_version"] > SCHEMA_VERSION:
        raise InventoryError(
            f"{folder} was written by a newer keysweep; update this one, or name another folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if marker is None:
            _mark(folder, complete=False)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InventoryError(f"{folder} cannot be written: {reason}") from None


def _locked(folder: Path) -> int | None:
    """A lock that ends with this process, however it ends. Windows has none on folders."""
    if os.name == "nt":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise InventoryError(
            f"{folder}: another sweep is writing to it; wait for it, or name another folder"
        ) from None
    except OSError:  # some network file systems know no locks
        os.close(descriptor)
        return None
    return descriptor


def _shard(folder: Path, number: int, table: str) -> Path:
    return folder / f"{number:06d}-{table}.parquet"


def _whole_shards(folder: Path) -> list[int]:
    return sorted(int(file.name[:6]) for file in folder.glob("*-objects.parquet"))


def _write(file: Path, table: pa.Table) -> None:
    temporary = file.with_suffix(".tmp")
    with _private(temporary) as out:
        pq.write_table(table, out, compression="zstd", write_statistics=True)
    temporary.replace(file)


def _replace(file: Path, content: bytes) -> None:
    temporary = file.with_suffix(".tmp")
    with _private(temporary) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(file)


def _private(file: Path) -> Any:
    """A new file that only its owner can read: an inventory is a map of what to steal."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def batches(table: pa.Table) -> Iterator[Row]:
    """The rows of a table, without holding them all as Python objects."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()
