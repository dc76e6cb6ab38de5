"""What the local source does not examine, and what it says of it."""

import os
import socket
from pathlib import Path

import pytest

from scanner.model import Reason, Skipped
from scanner.sources.files import FileSource
from scanner.sources.paths import uri_of
from tests.sources.trees import deny, fill, names, skipped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fixtures need POSIX names and modes")


class TestPassedOver:
    """What is no regular file is named, with the reason."""

    @pytest.mark.parametrize(
        ("target", "detail"),
        [
            ("/etc", "points outside the target"),
            ("absent", "points to nothing"),
            ("link", "points to itself or in a circle"),
            (".", "target is swept at its own place"),
        ],
    )
    def test_links_are_not_followed(self, root: Path, target: str, detail: str) -> None:
        """A link is passed over, and its row says where it leads in kind."""
        (root / "link").symlink_to(target)
        found = skipped(root)
        assert (found.reason, found.detail) == (Reason.LINK, detail)
        assert found.uri == uri_of(root / "link")

    def test_a_link_to_what_is_excluded_is_told_apart(self, root: Path) -> None:
        """A link into an excluded folder does not claim that its target is swept."""
        fill(root, {b"old/a.csv": b"1"})
        (root / "link").symlink_to("old/a.csv")
        (item,) = FileSource(root, exclude=("old",)).walk()
        assert isinstance(item, Skipped)
        assert item.detail == "points to what include or exclude leave out"

    def test_links_to_folders_inside_are_swept_once(self, root: Path) -> None:
        """What lies in a folder and behind a link to it is yielded at its own place only."""
        fill(root, {b"real/a.csv": b"1"})
        (root / "alias").symlink_to("real")
        assert names(root) == ["real/a.csv"]

    def test_named_pipes_are_passed_over(self, root: Path) -> None:
        """A named pipe is named and never opened."""
        os.mkfifo(root / "pipe")
        found = skipped(root)
        assert (found.reason, found.detail) == (Reason.SPECIAL_FILE, "a named pipe")

    def test_sockets_are_passed_over(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A socket is named and never opened."""
        monkeypatch.chdir(root)  # a socket's whole path is limited to 108 bytes
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("s")
        found = skipped(root)
        assert (found.reason, found.detail) == (Reason.SPECIAL_FILE, "a socket")

    def test_inventories_are_passed_over(self, root: Path) -> None:
        """The folder of an earlier inventory is not swept, and is named."""
        fill(root, {b"report/_keysweep.json": b"{}", b"report/objects.parquet": b"x"})
        found = skipped(root)
        assert (found.uri, found.detail) == (uri_of(root / "report") + "/", "a keysweep inventory")

    def test_folders_that_cannot_be_listed_are_named(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder this account may not list is a row, and the walk goes on."""
        fill(root, {b"closed/a.csv": b"1", b"open/b.csv": b"2"})
        deny(monkeypatch, root / "closed")
        first, second = FileSource(root).walk()
        assert isinstance(first, Skipped)
        assert (first.reason, first.uri) == (Reason.DENIED, uri_of(root / "closed") + "/")
        assert second.uri == uri_of(root / "open" / "b.csv")

    def test_a_denied_folder_is_left_out_when_resumed_after(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A walk resumed after a folder's row does not repeat the row."""
        fill(root, {b"closed/a.csv": b"1", b"closed.txt": b"2"})
        deny(monkeypatch, root / "closed")
        whole = list(FileSource(root).walk())
        assert [list(FileSource(root).walk(item.uri)) for item in whole] == [whole[1:], []]

    def test_what_vanishes_during_the_walk_is_named(self, root: Path) -> None:
        """A file that is gone when the walk comes to it is a row."""
        fill(root, {b"a.csv": b"1", b"b.csv": b"2"})
        walk = FileSource(root).walk()
        next(walk)
        (root / "b.csv").unlink()
        gone = next(walk)
        assert isinstance(gone, Skipped)
        assert gone.reason is Reason.VANISHED
