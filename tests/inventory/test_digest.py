"""Two sweeps of the same data find the same, and one number says so."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from recognizers.catalogue import ENTITIES
from scanner.assembly import assemble
from scanner.classify.weights import load_weights
from scanner.inventory.digest import tables_digest
from scanner.inventory.manifest import read_manifest
from scanner.schema import SHARDED, TABLES
from tests.assembled import TARGET, one_file, scan_row, tables
from tests.bench.kill import ROOT, differences

GONE = {"gone": TABLES["gone"].empty_table()}


def some(**scan: object) -> dict[str, pa.Table]:
    """The tables of a small inventory."""
    files = [one_file(f"{TARGET}/{name}/1.csv", [1, 2, number]) for number, name in enumerate("ab")]
    return tables(*files, **scan) | GONE


def with_value(
    made: dict[str, pa.Table], name: str, column: str, value: object
) -> dict[str, pa.Table]:
    """The same tables with another value in one row."""
    table = made[name]
    rows = table.to_pylist()
    rows[0][column] = value
    return made | {name: pa.Table.from_pylist(rows, table.schema)}


def test_it_does_not_depend_on_how_tables_are_cut() -> None:
    """One piece or many, with what is missing at the borders too."""
    made = some()
    cut = {
        name: pa.concat_tables([table.slice(place, 1) for place in range(len(table))] or [table])
        for name, table in made.items()
    }
    assert tables_digest(cut) == tables_digest(made)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("objects", "size_bytes", 11),
        ("objects", "size_bytes", None),
        ("objects", "version", ""),
        ("inventory", "masks", ["•••", "•"]),
        ("inventory", "masks", None),
        ("people", "keys", [1, 2]),
        ("people", "enterable", False),
        ("locations", "people_sketch", b"other"),
        ("locations", "entity_people", []),
        ("scans", "people_up_to", 99),
    ],
)
def test_any_value_changes_it(name: str, column: str, value: object) -> None:
    """Numbers, texts, lists, truths, bytes; what is not there is not what is empty."""
    made = some()
    assert tables_digest(with_value(made, name, column, value)) != tables_digest(made)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("scans", "scan_id", "two"),
        ("scans", "settings", "{}"),
        ("scans", "objects_carried", 7),
        ("objects", "scan_id", "two"),
        ("locations", "priority", 1),
        ("locations", "rank", 9),
    ],
)
def test_the_run_and_the_ranking_do_not(name: str, column: str, value: object) -> None:
    """Its name, its settings, what it had to read; the order of places."""
    made = some()
    assert tables_digest(with_value(made, name, column, value)) == tables_digest(made)


def test_texts_do_not_run_into_each_other() -> None:
    """Two columns with the same letters, cut elsewhere, are two things."""
    made = some()
    one, other = (
        made["objects"].set_column(
            made["objects"].schema.get_field_index("owner"),
            made["objects"].schema.field("owner"),
            pa.array(names),
        )
        for names in (["ab", "c"], ["a", "bc"])
    )
    assert tables_digest(made | {"objects": one}) != tables_digest(made | {"objects": other})


def test_the_order_in_which_objects_are_read_does_not_matter() -> None:
    """Workers end when they end: people are told again and counted the same."""
    files = [one_file(f"{TARGET}/{place}/{n}.csv", [n, n + 1]) for n in range(9) for place in "ab"]
    draw = random.Random(1)
    assembled = []
    for _ in range(3):
        draw.shuffle(files)
        rows = {
            name: pa.Table.from_pylist([row for file in files for row in file[name]], SHARDED[name])
            for name in SHARDED
        }
        assembled.append(assemble(rows, scan_row(), ENTITIES, load_weights(), 0.5) | GONE)
    for name in TABLES:
        assert all(one[name].equals(assembled[0][name]) for one in assembled), name


def sweep(target: Path, inventory: Path, workers: int, seed: str, *more: str) -> None:
    """A sweep in a process of its own, with its own order of sets."""
    command = [
        sys.executable,
        *("-m", "scanner.cli", "scan", str(target), "-o", str(inventory), "--quiet"),
        *("--names", "off", "--test-numbers", "live", "--workers", str(workers)),
        *("--set", f"hash_key_file={inventory.parent / 'hash.key'}", *more),
    ]
    subprocess.run(command, cwd=ROOT, check=False, env=os.environ | {"PYTHONHASHSEED": seed})


def digest(folder: Path) -> str:
    """What the manifest of an inventory says."""
    manifest = read_manifest(folder)
    assert manifest is not None and manifest.told is not None
    return str(manifest.told["tables_digest"])


SLOW = pytest.mark.skipif("KEYSWEEP_SLOW" not in os.environ, reason="slow; set KEYSWEEP_SLOW=1")
FEW = ("--set", 'recognizers=["UK_NHS", "KEY_SAFE_CODE", "PERSON", "EMAIL_ADDRESS"]')


@pytest.mark.parametrize(
    ("part", "rules"),
    [("Emails", FEW), pytest.param("", (), marks=SLOW, id="the whole share, all recognizers")],
)
def test_workers_and_the_order_of_sets_do_not_matter(
    tmp_path: Path, part: str, rules: tuple[str, ...]
) -> None:
    """Every table is the same but for times and the names of runs."""
    target = ROOT / "sample_data" / "share" / part
    sweep(target, tmp_path / "one", 1, "1", *rules)
    sweep(target, tmp_path / "two", 2, "77", *rules)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert differences(tmp_path / "one", tmp_path / "two") == []
