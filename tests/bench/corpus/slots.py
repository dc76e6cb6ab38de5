"""What each slot of a template stands for, in the many ways in which people write it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from . import innocent, numbers, values
from .halves import Deck, Half
from .markup import Filled
from .people import Person

NBSP = "\u00a0"


class Slots:
    """Fills slots for one document; remembers whom it named."""

    def __init__(self, rng: Random, half: Half, people: Iterator[Person]) -> None:
        self.rng, self._people = rng, people
        self._decks = {
            name: Deck(getattr(values, name), half, rng)
            for name in ("SAFE_PLACES", "KEY_PLACES", "PASSWORDS", "RELATIONS", "CONDITIONS",
                         "MEDICINES", "TOWNS")
        }  # fmt: skip
        self.who = next(people)
        self.other = next(people)
        self.named: set[int] = set()

    def turn_to_next(self) -> None:
        """The next person becomes the one that is written about."""
        self.who = next(self._people)

    def __call__(self, slot: str) -> Filled:
        """The text and entity of a slot. Raises `KeyError` for an unknown one."""
        if slot in _SUBJECT:
            entity, write = _SUBJECT[slot]
            self.named.add(self.who.id)
            return Filled(write(self.rng, self.who), entity)
        if slot in _OTHER:
            self.other = next(self._people)
            self.named.add(self.other.id)
            return Filled(_OTHER[slot](self.rng, self.other), "PERSON")
        if slot in _DEALT:
            entity, deck = _DEALT[slot]
            return Filled(self._decks[deck].deal(), entity)
        if slot in numbers.MADE:
            entity, make = numbers.MADE[slot]
            return Filled(make(self.rng), entity)
        return Filled(innocent.MADE[slot](self.rng))


def full_name(rng: Random, who: Person) -> str:
    """First and last name, now and then in capitals or with a middle initial."""
    form = rng.random()
    if form < 0.08:
        return f"{who.given} {rng.choice('ABEJMR')} {who.family}"
    return f"{who.given} {who.family}".upper() if form < 0.12 else f"{who.given} {who.family}"


def titled(rng: Random, who: Person) -> str:
    """With a title: "Mrs Clegg", "Mr A Ogden", "Miss Rita Lumb"."""
    return rng.choice(
        (
            f"{who.title} {who.family}",
            f"{who.title} {who.given[0]} {who.family}",
            f"{who.title} {who.given} {who.family}",
        )
    )


def formal(_rng: Random, who: Person) -> str:
    """Last name first."""
    return f"{who.family.upper()}, {who.given}"


def nhs(rng: Random, who: Person) -> str:
    """An NHS number in one of its written forms."""
    digits = who.nhs
    form = rng.random()
    if form < 0.3:
        return digits
    gaps = ((0.75, " "), (0.87, "-"), (0.92, NBSP), (0.96, "."), (0.98, "\u2013"), (1, "  "))
    gap = next(text for limit, text in gaps if form <= limit)
    return gap.join((digits[:3], digits[3:6], digits[6:]))


def birth_date(rng: Random, who: Person) -> str:
    """A date of birth as written in Britain."""
    return written_date(rng, who.born)


def written_date(rng: Random, day: date) -> str:
    """A day in one of its written forms."""
    forms = (
        f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day:%y}", f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}", f"{day.day} {day:%B %Y}", f"{day:%d-%b-%Y}", f"{day:%d %b %Y}",
        f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day:%y}",
    )  # fmt: skip
    return rng.choice(forms)


def nino(rng: Random, who: Person) -> str:
    """A National Insurance number, spaced or not."""
    plain = who.nino
    spaced = " ".join((plain[:2], plain[2:4], plain[4:6], plain[6:8], plain[8]))
    return rng.choice(
        (plain, plain, spaced, spaced, plain.lower(), f"{plain[:2]} {plain[2:8]} {plain[8]}")
    )


def postcode(rng: Random, who: Person) -> str:
    """A postcode, mostly as printed."""
    form = rng.random()
    if form < 0.08:
        return who.postcode.replace(" ", "")
    return who.postcode.lower() if form < 0.12 else who.postcode


def phone(rng: Random, who: Person) -> str:
    """A telephone number in one of its written forms."""
    digits = who.phone
    area = 3 if digits.startswith("020") else 4 if digits.startswith("0161") else 5
    rest = digits[area:]
    spaced = (
        f"{digits[:area]} {rest[:3]} {rest[3:]}" if len(rest) < 8 else f"020 {rest[:4]} {rest[4:]}"
    )
    return rng.choice(
        (
            digits, spaced, spaced, f"{digits[:area]} {rest}", f"+44 {spaced[1:]}",
            f"({digits[:area]}) {rest}", f"{digits[:area]}-{rest}", f"+44{digits[1:]}",
        )
    )  # fmt: skip


def address(_rng: Random, who: Person) -> str:
    """House and street."""
    return f"{who.house} {who.street}"


Write = Callable[[Random, Person], str]
_SUBJECT: dict[str, tuple[str, Write]] = {
    "name": ("PERSON", full_name),
    "titled": ("PERSON", titled),
    "formal": ("PERSON", formal),
    "nhs": ("UK_NHS", nhs),
    "nhs10": ("UK_NHS", lambda _rng, who: who.nhs),
    "dob": ("DATE_OF_BIRTH", birth_date),
    "nino": ("UK_NINO", nino),
    "postcode": ("UK_POSTCODE", postcode),
    "phone": ("PHONE_NUMBER", phone),
    "email": ("EMAIL_ADDRESS", lambda _rng, who: who.email),
    "street": ("STREET_ADDRESS", address),
}
_OTHER: dict[str, Write] = {"kin": full_name, "kin_titled": titled}
_DEALT = {
    "ks_place": ("KEY_SAFE_LOCATION", "SAFE_PLACES"),
    "key_place": ("KEY_LOCATION", "KEY_PLACES"),
    "password": ("ALARM_PASSWORD", "PASSWORDS"),
    "relation": ("", "RELATIONS"),
    "town": ("", "TOWNS"),
    "condition": ("HEALTH_CONDITION", "CONDITIONS"),
    "medicine": ("MEDICINE", "MEDICINES"),
}


def recent(rng: Random) -> date:
    """A day of the last two years."""
    return date(2026, 11, 20) - timedelta(days=rng.randrange(700))
