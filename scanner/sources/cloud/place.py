"""What a target of another store names: `sftp://host/care`, `az://container/exports`.

A uri is the store's scheme, the part that says which server or container, and the percent-encoded
path. Passwords have no place in one; user names are taken and left out of every uri.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from scanner.errors import TargetError

_PARTS = re.compile(r"([a-z]+)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_AZURE_HOST = re.compile(r"([a-z0-9]+)\.(?:dfs|blob)\.core\.windows\.net")
_DEFAULT_PORTS = {"sftp": 22, "webdav": 80, "webdavs": 443}
_STORE_OF = {"abfs": "az", "abfss": "az", "gcs": "gs"}


@dataclass(frozen=True, slots=True)
class Place:
    """One target. Paths are text; bytes that are no UTF-8 stand in it as lone surrogates."""

    store: str  # "az", "gs", "sftp", "webdav", "webdavs", "hdfs"; tests: "memory", "local"
    host: str = ""  # server, container or bucket
    port: int | None = None  # None: the store's usual one
    user: str = ""
    account: str = ""  # of Azure
    path: str = ""  # below the server or container, no slash at either end

    @property
    def base(self) -> str:
        """The uri of the server or container, without a slash at the end."""
        if self.store == "az" and self.account:
            return f"abfss://{self.host}@{self.account}.dfs.core.windows.net"
        port = "" if self.port in (None, _DEFAULT_PORTS.get(self.store)) else f":{self.port}"
        return f"{self.store}://{self.host}{port}"

    @property
    def root(self) -> str:
        """The canonical uri of the target."""
        return self.base + (f"/{encoded(self.path, keep='/')}" if self.path else "")

    @property
    def key(self) -> str:
        """The path as the store's library takes it."""
        return self.key_of(self.path)

    def key_of(self, path: str) -> str:
        """The same for any path of this server or container."""
        if self.is_bucket:
            return f"{self.host}/{path}"
        # WebDAV's library takes a path as it stands in a uri.
        return "/" + (encoded(path, keep="/") if self.store.startswith("webdav") else path)

    @property
    def is_bucket(self) -> bool:
        """Whether it holds named objects rather than folders, so that any name can occur."""
        return self.store in ("az", "gs")

    def path_of(self, uri: str) -> str:
        """The path a uri of an object stands for."""
        return decoded(uri.removeprefix(self.base).removeprefix("/"))


def parse(target: str, account: str = "") -> Place:
    """The place that a uri names; `account` is that of Azure where the uri names none.

    Raises `TargetError`, which repeats nothing that may be a secret.
    """
    parts = _PARTS.fullmatch(target)
    assert parts is not None  # the registry came here by its scheme
    scheme, authority, rest = parts[1].lower(), parts[2], parts[3]
    user, _, server = authority.rpartition("@")
    if ":" in user:
        raise TargetError(
            f"{scheme}://: a password in a target would end up in histories and logs; leave it "
            "out, docs/sources.md says where it is taken from"
        )
    if "?" in rest or "#" in rest:
        raise TargetError(
            f"{scheme}://: write ? in a path as %3F and # as %23; signatures belong in the "
            "environment, see docs/sources.md"
        )
    store = _STORE_OF.get(scheme, scheme)
    path = decoded(rest).strip("/")
    if store == "az":
        return _azure(user, server, path, account)
    host, port = _host_and_port(scheme, server)
    return Place(store, host, port, decoded(user), path=path)


def encoded(text: str, keep: str = "") -> str:
    """A path, or one segment of it, as it stands in a uri."""
    return quote(text.encode("utf-8", "surrogateescape"), safe=keep)


def decoded(text: str) -> str:
    """The reverse of `encoded`."""
    return unquote(text, errors="surrogateescape")


def _azure(user: str, server: str, path: str, account: str) -> Place:
    """`abfss://container@account.dfs.core.windows.net/path` or `az://container/path`."""
    named = _AZURE_HOST.fullmatch(server.lower())
    if named is None and user:
        raise TargetError("az://: after @ stands ACCOUNT.dfs.core.windows.net, or nothing")
    container = user if named else server
    if not container:
        raise TargetError("az://: name a container, as in az://container/folder")
    return Place("az", container, account=named[1] if named else account, path=path)


def _host_and_port(scheme: str, server: str) -> tuple[str, int | None]:
    host, colon, port = server.partition(":")
    if server.startswith("["):  # an IPv6 address
        host, colon, port = server.rpartition(":") if not server.endswith("]") else (server, "", "")
    if not host and scheme not in ("memory", "local", "hdfs"):
        raise TargetError(f"{scheme}:// names no server or bucket; write {scheme}://NAME/folder")
    if colon and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65_536):
        raise TargetError(f"{scheme}://: the port is no number from 1 to 65535")
    return host.lower(), int(port) if port else None
