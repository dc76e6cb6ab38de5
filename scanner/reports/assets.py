"""What a sweep knows of each place, in the terms of records of processing and asset registers.

Only what lies directly in a place, split by controller where rules name any. What a person has to
decide (purposes, lawful bases, retention) is no part of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

import pyarrow.compute as pc

from recognizers.catalogue import ENTITIES
from recognizers.declaration import Role, Sensitivity, UkGdpr
from scanner.errors import ConfigError
from scanner.reports.plain import clean, place
from scanner.reports.protocol import Inventory
from scanner.reports.summary import Row, Summary

_DESCRIBED = ("entity", "title", "uk_gdpr", "harm", "sensitivity", "breach_category", "remedy")
# Words of `people.relation`, and of a UK register, for whom the records are about.
_INDIVIDUALS = {
    "person cared for": "patients or people who receive care",
    "kin or contact": "next of kin, contacts and keyholders",
    "staff": "staff",
}
_VISITED = "people whose home is visited"
_HOME_ROLES = frozenset({Role.HOME_SECRET, Role.HOME_METHOD, Role.HOME_DETAIL})
_HEALTH_NUMBERS = frozenset({"UK_NHS", "UK_CHI", "UK_HSC", "LOCAL_PATIENT_ID"})
_STAFF_NUMBERS = frozenset(
    {"UK_GMC_NUMBER", "UK_NMC_PIN", "UK_HCPC_NUMBER", "UK_GPHC_NUMBER", "UK_CONSULTANT_CODE"}
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data, as the inventory itself describes it."""

    entity: str
    title: str
    uk_gdpr: str
    harm: str
    sensitivity: str
    breach_category: str
    remedy: str

    @property
    def opens_homes(self) -> bool:
        """Whether it tells how to get into somebody's home."""
        known = ENTITIES.get(self.entity)
        return known is not None and known.role in _HOME_ROLES


@dataclass(frozen=True, slots=True)
class Asset:
    """What lies directly in one place, for one controller."""

    name: str  # the place as people read it
    area: str  # the first level at which the places of the sweep part
    controller: str  # "": no rule says
    kinds: tuple[Kind, ...]  # worst first
    individuals: tuple[str, ...]  # suggested, most telling first
    row: Row  # of `locations`

    @property
    def special(self) -> tuple[str, ...]:
        """Titles of special category and criminal offence data."""
        wanted = (UkGdpr.SPECIAL_CATEGORY.value, UkGdpr.CRIMINAL_OFFENCE.value)
        return tuple(kind.title for kind in self.kinds if kind.uk_gdpr in wanted)

    @property
    def home_access(self) -> tuple[str, ...]:
        """Titles of what tells how to get into a home."""
        return tuple(kind.title for kind in self.kinds if kind.opens_homes)

    @property
    def verdicts(self) -> tuple[tuple[str, str], ...]:
        """What kind of place it is, and why."""
        return tuple((one["verdict"], clean(one["evidence"])) for one in self.row["verdicts"] or ())


def kinds_of(inventory: Inventory) -> dict[str, Kind]:
    """Every kind of data that the inventory names, by entity."""
    table = inventory.inventory.select(_DESCRIBED)
    rows = table.group_by(list(_DESCRIBED)).aggregate([]).to_pylist()
    return {
        row["entity"]: Kind(*(clean(row[name]) for name in _DESCRIBED))
        for row in sorted(rows, key=lambda row: str(row["entity"]))
    }


def assets_of(inventory: Inventory, controller: str | None = None) -> list[Asset]:
    """All places with findings that are not of tests alone, what to protect first in front.

    Raises `ConfigError` where the controller asked for is not one of the inventory's.
    """
    summary, kinds = Summary(inventory), kinds_of(inventory)
    rows = [row for row in summary.ranked() if not row["direct_test_data"]]
    named = [place(row["location"], summary.targets) for row in rows]
    areas = _areas(named)
    whose = _whose(inventory, rows) if summary.controllers else None
    relations = _relations(inventory)
    assets = [
        Asset(name, area, who, _kinds(entities, kinds), individuals_in(entities, related), row)
        for row, name, area in zip(rows, named, areas, strict=True)
        for who, entities in _split(row, whose)
        for related in [relations.get((row["location"], who if whose is not None else ""), set())]
    ]
    return assets if controller is None else _of(controller, assets)


def _of(controller: str, assets: Sequence[Asset]) -> list[Asset]:
    known = sorted({asset.controller for asset in assets} - {""})
    if controller not in known:
        raise ConfigError(unknown_controller(controller, known))
    return [asset for asset in assets if asset.controller == controller]


