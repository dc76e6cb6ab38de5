"""What an inventory says of its own entities: those of a user's recognizers too."""

from dataclasses import replace
from pathlib import Path

from recognizers.catalogue import ENTITIES
from scanner.assembly import assemble
from scanner.classify.weights import load_weights
from scanner.describing import entities_of, min_confidence
from scanner.inventory.reader import open_inventory
from scanner.merging import merged
from scanner.rewriting import write
from scanner.schema import SHARDED, TABLES
from tests.assembled import TARGET, inventory, one_file, scan_row, tables

OWN = replace(ENTITIES["KEY_SAFE_CODE"], name="ACME_DOOR", title="Acme door code")


def own_inventory(folder: Path) -> None:
    """An inventory with an entity that is none of ours."""
    rows = tables(one_file(f"{TARGET}/a/1.csv", [1]))
    found = rows["inventory"].to_pylist()
    found[0] |= {"entity": OWN.name, "title": OWN.title}
    rows["inventory"] = rows["inventory"].from_pylist(found, TABLES["inventory"])
    described = ENTITIES | {OWN.name: OWN}
    kept = {name: rows[name] for name in SHARDED}
    made = assemble(kept, scan_row(), described, load_weights(), 0.5)
    write(folder, made | {"gone": TABLES["gone"].empty_table()})


def test_an_entity_of_the_users_own_is_described(tmp_path: Path) -> None:
    """Harm, sensitivity and category come from the rows that found it."""
    own_inventory(tmp_path / "own")
    told = entities_of(open_inventory(tmp_path / "own"))[OWN.name]
    assert (told.title, told.harm, told.sensitivity) == (OWN.title, OWN.harm, OWN.sensitivity)


def test_our_entities_are_described_by_the_catalogue(tmp_path: Path) -> None:
    """Roles are known of ours, which the inventory does not hold."""
    held = inventory(tmp_path / "inventory", one_file(f"{TARGET}/a/1.csv", [1]))
    assert entities_of(held)["KEY_SAFE_CODE"] is ENTITIES["KEY_SAFE_CODE"]


def test_an_own_entity_still_counts_after_a_merger(tmp_path: Path) -> None:
    """Its place keeps its name, its harm and its rank."""
    own_inventory(tmp_path / "own")
    other = inventory(tmp_path / "b", one_file(f"{TARGET}/b/2.csv", [2]))
    joined = merged([open_inventory(tmp_path / "own"), other], load_weights())
    named = {row["location"]: row["entities"] for row in joined["locations"].to_pylist()}
    assert OWN.name in named[f"{TARGET}/a"]


def test_the_reporting_confidence_is_that_of_the_run(tmp_path: Path) -> None:
    """Its settings tell; where they cannot be read, the usual one holds."""
    file = one_file(f"{TARGET}/a/1.csv", [1])
    told = inventory(tmp_path / "a", file, settings='{"min_confidence": 0.7}')
    silent = inventory(tmp_path / "b", file, settings="")
    assert (min_confidence(told), min_confidence(silent)) == (0.7, 0.5)
