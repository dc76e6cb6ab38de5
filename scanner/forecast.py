"""What a sweep will cost, from a listing and from a few objects of it that were really swept.

Arithmetic alone. Objects fall into strata by kind and size; what a byte of a stratum took in the
sample, all its bytes will take. A stratum of which nothing was swept is taken for its kind, or for
the whole, and the range grows.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from scanner.sources.s3.stream import FIRST_WINDOW, FULL_WINDOW

OTHER: Final = "other"  # the kind of what no format is known for
_CLASS: Final = 8  # a size class is so many times the one below
_SURE: Final = 2.0  # standard deviations each way
_LEAST_DOUBT: Final = 0.25  # of the figure, however alike the sample: machines and shares vary
_GUESSED: Final = 0.75  # of what stands for a stratum that was not sampled
_KEYS_PER_PAGE: Final = 1000  # of a listing of a bucket
# As measured by tests/bench/assembly.py: the end of a sweep, which one process does.
_SECONDS_PER_PERSON: Final = 15e-6

Stratum = tuple[str, int]  # kind, size class


def stratum_of(kind: str, size_bytes: int) -> Stratum:
    """Where an object belongs."""
    return kind, int(math.log(max(size_bytes, 1), _CLASS))


def gets_of(size_bytes: int) -> int:
    """Requests for an object of a bucket that is read from end to end: windows that grow."""
    asked, window = 1, FIRST_WINDOW
    read = window
    while read < size_bytes and window < FULL_WINDOW:
        window = min(2 * window, FULL_WINDOW)
        read, asked = read + window, asked + 1
    return asked + max(0, math.ceil((size_bytes - read) / FULL_WINDOW))


@dataclass(slots=True)
class Stock:
    """What is there of one stratum."""

    objects: int = 0
    size_bytes: int = 0
    largest: int = 0
    gets: int = 0

    def add(self, size_bytes: int) -> None:
        """Counts one object."""
        self.objects += 1
        self.size_bytes += size_bytes
        self.largest = max(self.largest, size_bytes)
        self.gets += gets_of(size_bytes)


@dataclass(frozen=True, slots=True)
class Swept:
    """One object of the sample, and what it took."""

    kind: str
    size_bytes: int
    cpu_seconds: float
    wall_seconds: float = 0.0
    people_rows: int = 0
    inventory_bytes: float = 0.0

    @property
    def stratum(self) -> Stratum:
        """Where it belongs."""
        return stratum_of(self.kind, self.size_bytes)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a sweep will take: the likely figure, and between what it lies."""

    cpu_seconds: float
    cpu_low: float
    cpu_high: float
    largest_seconds: float  # of the object that takes longest: one worker reads it alone
    waiting: float  # wall time of a worker for each second of processor time; 1 or more
    closing_seconds: float  # the end of the sweep, in one process
    inventory_bytes: float
    list_requests: int
    get_requests: int
    unsampled: float  # share of the bytes that are of strata without a sample

    def wall_seconds(self, workers: int, start_seconds: float = 0.0) -> float:
        """About how long it takes with so many workers that keep it busy."""
        reading = max(self.cpu_seconds / max(workers, 1), self.largest_seconds) * self.waiting
        return start_seconds + reading + self.closing_seconds


@dataclass(slots=True)
class _Sample:
    """Objects of one stratum, or of several."""

    swept: list[Swept]

    @property
    def per_byte(self) -> float:
        """Seconds; an empty object counts as one byte."""
        return sum(one.cpu_seconds for one in self.swept) / self._bytes

    @property
    def _bytes(self) -> int:
        return sum(max(one.size_bytes, 1) for one in self.swept)

    def doubt(self, size_bytes: int) -> float:
        """Standard error, in seconds, of what so many bytes take (a ratio estimate)."""
        if len(self.swept) < 2:
            return size_bytes * self.per_byte * _GUESSED
        off = [one.cpu_seconds - self.per_byte * max(one.size_bytes, 1) for one in self.swept]
        spread = math.sqrt(sum(one * one for one in off) / (len(off) - 1))
        return size_bytes / self._bytes * spread * math.sqrt(len(off))

    def scaled(self, values: Iterable[float], size_bytes: int) -> float:
        """What the values of the sample come to over so many bytes."""
        return sum(values) / self._bytes * size_bytes


def forecast(stock: Mapping[Stratum, Stock], swept: list[Swept]) -> Forecast:
    """The cost of sweeping the stock. `swept` must not be empty."""
    samples: dict[Stratum, _Sample] = defaultdict(lambda: _Sample([]))
    for one in swept:
        samples[one.stratum].swept.append(one)
    cpu = error = people = inventory = unsampled = longest = 0.0
    for stratum, held in stock.items():
        size = max(held.size_bytes, held.objects)
        sample = samples[stratum] if stratum in samples else _nearest(stratum, swept)
        cpu += (share := sample.per_byte * size)
        doubt = sample.doubt(size)
        if stratum not in samples:
            unsampled += held.size_bytes
            doubt = max(doubt, share * _GUESSED)
        error += doubt * doubt
        people += sample.scaled((one.people_rows for one in sample.swept), size)
        inventory += sample.scaled((one.inventory_bytes for one in sample.swept), size)
        longest = max(longest, sample.per_byte * held.largest)
    either_way = max(_SURE * math.sqrt(error), _LEAST_DOUBT * cpu)
    total = sum(held.size_bytes for held in stock.values())
    objects = sum(held.objects for held in stock.values())
    return Forecast(
        cpu_seconds=cpu,
        # Less than half is nothing a sample of few can rule out: the range is one of factors.
        cpu_low=cpu * cpu / (cpu + either_way) if cpu else 0.0,
        cpu_high=cpu + either_way,
        largest_seconds=longest,
        waiting=_waiting(swept),
        closing_seconds=people * _SECONDS_PER_PERSON,
        inventory_bytes=inventory,
        list_requests=math.ceil(objects / _KEYS_PER_PAGE),
        get_requests=sum(held.gets for held in stock.values()),
        unsampled=unsampled / total if total else 0.0,
    )


def _waiting(swept: list[Swept]) -> float:
    busy = sum(one.cpu_seconds for one in swept)
    return max(1.0, sum(one.wall_seconds for one in swept) / busy) if busy else 1.0


def _nearest(stratum: Stratum, swept: list[Swept]) -> _Sample:
    """The sample of the next size class of the kind; of everything where there is none."""
    kind, size = stratum
    classes = {one.stratum[1] for one in swept if one.kind == kind}
    if not classes:
        return _Sample(swept)
    nearest = min(classes, key=lambda other: abs(other - size))
    return _Sample([one for one in swept if one.stratum == (kind, nearest)])
