"""The share while it is made: its people, its folder and its ledger."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from .homes import Home, furnish
from .marks import Ledger, Pen
from .people import Person, Registrar

NEW = datetime(2026, 10, 5, 9, tzinfo=UTC)
OLD = datetime(2017, 3, 6, 9, tzinfo=UTC)  # what nobody has opened for years


@dataclass(frozen=True, slots=True)
class World:
    """Everybody there is, and their homes."""

    users: Sequence[Person]
    staff: Sequence[Person]
    kin: Sequence[Person]
    homes: Sequence[Home]  # homes[i] belongs to users[i]

    def some(self, start: float, stop: float, least: int = 0) -> Sequence[Home]:
        """The homes between two fractions of the list, `least` or more of them."""
        first, last = int(start * len(self.homes)), int(stop * len(self.homes))
        return self.homes[first : max(last, first + least)]


def populate(people: int, rng: Random) -> World:
    """A provider with this many service users, a quarter as many staff, and kin of three in five.

    Everybody whose way in is a keyholder has kin.
    """
    registrar = Registrar.open(rng)
    users = [registrar.service_user(number) for number in range(1, people + 1)]
    staff = [registrar.member_of_staff(number) for number in range(1, max(people // 4, 10) + 1)]
    kin: list[Person] = []
    homes = []
    for number, user in enumerate(users, 1):
        if number % 10 in (1, 3, 5, 7, 8, 9):
            kin.append(registrar.kin(len(kin) + 1))
            homes.append(furnish(user, number, kin[-1], rng))
        else:
            homes.append(furnish(user, number, None, rng))
    return World(users, staff, kin, homes)


@dataclass(slots=True)
class Share:
    """Where files go. `innocents` and `unreadable` are noted as they are written."""

    folder: Path
    world: World
    rng: Random
    ledger: Ledger = field(default_factory=Ledger)
    files: list[str] = field(default_factory=list)
    innocents: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)  # file -> why

    def pen(self, file: str) -> Pen:
        """What writes the file's values to the ledger."""
        return self.ledger.pen(file)

    def put(self, file: str, content: bytes, modified: datetime = NEW) -> None:
        """Write one file; its name is part of the content."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (modified.timestamp(), modified.timestamp()))
        self.files.append(file)

    def put_innocent(self, file: str, content: bytes) -> None:
        """Write a file in which nothing may be found."""
        self.innocents.append(file)
        self.put(file, content)

    def put_unreadable(self, file: str, content: bytes, why: str) -> None:
        """Write a file that cannot be examined, or not fully."""
        self.unreadable[file] = why
        self.put(file, content)
