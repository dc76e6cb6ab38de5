"""Real PostgreSQL and MariaDB servers in a temporary folder, reached by a socket alone.

Both refuse to run as root: root runs them as the users that their Debian packages make.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

_SECONDS = 60  # a server may take to start
_POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class Server:
    """A running server; its folder is writable by it and by the tests."""

    def __init__(self, folder: Path, user: str) -> None:
        self.folder, self._user = folder, user

    def command(self, *words: str | Path) -> list[str]:
        """The words as the server's user would type them."""
        as_user = ["runuser", "-u", self._user, "--"] if os.geteuid() == 0 else []
        return [*as_user, *map(str, words)]

    def run(self, *words: str | Path, text: str | None = None) -> str:
        """What the command prints; an error of it fails the test."""
        done = subprocess.run(
            self.command(*words), input=text, capture_output=True, text=True, check=False,
            cwd=self.folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def postgres() -> Iterator[Server]:
    """A PostgreSQL server with a database `sample`."""
    if not _POSTGRES:
        pytest.skip("needs the Debian package postgresql")
    with _server("postgres") as server:
        programs, data = _POSTGRES[-1], server.folder / "data"
        server.run(programs / "initdb", "-D", data, "-U", "tester", "-E", "UTF8", "--no-sync")
        options = f"-k {server.folder} -c listen_addresses= -c fsync=off"
        with _running(server, programs / "postgres", "-D", data, *options.split()) as process:
            _wait(server, process, "psql", *postgres_login(server), "-c", "SELECT 1", "postgres")
            server.run("createdb", *postgres_login(server), "sample")
            yield server


def postgres_login(server: Server) -> tuple[str, ...]:
    """The options by which PostgreSQL's programs reach the server."""
    return ("-h", str(server.folder), "-U", "tester")


@contextmanager
def mariadb(*options: str) -> Iterator[Server]:
    """A MariaDB server with a database `sample`."""
    if shutil.which("mariadbd", path="/usr/sbin:/usr/local/sbin:/usr/bin") is None:
        pytest.skip("needs the Debian package mariadb-server")
    with _server("mysql") as server:
        data = server.folder / "data"
        server.run("mariadb-install-db", "--no-defaults", f"--datadir={data}",
                   "--auth-root-authentication-method=normal", "--skip-test-db")  # fmt: skip
        with _running(
            server, "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", "--skip-networking",
            f"--socket={server.folder}/sock", f"--pid-file={server.folder}/pid", *options,
        ) as process:  # fmt: skip
            _wait(server, process, "mariadb", *mariadb_login(server), "-e", "SELECT 1")
            server.run("mariadb", *mariadb_login(server), "-e",
                       "CREATE DATABASE sample CHARACTER SET utf8mb4")  # fmt: skip
            yield server


def mariadb_login(server: Server) -> tuple[str, ...]:
    """The options by which MariaDB's programs reach the server."""
    return ("--no-defaults", f"--socket={server.folder}/sock", "-u", "root",
            "--default-character-set=utf8mb4")  # fmt: skip


@contextmanager
def _server(user: str) -> Iterator[Server]:
    # Not below pytest's own folder: another user may not pass it, and a socket's path is short.
    folder = Path(tempfile.mkdtemp(prefix="keysweep-"))
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    try:
        yield Server(folder, user)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(server: Server, *words: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    with (server.folder / "log").open("w") as log:
        process = subprocess.Popen(
            server.command(*words), stdout=log, stderr=log, cwd=server.folder
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _wait(server: Server, process: subprocess.Popen[bytes], *words: str) -> None:
    begun = time.monotonic()
    while subprocess.run(server.command(*words), capture_output=True, check=False).returncode:
        late = time.monotonic() - begun > _SECONDS
        assert not late and process.poll() is None, (server.folder / "log").read_text()
        time.sleep(0.1)


def literal(value: str | None, escape: Sequence[tuple[str, str]]) -> str:
    """A value as an INSERT takes it."""
    if value is None:
        return "NULL"
    for character, written in escape:
        value = value.replace(character, written)
    return f"'{value}'"
