"""Files of an SFTP server, for fsspec: only what a sweep needs, and nothing that writes.

fsspec's own file system accepts any host key, follows links, leaves out modes and fails on names
that are no UTF-8; for a sweep each of these matters.
"""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import paramiko
from fsspec import AbstractFileSystem
from paramiko.sftp import CMD_NAME

_SECONDS = 30.0
_KINDS = {stat.S_IFDIR: "directory", stat.S_IFLNK: "link", stat.S_IFREG: "file"}


class UnknownHostKeyError(Exception):
    """The server shows a key that no known_hosts file holds."""


class _Refuse(paramiko.MissingHostKeyPolicy):
    def missing_host_key(self, *_: object) -> None:
        raise UnknownHostKeyError


class _Names(paramiko.Message):
    """A server's answer whose names may be any bytes."""

    def get_text(self) -> str:
        return bytes(self.get_string()).decode("utf-8", "surrogateescape")


class _Client(paramiko.SFTPClient):
    """An SFTP session that keeps names that are no UTF-8."""

    def _request(self, kind: int, *args: object) -> tuple[int, paramiko.Message]:
        kind, answer = super()._request(kind, *args)  # type: ignore[misc]  # not in the stubs
        return kind, _Names(answer.asbytes()[4:]) if kind == CMD_NAME else answer


class ServerFiles(AbstractFileSystem):
    """The files of one server as one account sees them. Paths are absolute."""

    protocol = "sftp"

    def __init__(
        self,
        host: str,
        *,
        port: int = 22,
        username: str | None = None,
        key_file: str | None = None,
        known_hosts: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._ssh = paramiko.SSHClient()
        self._ssh.set_missing_host_key_policy(_Refuse())
        _load_host_keys(self._ssh, known_hosts)
        self._ssh.connect(
            host.strip("[]"),
            port=port,
            username=username,
            key_filename=key_file,
            password=os.environ.get("KEYSWEEP_SFTP_PASSWORD"),
            passphrase=os.environ.get("KEYSWEEP_SFTP_PASSPHRASE"),
            allow_agent=key_file is None,
            look_for_keys=key_file is None,
            timeout=_SECONDS,
            banner_timeout=_SECONDS,
            auth_timeout=_SECONDS,
            channel_timeout=_SECONDS,
        )
        transport = self._ssh.get_transport()
        assert transport is not None
        files = _Client.from_transport(transport)
        assert files is not None
        channel = files.get_channel()
        assert channel is not None
        channel.settimeout(_SECONDS)
        self._files = files

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return path  # never a uri, so nothing in a name means anything

    def ls(self, path: str, detail: bool = True, **_: Any) -> list[Any]:
        """The names in a folder, none of them followed."""
        found = self._files.listdir_attr(_bytes(path))  # type: ignore[arg-type]  # takes bytes too
        infos = [_info(f"{path.rstrip('/')}/{one.filename}", one) for one in found]
        return infos if detail else [info["name"] for info in infos]

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """What stands at a path; a link as a link."""
        return _info(path, self._files.lstat(_bytes(path)))

    def cat_file(
        self, path: str, start: int | None = None, end: int | None = None, **_: Any
    ) -> bytes:
        """A range of a file, its pieces asked for at once."""
        with self._files.open(_bytes(path), "rb") as file:
            size = file.stat().st_size or 0
            start, end = start or 0, size if end is None else min(end, size)
            if start >= end:
                return b""
            return b"".join(file.readv([(start, end - start)]))


def _load_host_keys(client: paramiko.SSHClient, known_hosts: str | None) -> None:
    """From the named file, or from the user's own and the machine's."""
    if known_hosts is not None:
        client.load_host_keys(known_hosts)
        return
    for path in (Path("~/.ssh/known_hosts").expanduser(), Path("/etc/ssh/ssh_known_hosts")):
        if path.is_file():
            client.load_system_host_keys(str(path))


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _info(path: str, found: paramiko.SFTPAttributes) -> dict[str, Any]:
    mode = found.st_mode
    time = found.st_mtime
    return {
        "name": path,
        "size": found.st_size,
        # A server that tells no modes tells nothing else; then opening it will show.
        "type": "file" if mode is None else _KINDS.get(stat.S_IFMT(mode), "other"),
        "mtime": None if time is None else datetime.fromtimestamp(time, UTC),
        "mode": mode,
        "uid": found.st_uid,
        "gid": found.st_gid,
    }
