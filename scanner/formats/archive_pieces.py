"""The files of a ZIP or TAR by their names, in whatever order they are asked for."""

import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Protocol, cast

from scanner.errors import UnreadableError
from scanner.formats.packed import ChunkStream
from scanner.formats.unpack import ZIP_ERRORS, bounded_read, refusal
from scanner.model import Limits, Reason

ERRORS = (tarfile.TarError, *ZIP_ERRORS)
_STEP = 256 * 1024


class Pieces(Protocol):
    """Names and content; names that occur twice are left out, so that none hides another."""

    def names(self) -> list[str]:
        """The files' names in the order of the archive."""
        ...

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file's bytes. Raises `UnreadableError` and what the archive's module raises."""
        ...


class ZipPieces:
    """Those of a ZIP archive."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._archive, self._limits = zipfile.ZipFile(stream), limits

    def names(self) -> list[str]:
        """The files' names."""
        return _single(self._archive.namelist())

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file's bytes."""
        info = self._archive.getinfo(name)
        if (error := refusal(info, self._limits)) is not None:
            raise error
        with self._archive.open(info) as stream:
            yield from iter(lambda: stream.read(_STEP), b"")


class TarPieces:
    """Those of a TAR archive, as far as it goes."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._infos: dict[str, tarfile.TarInfo] = {}
        names: list[str] = []
        try:
            with tarfile.open(fileobj=stream, mode="r:") as listed:
                for info in islice(listed, limits.max_members):
                    self._infos[info.name] = info
                    names.append(info.name)
        except ERRORS:
            pass  # cut off; what stands before is read
        self._names = [name for name in _single(names) if _is_plain(self._infos[name])]

    def names(self) -> list[str]:
        """The files' names."""
        return self._names

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file's bytes."""
        # Not through `tarfile`, which gives nothing of a block that is cut off.
        info = self._infos[name]
        self._stream.seek(info.offset_data)
        left = info.size
        while left:
            piece = self._stream.read(min(_STEP, left))
            if not piece:
                raise EOFError
            left -= len(piece)
            yield piece


def _is_plain(info: tarfile.TarInfo) -> bool:
    return info.isreg() and not info.issparse()


def _single(names: list[str]) -> list[str]:
    counts = Counter(names)
    return [name for name in names if counts[name] == 1]


def chunks_of(pieces: Pieces, name: str) -> Iterator[bytes]:
    """A file's bytes. Raises `UnreadableError` alone."""
    try:
        yield from pieces.chunks(name)
    except ERRORS as error:
        raise UnreadableError(
            Reason.DAMAGED, f"a piece of the dump ({type(error).__name__})"
        ) from None


def whole_piece(pieces: Pieces, name: str, limit: int) -> bytes:
    """A file as a whole. Raises `UnreadableError`, above `limit` bytes too."""
    return bounded_read(cast(BinaryIO, ChunkStream(chunks_of(pieces, name))), limit)
