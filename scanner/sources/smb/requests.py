"""The few SMB requests a sweep needs: look at a place, list a folder, read who may read a file.

All of them open for reading only and share reading, writing and deleting with everybody else, so
nobody is locked out of a file because it is swept; none asks for an oplock or a lease.
"""

from collections.abc import Sequence
from typing import Any

from smbprotocol.exceptions import (
    NoMoreFiles,
    NoSuchFile,
    SMBResponseException,
)
from smbprotocol.file_info import FileInformationClass, InfoType
from smbprotocol.open import (
    CreateDisposition,
    CreateOptions,
    DirectoryAccessMask,
    FilePipePrinterAccessMask,
    ImpersonationLevel,
    ShareAccess,
    SMB2CloseRequest,
    SMB2CreateRequest,
    SMB2CreateResponse,
    SMB2QueryDirectoryRequest,
    SMB2QueryDirectoryResponse,
    SMB2QueryInfoRequest,
    SMB2QueryInfoResponse,
)

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.smb.entries import Entry, entries_of, state_of

LISTING = DirectoryAccessMask.FILE_LIST_DIRECTORY | DirectoryAccessMask.FILE_READ_ATTRIBUTES
READING = FilePipePrinterAccessMask.FILE_READ_DATA | FilePipePrinterAccessMask.FILE_READ_ATTRIBUTES
ATTRIBUTES = FilePipePrinterAccessMask.FILE_READ_ATTRIBUTES
PERMISSIONS = FilePipePrinterAccessMask.READ_CONTROL

# A link is looked at itself, not what it leads to.
ITSELF = CreateOptions.FILE_OPEN_REPARSE_POINT
# What is read is opened without: a deduplicated file is a reparse point too, and opened itself it
# would read as empty. A link in its place the server refuses, or the file id tells.
FOLDER = CreateOptions.FILE_DIRECTORY_FILE
FILE = CreateOptions.FILE_NON_DIRECTORY_FILE

# A folder beyond this is given up: a server that never ends a listing must not fill the memory.
MAX_NAMES = 2_000_000

_SHARED = ShareAccess.FILE_SHARE_READ | ShareAccess.FILE_SHARE_WRITE | ShareAccess.FILE_SHARE_DELETE
_RELATED = b"\xff" * 16  # the file that the same message opened
_ANSWER_BYTES = 65_536
_OWNER_AND_ACCESS_LIST = 0x1 | 0x4


def create(path: str, access: int, options: int = ITSELF) -> Any:
    """The request that opens what exists."""
    message = SMB2CreateRequest()
    message["impersonation_level"] = ImpersonationLevel.Impersonation
    message["desired_access"] = access
    message["share_access"] = _SHARED
    message["create_disposition"] = CreateDisposition.FILE_OPEN
    message["create_options"] = options
    # Two zero bytes are smbprotocol's way to name the top of a share.
    message["buffer_path"] = path.encode("utf-16-le", "surrogatepass") or b"\0\0"
    return message


def opened(tree: Any, path: str, access: int, options: int) -> bytes:
    """The server's number of a file or folder, opened; to be given to `close`."""
    (answer,) = exchange(tree, [create(path, access, options)])
    return _created(answer)


def close(tree: Any, number: bytes) -> None:
    """Closes what `opened` opened."""
    exchange(tree, [_closing(number)])


def exchange(tree: Any, messages: Sequence[Any], related: bool = False) -> list[Any]:
    """Sends messages in one packet. The answers; raises the first refusal among them."""
    answers = collected(tree, sent(tree, messages, related))
    for answer in answers:
        if isinstance(answer, SMBResponseException):
            raise answer
    return answers


def look(tree: Any, path: str) -> Entry:
    """What lies at a path."""
    messages = [
        create(path, ATTRIBUTES),
        information(_RELATED, FileInformationClass.FILE_NETWORK_OPEN_INFORMATION),
        information(_RELATED, FileInformationClass.FILE_INTERNAL_INFORMATION),
        information(_RELATED, FileInformationClass.FILE_ATTRIBUTE_TAG_INFORMATION),
        _closing(_RELATED),
    ]
    _, state, number, tag, _ = exchange(tree, messages, related=True)
    size, modified, attributes = state_of(held(state))
    name = path.rpartition("\\")[2]
    kind = int.from_bytes(held(tag)[4:8], "little")
    return Entry(name, size, modified, _number(number), attributes, kind)


