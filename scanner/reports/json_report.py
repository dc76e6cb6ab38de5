"""The report for programs: what the terminal report tells, all places, as one JSON document."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.summary import COUNTS, COVERAGE, Summary


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the report. Characters beyond ASCII are escaped, so a terminal cannot be tricked."""
    content = _content(Summary(inventory), options)
    if options.run is not None:
        content["run"] = dict(options.run)
    json.dump(content, out, indent=2, default=_plain)
    out.write("\n")


def _content(summary: Summary, options: ReportOptions) -> dict[str, Any]:
    scan = summary.inventory.scan
    told = ("scan_id", "started_at", "finished_at", "targets", "keysweep_version")
    return {
        "inventory": str(summary.inventory.path),
        "scan": {name: scan.get(name) for name in (*told, "schema_version", "rule_digest")},
        "totals": {name: summary.count(name) for name in (*COUNTS, "findings")},
        "controllers": summary.controllers,
        "protect_first": summary.ranked(options.top),
        "entities": [asdict(total) for total in summary.entities],
        "coverage": {
            "complete": summary.complete,
            **{name: summary.count(name) for name in COVERAGE},
            "reasons": [
                {"status": status, "reason": reason, "objects": count}
                for (status, reason), count in sorted(summary.reasons.items())
            ],
            "unexamined": summary.unexamined(),
        },
    }


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
