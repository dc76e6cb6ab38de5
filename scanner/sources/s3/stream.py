"""An object of a bucket as a seekable stream: ranged reads, read-ahead, no temporary file.

The window that is fetched grows while a reader goes on in a straight line, and from its full size
on a few windows are fetched side by side. So a small object costs one request, a reader that
jumps (ZIP, Parquet) fetches little in vain, and no object needs more than 40 MiB of memory.
Every answer must be of the version that was listed.
"""

import io
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FIRST_WINDOW = 256 * 1024
FULL_WINDOW = 8 * 1024 * 1024
_IN_FLIGHT = 4
_KEPT = _IN_FLIGHT + 1  # windows in memory, those in flight included

Fetch = Callable[[int, int], bytearray]  # the bytes from one offset up to another


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of the object that was fetched or is on its way."""

    start: int
    end: int
    content: "Future[bytearray]"

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


class RangeStream(io.RawIOBase):
    """A read-only stream over an object of known size; `fetch` gets its ranges.

    `first` is what the object begins with, fetched when it was opened.
    """

    def __init__(self, size: int, fetch: Fetch, first: bytearray) -> None:
        self._size, self._fetch = size, fetch
        self._position = 0
        self._length = FIRST_WINDOW  # of the next window
        self._frontier = 0  # where the last window ends: who reads on from here goes straight
        self._windows: list[_Window] = []  # the least recently used first
        self._pool: ThreadPoolExecutor | None = None
        self._keep(_Window(0, len(first), _done(first)))

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """The position of the next byte to be read."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves; nothing is fetched before something is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("a position before the start")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fills the buffer as far as the window at this position goes."""
        target = memoryview(buffer).cast("B")
        if self._position >= self._size or not len(target):
            return 0
        window = self._window_at(self._position)
        content = memoryview(window.content.result())
        piece = content[self._position - window.start :][: len(target)]
        target[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        """Drops what is in memory and waits for nothing that has not begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._windows.clear()
        super().close()

    def _window_at(self, position: int) -> _Window:
        window = next((one for one in self._windows if one.holds(position)), None)
        if window is None:
            straight = position == self._frontier and position > 0
            self._length = min(self._length * 2, FULL_WINDOW) if straight else FIRST_WINDOW
            window = self._fetched(position)
        self._windows = [one for one in self._windows if one is not window] + [window]
        if self._length == FULL_WINDOW:
            self._fetch_ahead(window)
        return window

    def _fetched(self, start: int) -> _Window:
        """The window at a place, fetched here and now."""
        end = min(start + self._length, self._size)
        return self._keep(_Window(start, end, _done(self._fetch(start, end))))

    def _fetch_ahead(self, current: _Window) -> None:
        """Sends for what follows, up to a few windows beyond the one that is read."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_IN_FLIGHT, "keysweep-s3")
        limit = min(current.end + _IN_FLIGHT * FULL_WINDOW, self._size)
        while current.end <= self._frontier < limit:
            end = min(self._frontier + FULL_WINDOW, self._size)
            coming = self._pool.submit(self._fetch, self._frontier, end)
            self._keep(_Window(self._frontier, end, coming))

    def _keep(self, window: _Window) -> _Window:
        self._frontier = window.end
        self._windows = [*self._windows[-_KEPT + 1 :], window]
        return window


def _done(content: bytearray) -> "Future[bytearray]":
    done: Future[bytearray] = Future()
    done.set_result(content)
    return done
