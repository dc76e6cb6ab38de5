"""Archives and compressed files: each thing inside becomes a `Member`, unpacked in memory only.

Nothing touches the disk, so names that point outside ("../../etc") are only names.
"""

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import BinaryIO, cast

from scanner.errors import UnreadableError
from scanner.formats.protocol import Extracted
from scanner.formats.salvage import salvaged
from scanner.formats.unpack import (
    UNPACK_ERRORS,
    ZIP_ERRORS,
    bounded_read,
    expands,
    refusal,
    too_large,
)
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_Unpacked = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_TAR_ERRORS = (tarfile.TarError, *UNPACK_ERRORS)
_LOCAL_HEADER = 30  # bytes before a member's name; APPNOTE.TXT 4.3.7
_LOOK_AHEAD = 262  # bytes; "ustar" ends there
_OVER_TOTAL = "the archive unpacks to more than max_total_bytes"
_OVER_COUNT = "the archive has more than max_members members"


def read_zip(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Members of a ZIP archive; one whose directory is lost is read from the front."""
    try:
        archive = zipfile.ZipFile(stream)
    except ZIP_ERRORS:
        yield from salvaged(stream, limits)
        return
    with archive:
        overlapping = _overlapping(archive.infolist())
        locked = total = 0
        for count, info in enumerate(archive.infolist()):
            if count >= limits.max_members:
                raise UnreadableError(Reason.LIMIT, _OVER_COUNT, "raise max_members")
            if info.filename.endswith("/"):  # a name may be empty, which `is_dir` cannot take
                continue
            error = refusal(info, limits)
            if error is None and info.header_offset in overlapping:
                error = UnreadableError(Reason.LIMIT, "the member overlaps another: a bomb")
            if error is not None:
                locked += error.reason is Reason.ENCRYPTED
                # Its name is still read: it may say whom it concerns.
                size, time = info.file_size, _zip_time(info)
                yield Member(info.filename, partial(_refuse, error), size, time)
                continue
            total += info.file_size
            if total > limits.max_total_bytes:
                raise UnreadableError(Reason.LIMIT, _OVER_TOTAL, "raise max_total_bytes")
            yield _zip_member(archive, info, limits)
        if locked:
            detail = f"{locked} of its members {'is' if locked == 1 else 'are'} encrypted"
            yield Skipped(Stage.READ, Reason.ENCRYPTED, detail, "needs its password")


def _refuse(error: UnreadableError) -> BinaryIO:
    raise error


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Offsets of members whose packed bytes belong to another member too."""
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    found, end = set(), 0
    for start, size in spans:
        if start < end:
            found.add(start)
        end = max(end, start + _LOCAL_HEADER + size)
    return found


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Member:
    def unpack() -> BinaryIO:
        try:
            with archive.open(info) as member:
                return BytesIO(bounded_read(cast(BinaryIO, member), limits.max_member_bytes))
        except ZIP_ERRORS as error:
            raise _damaged(error) from None

    return Member(info.filename, unpack, info.file_size, _zip_time(info))


def _zip_time(info: zipfile.ZipInfo) -> datetime | None:
    """The time as stored; ZIP knows no zone, so it may be off by hours."""
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None


def read_tar(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Members of a TAR archive."""
    yield from _tar(stream, limits)


def _tar(stream: BinaryIO, limits: Limits) -> Iterator[Extracted]:
    total = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=1) as archive:
            for count, info in enumerate(archive):
                archive.members = []  # type: ignore[attr-defined]  # or it keeps them all
                if count >= limits.max_members:
                    raise UnreadableError(Reason.LIMIT, _OVER_COUNT, "raise max_members")
                total += info.size if info.isreg() else 0
                if total > limits.max_total_bytes:
                    raise UnreadableError(Reason.LIMIT, _OVER_TOTAL, "raise max_total_bytes")
                if not info.isdir():
                    yield _tar_entry(archive, info, limits)
    except _TAR_ERRORS as error:
        raise _damaged(error) from None


def _tar_entry(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> Extracted:
    if info.issym() or info.islnk():
        return Skipped(Stage.READ, Reason.LINK, "link inside an archive", part=info.name)
    if not info.isreg():
        return Skipped(Stage.READ, Reason.SPECIAL_FILE, "device or pipe", part=info.name)

    def unpack() -> BinaryIO:
        try:
            member = archive.extractfile(info)
            assert member is not None  # it is a regular file
            return BytesIO(bounded_read(cast(BinaryIO, member), limits.max_member_bytes))
        except _TAR_ERRORS as error:
            raise _damaged(error) from None

    return Member(info.name, unpack, info.size, _time(info.mtime))


def _time(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def read_gzip(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What a gzip file holds: a TAR archive's members, or the one file."""
    return _single(stream, obj, limits, lambda: gzip.GzipFile(fileobj=stream), ("gz", "tgz"))


def read_bzip2(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What a bzip2 file holds."""
    return _single(stream, obj, limits, lambda: bz2.BZ2File(stream), ("bz2", "tbz2"))


def read_xz(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What an xz file holds."""
    return _single(stream, obj, limits, lambda: lzma.LZMAFile(stream), ("xz", "txz", "lzma"))


def _single(
    stream: BinaryIO,
    obj: DataObject,
    limits: Limits,
    unpacked: Callable[[], _Unpacked],
    endings: tuple[str, ...],
) -> Iterator[Extracted]:
    packed_bytes = stream.seek(0, 2)
    stream.seek(0)
    try:
        with unpacked() as opened:
            head = opened.read(_LOOK_AHEAD)
    except _TAR_ERRORS as error:
        raise _damaged(error) from None
    stream.seek(0)
    if head[257:262] == b"ustar":
        with unpacked() as opened:
            yield from _tar(cast(BinaryIO, opened), limits)
        return

    def unpack() -> BinaryIO:
        ceiling = max(1024**2, limits.max_expansion * packed_bytes)
        try:
            with unpacked() as opened:
                held = bounded_read(cast(BinaryIO, opened), min(limits.max_member_bytes, ceiling))
        except _TAR_ERRORS as error:
            raise _damaged(error) from None
        except UnreadableError:
            raise (
                expands(limits) if ceiling < limits.max_member_bytes else too_large(limits)
            ) from None
        return BytesIO(held)

    yield Member(_inner_name(obj.name, endings), unpack)


def _inner_name(name: str, endings: tuple[str, ...]) -> str:
    """The name of what lies inside: `clients.csv` for `clients.csv.gz`."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and ending.lower() in endings else name


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, f"the archive breaks off ({type(error).__name__})")
