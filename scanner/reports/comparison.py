"""What changed between two sweeps: the facts that every form of the comparison tells."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class Change(Enum):
    """What became of a place or an object; the value is shown to people."""

    NEW = "new"
    GROWN = "grown"
    RISEN = "more pressing"
    CLEANED = "cleaned"
    FALLEN = "less pressing"
    GONE = "gone"
    NOT_SWEPT = "not swept this time"


@dataclass(frozen=True, slots=True)
class State:
    """A place or an object as one sweep saw it. Of a place: what lies directly in it."""

    people_up_to: int = 0
    home_entry_up_to: int = 0
    homes: int = 0  # way in and address stand together
    findings: int = 0
    unexamined: int = 0  # objects not or not fully examined
    priority: int = 0
    band: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """One place or object that is not as it was."""

    name: str  # as people read it
    uri: str
    change: Change
    old: State
    new: State


@dataclass(frozen=True, slots=True)
class Movement:
    """How one count of people moved: who came and who went, each person once."""

    old: tuple[int, int]  # at least, up to: as that sweep's own report has it
    new: tuple[int, int]
    gained: int | None  # up to; None: the two counts cannot be joined
    lost: int | None


@dataclass(frozen=True, slots=True)
class Sweep:
    """One of the two sweeps."""

    inventory: str  # its folder
    finished_at: datetime | None
    targets: tuple[str, ...]
    coverage: dict[str, int]  # counts of objects, with the names of the table `scans`
    complete: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed."""

    old: Sweep
    new: Sweep
    people: Movement
    home_entry: Movement
    homes: Movement
    places: tuple[Changed, ...]  # in the order of `Change`, the gravest in front
    objects: tuple[Changed, ...]  # with findings: new and gone
    unjoined: str = ""  # why people cannot be told again; "": they can
    caveats: tuple[str, ...] = field(default=())

    def of(self, change: Change) -> tuple[Changed, ...]:
        """The places with this change."""
        return tuple(one for one in self.places if one.change is change)
