"""Small trees on disk for the tests of the local source, and short ways to sweep them."""

import os
from pathlib import Path

import pytest

from scanner.errors import UnreadableError
from scanner.model import DataObject, Skipped
from scanner.sources.files import FileSource
from scanner.sources.paths import path_of

LONG_AGO_NS = 1_000_000_000_000_000_000


def fill(root: Path, tree: dict[bytes, bytes]) -> None:
    """Write files, each read and changed long ago."""
    for name, content in tree.items():
        path = root / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))


def names(root: Path, **patterns: tuple[str, ...]) -> list[str]:
    """The paths below the root that a walk yields, objects only."""
    items = FileSource(root, **patterns).walk()
    found = [path_of(item.uri) for item in items if isinstance(item, DataObject)]
    return [path.relative_to(root).as_posix() for path in found]


def only(root: Path) -> DataObject | Skipped:
    """The one item of a walk."""
    (item,) = FileSource(root).walk()
    return item


def skipped(root: Path) -> Skipped:
    """The one item of a walk, which is something passed over."""
    item = only(root)
    assert isinstance(item, Skipped)
    return item


def an_object(root: Path) -> DataObject:
    """The one item of a walk, which is a file."""
    item = only(root)
    assert isinstance(item, DataObject)
    return item


def refused(root: Path, obj: DataObject) -> UnreadableError:
    """The error that opening an object ends with."""
    with pytest.raises(UnreadableError) as caught:
        FileSource(root).open(obj)
    return caught.value


def deny(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let opening a folder fail as without permission; modes do not bind root."""
    real = os.open

    def denied(path: str, flags: int, *rest: int) -> int:
        if path == str(folder):
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", denied)
