"""`keysweep rank`: the places of an inventory in the order of your own weights."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scanner.fields import Leak
    from scanner.inventory.reader import Inventory
    from scanner.reranking import Reranking

_PLACE_WIDTH = 34
_FIELD_WIDTH = 30


@click.command(
    epilog="""\b
Examples:
  keysweep rank inventory
  keysweep rank inventory --weights my.toml -o inventory
  keysweep rank inventory --fields"""
)
@click.argument("inventory", type=click.Path(path_type=Path))
@click.option(
    "--weights",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Weights to rank by, TOML; without it, those that ship.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the inventory with the new order; its own folder will do.",
)
@click.option("--fields", is_flag=True, help="List free text that holds what has its own field.")
@click.option(
    "--top", type=click.IntRange(min=0), default=10, show_default=True, help="Lines to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rank(
    inventory: Path,
    weights: Path | None,
    output: Path | None,
    fields: bool,
    top: int,
    as_json: bool,
) -> int:
    """Rank the places of INVENTORY again, under your own weights. No source is read."""
    from scanner.inventory.reader import open_inventory

    opened = open_inventory(inventory)
    if fields:
        _fields(opened, top, as_json)
        return 0
    ranking = _reranked(opened, weights)
    if output is not None:
        from scanner.rewriting import write_changed

        write_changed(opened, output, {"locations": ranking.locations()})
    rows = ranking.held(top)
    if as_json:
        click.echo(json.dumps({"places": rows}, indent=2, default=_plain))
    else:
        _print(rows, opened, output)
    return 0


def _reranked(inventory: Inventory, weights: Path | None) -> Reranking:
    from scanner.classify.weights import load_weights
    from scanner.describing import entities_of
    from scanner.reranking import rerank

    swept_at = inventory.scan["finished_at"]
    assert isinstance(swept_at, datetime)
    return rerank(inventory.locations, load_weights(weights), entities_of(inventory), swept_at)


def _print(rows: list[dict[str, Any]], inventory: Inventory, output: Path | None) -> None:
    from scanner.cli import tables
    from scanner.reports.plain import place, shorten

    targets: Any = inventory.scan["targets"] or []
    out = tables.console()
    tables.table(
        out,
        ("#>", "Was>", "Band", "Points>", "Sens.>", "Expo.>", "People>", "Homes>", "Place"),
        (
            (
                *(row[name] for name in ("rank", "was", "band", "priority", "sensitivity")),
                *(row[name] for name in ("exposure", "direct_people_up_to")),
                row["direct_people_home_entry_up_to"],
                shorten(place(row["location"], targets), _PLACE_WIDTH),
            )
            for row in rows
        ),
    )
    for row in rows:
        if row["verdicts"]:
            tables.heading(out, f"{row['rank']}. {place(row['location'], targets)}")
            tables.lines(out, (f"{one['verdict']}: {one['evidence']}" for one in row["verdicts"]))
    if output is not None:
        tables.lines(out, ("", f"Written to {output}"))


def _fields(inventory: Inventory, top: int, as_json: bool) -> None:
    from scanner.describing import entities_of, min_confidence
    from scanner.fields import leaks

    rows = inventory.inventory.to_pylist()
    found = leaks(rows, entities_of(inventory), min_confidence(inventory))
    if as_json:
        click.echo(json.dumps({"fields": [asdict(leak) for leak in found]}, indent=2))
    else:
        _print_fields(found, top)


def _print_fields(found: list[Leak], top: int) -> None:
    from scanner.cli import tables
    from scanner.reports.plain import shorten

    out = tables.console()
    if not found:
        tables.lines(out, ("No free text was found that holds what has a field of its own.",))
        return
    tables.table(
        out,
        ("People>", "Free text", "Holds", "Which belongs in"),
        (
            (
                leak.people,
                shorten(leak.column_named, _FIELD_WIDTH),
                leak.title,
                shorten(leak.field_named, _FIELD_WIDTH),
            )
            for leak in found[:top]
        ),
    )
    if len(found) > top:
        tables.lines(out, (f"and {len(found) - top:,} more; --top or --json shows them",))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
