"""The counts of people written plainly, a set at a time: what the arrays must agree with."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from scanner.classify.crowd import Crowd
from scanner.classify.people import Counts

_HEALTH, _OTHER, _NAME_BIRTH, _WEAK, _NAME = 0, 1, 2, 4, 4


@dataclass(frozen=True, slots=True)
class Plain:
    """A table `people`, and who its rows were found to be."""

    rows: list[dict[str, object]]
    crowd: Crowd

    @classmethod
    def of(cls, table: pa.Table) -> "Plain":
        """Linked as the sweep does; only the counting is done here."""
        return cls(table.to_pylist(), Crowd.of_table(table))

    def counts(self, rows: Iterable[int]) -> Counts:
        """The counts of some rows. Test numbers are nobody."""
        rows = [row for row in rows if not self.rows[row]["test"]]
        home = [row for row in rows if self.rows[row]["home_entry"]]
        address = {
            self.whose(row)
            for row in rows
            if self.rows[row]["address"] or self.rows[row]["enterable"]
        }
        enterable = self.people([row for row in rows if self.rows[row]["enterable"]])
        cared_for = [row for row in rows if self.relation(row) == "person cared for"]
        elsewise = {
            self.whose(row) for row in rows if self.relation(row) in ("kin or contact", "staff")
        } - {self.whose(row) for row in cared_for}
        return Counts(
            self.at_least(rows),
            self.up_to(rows),
            self.at_least(home),
            self.up_to(home),
            len(enterable),
            len(enterable | self.people(home) & address),
            self.at_least(cared_for),
            self.up_to([row for row in rows if self.whose(row) not in elsewise]),
        )

    def relation(self, row: int) -> object:
        """What the row says of the person."""
        return self.rows[row]["relation"]

    def whose(self, row: int) -> int:
        """The key of the person."""
        return int(self.crowd.linked.person[row])

    def people(self, rows: Iterable[int]) -> set[int]:
        """Everybody; a part of a name that somebody there bears is nobody new."""
        borne: set[int] = set()
        named, open_ = set(), []
        for row in rows:
            if part := int(self.crowd.linked.part[row]):
                open_.append((part, self.whose(row)))
            else:
                named.add(self.whose(row))
                borne.update(self.names(row, "keys", "also_called"))
        return named | {person for part, person in open_ if part not in borne}

    def names(self, row: int, *columns: str) -> set[int]:
        """Keys of names among those of the row."""
        keys: list[int] = []
        for column in columns:
            keys.extend(self.rows[row][column] or ())  # type: ignore[call-overload]
        return {key for key in keys if key >> 60 == _NAME}

    def at_least(self, rows: Iterable[int]) -> int:
        """Those who are surely different people."""
        sure = self.crowd.sure
        told, anybody, bare = set(), set(), set()
        for row in rows:
            label = int(sure.label[row])
            if sure.bare[row]:
                bare.add(label)
            elif label:
                told.add(label)
                anybody |= {label} if sure.anybody[row] else set()
        numbered = {label for label in told if label >> 60 == _HEALTH}
        others = max(0, len(told) - len(numbered) - len(anybody))
        return max(len(numbered) + others, len(bare))

    def up_to(self, rows: list[int]) -> int:
        """Everybody, and the namesakes who may look like one."""
        expected = self._by_name(rows) + self._by_birth(rows)
        return len(self.people(rows)) + (_most(expected) if expected else 0)

    def _bearers(self) -> dict[int, set[int]]:
        bearers: dict[int, set[int]] = defaultdict(set)
        for row in range(len(self.rows)):
            if self.tier(row) < _WEAK:
                for name in self.names(row, "keys"):
                    bearers[name].add(self.whose(row))
        return bearers

    def tier(self, row: int) -> int:
        """The rank of the strongest key."""
        return self.rows[row]["keys"][0] >> 60  # type: ignore[index,no-any-return]

    def _by_name(self, rows: list[int]) -> float:
        bearers, people = self._bearers(), {self.whose(row) for row in rows}
        known = len(set().union(*bearers.values()))
        names = set().union(*(self.names(row, "keys") for row in rows if self.tier(row) == _NAME))
        missing = sum(max(0, len(bearers[name] - people) - 1) for name in names)
        return missing * min(1.0, len(names) / known) if known else 0.0

    def _by_birth(self, rows: list[int]) -> float:
        bearers = self._bearers()
        pairs = {
            (name, self.whose(row))
            for row in rows
            if self.tier(row) in (_OTHER, _NAME_BIRTH)
            for name in self.names(row, "keys")
        }
        return max(0, sum(len(bearers[name]) - 1 for name, _ in pairs)) / 25_000


def _most(expected: float) -> int:
    if expected > 100:
        return math.ceil(expected + 3.1 * math.sqrt(expected))
    count, likely = 0, math.exp(-expected)
    while 1 - likely > 0.001:
        count += 1
        likely += expected**count * math.exp(-expected) / math.factorial(count)
    return count