def list_folder(tree: Any, path: str) -> tuple[int, list[Entry]]:
    """The file id of a folder, and what it holds in the server's order."""
    number = opened(tree, path, LISTING, FOLDER)
    entries: list[Entry] = []
    try:
        while len(entries) < MAX_NAMES:
            entries += entries_of(_listing_answer(exchange(tree, [_listing(number)])[0]))
        detail = f"the folder holds more than {MAX_NAMES:,} names"
        raise UnreadableError(Reason.LIMIT, detail, "sweep parts of it by include", Stage.WALK)
    except (NoMoreFiles, NoSuchFile):
        own = next((entry.file_id for entry in entries if entry.name == "."), 0)
        return own, [entry for entry in entries if entry.name not in (".", "..")]
    finally:
        close(tree, number)


def probe(tree: Any, path: str) -> None:
    """Whether a folder can be listed: raises the server's refusal."""
    close(tree, opened(tree, path, LISTING, FOLDER))


def descriptors(tree: Any, paths: Sequence[str]) -> list[bytes | SMBResponseException]:
    """The security descriptor of each path, or why the server does not tell it."""
    told: list[bytes | SMBResponseException] = []
    while len(told) < len(paths):
        # Each costs three credits.
        many = max(1, credits_left(tree) // 3 - 1)
        waiting = [_asked(tree, path) for path in paths[len(told) :][:many]]
        told += [_descriptor(collected(tree, requests)) for requests in waiting]
    return told


def credits_left(tree: Any) -> int:
    """How much may be asked before the next answer: one credit a question, or 64 KiB of it."""
    window = tree.session.connection.sequence_window
    return int(window["high"] - window["low"])


def information(number: bytes, kind: int) -> Any:
    """The request for facts about an open file."""
    message = SMB2QueryInfoRequest()
    message["info_type"] = InfoType.SMB2_0_INFO_FILE
    message["file_info_class"] = kind
    message["output_buffer_length"] = 1024
    message["file_id"] = number
    return message


def file_id_of(tree: Any, number: bytes) -> int:
    """The file id of an open file."""
    kind = FileInformationClass.FILE_INTERNAL_INFORMATION
    return _number(exchange(tree, [information(number, kind)])[0])


def _number(answer: Any) -> int:
    return int.from_bytes(held(answer)[:8], "little")


def _asked(tree: Any, path: str) -> list[Any]:
    messages = [create(path, PERMISSIONS), _permissions(), _closing(_RELATED)]
    return sent(tree, messages, related=True)


def _permissions() -> Any:
    message = SMB2QueryInfoRequest()
    message["info_type"] = InfoType.SMB2_0_INFO_SECURITY
    message["output_buffer_length"] = _ANSWER_BYTES
    message["additional_information"] = _OWNER_AND_ACCESS_LIST
    message["file_id"] = _RELATED
    return message


def _closing(number: bytes) -> Any:
    message = SMB2CloseRequest()
    message["file_id"] = number
    return message


def _listing(number: bytes) -> Any:
    message = SMB2QueryDirectoryRequest()
    message["file_information_class"] = FileInformationClass.FILE_ID_FULL_DIRECTORY_INFORMATION
    message["file_id"] = number
    message["output_buffer_length"] = _ANSWER_BYTES
    message["buffer"] = "*".encode("utf-16-le")
    return message


def sent(tree: Any, messages: Sequence[Any], related: bool = False) -> list[Any]:
    """Sends messages in one packet; the requests, to be given to `collected`."""
    session = tree.session
    requests: list[Any] = session.connection.send_compound(
        messages, session.session_id, tree.tree_connect_id, related=related
    )
    return requests


def collected(tree: Any, requests: Sequence[Any]) -> list[Any]:
    """All answers, so that none is left behind; refusals among them as exceptions."""
    answers = []
    for request in requests:
        try:
            answers.append(tree.session.connection.receive(request))
        except SMBResponseException as refusal:
            answers.append(refusal)
    return answers


def _created(answer: Any) -> bytes:
    made = SMB2CreateResponse()
    made.unpack(answer["data"].get_value())
    number: bytes = made["file_id"].get_value()
    return number


def _descriptor(answers: list[Any]) -> bytes | SMBResponseException:
    for answer in answers[:2]:
        if isinstance(answer, SMBResponseException):
            return answer
    return held(answers[1])


def held(answer: Any) -> bytes:
    """What an answer to a request for information holds."""
    facts = SMB2QueryInfoResponse()
    facts.unpack(answer["data"].get_value())
    buffer: bytes = facts["buffer"].get_value()
    return buffer


def _listing_answer(answer: Any) -> bytes:
    listed = SMB2QueryDirectoryResponse()
    listed.unpack(answer["data"].get_value())
    buffer: bytes = listed["buffer"].get_value()
    return buffer
