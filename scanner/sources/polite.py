"""A source that takes no more of its store's strength than it may: bandwidth, openings, hours.

Each worker process keeps to its share of the rates, so that all together keep to the whole.
"""

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from scanner.config import PoliteSettings
from scanner.model import Check, DataObject, Skipped
from scanner.sources.protocol import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE_BYTES = 64 * 1024  # read at a time: what is waited for stays short


def polite(source: Source, settings: PoliteSettings, workers: int) -> Source:
    """The source under the limits; the source itself where there are none."""
    if settings == PoliteSettings():
        return source
    share = replace(
        settings,
        bytes_per_second=_part(settings.bytes_per_second, workers),
        requests_per_second=settings.requests_per_second and settings.requests_per_second / workers,
    )
    return PoliteSource(source, share)


def _part(rate: int | None, workers: int) -> int | None:
    return None if rate is None else max(1, rate // workers)


@dataclass(frozen=True, slots=True)
class PoliteSource:
    """Wraps a source; `limits` are those of one worker."""

    source: Source
    limits: PoliteSettings

    @property
    def name(self) -> str:
        """The registry name."""
        return self.source.name

    @property
    def root(self) -> str:
        """Canonical uri of the target."""
        return self.source.root

    def walk(self, resume_after: str = "") -> Iterator[DataObject | Skipped]:
        """The same objects; outside the hours it waits before it gives the next."""
        for item in self.source.walk(resume_after):
            if isinstance(item, DataObject):
                time.sleep(seconds_until(self.limits.hours, datetime.now().astimezone()))
            yield item

    def open(self, obj: DataObject) -> BinaryIO:
        """The same stream, at the rates allowed."""
        if self.limits.requests_per_second:
            _pace("requests", self.limits.requests_per_second).spend(1)
        stream = self.source.open(obj)
        if not self.limits.bytes_per_second:
            return stream
        pace = _pace("bytes", float(self.limits.bytes_per_second))
        return io.BufferedReader(_Slowed(stream, pace), _PIECE_BYTES)

    def checks(self) -> Iterator[Check]:
        """The same trials."""
        return self.source.checks()


def seconds_until(hours: str, now: datetime) -> float:
    """How long until the time of day lies within hours such as "22:00-06:00"; 0 if it does."""
    if not hours:
        return 0.0
    begin, end = hours.split("-")
    clock = now.strftime("%H:%M")
    inside = begin <= clock < end if begin < end else clock >= begin or clock < end
    if inside or begin == end:
        return 0.0
    hour, minute = map(int, begin.split(":"))
    start = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return ((start if start > now else start + timedelta(days=1)) - now).total_seconds()


class Pace:
    """Lets so many units a second through, and no burst after a pause."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._free_at = time.monotonic()

    def spend(self, units: float) -> None:
        """Waits until what was spent before is paid for."""
        now = time.monotonic()
        if self._free_at > now:
            time.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + units / self._per_second


@lru_cache(maxsize=8)
def _pace(what: str, per_second: float) -> Pace:
    """One for each rate of this process: sources are sent anew with every object."""
    del what
    return Pace(per_second)


class _Slowed(io.RawIOBase):
    """A stream that waits before it reads."""

    def __init__(self, stream: BinaryIO, pace: Pace) -> None:
        super().__init__()
        self._stream, self._pace = stream, pace

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._stream.read(min(len(view), _PIECE_BYTES))
        self._pace.spend(len(piece))
        view[: len(piece)] = piece
        return len(piece)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        self._stream.close()
        super().close()
