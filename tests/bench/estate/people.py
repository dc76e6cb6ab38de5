"""The people of an estate: those cared for, their kin, and staff. All invented.

NHS numbers are of the range 999 000 0000 to 999 999 9999, never issued; National Insurance numbers
begin with QQ, never used; telephone numbers are Ofcom's for drama; streets do not exist.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from .names import Names

_FIRST_BASE: Final = 999_000_001
_STREETS: Final = (
    "Tenter Croft Lane,Packhorse Road,Weavers Gate,Nab Top Road,Clough Hey Street,Millrace Road,"
    "Old Shuttle Street,Beckfoot Lane,Larch Knowl Drive,Delph Edge Lane,Harebell Bank Road"
).split(",")
_DISTRICTS: Final = ("HX8", "HX9", "HD11", "HD12", "WF19", "LS31", "BD26")
_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody. `number` is what the truth counts."""

    number: int
    given: str
    family: str
    born: date
    street: str
    postcode: str
    phone: str
    nhs: str = ""  # of those cared for
    nino: str = ""  # of staff
    former: str = ""  # surname before it changed
    code: str = ""  # of the key safe at home
    kin: "Person | None" = None

    @property
    def name(self) -> str:
        """Forename and surname."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody there is."""

    cared_for: list[Person]
    staff: list[Person]


def check_digit(base: str) -> int | None:
    """The last digit of an NHS number; None where the nine digits are never issued."""
    total = sum(int(digit) * weight for digit, weight in zip(base, range(10, 1, -1), strict=True))
    digit = 11 - total % 11
    return None if digit == 10 else digit % 11


def _nhs_numbers(rng: Random, count: int) -> Iterator[str]:
    for base in rng.sample(range(_FIRST_BASE, 1_000_000_000), k=min(count * 2, 999_000)):
        digit = check_digit(str(base))
        if digit is not None:
            yield f"{base}{digit}"


def populate(people: int, rng: Random) -> Population:
    """So many cared for, one in three hundred a twin; kin of half of them; staff, one to twenty."""
    maker = _Maker(rng, people)
    cared_for: list[Person] = []
    for index in range(people):
        twin = cared_for[-1] if cared_for and rng.random() < 1 / 300 else None
        cared_for.append(maker.cared_for(index, twin, cared_for))
    staff = [maker.staff() for _ in range(max(20, people // 20))]
    return Population(cared_for, staff)


class _Maker:
    def __init__(self, rng: Random, people: int) -> None:
        self._rng, self._names = rng, Names(rng)
        self._numbers = _nhs_numbers(rng, people)
        self._count = 0

    def _anybody(self, earliest: int, latest: int) -> Person:
        rng = self._rng
        self._count += 1
        return Person(
            number=self._count,
            given=self._names.given(woman=rng.random() < 0.55),
            family=self._names.family(),
            born=date(earliest, 1, 1) + timedelta(days=rng.randrange((latest - earliest) * 365)),
            street=f"{rng.randrange(1, 190)} {rng.choice(_STREETS)}",
            postcode=f"{rng.choice(_DISTRICTS)} {rng.randrange(1, 10)}"
            + "".join(rng.choices(_LETTERS, k=2)),
            phone=f"{rng.choice(('01632960', '07700900', '02079460', '01614960'))}"
            f"{rng.randrange(1000):03d}",
        )

    def cared_for(self, index: int, twin: Person | None, others: list[Person]) -> Person:
        """Somebody with an NHS number; one in five has a key safe."""
        rng = self._rng
        person = replace(self._anybody(1925, 2005), nhs=next(self._numbers))
        if twin is not None:
            person = replace(
                person,
                family=twin.family,
                born=twin.born,
                street=twin.street,
                postcode=twin.postcode,
            )
        former = self._names.family() if rng.random() < 0.02 else ""
        code = f"{rng.randrange(10_000):04d}" if index % 5 == 0 else ""
        return replace(person, former=former, code=code, kin=self._kin(person, others))

    def _kin(self, person: Person, others: list[Person]) -> Person | None:
        """Nobody, somebody of the same surname or another, or the kin of somebody else too."""
        rng = self._rng
        if rng.random() < 0.5:
            return None
        if others and rng.random() < 0.05:
            return others[-1].kin
        kin = self._anybody(1940, 2000)
        return replace(kin, family=person.family) if rng.random() < 0.6 else kin

    def staff(self) -> Person:
        """Somebody with a National Insurance number."""
        person = self._anybody(1960, 2004)
        nino = f"QQ{person.number % 1_000_000:06d}{self._rng.choice('ABCD')}"
        return replace(person, nino=nino)
