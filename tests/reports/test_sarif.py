"""SARIF for passwords and keys, against the parts of the 2.1.0 schema that it uses."""

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.assembled import TARGET, found_row, inventory, object_row, one_file

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
# Nothing beyond it is allowed, so a property that SARIF does not know is found.
SCHEMA = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "originalUriBaseIds": {
                    "type": "object",
                    "additionalProperties": {
                        "type": "object",
                        "properties": {"uri": {"type": "string", "pattern": "/$"}},
                    },
                },
                "invocations": {
                    "type": "array",
                    "items": {"type": "object", "required": ["executionSuccessful"]},
                },
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "required": ["id"],
                        "properties": {"shortDescription": TEXT, "help": TEXT},
                    },
                },
            },
        },
        "result": {
            "type": "object",
            "required": ["message", "locations"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": TEXT,
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "partialFingerprints": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                },
            },
        },
        "location": {
            "type": "object",
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "required": ["uri"],
                            "properties": {
                                "uri": {"type": "string", "pattern": "^[!-~]+$"},
                                "uriBaseId": {"type": "string"},
                            },
                        },
                        "region": {
                            "type": "object",
                            "properties": {"startLine": {"type": "integer", "minimum": 1}},
                        },
                    },
                }
            },
        },
    },
}


def secret(uri: str, **values: Any) -> dict[str, Any]:
    """A file that holds a password."""
    found = {"unit": "line", "positions": [3, 7], "masks": ["••• (12 characters)"]}
    return {
        "objects": [object_row(uri)],
        "inventory": [found_row(uri, "CREDENTIAL", **(found | values))],
        "people": [],
    }


def results(folder: Path, *files: Any) -> list[dict[str, Any]]:
    """The results of a log that fits the schema."""
    out = io.StringIO()
    load_report("sarif")(inventory(folder, *files, keysweep_version="1.0"), out, ReportOptions())
    log = json.loads(out.getvalue())
    jsonschema.validate(log, SCHEMA)
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


def test_each_line_is_a_result(tmp_path: Path) -> None:
    """A code host shows it at its line, relative to the target."""
    found = results(tmp_path, secret(f"{TARGET}/src/a%20b.py"))
    places = [result["locations"][0]["physicalLocation"] for result in found]
    assert [place["region"]["startLine"] for place in places] == [3, 7]
    assert places[0]["artifactLocation"] == {"uri": "src/a%20b.py", "uriBaseId": "TARGET"}
    assert found[0]["level"] == "error"


def test_a_row_of_a_table_is_no_line(tmp_path: Path) -> None:
    """A position that counts something else would point at the wrong line."""
    (found,) = results(tmp_path, secret(f"{TARGET}/a.csv", unit="row"))
    assert "region" not in found["locations"][0]["physicalLocation"]


def test_data_about_people_stays_out(tmp_path: Path) -> None:
    """Code hosts keep such logs; only what opens accounts is told."""
    assert results(tmp_path, one_file(f"{TARGET}/a/1.csv", [1])) == []


@pytest.mark.parametrize("verdict", ["sample", "test", "chance match"])
def test_what_does_not_count_is_no_result(tmp_path: Path, verdict: str) -> None:
    """Examples from documentation are nobody's password."""
    assert results(tmp_path, secret(f"{TARGET}/a.py", verdict=verdict)) == []


def test_fingerprints_stay_the_same(tmp_path: Path) -> None:
    """What was dismissed stays dismissed in the next run."""
    file = secret(f"{TARGET}/a.py")
    first, second = results(tmp_path / "1", file), results(tmp_path / "2", file)
    prints = [[one["partialFingerprints"] for one in found] for found in (first, second)]
    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]


def test_a_hostile_name_is_a_valid_uri(tmp_path: Path) -> None:
    """Control characters and surrogates are encoded or replaced."""
    found = results(tmp_path, secret(f"{TARGET}/%1B[2J<b>.py"))
    uri = found[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%1B%5B2J%3Cb%3E.py"