def unknown_controller(controller: str, known: Sequence[str]) -> str:
    """What to say about a controller that the inventory does not have."""
    near = get_close_matches(controller, known, n=1, cutoff=0.5)
    if near:
        hint = f"did you mean {near[0]}?"
    elif known:
        hint = f"it has {', '.join(known[:10])}"
    else:
        hint = "its sweep was given no rules; see --controller of keysweep scan"
    return f"no controller of the inventory is named {controller!r}; {hint}"


def _areas(names: Sequence[str]) -> list[str]:
    """Of each place the first name below what all places have in common."""
    paths = [[part.rstrip("!") for part in name.split("/")] for name in names]
    levels = zip(*paths, strict=False)
    common = len(list(takewhile(lambda level: len(set(level)) == 1, levels)))
    return [path[min(common, len(path) - 1)] for path in paths]


def _direct(row: Row) -> set[str]:
    return {one["entity"] for one in row["direct_entity_people"] or ()}


def _split(
    row: Row, whose: Mapping[str, Mapping[str, set[str]]] | None
) -> Iterable[tuple[str, set[str]]]:
    """The controllers of a place, and what lies there of each."""
    direct = _direct(row) or set(row["entities"] or ())
    if whose is None:
        return [("", direct)]
    named = whose.get(row["location"]) or {"": set()}
    # What stands beside nobody, such as a password in a script, is every controller's.
    nobodys = direct - set().union(*named.values())
    return [(who, (entities & direct) | nobodys) for who, entities in sorted(named.items())]


def _whose(inventory: Inventory, rows: Sequence[Row]) -> dict[str, dict[str, set[str]]]:
    """For each place and controller what the records of people hold."""
    wanted = {row["location"] for row in rows}
    whose: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    table = inventory.people.select(["location", "controllers", "entities"])
    for batch in table.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            if row["location"] in wanted:
                for name in row["controllers"] or [""]:
                    whose[row["location"]][clean(name)].update(row["entities"] or ())
    return whose


def _relations(inventory: Inventory) -> dict[tuple[str, str], set[str]]:
    """For each place, and place and controller, who the people are to the records."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    table = inventory.people
    table = table.filter(pc.invert(pc.fill_null(table["test"], False)))
    for batch in table.select(["location", "controllers", "relation"]).to_batches(10_000):
        for row in batch.to_pylist():
            for name in {"", *(row["controllers"] or ())}:
                found[row["location"], clean(name)].add(row["relation"] or "unknown")
    return found


def _kinds(entities: Iterable[str], kinds: Mapping[str, Kind]) -> tuple[Kind, ...]:
    known = [kinds[name] for name in entities if name in kinds]
    return tuple(sorted(known, key=lambda kind: (-Sensitivity[kind.sensitivity], kind.title)))


def individuals_in(entities: set[str], relations: set[str]) -> tuple[str, ...]:
    """Who the people of some records seem to be; a suggestion, never more."""
    told = [words for relation, words in _INDIVIDUALS.items() if relation in relations]
    if entities & _HEALTH_NUMBERS:
        told.insert(0, _INDIVIDUALS["person cared for"])
    if "KEYHOLDER" in entities:
        told.append(_INDIVIDUALS["kin or contact"])
    if entities & _STAFF_NUMBERS:
        told.append(_INDIVIDUALS["staff"])
    if entities & {"KEY_SAFE_CODE", "DOOR_CODE", "KEY_LOCATION", "ENTRY_METHOD"}:
        told.append(_VISITED)
    return tuple(dict.fromkeys(told))


def readable_by(row: Row) -> str:
    """Who can read a place, in words."""
    access = clean(row["access"] or "unknown")
    return "not known" if access == "unknown" else access


def encrypted(row: Row) -> str:
    """Whether it is encrypted at rest, in words."""
    return {True: "yes", False: "no"}.get(row["encrypted_at_rest"], "not known")


def day(value: datetime | None) -> str:
    """A date as documents write it, or that it is not known."""
    return f"{value.day} {value:%B %Y}" if value else "not known"


def several(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def bounds(low: Any, high: Any, noun: str = "") -> str:
    """At least and up to, as one figure where they are equal."""
    low, high = int(low or 0), int(high or 0)
    tail = f" {noun}" if noun else ""
    if low == high:
        return f"{high:,}{tail}"
    return f"at least {low:,} and up to {high:,}{tail}" if low else f"up to {high:,}{tail}"
