"""A report's file is whole or not there: whatever ends the writing, the last one is kept."""

from pathlib import Path
from typing import Any

import pytest

from scanner.cli.show import show
from scanner.reports import registry
from tests.reports.build import build


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every report begins, then fails."""

    def write(_inventory: Any, out: Any, _options: Any) -> None:
        out.write("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(registry, "load_report", lambda _name: write)


@pytest.mark.usefixtures("failing")
def test_a_report_that_fails_leaves_the_last_one(tmp_path: Path) -> None:
    """The file of before stands as it was, and nothing lies beside it."""
    from scanner.errors import ConfigError

    inventory = build(tmp_path)
    before = set(tmp_path.iterdir())
    out = tmp_path / "report.json"
    out.write_text("the last one", "utf-8")
    with pytest.raises(ConfigError, match="cannot be written: No space left"):
        show(inventory, "json", None, out)
    assert out.read_text("utf-8") == "the last one"
    assert set(tmp_path.iterdir()) == before | {out}


def test_a_report_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    """Written whole, it is the file; nothing lies beside it."""
    inventory = build(tmp_path)
    before = set(tmp_path.iterdir())
    out = tmp_path / "report.json"
    out.write_text("the last one", "utf-8")
    show(inventory, "json", None, out)
    assert out.read_text("utf-8").startswith("{")
    assert set(tmp_path.iterdir()) == before | {out}
