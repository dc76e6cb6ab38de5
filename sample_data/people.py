"""The people of the share: service users, staff, and next of kin or neighbours. All invented.

NHS numbers come from 999 000 0000 to 999 999 9999, which is never issued; telephone numbers from
the ranges Ofcom keeps for drama; National Insurance numbers begin with QQ, which is never used.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from . import words
from .marks import mark

# Bases below this are left to the asset tags, innocent serial numbers of the same range.
_FIRST_BASE, _LAST_BASE = 999_100_000, 999_999_999
MOST_PEOPLE = 2000  # service users; beyond it full names and drama numbers would repeat too often


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the share. Fields are plain; methods give marked text."""

    id: str
    kind: str  # "service_user", "staff" or "kin"
    title: str
    first: str
    last: str
    born: date
    street: str
    town: str
    postcode: str
    phone: str
    email: str
    nhs: str = ""  # ten digits, service users only
    nino: str = ""  # staff only
    role: str = ""  # job of staff, relation of kin

    def name(self, form: str = "{first} {last}") -> str:
        """The name in a written form: "{last}, {first}", "{title} {last}"."""
        text = form.format(first=self.first, last=self.last, title=self.title)
        return mark("PERSON", self.id, text)

    def nhs_number(self, separator: str = " ") -> str:
        """The NHS number, grouped 3-3-4."""
        digits = self.nhs
        return mark("UK_NHS", self.id, separator.join((digits[:3], digits[3:6], digits[6:])))

    def born_on(self, form: str = "%d/%m/%Y") -> str:
        """The date of birth."""
        return mark("DATE_OF_BIRTH", self.id, self.born.strftime(form))

    def address(self) -> str:
        """House number and street."""
        return mark("STREET_ADDRESS", self.id, self.street)

    def post_code(self) -> str:
        """The postcode."""
        return mark("UK_POSTCODE", self.id, self.postcode)

    def whole_address(self) -> str:
        """Street, town and postcode on one line."""
        return f"{self.address()}, {self.town}, {self.post_code()}"

    def telephone(self, gap: str = " ") -> str:
        """The telephone number."""
        return mark("PHONE_NUMBER", self.id, self.phone.replace(" ", gap))

    def mail(self) -> str:
        """The e-mail address."""
        return mark("EMAIL_ADDRESS", self.id, self.email)

    def national_insurance(self) -> str:
        """The National Insurance number."""
        return mark("UK_NINO", self.id, self.nino)


def nhs_check_digit(base: str) -> int | None:
    """The tenth digit of an NHS number, or None where the nine digits are never issued.

    Weights 10 to 2, remainder from 11. NHS Data Dictionary, "NHS NUMBER".
    """
    total = sum(int(digit) * weight for digit, weight in zip(base, range(10, 1, -1), strict=True))
    digit = 11 - total % 11
    return None if digit == 10 else digit % 11


def passes_nhs_check(digits: str) -> bool:
    """Whether ten digits look like an NHS number."""
    return str(nhs_check_digit(digits[:9])) == digits[9]


def _nhs_numbers(rng: Random) -> Iterator[str]:
    seen: set[int] = set()
    while True:
        base = rng.randrange(_FIRST_BASE, _LAST_BASE + 1)
        digit = nhs_check_digit(str(base))
        if base not in seen and digit is not None:
            seen.add(base)
            yield f"{base}{digit}"


def _phones() -> Iterator[str]:
    """Drama numbers, all ranges in turn; none that passes as an NHS number when run together."""
    while True:
        for number in range(1000):
            for prefix in ("01632 960", "07700 900", "020 7946 0", "0161 496 0"):
                phone = f"{prefix}{number:03d}"
                if not passes_nhs_check(phone.replace(" ", "")[-10:]):
                    yield phone


def _postcode(rng: Random) -> str:
    letters = "".join(rng.choice(words.INWARD_LETTERS) for _ in range(2))
    return f"{rng.choice(words.DISTRICTS)} {rng.randrange(1, 10)}{letters}"


@dataclass(slots=True)
class Registrar:
    """Invents people; no two have the same full name, NHS number or postcode by design."""

    rng: Random
    names: Iterator[tuple[str, str, str]]
    nhs: Iterator[str]
    phones: Iterator[str]

    @classmethod
    def open(cls, rng: Random) -> "Registrar":
        """A registrar whose people depend on the randomness alone."""
        pairs = [(title, first, last) for last in words.SURNAMES for title, first in _titled()]
        rng.shuffle(pairs)
        return cls(rng, iter(pairs), _nhs_numbers(rng), _phones())

    def service_user(self, number: int) -> Person:
        """One who receives care at home; most are old."""
        oldest = 1928 if number % 9 else 1961
        return self._person(f"SU{number:03d}", "service_user", oldest, nhs=next(self.nhs))

    def member_of_staff(self, number: int) -> Person:
        """One who works for the provider."""
        digits = f"{self.rng.randrange(10**6):06d}"
        nino = f"QQ {digits[:2]} {digits[2:4]} {digits[4:]} {self.rng.choice('ABCD')}"
        job = words.JOBS[number % len(words.JOBS)]
        return self._person(f"ST{number:03d}", "staff", 1968, nino=nino, role=job)

    def kin(self, number: int) -> Person:
        """A relative or neighbour of a service user."""
        her, his = words.RELATIONS[number % len(words.RELATIONS)]
        person = self._person(f"KN{number:03d}", "kin", 1952)
        return replace(person, role=his if person.title == "Mr" else her)

    def _person(
        self, id: str, kind: str, oldest: int, *, nhs: str = "", nino: str = "", role: str = ""
    ) -> Person:
        title, first, last = next(self.names)
        host = "larkfield.example.org" if kind == "staff" else "example.com"
        return Person(
            id=id, kind=kind, title=title, first=first, last=last,
            born=date(oldest, 1, 1) + timedelta(days=self.rng.randrange(24 * 365)),
            street=f"{self.rng.randrange(1, 140)} {self.rng.choice(words.STREETS)}",
            town=self.rng.choice(words.TOWNS), postcode=_postcode(self.rng),
            phone=next(self.phones), email=f"{first}.{last}@{host}".lower(),
            nhs=nhs, nino=nino, role=role,
        )  # fmt: skip


def _titled() -> list[tuple[str, str]]:
    women = [("Mrs" if index % 3 else "Miss", first) for index, first in enumerate(words.WOMEN)]
    return women + [("Mr", first) for first in words.MEN]
