"""The rows of one table as an Arrow stream, made while it is read: no file, no second copy."""

import io
from typing import TYPE_CHECKING

from scanner.config import DatabaseSettings
from scanner.sources.database.catalogue import Table
from scanner.sources.database.place import DatabasePlace
from scanner.sources.database.rows import chunks

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_KEPT_BYTES = 512 * 1024  # from the start; a reader looks there, then begins anew


class TableStream(io.RawIOBase):
    """A table as an Arrow stream. Seeking back from far on runs the query again."""

    def __init__(self, place: DatabasePlace, table: Table, settings: DatabaseSettings) -> None:
        self._place, self._table, self._settings = place, table, settings
        self._start()

    def _start(self) -> None:
        self._chunks = chunks(self._place, self._table, self._settings)
        self._kept, self._ahead, self._position = bytearray(), b"", 0
        self._made = 0  # bytes taken from the chunks so far

    def prime(self) -> None:
        """Makes the first bytes, so that a table that cannot be read is refused at once."""
        self._more()

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is, but for its end, which nobody knows."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place counted from the start or from here."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of a table is not known before it is read")
        target = offset + (self._position if whence == io.SEEK_CUR else 0)
        if target < self._position and self._made > len(self._kept):
            self._chunks.close()
            self._start()
        elif target < self._position:
            self._ahead, self._position = bytes(self._kept), 0
        while self._position < target and self.read(min(target - self._position, _KEPT_BYTES)):
            pass
        return self._position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fills the buffer as far as one chunk goes."""
        view = memoryview(buffer).cast("B")
        if not self._ahead:
            self._more()
        piece, self._ahead = self._ahead[: len(view)], self._ahead[len(view) :]
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        """Ends the query and the connection."""
        if not self.closed:
            self._chunks.close()
        super().close()

    def _more(self) -> None:
        chunk = next(self._chunks, b"")
        if self._made + len(chunk) <= _KEPT_BYTES:
            self._kept += chunk
        self._made += len(chunk)
        self._ahead += chunk
