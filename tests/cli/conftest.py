"""Stand-ins for what the command line calls, so that its tests need no sweep."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scanner.errors import InventoryError
from tests.reports.build import build

Run = Callable[..., tuple[int, str, str]]


@dataclass
class FakeSweep:
    """Remembers how it was called; answers what a test wants."""

    complete: bool = True
    fresh: bool = False
    error: BaseException | None = None
    tables: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def __call__(
        self,
        targets: Any,
        inventory: Path,
        settings: Any,
        on_progress: Any = None,
        fresh: bool = False,
        notice: Any = None,
    ) -> bool:
        """Write a small inventory in place of a sweep."""
        self.fresh = fresh
        self.calls.append((tuple(targets), inventory, settings, on_progress))
        if self.error is not None:
            raise self.error
        inventory.mkdir(parents=True, exist_ok=True)
        build(inventory, **self.tables)
        return self.complete


def _open(tables: dict[str, Any], path: Path) -> Any:
    if not (path / "scans.parquet").exists():
        raise InventoryError(f"{path} is no inventory")
    return build(path, **tables)


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeSweep:
    """The engine and the reader, replaced; the current folder is the test's own."""
    fake = FakeSweep()
    engine, reader = ModuleType("scanner.engines.local"), ModuleType("scanner.inventory.reader")
    engine.sweep = fake  # type: ignore[attr-defined]
    reader.open_inventory = lambda path, key="": _open(fake.tables, path)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "scanner.engines.local", engine)
    monkeypatch.setitem(sys.modules, "scanner.inventory.reader", reader)
    monkeypatch.chdir(tmp_path)
    return fake


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line: exit code, standard output, standard error."""
    from scanner.cli import main

    def call(*args: object) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
