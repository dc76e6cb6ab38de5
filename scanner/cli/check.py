"""`keysweep check`: what a sweep of a target would see, and what it would not, and why."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from scanner.cli.check_estimate import Asked, estimated, lines
from scanner.cli.options import Overrides, configured

if TYPE_CHECKING:
    from scanner.engines.preflight import Estimate
    from scanner.model import Check

REFUSED = 3
_MARKS = {"yes": "yes", "no": "NO", "unknown": "?"}


@click.command(
    epilog="""\b
Exit code: 0 a sweep can see the target; 3 it cannot, or not all of it; 2 wrong use.

\b
Examples:
  keysweep check s3://bucket/exports
  keysweep check smb://server/share --json
  keysweep check s3://bucket --estimate --price-per-1000-get 0.0004"""
)
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings to use.")
@click.option("--set", "options", multiple=True, metavar="KEY=VALUE", help="Any setting.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=30.0,
    show_default=True,
    help="How long to list for the estimate; 0 makes none.",
)
@click.option(
    "--estimate",
    "asks_estimate",
    is_flag=True,
    help="Sweep a sample, and work out time, requests and size from it.",
)
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Objects in the sample, at most.",
)
@click.option(
    "--sample-seconds",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    help="How long to sweep the sample.",
)
@click.option(
    "--price-per-1000-get",
    type=click.FloatRange(min=0),
    help="What a bucket's owner pays for 1,000 GET requests.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(
    targets: tuple[str, ...],
    config: Path | None,
    options: tuple[str, ...],
    seconds: float,
    asks_estimate: bool,
    sample: int,
    sample_seconds: float,
    price_per_1000_get: float | None,
    as_json: bool,
) -> int:
    """Try what a sweep of each TARGET needs: credentials, listing, one read, who can read it.

    Names the permission that is missing, and estimates objects, bytes and time. Reads no more
    than the first bytes of one object, unless --estimate asks for a sample to be swept; nothing is
    kept of what is found in it.
    """
    settings = configured(config, targets, Overrides(), options=options).settings
    workers = settings.workers or os.cpu_count() or 1
    asked = Asked(sample, sample_seconds, seconds, price_per_1000_get) if asks_estimate else None
    told = [_target(target, settings, seconds, workers, asked) for target in targets]
    if as_json:
        click.echo(json.dumps(told, indent=2))
    else:
        for one in told:
            _print(one)
    return 0 if all(one["can_sweep"] for one in told) else REFUSED


def _target(
    target: str, settings: Any, seconds: float, workers: int, asked: Asked | None
) -> dict[str, Any]:
    from scanner.engines import sandbox
    from scanner.engines.preflight import can_sweep, checked, estimate
    from scanner.sources.registry import resolve

    source = resolve(target, settings)
    checks = list(checked(source))
    able = can_sweep(checks)
    told: dict[str, Any] = {
        "target": source.root,
        "can_sweep": able,
        "checks": [_plain(one) for one in checks],
        "sandbox": sandbox.in_words([source.name]),
    }
    if able and asked is not None:
        told["forecast"] = estimated(source, settings, asked)
    elif able and seconds:
        told["estimate"] = _estimated(estimate(source, seconds), workers)
    return told


def _plain(one: Check) -> dict[str, Any]:
    return asdict(one) | {"verdict": one.verdict.value}


def _estimated(found: Estimate, workers: int) -> dict[str, Any]:
    return asdict(found) | {"workers": workers, "seconds": round(found.seconds(workers))}


def _print(told: dict[str, Any]) -> None:
    from scanner.reports.plain import clean

    click.echo(clean(told["target"]))
    for one in told["checks"]:
        needs = f"; needs {one['needs']}" if one["needs"] and one["verdict"] != "yes" else ""
        detail = f": {one['detail']}" if one["detail"] else ""
        click.echo(f"  {_MARKS[one['verdict']]:<4}{clean(one['asks'] + detail + needs)}")
    click.echo(f"  Sandbox of the readers: {told['sandbox']}.")
    if "forecast" in told:
        for line in lines(told["forecast"], urlsplit(told["target"]).scheme):
            click.echo(f"  {line}")
    if "estimate" in told:
        click.echo(f"  {_in_words(told['estimate'])}")
    if not told["can_sweep"]:
        click.echo("  A sweep would not see this target.")


def _in_words(found: dict[str, Any]) -> str:
    from scanner.sizes import size_text

    least = "" if found["complete"] else "At least "
    passed = f", {found['passed_over']:,} passed over" if found["passed_over"] else ""
    workers = "1 worker" if found["workers"] == 1 else f"{found['workers']:,} workers"
    return (
        f"{least}{found['objects']:,} objects, {size_text(found['size_bytes'])}{passed}; "
        f"{_duration(found['seconds'])} with {workers}."
    )


def _duration(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"about {seconds / length:.0f} {unit}"
    return "a minute" if seconds >= 60 else "less than a minute"
