"""The dumps that real servers wrote, made once in a run, whatever the number of its processes."""

import fcntl
import os
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.databases.servers import mariadb, mariadb_login, postgres, postgres_login
from tests.databases.tables import mariadb_script, postgres_script


@pytest.fixture(scope="session")
def postgres_dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dump of each format of pg_dump."""
    return _once(tmp_path_factory, "postgres", _dump_postgres)


@pytest.fixture(scope="session")
def mariadb_dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dump of each kind of mariadb-dump."""
    return _once(tmp_path_factory, "mariadb", _dump_mariadb)


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder, made by the first process that asks; the others wait for it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # that of all processes of the run
    folder = shared / f"dumps of {name}"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = shared / f"making {name}"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


def _dump_postgres(into: Path) -> None:
    with postgres() as server:
        login = postgres_login(server)
        server.run("psql", *login, "-q", "-v", "ON_ERROR_STOP=1", "sample", text=postgres_script())
        for name, options in {
            "plain.sql": ["-Fp"], "inserts.sql": ["--inserts"],
            "column-inserts.sql": ["--column-inserts", "--rows-per-insert=7"],
            "custom.dump": ["-Fc"], "stored.dump": ["-Fc", "-Z0"],
            "inserts.dump": ["-Fc", "--inserts"], "tar.tar": ["-Ft"], "directory": ["-Fd"],
        }.items():  # fmt: skip
            server.run("pg_dump", *login, *options, "-f", server.folder / name, "sample")
            _take(server.folder / name, into)
        _pack(into, "directory")


def _dump_mariadb(into: Path) -> None:
    with mariadb() as server:
        login = mariadb_login(server)
        server.run("mariadb", *login, "sample", text=mariadb_script())
        for name, options in {
            "plain.sql": [], "complete.sql": ["--complete-insert", "--skip-extended-insert"],
            "xml.xml": ["--xml"], "ansi.sql": ["--compatible=postgresql"],
            "databases.sql": ["--databases"], "hex.sql": ["--hex-blob", "--skip-quote-names"],
        }.items():  # fmt: skip
            result = f"--result-file={server.folder / name}"
            server.run("mariadb-dump", *login, result, *options, "sample")
            _take(server.folder / name, into)
        tabs = server.folder / "tab"
        server.run("mkdir", tabs)
        server.run("mariadb-dump", *login, f"--tab={tabs}", "sample")
        _take(tabs, into)
        _pack(into, "tab")


def _take(made: Path, into: Path) -> None:
    if made.is_dir():
        shutil.copytree(made, into / made.name)
    else:
        shutil.copy(made, into)


def _pack(into: Path, name: str) -> None:
    """The folder as people hand it on."""
    with tarfile.open(into / f"{name}.tar.gz", "w:gz") as archive:
        archive.add(into / name, name)
    shutil.make_archive(str(into / name), "zip", into, name)
