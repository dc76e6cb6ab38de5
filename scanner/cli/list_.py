"""`keysweep list`: what can be found, read and swept."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import click

Rows = list[dict[str, Any]]


@click.command(
    "list",
    epilog="""\b
Examples:
  keysweep list
  keysweep list --formats --json""",
)
@click.option("--recognizers", "kind", flag_value="recognizers", help="What is found (default).")
@click.option("--formats", "kind", flag_value="formats", help="Files that can be read.")
@click.option("--sources", "kind", flag_value="sources", help="Places that can be swept.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(kind: str | None, as_json: bool) -> int:
    """List recognizers, formats or sources."""
    rows, write = _KINDS[kind or "recognizers"]
    if as_json:
        click.echo(json.dumps(rows(), indent=2))
    else:
        write(rows())
    return 0


def _recognizers() -> Rows:
    """One row per entity, with the recognizers that find it."""
    from recognizers.catalogue import ALL

    found: dict[str, dict[str, Any]] = {}
    for recognizer in ALL:
        row = found.setdefault(recognizer.entity.name, _entity(recognizer.entity))
        row["recognizers"].append(recognizer.name)
        row["references"] = list(dict.fromkeys([*row["references"], *recognizer.references]))
    return [found[name] for name in sorted(found)]


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


def _formats() -> Rows:
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


def _sources() -> Rows:
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
        table.add_column(name)
    for row in rows:
        cells = (", ".join(v) if isinstance(v, list) else v for v in row.values())
        table.add_row(*(Text(cell) for cell in cells))
    console_for(sys.stdout, width_of(sys.stdout)).print(table)


_KINDS: dict[str, tuple[Callable[[], Rows], Callable[[Rows], None]]] = {
    "recognizers": (_recognizers, _write_recognizers),
    "formats": (_formats, _write_table),
    "sources": (_sources, _write_table),
}
