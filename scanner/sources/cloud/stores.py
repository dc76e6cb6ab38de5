"""The stores that fsspec's file systems reach: how each is connected, and what it asks for.

Secrets come from the environment, from files or from the platform's own chain, never from a
setting: settings are written to the inventory.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scanner.config import CloudSettings
from scanner.errors import TargetError
from scanner.sources.cloud.place import Place

TIMEOUT_SECONDS = 60
EXTRA = "keysweep[cloud]"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

# An `fsspec.AbstractFileSystem`; the library ships no types.
FileSystem = Any


@dataclass(frozen=True, slots=True)
class Store:
    """One kind of store."""

    title: str
    connect: Callable[[Place, CloudSettings], FileSystem]
    lists: str  # the permission that listing needs, by its own name
    reads: str
    exposure: str = ""  # what seeing who can read it needs


def connect(place: Place, settings: CloudSettings) -> FileSystem:
    """The file system of a place, kept by fsspec for this process and thread.

    Raises `TargetError` where its library is not installed.
    """
    store = STORES[place.store]
    try:
        return store.connect(place, settings)
    except ImportError:
        raise TargetError(f"{store.title}: install {EXTRA}") from None


def forget(system: FileSystem) -> None:
    """Lets go of a connection that may be dead; the next `connect` makes a new one."""
    type(system).clear_instance_cache()


def _azure(place: Place, settings: CloudSettings) -> FileSystem:
    from adlfs import AzureBlobFileSystem

    if not place.account and not os.environ.get("AZURE_STORAGE_CONNECTION_STRING"):
        raise TargetError("az:// needs the account's name; set cloud.account_name")
    # Without `anon` the library takes AZURE_STORAGE_* and then Azure's own chain.
    return AzureBlobFileSystem(
        account_name=place.account or None,
        anon=settings.anonymous or None,
        use_listings_cache=False,
        connection_timeout=TIMEOUT_SECONDS,
        read_timeout=TIMEOUT_SECONDS,
    )


def _google(_place: Place, settings: CloudSettings) -> FileSystem:
    # The class at the package's top first asks, for up to a minute, what kind of bucket it is.
    from gcsfs.core import GCSFileSystem

    chosen = {"project": settings.project} if settings.project else {}
    return GCSFileSystem(
        access="read_only",
        token="anon" if settings.anonymous else None,
        requester_pays=settings.requester_pays,
        use_listings_cache=False,
        requests_timeout=TIMEOUT_SECONDS,
        **chosen,
    )


def _sftp(place: Place, settings: CloudSettings) -> FileSystem:
    from scanner.sources.cloud.sftp import ServerFiles

    return ServerFiles(
        place.host,
        port=place.port or 22,
        username=place.user or settings.username or None,
        key_file=str(settings.key_file) if settings.key_file else None,
        known_hosts=str(settings.known_hosts) if settings.known_hosts else None,
    )


def _webdav(place: Place, settings: CloudSettings) -> FileSystem:
    from scanner.sources.cloud.webdav import RangedFiles

    user = place.user or settings.username
    password = os.environ.get("KEYSWEEP_WEBDAV_PASSWORD", "")
    plain = place.store == "webdav"
    if plain and password and place.host not in _LOOPBACK:
        raise TargetError("webdav:// would send the password in clear; use webdavs://")
    url = f"{'http' if plain else 'https'}://{place.host}"
    return RangedFiles(
        f"{url}:{place.port}" if place.port else url,
        auth=(user, password) if user and password else None,
        timeout=TIMEOUT_SECONDS,
    )


def _hadoop(place: Place, settings: CloudSettings) -> FileSystem:
    from fsspec.implementations.arrow import HadoopFileSystem

    try:
        return HadoopFileSystem(
            host=place.host or "default",
            port=place.port or 0,
            user=place.user or settings.username or None,
        )
    except OSError as error:
        if "libhdfs" not in str(error) and "JVM" not in str(error):
            raise
        raise TargetError(
            "hdfs:// needs Java and the Hadoop client on this machine; set JAVA_HOME, "
            "HADOOP_HOME and CLASSPATH as Hadoop's own documentation says"
        ) from None


def _memory(_place: Place, _settings: CloudSettings) -> FileSystem:
    from fsspec.implementations.memory import MemoryFileSystem

    return MemoryFileSystem()


def _local(_place: Place, _settings: CloudSettings) -> FileSystem:
    from fsspec.implementations.local import LocalFileSystem

    return LocalFileSystem()


_BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers"
_FOLDERS = "read and search permission on the folders"
_FILES = "read permission on the files"

STORES: dict[str, Store] = {
    "az": Store(
        "Azure containers", _azure, f"{_BLOBS}/blobs/read", f"{_BLOBS}/blobs/read", f"{_BLOBS}/read"
    ),
    "gs": Store(
        "Google Cloud buckets",
        _google,
        "storage.objects.list",
        "storage.objects.get",
        "storage.buckets.getIamPolicy",
    ),
    "sftp": Store("SFTP servers", _sftp, _FOLDERS, _FILES),
    "webdav": Store("WebDAV servers", _webdav, "PROPFIND", "GET"),
    "webdavs": Store("WebDAV servers", _webdav, "PROPFIND", "GET"),
    "hdfs": Store("Hadoop clusters", _hadoop, _FOLDERS, _FILES),
    "memory": Store("fsspec's file system in memory", _memory, _FOLDERS, _FILES),  # for tests
    "local": Store("fsspec's local file system", _local, _FOLDERS, _FILES),  # for tests
}
