"""A real SFTP server on 127.0.0.1: OpenSSH's, from Debian's package openssh-server."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from scanner.config import CloudSettings
from scanner.sources.cloud.place import Place
from scanner.sources.cloud.source import CloudSource

_SSHD = shutil.which("sshd") or "/usr/sbin/sshd"
_SECONDS = 20


@dataclass(frozen=True)
class SftpServer:
    """A running server that accepts one key for the account the tests run as."""

    port: int
    folder: Path  # of its keys

    @property
    def settings(self) -> CloudSettings:
        """What reaches it."""
        return CloudSettings(
            username=getpass.getuser(),
            key_file=self.folder / "user_key",
            known_hosts=self.folder / "known_hosts",
        )

    def place(self, root: Path) -> Place:
        """A folder of this machine as the server shows it."""
        return Place("sftp", "127.0.0.1", self.port, path=str(root).strip("/"))

    def source(self, root: Path) -> CloudSource:
        """A source over that folder."""
        return CloudSource(self.place(root), self.settings)


@contextmanager
def running_server(folder: Path, read_only: bool = False) -> Iterator[SftpServer]:
    """A server whose keys and settings lie in `folder`. Skips where sshd is not installed.

    `read_only`: it refuses every request that would change something.
    """
    if not Path(_SSHD).exists():
        pytest.skip("needs sshd; install Debian's package openssh-server")
    server = SftpServer(free_port(), folder)
    _write_keys(server, "internal-sftp -R" if read_only else "internal-sftp")
    if os.getuid() == 0:  # where sshd of Debian parks its unprivileged half
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    log = folder / "log"
    process = subprocess.Popen([_SSHD, "-D", "-f", folder / "config", "-E", log])
    try:
        _wait_for(server.port, log)
        yield server
    finally:
        process.terminate()
        process.wait(_SECONDS)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_keys(server: SftpServer, subsystem: str) -> None:
    folder = server.folder
    for name in ("host_key", "user_key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder / name]
        subprocess.run(command, check=True, timeout=_SECONDS)
    host_key = (folder / "host_key.pub").read_text()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{server.port} {host_key}")
    (folder / "config").write_text(
        f"Port {server.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\n"
        f"PidFile none\nAuthorizedKeysFile {folder}/user_key.pub\nStrictModes no\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\n"
        f"Subsystem sftp {subsystem}\nMaxStartups 100\n"
    )


def _wait_for(port: int, log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"sshd did not start: {log.read_text()}")
