"""Targets of other stores: uris, and what has no place in one."""

import sys

import pytest

from scanner.config import Settings
from scanner.errors import TargetError
from scanner.sources.cloud.place import parse
from scanner.sources.registry import resolve


@pytest.mark.parametrize(
    ("target", "root"),
    [
        ("sftp://nurse@Files.example.org:22/care plans/", "sftp://files.example.org/care%20plans"),
        ("sftp://files.example.org:2222/", "sftp://files.example.org:2222"),
        ("gcs://bucket/a%20b//c%3F", "gs://bucket/a%20b//c%3F"),
        ("abfs://care@acc.dfs.core.windows.net/x", "abfss://care@acc.dfs.core.windows.net/x"),
        ("az://care/x", "az://care/x"),
        ("webdavs://files.example.org/caf%E9", "webdavs://files.example.org/caf%E9"),
    ],
)
def test_uris_are_canonical(target: str, root: str) -> None:
    """The same place has one uri, which names no user and keeps every byte of a path."""
    assert parse(target).root == root
    assert parse(root).root == root


def test_a_known_account_is_part_of_the_uri() -> None:
    """Containers of one name in two accounts are told apart."""
    assert parse("az://care/x", "acc").root == "abfss://care@acc.dfs.core.windows.net/x"


@pytest.mark.parametrize(
    "target",
    ["sftp://a:hunter2@h/x", "az://care/x?sig=hunter2", "webdavs://h/x#hunter2"],
)
def test_a_secret_in_a_target_is_refused(target: str) -> None:
    """A password or signature in a target is refused and not repeated."""
    with pytest.raises(TargetError) as caught:
        parse(target)
    assert "hunter2" not in str(caught.value)
    assert "docs/sources.md" in str(caught.value)


@pytest.mark.parametrize("target", ["sftp:///x", "sftp://h:99999/x", "az:///x", "az://a@b/x"])
def test_a_target_without_a_place_is_refused(target: str) -> None:
    """What names no server, port or container says how to write it."""
    with pytest.raises(TargetError):
        parse(target)


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a store's library is not installed, the message says what to install."""
    monkeypatch.setitem(sys.modules, "scanner.sources.cloud.webdav", None)
    with pytest.raises(TargetError, match=r"WebDAV servers: install keysweep\[cloud\]"):
        list(resolve("webdavs://files.example.org/care", Settings()).walk())


def test_azure_needs_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the name of an account the message says which setting it is."""
    for name in ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_CONNECTION_STRING"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(TargetError, match=r"set cloud\.account_name"):
        list(resolve("az://care", Settings()).walk())
