"""`keysweep report`: what an inventory says, without sweeping again."""

from __future__ import annotations

from pathlib import Path

import click

from scanner.cli.scan import opened
from scanner.cli.show import show


@click.command(
    epilog="""\b
Examples:
  keysweep report inventory
  keysweep report inventory --format csv --out places.csv
  keysweep report inventory --format ropa --out records.xlsx
  keysweep report inventory --format breach --location Exports"""
)
@click.argument("inventory", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    default="terminal",
    show_default=True,
    metavar="NAME",
    help="terminal, html, json, csv, objects, ropa, dpia, dpia-md, breach, dspt, sarif, ...",
)
@click.option("--top", type=click.IntRange(min=0), help="Places to show.")
@click.option(
    "--location",
    "locations",
    multiple=True,
    metavar="URI|GLOB",
    help="For breach: a place and all below it; repeatable.",
)
@click.option("--controller", metavar="NAME", help="For breach, ropa and dspt: whose data.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write it to.")
def report(
    inventory: Path,
    name: str,
    top: int | None,
    locations: tuple[str, ...],
    controller: str | None,
    out: Path | None,
) -> int:
    """Write a report of the INVENTORY that a scan made."""
    show(opened(inventory), name, top, out, locations, controller)
    return 0
