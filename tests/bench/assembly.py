"""How the end of a sweep grows: objects, people and places joined into an inventory.

    python tests/bench/assembly.py [--objects 10000,30000,100000] [--rows-per-object 10]

No file is read: the rows that a sweep would have written are made up, so many objects in folders
three deep, each with findings of four kinds and so many rows of people, of whom a fifth are
somebody new. Every size runs in a process of its own; prints rows of people a second, processor
time, and the peak of memory beside that of the rows alone.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from recognizers.catalogue import ENTITIES  # noqa: E402 - the path comes first
from scanner.assembly import assemble  # noqa: E402
from scanner.classify.weights import load_weights  # noqa: E402
from scanner.schema import SHARDED  # noqa: E402
from tests.assembled import TARGET, found_row, object_row, person_row, scan_row  # noqa: E402

_KINDS = ("UK_NHS", "STREET_ADDRESS", "KEY_SAFE_CODE", "EMAIL_ADDRESS")
_OBJECTS_PER_FOLDER = 20
_PEOPLE_PER_ROW = 5  # each stands in so many objects


def main() -> None:
    """Measures each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--objects", default="10000,30000,100000", help="sizes of inventories")
    parser.add_argument("--rows-per-object", type=int, default=10)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.only is not None:
        _measure(chosen.only, chosen.rows_per_object)
        return
    for size in chosen.objects.split(","):
        command = [sys.executable, __file__, "--only", size]
        subprocess.run([*command, "--rows-per-object", str(chosen.rows_per_object)], check=True)


def _measure(objects: int, rows_per_object: int) -> None:
    rows = made_up(objects, rows_per_object)
    before, begun = _peak_mb(), time.process_time()
    tables = assemble(rows, scan_row(), ENTITIES, load_weights(), 0.5)
    seconds = time.process_time() - begun
    people = len(rows["people"])
    print(
        f"{objects:,} objects, {people:,} rows of people, {len(tables['locations']):,} places: "
        f"{seconds:.1f} s of processor time, {people / seconds:,.0f} rows a second, "
        f"peak {_peak_mb():,} MB (before it {before:,})",
        flush=True,
    )


def made_up(objects: int, rows_per_object: int) -> Mapping[str, pa.Table]:
    """What a sweep of so many objects would have written. All of it is invented."""
    uris = np.array([_uri(number) for number in range(objects)], dtype=object)
    locations = np.array([uri.rsplit("/", 1)[0] for uri in uris], dtype=object)
    keys = [number.to_bytes(16) for number in range(objects)]
    every = np.arange(objects)
    found = np.repeat(every, len(_KINDS))
    held = np.repeat(every, rows_per_object)
    people = max(1, len(held) // _PEOPLE_PER_ROW)
    rng = np.random.default_rng(1)
    # Neighbouring objects hold the same people, as copies and monthly exports do.
    whose = (np.arange(len(held)) // _PEOPLE_PER_ROW + rng.integers(0, 50, len(held))) % people
    hashes = rng.integers(1, 1 << 59, people)
    health, other = hashes[whose], (3 << 60) | hashes[whose]
    kinds = {kind: found_row("", kind) for kind in _KINDS}
    named = {"uri": uris, "location": locations, "top_key": np.array(keys, dtype=object)}
    return {
        "objects": _table("objects", object_row(""), named, every),
        "inventory": _table(
            "inventory",
            found_row("", _KINDS[0]),
            named,
            found,
            entity=list(_KINDS) * objects,
            column=list(_KINDS) * objects,
            title=[kinds[kind]["title"] for kind in _KINDS] * objects,
        ),
        "people": _table(
            "people",
            person_row(""),
            named,
            held,
            keys=_pairs(health, other),
        ),
    }


def _uri(number: int) -> str:
    folder = number // _OBJECTS_PER_FOLDER
    return f"{TARGET}/site {folder % 40:02}/team {folder // 40:05}/export {number:07}.csv"


def _pairs(one: np.ndarray, other: np.ndarray) -> pa.ListArray:
    flat = pa.array(np.stack([one, other], axis=1).ravel(), pa.int64())
    return pa.ListArray.from_arrays(pa.array(np.arange(0, len(flat) + 1, 2), pa.int32()), flat)


def _table(
    name: str,
    row: Mapping[str, object],
    named: Mapping[str, np.ndarray],
    whose: np.ndarray,
    **columns: object,
) -> pa.Table:
    """So many rows that say the same but for the columns given."""
    schema = SHARDED[name]
    arrays = []
    for field in schema:
        if field.name in columns:
            given = columns[field.name]
            array = given if isinstance(given, pa.Array) else pa.array(given, field.type)
        elif field.name in named:
            array = pa.array(named[field.name], field.type).take(pa.array(whose))
        else:
            array = pa.repeat(pa.scalar(row[field.name], field.type), len(whose))
        arrays.append(array)
    return pa.table(arrays, schema=schema)


def _peak_mb() -> int:
    # Linux counts in kilobytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
