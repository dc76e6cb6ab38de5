"""`keysweep demo`: a made-up share, swept, to see what keysweep says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from scanner.cli.scan import INCOMPLETE, opened, run_sweep
from scanner.cli.show import show

if TYPE_CHECKING:
    from scanner.config import Settings
    from scanner.reports.protocol import Inventory


@click.command(
    epilog="""\b
Example:
  keysweep demo /tmp/demo"""
)
@click.argument(
    "folder", type=click.Path(path_type=Path), default="keysweep-demo", metavar="[FOLDER]"
)
def demo(folder: Path) -> int:
    """Write a made-up share to FOLDER (./keysweep-demo), sweep it and show the result.

    Nobody in it exists. Exits like a scan: the share holds files that cannot be read, so with 3.
    """
    _refuse_used(folder)
    share = _generator()(folder)
    inventory = folder / "inventory"
    complete = run_sweep((str(share),), inventory, _settings(folder))
    show(opened(inventory), "terminal", None)
    click.echo(f"\nMade-up share: {share}\nIts inventory: {inventory}\nIts reports:")
    for told in _reports(opened(inventory), folder / "reports"):
        click.echo(f"  {told}")
    config = folder / "keysweep.toml"
    click.echo(f"Sweep it yourself: keysweep scan {share} --config {config} -o INVENTORY")
    return 0 if complete else INCOMPLETE


_CALLED = {"html": "report", "json": "report", "csv": "places", "sarif": "secrets"}


def _reports(inventory: Inventory, folder: Path) -> Iterator[str]:
    """Writes every report there is; tells where it lies and what it is, or why it does not."""
    from scanner.errors import ConfigError
    from scanner.reports.registry import REPORTS

    folder.mkdir(mode=0o700)
    for entry in REPORTS:
        if entry.suffix:
            out = folder / f"{_CALLED.get(entry.name, entry.name)}{entry.suffix}"
            try:
                show(inventory, entry.name, None, out)
            except ConfigError as error:
                yield f"{entry.name}: {error}"
            else:
                yield f"{out}: {entry.title}"


def _refuse_used(folder: Path) -> None:
    from scanner.errors import ConfigError

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder} exists and is not empty; name another folder")


def _settings(folder: Path) -> Settings:
    from scanner.config_file import FILE_NAME, ConfigFile, load_config

    config = folder / FILE_NAME
    return (load_config(config) if config.is_file() else ConfigFile()).settings


def _generator() -> Callable[[Path], Path]:
    """What writes the share below a folder and tells where; a checkout's goes before a wheel's."""
    from scanner.errors import ConfigError

    for module in ("sample_data.generate", "scanner._demo.generate"):
        try:
            return cast(Callable[[Path], Path], import_module(module).generate)
        except ModuleNotFoundError as error:
            if error.name is None or not module.startswith(error.name):
                raise ConfigError(f"the demo needs {error.name}; install keysweep[dev]") from error
    raise ConfigError("the made-up share is not part of this installation")
