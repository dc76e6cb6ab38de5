"""What the answers of an SMB server mean for a sweep, in words that quote none of them."""

from smbprotocol.exceptions import SMBResponseException
from smbprotocol.header import NtStatus

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage

# MS-ERREF 2.3.1, those that smbprotocol does not name.
_STATUS_CONNECTION_DISCONNECTED = 0xC000020C
_STATUS_NETWORK_SESSION_EXPIRED = 0xC000035C
_STATUS_ACCOUNT_RESTRICTION = 0xC000006E
_STATUS_ACCOUNT_DISABLED = 0xC0000072
_STATUS_ACCOUNT_LOCKED_OUT = 0xC0000234
_STATUS_LOGON_TYPE_NOT_GRANTED = 0xC000015B
_STATUS_FILE_LOCK_CONFLICT = 0xC0000054

# The session or the share's connection ended, not the object: worth a new connection.
SESSION_LOST = frozenset(
    {
        NtStatus.STATUS_NETWORK_NAME_DELETED,
        _STATUS_CONNECTION_DISCONNECTED,
        _STATUS_NETWORK_SESSION_EXPIRED,
        NtStatus.STATUS_USER_SESSION_DELETED,
        NtStatus.STATUS_FILE_CLOSED,
    }
)

_GRANT = "sweep as an account that may, or grant this one read access"
_AGAIN = "sweep again if it should be there"
_GONE = (Reason.VANISHED, "gone since it was listed", _AGAIN)
_SHARE = (Reason.VANISHED, "the server has no such share, or no longer", "check the share's name")
_LATER = "sweep again when nobody works on it"
_LINK = (Reason.LINK, "a link, not followed", "sweep the place it leads to as a target of its own")

_MEANINGS: dict[int, tuple[Reason, str, str]] = {
    NtStatus.STATUS_ACCESS_DENIED: (Reason.DENIED, "this account may not read it", _GRANT),
    NtStatus.STATUS_PRIVILEGE_NOT_HELD: (Reason.DENIED, "this account may not read it", _GRANT),
    NtStatus.STATUS_OBJECT_NAME_NOT_FOUND: _GONE,
    NtStatus.STATUS_OBJECT_PATH_NOT_FOUND: _GONE,
    NtStatus.STATUS_NO_SUCH_FILE: _GONE,
    NtStatus.STATUS_DELETE_PENDING: _GONE,
    NtStatus.STATUS_BAD_NETWORK_NAME: _SHARE,
    NtStatus.STATUS_NETWORK_NAME_DELETED: _SHARE,
    NtStatus.STATUS_SHARING_VIOLATION: (
        Reason.IO_ERROR,
        "another program holds it for itself",
        _LATER,
    ),
    _STATUS_FILE_LOCK_CONFLICT: (Reason.IO_ERROR, "another program has locked it", _LATER),
    NtStatus.STATUS_REQUEST_NOT_ACCEPTED: (
        Reason.IO_ERROR,
        "the server takes no more connections",
        "sweep with fewer workers",
    ),
    NtStatus.STATUS_STOPPED_ON_SYMLINK: _LINK,
    NtStatus.STATUS_PATH_NOT_COVERED: (Reason.LINK, "DFS link, not followed", _LINK[2]),
    NtStatus.STATUS_FILE_IS_A_DIRECTORY: (
        Reason.CHANGED,
        "a folder took its place since it was listed",
        "sweep again",
    ),
}

# What refuses the account rather than this one attempt.
REFUSALS: dict[int, str] = {
    NtStatus.STATUS_LOGON_FAILURE: "the server does not know the user name or the password",
    NtStatus.STATUS_WRONG_PASSWORD: "the password is wrong",
    NtStatus.STATUS_PASSWORD_EXPIRED: "the password has expired",
    NtStatus.STATUS_ACCESS_DENIED: "the server does not let this account sign in",
    _STATUS_ACCOUNT_RESTRICTION: "the account may not sign in now or from here",
    _STATUS_ACCOUNT_DISABLED: "the account is disabled",
    _STATUS_ACCOUNT_LOCKED_OUT: "the account is locked out",
    _STATUS_LOGON_TYPE_NOT_GRANTED: "the account may not sign in over the network",
}


class LostError(Exception):
    """The server cannot be reached, or stopped answering, after all attempts."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail

    def as_unreadable(self, stage: Stage) -> UnreadableError:
        """The same, of one object."""
        remedy = "check the server and the network, then sweep again"
        return UnreadableError(self.reason, self.detail, remedy, stage)


class SignInError(Exception):
    """The server refuses the account; trying again could lock it out."""

    def as_unreadable(self, stage: Stage) -> UnreadableError:
        """The same, of one object."""
        return UnreadableError(Reason.DENIED, str(self), "check the account, then sweep", stage)


def unreadable(error: Exception, stage: Stage) -> UnreadableError:
    """The row that a failure becomes."""
    if isinstance(error, LostError | SignInError):
        return error.as_unreadable(stage)
    if not isinstance(error, SMBResponseException):
        return UnreadableError(Reason.IO_ERROR, type(error).__name__, "sweep again", stage)
    unknown = (Reason.IO_ERROR, f"the server answered 0x{error.status:08x}", "sweep again")
    return UnreadableError(*_MEANINGS.get(error.status, unknown), stage)
