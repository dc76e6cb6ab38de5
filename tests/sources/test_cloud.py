"""The source of other stores, over fsspec's file systems in memory and on this machine."""

import os
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from scanner.config import CloudSettings
from scanner.model import Reason, Skipped, Verdict
from scanner.sources.cloud.place import Place
from scanner.sources.cloud.source import CloudSource
from tests.sources.cloud_memory import in_memory, memory, no_pauses, only, put
from tests.sources.contract import Known, SourceContract
from tests.sources.test_files import TREE
from tests.sources.trees import fill

__all__ = ["memory", "no_pauses"]

BUCKET: dict[bytes, bytes] = {
    b"a.txt": b"beside a folder of the same name",
    b"a/x.csv": b"name,town\nExample Person,Exampletown\n",
    b"a/deeper/y.csv": b"1",
    b"a b/z #1.txt": b"odd name",
    b"caf\xc3\xa9%2F.txt": b"accent",
    b"Z.bin": bytes(range(256)) * 20_000,
    b"empty.txt": b"",
}


class TestMemory(SourceContract):
    """A store with object names rather than folders keeps the contract."""

    @pytest.fixture
    def known(self, memory: MemoryFileSystem) -> Known:
        """A bucket-like store in memory, below one folder of it."""
        for name, content in BUCKET.items():
            put(memory, name.decode(), content)
        return Known(
            source=in_memory(),
            expected=BUCKET,
            snapshot=lambda: {
                name: (file.modified, file.getvalue()) for name, file in memory.store.items()
            },
            remove=lambda name: memory.rm_file(f"/share/{name.decode()}"),
        )


@pytest.mark.skipif(os.name == "nt", reason="the fixtures need POSIX names and modes")
class TestLocal(SourceContract):
    """fsspec's own local file system keeps the contract."""

    @pytest.fixture
    def known(self, root: Path) -> Known:
        """A tree with awkward names."""
        fill(root, TREE)
        return Known(
            source=CloudSource(Place("local", path=str(root).strip("/"))),
            expected=TREE,
            snapshot=lambda: [(path, path.lstat().st_mtime_ns) for path in root.rglob("*")],
            remove=lambda name: (root / os.fsdecode(name)).unlink(),
        )


def test_the_order_is_that_of_the_uris(memory: MemoryFileSystem) -> None:
    """Files and folders come sorted as plain strings of their uris."""
    for name in ("b", "a/x", "a!", "a.txt", "a b/c"):
        put(memory, name)
    uris = [item.uri for item in in_memory().walk()]
    assert uris == sorted(uris)


def test_folders_before_the_resumed_place_are_not_listed(
    memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resumed walk lists no folder that lies wholly before it."""
    for name in ("a/1", "b/2", "c/3"):
        put(memory, name)
    listed: list[str] = []
    real = MemoryFileSystem.ls

    def ls(self: MemoryFileSystem, path: str, detail: bool = True) -> list[dict[str, object]]:
        listed.append(path)
        return real(self, path, detail)

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    list(in_memory().walk("memory:///share/b/2"))
    assert listed == ["/share", "/share/b", "/share/c"]


def test_patterns_choose(memory: MemoryFileSystem) -> None:
    """`include` and `exclude` are patterns on the path below the target."""
    for name in ("old/a.csv", "new/a.csv", "new/a.tmp"):
        put(memory, name)
    source = CloudSource(Place("memory", path="share"), CloudSettings(), ("*.csv",), ("old",))
    assert [item.uri for item in source.walk()] == ["memory:///share/new/a.csv"]


def test_a_single_file_can_be_a_target(memory: MemoryFileSystem) -> None:
    """A target that is one file yields it."""
    put(memory, "a.csv", b"content")
    source = CloudSource(Place("memory", path="share/a.csv"))
    with source.open(only(source)) as stream:
        assert stream.read() == b"content"


def test_a_name_that_cannot_be_asked_for_has_a_row(memory: MemoryFileSystem) -> None:
    """An object with an empty segment in its name is said to be unread, not lost."""
    put(memory, "a//b")
    (item,) = in_memory().walk()
    assert isinstance(item, Skipped)
    assert (item.uri, item.reason) == ("memory:///share/a/", Reason.UNSUPPORTED)


def test_a_folder_that_cannot_be_listed_has_a_row(
    memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A listing that fails half-way is said where it failed, and the walk goes on."""
    for name in ("a/1", "b/2", "c/3"):
        put(memory, name)
    tries: list[str] = []
    real = MemoryFileSystem.ls

    def ls(self: MemoryFileSystem, path: str, detail: bool = True) -> list[dict[str, object]]:
        if path == "/share/b":
            tries.append(path)
            raise ConnectionResetError("content of a file")
        return real(self, path, detail)

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    first, middle, last = in_memory().walk()
    assert isinstance(middle, Skipped)
    assert (middle.uri, middle.reason) == ("memory:///share/b/", Reason.IO_ERROR)
    assert middle.detail == "ConnectionResetError, asked three times"
    assert len(tries) == 3
    assert (first.uri, last.uri) == ("memory:///share/a/1", "memory:///share/c/3")


def test_checks_say_what_can_be_seen(memory: MemoryFileSystem) -> None:
    """Listing and reading are tried before a sweep."""
    put(memory, "a.txt")
    assert [(one.asks, one.verdict) for one in in_memory().checks()] == [
        ("list the target", Verdict.YES),
        ("read one file", Verdict.YES),
        ("see who can read it", Verdict.UNKNOWN),
    ]


def test_checks_name_what_is_missing() -> None:
    """A target that cannot be listed says so, and which permission that takes."""
    (check,) = in_memory().checks()
    assert (check.verdict, check.required) == (Verdict.NO, True)
    assert check.detail == "memory:///share does not exist"
    assert check.needs == "read and search permission on the folders"
