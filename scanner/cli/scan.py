"""`keysweep scan`: sweep targets into an inventory and say what to protect first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli.cost import Stopwatch
from scanner.cli.engine_options import as_settings, engine_options
from scanner.cli.options import Overrides, configured, key_place
from scanner.cli.printing import complain, log_to_stderr
from scanner.cli.progress import progress_line
from scanner.cli.rules import problems_told
from scanner.cli.show import show

if TYPE_CHECKING:
    from scanner.config import Settings
    from scanner.reports.protocol import Inventory

BANDS = ("LOW", "MODERATE", "HIGH", "CRITICAL")
REACHED = 1
INCOMPLETE = 3
INTERRUPTED = 130


@click.command(
    epilog="""\b
Exit code: 0 everything was examined; 1 the same, and a place reaches --fail-on;
2 wrong use; 3 something could not be examined (the report is printed all the same).

\b
Examples:
  keysweep scan /srv/share -o inventory
  keysweep scan s3://bucket/exports -o inventory --fail-on HIGH --json
  keysweep scan s3://bucket -o inventory --engine dask --scheduler tls://hub:8786"""
)
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of the inventory.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings; without it, the keysweep.toml of the target.",
)
@click.option(
    "--set",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="Any setting, such as s3.region=eu-west-2; repeatable.",
)
@click.option("--workers", type=click.IntRange(min=0), help="Processes; 0 is one per core.")
@engine_options
@click.option("--include", multiple=True, metavar="GLOB", help="Only these paths; repeatable.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Not these paths; repeatable.")
@click.option(
    "--reviews",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What people said of earlier findings; see keysweep review.",
)
@click.option(
    "--controller",
    multiple=True,
    metavar="RULE",
    help='Whose data it is, such as "North Council = path:clients/north/**"; repeatable.',
)
@click.option(
    "--test-numbers",
    type=click.Choice(["test", "live"]),
    help="What NHS numbers beginning 999 mean.",
)
@click.option(
    "--names",
    type=click.Choice(["all", "auto", "off"]),
    help="Which prose a language model reads for names.",
)
@click.option(
    "--recognizers",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Recognizers of your own, TOML or Presidio YAML.",
)
@click.option(
    "--encrypt",
    metavar="FILE|env:NAME|kms:FILE",
    callback=key_place,
    help="Encrypt the inventory with this key; a file that is not there is made.",
)
@click.option(
    "--top", type=click.IntRange(min=0), default=10, show_default=True, help="Places to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--fresh", is_flag=True, help="Read everything, what is unchanged too.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", count=True, help="Log counts; twice: paths too.")
@click.option(
    "--fail-on",
    type=click.Choice(BANDS, case_sensitive=False),
    help="Exit with 1 where a place is in this band or a higher one.",
)
def scan(
    targets: tuple[str, ...],
    output: Path | None,
    config: Path | None,
    options: tuple[str, ...],
    workers: int | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    reviews: Path | None,
    controller: tuple[str, ...],
    test_numbers: str | None,
    names: str | None,
    recognizers: Path | None,
    encrypt: str | None,
    top: int,
    as_json: bool,
    fresh: bool,
    quiet: bool,
    verbose: int,
    fail_on: str | None,
    **engine: Any,
) -> int:
    """Sweep each TARGET (a folder, a file, a bucket) into an inventory.

    Prints what to protect first. An interrupted sweep goes on when it is started again; a later
    one reads only what is new or changed since the inventory's last sweep.
    """
    log_to_stderr(verbose)
    overrides = Overrides(
        workers, include, exclude, test_numbers, names, controller, recognizers, reviews, encrypt
    )
    told = (*as_settings(engine), *options)
    read = configured(config, targets, overrides, quiet, told)
    folder = output or read.inventory
    if folder is None:
        raise click.UsageError("Where shall the inventory go? Give -o FOLDER.")
    stopwatch = Stopwatch()
    complete = run_sweep(targets, folder, read.settings, quiet, fresh)
    cost = stopwatch.cost()
    inventory = opened(folder, read.settings.inventory_key)
    if not quiet:
        show(inventory, "json" if as_json else "terminal", top, run=asdict(cost))
        if not as_json:
            click.echo(cost)
        _tell_proof(inventory)
    if not complete:
        return INCOMPLETE
    return REACHED if fail_on and reaches(inventory, fail_on) else 0


def run_sweep(
    targets: tuple[str, ...],
    folder: Path,
    settings: Settings,
    quiet: bool = False,
    fresh: bool = False,
) -> bool:
    """Sweep into `folder`; whether the coverage is complete. Raises `KeysweepError`."""
    _refuse_inside(targets, folder)
    sweep = _sweep_of(settings)
    try:
        with problems_told(), progress_line(quiet) as on_progress:
            notice = (lambda _: None) if quiet else complain
            return bool(sweep(targets, folder, settings, on_progress, fresh, notice))
    except KeyboardInterrupt:
        complain(
            f"stopped; what was examined is kept in {folder}, "
            "and the same command goes on from there"
        )
        raise click.exceptions.Exit(INTERRUPTED) from None


def _sweep_of(settings: Settings) -> Callable[..., bool]:
    """The sweep of the engine that is wished. Raises `ConfigError` where its extra is missing."""
    if settings.engine == "local":
        from scanner.engines.local import sweep

        return sweep
    from scanner.errors import ConfigError

    try:
        from scanner.engines.cluster import sweep as cluster_sweep
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        raise ConfigError(
            f"--engine dask needs {missing}; install keysweep[cluster] here and on all workers"
        ) from None
    return cluster_sweep


def opened(folder: Path, key: str = "") -> Inventory:
    """The inventory in a folder, `key` the place of its key. Raises `InventoryError`."""
    from scanner.inventory.reader import open_inventory

    return open_inventory(folder, key)


def reaches(inventory: Inventory, band: str) -> bool:
    """Whether a place is in this band or in a higher one."""
    wanted = set(BANDS[BANDS.index(band.upper()) :])
    locations = inventory.locations.select(["band", "findings"]).to_pylist()
    return any(row["band"] in wanted and row["findings"] for row in locations)


def _tell_proof(inventory: Inventory) -> None:
    """Who signed the inventory, and the digest that an equal sweep gives again."""
    from scanner.inventory.manifest import read_manifest

    manifest = read_manifest(inventory.path, getattr(inventory, "key", None))
    if manifest is not None and manifest.told is not None:
        complain(
            f"signed by {manifest.signed_by}; tables digest {manifest.told['tables_digest']}; "
            f"keysweep verify {inventory.path} checks it"
        )


def _refuse_inside(targets: tuple[str, ...], folder: Path) -> None:
    """Targets are read-only, and an inventory inside one would be swept itself."""
    from scanner.errors import ConfigError

    inside = folder.absolute().resolve()
    for target in targets:
        root = Path(target)
        if root.is_dir() and inside.is_relative_to(root.resolve()):
            raise ConfigError(f"inventory {folder} lies inside target {target}; choose another -o")
