"""A file on a Windows share as a stream: read by ranges, ahead where it is read in order.

Every range is asked for together with the file's size and time, so a file that changes while it is
read is noticed. A connection that dies is opened anew, and so is the file.
"""

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from smbprotocol.exceptions import EndOfFile, SMBResponseException
from smbprotocol.file_info import FileInformationClass
from smbprotocol.open import SMB2ReadRequest, SMB2ReadResponse

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.smb import requests as smb_requests
from scanner.sources.smb.connection import ask
from scanner.sources.smb.entries import state_of
from scanner.sources.smb.errors import LostError, SignInError, unreadable
from scanner.sources.smb.sign_in import Server

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_FIRST_BYTES = 64 * 1024  # of a range read out of order: one credit
_MOST_BYTES = 1024 * 1024  # of a range read in order
_BUFFER_BYTES = 64 * 1024
_FAILURES = (SMBResponseException, LostError, SignInError)


@dataclass(frozen=True, slots=True)
class _Handle:
    """The open file on one connection."""

    tree: Any
    number: bytes
    state: tuple[int, int]  # size and time of the last change


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A range that was asked for before it was needed."""

    handle: _Handle
    start: int
    length: int
    requests: list[Any]


def open_stream(server: Server, share: str, path: str, file_id: int) -> BinaryIO:
    """The very file that has this id, as it is now. Raises `UnreadableError`."""
    remote = _Remote(server, share, path, file_id)
    try:
        ask(server, share, remote.reopen)
    except UnreadableError:
        remote.close()
        raise
    except _FAILURES as error:
        raise unreadable(error, Stage.OPEN) from None
    return io.BufferedReader(remote, _BUFFER_BYTES)


class _Remote(io.RawIOBase):
    """The file without a buffer. Raises `UnreadableError` when a range cannot be read."""

    def __init__(self, server: Server, share: str, path: str, file_id: int) -> None:
        super().__init__()
        self._server, self._share, self._path, self._file_id = server, share, path, file_id
        self._handle: _Handle | None = None
        self._ahead: _Ahead | None = None
        self._at = 0
        self._start, self._held = 0, b""  # the range at hand
        self._length = _FIRST_BYTES

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("a position before the start")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        if not 0 <= self._at - self._start < len(self._held):
            self._turn_to(self._at)
        found = self._held[self._at - self._start :][: len(view)]
        view[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None and not self.closed:
            # What cannot be closed is closed by the server when the connection ends.
            with contextlib.suppress(Exception):
                self._drop_ahead()
                smb_requests.close(handle.tree, handle.number)
        super().close()

    def reopen(self, tree: Any) -> None:
        """Opens the file on a connection; it must be the one that was listed."""
        number = smb_requests.opened(tree, self._path, smb_requests.READING, smb_requests.FILE)
        kind = FileInformationClass.FILE_NETWORK_OPEN_INFORMATION
        (answer,) = smb_requests.exchange(tree, [smb_requests.information(number, kind)])
        handle = _Handle(tree, number, state_of(smb_requests.held(answer))[:2])
        before, self._handle, self._ahead = self._handle, handle, None
        if smb_requests.file_id_of(tree, number) != self._file_id:
            raise _changed("something else took its place since it was listed", Stage.OPEN)
        if before is not None and before.state != handle.state:
            raise _changed("it was written to", Stage.READ)

    @property
    def _size(self) -> int:
        assert self._handle is not None, "the stream is open"
        return self._handle.state[0]

    def _turn_to(self, start: int) -> None:
        """Makes the range that begins at `start` the one at hand."""
        in_order = start == self._start + len(self._held) and start > 0
        self._length = min(self._length * 4, _MOST_BYTES) if in_order else _FIRST_BYTES
        if start >= self._size:
            self._start, self._held = start, b""
            return
        try:
            self._held = ask(self._server, self._share, lambda tree: self._range(tree, start))
        except _FAILURES as error:
            raise unreadable(error, Stage.READ) from None
        self._start = start
        if not self._held:
            raise _changed("it became shorter", Stage.READ)

    def _range(self, tree: Any, start: int) -> bytes:
        """One range; the next one is asked for before this one is looked at."""
        if self._handle is None or self._handle.tree is not tree:
            self.reopen(tree)
        if self._ahead is None or self._ahead.start != start:
            self._drop_ahead()
            self._ahead = self._asked(start)
        waiting, self._ahead = self._ahead, None
        after = start + waiting.length
        if self._length > _FIRST_BYTES and after < self._size:
            self._ahead = self._asked(after)
        return self._taken(waiting)

    def _asked(self, start: int) -> _Ahead:
        assert self._handle is not None, "the stream is open"
        handle, most = self._handle, self._handle.tree.session.connection.max_read_size
        length = min(self._length, most, _affordable(self._handle.tree))
        message = SMB2ReadRequest()
        message["length"] = length
        message["offset"] = start
        message["file_id"] = handle.number
        kind = FileInformationClass.FILE_NETWORK_OPEN_INFORMATION
        question = smb_requests.information(handle.number, kind)
        requests = smb_requests.sent(handle.tree, [message, question])
        return _Ahead(handle, start, length, requests)

    def _taken(self, waiting: _Ahead) -> bytes:
        read, state = smb_requests.collected(waiting.handle.tree, waiting.requests)
        for answer in (read, state):
            if isinstance(answer, SMBResponseException) and not isinstance(answer, EndOfFile):
                raise answer
        if state_of(smb_requests.held(state))[:2] != waiting.handle.state:
            raise _changed("it was written to", Stage.READ)
        return b"" if isinstance(read, EndOfFile) else _content(read)

    def _drop_ahead(self) -> None:
        """Takes the answer to a range that nobody needs, so that it is not left behind."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and self._handle is ahead.handle:
            smb_requests.collected(ahead.handle.tree, ahead.requests)


def _affordable(tree: Any) -> int:
    """Bytes that may be asked for now, with the question for the state beside them."""
    return max(1, smb_requests.credits_left(tree) - 2) * _FIRST_BYTES


def _content(answer: Any) -> bytes:
    read = SMB2ReadResponse()
    read.unpack(answer["data"].get_value())
    content: bytes = read["buffer"].get_value()
    return content


def _changed(detail: str, stage: Stage) -> UnreadableError:
    return UnreadableError(Reason.CHANGED, detail, "sweep again", stage)
