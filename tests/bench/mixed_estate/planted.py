"""People as they are planted: their values, and the text that holds them in each kind of file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.bench.estate.people import Person, populate

# Numbers that card schemes publish for tests.
_CARDS: Final = ("4111111111111111", "5555555555554444", "6011111111111117")
_PEOPLE: Final = 4_000

Values = tuple[tuple[str, str], ...]  # entity, value in its canonical form


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody, as text."""

    person: Person
    number: int

    @property
    def email(self) -> str:
        """A mailbox nobody has."""
        one = self.person
        plain = f"{one.given}.{one.family}".lower().replace("'", "").replace(" ", "")
        return f"{plain}{self.number}@example.org"

    @property
    def card(self) -> str:
        """A card number for tests."""
        return _CARDS[self.number % len(_CARDS)]

    @property
    def spaced(self) -> str:
        """The NHS number as it is printed."""
        nhs = self.person.nhs
        return f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}"

    @property
    def note(self) -> str:
        """How to get in, for those who have a key safe."""
        return f"Key safe code {self.person.code}, left of the door" if self.person.code else ""

    def values(self, *entities: str) -> Values:
        """What was planted, as the truth holds it."""
        one = self.person
        known = {
            "UK_NHS": one.nhs,
            "PERSON": one.name.lower(),
            "DATE_OF_BIRTH": one.born.isoformat(),
            "UK_POSTCODE": one.postcode.replace(" ", "").lower(),
            "PHONE_NUMBER": one.phone,
            "EMAIL_ADDRESS": self.email,
            "CREDIT_CARD": self.card,
            "KEY_SAFE_CODE": one.code,
        }
        return tuple((entity, known[entity]) for entity in entities if known[entity])


Record = Callable[[Client], tuple[str, Values]]


def clients(seed: int) -> list[Client]:
    """Everybody that may be planted."""
    people = populate(_PEOPLE, Random(seed)).cared_for
    return [Client(person, number) for number, person in enumerate(people)]


def in_log(one: Client) -> tuple[str, Values]:
    """A line that should not have been logged."""
    text = (
        f"2026-01-01T09:14:03Z WARN api.clients lookup failed: NHS number {one.spaced}, "
        f"phone {one.person.phone}, mail to {one.email} bounced\n"
    )
    return text, one.values("UK_NHS", "PHONE_NUMBER", "EMAIL_ADDRESS")


CSV_HEADER: Final = (
    "order_no,created,item,amount,client_name,nhs_number,date_of_birth,postcode,phone,email,note\n"
)
_ROW: Final = (
    "PERSON", "UK_NHS", "DATE_OF_BIRTH", "UK_POSTCODE", "PHONE_NUMBER", "EMAIL_ADDRESS",
    "KEY_SAFE_CODE",
)  # fmt: skip


def cells(one: Client) -> list[str]:
    """The client's columns of an export."""
    person = one.person
    return [
        person.name, person.nhs, person.born.isoformat(), person.postcode, person.phone,
        one.email, one.note,
    ]  # fmt: skip


def in_csv(one: Client) -> tuple[str, Values]:
    """A row of an export."""
    *plain, note = cells(one)
    return f'8{one.number:09},2026-01-01,visit,18.40,{",".join(plain)},"{note}"\n', one.values(
        *_ROW
    )


def in_json(one: Client) -> tuple[str, Values]:
    """A line of newline-delimited JSON."""
    names = ("name", "nhsNumber", "dateOfBirth", "postcode", "phone", "email", "accessNote")
    client = dict(zip(names, cells(one), strict=True))
    text = json.dumps({"at": "2026-01-01T09:14:03Z", "event": "client.updated", "client": client})
    return text + "\n", one.values(*_ROW)


def in_sql(one: Client) -> tuple[str, Values]:
    """A row of a dump."""
    quoted = ",".join("'" + cell.replace("'", "''") + "'" for cell in cells(one))
    return f"INSERT INTO visits VALUES (8{one.number:09},'2026-01-01','visit',18.40,{quoted});\n", (
        one.values(*_ROW)
    )


def in_prose(one: Client) -> tuple[str, Values]:
    """A paragraph of a letter."""
    person = one.person
    text = (
        f"Client: {person.name}, date of birth {person.born:%d/%m/%Y}, NHS number {one.spaced}. "
        f"Telephone {person.phone}, postcode {person.postcode}. {one.note}\n"
    )
    return text, one.values(*(entity for entity in _ROW if entity != "EMAIL_ADDRESS"))


def in_mail(one: Client) -> tuple[str, Values]:
    """Lines of a message."""
    text = (
        f"Please ring {one.person.name} on {one.person.phone} or write to {one.email}.\n"
        f"Paid with card number {one.card}.\n"
    )
    return text, one.values("PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "CREDIT_CARD")
