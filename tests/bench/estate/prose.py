"""Care notes and letters: people in running text."""

from random import Random

from .people import Person


def care_note(person: Person, rng: Random) -> str:
    """One person's notes; most bear the NHS number, the rest name and date of birth."""
    born = person.born.strftime("%d/%m/%Y")
    spaced = f"{person.nhs[:3]} {person.nhs[3:6]} {person.nhs[6:]}"
    head = f"NHS number: {spaced}\n" if rng.random() < 0.8 else ""
    lines = [
        f"Name: {person.name}\n{head}Date of birth: {born}\nAddress: {person.street}\n",
        f"{person.given} was up and dressed. Ate breakfast, took tablets.",
        "Lives alone. Hard of hearing, knock loudly.",
    ]
    if person.code:
        lines.append(f"Key safe by the door, code {person.code}.")
    lines.append("No concerns at this visit.")
    return "\n".join(lines) + "\n"


def letter(number: int, sender: Person, about: Person, rng: Random) -> str:
    """One message of a mailbox."""
    address = f"{sender.given}.{sender.family}{sender.number}@example.org".lower()
    spaced = f"{about.nhs[:3]} {about.nhs[3:6]} {about.nhs[6:]}"
    number_line = f"NHS number {spaced}\n" if rng.random() < 0.7 else ""
    code = f"The key safe code is {about.code}.\n" if about.code else ""
    return (
        f"From {address} Tue Nov  3 09:12:00 2026\n"
        f"From: {sender.name} <{address}>\nTo: office@example.org\n"
        f"Subject: visit {number}\nDate: Tue, 03 Nov 2026 09:12:00 +0000\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        f"Client: {about.name}, born {about.born.strftime('%d/%m/%Y')}\n{number_line}{code}"
        "Please see to it this week.\n\n"
    )
