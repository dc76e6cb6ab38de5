"""What an object of the local source says about its file."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scanner.model import Access
from tests.sources.trees import LONG_AGO_NS, an_object, fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fixtures need POSIX names and modes")


class TestFields:
    """What an object says about its file."""

    def test_time_and_version_are_those_of_the_file(self, root: Path) -> None:
        """The time is UTC, and the version names device, inode, size and time."""
        fill(root, {b"a": b"123"})
        obj, found = an_object(root), (root / "a").stat()
        assert obj.modified_at == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
        assert obj.version == f"{found.st_dev}-{found.st_ino}-3-{LONG_AGO_NS}"

    def test_the_version_changes_with_the_file(self, root: Path) -> None:
        """A file written to has another version, even at the same size."""
        fill(root, {b"a": b"123"})
        before = an_object(root).version
        (root / "a").write_bytes(b"456")
        assert an_object(root).version != before

    def test_the_owner_is_named(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The owner is the account's name."""
        fill(root, {b"a": b""})
        import pwd

        assert an_object(root).owner == pwd.getpwuid(os.getuid()).pw_name

    @pytest.mark.parametrize(
        ("folder", "mode", "access", "evidence"),
        [
            (0o755, 0o644, Access.EVERYONE_INTERNAL, "mode 0644: every account of this machine"),
            (0o750, 0o644, Access.GROUP, "mode 0644: group "),
            (0o700, 0o644, Access.RESTRICTED, "mode 0644, but a folder above"),
            (0o755, 0o640, Access.GROUP, "mode 0640: group "),
            (0o755, 0o600, Access.RESTRICTED, "mode 0600: only its owner"),
        ],
    )
    def test_access_follows_the_modes(
        self, root: Path, folder: int, mode: int, access: Access, evidence: str
    ) -> None:
        """A file is as open as its own mode and every folder from the root down let it be."""
        fill(root, {b"inner/a": b""})
        root.chmod(folder)
        (root / "inner").chmod(0o755)
        (root / "inner" / "a").chmod(mode)
        obj = an_object(root)
        assert obj.access is access
        assert obj.access_evidence.startswith(evidence)
