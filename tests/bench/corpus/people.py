"""Invented people. Their numbers are reserved ones, or made when the corpus is made.

NHS numbers come in turn from 999 000 0000 to 999 999 9999, never issued, and from the issued
ranges. The latter exist in memory and in the temporary corpus only: one of them may be somebody's.
National Insurance numbers begin with QQ, never used, and in turn with a prefix in use, for a
detector may rightly refuse the former; the same holds for them. Telephone numbers are Ofcom's for
drama.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import values
from .halves import Half, of_half


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as plain values."""

    id: int
    title: str
    given: str
    family: str
    born: date
    nhs: str  # ten digits
    nino: str  # nine characters
    phone: str  # digits only, with the leading 0
    email: str
    house: str
    street: str
    town: str
    postcode: str


def check_digit(base: str) -> int | None:
    """The last digit of an NHS number; None where the nine digits are never issued."""
    total = sum(int(digit) * weight for digit, weight in zip(base, range(10, 1, -1), strict=True))
    digit = 11 - total % 11
    return None if digit == 10 else digit % 11


def nhs_number(rng: Random, *, issued: bool) -> str:
    """A number that passes its check, of the issued ranges or of the test range."""
    while True:
        first = rng.choice("467") if issued else "999"
        base = first + "".join(rng.choices("0123456789", k=9 - len(first)))
        digit = check_digit(base)
        if digit is not None and len(set(base)) > 3:
            return f"{base}{digit}"


def nino(rng: Random, *, used: bool) -> str:
    """A National Insurance number, with a prefix that is used or one that is not."""
    prefix = rng.choice("ABCEHJLM") + rng.choice("ACEHJLPRSWX") if used else "QQ"
    return f"{prefix}{rng.randrange(10**6):06d}{rng.choice('ABCD')}"


def phone(rng: Random) -> str:
    """A drama number."""
    prefix = rng.choice(("01632960", "02079460", "01614960", "07700900"))
    return f"{prefix}{rng.randrange(1000):03d}"


def postcode(rng: Random, districts: tuple[str, ...]) -> str:
    """A postcode of a real district whose second half is random."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return (
        f"{rng.choice(districts)} {rng.randrange(1, 10)}{rng.choice(letters)}{rng.choice(letters)}"
    )


def people(rng: Random, half: Half) -> Iterator[Person]:
    """People without end; full names of one half do not repeat before all were used."""
    titled = [(name, rng.choice(("Mrs", "Miss", "Ms"))) for name in of_half(values.WOMEN, half)]
    titled += [(name, "Mr") for name in of_half(values.MEN, half)]
    families = of_half(values.SURNAMES, half)
    places = {name: of_half(getattr(values, name), half) for name in ("STREETS", "TOWNS")}
    districts = of_half(values.DISTRICTS, half)
    number = 0
    while True:
        pairs = [(given, family) for given in titled for family in families]
        rng.shuffle(pairs)
        for (given, title), family in pairs:
            number += 1
            yield Person(
                id=number,
                title=title,
                given=given,
                family=family,
                born=date(1928, 1, 1) + timedelta(days=rng.randrange(28_000)),
                nhs=nhs_number(rng, issued=number % 2 == 0),
                nino=nino(rng, used=number % 4 < 2),
                phone=phone(rng),
                email=_email(rng, given, family, number),
                house=rng.choice((f"{rng.randrange(1, 200)}", f"{rng.randrange(1, 60)}a"))
                if rng.random() < 0.85
                else f"Flat {rng.randrange(1, 30)}, {rng.randrange(1, 90)}",
                street=rng.choice(places["STREETS"]),
                town=rng.choice(places["TOWNS"]),
                postcode=postcode(rng, districts),
            )


def _email(rng: Random, given: str, family: str, number: int) -> str:
    plain = family.lower().replace("'", "")
    local = rng.choice((f"{given.lower()}.{plain}", f"{given[0].lower()}{plain}{number}"))
    return f"{local}@{rng.choice(values.DOMAINS)}"
