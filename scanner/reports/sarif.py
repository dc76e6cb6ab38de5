"""Passwords and keys in files as SARIF 2.1.0, which code hosts and editors read.

Only what opens accounts: data about people belongs in no code scanner's list. A result names the
file, its lines and the masked value.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote, unquote

import pyarrow as pa
import pyarrow.compute as pc

from recognizers.declaration import Harm, Sensitivity
from scanner.model import Unit
from scanner.reports.assets import kinds_of
from scanner.reports.coverage import coverage_lines
from scanner.reports.plain import clean
from scanner.reports.protocol import Inventory, ReportOptions
from scanner.reports.summary import Row, Summary

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Verdicts of rows that nothing counts.
_NOT_COUNTED = ("chance match", "sample", "test")
_BASE = "TARGET"


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the log; `options.top` limits the rows that results are made of."""
    summary = Summary(inventory)
    json.dump(_log(summary, options), out, indent=2)
    out.write("\n")


def _log(summary: Summary, options: ReportOptions) -> dict[str, Any]:
    kinds = [
        kind
        for kind in kinds_of(summary.inventory).values()
        if kind.harm == Harm.ACCOUNT_ACCESS.value
    ]
    names = [kind.entity for kind in kinds]
    rows = _rows(summary.inventory, names)[: options.top]
    rules = [
        {
            "id": kind.entity,
            "name": "".join(word.capitalize() for word in kind.entity.split("_")),
            "shortDescription": {"text": kind.title},
            "help": {"text": kind.remedy},
            "defaultConfiguration": {"level": _level(kind.sensitivity)},
        }
        for kind in kinds
    ]
    driver = {"name": "keysweep", "version": clean(summary.inventory.scan["keysweep_version"])}
    run = {
        "tool": {"driver": driver | {"rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _bases(summary.targets),
        "invocations": [_invocation(summary)],
        "results": [result for row in rows for result in _results(row, names, summary.targets)],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rows(inventory: Inventory, names: list[str]) -> list[Row]:
    table = inventory.inventory
    chosen = table.filter(pc.is_in(table["entity"], value_set=pa.array(names, pa.string())))
    rows: list[Row] = chosen.to_pylist()
    counted = [row for row in rows if row["verdict"] not in _NOT_COUNTED]
    return [row for row in counted if row["findings"] and row["confidence"] > 0]


def _invocation(summary: Summary) -> dict[str, Any]:
    notes = [{"level": "note", "message": {"text": line}} for line in coverage_lines(summary)]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _bases(targets: list[str]) -> dict[str, Any]:
    """Where relative paths begin: the target, as one that ends with a slash."""
    return {
        _base(number): {"uri": target.rstrip("/") + "/"} for number, target in enumerate(targets)
    }


def _base(number: int) -> str:
    return _BASE if number == 0 else f"{_BASE}{number + 1}"


def _results(row: Row, names: list[str], targets: list[str]) -> Iterator[dict[str, Any]]:
    """A result for each line that is known; one for the file where none is."""
    lined = row["unit"] == Unit.LINE.value and not row["part"]
    lines: list[int | None] = (
        [int(line) for line in row["positions"] or () if line > 0] if lined else []
    )
    masks = ", ".join(clean(mask) for mask in row["masks"] or ())
    for line in lines or [None]:
        region = {"region": {"startLine": line}} if line is not None else {}
        yield {
            "ruleId": row["entity"],
            "ruleIndex": names.index(row["entity"]),
            "level": _level(row["sensitivity"]),
            "message": {"text": _message(row, masks)},
            "locations": [
                {"physicalLocation": {"artifactLocation": _artifact(row, targets)} | region}
            ],
            "partialFingerprints": {"keysweep/v1": _fingerprint(row, line)},
        }


def _message(row: Row, masks: str) -> str:
    where = f", {clean(row['part'])}" if row["part"] else ""
    column = f", {clean(row['column'])}" if row["column"] else ""
    return f"{clean(row['title'])}{where}{column}: {masks or 'masked'}. {clean(row['remedy'])}"


def _artifact(row: Row, targets: list[str]) -> dict[str, str]:
    uri = str(row["uri"])
    for number, target in enumerate(targets):
        root = target.rstrip("/")
        if uri.startswith(root + "/"):
            return {"uri": _valid(uri[len(root) + 1 :]), "uriBaseId": _base(number)}
    return {"uri": _valid(uri, scheme=True)}


def _valid(uri: str, *, scheme: bool = False) -> str:
    """A uri with nothing in it that uris do not hold."""
    return quote(unquote(uri), safe="/:!" if scheme else "/!", errors="replace")


def _level(sensitivity: str) -> str:
    known = Sensitivity[sensitivity] if sensitivity in Sensitivity.__members__ else Sensitivity.HIGH
    return {Sensitivity.LOW: "note", Sensitivity.MODERATE: "warning"}.get(known, "error")


def _fingerprint(row: Row, line: int | None) -> str:
    """The same in every run, so that a result that was dismissed stays so."""
    parts = (row["uri"], row["part"], row["column"], row["entity"], line)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
