"""Every error that keysweep raises on purpose.

    KeysweepError
    ├── ConfigError          a setting or option is wrong              exit 2
    ├── TargetError          a target cannot be swept at all           exit 2
    ├── InventoryError       a folder is no inventory, or a newer one  exit 2
    ├── ClusterError         a cluster cannot be reached or used       exit 2
    ├── WorkerError          a worker process cannot be started        exit 2
    └── UnreadableError      one object cannot be read: becomes a row, never stops a sweep

Messages say what, where and what to do; they never hold content.
"""

from scanner.model import Reason, Skipped, Stage


class KeysweepError(Exception):
    """Base of all errors below. `exit_code` is what the command line ends with."""

    exit_code = 2


class ConfigError(KeysweepError):
    """A setting or an option is wrong."""


class TargetError(KeysweepError):
    """A target does not exist or cannot be listed."""


class InventoryError(KeysweepError):
    """A folder is not an inventory, or one of a newer schema."""


class ClusterError(KeysweepError):
    """A scheduler does not answer, or its workers cannot examine objects."""


class WorkerError(KeysweepError, RuntimeError):
    """A worker process cannot be started, or does not get ready for its first object."""


class UnreadableError(KeysweepError):
    """One object, or one part of it, cannot be read."""

    def __init__(
        self,
        reason: Reason,
        detail: str = "",
        remedy: str = "",
        stage: Stage = Stage.READ,
    ) -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason, self.detail, self.remedy, self.stage = reason, detail, remedy, stage

    def as_skipped(self, part: str = "", uri: str = "") -> Skipped:
        """The row this error becomes."""
        return Skipped(self.stage, self.reason, self.detail, self.remedy, uri, part)
