"""What the entities of a finished inventory mean, those of a user's recognizers too."""

import json

import pyarrow as pa
import pyarrow.compute as pc

from recognizers.catalogue import ENTITIES
from recognizers.declaration import Entity, Harm, Sensitivity, UkGdpr
from scanner.config import Settings
from scanner.inventory.reader import Inventory

_DESCRIBED = (
    "entity title uk_gdpr harm sensitivity breach_category remedy".split()  # of table `inventory`
)


def entities_of(inventory: Inventory) -> dict[str, Entity]:
    """By name: ours, and others as the inventory itself describes them.

    It does not say what a value of the user's does in a record, so those are plain details.
    """
    named = pc.unique(pc.list_flatten(inventory.locations["entities"])).to_pylist()
    if ENTITIES.keys() >= set(named):  # then the large table need not be read
        return dict(ENTITIES)
    return ENTITIES | {
        row["entity"]: _entity(row)
        for row in _distinct(inventory.inventory).to_pylist()
        if row["entity"] not in ENTITIES
    }


def _distinct(table: pa.Table) -> pa.Table:
    return table.select(_DESCRIBED).group_by(_DESCRIBED).aggregate([])


def _entity(row: dict[str, str]) -> Entity:
    return Entity(
        name=row["entity"],
        title=row["title"],
        meaning=row["title"],
        uk_gdpr=UkGdpr(row["uk_gdpr"]),
        harm=Harm(row["harm"]),
        sensitivity=Sensitivity[row["sensitivity"]],
        breach_category=row["breach_category"],
        remedy=row["remedy"],
    )


def min_confidence(inventory: Inventory) -> float:
    """The reporting confidence of the run, which its settings tell."""
    try:
        return float(json.loads(str(inventory.scan.get("settings") or "{}"))["min_confidence"])
    except (ValueError, KeyError, TypeError):
        return Settings().min_confidence
