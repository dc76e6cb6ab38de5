"""Sweeps by several workers: the same bytes as by one, and no more memory than allowed."""

from dataclasses import replace
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.engines import sweep as common
from scanner.engines.local import LocalEngine, engine_of
from scanner.engines.memory import LEAST_BYTES, MAIN_BYTES, WORKER_BYTES, divided
from scanner.engines.order import largest_first
from scanner.engines.walk import Task
from scanner.errors import ConfigError
from scanner.model import DataObject, Limits
from scanner.sources.files import FileSource
from tests.bench.kill import differences

MIB = 1024**2
SETTINGS = Settings(
    test_numbers="live",
    recognizers=("UK_NHS", "KEY_SAFE_CODE", "UK_POSTCODE"),
    names="off",
    limits=Limits(batch_bytes=150_000),
)


def lines(number: int) -> str:
    """A line in fifty holds a test number, another one a way into a home."""
    if number % 50 == 0:
        return f"NHS number 999 000 00{(18, 26, 34, 42)[number % 4]}, visit {number}"
    return "the key safe code is\n4821" if number % 50 == 7 else "rings twice, likes tea"


def test_any_number_of_workers_writes_the_same_tables(tmp_path: Path) -> None:
    """One large file, of which a free worker takes blocks, and small ones that travel together."""
    share = tmp_path / "share"
    share.mkdir()
    (share / "large.txt").write_text("\n".join(map(lines, range(25_000))))
    for number in range(12):
        (share / f"{number}.txt").write_text(lines(number))
    settings = replace(SETTINGS, hash_key_file=tmp_path / "key")
    for name, workers in (("one", 0), ("two", 2)):
        engine = LocalEngine(workers, 1 << 30)
        assert common.sweep([str(share)], tmp_path / name, settings, engine)
    assert differences(tmp_path / "one", tmp_path / "two") == []


def tasks(sizes: list[int]) -> list[Task]:
    """Objects of these sizes, that are not there."""
    source = FileSource(Path("/"))
    return [
        (source, DataObject(f"file:///{number}", "files", "file:///", size_bytes=size), ())
        for number, size in enumerate(sizes)
    ]


def test_the_largest_object_comes_first() -> None:
    """One that began last would be waited for; equal ones keep their order."""
    order = [one[1].uri for one in largest_first(tasks([5, 9, 5, 7]))]
    assert order == ["file:///1", "file:///3", "file:///0", "file:///2"]


def test_work_begins_before_all_is_listed() -> None:
    """Of an endless listing the first object is handed out soon, and few are held."""
    listed = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal listed
        while True:
            listed += 1
            yield tasks([listed])[0]

    coming = largest_first(endless())
    next(coming)
    assert listed <= 64
    for _ in range(200):
        next(coming)
    assert listed <= 4_096 + 201


def test_without_a_ceiling_each_worker_has_its_limit() -> None:
    """The setting of one object's memory is untouched."""
    assert divided(Settings(), 7) == (7, Limits().memory_bytes)


def test_a_ceiling_is_divided() -> None:
    """What all workers may take together, and this process, is no more than the ceiling."""
    ceiling = 4096 * MIB
    workers, each = divided(Settings(memory=ceiling), 4)
    assert workers == 4
    assert MAIN_BYTES + workers * (WORKER_BYTES + each) <= ceiling < ceiling + LEAST_BYTES
    assert each >= LEAST_BYTES


def test_short_memory_means_fewer_workers() -> None:
    """Each of those there are can read something."""
    workers, each = divided(Settings(memory=2048 * MIB), 64)
    assert 1 <= workers < 64
    assert each >= LEAST_BYTES


def test_a_ceiling_below_one_worker_is_refused() -> None:
    """The message says how much is needed."""
    with pytest.raises(ConfigError, match=r"memory is 300 MB; use .* or more"):
        engine_of(Settings(memory=300_000_000))
