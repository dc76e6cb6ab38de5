"""Ranged reading: what is fetched, how far ahead, and how much is kept."""

import io
from threading import Lock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.sources.s3.stream import FIRST_WINDOW, FULL_WINDOW, RangeStream

_PATTERN = bytes(range(251))  # prime: no two windows hold the same


class Store:
    """An object whose ranges are fetched, and what was asked for."""

    def __init__(self, size: int) -> None:
        self.content = (_PATTERN * (size // len(_PATTERN) + 1))[:size]
        self.asked: list[tuple[int, int]] = []
        self._lock = Lock()

    def fetch(self, start: int, end: int) -> bytearray:
        """A range, remembered."""
        with self._lock:
            self.asked.append((start, end))
        return bytearray(self.content[start:end])

    def stream(self) -> RangeStream:
        """A stream as it is opened."""
        end = min(FIRST_WINDOW, len(self.content))
        return RangeStream(len(self.content), self.fetch, self.fetch(0, end))


def test_a_small_object_takes_one_request() -> None:
    """An object that fits the first window is fetched once, however often it is read."""
    store = Store(FIRST_WINDOW)
    with store.stream() as stream:
        assert stream.read() == store.content
        stream.seek(0)
        assert stream.read() == store.content
    assert store.asked == [(0, FIRST_WINDOW)]


def test_windows_grow_while_reading_goes_straight() -> None:
    """Each window is twice the last, up to the full one; nothing is fetched twice or left out."""
    store = Store(3 * FULL_WINDOW)
    with store.stream() as stream:
        assert stream.read() == store.content
    asked = sorted(store.asked)
    assert [end - start for start, end in asked][:4] == [FIRST_WINDOW << n for n in range(4)]
    assert all(end - start <= FULL_WINDOW for start, end in asked)
    assert [start for start, _ in asked] == [0, *(end for _, end in asked[:-1])]
    assert asked[-1][1] == len(store.content)


def test_a_jump_fetches_little() -> None:
    """A reader that jumps pays a small window, not a full one."""
    store = Store(4 * FULL_WINDOW)
    with store.stream() as stream:
        stream.seek(-10, io.SEEK_END)
        stream.read(1)
        stream.seek(FULL_WINDOW)
        stream.read(1)
    assert [end - start for start, end in store.asked[1:]] == [10, FIRST_WINDOW]


def test_what_was_read_last_is_not_fetched_again() -> None:
    """The tail of an archive stays at hand while its start is read, and back."""
    store = Store(FULL_WINDOW)
    with store.stream() as stream:
        for _ in range(3):
            stream.seek(-5, io.SEEK_END)
            assert stream.read(5) == store.content[-5:]
            stream.seek(0)
            assert stream.read(5) == store.content[:5]
    assert len(store.asked) == 2


def test_no_more_than_five_windows_are_kept() -> None:
    """A long read holds 40 MiB at most, what is on its way included."""
    store = Store(12 * FULL_WINDOW)
    with store.stream() as stream:
        while stream.read(FULL_WINDOW):
            assert len(stream._windows) <= 5


def test_an_error_of_a_fetch_reaches_the_reader() -> None:
    """What goes wrong while fetching ahead is raised where those bytes are read."""
    store = Store(8 * FULL_WINDOW)

    def fetch(start: int, end: int) -> bytearray:
        if end > 6 * FULL_WINDOW:
            raise OSError("gone")
        return store.fetch(start, end)

    with RangeStream(len(store.content), fetch, fetch(0, FIRST_WINDOW)) as stream:
        assert len(stream.read(4 * FULL_WINDOW)) > 0
        with pytest.raises(OSError, match="gone"):
            stream.readall()


def test_a_position_before_the_start_is_refused() -> None:
    """Seeking before the start is an error, as for any file."""
    with Store(10).stream() as stream, pytest.raises(ValueError, match="before the start"):
        stream.seek(-11, io.SEEK_END)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2_000_000), st.integers(0, 600_000)), max_size=8))
def test_reads_anywhere_give_the_bytes(jumps: list[tuple[int, int]]) -> None:
    """Whatever the order of reads, each gives what stands there."""
    store = Store(1_500_000)
    with io.BufferedReader(store.stream()) as stream:
        for position, length in jumps:
            stream.seek(position)
            assert stream.read(length) == store.content[position : position + length]
