"""The shares of a server: one remote procedure call, NetrShareEnum of the service srvsvc.

smbprotocol has no such call. MS-SRVS 3.1.4.8 describes it, MS-RPCE and C706 how it is packed. What
is sent goes to the server's pipe, not to a share.
"""

import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from smbprotocol.exceptions import BufferOverflow, SMBException, SMBResponseException
from smbprotocol.ioctl import CtlCode, IOCTLFlags, SMB2IOCTLRequest, SMB2IOCTLResponse
from smbprotocol.open import FilePipePrinterAccessMask, SMB2ReadRequest, SMB2ReadResponse

from scanner.sources.smb import requests as smb_requests

_SRVSVC = uuid.UUID("4b324fc8-1670-01d3-1278-5a47bf6ee188")
_NDR = uuid.UUID("8a885d04-1ceb-11c9-9fe8-08002b104860")
_REQUEST, _RESPONSE, _BIND, _BIND_ACCEPTED = 0, 2, 11, 12
_SHARE_ENUM = 15
_LAST_FRAGMENT = 0x02
_PIECE_BYTES = 4280  # of an answer, as Windows cuts them
_MAX_ANSWER_BYTES = 16 * 1024**2
_NO_LIMIT = 0xFFFF_FFFF
_ERROR_ACCESS_DENIED = 5

_TALKING = FilePipePrinterAccessMask.FILE_READ_DATA | FilePipePrinterAccessMask.FILE_WRITE_DATA
_KIND_MASK = 0x0FFF_FFFF
_SPECIAL = 0x8000_0000
_DISK = 0


@dataclass(frozen=True, slots=True)
class Share:
    """One share that a server names."""

    name: str
    kind: int

    @property
    def is_disk(self) -> bool:
        """Whether it holds files; the others are printers and pipes."""
        return self.kind & _KIND_MASK == _DISK

    @property
    def is_hidden(self) -> bool:
        """Whether it is administrative, or does not show when people browse the server."""
        return bool(self.kind & _SPECIAL) or self.name.endswith("$")


class ListingDeniedError(Exception):
    """The server does not tell this account which shares it has."""


def shares_of(tree: Any, host: str) -> list[Share]:
    """What the server lists. `tree`: its IPC$. Raises `ListingDeniedError`."""
    number = smb_requests.opened(tree, "srvsvc", _TALKING, 0)
    try:
        accepted, _ = _call(tree, number, _BIND, _bind())
        if accepted != _BIND_ACCEPTED:
            raise ListingDeniedError
        answered, stub = _call(tree, number, _REQUEST, _request(host))
        if answered != _RESPONSE:
            raise ListingDeniedError
        return list(_parsed(stub))
    finally:
        smb_requests.close(tree, number)


def _bind() -> bytes:
    syntax = _SRVSVC.bytes_le + struct.pack("<HH", 3, 0) + _NDR.bytes_le + struct.pack("<I", 2)
    return struct.pack("<HHIB3xHBx", _PIECE_BYTES, _PIECE_BYTES, 0, 1, 0, 1) + syntax


def _request(host: str) -> bytes:
    """Level 1: name, kind and remark of all shares at once."""
    name = f"\\\\{host}\0".encode("utf-16-le")
    count = len(name) // 2
    named = struct.pack("<IIII", 0x20000, count, 0, count) + name + bytes(-len(name) % 4)
    wanted = struct.pack("<IIIIIIII", 1, 1, 0x20004, 0, 0, _NO_LIMIT, 0x20008, 0)
    stub = named + wanted
    return struct.pack("<IHH", len(stub), 0, _SHARE_ENUM) + stub


def _call(tree: Any, number: bytes, kind: int, body: bytes) -> tuple[int, bytes]:
    """Sends one message to the pipe. The kind of the answer, and its fragments joined."""
    head = struct.pack("<BBBBIHHI", 5, 0, kind, 0x03, 0x10, 16 + len(body), 0, 1)
    answer = _through_pipe(tree, number, head + body)
    joined = b""
    while True:
        while len(answer) < 16 or len(answer) < struct.unpack_from("<H", answer, 8)[0]:
            answer += _more(tree, number)
        kind, flags, length = answer[2], answer[3], struct.unpack_from("<H", answer, 8)[0]
        joined += answer[24:length]  # of a response; nobody reads the rest of other kinds
        answer = answer[max(length, 16) :]
        if flags & _LAST_FRAGMENT:
            return kind, joined
        if len(joined) > _MAX_ANSWER_BYTES:
            raise SMBException("a list of shares without an end")


def _through_pipe(tree: Any, number: bytes, message: bytes) -> bytes:
    asked = SMB2IOCTLRequest()
    asked["ctl_code"] = CtlCode.FSCTL_PIPE_TRANSCEIVE
    asked["file_id"] = number
    asked["max_output_response"] = _PIECE_BYTES
    asked["flags"] = IOCTLFlags.SMB2_0_IOCTL_IS_FSCTL
    asked["buffer"] = message
    answered = SMB2IOCTLResponse()
    answered.unpack(_even_if_cut(tree, asked)["data"].get_value())
    held: bytes = answered["buffer"].get_value()
    return held


def _more(tree: Any, number: bytes) -> bytes:
    asked = SMB2ReadRequest()
    asked["length"] = _PIECE_BYTES
    asked["file_id"] = number
    answered = SMB2ReadResponse()
    answered.unpack(_even_if_cut(tree, asked)["data"].get_value())
    held: bytes = answered["buffer"].get_value()
    if not held:
        raise SMBException("a list of shares is cut off")
    return held


def _even_if_cut(tree: Any, message: Any) -> Any:
    """The answer, also where the server says that more is waiting."""
    (answer,) = smb_requests.collected(tree, smb_requests.sent(tree, [message]))
    if isinstance(answer, BufferOverflow):
        return answer.header
    if isinstance(answer, SMBResponseException):
        raise answer
    return answer


def _parsed(stub: bytes) -> Iterator[Share]:
    if len(stub) < 4 or struct.unpack_from("<I", stub, len(stub) - 4)[0] == _ERROR_ACCESS_DENIED:
        raise ListingDeniedError
    try:
        _, _, _, count, _, _ = struct.unpack_from("<IIIIII", stub)
        heads = [struct.unpack_from("<III", stub, 24 + 12 * index) for index in range(count)]
        at = 24 + 12 * count
        for name_pointer, kind, remark_pointer in heads:
            name, at = _text(stub, at) if name_pointer else ("", at)
            _, at = _text(stub, at) if remark_pointer else ("", at)
            yield Share(name, kind)
    except struct.error:
        raise SMBException("a list of shares is damaged") from None


def _text(stub: bytes, at: int) -> tuple[str, int]:
    """One string that ends in a zero, and where the next value begins."""
    _, _, count = struct.unpack_from("<III", stub, at)
    end = at + 12 + 2 * count
    text = stub[at + 12 : end].decode("utf-16-le", "surrogatepass").rstrip("\0")
    return text, end + -end % 4
