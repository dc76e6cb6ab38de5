"""Findings that people have looked at and marked right or wrong.

A mark is about one row of `inventory`: an object, part, column and entity under given rules. It
names the row by a hash, so a file of marks holds no value and no path. Rows marked wrong stay in
the inventory, say so, and count nowhere until the mark expires: see `reviewed`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from scanner.inventory.writer import Row

_WRONG = re.compile(
    r"marked wrong by .* until \d{4}-\d\d-\d\d; before: (?P<verdict>.*) at (?P<confidence>\S+)",
    re.S,
)
_MEMBER: Final = "!/"


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody said about one row of `inventory`."""

    row: str  # see `row_key`
    entity: str
    right: bool
    who: str
    why: str
    on: date
    expires: date  # the last day it holds
    rules: str  # digest of the rules it was made under


def row_key(row: Row, rules: str) -> str:
    """Names one row of `inventory` under these rules, telling neither path nor value."""
    top = row["top_key"]
    assert isinstance(top, bytes)
    # Members share the key of the object that they lie in.
    member = str(row["uri"]).partition(_MEMBER)[2]
    digest = hashlib.blake2b(top, digest_size=16)
    for part in (rules, member, row["part"], row["column"], row["entity"]):
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a review, as they hold on one day under one set of rules."""

    by_row: Mapping[str, Mark] = field(default_factory=dict)
    rules: str = ""
    keep: bool = False  # rows keep what they say of earlier marks

    def applied(self, found: Iterable[Row]) -> list[Row]:
        """Rows of `inventory` under these marks; earlier marks are undone."""
        return list(found) if self.keep else [self._marked(unmarked(row)) for row in found]

    def _marked(self, row: Row) -> Row:
        mark = self.by_row.get(row_key(row, self.rules)) if self.by_row else None
        if mark is None or mark.right:
            return row
        verdict = f"marked wrong by {mark.who} until {mark.expires.isoformat()}"
        before = f"{row['verdict']} at {row['confidence']!r}"
        return row | {"verdict": f"{verdict}; before: {before}", "confidence": 0.0}


NO_MARKS: Final = Marks()
MARKS_AS_THEY_ARE: Final = Marks(keep=True)


def marks_of(every: Iterable[Mark], rules: str, today: date) -> Marks:
    """Those that hold: made under these rules and not expired; of several for a row the last."""
    last = {mark.row: mark for mark in every if mark.rules == rules}
    return Marks({row: mark for row, mark in last.items() if mark.expires >= today}, rules)


def is_wrong(row: Row) -> bool:
    """Whether the row says that it is marked wrong."""
    return _WRONG.fullmatch(str(row["verdict"])) is not None


def unmarked(row: Row) -> Row:
    """The row as the sweep found it."""
    said = _WRONG.fullmatch(str(row["verdict"]))
    if said is None:
        return row
    return row | {"verdict": said["verdict"], "confidence": float(said["confidence"])}
