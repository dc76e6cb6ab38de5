"""The local source: the contract, and what only folders have: links, modes, patterns."""

import os
import subprocess
from pathlib import Path

import pytest

from scanner.errors import TargetError
from scanner.sources import files, opening
from scanner.sources.files import FileSource
from scanner.sources.paths import uri_of
from tests.sources.contract import Known, SourceContract
from tests.sources.trees import an_object, fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fixtures need POSIX names and modes")

# Some sort otherwise by name than by uri, and one is no UTF-8.
TREE: dict[bytes, bytes] = {
    b"a.txt": b"beside a folder of the same name",
    b"a/x.csv": b"name,town\nExample Person,Exampletown\n",
    b"a/deeper/y.csv": b"1",
    b"a b/z #1?.txt": b"odd name",
    b"a!/member.txt": b"an exclamation mark",
    b"caf\xc3\xa9.txt": b"accent",
    b"caf\xe9.txt": b"Latin-1 name",
    b"Z.bin": bytes(range(256)) * 2000,
    b"empty.txt": b"",
}


class TestFileSource(SourceContract):
    """The local source keeps the contract of every source."""

    @pytest.fixture
    def known(self, root: Path) -> Known:
        """A tree with awkward names."""
        fill(root, TREE)
        return Known(
            source=FileSource(root),
            expected=TREE,
            snapshot=lambda: {path: _seen(path) for path in [root, *root.rglob("*")]},
            remove=lambda name: (root / os.fsdecode(name)).unlink(),
        )


def _seen(path: Path) -> tuple[object, ...]:
    """Times and content of a file; access times too where they can be kept."""
    found = path.lstat()
    read_at = found.st_atime_ns if hasattr(os, "O_NOATIME") and path.is_file() else None
    content = os.open(path, os.O_RDONLY | getattr(os, "O_NOATIME", 0)) if path.is_file() else None
    if content is None:
        return found.st_mtime_ns, found.st_mode
    with os.fdopen(content, "rb") as stream:
        return found.st_mtime_ns, found.st_mode, read_at, stream.read()


class TestOrder:
    """The order of a walk, and what resuming rests on."""

    def test_the_order_is_that_of_the_uris(self, root: Path) -> None:
        """Files and folders are interleaved so that the uris come sorted as plain strings."""
        fill(root, TREE)
        uris = [item.uri for item in FileSource(root).walk()]
        assert uris == sorted(uris)

    def test_folders_before_the_resumed_place_are_not_listed(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A resumed walk lists no folder that lies wholly before it."""
        fill(root, {b"a/1": b"", b"b/2": b"", b"c/3": b""})
        listed: list[str] = []
        real = opening.open_folder

        def recording(path: str) -> int:
            listed.append(path)
            return real(path)

        monkeypatch.setattr(files, "open_folder", recording)
        list(FileSource(root).walk(uri_of(root / "b" / "2")))
        assert listed == [str(root), str(root / "b"), str(root / "c")]

    def test_a_very_deep_tree_is_walked(self, root: Path) -> None:
        """A tree deeper than Python recurses is walked to its end."""
        folder = os.open(root, os.O_RDONLY)
        for _ in range(1100):
            os.mkdir("d", dir_fd=folder)
            folder, above = os.open("d", os.O_RDONLY, dir_fd=folder), folder
            os.close(above)
        os.close(os.open("leaf", os.O_CREAT, dir_fd=folder))
        os.close(folder)
        try:
            assert an_object(root).uri.endswith("/d/d/d/leaf")
        finally:  # pytest's own clean-up is recursive
            subprocess.run(["rm", "-rf", root / "d"], check=True)

    def test_a_single_file_is_a_target(self, root: Path) -> None:
        """A file can be swept by itself; its uri is the root's."""
        fill(root, {b"one.csv": b"1", b"other.csv": b"2"})
        source = FileSource(root / "one.csv")
        assert [item.uri for item in source.walk()] == [source.root]

    def test_a_relative_root_becomes_absolute(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A source means the same folder wherever it is opened."""
        monkeypatch.chdir(root.parent)
        assert FileSource(Path("share")) == FileSource(root)

    def test_a_missing_root_is_refused(self, root: Path) -> None:
        """A walk over a target that is not there raises, and does not end as clean."""
        with pytest.raises(TargetError, match="absent"):
            list(FileSource(root / "absent").walk())
