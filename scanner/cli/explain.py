"""`keysweep explain`: why something in one file is a finding, value by value, masked."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from scanner.cli.options import Overrides, configured
from scanner.cli.rules import problems_told

if TYPE_CHECKING:
    from scanner.explaining import Explanation
    from scanner.model import Skipped

INCOMPLETE = 3


@click.command(
    epilog="""\b
Examples:
  keysweep explain rota.xlsx
  pg_dump care | keysweep explain - --json"""
)
@click.argument("file", metavar="FILE|-")
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings to use.")
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(
    file: str,
    config: Path | None,
    test_numbers: str | None,
    names: str | None,
    recognizers: Path | None,
    as_json: bool,
) -> int:
    """Show each finding in FILE (- reads standard input), its score and why.

    Values are masked. Exits with 3 where a part could not be read.
    """
    from scanner.explaining import explain as explained

    overrides = Overrides(test_numbers=test_numbers, names=names, recognizers_folder=recognizers)
    settings = configured(config, (), overrides).settings
    with problems_told(), _opened(file) as (stream, name):
        found, skipped = _split(explained(stream, name, settings))
    if as_json:
        click.echo(json.dumps(_content(found, skipped), indent=2))
    else:
        _print(found, skipped)
    return INCOMPLETE if any(map(_matters, skipped)) else 0


@contextmanager
def _opened(file: str) -> Iterator[tuple[BinaryIO, str]]:
    """A seekable stream and its name. Standard input is held in memory, never on a disk."""
    from scanner.errors import TargetError

    if file == "-":
        yield io.BytesIO(sys.stdin.buffer.read()), "standard input"
        return
    with ExitStack() as open_files:
        try:
            stream = open_files.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise TargetError(f"{file}: cannot be read: {error.strerror}") from error
        yield stream, Path(file).name


def _split(
    told: Iterator[Explanation | Skipped],
) -> tuple[list[Explanation], list[Skipped]]:
    from scanner.model import Skipped

    found: list[Explanation] = []
    skipped: list[Skipped] = []
    for one in told:
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            found.append(one)
    return found, skipped


def _matters(skipped: Skipped) -> bool:
    """Whether something may have been missed: an empty file hides nothing."""
    from scanner.model import COMPLETE_REASONS

    return skipped.reason not in COMPLETE_REASONS


def _content(found: list[Explanation], skipped: list[Skipped]) -> dict[str, Any]:
    left_out = [
        asdict(one) | {"stage": one.stage.value, "reason": one.reason.value} for one in skipped
    ]
    return {"findings": [asdict(one) for one in found], "not_examined": left_out}


def _print(found: list[Explanation], skipped: list[Skipped]) -> None:
    from scanner.reports.plain import clean

    for one in found:
        click.echo(clean(f"{one.title} ({one.entity}) {one.mask}"))
        click.echo(clean(f"  where  {_place(one)}"))
        click.echo(clean(f"  score  {one.score:.2f}, {one.verdict}; {one.recognizer}"))
        click.echo(clean(f"  why    {one.why}"))
    if not found:
        click.echo("nothing found")
    for left in skipped:
        told = (left.part, left.reason.value, left.detail, left.remedy)
        click.echo(clean("not examined: " + "; ".join(part for part in told if part)))


def _place(one: Explanation) -> str:
    told = [one.part, f"column {one.column}" if one.column else "", f"{one.unit} {one.position}"]
    return ", ".join(part for part in (*told, f"characters {one.start} to {one.end}") if part)
