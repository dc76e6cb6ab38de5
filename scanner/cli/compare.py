"""`keysweep compare`: what changed between two sweeps."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from scanner.cli.printing import width_of
from scanner.cli.scan import BANDS, REACHED

if TYPE_CHECKING:
    from scanner.reports.comparison import Comparison

FORMATS = {
    "markdown": "scanner.reports.compare_markdown",
    "json": "scanner.reports.compare_json",
    "html": "scanner.reports.compare_html",
}


@click.command(
    epilog="""\b
Exit code: 0 compared; 1 the same, and a --fail-on is met; 2 wrong use.

\b
Examples:
  keysweep compare last-month this-month
  keysweep compare last-month this-month --fail-on people=1 --fail-on priority=HIGH"""
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    default="markdown",
    show_default=True,
    help="How to write it.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write it to.")
@click.option(
    "--fail-on",
    "thresholds",
    multiple=True,
    metavar="WHAT=N",
    help="people=N or homes=N gained, or priority=BAND newly reached; repeatable.",
)
def compare(old: Path, new: Path, name: str, out: Path | None, thresholds: tuple[str, ...]) -> int:
    """Tell what changed from the inventory OLD to the inventory NEW.

    New, grown, cleaned and gone places; people and homes gained and lost, each once; coverage.
    """
    from scanner.comparing import compare as compared
    from scanner.inventory.reader import open_inventory

    limits = [threshold(text) for text in thresholds]
    told = compared(open_inventory(old), open_inventory(new))
    met = [is_met(told, *limit) for limit in limits]
    write(told, name, out)
    return REACHED if any(met) else 0


def write(told: Comparison, name: str, out: Path | None = None) -> None:
    """Write a comparison in one of `FORMATS`. Raises `ConfigError`."""
    from scanner.errors import ConfigError

    writer: Any = import_module(FORMATS[name]).write
    if out is None:
        stream: TextIO = sys.stdout
        writer(told, stream, width_of(stream))
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            writer(told, stream)
    except OSError as error:
        raise ConfigError(f"{out}: cannot be written: {error.strerror}") from error


def threshold(text: str) -> tuple[str, str]:
    """What `--fail-on` says. Raises `ConfigError`."""
    from scanner.errors import ConfigError

    what, _, value = text.partition("=")
    known = (what == "priority" and value.upper() in BANDS) or (
        what in ("people", "homes") and value.isascii() and value.isdigit() and int(value) > 0
    )
    if not known:
        raise ConfigError(
            f"--fail-on {text}: write people=N or homes=N with a whole number above 0, or "
            f"priority=BAND with one of {', '.join(BANDS)}"
        )
    return what, value


def is_met(told: Comparison, what: str, value: str) -> bool:
    """Whether a threshold is reached. Raises `ConfigError` where nobody can say."""
    from scanner.errors import ConfigError

    if what == "priority":
        return _newly_in(told, BANDS[BANDS.index(value.upper()) :])
    movement = told.people if what == "people" else told.homes
    if movement.gained is None:
        raise ConfigError(f"--fail-on {what}: cannot be told. {told.unjoined}")
    return movement.gained >= int(value)


def _newly_in(told: Comparison, bands: Sequence[str]) -> bool:
    """Whether a place is in one of the bands that was in none of them before."""
    return any(
        one.new.findings and one.new.band in bands and one.old.band not in bands
        for one in told.places
    )
