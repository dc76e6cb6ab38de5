"""WebDAV, against WsgiDAV on 127.0.0.1."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cheroot.wsgi import Server
from wsgidav.fs_dav_provider import FilesystemProvider
from wsgidav.wsgidav_app import WsgiDAVApp

from scanner.config import CloudSettings, Settings
from scanner.errors import TargetError
from scanner.model import Verdict
from scanner.sources.cloud import errors as cloud_errors
from scanner.sources.cloud.place import parse
from scanner.sources.cloud.source import CloudSource
from scanner.sources.cloud.webdav import RangedFiles
from scanner.sources.registry import resolve
from tests.sources.contract import Known, SourceContract
from tests.sources.sftp_server import free_port
from tests.sources.trees import fill

TREE: dict[bytes, bytes] = {
    b"a.txt": b"beside a folder of the same name",
    b"a/x.csv": b"name,town\nExample Person,Exampletown\n",
    b"a/deeper/y.csv": b"1",
    b"a b/z #1?%20.txt": b"odd name",
    b"caf\xc3\xa9.txt": b"accent",
    b"Z.bin": bytes(range(256)) * 20_000,
    b"empty.txt": b"",
}
USER, PASSWORD = "sweeper", "invented"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks again at once, and knows the password."""
    monkeypatch.setattr(cloud_errors, "_PAUSES", (0.0, 0.0))
    monkeypatch.setenv("KEYSWEEP_WEBDAV_PASSWORD", PASSWORD)


@pytest.fixture
def port(root: Path) -> Iterator[int]:
    """A server over the folder that asks for a password."""
    port = free_port()
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/dav": FilesystemProvider(str(root))},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"domain_controller": None},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = Server(("127.0.0.1", port), app)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield port
    for system in RangedFiles._cache.values():
        system.client.http.close()
    RangedFiles.clear_instance_cache()
    server.stop()
    thread.join()


def source(port: int, path: str = "dav") -> CloudSource:
    """A source over a folder of the server."""
    place = parse(f"webdav://127.0.0.1:{port}/{path}")
    return CloudSource(place, CloudSettings(username=USER))


class TestWebdav(SourceContract):
    """A WebDAV server keeps the contract."""

    @pytest.fixture
    def known(self, root: Path, port: int) -> Known:
        """A tree with awkward names."""
        fill(root, TREE)
        return Known(
            source=source(port),
            expected=TREE,
            snapshot=lambda: [(path, path.lstat().st_mtime_ns) for path in root.rglob("*")],
            remove=lambda name: (root / os.fsdecode(name)).unlink(),
        )


def test_a_wrong_password_is_said(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account that may not sign in is told so, without its password."""
    monkeypatch.setenv("KEYSWEEP_WEBDAV_PASSWORD", "wrong")
    (check,) = source(port).checks()
    assert check.verdict is Verdict.NO
    assert "does not accept the credentials" in check.detail
    assert "wrong" not in check.detail


def test_a_password_is_not_sent_in_clear() -> None:
    """Without encryption the password stays at home."""
    target = resolve("webdav://files.example.org/care", Settings())
    with pytest.raises(TargetError, match="use webdavs://"):
        list(target.walk())
