"""Findings that people have looked at and marked right or wrong.

A mark is about one row of `inventory`: an object, part, column and entity, as certain recognizers
found it. It names the row by a hash, so a file of marks holds no value and no path. It holds for as
long as these recognizers are as they were, whatever else changes. Rows marked wrong stay in the
inventory, say so, and count nowhere until the mark expires: see `reviewed`.
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
    recognizers: tuple[str, ...]  # that found the row: name and version


@dataclass(frozen=True, slots=True)
class Rules:
    """What an inventory was made under."""

    digest: str = ""
    recognizers: frozenset[str] = frozenset()  # name and version of each

    def of_row(self, row: Row) -> tuple[str, ...]:
        """Name and version of the recognizers that found a row of `inventory`."""
        names = set(row["recognizers"] or ())  # type: ignore[call-overload]
        return tuple(sorted(one for one in self.recognizers if one.rpartition(" ")[0] in names))

    def keep(self, mark: Mark) -> bool:
        """Whether what was marked would be found again just so."""
        known = bool(mark.recognizers) and self.recognizers.issuperset(mark.recognizers)
        return known or mark.rules == self.digest


def rules_of(scan: Row) -> Rules:
    """The rules of a run; `scan`: its row of `scans`."""
    return Rules(str(scan["rule_digest"]), frozenset(scan["recognizers"] or ()))  # type: ignore[call-overload]


def row_key(row: Row) -> str:
    """Names one row of `inventory`, telling neither path nor value."""
    top = row["top_key"]
    assert isinstance(top, bytes)
    # Members share the key of the object that they lie in.
    member = str(row["uri"]).partition(_MEMBER)[2]
    digest = hashlib.blake2b(top, digest_size=16)
    for part in (member, row["part"], row["column"], row["entity"]):
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a review, as they hold on one day for one inventory."""

    by_row: Mapping[str, Mark] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    keep: bool = False  # rows keep what they say of earlier marks

    def applied(self, found: Iterable[Row]) -> list[Row]:
        """Rows of `inventory` under these marks; earlier marks are undone."""
        return list(found) if self.keep else [self._marked(unmarked(row)) for row in found]

    def of(self, row: Row) -> Mark | None:
        """What somebody said of a row of `inventory`, unless other recognizers find more in it."""
        mark = self.by_row.get(row_key(row)) if self.by_row else None
        if mark is None or mark.rules == self.rules.digest:
            return mark
        return mark if set(self.rules.of_row(row)) <= set(mark.recognizers) else None

    def _marked(self, row: Row) -> Row:
        mark = self.of(row)
        if mark is None or mark.right:
            return row
        verdict = f"marked wrong by {mark.who} until {mark.expires.isoformat()}"
        before = f"{row['verdict']} at {row['confidence']!r}"
        return row | {"verdict": f"{verdict}; before: {before}", "confidence": 0.0}


NO_MARKS: Final = Marks()
MARKS_AS_THEY_ARE: Final = Marks(keep=True)


def marks_of(every: Iterable[Mark], rules: Rules, today: date) -> Marks:
    """Those that hold: kept by these rules and not expired; of several for a row the last."""
    last = {mark.row: mark for mark in every if rules.keep(mark)}
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
