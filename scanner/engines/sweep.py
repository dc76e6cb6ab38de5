"""What every sweep has in common, whichever engine examines its objects.

An engine takes the tasks of a walk and gives each back with its rows. Everything else stays in
this process: listing, the inventory, the tables.
"""

import dataclasses
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from scanner import custom
from scanner.assembly import assemble
from scanner.classify.weights import Weights, load_weights
from scanner.config import Settings
from scanner.engines import sandbox
from scanner.engines.child import Lost
from scanner.engines.identity import fingerprint, scan_row, which_objects
from scanner.engines.order import largest_first
from scanner.engines.walk import Progress, Task, Walk, apart
from scanner.inventory.earlier import Earlier, earlier_of
from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import Row, Writer
from scanner.keys.key import HASH, INVENTORY, SIGNING, Key
from scanner.keys.places import file_of, find_key, load_key, refuse_inside
from scanner.keys.signing import load_signer
from scanner.marks import Marks, rules_of
from scanner.model import Skipped, Stage
from scanner.pipeline import ObjectScanner, chosen_recognizers
from scanner.review_files import marks_in_force
from scanner.rows import Scanned
from scanner.rule_digest import rule_digest
from scanner.schema import SHARDED, TABLES
from scanner.sources.polite import polite
from scanner.sources.protocol import Source
from scanner.sources.registry import resolve

Outcome = tuple[Task, list[Scanned] | Lost]


@dataclass(frozen=True, slots=True)
class Orders:
    """What whoever examines objects must know. Never written, never shown: it holds the key."""

    settings: Settings
    key: bytes = dataclasses.field(repr=False)
    rules: str  # digest: workers whose rules are others refuse
    shut_in: bool = False  # children reach no network, write nothing, start no program


class Engine(Protocol):
    """Where objects are examined."""

    @property
    def workers(self) -> int:
        """How many examine objects at the same time."""
        ...

    def run(self, tasks: Iterator[Task], orders: Orders) -> Generator[Outcome, None, None]:
        """Each task with its rows, in the order in which they are done, each once.

        Draws tasks as it needs them. Leaves nothing running, however it ends.
        """
        ...


def sweep(
    targets: Sequence[str],
    inventory: Path,
    settings: Settings,
    engine: Engine,
    on_progress: Callable[[Progress], None] | None = None,
    fresh: bool = False,
    notice: Callable[[str], None] = lambda _: None,
) -> bool:
    """Sweeps the targets into an inventory; whether every object was fully examined.

    An interrupted sweep of the same targets under the same settings goes on where it stopped.
    What is unchanged since the inventory's last sweep is not read again, unless `fresh`. `notice`
    hears what a person should know of that. Raises `TargetError`, `InventoryError` and
    `ConfigError` before anything is written.
    """
    sources = _resolved(targets, settings, engine.workers)
    _keep_keys_out_of(inventory, settings)
    key = load_key(HASH, settings.hash_key_place).secret
    inventory_key = _inventory_key(settings.inventory_key, notice)
    signer = load_signer(settings.signing_key)
    weights = load_weights(settings.weights)
    custom.verify(settings)
    # Made here too: it compiles what the workers then load, and names what never reaches one.
    scanner = ObjectScanner(settings, key)
    kept_from = _kept_from(sources, notice)
    scan = scan_row(sources, scanner, kept_from)
    marks = marks_in_force(inventory, settings.reviews, rules_of(scan), datetime.now(UTC).date())
    same = fingerprint(scan, inventory_key)
    with Writer(inventory, same, inventory_key, signer) as writer:
        if not writer.finished:
            _tell_of_going_on(writer, notice)
            earlier = None if fresh else _earlier(inventory, scan, notice, settings.inventory_key)
            walk = Walk(sources, writer, scanner, earlier)
            orders = Orders(settings, key, str(scan["rule_digest"]), kept_from == sandbox.SHUT_IN)
            _scan_all(walk, scanner, engine, orders, on_progress)
            writer.commit(now=True)
            tables = _tables(walk, writer, scan, settings, weights, marks)
            writer.finish(tables)
    return bool(open_inventory(inventory, settings.inventory_key).scan["complete"])


