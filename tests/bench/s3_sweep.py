"""Sweeps a bucket of 10,000 objects through a connection that fails, twice; nothing may be lost.

    python tests/bench/s3_sweep.py [OBJECTS]

The store is moto's server behind a proxy that throttles, cuts connections, truncates bodies and
answers with errors, each at a share of the requests, first tries only. Prints what was listed, read
and lost, how many requests for objects each sweep made, and the times. The second sweep is of the
unchanged bucket and must ask for no object.
"""

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import open_inventory
from tests.sources.s3_server import (
    ENVIRONMENT,
    Asked,
    Fault,
    make_bucket,
    moto_server,
    proxy_before,
    settings,
    writer,
)

BUCKET = "care-exports"
_FOLDERS = 40
_WORKERS = 4
_ONE_IN = 25  # objects whose first request fails; every page of the listing does
_KINDS = (
    Fault(),  # SlowDown
    Fault(is_closed=True),
    Fault(500, b"<Error><Code>InternalError</Code></Error>"),
    Fault(keep=20),
)


def fault_of(asked: Asked) -> Fault | None:
    """What goes wrong with a request: something, for some, the first time."""
    number = sum(asked.path.encode())
    is_page, is_object = "list-type=2" in asked.path, "?" not in asked.path
    if asked.count > 1 or not (is_page or (is_object and number % _ONE_IN == 0)):
        return None
    return _KINDS[number // _ONE_IN % len(_KINDS)]


def fill(address: str, objects: int) -> None:
    """Puts the objects: each holds one invented NHS number of the test range."""
    client = writer(address)
    make_bucket(client, BUCKET)

    def put(number: int) -> None:
        key = f"exports {number % _FOLDERS:02}/client {number:05}.txt"
        body = f"Client {number}\nNHS number 9990514267\nVisit at {number % 24:02}:00\n"
        client.put_object(Bucket=BUCKET, Key=key, Body=body.encode())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(objects)))


def report(name: str, inventory: Path, seconds: float, gets: int, faults: int) -> dict[str, Any]:
    """Prints one sweep; gives its row of `scans`."""
    opened = open_inventory(inventory)
    scan = opened.scan
    known = {key: scan[key] for key in ("objects_read", "objects_carried") if key in scan}
    objects, scanned, findings = scan["objects"], scan["objects_scanned"], scan["findings"]
    print(
        f"{name}: {seconds:.0f} s; {objects:,} objects, {scanned:,} scanned, {findings:,} findings;"
        f" {gets:,} requests for objects, {faults:,} injected faults; {known}"
    )
    return scan


def main(objects: int) -> int:
    """Runs both sweeps; 0 where nothing was lost and the second read nothing."""
    os.environ |= ENVIRONMENT
    with (
        moto_server() as address,
        proxy_before(address) as proxy,
        tempfile.TemporaryDirectory() as d,
    ):
        begun = time.monotonic()
        fill(address, objects)
        print(f"filled with {objects:,} objects in {time.monotonic() - begun:.0f} s")
        proxy.fault = fault_of
        chosen = Settings(
            workers=_WORKERS,
            test_numbers="live",
            hash_key_file=Path(d) / "key",
            s3=settings(proxy.address, attempts=6),
        )
        scans = []
        for name in ("first sweep", "second sweep"):
            proxy.asked.clear()
            proxy.counts.clear()
            begun = time.monotonic()
            sweep([f"s3://{BUCKET}"], Path(d) / "inventory", chosen)
            seconds = time.monotonic() - begun
            faults = sum(fault_of(asked) is not None for asked in proxy.asked)
            gets = proxy.gets(BUCKET)
            scans.append((report(name, Path(d) / "inventory", seconds, gets, faults), gets))
    (first, _), (second, gets) = scans
    lost = 2 * objects - first["objects_scanned"] - second["objects_scanned"]
    print(f"lost: {lost}; requests for objects of the second sweep: {gets}")
    return 0 if lost == 0 and gets == 0 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
