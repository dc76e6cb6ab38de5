"""What a sweep took: time, and the most memory that a process of this machine held."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from scanner.sizes import size_text


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run of the command; memory is None where the system does not tell it."""

    wall_seconds: float
    peak_main_bytes: int | None  # this process
    peak_child_bytes: int | None  # the largest of its children

    def __str__(self) -> str:
        told = f"Took {_duration(self.wall_seconds)}"
        if self.peak_main_bytes is None or self.peak_child_bytes is None:
            return told
        main, child = size_text(self.peak_main_bytes), size_text(self.peak_child_bytes)
        return f"{told}; peak memory {main} here, {child} in the largest worker"


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def cost(self) -> Cost:
        """What was taken so far."""
        seconds = time.monotonic() - self._started
        if sys.platform == "win32":
            return Cost(seconds, None, None)
        import resource

        # Linux counts KiB, macOS bytes.
        unit = 1 if sys.platform == "darwin" else 1024
        peaks = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        main, child = (resource.getrusage(who).ru_maxrss * unit for who in peaks)
        return Cost(seconds, main, child)


def _duration(seconds: float) -> str:
    """As a person would say it: 4.2 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"
