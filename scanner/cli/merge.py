"""`keysweep merge`: the inventories of several machines as one."""

from __future__ import annotations

from pathlib import Path

import click

from scanner.cli.show import show

INCOMPLETE = 3


@click.command(
    epilog="""\b
Example:
  keysweep merge london leeds cardiff -o everything"""
)
@click.argument(
    "inventories", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INVENTORY..."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="New folder for the inventory.",
)
@click.option(
    "--top", type=click.IntRange(min=0), default=10, show_default=True, help="Places to show."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def merge(inventories: tuple[Path, ...], output: Path, top: int, quiet: bool) -> int:
    """Join each INVENTORY into one that counts like a single sweep.

    They must have been made with the same hash key and the same rules. Exits with 3 where one of
    them lacks something.
    """
    from scanner.classify.weights import load_weights
    from scanner.inventory.reader import open_inventory
    from scanner.merging import merged
    from scanner.rewriting import write

    joined = [open_inventory(path) for path in inventories]
    write(output, merged(joined, load_weights()), joined)
    result = open_inventory(output)
    if not quiet:
        show(result, "terminal", top)
    return 0 if result.scan["complete"] else INCOMPLETE
