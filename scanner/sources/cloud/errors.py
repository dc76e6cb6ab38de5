"""What the many errors of other stores mean for a sweep, and asking again where that may help."""

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from scanner.config import CloudSettings
from scanner.errors import KeysweepError, UnreadableError
from scanner.model import Reason, Stage
from scanner.sources.cloud.place import Place
from scanner.sources.cloud.stores import FileSystem, connect, forget

Answer = TypeVar("Answer")

_PAUSES = (0.2, 1.0)  # seconds between the tries
_REFUSALS = frozenset({errno.EACCES, errno.EPERM})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
# By name, because the libraries that define them may not be installed.
_NO_CREDENTIALS = frozenset(
    """AuthenticationException BadAuthenticationType PasswordRequiredException
    ClientAuthenticationError CredentialUnavailableError DefaultCredentialsError RefreshError
    UnknownHostKeyError BadHostKeyException ForbiddenOperation""".split()
)
_SIGN_IN = "the store does not accept the credentials"
_HOST_KEYS = {
    "UnknownHostKeyError": "the server's host key is not known",
    "BadHostKeyException": "the server's host key is not the one that is known",
}
_ADD_HOST_KEY = "check the key with whoever runs the server, then add it to the known_hosts file"


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks a store, up to three times and over a new connection where the first may have died."""

    place: Place
    settings: CloudSettings

    def ask(self, call: Callable[[FileSystem], Answer], stage: Stage) -> Answer:
        """What `call` gives. Raises `UnreadableError` with a reason, and `TargetError`."""
        for pause in (*_PAUSES, None):
            system = None
            try:
                system = connect(self.place, self.settings)
                return call(system)
            except (KeysweepError, MemoryError):
                raise
            except Exception as error:  # libraries of eight makers: they raise anything
                if pause is None or not may_pass(error):
                    raise unreadable(error, stage) from None
                if system is not None:
                    forget(system)
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")


def may_pass(error: Exception) -> bool:
    """Whether asking again may help: a lost connection, a busy server."""
    status = _status(error)
    if status is not None:
        return status in (408, 429) or status >= 500
    return _reason(error) in (Reason.TIMEOUT, Reason.IO_ERROR)


def unreadable(error: Exception, stage: Stage) -> UnreadableError:
    """What an error means, without its message: that may quote names, or what was read."""
    reason, name = _reason(error), type(error).__name__
    if name in _HOST_KEYS:
        return UnreadableError(reason, _HOST_KEYS[name], _ADD_HOST_KEY, stage)
    if name in _NO_CREDENTIALS or _status(error) == 401:
        return UnreadableError(reason, _SIGN_IN, "docs/sources.md says where they lie", stage)
    detail, remedy = {
        Reason.VANISHED: ("gone since it was listed", "sweep again if it should be there"),
        Reason.DENIED: ("this account may not read it", "grant this account read access"),
        Reason.CHANGED: ("changed since it was listed", "sweep again"),
        Reason.TIMEOUT: ("the store did not answer in time", "sweep again when it is less busy"),
    }.get(reason, (f"{name}, asked three times", "check the connection, then sweep again"))
    return UnreadableError(reason, detail, remedy, stage)


def _reason(error: Exception) -> Reason:
    status, number = _status(error), getattr(error, "errno", None)
    if isinstance(error, FileNotFoundError) or status in (404, 410) or number in _GONE:
        return Reason.VANISHED
    if isinstance(error, PermissionError) or status in (401, 403) or number in _REFUSALS:
        return Reason.DENIED
    # Google's answer 403 comes as an OSError that begins so.
    if type(error).__name__ in _NO_CREDENTIALS or str(error).startswith("Forbidden"):
        return Reason.DENIED
    if status == 412:
        return Reason.CHANGED
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return Reason.TIMEOUT
    return Reason.IO_ERROR


def _status(error: Exception) -> int | None:
    """The HTTP status in an error of one of the libraries."""
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "code", "status"):
            found = getattr(holder, name, None)
            if isinstance(found, int) and 400 <= found < 600:
                return found
    return None
