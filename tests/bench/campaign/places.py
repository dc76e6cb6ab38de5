"""Objects that change under the sweep; inventories that others want too, or of other versions."""

import json
import os
import shutil
import signal
from pathlib import Path

import pyarrow.parquet as pq

from scanner.inventory.reader import open_inventory
from scanner.inventory.writer import MARKER
from scanner.schema import SCHEMA_VERSION
from tests.bench.campaign.stage import FILES, Seen, Stage, in_one_line, promised, share

_LAST = 10  # files that change: those that a slow sweep reads last


def _late(stage: Stage) -> list[Path]:
    return [Path(stage.target) / f"{number:03d}.txt" for number in range(FILES - _LAST, FILES)]


def changed(stage: Stage, number: int) -> Seen:
    """Files replaced or rewritten after they were listed: noticed, right after the next sweep."""
    own = share(stage.folder / f"changed-{number}")
    inventory = own.fresh()
    sweep = own.begun(inventory)
    for file in _late(own):
        if int(file.stem) % 2:
            file.write_text("NHS number 999 000 0026, rewritten in place", encoding="utf-8")
        else:
            new = own.folder / "new"
            new.write_text("NHS number 999 000 0034, another file", encoding="utf-8")
            new.replace(file)
    code = sweep.end()
    reasons = open_inventory(inventory).objects["reason"].to_pylist()
    hit = "changed while it was read" in reasons
    broken = (*promised(code in (0, 3), f"ended with {code}"), *in_one_line(sweep))
    own.run(inventory)
    return own.judged(hit, inventory, *broken, ignore=("scans",))


def deleted(stage: Stage, number: int) -> Seen:
    """Files deleted after they were listed: a row says so, and the next sweep counts them gone."""
    own = share(stage.folder / f"deleted-{number}")
    inventory = own.fresh()
    sweep = own.begun(inventory)
    for file in _late(own):
        file.unlink()
    code = sweep.end()
    objects = open_inventory(inventory).objects
    vanished = objects["reason"].to_pylist().count("vanished")
    broken = (
        *promised(code == 3 or not vanished, f"ended with {code}, not 3"),
        *promised(len(objects) == FILES, f"{FILES - len(objects)} objects without a row"),
        *in_one_line(sweep),
    )
    own.run(inventory)
    gone = len(open_inventory(inventory).gone)
    broken += tuple(promised(gone == _LAST, f"{gone} objects are told as gone, not {_LAST}"))
    return own.judged(vanished > 0, inventory, *broken, ignore=("scans", "gone"))


def two_at_once(stage: Stage, number: int) -> Seen:
    """A second sweep into the same inventory is refused, and disturbs nothing."""
    del number
    inventory = stage.fresh()
    first = stage.begun(inventory)
    os.kill(first.pid, signal.SIGSTOP)  # so that it is not done before the second has begun
    second = stage.run(inventory)
    os.kill(first.pid, signal.SIGCONT)
    code = second.process.exitcode
    broken = (
        *promised(code == 2, f"the second ended with {code}, not 2"),
        *promised("another sweep is writing" in second.said(), "does not say why"),
        *in_one_line(second),
    )
    first.end()
    return stage.judged(first.begun, inventory, *broken, ignore=("scans",))


def older_schema(stage: Stage, number: int) -> Seen:
    """An update in mid-sweep: the shards of the older version are not mixed with new ones."""
    del number
    inventory = stage.fresh()
    sweep = stage.begun(inventory)
    hit = sweep.kill() == -signal.SIGKILL
    _say(inventory / MARKER, "schema_version", SCHEMA_VERSION - 1)
    _say(inventory / "run" / "run.json", "fingerprint", "of the older version")
    for shard in (inventory / "run").glob("*.parquet"):
        table = pq.read_table(shard)
        pq.write_table(table.drop_columns([table.column_names[-1]]), shard)
    again = stage.run(inventory)
    return stage.judged(hit, inventory, *in_one_line(again))


def newer_schema(stage: Stage, number: int) -> Seen:
    """The inventory of a newer version is refused, and left as it is."""
    del number
    inventory = stage.fresh()
    shutil.copytree(stage.whole(), inventory)
    _say(inventory / MARKER, "schema_version", SCHEMA_VERSION + 1)
    before = {file.name: file.read_bytes() for file in inventory.iterdir()}
    sweep = stage.run(inventory)
    code = sweep.process.exitcode
    same = before == {file.name: file.read_bytes() for file in inventory.iterdir()}
    broken = (
        *promised(code == 2, f"ended with {code}, not 2"),
        *promised(same, "the inventory was changed"),
        *in_one_line(sweep),
    )
    _say(inventory / MARKER, "schema_version", SCHEMA_VERSION)
    return stage.judged(True, inventory, *broken)


def _say(file: Path, field: str, value: object) -> None:
    said = json.loads(file.read_bytes())
    assert field in said
    file.write_text(json.dumps(said | {field: value}), encoding="utf-8")


def key_vanishes(stage: Stage, number: int) -> Seen:
    """The key file goes in mid-sweep: this one ends with its key; no later one mixes two keys."""
    own = share(stage.folder / f"key-{number}")
    inventory = own.fresh()
    sweep = own.begun(inventory)
    kept = own.key.read_bytes()
    own.key.unlink()
    code = sweep.end()
    hit = sweep.begun and not own.key.exists()
    later = own.fresh()
    shutil.copytree(inventory, later)
    warned = own.run(later)
    ids = {str(scan["key_id"]) for scan in open_inventory(later).table("scans").to_pylist()[-1:]}
    broken = (
        *promised(code == 0, f"ended with {code}"),
        *promised("another hash key" in warned.said(), "the next sweep does not say so"),
        *promised(ids != {open_inventory(inventory).scan["key_id"]}, "the key did not change"),
        *promised(len(open_inventory(later).objects) == FILES, "rows of two keys are mixed"),
        *in_one_line(sweep),
    )
    own.key.write_bytes(kept)
    return own.judged(hit, inventory, *broken, ignore=("scans",))
