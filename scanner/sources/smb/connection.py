"""Connections to SMB servers: one per process and server, opened anew when it dies.

smbprotocol waits without end and takes an answer that is not signed where it asked for signing;
`_Connection` bounds the one and refuses the other.
"""

import contextlib
import logging
import os
import time
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from smbprotocol.connection import Connection
from smbprotocol.exceptions import SMBException, SMBResponseException
from smbprotocol.header import NtStatus, Smb2Flags
from smbprotocol.tree import TreeConnect

from scanner.errors import UnreadableError
from scanner.model import Reason
from scanner.sources.smb.errors import SESSION_LOST, LostError, SignInError
from scanner.sources.smb.sign_in import Server, signed_in

# Seconds between attempts: a server that restarts is back after the last.
WAITS = (0.2, 2.0, 8.0)

# MS-SMB2 2.1: the length of a message has 24 bits.
_MAX_MESSAGE_BYTES = 2**24
_UNSOLICITED = 0xFFFFFFFFFFFFFFFF

# It logs every connection that dies with a trace; what matters of it is in our own errors.
logging.getLogger("smbprotocol").addHandler(logging.NullHandler())

Result = TypeVar("Result")


class _Connection(Connection):  # type: ignore[misc]  # smbprotocol ships no types
    """Waits a bounded time, follows no link of the server's, and takes signed answers only."""

    def __init__(self, server: Server) -> None:
        super().__init__(uuid.uuid4(), server.host, server.port, require_signing=not server.guest)
        self._seconds = server.timeout_seconds

    def receive(
        self,
        request: Any,
        wait: bool = True,
        timeout: Any = None,
        resolve_symlinks: bool = False,  # noqa: ARG002 - never: links are not followed
    ) -> Any:
        try:
            return super().receive(request, wait, timeout or self._seconds, resolve_symlinks=False)
        except SMBResponseException:
            raise
        except SMBException as error:
            if str(error).startswith("Connection timeout"):
                raise TimeoutError from None
            raise

    def verify_signature(self, header: Any, session_id: Any, force: bool = False) -> None:
        """Called for each answer that came unencrypted."""
        super().verify_signature(header, session_id, force)
        session = self.session_table.get(session_id)
        if session is None or header["message_id"].get_value() == _UNSOLICITED:
            return
        signed = header["flags"].has_flag(Smb2Flags.SMB2_FLAGS_SIGNED)
        pending = header["status"].get_value() == NtStatus.STATUS_PENDING
        if session.encrypt_data or (session.signing_required and not signed and not pending):
            raise SMBException("an answer came neither encrypted nor signed")

    def _process_message_thread(self) -> None:
        self.transport._recv = _bounded(self.transport._recv)
        super()._process_message_thread()


class Live:
    """A connection that is signed in, and the shares in use on it."""

    def __init__(self, server: Server) -> None:
        self.connection = _Connection(server)
        self._server = server
        self._trees: dict[str, Any] = {}
        try:
            self.connection.connect(timeout=server.timeout_seconds)
            self.session = signed_in(self.connection, server)
        except BaseException:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether neither side has closed it, as far as is known here."""
        transport = self.connection.transport
        return transport is not None and bool(transport.connected) and not self.connection._t_exc

    def tree(self, share: str) -> Any:
        """The connection to one share; the same object as long as it lasts."""
        if share not in self._trees:
            tree = TreeConnect(self.session, rf"\\{self._server.host}\{share}")
            tree.connect(require_secure_negotiate=not self._server.guest)
            # Else smbprotocol marks paths as DFS paths, which then must begin with the server.
            # Unmarked, a link in a DFS namespace shows as what it is.
            tree.is_dfs_share = False
            self._trees[share] = tree
        return self._trees[share]

    def close(self) -> None:
        """Hangs up; the server closes what was open."""
        with contextlib.suppress(Exception):
            self.connection.disconnect(close=False)


_LIVE: dict[tuple[int, Server], Live] = {}


def live(server: Server) -> Live:
    """This process's connection. Raises what smbprotocol raises, and `SignInError`."""
    key = (os.getpid(), server)
    found = _LIVE.get(key)
    if found is None or not found.alive:
        hang_up(server)
        found = _LIVE[key] = Live(server)
    return found


def hang_up(server: Server) -> None:
    """Closes this process's connection, if there is one."""
    found = _LIVE.pop((os.getpid(), server), None)
    if found is not None:
        found.close()


def ask(server: Server, share: str, action: Callable[[Any], Result]) -> Result:
    """Runs an action on a share, again on a new connection where the old one died.

    Raises `LostError` when that did not help, `SignInError`, and `SMBResponseException` with the
    server's own refusal. The action must be one that may run twice.
    """
    for wait in (*WAITS, None):
        try:
            return action(live(server).tree(share))
        except (SignInError, UnreadableError):
            raise
        except Exception as error:
            if isinstance(error, SMBResponseException) and error.status not in SESSION_LOST:
                raise
            # Whatever else comes out of smbprotocol is an answer it could not make sense of.
            hang_up(server)
            if wait is None:
                raise _lost(server, error) from None
        time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _lost(server: Server, error: Exception) -> Exception:
    if isinstance(error, SMBResponseException):
        refusal: Exception = error
        return refusal
    if isinstance(error, TimeoutError):
        seconds = f"{server.timeout_seconds:g} seconds"
        return LostError(Reason.TIMEOUT, f"{server.shown} did not answer within {seconds}")
    if isinstance(error, ValueError) and isinstance(error.__cause__, OSError):
        return LostError(Reason.IO_ERROR, f"{server.shown} cannot be reached")
    kind = type(error).__name__
    return LostError(Reason.IO_ERROR, f"{server.shown} hung up or answered no SMB ({kind})")


def _bounded(receive: Callable[[int, float], Any]) -> Callable[[int, float], Any]:
    """Refuses messages longer than the protocol has before memory is taken for them."""

    def bounded(length: int, timeout: float) -> Any:
        if length > _MAX_MESSAGE_BYTES:
            raise SMBException("a message longer than the protocol has")
        return receive(length, timeout)

    return bounded
