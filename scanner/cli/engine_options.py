"""Options of `keysweep scan` that say where and with how much strength objects are examined."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option(
        "--memory", metavar="SIZE", help='What all processes here may take together: "8 GiB".'
    ),
    click.option(
        "--engine", type=click.Choice(["local", "dask"]), help="This machine, or a Dask cluster."
    ),
    click.option(
        "--scheduler",
        metavar="URL",
        help="Of the cluster: tls://HOST:8786, or local:N for N workers made here.",
    ),
    click.option("--tls-ca-file", type=_FILE, help="Authority that signed the cluster's files."),
    click.option("--tls-cert", type=_FILE, help="Certificate of this machine."),
    click.option("--tls-key", type=_FILE, help="Key of that certificate."),
    click.option("--allow-plaintext", is_flag=True, help="Reach the scheduler without TLS."),
)
_SETTINGS = {
    "memory": "memory",
    "engine": "engine",
    "scheduler": "cluster.scheduler",
    "tls_ca_file": "cluster.ca_file",
    "tls_cert": "cluster.cert_file",
    "tls_key": "cluster.key_file",
    "allow_plaintext": "cluster.allow_plaintext",
}


def engine_options(command: Command) -> Command:
    """Adds the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def as_settings(given: Mapping[str, object]) -> tuple[str, ...]:
    """What was given, as `--set` takes it. A scheduler means its cluster."""
    if given.get("scheduler") and not given.get("engine"):
        given = {**given, "engine": "dask"}
    return tuple(
        f"{_SETTINGS[name]}={_written(value)}"
        for name, value in given.items()
        if value not in (None, False)
    )


def _written(value: object) -> str:
    """Any text as TOML has it, a number as it is."""
    text = str(value)
    if value is True:
        return "true"
    return text if text.isdigit() else json.dumps(text, ensure_ascii=False)
