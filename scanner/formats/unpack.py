"""Unpacks single streams under limits; shared by archives and by documents that are archives."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.model import Limits, Reason

# What the standard library's unpackers raise on damaged input. RuntimeError: encrypted member;
# NotImplementedError: unknown method; ValueError: bad dates and names.
UNPACK_ERRORS = (
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
ZIP_ERRORS = (zipfile.BadZipFile, *UNPACK_ERRORS)

_SMALL = 1024**2  # bytes; below it any ratio is harmless
_STEP = 1024**2
_ENCRYPTED = 0x1  # general purpose bit flag; APPNOTE.TXT 4.4.4


def refusal(info: zipfile.ZipInfo, limits: Limits) -> UnreadableError | None:
    """Why a member must not be unpacked, or None."""
    if info.flag_bits & _ENCRYPTED:
        return UnreadableError(Reason.ENCRYPTED, "the member is encrypted", "needs its password")
    if info.file_size > limits.max_member_bytes:
        return too_large(limits)
    if info.file_size > _SMALL and info.file_size > limits.max_expansion * info.compress_size:
        return expands(limits)
    return None


def bounded_read(stream: BinaryIO, limit: int) -> bytes:
    """All that is left in the stream. Raises `UnreadableError` above `limit` bytes."""
    taken = BytesIO()
    while chunk := stream.read(min(_STEP, limit + 1 - taken.tell())):
        taken.write(chunk)
        if taken.tell() > limit:
            raise UnreadableError(
                Reason.LIMIT, f"more than {limit} bytes when unpacked", "raise max_member_bytes"
            )
    return taken.getvalue()


def too_large(limits: Limits) -> UnreadableError:
    """The error of a member above the size limit."""
    return UnreadableError(
        Reason.LIMIT,
        f"more than {limits.max_member_bytes} bytes when unpacked",
        "raise max_member_bytes",
    )


def expands(limits: Limits) -> UnreadableError:
    """The error of a member that unpacks to suspiciously much."""
    return UnreadableError(
        Reason.LIMIT,
        f"unpacks to more than {limits.max_expansion} times its size",
        "look at it by hand: it may be a decompression bomb",
    )
