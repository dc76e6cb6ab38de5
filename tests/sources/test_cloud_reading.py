"""Reading files of other stores: ranges, lost connections, changes, errors."""

import os

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from scanner.errors import UnreadableError
from scanner.model import Reason
from scanner.sources.cloud.stream import BLOCK_BYTES
from tests.sources.cloud_memory import in_memory, memory, no_pauses, only, put

__all__ = ["memory", "no_pauses"]


def test_a_lost_connection_is_made_anew(
    memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read that fails once is asked for again."""
    put(memory, "a.txt", b"content")
    source = in_memory()
    failures = [EOFError()]
    real = MemoryFileSystem.cat_file

    def cat_file(self: MemoryFileSystem, path: str, **range: int) -> bytes:
        if failures:
            raise failures.pop()
        return bytes(real(self, path, **range))

    monkeypatch.setattr(MemoryFileSystem, "cat_file", cat_file)
    with source.open(only(source)) as stream:
        assert stream.read() == b"content"


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (PermissionError(13, "no"), Reason.DENIED),
        (OSError("Forbidden: name of a person"), Reason.DENIED),
        (TimeoutError(), Reason.TIMEOUT),
        (FileNotFoundError(2, "no"), Reason.VANISHED),
        (ValueError("name of a person"), Reason.IO_ERROR),
    ],
)
def test_errors_become_reasons(
    memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, raised: Exception, reason: Reason
) -> None:
    """Whatever a library raises becomes a reason, and its message is dropped."""
    put(memory, "a.txt")
    source = in_memory()
    obj = only(source)

    def info(*_: object) -> None:
        raise raised

    monkeypatch.setattr(MemoryFileSystem, "info", info)
    with pytest.raises(UnreadableError) as caught:
        source.open(obj)
    assert caught.value.reason is reason
    assert "person" not in str(caught.value)


def test_another_version_is_not_opened(memory: MemoryFileSystem) -> None:
    """A file that was replaced since it was listed is refused."""
    put(memory, "a.txt")
    obj = only(in_memory())
    put(memory, "a.txt", b"longer")
    with pytest.raises(UnreadableError) as caught:
        in_memory().open(obj)
    assert caught.value.reason is Reason.CHANGED


def test_a_change_while_reading_is_noticed(memory: MemoryFileSystem) -> None:
    """A file that is replaced between two reads is refused from there on."""
    put(memory, "a.bin", bytes(BLOCK_BYTES * 2))
    source = in_memory()
    with source.open(only(source)) as stream:
        stream.read(1)
        put(memory, "a.bin", bytes(BLOCK_BYTES * 2))
        with pytest.raises(UnreadableError) as caught:
            stream.read()
    assert caught.value.reason is Reason.CHANGED


def test_only_the_ranges_asked_for_are_fetched(
    memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that looks at the end of a large file does not fetch all of it."""
    put(memory, "a.bin", bytes(BLOCK_BYTES * 9) + b"end")
    source = in_memory()
    fetched: list[tuple[int, int]] = []
    real = MemoryFileSystem.cat_file

    def cat_file(self: MemoryFileSystem, path: str, start: int, end: int) -> bytes:
        fetched.append((start, end))
        return bytes(real(self, path, start, end))

    monkeypatch.setattr(MemoryFileSystem, "cat_file", cat_file)
    with source.open(only(source)) as stream:
        stream.seek(-3, os.SEEK_END)
        assert stream.read() == b"end"
    assert fetched == [(BLOCK_BYTES * 9, BLOCK_BYTES * 9 + 3)]
