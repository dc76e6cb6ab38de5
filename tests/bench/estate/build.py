"""Writes an estate: `build(folder, people, seed)`.

Live/        the care system's export as CSV: NHS numbers, addresses, key-safe codes
Contacts/    next of kin, by name, beside the NHS number of whom they belong to
Database/    an SQL dump of half the people: clients in one table, their ways in in another
Hospital/    discharges as Parquet, one in twenty of somebody who is nowhere else
Council/     referrals by name, date of birth and postcode alone
Backup/      a ZIP that holds most of an older live export, and people who have left since
Notes/       care notes in prose, one file a person
Mail/        a mailbox: staff write about people
Rotas/       who visits whom, by name alone
Staff/       staff with National Insurance numbers
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from . import prose
from .faults import Shares, recorded
from .ledger import Ledger
from .people import Person, populate

PLACES: Final = (
    "Live", "Contacts", "Database", "Hospital", "Council",
    "Backup", "Notes", "Mail", "Rotas", "Staff",
)  # fmt: skip
_MOST_PROSE: Final = 2000
_NO_FAULTS: Final = Shares(no_number=0, wrong_digit=0, wrong_birth=0, wrong_name=0, former_name=0)

Rows = Iterable[Sequence[str]]


def build(folder: Path, people: int, seed: int = 1, faults: Shares | None = None) -> Ledger:
    """Writes the files below the folder and says who is in them."""
    return _Builder(folder, people, seed, faults or Shares()).build()


class _Builder:
    def __init__(self, folder: Path, people: int, seed: int, faults: Shares) -> None:
        self._folder, self._rng, self._faults = folder, Random(seed), faults
        self._all = populate(people, self._rng)
        self._ledger = Ledger()
        cut = len(self._all.cared_for)
        self._live = self._all.cared_for[: cut * 9 // 10]
        self._left = self._all.cared_for[cut * 9 // 10 : cut * 93 // 100]
        self._elsewhere = self._all.cared_for[cut * 93 // 100 :]

    def build(self) -> Ledger:
        makers: dict[str, Callable[[], None]] = {
            place: getattr(self, f"_{place.lower()}_place") for place in PLACES
        }
        for place, make in makers.items():
            (self._folder / place).mkdir(parents=True)
            make()
        return self._ledger

    def _some(
        self, people: Sequence[Person], share: float, most: int | None = None
    ) -> list[Person]:
        count = min(int(len(people) * share), most or len(people))
        return self._rng.sample(people, k=max(1, count))

    def _as_recorded(self, person: Person) -> Person:
        return recorded(person, self._rng, self._faults)

    def _write_csv(self, path: Path, header: Sequence[str], rows: Rows) -> None:
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(header)
            writer.writerows(rows)

    def _clients(self, place: str, people: Iterable[Person]) -> Rows:
        """Rows of a client export."""
        for person in people:
            as_is = self._as_recorded(person)
            self._ledger.note(place, person, entry=bool(person.code))
            yield (
                as_is.nhs, as_is.family, as_is.given, as_is.born.strftime("%d/%m/%Y"),
                as_is.street, as_is.postcode, as_is.phone,
                f"Key safe code {person.code}" if person.code else "",
            )  # fmt: skip

    def _live_place(self) -> None:
        path = self._folder / "Live" / "clients.csv"
        self._write_csv(path, _CLIENT_COLUMNS, self._clients("Live", self._live))

    def _contacts_place(self) -> None:
        rows = []
        for person in self._live:
            if person.kin is not None:
                as_is = self._as_recorded(person)
                self._ledger.note("Contacts", person)
                self._ledger.note("Contacts", person.kin)
                kin = (person.kin.name, person.kin.phone)
                rows.append((as_is.nhs, as_is.name, as_is.born.isoformat(), *kin))
        header = ("NHS Number", "Client name", "Date of birth", "Next of kin", "Kin telephone")
        self._write_csv(self._folder / "Contacts" / "contacts.csv", header, rows)

    def _backup_place(self) -> None:
        """Nineteen of twenty in the live export, as they were recorded then."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(_CLIENT_COLUMNS)
        held = [*self._some(self._live, 0.95), *self._left]
        writer.writerows(self._clients("Backup", held))
        with zipfile.ZipFile(
            self._folder / "Backup" / "2025.zip", "w", zipfile.ZIP_DEFLATED
        ) as out:
            out.writestr("clients_2025.csv", text.getvalue())

    def _database_place(self) -> None:
        """A dump of two tables: ways in lie apart from whose they are."""
        clients, access = [], []
        for key, person in enumerate(self._some(self._live, 0.5), start=1):
            as_is = self._as_recorded(person)
            self._ledger.note("Database", person, entry=bool(person.code))
            born = as_is.born.isoformat()
            clients.append((f"{key}", as_is.nhs, as_is.name, born, as_is.street, as_is.postcode))
            if person.code:
                access.append((f"{key}", f"Key safe code {person.code}"))
        columns = ("id", "nhs_number", "full_name", "date_of_birth", "address", "postcode")
        text = _copied("client", columns, clients)
        text += _copied("client_access", ("client_id", "entry_instructions"), access)
        (self._folder / "Database" / "care.sql").write_text(text, "utf-8")

    def _hospital_place(self) -> None:
        people = [*self._some(self._live, 0.25), *self._some(self._elsewhere, 0.2)]
        rows = []
        for person in people:
            as_is = self._as_recorded(person)
            self._ledger.note("Hospital", person)
            rows.append((as_is.nhs, as_is.name, as_is.born.isoformat(), "Stroke"))
        columns = ("NHSNumber", "PatientName", "DateOfBirth", "Diagnosis")
        table = pa.table(dict(zip(columns, zip(*rows, strict=True), strict=True)))
        pq.write_table(table, self._folder / "Hospital" / "discharges.parquet")

    def _council_place(self) -> None:
        people = [*self._some(self._live, 0.1), *self._some(self._elsewhere, 0.1)]
        rows = []
        for person in people:
            as_is = self._as_recorded(person)
            self._ledger.note("Council", person)
            rows.append((as_is.name, as_is.born.strftime("%d/%m/%Y"), as_is.postcode))
        header = ("Client name", "Date of birth", "Postcode")
        self._write_csv(self._folder / "Council" / "referrals.csv", header, rows)

    def _notes_place(self) -> None:
        for index, person in enumerate(self._some(self._live, 0.3, _MOST_PROSE)):
            self._ledger.note("Notes", person, entry=bool(person.code))
            text = prose.care_note(person, self._rng)
            (self._folder / "Notes" / f"note_{index:05d}.txt").write_text(text, "utf-8")

    def _mail_place(self) -> None:
        staff, letters = self._all.staff, []
        for index, person in enumerate(self._some(self._live, 0.1, _MOST_PROSE // 2)):
            sender = self._rng.choice(staff)
            self._ledger.note("Mail", person, entry=bool(person.code))
            self._ledger.note("Mail", sender)
            letters.append(prose.letter(index, sender, person, self._rng))
        (self._folder / "Mail" / "care.mbox").write_text("".join(letters), "utf-8")

    def _rotas_place(self) -> None:
        """A week's visits: each client many times, always by name."""
        rows = []
        for person in self._some(self._live, 0.2, _MOST_PROSE):
            carer = self._rng.choice(self._all.staff)
            self._ledger.note("Rotas", person)
            self._ledger.note("Rotas", carer)
            rows += [(f"{day:02d}/11/2026", person.name, carer.name) for day in range(1, 4)]
        self._write_csv(self._folder / "Rotas" / "week.csv", ("Date", "Client", "Carer"), rows)

    def _staff_place(self) -> None:
        rows = []
        for person in self._all.staff:
            self._ledger.note("Staff", person)
            rows.append((person.nino, person.name, person.born.isoformat(), person.phone))
        header = ("NI number", "Employee name", "Date of birth", "Telephone")
        self._write_csv(self._folder / "Staff" / "staff.csv", header, rows)


_CLIENT_COLUMNS: Final = (
    "NHS Number", "Surname", "Forename", "Date of birth", "Address", "Postcode", "Telephone",
    "Access notes",
)  # fmt: skip


def _copied(table: str, columns: Sequence[str], rows: Rows) -> str:
    """A table as pg_dump writes it."""
    declared = ",\n".join(f"    {name} text" for name in columns)
    body = "".join("\t".join(value or "\\N" for value in row) + "\n" for row in rows)
    return (
        f"CREATE TABLE public.{table} (\n{declared}\n);\n"
        f"COPY public.{table} ({', '.join(columns)}) FROM stdin;\n{body}\\.\n\n"
    )
