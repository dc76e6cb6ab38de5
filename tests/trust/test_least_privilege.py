"""Servers are swept by accounts that may read and do nothing else; sources stay as they were."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pymysql
import pytest

from scanner.config import DatabaseSettings
from scanner.model import DataObject, Verdict
from scanner.sources.database.place import parse
from scanner.sources.database.source import DatabaseSource
from scanner.sources.files import FileSource
from scanner.sources.protocol import Source
from tests.sources import samba
from tests.sources.database_servers import PASSWORD, mariadb, postgresql
from tests.sources.sftp_server import running_server
from tests.trust.snapshots import snapshot

CREATE = "CREATE TABLE clients (name VARCHAR(40), nhs_number VARCHAR(10), notes VARCHAR(80))"
INSERT = "INSERT INTO clients VALUES ('Edna Clegg', '9990000018', 'Key safe code 482931')"
TEXT = "NHS number 999 000 0018. Key safe code 482931"


def read_all(source: Source) -> list[bytes]:
    """The content of every object; each must be one."""
    objects = list(source.walk())
    assert all(isinstance(one, DataObject) for one in objects)
    contents = []
    for one in objects:
        assert isinstance(one, DataObject)
        with source.open(one) as stream:
            contents.append(stream.read())
    return contents


def refusals(source: Source) -> list[str]:
    """What the trial before a sweep says is missing."""
    return [check.asks for check in source.checks() if check.verdict is Verdict.NO]


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder with files whose access times are older than their content, as on a real disk."""
    folder = tmp_path / "share"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.txt", "deep/b.txt"):
        (folder / name).write_text(TEXT)
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (1_700_000_000, 1_750_000_000))
    return folder


def untouched(share: Path, source: Source) -> bool:
    """Whether reading everything leaves content, modes and all three times as they were."""
    before = snapshot(share)
    # The snapshot itself reads; the second look must see the first one's times.
    for path in [*share.rglob("*"), share]:
        os.utime(path, (1_700_000_000, 1_750_000_000))
    before = {path: (one[0], os.lstat(path).st_mode, *_times(path)) for path, one in before.items()}
    assert len(read_all(source)) == 2
    after = {path: (before[path][0], os.lstat(path).st_mode, *_times(path)) for path in before}
    contents = {path: one[0] for path, one in snapshot(share).items()}
    return before == after and contents == {path: one[0] for path, one in before.items()}


def _times(path: str) -> tuple[int, int, int]:
    found = os.lstat(path)
    return found.st_mtime_ns, found.st_ctime_ns, found.st_atime_ns


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps access times")
def test_files_are_left_as_they_were(share: Path) -> None:
    """Not a byte, a mode or a time is other than before, the time of reading included."""
    assert untouched(share, FileSource(share))


def test_a_snapshot_sees_a_reader(share: Path) -> None:
    """So that the test above can fail: a reader that leaves its mark is seen."""
    before = os.lstat(share / "a.txt").st_atime_ns
    (share / "a.txt").read_bytes()
    if os.lstat(share / "a.txt").st_atime_ns == before:
        pytest.skip("this disk keeps no access times")
    assert snapshot(share) != before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="takes rights away, as root can")
def test_files_need_no_right_but_to_read(share: Path) -> None:
    """An account that may list and read, and write nowhere, sweeps."""
    for path in [*share.rglob("*"), share]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for above in list(share.parents)[:-1]:
        above.chmod(above.stat().st_mode | 0o011)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from scanner.sources.files import FileSource\n"
        "from tests.trust.test_least_privilege import read_all, refusals\n"
        "source = FileSource(Path(sys.argv[1]))\n"
        # Once before, so that every module is loaded while its own folder may be read.
        "read_all(source), refusals(source)\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "assert not os.access(sys.argv[1], os.W_OK)\n"
        "print(len(read_all(source)), refusals(source))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(share)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("2 []\n", 0), done.stderr


