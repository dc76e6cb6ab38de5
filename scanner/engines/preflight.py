"""What a sweep will and will not see, tried before it: and how much there is to read."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from scanner.model import Check, DataObject, Verdict
from scanner.sources.protocol import Source

# As measured, whole catalogue on one core: text of an export, and what a container of text costs
# (`docs/performance.md`). An estimate says how it was made.
BYTES_PER_SECOND_AND_CORE = 1_000_000
SECONDS_PER_OBJECT_AND_CORE = 0.02
# What other workers cannot take off the one that reads an object.
_NOT_SHARED = 1 / 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """How much there is, as far as the listing came in the time given."""

    objects: int
    size_bytes: int
    passed_over: int
    complete: bool  # False: the listing was cut off, and there is more
    largest_bytes: int

    def seconds(self, workers: int) -> float:
        """About how long a sweep takes; of the largest object a part is one worker's alone."""
        work = (
            self.size_bytes / BYTES_PER_SECOND_AND_CORE + self.objects * SECONDS_PER_OBJECT_AND_CORE
        )
        largest = self.largest_bytes / BYTES_PER_SECOND_AND_CORE
        return max(work / max(workers, 1), largest * _NOT_SHARED)


def checked(source: Source) -> Iterator[Check]:
    """The trials of a source; something that breaks in one is a `NO` that says so."""
    try:
        yield from source.checks()
    except Exception as error:
        yield Check("reach the target", Verdict.NO, type(error).__name__, required=True)


def estimate(source: Source, seconds: float) -> Estimate:
    """Lists for so many seconds at most. Raises `TargetError` where nothing can be listed."""
    until = time.monotonic() + seconds
    objects = size = passed = largest = 0
    for item in source.walk():
        if isinstance(item, DataObject):
            objects += 1
            size += item.size_bytes or 0
            largest = max(largest, item.size_bytes or 0)
        else:
            passed += 1
        if time.monotonic() >= until:
            return Estimate(objects, size, passed, complete=False, largest_bytes=largest)
    return Estimate(objects, size, passed, complete=True, largest_bytes=largest)


def can_sweep(checks: list[Check]) -> bool:
    """Whether nothing that a sweep cannot do without was refused."""
    return not any(check.required and check.verdict is Verdict.NO for check in checks)