def _resolved(targets: Sequence[str], settings: Settings, workers: int) -> list[Source]:
    """The sources of the targets, as polite as the settings ask."""
    sources = apart([resolve(target, settings) for target in targets])
    return [polite(source, settings.polite, workers) for source in sources]


def _keep_keys_out_of(inventory: Path, settings: Settings) -> None:
    """Raises `ConfigError` where a key lies in the inventory that it guards."""
    places = (HASH, settings.hash_key_place), (SIGNING, settings.signing_key)
    refuse_inside(inventory, (*places, (INVENTORY, settings.inventory_key)))


def _tell_of_going_on(writer: Writer, notice: Callable[[str], None]) -> None:
    if writer.done:
        begun = f"{writer.run.started_at:%d %B, %H:%M} UTC"
        notice(f"going on with the sweep of {begun}: {len(writer.done):,} objects are done")


def _inventory_key(place: str, notice: Callable[[str], None]) -> Key | None:
    """The key that encrypts the inventory; a file that is named and not there is made."""
    file = file_of(INVENTORY, place) if place else None
    is_new = file is not None and not file.exists()
    key = find_key(INVENTORY, place, make=True)
    if key is not None and is_new:
        notice(
            f"inventory key {key.key_id} was made in {file}; without it nobody can read the "
            "inventory, so keep a copy elsewhere"
        )
    return key


def _kept_from(sources: Sequence[Source], notice: Callable[[str], None]) -> str:
    """What the sandbox of the children keeps them from; where it could do more, that is said."""
    kept_from = sandbox.in_words(source.name for source in sources)
    if kept_from != sandbox.SHUT_IN and sandbox.OVER_NETWORK not in kept_from:
        notice(f"sandbox: {kept_from}")
    return kept_from


def _earlier(inventory: Path, scan: Row, notice: Callable[[str], None], key: str) -> Earlier | None:
    return earlier_of(inventory, str(scan["rule_digest"]), str(scan["key_id"]), notice, key)


def _tables(
    walk: Walk, writer: Writer, scan: Row, settings: Settings, weights: Weights, marks: Marks
) -> dict[str, pa.Table]:
    """All tables: what this run read, and what an earlier one did."""
    earlier = walk.earlier
    rows = {name: writer.rows(name) for name in SHARDED}
    read = len(rows["objects"])
    if earlier is not None:
        rows = {name: pa.concat_tables([rows[name], earlier.carried(name)]) for name in rows}
    gone = TABLES["gone"].empty_table()
    if earlier is not None and which_objects(earlier.scan) == which_objects(scan):
        gone = earlier.gone(walk.roots, walk.unlisted)
    scan = scan | {
        "scan_id": writer.run.scan_id,
        "started_at": writer.run.started_at,
        "finished_at": datetime.now(UTC),
        "objects_read": read,
        "objects_carried": len(rows["objects"]) - read,
        "objects_gone": len(gone),
    }
    known = custom.entities(walk.recognizers)
    tables = assemble(rows, scan, known, weights, settings.min_confidence, marks)
    if earlier is not None:
        tables["scans"] = pa.concat_tables([earlier.scans, tables["scans"]])
    return tables | {"gone": gone}


def _scan_all(
    walk: Walk,
    scanner: ObjectScanner,
    engine: Engine,
    orders: Orders,
    on_progress: Callable[[Progress], None] | None,
) -> None:
    report = on_progress or (lambda _: None)
    with (
        custom.rules_kept(orders.rules, partial(_rules_now, orders.settings)),
        closing(engine.run(largest_first(walk), orders)) as outcomes,
    ):
        for (_, obj, _), outcome in outcomes:
            if isinstance(outcome, Lost):
                note = Skipped(Stage.READ, outcome.reason, outcome.detail)
                outcome = [scanner.lost(obj, note)]
            walk.store(obj.uri, outcome)
            walk.done(obj)
            report(walk.progress())
    report(walk.progress())


def _rules_now(settings: Settings) -> str:
    return rule_digest(chosen_recognizers(settings), settings)
