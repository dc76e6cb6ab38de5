"""The store of fsspec in memory as a source; its fixtures are imported where they are used."""

from collections.abc import Iterator

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from scanner.model import DataObject
from scanner.sources.cloud import errors as cloud_errors
from scanner.sources.cloud.place import Place
from scanner.sources.cloud.source import CloudSource


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks again at once."""
    monkeypatch.setattr(cloud_errors, "_PAUSES", (0.0, 0.0))


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    """fsspec's store in memory, emptied afterwards."""
    system = MemoryFileSystem()
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def in_memory() -> CloudSource:
    """A source over a folder of the store in memory."""
    return CloudSource(Place("memory", path="share"))


def put(system: MemoryFileSystem, name: str, content: bytes = b"x") -> None:
    """Stores a file under any name, tidy or not."""
    system.pipe_file("/tidy", content)
    system.store[f"/share/{name}"] = system.store.pop("/tidy")


def only(source: CloudSource) -> DataObject:
    """The one object of a walk."""
    (obj,) = source.walk()
    assert isinstance(obj, DataObject)
    return obj
