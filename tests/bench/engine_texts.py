"""The texts that `engine.py` measures on: care logs, machine logs, notes and exports. All invented.

Fixed before anything was tuned: what is searched for is planted, and everything around it is what
such files hold, digits, times and words like "key" and "code" included.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from tests.bench.corpus.clean_machine import KINDS
from tests.bench.corpus.innocent import MADE
from tests.bench.estate.people import Person, populate

# Ordinary lines of a care provider's notes and logs. They hold times and counts, but nothing of
# the kinds searched for; those are planted separately.
ORDINARY: Final = (
    "All care given as planned today and the kitchen left tidy",
    "Carer arrived on time and stayed for the whole visit",
    "Assisted with personal care and breakfast as in the plan",
    "INFO request handled by worker three without error",
    "Skin intact, cream applied, no concerns reported to the office",
    "Lunch prepared and eaten, drinks left within reach",
    "WARN retrying connection to the rostering service",
    "Family were present and are happy with the arrangements",
    "Medication prompted from the blister pack and signed for",
    "Walked to the garden with the frame and rested afterwards",
    "Arrived 08:15, left 08:45, fluids 250 ml, ate half of the toast",
    "Door answered by the daughter, 2 carers for the transfer with the hoist",
    "Hand over to the night team at 21:30, 6 visits left on the run",
    "Key worker to ring back about the review next week",
)
PLANTED: Final = (
    "NHS number 999 000 0018 confirmed with the surgery",
    "Email from office@example.org about the holiday cover",
    "Moved to a flat at ZE3 9JU last month",
    "National insurance QQ 12 34 56 C given as the example",
    "See https://example.org/rota for the new rota",
    "Seen on 12/03/2026 by the district nurse",
    "Key safe 4821 by the back gate, son on 07700 900123",
)

_COLUMNS: Final = (
    "NHS Number", "Surname", "Forename", "Date of birth", "Address", "Postcode", "Telephone",
    "Email", "Access notes",
)  # fmt: skip
_ACCESS: Final = (
    "Key safe {code} left of the porch",
    "k/s {code}",
    "Ring the bell, allow time",
    "Spare key under the blue pot by the back door",
    "Daughter opens the door",
    "Main door {code}, then lift to 2nd floor",
    "",
    "",
)
_NOTES: Final = (
    "{given} was up and dressed when I came in at {hour}. Ate well, tablets taken.",
    "Visit to {name}, {street}, {postcode}. {access}. Fluids pushed, pad changed.",
    "{title} {family} unwell, GP rung on {phone}. NHS {nhs}, DOB {born}.",
    "Let myself in with the key from the safe, {access}. {given} asleep in the chair.",
    "No reply at the door at {hour}, rang next of kin {kin} on {phone}, called back 20 min later.",
    "Cream to both legs, catheter bag emptied, 450 ml. Left {given} comfortable with a drink.",
    "Review booked for {born}, email {mail}. Alarm code {code}, off before the hall.",
    "Carers to knock loudly, hard of hearing. Back door key is kept {place}.",
)
_PLACES: Final = ("in the peg bag", "under the stone hedgehog", "with the neighbour at number 4")


def sparse_lines(megabytes: float, seed: int, every: int = 50) -> list[str]:
    """Lines of text in which one in `every` holds something."""
    rng = Random(seed)

    def line() -> str:
        chosen = PLANTED if rng.randrange(every) == 0 else ORDINARY
        hour = f"{rng.randrange(7, 22):02d}:{rng.randrange(60):02d}"
        return f"{hour} {rng.choice(chosen)}, {rng.choice(ORDINARY).lower()}, {_word(rng)}"

    return _enough(iter(line, None), megabytes)


def machine_lines(megabytes: float, seed: int) -> list[str]:
    """An application's log: stamps, job and request numbers, hashes; nobody in it."""
    rng = Random(seed)

    def line() -> str:
        template = rng.choice(KINDS["app_log"])
        return re.sub(r"\{(\w+)\}", lambda slot: MADE[slot[1]](rng), template)

    return _enough(iter(line, None), megabytes)


def note_lines(megabytes: float, seed: int) -> list[str]:
    """Daily notes about people, dense with names, ways into homes, addresses and numbers."""
    rng = Random(seed)
    people = populate(max(10, int(megabytes * 4_000)), rng).cared_for
    return _enough((_note(rng.choice(people), rng) for _ in iter(int, 1)), megabytes)


def export_columns(megabytes: float, seed: int) -> dict[str, list[str]]:
    """A care system's export of clients, column by column; nearly every cell is about somebody."""
    rng = Random(seed)
    people = populate(max(10, int(megabytes * 8_500)), rng).cared_for
    rows = list(zip(*(_row(person, rng) for person in people), strict=True))
    return dict(zip(_COLUMNS, map(list, rows), strict=True))


def as_csv(columns: dict[str, list[str]]) -> list[str]:
    """The same as lines of a CSV file, header first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue().splitlines()


def blocks_of(lines: Sequence[str], characters: int = 10_000) -> list[str]:
    """The same text in blocks of about so many characters."""
    blocks: list[str] = []
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line) + 1
        if size >= characters:
            blocks.append("\n".join(held))
            held, size = [], 0
    return [*blocks, "\n".join(held)] if held else blocks


def _enough(lines: Iterator[str], megabytes: float) -> list[str]:
    kept, size = [], 0.0
    for line in lines:
        kept.append(line)
        size += len(line) + 1
        if size >= megabytes * 1e6:
            break
    return kept


def _word(rng: Random) -> str:
    """So that hardly two lines are the same, as in life: equal texts are examined once."""
    return "".join(rng.choices("aeinrst", k=rng.randrange(5, 10)))


def _access(rng: Random) -> str:
    return rng.choice(_ACCESS).format(code=f"{rng.randrange(10_000):04d}")


def _mail(person: Person) -> str:
    return f"{person.given}.{person.family}{person.number % 97}@example.com".lower()


def _row(person: Person, rng: Random) -> tuple[str, ...]:
    return (
        person.nhs, person.family, person.given, person.born.strftime("%d/%m/%Y"), person.street,
        person.postcode, person.phone, _mail(person) if person.number % 3 else "", _access(rng),
    )  # fmt: skip


def _note(person: Person, rng: Random) -> str:
    return rng.choice(_NOTES).format(
        given=person.given, family=person.family, name=person.name, street=person.street,
        postcode=person.postcode, phone=person.phone, mail=_mail(person), nhs=person.nhs,
        title=rng.choice(("Mrs", "Mr", "Miss")), born=person.born.strftime("%d/%m/%Y"),
        access=_access(rng) or "no keys held", place=rng.choice(_PLACES),
        kin=person.kin.name if person.kin else "the daughter",
        hour=f"{rng.randrange(7, 22):02d}:{rng.randrange(60):02d}",
        code=f"{rng.randrange(10_000):04d}",
    )  # fmt: skip
