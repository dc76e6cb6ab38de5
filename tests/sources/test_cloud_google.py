"""Google Cloud Storage, against a stand-in for its JSON API on 127.0.0.1: there is no real one."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fsspec.asyn import sync
from gcsfs.core import GCSFileSystem

from scanner.config import CloudSettings, Settings
from scanner.errors import TargetError
from scanner.model import Access, DataObject, Skipped, Verdict
from scanner.sources.cloud import errors as cloud_errors
from scanner.sources.protocol import Source
from scanner.sources.registry import resolve
from tests.sources.contract import Known, SourceContract

TREE: dict[bytes, bytes] = {
    b"a": b"an object named like a folder",
    b"a/x.csv": b"name,town\nExample Person,Exampletown\n",
    b"a/deeper/y.csv": b"1",
    b"a//empty segment": b"2",
    b"a b/z #1?%20.txt": b"odd name",
    b"caf\xc3\xa9.txt": b"accent",
    b"Z.bin": bytes(range(256)) * 20_000,
    b"empty.txt": b"",
}
PAGE = 2  # names a page of a listing


class Bucket(ThreadingHTTPServer):
    """A server that holds one bucket, `share`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, tuple[bytes, int]] = {}
        self.policy: dict[str, Any] | None = {}
        self.generation = 1000

    def put(self, name: str, content: bytes) -> None:
        """Stores an object, a new generation of it if there is one."""
        self.generation += 1
        self.objects[name] = (content, self.generation)


class _Handler(BaseHTTPRequestHandler):
    server: Bucket

    def do_GET(self) -> None:
        """Answers the calls that a sweep makes."""
        parts = urlsplit(self.path)
        path, asked = parts.path.partition("/b/")[2], parse_qs(parts.query)
        bucket, _, rest = path.partition("/")
        if bucket != "share":
            self._answer(404, b"{}")
        elif rest == "iam":
            policy = self.server.policy
            self._answer(403 if policy is None else 200, json.dumps(policy).encode())
        elif rest == "o":
            self._answer(200, json.dumps(self._page(asked)).encode())
        else:
            self._object(unquote(rest.removeprefix("o/")), media="alt" in asked)

    def _object(self, name: str, media: bool) -> None:
        if name not in self.server.objects:
            self._answer(404, b"{}")
        elif not media:
            self._answer(200, json.dumps(self._item(name)).encode())
        else:
            content = self.server.objects[name][0]
            first, last = self.headers["Range"].removeprefix("bytes=").split("-")
            self._answer(206, content[int(first) : int(last) + 1])

    def _page(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        prefix = asked.get("prefix", [""])[0]
        names = [name for name in self.server.objects if name.startswith(prefix)]
        folded = {
            prefix + name[len(prefix) :].partition("/")[0] + "/" * ("/" in name[len(prefix) :])
            for name in names
        }
        start = int(asked.get("pageToken", ["0"])[0])
        found = sorted(folded)[start : start + PAGE]
        page: dict[str, Any] = {
            "kind": "storage#objects",
            "prefixes": [name for name in found if name.endswith("/") and name != prefix],
            "items": [self._item(name) for name in found if name[-1:] != "/" or name == prefix],
        }
        return page | ({"nextPageToken": str(start + PAGE)} if start + PAGE < len(folded) else {})

    def _item(self, name: str) -> dict[str, Any]:
        content, generation = self.server.objects[name]
        return {
            "name": name,
            "bucket": "share",
            "size": str(len(content)),
            "updated": "2025-11-30T10:00:00.000Z",
            "generation": str(generation),
        }

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stays silent."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """A running stand-in, and an environment that reaches it."""
    with Bucket() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setattr(cloud_errors, "_PAUSES", (0.0, 0.0))
        GCSFileSystem.clear_instance_cache()
        yield server
        for system in list(GCSFileSystem._cache.values()):
            if system._session is not None:
                sync(system.loop, system._session.close)
        GCSFileSystem.clear_instance_cache()
        server.shutdown()
        thread.join()


def source(path: str = "share") -> Source:
    """A source over the bucket."""
    return resolve(f"gs://{path}", Settings(cloud=CloudSettings(anonymous=True)))


class TestGoogle(SourceContract):
    """A bucket keeps the contract, whatever its objects are called."""

    @pytest.fixture
    def known(self, bucket: Bucket) -> Known:
        """Objects with awkward names."""
        for name, content in TREE.items():
            bucket.put(name.decode(), content)
        return Known(
            source=source(),
            expected=TREE,
            snapshot=lambda: dict(bucket.objects),
            remove=lambda name: bucket.objects.pop(name.decode()),
        )


def test_a_name_that_ends_in_a_slash_has_a_row(bucket: Bucket) -> None:
    """An object that the library cannot ask for is said to be unread."""
    bucket.put("a/", b"x")
    (item,) = source().walk()
    assert isinstance(item, Skipped)
    assert item.uri == "gs://share/a/"


def test_the_mark_of_a_folder_is_no_object(bucket: Bucket) -> None:
    """An empty object that stands for a folder has no row."""
    bucket.put("a/", b"")
    bucket.put("a/b", b"x")
    assert [item.uri for item in source().walk()] == ["gs://share/a/b"]


@pytest.mark.parametrize("member", ["allUsers", "allAuthenticatedUsers"])
def test_a_public_bucket_is_public(bucket: Bucket, member: str) -> None:
    """A policy that names everybody makes its objects public."""
    bucket.put("a", b"x")
    role = "roles/storage.objectViewer"
    bucket.policy = {"bindings": [{"role": role, "members": ["user:x@example.org", member]}]}
    (item,) = source().walk()
    assert isinstance(item, DataObject)
    assert item.access is Access.PUBLIC
    assert item.access_evidence.endswith("storage.objectViewer")


def test_checks_name_the_permission(bucket: Bucket) -> None:
    """Where the policy may not be seen, the permission that it takes is named."""
    bucket.put("a", b"x")
    bucket.policy = None
    *_, check = source().checks()
    assert check.verdict is Verdict.UNKNOWN
    assert check.needs == "storage.buckets.getIamPolicy"


def test_a_missing_bucket_is_said(bucket: Bucket) -> None:
    """A bucket that does not exist is an error of the target."""
    with pytest.raises(TargetError, match="gs://other does not exist"):
        list(source("other").walk())
