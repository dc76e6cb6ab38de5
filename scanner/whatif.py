"""What it would mean if some places were stolen, or an account misused: people, homes, records.

Counted exactly, over the people of all chosen objects together: nobody twice. In the order of the
ICO's breach report form; what a person has to decide is left to people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from recognizers.declaration import Entity, Sensitivity
from scanner.choosing import Chosen
from scanner.classify.components import Ints
from scanner.classify.people import Counts
from scanner.describing import entities_of, min_confidence
from scanner.inventory.reader import Inventory
from scanner.inventory.writer import Row, batches
from scanner.model import Status
from scanner.people_rows import People, objects_by_controller
from scanner.places import whole
from scanner.reviewed import people_counted

# The tick boxes of the form's "categories of personal data", in its order (the Word version of the
# report form; the web form may name them otherwise).
BOXES: Final = (
    "Data revealing racial or ethnic origin",
    "Political opinions",
    "Religious or philosophical beliefs",
    "Trade union membership",
    "Sex life data",
    "Sexual orientation data",
    "Gender reassignment data",
    "Health data",
    "Basic personal identifiers, eg name, contact details",
    "Identification data, eg usernames, passwords",
    "Economic and financial data, eg credit card numbers, bank details",
    "Official documents, eg driving licences",
    "Location data",
    "Genetic or biometric data",
    "Criminal convictions, offences",
    "Not yet known",
    "Other (details)",
)


@dataclass(frozen=True, slots=True)
class Told:
    """People whom one thing concerns."""

    name: str  # of a category, harm or entity, in words
    people_at_least: int
    people_up_to: int
    kinds: tuple[str, ...] = ()  # titles of the entities, worst first


@dataclass(frozen=True, slots=True)
class Impact:
    """What lies in the chosen objects, as a whole."""

    objects: int
    unexamined: int  # of these, not or not fully
    access_unknown: int  # left out, because nobody could tell who reads them
    records: int
    counts: Counts
    categories: tuple[Told, ...]  # every box of the form, then others
    harms: tuple[Told, ...]  # most people first
    entities: tuple[Told, ...]  # worst first
    controllers: tuple[Row, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing was left out that could hold more."""
        return not self.unexamined and not self.access_unknown


def impact(inventory: Inventory, objects: Sequence[Row], chosen: Chosen) -> Impact:
    """The loss of all that is chosen. `objects`: rows of the inventory's objects."""
    described, confidence = entities_of(inventory), min_confidence(inventory)
    found = list(batches(inventory.inventory))
    # Who is who shows from all people, also those elsewhere: so counts agree with the report's.
    people = People(people_counted(inventory.people, found, described, confidence))
    rows = people.of_objects(sorted(chosen.uris))
    held = [row for row in objects if str(row["uri"]) in chosen.uris]
    entities = _entities(found, chosen, described, confidence)
    controllers = objects_by_controller(held)
    return Impact(
        objects=len(held),
        unexamined=sum(row["status"] != Status.SCANNED.value for row in held),
        access_unknown=chosen.access_unknown,
        records=sum(whole(row["records"]) for row in held if row["findings"]),
        counts=people.count(rows),
        categories=_categories(people, rows, entities),
        harms=_harms(people, rows, entities),
        entities=_each(people, rows, entities),
        controllers=tuple(people.by_controller(rows, controllers)) if controllers else (),
    )


def _entities(
    found: Iterable[Row], chosen: Chosen, described: dict[str, Entity], confidence: float
) -> list[Entity]:
    """The entities that count in what is chosen, worst first."""
    names = {
        str(row["entity"])
        for row in found
        if str(row["uri"]) in chosen.uris and float(str(row["confidence"])) >= confidence
    }
    known = [described[name] for name in names if name in described]
    return sorted(known, key=lambda entity: (-entity.sensitivity, entity.name))


def _categories(people: People, rows: Ints, entities: Sequence[Entity]) -> tuple[Told, ...]:
    kinds = {entity.name: _box(entity.breach_category) for entity in entities}
    counted = people.by_kind(rows, kinds)
    ordered = dict.fromkeys([*BOXES, *sorted(counted)])
    return tuple(
        Told(box, *counted.get(box, (0, 0)), _titles(e for e in entities if kinds[e.name] == box))
        for box in ordered
    )


def _box(category: str) -> str:
    """The form's box of a category, whose examples may be left out."""
    short = category.split(",")[0].casefold()
    return next((box for box in BOXES if box.split(",")[0].casefold() == short), category)


def _harms(people: People, rows: Ints, entities: Sequence[Entity]) -> tuple[Told, ...]:
    serious = [entity for entity in entities if entity.sensitivity > Sensitivity.LOW] or entities
    counted = people.by_kind(rows, {entity.name: entity.harm.value for entity in serious})
    told = [
        Told(harm, *counts, _titles(e for e in serious if e.harm.value == harm))
        for harm, counts in counted.items()
    ]
    return tuple(sorted(told, key=lambda one: (-one.people_up_to, one.name)))


def _each(people: People, rows: Ints, entities: Sequence[Entity]) -> tuple[Told, ...]:
    counted = people.by_entity(rows, [entity.name for entity in entities])
    return tuple(Told(entity.title, *counted[entity.name]) for entity in entities)


def _titles(entities: Iterable[Any]) -> tuple[str, ...]:
    return tuple(entity.title for entity in entities)
