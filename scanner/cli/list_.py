"""`keysweep list`: what can be found, read and swept; whether recognizers keep their examples."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli.printing import complain
from scanner.cli.rules import problems_told

if TYPE_CHECKING:
    from recognizers.declaration import Recognizer
    from scanner.checking import Checked

Rows = list[dict[str, Any]]

FAILED = 1
_NO_FOLDER = ""  # --recognizers without a folder: only ours


@click.command(
    "list",
    epilog="""\b
Examples:
  keysweep list
  keysweep list --formats --json
  keysweep list --entities --recognizers /etc/keysweep/recognizers
  keysweep list --check --recognizers /etc/keysweep/recognizers""",
)
@click.option(
    "--recognizers",
    "folder",
    is_flag=False,
    flag_value=_NO_FOLDER,
    metavar="[FOLDER]",
    help="What is found (default); with your own recognizers where a folder is named.",
)
@click.option("--entities", "kind", flag_value="entities", help="Kinds of data, a line each.")
@click.option("--formats", "kind", flag_value="formats", help="Files that can be read.")
@click.option("--sources", "kind", flag_value="sources", help="Places that can be swept.")
@click.option("--check", is_flag=True, help="Try the examples of all recognizers.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(folder: str | None, kind: str | None, check: bool, as_json: bool) -> int:
    """List recognizers, entities, formats or sources.

    --check exits with 1 where a recognizer of ours or yours does not keep its examples.
    """
    named = Path(folder) if folder else None
    if check:
        return _check(named, as_json)
    rows, write = _KINDS[kind or "recognizers"]
    with problems_told():
        found = rows(named)
    if as_json:
        click.echo(json.dumps(found, indent=2))
    else:
        write(found)
    return 0


def _check(folder: Path | None, as_json: bool) -> int:
    """Says what failed, file and rule in front, and how much was tried."""
    from scanner.checking import check
    from scanner.pipeline import default_cache_folder

    checked = check(folder, default_cache_folder())
    if as_json:
        click.echo(json.dumps(asdict(checked), indent=2))
    else:
        _write_checked(checked)
    return FAILED if checked.problems else 0


def _write_checked(checked: Checked) -> None:
    for problem in checked.problems:
        complain(str(problem))
    for name in checked.without_examples:
        complain(f"{name}: has no examples, so nothing was tried")
    failed = f"{len(checked.problems)} failed" if checked.problems else "all kept"
    click.echo(
        f"{checked.recognizers:,} recognizers, {checked.examples:,} examples,"
        f" {checked.counter_examples:,} counter-examples: {failed}"
    )


def _known(folder: Path | None) -> Sequence[Recognizer]:
    """Ours, and those of a folder."""
    from recognizers.catalogue import ALL

    if folder is None:
        return ALL
    from scanner import custom
    from scanner.config import Settings

    return custom.known(Settings(recognizers_folder=folder))


def _recognizers(folder: Path | None) -> Rows:
    """One row per entity, with the recognizers that find it."""
    found: dict[str, dict[str, Any]] = {}
    for recognizer in _known(folder):
        row = found.setdefault(recognizer.entity.name, _entity(recognizer.entity))
        row["recognizers"].append(recognizer.name)
        row["references"] = list(dict.fromkeys([*row["references"], *recognizer.references]))
    return [found[name] for name in sorted(found)]


def _entities(folder: Path | None) -> Rows:
    """One short row per entity."""
    wanted = ("entity", "title", "sensitivity", "harm")
    return [{name: row[name] for name in wanted} for row in _recognizers(folder)]


def _entity(entity: Any) -> dict[str, Any]:
    return {
        "entity": entity.name,
        "title": entity.title,
        "meaning": entity.meaning,
        "uk_gdpr": entity.uk_gdpr.value,
        "harm": entity.harm.value,
        "sensitivity": entity.sensitivity.name,
        "recognizers": [],
        "references": list(entity.references),
    }


def _formats(_: Path | None) -> Rows:
    from scanner.formats.registry import all_formats

    return [
        {
            "name": one.name,
            "title": one.title,
            "endings": list(one.endings),
            "needs": one.needs,
        }
        for one in all_formats()
    ]


def _sources(_: Path | None) -> Rows:
    from scanner.sources.registry import kinds

    return [{"name": one.name, "title": one.title, "example": one.example} for one in kinds()]


def _write_recognizers(rows: Rows) -> None:
    """A paragraph each: what a data protection officer needs is longer than a table cell."""
    from rich.padding import Padding
    from rich.text import Text

    from scanner.cli.printing import width_of
    from scanner.reports.terminal import console_for

    console = console_for(sys.stdout, width_of(sys.stdout))
    for row in rows:
        console.print(Text(f"{row['entity']}  {row['title']}", style="bold"))
        told = (
            row["meaning"],
            f"UK GDPR: {row['uk_gdpr']}; harm: {row['harm']}; sensitivity: {row['sensitivity']}",
            f"Found by: {', '.join(row['recognizers'])}",
        )
        for line in told:
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
        for reference in row["references"]:
            # An address stays on one line, so that it can be copied.
            console.print(Text(f"  Source: {reference}"), soft_wrap=True)


def _write_table(rows: Rows) -> None:
    from rich.table import Table
    from rich.text import Text

    from scanner.cli.printing import width_of
    from scanner.reports.terminal import console_for

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in rows[0] if rows else ():
        table.add_column(name, no_wrap=name == "entity")  # a rule names it as it is written
    for row in rows:
        cells = (", ".join(v) if isinstance(v, list) else v for v in row.values())
        table.add_row(*(Text(cell) for cell in cells))
    console_for(sys.stdout, width_of(sys.stdout)).print(table)


_KINDS: dict[str, tuple[Callable[[Path | None], Rows], Callable[[Rows], None]]] = {
    "recognizers": (_recognizers, _write_recognizers),
    "entities": (_entities, _write_table),
    "formats": (_formats, _write_table),
    "sources": (_sources, _write_table),
}
