"""The queries of docs/queries.md run on an inventory as they stand."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.assembled import TARGET, inventory, one_file

PAGE = (Path(__file__).parent.parent / "docs" / "queries.md").read_text("utf-8")


def blocks(title: str, language: str) -> list[str]:
    """The code under one heading."""
    (section,) = re.findall(rf"^## {title}$(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    found = re.findall(rf"```{language}\n(.*?)```", section, re.S)
    assert found
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inventory in which each query finds something."""
    folder = tmp_path_factory.mktemp("queried")
    inventory(
        folder / "made",
        one_file(f"{TARGET}/a/1.csv", [1, 2], controllers=["North"], access="public"),
        one_file(f"{TARGET}/test/2.csv", [3], status="partly scanned", reason="damaged"),
    )
    return folder / "made"


@pytest.mark.parametrize("query", blocks("DuckDB", "sql"))
def test_duckdb_answers(folder: Path, query: str) -> None:
    """Each query finds rows."""
    assert duckdb.sql(query.replace("INVENTORY", str(folder))).fetchall()


@pytest.mark.parametrize("code", blocks("pandas", "python"))
def test_pandas_answers(folder: Path, code: str) -> None:
    """The last name that each piece assigns holds rows."""
    made: dict[str, Any] = {}
    exec(compile(code.replace("INVENTORY", str(folder)), "queries.md", "exec"), made)
    assert len(list(made.values())[-1])
