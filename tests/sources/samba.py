"""A Samba server of the tests' own on 127.0.0.1, with shares below a temporary folder.

It needs root, for Samba makes every account a Unix account, and Debian's package samba.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scanner.config import Settings, SmbSettings
from scanner.model import DataObject, Skipped
from scanner.sources.smb import connection as smb_connection
from scanner.sources.smb.sign_in import PASSWORD_VARIABLE
from scanner.sources.smb.source import SmbSource, from_target

# An account that every Debian has, without a password of its own on the machine.
USER, PASSWORD = "games", "drama-not-real"

_CONFIG = """
[global]
server role = standalone server
netbios name = KEYSWEEP
interfaces = 127.0.0.1
bind interfaces only = yes
smb ports = {port}
disable netbios = yes
log file = {home}/log
pid directory = {home}
lock directory = {home}
state directory = {home}
cache directory = {home}
private dir = {home}
ncalrpc dir = {home}/ncalrpc
passdb backend = tdbsam:{home}/passdb.tdb
load printers = no
disable spoolss = yes
map to guest = bad user
guest account = nobody
acl allow execute always = yes
force user = root
{extra}
"""
_SHARE = """
[{name}]
path = {path}
read only = yes
vfs objects = acl_xattr
acl_xattr:ignore system acls = yes
acl_xattr:security_acl_name = user.keysweep_acl
{extra}
"""


@dataclass
class Samba:
    """A running server. `share` adds a share, `stop` and `start` make it vanish and return."""

    home: Path
    port: int
    extra: str = ""  # lines of the global section
    shares: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def share(self, name: str, **options: str) -> Path:
        """A new share and its folder; options in Samba's words, spaces as underscores."""
        folder = self.home / "shares" / name
        folder.mkdir(parents=True)
        folder.chmod(0o777)
        lines = "\n".join(f"{key.replace('_', ' ')} = {value}" for key, value in options.items())
        self.shares[name] = _SHARE.format(name=name, path=folder, extra=lines)
        self.write()
        hang_up_all()  # a connection that is open does not see it
        return folder

    def new_name(self, stem: str) -> str:
        """A name that no share has yet."""
        return f"{stem}{len(list(self.home.glob('shares/*')))}"

    def write(self) -> None:
        """Writes the configuration; a running server takes it on the next connection."""
        head = _CONFIG.format(port=self.port, home=self.home, extra=self.extra)
        self.config.write_text(head + "".join(self.shares.values()))

    @property
    def config(self) -> Path:
        """The server's configuration."""
        return self.home / "smb.conf"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        # It ends its whole process group when it ends, so it gets one of its own.
        command = ["smbd", "--foreground", "--no-process-group", "-s", str(self.config)]
        self.process = subprocess.Popen(
            command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"smbd did not start; see {self.home}/log")

    def stop(self) -> None:
        """Ends it and every child that serves a connection."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def source(self, path: str = "", settings: Settings | None = None, **smb: object) -> SmbSource:
        """A source over `smb://127.0.0.1/` and the path."""
        own = SmbSettings(**{"username": USER, "port": self.port, **smb})  # type: ignore[arg-type]
        base = settings or Settings()
        chosen = Settings(include=base.include, exclude=base.exclude, smb=own)
        return from_target(f"smb://127.0.0.1:{self.port}/{path}".rstrip("/"), chosen)


@contextmanager
def running(extra: str = "") -> Iterator[Samba]:
    """A server with one account, stopped at the end. Skips where it cannot run."""
    for program in ("smbd", "smbpasswd"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: install the Debian package samba")
    if os.geteuid() != 0:
        pytest.skip("smbd needs root")
    pwd.getpwnam(USER)
    with TemporaryDirectory(prefix="keysweep-samba-") as home:
        Path(home).chmod(0o755)  # accounts other than root come through to the shares
        server = Samba(Path(home), _free_port(), extra)
        server.write()
        twice = f"{PASSWORD}\n{PASSWORD}\n".encode()
        command = ["smbpasswd", "-c", str(server.config), "-s", "-a", USER]
        subprocess.run(command, input=twice, check=True, capture_output=True)
        server.start()
        try:
            yield server
        finally:
            hang_up_all()
            server.stop()


def hang_up_all() -> None:
    """Closes the connections that sources of this process have opened."""
    for _, server in list(smb_connection._LIVE):
        smb_connection.hang_up(server)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def names(source: SmbSource) -> list[str]:
    """What a walk yields as objects, below the target."""
    items = source.walk()
    return [item.uri[len(source.root) + 1 :] for item in items if isinstance(item, DataObject)]


def rows(source: SmbSource) -> dict[str, Skipped]:
    """What a walk passes over, by the name below the target."""
    items = source.walk()
    return {item.uri[len(source.root) + 1 :]: item for item in items if isinstance(item, Skipped)}


def objects(source: SmbSource) -> list[DataObject]:
    """The objects of a walk."""
    return [item for item in source.walk() if isinstance(item, DataObject)]


@pytest.fixture(scope="module")
def samba() -> Iterator[Samba]:
    """A server for the tests of one file, the account's password in the environment."""
    with pytest.MonkeyPatch.context() as patch, running() as server:
        patch.setenv(PASSWORD_VARIABLE, PASSWORD)
        yield server


@pytest.fixture
def share(samba: Samba) -> Path:
    """An empty share of its own; its name is the folder's."""
    return samba.share(samba.new_name("share"))
