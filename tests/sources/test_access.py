"""POSIX access control lists of local files, made with setfacl."""

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from scanner.model import Access
from scanner.sources import posix_acl
from scanner.sources.access import Passage, access_of
from scanner.sources.posix_acl import AccessLists, Tag, readers_of

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX modes")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that only its owner may read."""
    made = tmp_path / "a"
    made.write_bytes(b"1")
    made.chmod(0o600)
    return made


def set_list(file: Path, entries: str) -> None:
    """Adds entries to the file's list, or skips."""
    if shutil.which("setfacl") is None:
        pytest.skip("setfacl is missing: install the Debian package acl")
    done = subprocess.run(["setfacl", "-m", entries, file], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this file system keeps no access lists")


def judged(file: Path, passage: Passage | None = None) -> tuple[Access, str]:
    """What is said of the file."""
    return access_of(file.lstat(), passage or Passage(), str(file))


@posix
def test_a_named_user_is_a_reader(file: Path) -> None:
    """Somebody whom the list alone lets in is named, though the mode looks closed."""
    set_list(file, "u:games:r")
    assert judged(file) == (Access.GROUP, "access list: user games can read it")


@posix
def test_a_named_group_is_a_reader(file: Path) -> None:
    """So is a group."""
    set_list(file, "g:games:r,u:mail:r")
    assert judged(file) == (Access.GROUP, "access list: user mail, group games can read it")


@posix
def test_the_mask_limits_named_readers(file: Path) -> None:
    """What the mask takes away is taken away."""
    set_list(file, "u:games:r,m::-")
    assert judged(file) == (Access.RESTRICTED, "access list: only its owner can read it")


@posix
def test_the_mask_is_not_taken_for_the_group(file: Path) -> None:
    """The group bits of the mode are the mask; the owning group may not read all the same."""
    set_list(file, "u:games:r,g::-,m::r")
    assert judged(file)[1] == "access list: user games can read it"


@posix
def test_others_are_still_everyone(file: Path) -> None:
    """A file that others may read is open to everyone, whatever the list adds."""
    set_list(file, "u:games:r,o::r")
    assert judged(file)[0] is Access.EVERYONE_INTERNAL


@posix
def test_a_closed_folder_above_keeps_named_readers_out(file: Path) -> None:
    """A list helps nobody who cannot come through the folders."""
    set_list(file, "u:games:r")
    assert judged(file, Passage(everyone=False, group=False))[0] is Access.RESTRICTED


@posix
def test_without_a_list_the_mode_decides(file: Path) -> None:
    """A file without a list is judged by its mode."""
    assert judged(file) == (Access.RESTRICTED, "mode 0600: only its owner can read it")


@posix
def test_an_nfs_list_is_said_not_to_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an NFSv4 list lies beside the mode, the evidence says that it is not read."""
    monkeypatch.setattr(os, "listxattr", lambda path, follow_symlinks: ["system.nfs4_acl"])
    assert judged(file)[1].endswith("; its NFSv4 access list is not read")


@posix
def test_a_vanished_file_has_no_list(tmp_path: Path) -> None:
    """A file that is gone by now raises nothing here; opening it will say so."""
    assert posix_acl.access_lists(str(tmp_path / "gone")) == AccessLists()


@pytest.mark.parametrize("held", [b"", b"\x02", struct.pack("<I", 3), struct.pack("<IH", 2, 1)])
def test_what_is_no_list_is_none(held: bytes) -> None:
    """Cut-off bytes and other versions are no list."""
    assert readers_of(held) is None


def test_a_list_is_taken_apart() -> None:
    """Readers are those whose entry, after the mask, has the right to read."""
    entries = [(0x01, 6), (0x02, 4), (0x04, 0), (0x08, 2), (0x10, 4), (0x20, 0)]
    held = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *pair, 7) for pair in entries)
    assert readers_of(held) == ((Tag.OWNER, 7), (Tag.USER, 7))
