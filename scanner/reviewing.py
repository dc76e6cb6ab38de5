"""Looking at findings without seeing them: what to look at, what it says about precision.

A reviewer sees the mask, the place and the evidence of a row of `inventory`, opens the source with
the rights of their own, and marks the row right or wrong.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from typing import Any, Final

import pyarrow as pa

from scanner.assembly import assemble
from scanner.classify.weights import Weights
from scanner.describing import entities_of, min_confidence
from scanner.errors import ConfigError
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Row
from scanner.marks import Mark, Marks, Rules, row_key
from scanner.schema import SHARDED

_Z95: Final = 1.959964  # of the normal distribution, both sides 2.5 %


@dataclass(frozen=True, slots=True)
class Precision:
    """How often rows of an entity were right, of those somebody marked."""

    entity: str  # "" for all together
    right: int
    marked: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.marked

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval for it, 95 %."""
        return wilson(self.right, self.marked)


def wilson(right: int, marked: int) -> tuple[float, float]:
    """Where a share lies with 95 % confidence, good for few and for extreme ones too."""
    share, square = right / marked, _Z95**2
    middle = (share + square / (2 * marked)) / (1 + square / marked)
    half = math.sqrt(share * (1 - share) / marked + square / (4 * marked**2))
    half *= _Z95 / (1 + square / marked)
    return max(0.0, middle - half), min(1.0, middle + half)


def precisions(marks: Marks) -> list[Precision]:
    """All together first, then by entity."""
    by_entity: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks.by_row.values():
        by_entity[mark.entity].append(mark)
    every = list(marks.by_row.values())
    return [_precision("", every)] * bool(every) + [
        _precision(name, by_entity[name]) for name in sorted(by_entity)
    ]


def _precision(entity: str, marks: Sequence[Mark]) -> Precision:
    return Precision(entity, sum(mark.right for mark in marks), len(marks))


def sample(inventory: Inventory, marks: Marks, size: int, seed: int) -> list[tuple[int, Row]]:
    """Rows to look at, with their numbers: all entities in turn, so that rare ones are there too.

    Rows that are marked already are left out. The same seed gives the same rows.
    """
    least = min_confidence(inventory)
    strata: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, row in enumerate(inventory.inventory.to_pylist(), start=1):
        if row["confidence"] >= least and marks.of(row) is None:
            strata[row["entity"]].append((number, row))
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    for name in sorted(strata):
        chance.shuffle(strata[name])
    in_turn = chain.from_iterable(zip_longest(*(strata[name] for name in sorted(strata))))
    return [one for one in in_turn if one is not None][:size]


def row_number(inventory: Inventory, number: int) -> Row:
    """The row of that number, counted from 1. Raises `ConfigError`."""
    table = inventory.inventory
    if not 1 <= number <= len(table):
        raise ConfigError(f"there is no row {number}; the inventory has rows 1 to {len(table):,}")
    row: Row = table.slice(number - 1, 1).to_pylist()[0]
    return row


def mark_of(row: Row, rules: Rules, **said: Any) -> Mark:
    """A mark on a row of an inventory made under these rules. `said`: the rest of the mark."""
    if said["expires"] < said["on"]:
        raise ConfigError("--expires lies in the past; give a day to come, as 2027-12-31")
    plain = {name: " ".join(str(said[name]).split()) for name in ("who", "why")}
    found = {"rules": rules.digest, "recognizers": rules.of_row(row)}
    return Mark(row=row_key(row), entity=str(row["entity"]), **(found | said | plain))


def under_other_rules(every: Iterable[Mark], rules: Rules) -> int:
    """How many marks were made with other recognizers, and so do not hold here."""
    return len({mark.row for mark in every if not rules.keep(mark)})


def expired(every: Iterable[Mark], rules: Rules, today: date) -> int:
    """How many marks no longer hold."""
    last = {mark.row: mark for mark in every if rules.keep(mark)}
    return sum(mark.expires < today for mark in last.values())


def applied(inventory: Inventory, marks: Marks, weights: Weights) -> dict[str, pa.Table]:
    """The tables of the inventory with these marks, counted and ranked anew."""
    rows: Mapping[str, pa.Table] = {name: inventory.table(name) for name in SHARDED}
    described, confidence = entities_of(inventory), min_confidence(inventory)
    tables = assemble(rows, dict(inventory.scan), described, weights, confidence, marks)
    runs = inventory.table("scans")
    return tables | {"scans": pa.concat_tables([runs.slice(0, len(runs) - 1), tables["scans"]])}
