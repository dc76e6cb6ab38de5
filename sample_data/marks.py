"""Planting values in text, and remembering where each one went.

Content is written with marks around every planted value: `mark("UK_NHS", "SU001", "…")`. When a
file is encoded its `Pen` takes the marks out and notes file, place, record, entity, value and
person. So the truth cannot drift from the files: nothing is noted that was not written.
"""

import re
from dataclasses import dataclass, field

# Private-use characters: they occur in no name, phrase or format that the share is made of.
_OPEN, _BAR, _CLOSE = "\ue000", "\ue001", "\ue002"
_TOKEN = re.compile(f"{_OPEN}([A-Z_]+){_BAR}([A-Z0-9]*){_BAR}|{_CLOSE}")

# Where whole documents are about one person, the document is the record.
DOCUMENT = "document"


def mark(entity: str, person: str, value: str) -> str:
    """The value inside a mark; marks may nest. An empty value stays empty."""
    return f"{_OPEN}{entity}{_BAR}{person}{_BAR}{value}{_CLOSE}" if value else ""


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted value."""

    file: str  # path inside the share; archive members as "archive!/member"
    where: str  # for a person to look up: "line 3", "sheet Rota, row 5, column Access"
    record: str  # values of one record stand together: a row, a message, a document
    entity: str
    value: str  # exactly as written
    person: str  # "" where it is nobody's: the office alarm


@dataclass(slots=True)
class Ledger:
    """Every value planted so far, in the order of writing."""

    planted: list[Planted] = field(default_factory=list)

    def pen(self, file: str) -> "Pen":
        """What writes one file."""
        return Pen(self, file)


@dataclass(frozen=True, slots=True)
class Pen:
    """Takes the marks out of what is written to one file."""

    ledger: Ledger
    file: str

    def take(self, text: str, where: str, record: str = DOCUMENT) -> str:
        """The text without marks; what the marks held goes to the ledger."""
        plain: list[str] = []
        still_open: list[tuple[str, str, int]] = []
        at = 0
        for token in _TOKEN.finditer(text):
            plain.append(text[at : token.start()])
            at = token.end()
            if token.group(1):
                still_open.append((token.group(1), token.group(2), len("".join(plain))))
            else:
                entity, person, start = still_open.pop()
                self._note(where, record, entity, "".join(plain)[start:], person)
        return "".join([*plain, text[at:]])

    def _note(self, where: str, record: str, entity: str, value: str, person: str) -> None:
        self.ledger.planted.append(Planted(self.file, where, record, entity, value, person))
