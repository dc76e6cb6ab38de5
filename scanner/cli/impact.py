"""`keysweep impact`: what if these places were stolen, or this account misused."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.choosing import Chosen
    from scanner.whatif import Impact, Told

_KINDS_NAMED = 4


@click.command(
    epilog="""\b
Examples:
  keysweep impact inventory --location "Exports/*" --location Rotas
  keysweep impact inventory --principal everyone
  keysweep impact inventory --principal care-readers --json"""
)
@click.argument("inventory", type=click.Path(path_type=Path))
@click.option(
    "--location",
    "locations",
    multiple=True,
    metavar="URI|GLOB",
    help="A place and all below it; repeatable.",
)
@click.option(
    "--principal",
    metavar="NAME",
    help="All that public, everyone, or an account or group of this name could read.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def impact(
    inventory: Path, locations: tuple[str, ...], principal: str | None, as_json: bool
) -> int:
    """Tell what the loss of some places of INVENTORY would mean, in a breach report's terms.

    With --location and --principal both, what that account could read in these places.
    """
    from scanner.inventory.reader import open_inventory
    from scanner.whatif import impact as counted

    if not locations and principal is None:
        raise click.UsageError("What if what? Give --location or --principal.")
    opened = open_inventory(inventory)
    objects = opened.objects.to_pylist()
    told = counted(opened, objects, _chosen(objects, locations, principal))
    if as_json:
        click.echo(json.dumps(_content(told, locations, principal), indent=2))
    else:
        _print(told, _what(locations, principal))
    return 0


def _chosen(
    objects: list[dict[str, Any]], locations: tuple[str, ...], principal: str | None
) -> Chosen:
    from scanner.choosing import in_places, intersected, readable_by

    chosen = [in_places(objects, locations)] if locations else []
    if principal is not None:
        chosen.append(readable_by(objects, principal))
    return intersected(chosen)


def _what(locations: tuple[str, ...], principal: str | None) -> str:
    who = {
        "public": "anyone without an account",
        "everyone": "everyone inside the organisation",
    }.get((principal or "").lower(), f"{principal} (and everyone inside)")
    read = f"all that {who} could read" if principal is not None else ""
    return " in ".join(part for part in (read, ", ".join(locations)) if part)


def _content(told: Impact, locations: tuple[str, ...], principal: str | None) -> dict[str, Any]:
    return {
        "locations": list(locations),
        "principal": principal,
        "complete": told.complete,
        "counted": "exactly, from the table people",
        **asdict(told),
    }


def _print(told: Impact, what: str) -> None:
    from scanner.cli import tables

    out = tables.console()
    tables.heading(out, "If this were lost: " + what)
    tables.lines(out, _summary(told))
    tables.heading(out, "Categories of personal data")
    tables.table(
        out,
        ("", "People>", "Box of the breach report form"),
        ((_tick(one), _range(one), _named(one)) for one in told.categories),
    )
    if told.harms:
        tables.heading(out, "What could happen to people")
        tables.table(out, ("People>", "Harm"), ((_range(one), _named(one)) for one in told.harms))
    if told.controllers:
        tables.heading(out, "Whose data it is")
        tables.table(
            out,
            ("Records of people>", "Homes>", "Controller"),
            (
                (row["people_up_to"], row["people_home_entry_up_to"], row["controller"] or "(none)")
                for row in told.controllers
            ),
        )


def _summary(told: Impact) -> Iterator[str]:
    counts, least = told.counts, "" if told.complete else "at least "
    people = _bounds(counts.people_at_least, counts.people_up_to, told.complete)
    homes = _bounds(
        counts.people_home_entry_at_least, counts.people_home_entry_up_to, told.complete
    )
    yield f"Personal data records concerned: {least}{told.records:,}"
    yield f"People who could be affected: {people}"
    cared_for = _bounds(
        counts.people_cared_for_at_least, counts.people_cared_for_up_to, told.complete
    )
    yield f"Of these, people cared for, by what records say: {cared_for}"
    yield f"People whose home could be entered: {homes}"
    yield f"Homes where access and address stand together: {least}{counts.enterable_homes:,}"
    yield (
        f"Counted exactly over {told.objects:,} objects together: whoever stands in several "
        "counts once."
    )
    if told.unexamined:
        yield f"{told.unexamined:,} of the objects were not or not fully examined."
    if told.access_unknown:
        yield f"Left out: {told.access_unknown:,} objects whose readers are not known."


def _bounds(low: int, high: int, complete: bool) -> str:
    if not complete:
        return f"at least {low:,} (up to {high:,} in what was examined)"
    return f"{high:,}" if low == high else f"at least {low:,} and up to {high:,}"


def _tick(told: Told) -> str:
    return "[x]" if told.kinds else "[ ]"


def _range(told: Told) -> str:
    low, high = told.people_at_least, told.people_up_to
    if not told.kinds:
        return ""
    return f"{high:,}" if low == high else f"{low:,} to {high:,}"


def _named(told: Told) -> str:
    rest = len(told.kinds) - _KINDS_NAMED
    kinds = ", ".join(told.kinds[:_KINDS_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    return f"{told.name}: {kinds}" if kinds else told.name
