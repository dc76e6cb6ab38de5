"""Servers of Windows shares that go away, are old, lie, or talk nonsense."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from smbprotocol.exceptions import SMBException
from smbprotocol.header import SMB2HeaderResponse
from smbprotocol.session import Session

from scanner.errors import TargetError, UnreadableError
from scanner.model import Access, Reason, Skipped, Stage
from scanner.sources.smb import connection as smb_connection
from scanner.sources.smb.names import Target
from scanner.sources.smb.sign_in import PASSWORD_VARIABLE, Server
from scanner.sources.smb.source import SmbSource
from tests.sources.samba import PASSWORD, Samba, hang_up_all, objects, running, samba, share
from tests.sources.smb_servers import proxy, replying
from tests.sources.trees import fill

__all__ = ["samba", "share"]  # fixtures

BIG = random.Random(7).randbytes(6 * 1024 * 1024)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Attempts follow each other at once; no connection is left behind."""
    monkeypatch.setattr(smb_connection, "WAITS", (0.0, 0.0))
    yield
    hang_up_all()


def through(source: SmbSource, port: int) -> SmbSource:
    """The same share, reached through another port."""
    target = Target("127.0.0.1", port, "", source.target.parts)
    return replace(source, target=target, server=replace(source.server, port=port))


class TestLostConnections:
    """A connection that dies is opened anew; a server that stays away is said."""

    def test_a_read_goes_on_after_the_connection_died(self, samba: Samba, share: Path) -> None:
        """A connection cut in the middle of a file costs nothing but time."""
        fill(share, {b"big": BIG})
        with proxy(samba.port, cut_after=[2_000_000]) as port:
            source = through(samba.source(share.name), port)
            with source.open(objects(source)[0]) as stream:
                assert stream.read() == BIG

    def test_a_connection_that_keeps_dying_is_an_error(self, samba: Samba, share: Path) -> None:
        """After a few attempts the file is given up, with the reason."""
        fill(share, {b"big": BIG})
        with proxy(samba.port, cut_after=[100_000] * 9) as port:
            source = through(samba.source(share.name), port)
            with (
                source.open(objects(source)[0]) as stream,
                pytest.raises(UnreadableError) as caught,
            ):
                stream.read()
        assert caught.value.reason is Reason.IO_ERROR

    def test_a_walk_goes_on_after_the_connection_died(self, samba: Samba, share: Path) -> None:
        """A connection cut while a share is listed loses no file."""
        fill(share, {f"f{i:03}/{j}.csv".encode(): b"1" for i in range(40) for j in range(3)})
        with proxy(samba.port, cut_after=[15_000, 15_000]) as port:
            source = through(samba.source(share.name), port)
            assert len(objects(source)) == 120

    def test_a_server_that_goes_away_ends_the_walk_with_a_row(
        self, samba: Samba, share: Path
    ) -> None:
        """A walk that cannot go on says where it stopped, and is not silently at its end."""
        fill(share, {b"a/1.csv": b"1", b"b/2.csv": b"2", b"c/3.csv": b"3"})
        walk = samba.source(share.name).walk()
        first = next(walk)
        samba.stop()
        try:
            rest = list(walk)
        finally:
            samba.start()
        assert first.uri.endswith("a/1.csv")
        (row,) = rest
        assert isinstance(row, Skipped)
        assert (row.stage, row.reason) == (Stage.WALK, Reason.IO_ERROR)
        assert row.uri.endswith(f"{share.name}/b/")

    def test_a_share_that_is_taken_away_is_named(self, samba: Samba, share: Path) -> None:
        """A file of a share that is gone is reported as vanished."""
        fill(share, {b"a": b"1"})
        source = samba.source(share.name)
        obj = objects(source)[0]
        del samba.shares[share.name]
        samba.write()
        hang_up_all()
        with pytest.raises(UnreadableError, match="no such share") as caught:
            source.open(obj)
        assert caught.value.reason is Reason.VANISHED


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ("server smb encrypt = off", "SMB 3.1.1, signed, not encrypted"),
        ("server smb encrypt = off\nserver max protocol = SMB2_10", "SMB 2.1, signed"),
        ("server max protocol = SMB2_02", "SMB 2.0.2, signed"),
        ("server max protocol = SMB3_00", "SMB 3.0, encrypted"),
    ],
)
def test_older_servers_are_read(options: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not encrypt, or speaks an older SMB 2, is swept over signed messages."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with running(options) as server:
        fill(server.share("care"), {b"big": BIG, b"in/a.csv": b"1"})
        source = server.source("care")
        first, second = objects(source)
        with source.open(first) as stream:
            assert stream.read() == BIG
        assert second.access is Access.EVERYONE_INTERNAL
        assert next(source.checks()).detail.startswith(kept)


class TestTrust:
    """Answers that somebody between here and the server could have made."""

    def test_an_answer_that_is_not_signed_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An answer without a signature is not taken where signatures are required."""
        monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
        with running("server smb encrypt = off") as server:
            fill(server.share("care"), {b"a.csv": b"1"})
            source = server.source("care")
            assert objects(source)
            connection = smb_connection.live(source.server).connection
            header = SMB2HeaderResponse()
            (session,) = connection.session_table
            with pytest.raises(SMBException, match="neither encrypted nor signed"):
                connection.verify_signature(header, session)

    def test_a_refused_password_is_not_tried_again(
        self, samba: Samba, share: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same wrong password is sent once, so that a sweep locks nobody out."""
        monkeypatch.setenv(PASSWORD_VARIABLE, "wrong-once")
        tried: list[int] = []
        real = Session.connect
        monkeypatch.setattr(Session, "connect", lambda one: tried.append(1) or real(one))
        for _ in range(3):
            with pytest.raises(TargetError, match="user name or the password"):
                list(samba.source(share.name).walk())
        assert len(tried) == 1


class TestHostileServers:
    """Servers that answer nonsense, nothing, or for ever."""

    @pytest.mark.parametrize(
        "answer",
        [
            b"HTTP/1.1 400 Bad Request\r\n\r\n" + b"x" * 500,
            b"\x00\x00\x00\x10" + b"\xff" * 16,
            b"\xff\xff\xff\xff" + b"y" * 1000,
            b"\x00\x00\x00\x50\xfeSMB" + bytes(76),
            b"",
        ],
        ids=["http", "garbage", "too long", "half a header", "hangs up"],
    )
    def test_nonsense_is_refused(self, answer: bytes) -> None:
        """What is no SMB becomes one message, with nothing of the answer in it."""
        with replying(answer) as port, pytest.raises(TargetError, match="127") as caught:
            list(local(port).walk())
        assert "HTTP" not in str(caught.value)

    def test_a_server_that_never_answers_is_given_up(self) -> None:
        """A server that accepts and is silent costs the time that is set, a few times."""
        started = time.monotonic()
        with replying(None) as port, pytest.raises(TargetError, match="did not answer within"):
            list(local(port).walk())
        assert time.monotonic() - started < 100

    def test_a_closed_port_is_named(self) -> None:
        """A server that is not there is said, with its port."""
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        with pytest.raises(TargetError, match=f"127.0.0.1 port {port} cannot be reached"):
            list(local(port).walk())

    def test_nothing_is_left_running(self) -> None:
        """The threads of failed connections end."""
        with replying(b"nonsense" * 100) as port, pytest.raises(TargetError):
            list(local(port).walk())
        time.sleep(0.2)
        assert not [one for one in threading.enumerate() if one.name.startswith("msg_worker")]


def local(port: int) -> SmbSource:
    """A source on a port of this machine, with little patience."""
    server = Server("127.0.0.1", port, "games", timeout_seconds=0.5)
    return SmbSource(Target("127.0.0.1", port, "", ("care",)), server)
