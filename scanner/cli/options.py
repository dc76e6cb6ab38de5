"""From options and configuration file to the settings of a sweep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli.printing import complain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.config_file import ConfigFile


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says; empty or None leaves the configuration's word."""

    workers: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    test_numbers: str | None = None
    names: str | None = None
    controllers: tuple[str, ...] = ()
    recognizers_folder: Path | None = None
    reviews: Path | None = None
    inventory_key: str | None = None

    def given(self) -> dict[str, Any]:
        """The settings that were given."""
        named = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in named.items() if value not in (None, ())}


def configured(
    config: Path | None,
    targets: Sequence[str],
    overrides: Overrides,
    quiet: bool = False,
    options: Sequence[str] = (),
) -> ConfigFile:
    """The configuration named, or found in the only target that holds one, with overrides.

    `options`: `KEY=VALUE` for any setting, as `--set` takes them.

    A file that was found says so on standard error, since nobody asked for it. Raises
    `ConfigError`.
    """
    from scanner.config_file import load_config

    found = None if config else _found_in(targets)
    if found is not None and not quiet:
        complain(f"using {found}; name another with --config")
    read = load_config(config or found, trusted=found is None, options=options)
    return replace(read, settings=replace(read.settings, **overrides.given()))


def key_place(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An option that says where a key lies. Raises `BadParameter`, where it is the key itself."""
    from scanner.config_values import WrongValueError
    from scanner.config_values import key_place as parsed

    try:
        return None if value is None else str(parsed(value, Path()))
    except WrongValueError as error:
        raise click.BadParameter(f"use {error}") from None


def _found_in(targets: Sequence[str]) -> Path | None:
    from scanner.config_file import FILE_NAME

    found = [path for path in (Path(target) / FILE_NAME for target in targets) if _is_file(path)]
    return found[0] if len(found) == 1 else None


def _is_file(path: Path) -> bool:
    """Whether it is a file of its own: a link could lead anywhere. Targets need not be paths."""
    try:
        return path.is_file() and not path.is_symlink()
    except (OSError, ValueError):
        return False
