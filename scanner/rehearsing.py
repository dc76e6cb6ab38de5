"""The breach rehearsal of some places: what `whatif` counts, as the report form asks for it.

Like `assembly`, it joins rooms: places are chosen, people counted and told as a report.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TextIO, cast

from recognizers.catalogue import ENTITIES
from recognizers.declaration import Role
from scanner.choosing import Chosen, in_places
from scanner.errors import ConfigError
from scanner.inventory.reader import Inventory
from scanner.reports.assets import individuals_in, unknown_controller
from scanner.reports.breach import Category, Rehearsal, write_form
from scanner.reports.coverage import coverage_lines
from scanner.reports.protocol import ReportOptions
from scanner.reports.summary import Row, Summary
from scanner.whatif import Impact, Told, impact

_OPENS_HOMES = frozenset(
    entity.title
    for entity in ENTITIES.values()
    if entity.role in (Role.HOME_SECRET, Role.HOME_METHOD, Role.HOME_DETAIL)
)


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the rehearsal. Raises `ConfigError` where a place or controller is not there."""
    write_form(rehearsed(inventory, options), out, options.width)


def rehearsed(inventory: Inventory, options: ReportOptions) -> Rehearsal:
    """The answers, for the places and the controller asked for."""
    objects = cast(list[Row], inventory.objects.to_pylist())
    chosen = _chosen(inventory, objects, options)
    told = impact(inventory, objects, chosen)
    made = Rehearsal(
        places=options.locations,
        controller=options.controller,
        objects=told.objects,
        unexamined=told.unexamined,
        records=told.records,
        people=(told.counts.people_at_least, told.counts.people_up_to),
        home_entry=(
            told.counts.people_home_entry_at_least,
            told.counts.people_home_entry_up_to,
        ),
        homes=told.counts.enterable_homes,
        home_kinds=tuple(one.name for one in told.entities if one.name in _OPENS_HOMES),
        categories=_as_categories(told.categories),
        harms=_as_categories(told.harms),
        individuals=_individuals(inventory, chosen, told),
        controllers=tuple(
            (str(row["controller"]), _whole(row, "people_up_to"), _whole(row, _HOMES))
            for row in told.controllers
            if options.controller is None
        ),
        coverage=tuple(coverage_lines(Summary(inventory))),
    )
    return made if options.controller is None else _of_controller(made, told, options.controller)


_HOMES = "people_home_entry_up_to"


def _whole(row: Any, field: str) -> int:
    return int(row[field])


def _chosen(inventory: Inventory, objects: Sequence[Row], options: ReportOptions) -> Chosen:
    if options.locations:
        chosen = in_places(objects, options.locations)
    else:
        chosen = Chosen(frozenset(str(row["uri"]) for row in objects))
    if options.controller is None:
        return chosen
    _refuse_unknown(inventory, options.controller)
    whose = {str(row["uri"]) for row in objects if options.controller in (row["controllers"] or ())}
    return Chosen(chosen.uris & whose)


def _refuse_unknown(inventory: Inventory, controller: str) -> None:
    known = [str(row["controller"]) for row in Summary(inventory).controllers if row["controller"]]
    if controller not in known:
        raise ConfigError(unknown_controller(controller, known))


def _as_categories(told: Sequence[Told]) -> tuple[Category, ...]:
    return tuple(
        Category(one.name, one.people_at_least, one.people_up_to, one.kinds) for one in told
    )


def _individuals(inventory: Inventory, chosen: Chosen, told: Impact) -> tuple[str, ...]:
    titles = {one.name for one in told.entities}
    entities = {entity.name for entity in ENTITIES.values() if entity.title in titles}
    relations = {
        str(row["relation"] or "unknown")
        for batch in inventory.people.select(["uri", "relation"]).to_batches(10_000)
        for row in batch.to_pylist()
        if str(row["uri"]) in chosen.uris
    }
    return individuals_in(entities, relations)


def _of_controller(made: Rehearsal, told: Impact, controller: str) -> Rehearsal:
    """The people of this controller alone, although their records lie among others'."""
    row = next((row for row in told.controllers if row["controller"] == controller), None)
    if row is None:
        return made
    return replace(
        made,
        people=(_whole(row, "people_at_least"), _whole(row, "people_up_to")),
        home_entry=(_whole(row, "people_home_entry_at_least"), _whole(row, _HOMES)),
        homes=_whole(row, "enterable_homes"),
    )
