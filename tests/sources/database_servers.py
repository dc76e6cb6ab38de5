"""Real database servers on 127.0.0.1, from Debian's postgresql and mariadb-server-core."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sources.sftp_server import free_port

_SECONDS = 60
PASSWORD = "invented"


@contextmanager
def postgresql() -> Iterator[int]:
    """The port of a fresh PostgreSQL whose superuser is `owner`. Skips where there is none."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("needs PostgreSQL; install Debian's package postgresql")
    account = "postgres" if os.getuid() == 0 else None  # it refuses to run as root
    with _folder(account) as folder:
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        options = ["-U", "owner", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync"]
        subprocess.run(
            [programs[-1], *options, "-D", folder / "data", "-E", "UTF8"],
            check=True, user=account, cwd=folder, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
        port = free_port()
        command = [
            programs[-1].with_name("postgres"), "-D", folder / "data", "-p", str(port),
            "-h", "127.0.0.1", "-k", folder, "-F",
        ]  # fmt: skip
        ready: list[str | Path] = [
            programs[-1].with_name("pg_isready"),
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
        ]
        with _running(command, ready, folder, account):
            yield port


@contextmanager
def mariadb() -> Iterator[int]:
    """The port of a fresh MariaDB whose superuser is `root`. Skips where there is none."""
    server, install = shutil.which("mariadbd"), shutil.which("mariadb-install-db")
    if server is None or install is None:
        pytest.skip("needs MariaDB; install Debian's package mariadb-server")
    with _folder(None) as folder:
        account = ["--user=root"] if os.getuid() == 0 else []
        common = ["--no-defaults", *account, f"--datadir={folder}/data"]
        options = ["--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(
            [install, *common, *options], check=True, capture_output=True, timeout=_SECONDS
        )
        port = free_port()
        command = [
            server, *common, f"--port={port}", "--bind-address=127.0.0.1",
            f"--socket={folder}/socket", f"--pid-file={folder}/pid", "--skip-log-bin",
        ]  # fmt: skip
        ready: list[str | Path] = [
            "mysqladmin",
            "--no-defaults",
            "-h127.0.0.1",
            f"-P{port}",
            "-uroot",
            "ping",
        ]
        with _running(command, ready, folder, None):
            yield port


@contextmanager
def _folder(account: str | None) -> Iterator[Path]:
    """A folder with a short path, for the sockets in it, that the account may use."""
    folder = Path(tempfile.mkdtemp(prefix="ks", dir="/tmp"))
    try:
        if account is not None:
            shutil.chown(folder, account)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(
    command: list[str | Path], ready: list[str | Path], folder: Path, account: str | None
) -> Iterator[None]:
    environment: Mapping[str, str] = os.environ | {"LC_ALL": "C"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, user=account, cwd=folder, env=environment
        )
        try:
            _wait_for(ready, folder / "log")
            yield
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _wait_for(ready: list[str | Path], log: Path) -> None:
    """Until the server's own tool says that it answers: its port is open before that."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if subprocess.run(ready, capture_output=True, timeout=_SECONDS).returncode == 0:
            return
        time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")
