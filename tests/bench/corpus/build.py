"""Makes the corpus, whole: `make(seed, half, size)`."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from . import (
    clean_machine,
    clean_office,
    phrases_codes,
    phrases_contact,
    phrases_names,
    phrases_numbers,
    phrases_others,
    phrases_plain,
    phrases_ways,
    phrases_ways_fresh,
    writers,
)
from .document import Document, planted_in
from .halves import Deck, Half
from .markup import render
from .people import people
from .prose import Author
from .slots import Slots
from .standards import fhir, hl7
from .tables import Table, TableMaker

TEMPLATES: tuple[str, ...] = (
    *phrases_codes.TEMPLATES,
    *phrases_ways.TEMPLATES,
    *phrases_ways_fresh.TEMPLATES,
    *phrases_numbers.TEMPLATES,
    *phrases_contact.TEMPLATES,
    *phrases_names.TEMPLATES,
    *phrases_others.TEMPLATES,
)
CLEAN_KINDS: dict[str, tuple[str, ...]] = {**clean_office.KINDS, **clean_machine.KINDS}
Make = Callable[[str, Slots], Document]


class Press:
    """Makes the documents of one seed and half."""

    def __init__(self, seed: int, half: Half) -> None:
        self._rng, self._half = Random(f"{seed} {half}"), half
        self._people = people(self._rng, half)
        self._deck = Deck(TEMPLATES, half, self._rng)
        self._author = self._author_of(self._deck)
        # Kinds that the decks of all sentences would deal too seldom to say much.
        ways = phrases_ways.TEMPLATES + phrases_ways_fresh.TEMPLATES
        self._ways = self._author_of(Deck(ways, half, self._rng))
        self._others = self._author_of(Deck(phrases_others.TEMPLATES, half, self._rng))
        self._tables = TableMaker(self._rng, half, self._deck.deal)

    def _author_of(self, deck: Deck) -> Author:
        plain = Deck(phrases_plain.TEMPLATES, self._half, self._rng)
        return Author(self._rng, deck.deal, plain.deal)

    def documents(self, size: int) -> Iterator[Document]:
        """`size` rounds of every kind of file, and one clean file of every clean kind a round."""
        number = 0
        for _ in range(size):
            for ending, make in self._makers():
                number += 1
                yield make(f"{number:04d}_{ending}", Slots(self._rng, self._half, self._people))
            yield from self._clean(number)
            number += len(CLEAN_KINDS) + 4

    def _makers(self) -> Sequence[tuple[str, Make]]:
        write = self._author
        return (
            ("letter.txt", write.letter),
            ("notes.txt", write.care_notes),
            ("message.eml", write.mail),
            ("service.log", write.log),
            ("report.pdf", write.pdf),
            ("care_plan.docx", write.word),
            ("access.txt", self._ways.care_notes),
            ("handover.pdf", self._ways.pdf),
            ("staff.txt", self._others.care_notes),
            ("file.pdf", self._others.pdf),
            ("messages.csv", self._messages),
            ("export.csv", self._table(lambda table: writers.delimited(table))),
            ("export.tsv", self._table(lambda table: writers.delimited(table, "\t"))),
            ("export.txt", self._table(lambda t: writers.delimited(t, "|", "utf-16"))),
            ("list.xlsx", self._table(lambda table: writers.workbook(table, "Sheet1"))),
            ("visits.xlsx", self._table(lambda t: writers.workbook(t, "Visits"), notes=True)),
            ("clients.csv", self._table(lambda t: writers.delimited(t, ";"), notes=True)),
            ("dump.sql", self._table(lambda t: writers.sql_dump(t, "records"), notes=True)),
            ("answer.json", self._table(lambda t: writers.json_rows(t, by_line=False))),
            (
                "events.ndjson",
                self._table(lambda t: writers.json_rows(t, by_line=True), notes=True),
            ),
            ("page.html", self._table(lambda t: writers.page("Records", t, []), notes=True)),
            ("adt.hl7", lambda n, s: hl7(n, self._rng, s, self._deal(8))),
            ("bundle.json", lambda n, s: fhir(n, s, self._deal(8))),
        )

    def _deal(self, count: int) -> list[str]:
        return [self._deck.deal() for _ in range(count)]

    def _table(self, write: Callable[[Table], bytes], *, notes: bool = False) -> Make:
        def make(name: str, slots: Slots) -> Document:
            table = self._tables.of_people(slots, self._rng.randrange(5, 20), notes=notes)
            return _of_table(name, table, write(table), slots)

        return make

    def _messages(self, name: str, slots: Slots) -> Document:
        """An export of text messages."""
        rows = []
        for template in self._deal(12):
            slots.turn_to_next()
            cells = ("{stamp}", "{phone}", template)
            rows.append(tuple(render(cell, slots) for cell in cells))
        table = Table(("sent_at", "sender_mobile", "text"), tuple(rows))
        return _of_table(name, table, writers.delimited(table), slots)

    def _clean(self, number: int) -> Iterator[Document]:
        for kind, templates in CLEAN_KINDS.items():
            number += 1
            slots, deck = self._slots(), Deck(templates, self._half, self._rng)
            text = "\n".join(render(deck.deal(), slots).text for _ in range(20))
            if number % 3:
                yield Document(f"{number:04d}_{kind}.txt", kind, text.encode())
            else:
                yield Document(
                    f"{number:04d}_{kind}.docx", kind, writers.word(text.split("\n"), [])
                )
        for ending in ("csv", "xlsx", "sql", "json"):
            number += 1
            table = self._tables.of_things(self._slots(), 40)
            content = _CLEAN_TABLES[ending](table)
            yield Document(f"{number:04d}_things.{ending}", f"{ending} of things", content)

    def _slots(self) -> Slots:
        return Slots(self._rng, self._half, self._people)


_CLEAN_TABLES: dict[str, Callable[[Table], bytes]] = {
    "csv": writers.delimited,
    "xlsx": lambda table: writers.workbook(table, "Orders"),
    "sql": lambda table: writers.sql_dump(table, "orders"),
    "json": lambda table: writers.json_rows(table, by_line=False),
}


def _of_table(name: str, table: Table, content: bytes, slots: Slots) -> Document:
    kind = name.partition("_")[2]
    return Document(name, kind, content, planted_in(table.cells()), frozenset(slots.named))


def make(seed: int, half: Half, size: int = 1) -> list[Document]:
    """The documents of one seed: `size` rounds of every kind."""
    return list(Press(seed, half).documents(size))


def write(documents: Sequence[Document], folder: Path) -> None:
    """Writes the documents as files into an empty folder, which the caller removes again."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (folder / document.name).write_bytes(document.content)
