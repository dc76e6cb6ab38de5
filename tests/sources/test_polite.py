"""Polite limits: rates are kept, hours are waited for, and nothing else changes."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scanner.config import PoliteSettings
from scanner.model import DataObject
from scanner.sources import polite as module
from scanner.sources.files import FileSource
from scanner.sources.polite import Pace, polite, seconds_until
from tests.sources.contract import Known, SourceContract
from tests.sources.trees import fill


class TestPoliteSource(SourceContract):
    """With generous limits it is the source it wraps."""

    @pytest.fixture
    def known(self, tmp_path: Path) -> Known:
        """A tree of files behind limits that are never reached."""
        root = tmp_path / "share"
        tree = {b"a/one.txt": b"first", b"b.bin": bytes(range(256)) * 2000}
        fill(root, tree)
        limits = PoliteSettings(bytes_per_second=10**9, requests_per_second=1e6)
        return Known(
            source=polite(FileSource(root), limits, 2),
            expected=tree,
            snapshot=lambda: {
                path: (path.stat().st_mtime_ns, path.read_bytes()) for path in root.glob("*/*")
            },
            remove=lambda name: (root / os.fsdecode(name)).unlink(),
        )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Sleeping adds to the list instead, and moves the time on."""
    slept: list[float] = []
    start = time.monotonic()
    monkeypatch.setattr(module.time, "sleep", slept.append)
    monkeypatch.setattr(module.time, "monotonic", lambda: start + sum(slept))
    module._pace.cache_clear()
    return slept


def test_without_limits_the_source_is_itself(tmp_path: Path) -> None:
    """Nothing is wrapped for nothing."""
    source = FileSource(tmp_path)
    assert polite(source, PoliteSettings(), 4) is source


def test_bytes_are_read_at_the_rate(tmp_path: Path, clock: list[float]) -> None:
    """Reading a megabyte at 200 kB a second, shared by two workers, takes ten seconds of each."""
    (tmp_path / "file").write_bytes(bytes(1_000_000))
    source = polite(FileSource(tmp_path), PoliteSettings(bytes_per_second=200_000), 2)
    obj = next(item for item in source.walk() if isinstance(item, DataObject))
    with source.open(obj) as stream:
        assert len(stream.read()) == 1_000_000
    assert sum(clock) == pytest.approx(10, abs=0.7)


def test_objects_are_opened_at_the_rate(tmp_path: Path, clock: list[float]) -> None:
    """Four openings at two a second wait a second and a half."""
    (tmp_path / "file").write_bytes(b"x")
    source = polite(FileSource(tmp_path), PoliteSettings(requests_per_second=2), 1)
    obj = next(item for item in source.walk() if isinstance(item, DataObject))
    for _ in range(4):
        source.open(obj).close()
    assert sum(clock) == pytest.approx(1.5)


def test_a_pause_earns_no_burst(clock: list[float]) -> None:
    """After a long idle time the rate is the same."""
    pace = Pace(1)
    clock.append(100)
    for _ in range(3):
        pace.spend(1)
    assert sum(clock) - 100 == pytest.approx(2)


@pytest.mark.parametrize(
    ("hours", "now", "seconds"),
    [
        ("", "12:00", 0),
        ("22:00-06:00", "23:30", 0),
        ("22:00-06:00", "05:59", 0),
        ("22:00-06:00", "06:00", 16 * 3600),
        ("22:00-06:00", "21:59", 60),
        ("09:00-17:00", "12:00", 0),
        ("09:00-17:00", "17:30", 15.5 * 3600),
        ("00:00-00:00", "12:00", 0),
    ],
)
def test_hours_are_waited_for(hours: str, now: str, seconds: float) -> None:
    """Outside them the wait lasts until they begin; equal ends are all day."""
    clock = datetime.fromisoformat(f"2026-01-05T{now}:00").replace(tzinfo=UTC)
    assert seconds_until(hours, clock) == seconds
