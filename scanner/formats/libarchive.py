"""7-Zip, RAR, Cabinet, ar, ISO and .Z archives, through the system's libarchive.

Unpacked in memory, one member after the other; RAR only as far as libarchive knows it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import expands, too_large
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

try:
    import libarchive
    from libarchive.exception import ArchiveError
except (AttributeError, OSError, TypeError):  # the Python package is there, the library is not
    raise UnreadableError(
        Reason.EXTRA_MISSING,
        "the library libarchive is missing",
        "install libarchive (Debian: libarchive13) beside keysweep[archives]",
        Stage.IDENTIFY,
    ) from None

_LOCKED = ("ncrypt", "assphrase", "assword")
_FREE = 1024**2  # bytes; below it any ratio is harmless


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Members of the archive."""
    return _read(stream, obj, limits, "all")


def read_compress(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What a .Z file holds: a TAR archive's members, or the one file."""
    try:
        yield from _read(stream, obj, limits, "tar")
    except UnreadableError as error:
        if error.reason is not Reason.DAMAGED:
            raise
        stream.seek(0)
        yield from _read(stream, obj, limits, "raw")


class _Taken:
    """Counts what came out of an archive, against what it is packed in."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._packed, self._limits, self._bytes = packed, limits, 0

    def whole(self, entry: Any) -> bytes:
        """One member's bytes. Raises `UnreadableError`."""
        limits, held = self._limits, BytesIO()
        try:
            for block in entry.get_blocks():
                held.write(block)
                self._bytes += len(block)
                if held.tell() > limits.max_member_bytes:
                    raise too_large(limits)
                if self._bytes > max(_FREE, limits.max_expansion * self._packed):
                    raise expands(limits)
                if self._bytes > limits.max_total_bytes:
                    raise UnreadableError(
                        Reason.LIMIT, "the archive unpacks to more than max_total_bytes"
                    )
        except ArchiveError as error:
            raise _broken(error) from None
        return held.getvalue()


def _read(stream: BinaryIO, obj: DataObject, limits: Limits, format: str) -> Iterator[Extracted]:
    packed = stream.seek(0, 2)
    stream.seek(0)
    taken = _Taken(packed, limits)
    count = 0
    try:
        with libarchive.stream_reader(_Readable(stream), format, block_size=65_536) as archive:
            for entry in archive:
                if entry.isdir:
                    continue
                count += 1
                if count > limits.max_members:
                    raise UnreadableError(Reason.LIMIT, "more than max_members members")
                yield _entry(entry, taken, count, obj)
    except ArchiveError as error:
        raise _broken(error) from None
    if not count and packed > 64 and format != "raw":
        raise UnreadableError(Reason.DAMAGED, "no member was found", "unpack it by hand")


class _Readable:
    """The stream as libarchive asks for it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer as far as there is anything."""
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def _entry(entry: Any, taken: _Taken, count: int, obj: DataObject) -> Extracted:
    name = entry.pathname or f"member {count}"
    if name == "data" and count == 1 and not entry.size:  # a single file has no name of its own
        name = obj.name.removesuffix(".Z").removesuffix(".z")
    if entry.issym or entry.islnk:
        return Skipped(Stage.READ, Reason.LINK, "link inside an archive", part=name)
    if not entry.isreg and entry.filetype:
        return Skipped(Stage.READ, Reason.SPECIAL_FILE, "device or pipe", part=name)
    return Member(name, partial(_open, entry, taken), entry.size or None, _time(entry.mtime))


def _open(entry: Any, taken: _Taken) -> BinaryIO:
    return BytesIO(taken.whole(entry))


def _time(seconds: float | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def _broken(error: Exception) -> UnreadableError:
    """The error without its message, which may quote names."""
    if any(word in str(error) for word in _LOCKED):
        return UnreadableError(Reason.ENCRYPTED, "the archive or a member", "needs its password")
    return UnreadableError(
        Reason.DAMAGED, "the archive cannot be unpacked any further", "unpack it by hand"
    )
