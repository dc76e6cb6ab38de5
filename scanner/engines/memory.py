"""The memory of a sweep, divided over its workers."""

from typing import Final

from scanner.config import Settings
from scanner.errors import ConfigError
from scanner.sizes import size_text

# As measured (`docs/performance.md`): what this process takes while it lists and writes, and what
# a worker takes before it reads anything. A worker that may read must have something left for it.
MAIN_BYTES: Final = 384 * 1024**2
WORKER_BYTES: Final = 320 * 1024**2
LEAST_BYTES: Final = 256 * 1024**2


def divided(settings: Settings, workers: int) -> tuple[int, int]:
    """How many workers, and what each may take to read an object, beyond what it starts with.

    Where the memory is short there are fewer workers. Raises `ConfigError` where there is not
    enough for one.
    """
    if settings.memory is None:
        return workers, settings.limits.memory_bytes
    whole = settings.memory - MAIN_BYTES
    fitting = min(workers, whole // (WORKER_BYTES + LEAST_BYTES))
    if fitting < 1:
        least = size_text(MAIN_BYTES + WORKER_BYTES + LEAST_BYTES)
        raise ConfigError(f"memory is {size_text(settings.memory)}; use {least} or more")
    return fitting, min(settings.limits.memory_bytes, whole // fitting - WORKER_BYTES)
