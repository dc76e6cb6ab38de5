"""SFTP, against OpenSSH's own server on 127.0.0.1."""

import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.errors import TargetError
from scanner.model import Access, DataObject, Reason, Skipped, Verdict
from scanner.sources.cloud import errors as cloud_errors
from scanner.sources.cloud.source import CloudSource
from scanner.sources.cloud.stores import connect
from scanner.sources.registry import resolve
from tests.sources.contract import Known, SourceContract
from tests.sources.sftp_server import SftpServer, free_port, running_server
from tests.sources.test_files import TREE
from tests.sources.trees import fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs OpenSSH's server")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SftpServer]:
    """One server for all tests of this file."""
    with running_server(tmp_path_factory.mktemp("sshd")) as started:
        yield started


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks again at once."""
    monkeypatch.setattr(cloud_errors, "_PAUSES", (0.0, 0.0))


def only(source: CloudSource) -> DataObject | Skipped:
    """The one item of a walk."""
    (item,) = source.walk()
    return item


class TestSftp(SourceContract):
    """An SFTP server keeps the contract, names that are no UTF-8 included."""

    @pytest.fixture
    def known(self, root: Path, server: SftpServer) -> Known:
        """A tree with awkward names."""
        fill(root, TREE)
        return Known(
            source=server.source(root),
            expected=TREE,
            snapshot=lambda: [(path, path.lstat().st_mtime_ns) for path in root.rglob("*")],
            remove=lambda name: (root / os.fsdecode(name)).unlink(),
        )


def test_the_uri_names_no_user(root: Path, server: SftpServer) -> None:
    """The same file has the same uri whoever sweeps it."""
    target = f"sftp://nurse@127.0.0.1:{server.port}{root}"
    source = resolve(target, Settings(cloud=server.settings))
    assert source.root == f"sftp://127.0.0.1:{server.port}{root}"


def test_links_are_not_followed(root: Path, server: SftpServer) -> None:
    """A link has a row that says it was passed over."""
    (root / "link").symlink_to("/etc")
    item = only(server.source(root))
    assert isinstance(item, Skipped)
    assert (item.reason, item.uri) == (Reason.LINK, server.source(root).root + "/link")


def test_a_pipe_is_not_opened(root: Path, server: SftpServer) -> None:
    """What is no file has a row that says so."""
    os.mkfifo(root / "pipe")
    item = only(server.source(root))
    assert isinstance(item, Skipped)
    assert item.reason is Reason.SPECIAL_FILE


@pytest.mark.parametrize(
    ("mode", "folder_mode", "access"),
    [
        (0o644, 0o755, Access.EVERYONE_INTERNAL),
        (0o640, 0o750, Access.GROUP),
        (0o644, 0o700, Access.RESTRICTED),
        (0o600, 0o755, Access.RESTRICTED),
    ],
)
def test_access_comes_from_the_modes(
    root: Path, server: SftpServer, mode: int, folder_mode: int, access: Access
) -> None:
    """Who can read a file follows from its mode and those of the folders in the target."""
    fill(root, {b"folder/a.txt": b"x"})
    (root / "folder" / "a.txt").chmod(mode)
    (root / "folder").chmod(folder_mode)
    root.chmod(0o755)
    item = only(server.source(root))
    assert isinstance(item, DataObject)
    assert item.access is access
    assert f"mode {mode:04o}" in item.access_evidence


def test_an_unknown_host_key_is_refused(root: Path, server: SftpServer, tmp_path: Path) -> None:
    """A server whose key no file holds is not talked to."""
    nobody = tmp_path / "known_hosts"
    nobody.touch()
    source = replace(server.source(root), settings=replace(server.settings, known_hosts=nobody))
    with pytest.raises(TargetError, match=r"host key is not known.*known_hosts file"):
        list(source.walk())


def test_another_host_key_is_refused(root: Path, server: SftpServer, tmp_path: Path) -> None:
    """A server that shows another key than the known one is not talked to."""
    other = tmp_path / "known_hosts"
    key = (server.folder / "user_key.pub").read_text()
    other.write_text(f"[127.0.0.1]:{server.port} {key}")
    source = replace(server.source(root), settings=replace(server.settings, known_hosts=other))
    with pytest.raises(TargetError, match="not the one that is known"):
        list(source.walk())


def test_wrong_credentials_are_said(root: Path, server: SftpServer) -> None:
    """An account that may not sign in is told where credentials are taken from."""
    source = replace(
        server.source(root),
        settings=replace(server.settings, key_file=server.folder / "host_key"),
    )
    (check,) = source.checks()
    assert check.verdict is Verdict.NO
    assert "does not accept the credentials; docs/sources.md" in check.detail


def test_a_server_that_is_not_there_is_said(root: Path, server: SftpServer) -> None:
    """A port nobody listens on is an error of the target."""
    source = server.source(root)
    source = replace(source, place=replace(source.place, port=free_port()))
    with pytest.raises(TargetError, match="cannot be listed: could not be read"):
        list(source.walk())


def test_a_folder_that_is_not_there_is_said(root: Path, server: SftpServer) -> None:
    """A target that does not exist says so."""
    with pytest.raises(TargetError, match="/missing does not exist"):
        list(server.source(root / "missing").walk())


def test_a_single_file_can_be_a_target(root: Path, server: SftpServer) -> None:
    """A target that is one file yields it."""
    fill(root, {b"a.csv": b"content"})
    source = server.source(root / "a.csv")
    item = only(source)
    assert isinstance(item, DataObject)
    with source.open(item) as stream:
        assert stream.read() == b"content"


def test_a_connection_that_died_is_made_anew(root: Path, server: SftpServer) -> None:
    """A file is read to its end though the connection is lost in the middle."""
    fill(root, {b"a.bin": bytes(range(256)) * 40_000})
    source = server.source(root)
    item = only(source)
    assert isinstance(item, DataObject)
    with source.open(item) as stream:
        head = stream.read(10)
        system = connect(source.place, source.settings)
        system._ssh.get_transport().sock.shutdown(socket.SHUT_RDWR)
        assert head + stream.read() == bytes(range(256)) * 40_000


def test_what_became_a_link_is_not_read(root: Path, server: SftpServer) -> None:
    """A link that took a file's place is refused, not followed."""
    fill(root, {b"a.txt": b"x"})
    source = server.source(root)
    item = only(source)
    assert isinstance(item, DataObject)
    (root / "a.txt").unlink()
    (root / "a.txt").symlink_to("/etc/hostname")
    with pytest.raises(Exception, match="took its place") as caught:
        source.open(item)
    assert caught.value.reason is Reason.CHANGED  # type: ignore[attr-defined]


def test_checks_pass_for_a_readable_folder(root: Path, server: SftpServer) -> None:
    """Signing in, listing, reading and modes all work."""
    fill(root, {b"a.txt": b"x"})
    assert [check.verdict for check in server.source(root).checks()] == [Verdict.YES] * 3
