"""A sweep that comes back: what, where its inventories are kept, how often, who is told."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from scanner.errors import ConfigError


class Every(Enum):
    """How often a sweep comes back."""

    DAY = "day"
    WEEK = "week"  # on Sundays
    MONTH = "month"  # on the first


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a scheduler has to know. Holds no secret: those are in the environment."""

    program: tuple[str, ...]  # what starts keysweep
    config: Path  # absolute
    targets: tuple[str, ...]  # local ones absolute
    into: Path  # absolute: the folder that the dated inventories lie in
    keep: int
    every: Every = Every.MONTH
    hour: int = 2
    minute: int = 0
    told: tuple[str, ...] = ()  # options that say who is told, as they were given

    def __post_init__(self) -> None:
        for text in self.command:
            # A line break would begin a directive or a job of its own.
            if any(ord(char) < ord(" ") for char in text):
                raise ConfigError("a target, path or option holds a control character; rename it")

    @property
    def command(self) -> tuple[str, ...]:
        """The command line that one run is."""
        options = ("--run", "--into", str(self.into), "--keep", str(self.keep), *self.told)
        # Behind `--`, nothing that a target is called can be an option.
        return (*self.program, "schedule", *options, "--", str(self.config), *self.targets)

    def starting(self, *program: str, config: str, into: str) -> "Plan":
        """The same where the program, configuration and inventories are elsewhere."""
        return Plan(
            program, Path(config), self.targets, Path(into), self.keep, self.every, self.hour,
            self.minute, self.told,
        )  # fmt: skip


def time_of(text: str) -> tuple[int, int]:
    """Hour and minute of "02:00". Raises `ConfigError`."""
    hour, sign, minute = text.partition(":")
    digits = (hour + minute).isascii() and (hour + minute).isdigit()
    if not (sign and digits and int(hour) < 24 and int(minute) < 60):
        raise ConfigError(f"--at {text}: write a time of day such as 02:00")
    return int(hour), int(minute)
