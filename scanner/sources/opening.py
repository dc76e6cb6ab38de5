"""Opening local files and folders without following a link, waiting, or leaving a trace."""

import errno
import io
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, getattr(errno, "ESTALE", errno.ENOENT)})
_BUFFER_BYTES = 128 * 1024


def _flags(*names: str) -> int:
    """The named flags that this platform has, joined."""
    joined = 0
    for name in names:
        joined |= getattr(os, name, 0)
    return joined


# O_NONBLOCK: a named pipe put in a file's place must not hang the sweep.
_READ = _flags("O_RDONLY", "O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY")
_UNTRACED = _flags("O_NOATIME")
_FOLDER = _flags("O_DIRECTORY")


def unreadable(error: OSError, stage: Stage) -> UnreadableError:
    """What an error of the operating system means for the sweep, without its file name."""
    if error.errno in _GONE:
        return UnreadableError(
            Reason.VANISHED, "gone since it was listed", "sweep again if it should be there", stage
        )
    if error.errno == errno.ELOOP:
        return UnreadableError(
            Reason.CHANGED, "a link took its place since it was listed", "sweep again", stage
        )
    if isinstance(error, PermissionError):
        remedy = "sweep as an account that may read it, or grant this one read access"
        return UnreadableError(Reason.DENIED, "this account may not read it", remedy, stage)
    name = errno.errorcode.get(error.errno or 0, "unknown error")
    return UnreadableError(
        Reason.IO_ERROR, name, "check the disk or network share, then sweep again", stage
    )


def identity(found: os.stat_result) -> str:
    """Which file it is, whatever it holds: device and inode."""
    return f"{found.st_dev}-{found.st_ino}"


def version(found: os.stat_result) -> str:
    """Equal versions: the same file, unchanged."""
    return f"{identity(found)}-{found.st_size}-{found.st_mtime_ns}"


def open_folder(path: str) -> int:
    """A descriptor of a folder that is no link. Raises `OSError`."""
    return _open_untraced(path, _READ | _FOLDER)


def open_file(path: str, expected_version: str) -> BinaryIO:
    """A read-only stream of the very file that has this version. Raises `UnreadableError`.

    Comparing device and inode also catches a folder above that was swapped for a link.
    """
    try:
        descriptor = _open_untraced(path, _READ)
    except OSError as error:
        raise unreadable(error, Stage.OPEN) from None
    try:
        _refuse_another(os.fstat(descriptor), expected_version)
        if os.name != "nt":
            os.set_blocking(descriptor, True)
        return io.BufferedReader(_File(descriptor, "rb"), _BUFFER_BYTES)
    except BaseException:
        os.close(descriptor)
        raise


def _open_untraced(path: str, flags: int) -> int:
    """Open without changing the access time; only owners and root may ask for that."""
    try:
        return os.open(path, flags | _UNTRACED)
    except OSError as error:
        if not _UNTRACED or error.errno != errno.EPERM:
            raise
        return os.open(path, flags)


def _refuse_another(found: os.stat_result, expected_version: str) -> None:
    if stat.S_ISREG(found.st_mode) and expected_version.startswith(f"{identity(found)}-"):
        return
    raise UnreadableError(
        Reason.CHANGED,
        "something else took its place since it was listed",
        "sweep again",
        Stage.OPEN,
    )


class _File(io.FileIO):
    """A file whose read errors say what they mean and quote no file name."""

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise unreadable(error, Stage.READ) from None

    def readall(self) -> bytes:
        try:
            return super().readall()
        except OSError as error:
            raise unreadable(error, Stage.READ) from None
