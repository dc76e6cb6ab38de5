"""What is wrong with real records: missing numbers, slips of the finger, former surnames."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from .people import Person


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each fault happens, per record."""

    no_number: float = 0.03
    wrong_digit: float = 0.005  # one digit of the NHS number, so its check fails
    wrong_birth: float = 0.005  # one of day and month, or both swapped
    wrong_name: float = 0.005  # two letters of the forename or surname swapped
    former_name: float = 0.5  # of those whose surname changed


def recorded(person: Person, rng: Random, shares: Shares) -> Person:
    """The person as one record has it. One slip at most: see docs/people.md."""
    if person.former and rng.random() < shares.former_name:
        return replace(person, family=person.former)
    if person.nhs and rng.random() < shares.no_number:
        person = replace(person, nhs="")
    elif person.nhs and rng.random() < shares.wrong_digit:
        return replace(person, nhs=_wrong_digit(person.nhs, rng))
    if rng.random() < shares.wrong_birth:
        return replace(person, born=_wrong_birth(person.born, rng))
    if rng.random() < shares.wrong_name:
        return replace(person, given=_swapped(person.given, rng))
    return person


def _wrong_digit(number: str, rng: Random) -> str:
    place = rng.randrange(3, 9)
    digit = (int(number[place]) + rng.randrange(1, 10)) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"


def _wrong_birth(born: date, rng: Random) -> date:
    if born.day <= 12 and born.day != born.month and rng.random() < 0.5:
        return born.replace(month=born.day, day=born.month)
    return born.replace(day=born.day % 28 + 1)


def _swapped(word: str, rng: Random) -> str:
    place = rng.randrange(len(word) - 1)
    return f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}"
