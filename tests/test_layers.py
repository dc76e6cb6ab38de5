"""The house: imports go one way, and rooms do not know each other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("sources", "formats", "detect", "classify", "inventory", "reports")
SHARED = {"scanner", "scanner.model", "scanner.errors", "scanner.schema", "scanner.config"}
OWN = {"", "model", "errors", "schema", "config", "sizes", "keys"}
# They alone know several rooms: `pipeline` and its parts for one object, `assembly` for a sweep.
JOINING = (
    "pipeline",
    "ahead",
    "reading",
    "visit",
    "rows",
    "explaining",
    "naming",
    "assembly",
    "places",
    "controllers",
    "rule_digest",
)
FILES = sorted(
    path.relative_to(ROOT)
    for package in ("scanner", "recognizers")
    for path in (ROOT / package).rglob("*.py")
)


def imported(path: Path) -> set[str]:
    """Full names of the modules of ours that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] in ("scanner", "recognizers")}


def room(name: str) -> str:
    """`scanner.formats.xlsx` lies in the room `formats`."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "scanner" else ""


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_go_one_way(path: Path) -> None:
    """No file imports against the walk, and no room imports another."""
    here = room(".".join(path.with_suffix("").parts))
    for name in imported(path):
        there = room(name)
        if path.parts[0] == "recognizers":
            assert name.startswith("recognizers"), f"{path} imports {name}"
        elif here in ROOMS and there in ROOMS and here != there:
            assert (here, name.rsplit(".", 1)[0] if name.count(".") > 2 else name) == (
                "reports",
                "scanner.inventory.reader",
            ), f"{path} imports {name}"
        elif here in ROOMS:
            assert there == here or name in SHARED or there in OWN, f"{path} imports {name}"
        elif here in JOINING:
            assert there not in ("engines", "cli"), f"{path} imports {name}"
        elif here == "engines":
            assert there != "cli", f"{path} imports {name}"


def test_only_presidio_modules_import_presidio() -> None:
    """Recognizers are usable without Presidio, except for the bridge to it."""
    for path in FILES:
        if path.name.startswith("presidio"):
            continue
        text = (ROOT / path).read_text("utf-8")
        assert "import presidio_analyzer" not in text and "from presidio_analyzer" not in text, path
