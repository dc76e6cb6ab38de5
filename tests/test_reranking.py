"""Ranking again under other weights: what a sweep under them would have given."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from recognizers.catalogue import ENTITIES
from scanner.assembly import assemble
from scanner.classify.weights import SHIPPED, Weights, load_weights
from scanner.errors import InventoryError
from scanner.inventory.reader import Inventory, open_inventory
from scanner.reranking import rerank
from scanner.rewriting import write_changed
from scanner.schema import SHARDED
from tests.assembled import NOW, TARGET, found_row, inventory, object_row, one_file, scan_row


@pytest.fixture
def held(tmp_path: Path) -> Inventory:
    """Places that differ in people, readers and age; one holds only others."""
    mail = {
        "objects": [object_row(f"{TARGET}/mail/list.csv", access="public")],
        "inventory": [found_row(f"{TARGET}/mail/list.csv", "EMAIL_ADDRESS")],
        "people": [],
    }
    return inventory(
        tmp_path / "inventory",
        one_file(f"{TARGET}/a/1.csv", range(30), encrypted_at_rest=True),
        one_file(f"{TARGET}/b/deep/2.csv", [1], modified_at=NOW.replace(year=2018)),
        one_file(f"{TARGET}/test/3.csv", [5], test_data=True, encrypted_at_rest=False),
        mail,
    )


@pytest.fixture
def other(tmp_path: Path) -> Weights:
    """Weights under which exposure decides."""
    shipped = Path(__file__).parents[1] / "scanner" / "classify" / SHIPPED
    text = shipped.read_text("utf-8")
    text = text.replace("PUBLIC = 12", "PUBLIC = 35").replace("most = 28", "most = 5")
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    return load_weights(file)


def reranked(held: Inventory, weights: Weights) -> pa.Table:
    """The table of locations anew."""
    return rerank(held.locations, weights, ENTITIES, NOW).locations()


def test_shipped_weights_change_nothing(held: Inventory) -> None:
    """Ranked again under the same weights, the table is the same in every field."""
    assert reranked(held, load_weights()).equals(held.locations)


def test_other_weights_rank_as_a_sweep_under_them(held: Inventory, other: Weights) -> None:
    """The table equals that of an inventory assembled under these weights."""
    rows = {name: held.table(name) for name in SHARDED}
    swept = assemble(rows, scan_row(), ENTITIES, other, 0.5)["locations"]
    assert not swept.equals(held.locations)
    assert reranked(held, other).equals(swept)


def test_the_rank_before_is_told(held: Inventory, other: Weights) -> None:
    """Each place shown says where it was."""
    rows: list[dict[str, Any]] = rerank(held.locations, other, ENTITIES, NOW).held()
    before = dict(
        zip(held.locations["location"].to_pylist(), held.locations["rank"].to_pylist(), strict=True)
    )
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["was"] == before[row["location"]] for row in rows)
    assert all(row["direct"] for row in rows)


def test_an_inventory_can_be_ranked_in_place(held: Inventory, other: Weights) -> None:
    """Written to its own folder, only the order has changed."""
    write_changed(held, held.path, {"locations": reranked(held, other)})
    again = open_inventory(held.path)
    assert again.locations.equals(reranked(held, other))
    assert again.objects.equals(held.objects)


def test_a_sweep_under_way_is_not_lost(held: Inventory, other: Weights) -> None:
    """Where a sweep into the folder was interrupted, it is refused."""
    (held.path / "run").mkdir()
    with pytest.raises(InventoryError, match="under way or was interrupted"):
        write_changed(held, held.path, {"locations": reranked(held, other)})


def test_another_folder_must_be_new(held: Inventory, tmp_path: Path) -> None:
    """Nothing of somebody else's is written over."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("")
    with pytest.raises(InventoryError, match="is not empty"):
        write_changed(held, tmp_path / "full", {})


def test_an_inventory_without_places_can_be_ranked(tmp_path: Path) -> None:
    """An empty sweep has an empty order."""
    empty = inventory(tmp_path / "empty")
    assert len(reranked(empty, load_weights())) == 0
