"""Azure Blob Storage, against Azurite on 127.0.0.1 where it is installed."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from azure.storage.blob import BlobServiceClient, ContainerClient

from scanner.config import Settings
from scanner.errors import TargetError
from scanner.model import Access, DataObject, Verdict
from scanner.sources.cloud import errors as cloud_errors
from scanner.sources.registry import resolve
from tests.sources.contract import Known, SourceContract
from tests.sources.sftp_server import free_port

# Azurite's own account and key, public in its documentation.
ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
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
AZURITE = shutil.which("azurite-blob")

pytestmark = pytest.mark.skipif(
    AZURITE is None, reason="needs azurite-blob; npm install --global azurite"
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The connection string of a running server."""
    port, folder = free_port(), tmp_path_factory.mktemp("azurite")
    options = ["--blobPort", str(port), "--location", str(folder), "--silent", "--disableTelemetry"]
    process = subprocess.Popen([str(AZURITE), "--skipApiVersionCheck", *options])
    try:
        _wait_for(port)
        yield (
            f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={KEY};"
            f"BlobEndpoint=http://127.0.0.1:{port}/{ACCOUNT};"
        )
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def container(connection: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ContainerClient]:
    """A fresh container, and an environment that reaches it."""
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", connection)
    monkeypatch.setattr(cloud_errors, "_PAUSES", (0.0, 0.0))
    with BlobServiceClient.from_connection_string(connection) as service:
        container = service.create_container("share")
        yield container
        container.delete_container()
    from adlfs import AzureBlobFileSystem

    AzureBlobFileSystem.clear_instance_cache()


class TestAzure(SourceContract):
    """A container keeps the contract, whatever its blobs are called."""

    @pytest.fixture
    def known(self, container: ContainerClient) -> Known:
        """Blobs with awkward names."""
        for name, content in TREE.items():
            container.upload_blob(name.decode(), content)
        return Known(
            source=resolve("az://share", Settings()),
            expected=TREE,
            snapshot=lambda: [(blob.name, blob.etag) for blob in container.list_blobs()],
            remove=lambda name: container.delete_blob(name.decode()),
        )


def test_a_prefix_can_be_a_target(container: ContainerClient) -> None:
    """Only what lies below a path is swept."""
    for name in ("a/b/1", "a/bc/2", "a/b"):
        container.upload_blob(name, b"x")
    source = resolve("az://share/a/b", Settings())
    assert [item.uri for item in source.walk()] == ["az://share/a/b/1"]


def test_a_blob_can_be_a_target(container: ContainerClient) -> None:
    """A target that is one blob yields it."""
    container.upload_blob("a/b", b"x")
    source = resolve("az://share/a/b", Settings())
    assert [item.uri for item in source.walk()] == ["az://share/a/b"]


def test_a_blob_whose_name_ends_in_a_slash_is_read(container: ContainerClient) -> None:
    """A name like a folder's does not hide what lies in it."""
    container.upload_blob("a/", b"content")
    source = resolve("az://share", Settings())
    (item,) = source.walk()
    assert isinstance(item, DataObject)
    with source.open(item) as stream:
        assert stream.read() == b"content"


def test_a_public_container_is_public(container: ContainerClient) -> None:
    """The container's public access level says who can read its blobs."""
    container.upload_blob("a", b"x")
    container.set_container_access_policy({}, public_access="blob")
    (item,) = resolve("az://share", Settings()).walk()
    assert isinstance(item, DataObject)
    assert item.access is Access.PUBLIC
    assert item.access_evidence == "the container's public access level is blob"


def test_a_missing_container_is_said(container: ContainerClient) -> None:
    """A container that does not exist is an error of the target."""
    with pytest.raises(TargetError, match="az://other does not exist"):
        list(resolve("az://other", Settings()).walk())


def test_checks_name_the_permission(
    container: ContainerClient, connection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where listing is refused, the right that it takes is named."""
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", connection.replace("Eby8", "AAAA"))
    (check,) = resolve("az://share", Settings()).checks()
    assert check.verdict is Verdict.NO
    assert check.needs.endswith("containers/blobs/read")


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("azurite-blob did not start")
