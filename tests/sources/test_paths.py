"""Uris of local files, and the patterns that choose among them."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from scanner.errors import TargetError
from scanner.sources.files import FileSource
from scanner.sources.paths import matches_any, path_of, uri_of
from tests.sources.trees import fill, names

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fixtures need POSIX names and modes")


class TestPatterns:
    """`include` and `exclude`."""

    @pytest.mark.parametrize(
        ("pattern", "path", "fits"),
        [
            ("*.csv", "a/b/x.csv", True),
            ("*.csv", "x.csv.bak", False),
            ("a/*.csv", "a/x.csv", True),
            ("a/*.csv", "a/b/x.csv", False),
            ("a/**/*.csv", "a/x.csv", True),
            ("a/**/*.csv", "a/b/c/x.csv", True),
            ("archive", "a/archive/x.csv", True),
            ("archive/", "archive/x.csv", True),
            ("/archive", "a/archive/x.csv", False),
            ("**/old", "a/b/old/x.csv", True),
            ("?.csv", "xy.csv", False),
            ("[ab].csv", "b.csv", True),
        ],
    )
    def test_patterns_fit_paths(self, pattern: str, path: str, fits: bool) -> None:
        """`*` stays in a segment, `**` crosses them, a pattern without a slash fits anywhere."""
        assert matches_any((pattern,), path.split("/")) is fits

    def test_included_files_alone_are_yielded(self, root: Path) -> None:
        """With `include`, files that fit no pattern are not yielded, in whatever folder."""
        fill(root, {b"a.csv": b"", b"a.txt": b"", b"deep/er/b.csv": b""})
        assert names(root, include=("*.csv",)) == ["a.csv", "deep/er/b.csv"]

    def test_excluded_folders_are_left_out_whole(self, root: Path) -> None:
        """Exclusion takes a folder with all that is in it, and wins over inclusion."""
        fill(root, {b"old/a.csv": b"", b"new/old.csv": b""})
        assert names(root, include=("*.csv",), exclude=("old",)) == ["new/old.csv"]


class TestUris:
    """Paths to uris and back."""

    @pytest.mark.parametrize("name", [b"plain", b"a b#?%41", b"caf\xe9", b"caf\xc3\xa9", b"a!b"])
    def test_any_name_survives_the_round_trip(self, name: bytes) -> None:
        """The uri of a path, whatever its bytes, leads back to it."""
        path = Path("/srv") / os.fsdecode(name)
        assert path_of(uri_of(path)) == path

    def test_an_exclamation_mark_is_encoded(self) -> None:
        """A uri holds no `!/` of its own: that marks a member of an archive."""
        assert uri_of(PurePosixPath("/a!/b")) == "file:///a%21/b"

    def test_windows_drives_and_shares_have_uris(self) -> None:
        """A drive letter stays readable, and a server becomes the authority."""
        assert uri_of(PureWindowsPath("C:\\care plans\\x")) == "file:///C:/care%20plans/x"
        assert uri_of(PureWindowsPath("\\\\nas\\care\\x")) == "file://nas/care/x"

    def test_the_root_of_the_disk_can_be_swept(self) -> None:
        """The topmost folder has a uri below which all others lie."""
        assert FileSource(Path("/")).root == "file:///"

    @pytest.mark.parametrize("uri", ["/srv", "s3://bucket/key", "file://nas/x"])
    def test_other_uris_are_refused(self, uri: str) -> None:
        """Only uris of local files have a local path."""
        with pytest.raises(TargetError, match="file:///"):
            path_of(uri)
