"""A bucket behind a proxy that misbehaves: cuts, errors, halves, slowness, no network at all."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scanner.inventory.reader import open_inventory
from tests.bench.campaign.stage import FILES, Seen, Stage, in_one_line, promised
from tests.sources.s3_server import (
    ENVIRONMENT,
    Asked,
    Fault,
    Proxy,
    make_bucket,
    moto_server,
    proxy_before,
    writer,
)

_BUCKET = "care-exports"
_ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Store:
    """A bucket, what stands before it, and sweeps of it."""

    stage: Stage
    proxy: Proxy


@contextlib.contextmanager
def store(folder: Path) -> Iterator[Store]:
    """A bucket with one object for each file of the share."""
    folder.mkdir()
    os.environ.update(ENVIRONMENT)
    with moto_server() as address, proxy_before(address) as proxy:
        client = writer(address)
        make_bucket(client, _BUCKET)
        for number in range(FILES):
            text = f"NHS number 999 000 0018, visit {number}"
            client.put_object(Bucket=_BUCKET, Key=f"{number:03d}.txt", Body=text.encode())
        where = (f"s3.endpoint_url={proxy.address}", "s3.attempts=3")
        options = tuple(part for option in where for part in ("--set", option))
        yield Store(Stage(folder, f"s3://{_BUCKET}", options), proxy)


def first_tries(kind: Fault) -> Callable[[Store, int], Seen]:
    """A fault of every page of the listing and of one object in three, each at its first asking."""

    def round_(store: Store, number: int) -> Seen:
        served = 0

        def fault(asked: Asked) -> Fault | None:
            nonlocal served
            is_page, is_object = "list-type=2" in asked.path, "?" not in asked.path
            chosen = (sum(asked.path.encode()) + number) % _ONE_IN == 0
            if asked.count > 1 or asked.method != "GET" or not (is_page or (is_object and chosen)):
                return None
            served += 1
            return kind

        store.stage.whole()
        inventory = store.stage.fresh()
        with _misbehaving(store.proxy, fault):
            sweep = store.stage.run(inventory)
        code = sweep.process.exitcode
        broken = (*promised(code == 0, f"ended with {code}"), *in_one_line(sweep))
        return store.stage.judged(served > FILES // _ONE_IN // 2, inventory, *broken)

    return round_


def outage(store: Store, number: int) -> Seen:
    """The network goes in mid-sweep and stays away: what was not read is named, and read later."""
    store.stage.whole()
    asked_for: set[str] = set()

    def fault(asked: Asked) -> Fault | None:
        if "?" not in asked.path:
            asked_for.add(asked.path)
        return Fault(is_closed=True) if len(asked_for) > FILES - 5 - number % 3 else None

    inventory = store.stage.fresh()
    with _misbehaving(store.proxy, fault):
        sweep = store.stage.run(inventory)
    rows = open_inventory(inventory).objects.select(["uri", "reason"]).to_pylist()
    lost = [row for row in rows if row["reason"]]
    code = sweep.process.exitcode
    broken = (
        *promised(code == 3, f"ended with {code}, not 3"),
        *promised(len(rows) == FILES, f"{FILES - len(rows)} objects without a row"),
        *in_one_line(sweep),
    )
    store.stage.run(inventory)
    return store.stage.judged(bool(lost), inventory, *broken, ignore=("scans",))


@contextlib.contextmanager
def _misbehaving(proxy: Proxy, fault: Callable[[Asked], Fault | None]) -> Iterator[None]:
    proxy.counts.clear()
    proxy.fault = fault
    try:
        yield
    finally:
        proxy.fault = lambda _: None


BUSY = Fault()
BROKEN = Fault(500, b"<Error><Code>InternalError</Code><Message>no</Message></Error>")
CUT = Fault(is_closed=True)
HALF = Fault(keep=20)
SLOW = Fault(seconds=1.0)
