"""No raw value leaves memory: every planted value is searched for in every output."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.truth import SHARE, truth

CONFIG = SHARE.parent / "keysweep.toml"


def planted_values() -> dict[str, str]:
    """Each planted value and its entity. Names of one word are also ordinary words."""
    values: dict[str, str] = {}
    for content in truth()["files"].values():
        for item in content["planted"]:
            value = item["value"]
            if item["entity"] == "PERSON" and " " not in value.strip():
                continue
            values[value] = item["entity"]
    return values


def spellings(value: str) -> Iterator[str]:
    """The value as it is and without its spaces."""
    yield value
    squeezed = re.sub(r"[\s-]", "", value)
    if squeezed != value:
        yield squeezed


def held_in(text: str, values: dict[str, str]) -> list[str]:
    """Entities of the values that stand in the text as words of their own."""
    return [
        entity
        for value, entity in values.items()
        if any(
            re.search(rf"(?<![\w]){re.escape(spelling)}(?![\w])", text)
            for spelling in spellings(value)
        )
    ]


def texts_of_tables(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in every table, decoded. Numbers are counts, sizes and hashes, not values."""
    for file in sorted(folder.rglob("*.parquet")):
        table = pq.read_table(file)
        for column in table.column_names:
            values = [v for v in table[column].to_pylist() if v is not None]
            texts = [json.dumps(v, default=str, ensure_ascii=False) for v in values if _is_text(v)]
            yield f"{file.name}:{column}", "\n".join(texts)


def texts_of_json(document: str) -> str:
    """The texts of a JSON document. Its numbers are counts and sizes, which may equal a code."""
    texts: list[str] = []

    def take(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                texts.append(key)
                take(inner)
        elif isinstance(value, list):
            for inner in value:
                take(inner)
        elif isinstance(value, str):
            texts.append(value)

    take(json.loads(document))
    return "\n".join(texts)


def texts_of_office(file: Path) -> str:
    """The texts of a workbook or document; numbers in cells are counts, which may equal a code."""
    with zipfile.ZipFile(file) as archive:
        parts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if re.search(r"(?:document|sharedStrings|comments\d*|footer\d*|header\d*)\.xml$", name)
        ]
    return re.sub(r"<[^>]*>", " ", " ".join(parts))


def _is_text(value: object) -> bool:
    return isinstance(value, (str, list, dict))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that a sweep with all its reports leaves behind, by where it lies."""
    folder = tmp_path_factory.mktemp("outputs")
    inventory = folder / "inventory"
    said: dict[str, str] = {}

    def run(name: str, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "scanner.cli", *arguments],
            capture_output=True,
            cwd=Path(__file__).parent.parent,
            check=False,
            timeout=500,
        )
        said[f"{name} stdout"] = done.stdout.decode()
        said[f"{name} stderr"] = done.stderr.decode()
        assert done.returncode in (0, 3), said[f"{name} stderr"]

    run("scan", "scan", str(SHARE), "-o", str(inventory), "--config", str(CONFIG), "-v")
    for kind in (
        "terminal",
        "json",
        "csv",
        "html",
        "objects",
        "dpia-md",
        "breach",
        "dspt",
        "sarif",
    ):
        run(f"report {kind}", "report", str(inventory), "--format", kind, "--top", "1000")
    for kind, file in (("ropa", "ropa.xlsx"), ("dpia", "dpia.docx")):
        out = folder / file
        run(f"report {kind}", "report", str(inventory), "--format", kind, "--out", str(out))
        said[file] = texts_of_office(out)
    said["report json stdout"] = texts_of_json(said["report json stdout"])
    for file in ("Exports/clients.csv", "Telecare/keyholders.txt", "HL7/adt_a01.hl7"):
        run(f"explain {file}", "explain", str(SHARE / file))
    said |= dict(texts_of_tables(inventory))
    return said


def test_no_planted_value_is_in_any_output(outputs: dict[str, str]) -> None:
    """Not in a table, a report, the terminal or the log."""
    values = planted_values()
    leaked = {place: held_in(text, values) for place, text in outputs.items()}
    assert {place: sorted(set(found)) for place, found in leaked.items() if found} == {}


def test_the_same_search_finds_them_in_the_share() -> None:
    """So that the test above can fail: the values do stand in the source."""
    values = planted_values()
    text = "\n".join(
        file.read_text("utf-8", "replace")
        for file in SHARE.rglob("*")
        if file.suffix in (".csv", ".txt", ".sql", ".ndjson", ".json", ".hl7", ".log", ".md")
    )
    assert len(held_in(text, values)) > len(values) / 2


def test_outputs_say_something(outputs: dict[str, str]) -> None:
    """Nothing is found in what is empty, so it must not be."""
    assert "Protect first" in outputs["scan stdout"]
    assert "KEY_SAFE_CODE" in outputs["inventory.parquet:entity"]
    assert "•" in outputs["inventory.parquet:masks"]
    assert "Key safe code" in outputs["ropa.xlsx"]
    assert "key safe code" in outputs["dpia.docx"]
    assert "Key safe code" in outputs["explain Exports/clients.csv stdout"]
