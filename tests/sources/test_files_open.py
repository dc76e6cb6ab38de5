"""Opening local files: only the very file that was listed."""

import os
import sys
from pathlib import Path

import pytest

from scanner.errors import UnreadableError
from scanner.model import Reason
from scanner.sources import opening
from scanner.sources.files import FileSource
from tests.sources.trees import an_object, deny, fill, refused

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fixtures need POSIX names and modes")


class TestOpen:
    """Only the very file that was listed is opened."""

    def test_another_file_in_its_place_is_refused(self, root: Path) -> None:
        """A file replaced since the walk is not read as the old one."""
        fill(root, {b"a": b"1"})
        obj = an_object(root)
        fill(root, {b"new": b"2"})
        (root / "new").replace(root / "a")
        assert refused(root, obj).reason is Reason.CHANGED

    def test_a_link_in_its_place_is_refused(self, root: Path) -> None:
        """A file replaced by a link is not followed."""
        fill(root, {b"a": b"1"})
        obj = an_object(root)
        (root / "a").rename(root / "b")
        (root / "a").symlink_to("b")
        assert refused(root, obj).reason is Reason.CHANGED

    def test_a_folder_above_swapped_for_a_link_is_noticed(self, root: Path) -> None:
        """A link in the place of a folder above leads to another file, which is refused."""
        fill(root, {b"in/a": b"1"})
        obj = an_object(root)
        fill(root.parent, {b"out/a": b"secret"})
        (root / "in").rename(root / "moved")
        (root / "in").symlink_to("../out")
        assert refused(root, obj).reason is Reason.CHANGED

    def test_a_pipe_in_its_place_does_not_hang(self, root: Path) -> None:
        """A named pipe put in a file's place is refused at once."""
        fill(root, {b"a": b"1"})
        obj = an_object(root)
        (root / "a").unlink()
        os.mkfifo(root / "a")
        assert refused(root, obj).reason is Reason.CHANGED

    def test_a_file_that_grew_is_still_read(self, root: Path) -> None:
        """A file appended to since the walk is the same file, and read as it is now."""
        fill(root, {b"a": b"1"})
        obj = an_object(root)
        (root / "a").write_bytes(b"12")
        with FileSource(root).open(obj) as stream:
            assert stream.read() == b"12"

    def test_errors_name_no_file(self, root: Path) -> None:
        """An error says the reason and quotes neither the path nor the system's message."""
        fill(root, {b"Example Person": b"1"})
        obj = an_object(root)
        (root / "Example Person").unlink()
        error = refused(root, obj)
        assert "Example" not in str(error)
        assert error.__cause__ is None

    def test_a_missing_permission_is_named(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file this account may not read is reported as denied, with a remedy."""
        fill(root, {b"a": b"1"})
        obj = an_object(root)
        deny(monkeypatch, root / "a")
        error = refused(root, obj)
        assert error.reason is Reason.DENIED
        assert error.remedy

    @pytest.mark.skipif(not hasattr(os, "O_NOATIME"), reason="access times cannot be kept here")
    def test_files_of_others_are_read_all_the_same(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the system refuses to keep the access time, the file is read without."""
        fill(root, {b"a": b"1"})
        obj, real = an_object(root), os.open

        def refusing(path: str, flags: int) -> int:
            if flags & os.O_NOATIME:
                raise PermissionError(1, "Operation not permitted")
            return real(path, flags)

        monkeypatch.setattr(os, "open", refusing)
        with FileSource(root).open(obj) as stream:
            assert stream.read() == b"1"

    @pytest.mark.skipif(sys.platform != "linux", reason="needs a file whose reading fails")
    def test_a_failing_read_becomes_unreadable(self) -> None:
        """A disk error in the middle of a file says what it is, and not where."""
        memory = Path("/proc/self/mem")  # its first page cannot be read
        with (
            opening.open_file(str(memory), opening.version(memory.stat())) as stream,
            pytest.raises(UnreadableError) as caught,
        ):
            stream.read(1)
        assert (caught.value.reason, caught.value.detail) == (Reason.IO_ERROR, "EIO")
