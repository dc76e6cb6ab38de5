"""Packed bytes that come in chunks, unpacked as they come: nothing is held, limits are kept."""

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from scanner.errors import UnreadableError
from scanner.formats.unpack import expands
from scanner.model import Limits, Reason

_STEP = 256 * 1024
_FREE = 1024**2  # bytes; below it any ratio is harmless
METHODS = {"gz": "gzip", "lz4": "lz4", "zst": "zstd"}  # by the ending of a file's name


class ChunkStream(io.RawIOBase):
    """Chunks as a file that is read from its beginning to its end; counts what it gave."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        super().__init__()
        self._chunks = iter(chunks)
        self._held = memoryview(b"")
        self.given = 0  # bytes

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; 0 at the end."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = memoryview(chunk)
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        self.given += size
        return size


def unpacked(chunks: Iterable[bytes], method: str, limits: Limits) -> Iterator[bytes]:
    """The bytes that chunks packed by `method` hold; "" for chunks that are not packed.

    Raises `UnreadableError` where they are damaged, grow like a bomb, or end too early.
    """
    packed = ChunkStream(chunks)
    taken = 0
    try:
        for piece in _pieces(packed, method):
            taken += len(piece)
            if method and taken > max(_FREE, limits.max_expansion * packed.given):
                raise expands(limits)
            if taken > limits.max_total_bytes:
                raise UnreadableError(Reason.LIMIT, "more than max_total_bytes", "raise it")
            yield piece
    except (zlib.error, pa.ArrowException, EOFError, OSError):
        raise UnreadableError(
            Reason.DAMAGED, f"its {method or 'bytes'} cannot be unpacked"
        ) from None


def _pieces(packed: ChunkStream, method: str) -> Iterator[bytes]:
    if method == "gzip":
        yield from _inflated(packed)
    elif method:
        # The stream reads ahead, and may be handed nothing at all: an empty table.
        head = packed.read(1)
        if head:
            source = pa.PythonFile(io.BufferedReader(_Rest(head, packed)), "r")
            with pa.CompressedInputStream(source, method) as stream:
                yield from iter(lambda: stream.read(_STEP), b"")
    else:
        yield from iter(lambda: packed.read(_STEP) or b"", b"")


def _inflated(packed: ChunkStream) -> Iterator[bytes]:
    """Both of what zlib writes: with its own header, and with that of gzip."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    begun = False
    while not unpacker.eof:
        block = unpacker.unconsumed_tail or packed.read(_STEP) or b""
        if not block:
            if begun:
                raise EOFError
            return
        begun = True
        if piece := unpacker.decompress(block, _STEP):
            yield piece


class _Rest(io.RawIOBase):
    """A stream with its first byte put back."""

    def __init__(self, head: bytes, stream: ChunkStream) -> None:
        super().__init__()
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            buffer[:1], self._head = self._head, b""
            return 1
        return self._stream.readinto(buffer)