@pytest.fixture(scope="module")
def postgresql_port() -> Iterator[int]:
    """A PostgreSQL with one table and an account that may connect and select."""
    with postgresql() as port:
        with psycopg.connect(
            host="127.0.0.1", port=port, user="owner", password=PASSWORD, dbname="postgres",
            autocommit=True,
        ) as owner:  # fmt: skip
            owner.execute("CREATE DATABASE care")
            owner.execute(f"CREATE ROLE sweeper LOGIN PASSWORD '{PASSWORD}'")
            owner.execute("REVOKE ALL ON DATABASE care FROM PUBLIC")
            owner.execute("GRANT CONNECT ON DATABASE care TO sweeper")
        with psycopg.connect(
            host="127.0.0.1", port=port, user="owner", password=PASSWORD, dbname="care",
            autocommit=True,
        ) as owner:  # fmt: skip
            owner.execute(CREATE)
            owner.execute(INSERT)
            owner.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
            owner.execute("GRANT USAGE ON SCHEMA public TO sweeper")
            owner.execute("GRANT SELECT ON clients TO sweeper")
        yield port


def test_postgresql_needs_connect_usage_and_select(
    postgresql_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With just these an account sees and reads the table, and the row is as it was."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    place = parse(f"postgresql://sweeper@127.0.0.1:{postgresql_port}/care")
    before = _row(postgresql_port)
    source = DatabaseSource(place, DatabaseSettings())
    assert b"482931" in b"".join(read_all(source))
    assert refusals(source) == []
    assert _row(postgresql_port) == before


def _row(port: int) -> object:
    """The row with the transaction that wrote it, and whatever locked or removed it since."""
    with psycopg.connect(
        host="127.0.0.1", port=port, user="owner", password=PASSWORD, dbname="care"
    ) as owner:
        return owner.execute("SELECT xmin, xmax, ctid, clients.* FROM clients").fetchall()


def test_mariadb_needs_select(monkeypatch: pytest.MonkeyPatch) -> None:
    """With SELECT on one database an account sees and reads its tables, and nothing changed."""
    monkeypatch.setenv("MYSQL_PWD", PASSWORD)
    with (
        mariadb() as port,
        closing(pymysql.connect(host="127.0.0.1", port=port, user="root", autocommit=True)) as root,
        root.cursor() as cursor,
    ):
        for statement in (
            "CREATE DATABASE care", "USE care", CREATE, INSERT,
            f"CREATE USER sweeper@'%' IDENTIFIED BY '{PASSWORD}'",
            "GRANT SELECT ON care.* TO sweeper@'%'",
        ):  # fmt: skip
            cursor.execute(statement)
        cursor.execute("CHECKSUM TABLE clients")
        before = cursor.fetchall()
        place = parse(f"mariadb://sweeper@127.0.0.1:{port}/care")
        source = DatabaseSource(place, DatabaseSettings())
        assert b"482931" in b"".join(read_all(source))
        assert refusals(source) == []
        cursor.execute("CHECKSUM TABLE clients")
        assert cursor.fetchall() == before


def test_sftp_needs_a_server_that_only_reads(share: Path, tmp_path: Path) -> None:
    """A server that refuses every request to write is swept in full."""
    keys = tmp_path / "keys"
    keys.mkdir()
    with running_server(keys, read_only=True) as server:
        source = server.source(share)
        before = {path: _times(path)[:2] for path in snapshot(share)}
        assert read_all(source) == [TEXT.encode()] * 2
        assert refusals(source) == []
        assert {path: _times(path)[:2] for path in before} == before


def test_smb_needs_an_account_that_only_reads() -> None:
    """On a share that others may write to, an account on its list of readers sweeps."""
    with samba.running() as server:
        folder = server.share("care", read_only="no", read_list=samba.USER)
        for name in ("a.txt", "b.txt"):
            (folder / name).write_text(TEXT)
        before = {path: _times(path)[:2] for path in snapshot(folder)}
        source = server.source("care")
        os.environ[samba.PASSWORD_VARIABLE] = samba.PASSWORD
        try:
            assert read_all(source) == [TEXT.encode()] * 2
            assert refusals(source) == []
        finally:
            del os.environ[samba.PASSWORD_VARIABLE]
        assert {path: _times(path)[:2] for path in before} == before
