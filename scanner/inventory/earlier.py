"""What the last finished sweep of an inventory still answers for.

An object that is unchanged since then, under the same rules and the same hash key, is not read
again: its rows are carried forward, and say which run read it.
"""

from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.errors import InventoryError
from scanner.inventory.marking import marker_of
from scanner.inventory.reader import Inventory, open_inventory
from scanner.inventory.writer import Row
from scanner.model import Reason
from scanner.schema import SHARDED, TABLES

# Another try may end otherwise, so these are read again although they are unchanged.
_PASSING = frozenset(
    {
        Reason.TIMEOUT,
        Reason.CRASHED,
        Reason.OUT_OF_MEMORY,
        Reason.DENIED,
        Reason.VANISHED,
        Reason.CHANGED,
        Reason.IO_ERROR,
        Reason.EXTRA_MISSING,
    }
)


class Earlier:
    """The objects of the last finished sweep, found by the keyed hash of their uri."""

    def __init__(self, inventory: Inventory, usable: bool) -> None:
        self._inventory = inventory
        self.usable = usable  # False: made under other rules; then nothing is carried
        objects = inventory.objects
        own = objects.filter(pc.equal(objects["parent_uri"], ""))
        first, second = _halves(own["top_key"])
        order = np.argsort(first, kind="stable")
        self._first, self._second = first[order], second[order]
        self._rows = own.take(pa.array(order))
        passing = pa.array([reason.value for reason in _PASSING])
        again = objects.filter(pc.is_in(objects["reason"], value_set=passing))["top_key"]
        self._read_again = set(again.to_pylist())
        self._seen = np.zeros(len(order), dtype=bool)
        self._carried = np.zeros(len(order), dtype=bool)

    def carry(self, key: bytes, version: str) -> bool:
        """Whether the object is unchanged; then its rows are among `carried`.

        An object without a version is never known to be unchanged.
        """
        at = self._index(key)
        if at is None:
            return False
        self._seen[at] = True
        if not (self.usable and version) or key in self._read_again:
            return False
        self._carried[at] = self._rows["version"][at].as_py() == version
        return bool(self._carried[at])

    @property
    def scan(self) -> Row:
        """The run that made the inventory."""
        return self._inventory.scan

    @property
    def scans(self) -> pa.Table:
        """All runs so far, oldest first."""
        return self._inventory.table("scans")

    def carried(self, table: str) -> pa.Table:
        """The rows of one table that are carried forward."""
        rows = self._inventory.table(table)
        keys = self._rows.filter(pa.array(self._carried))["top_key"]
        return rows.filter(pc.is_in(rows["top_key"], value_set=keys.combine_chunks()))

    def gone(self, roots: Collection[str], unlisted: Collection[str]) -> pa.Table:
        """Objects below `roots` that were there and are not any more.

        `unlisted`: what the walk passed over this time, folders with a slash at their end; what
        lay in those is not known to be gone.
        """
        rows = self._rows.filter(pa.array(~self._seen))
        rows = rows.filter(pc.is_in(rows["container"], value_set=pa.array(roots, pa.string())))
        for place in (place for place in unlisted if place.endswith("/")):
            rows = rows.filter(pc.invert(pc.starts_with(rows["uri"], place)))
        last_seen: Row = {"last_scan_id": self._inventory.scan["scan_id"]}
        schema = TABLES["gone"]
        columns = [
            pa.array([last_seen[name]] * len(rows), schema.field(name).type)
            if name in last_seen
            else rows[name]
            for name in schema.names
        ]
        return pa.table(columns, schema=schema)

    def _index(self, key: bytes) -> int | None:
        first, second = (int.from_bytes(half) for half in (key[:8], key[8:]))
        at = int(np.searchsorted(self._first, np.uint64(first)))
        while at < len(self._first) and self._first[at] == first:
            if self._second[at] == second:
                return at
            at += 1
        return None


def earlier_of(
    folder: Path,
    rule_digest: str,
    key_id: str,
    notice: Callable[[str], None] = lambda _: None,
    key: str = "",
) -> Earlier | None:
    """The last finished sweep in a folder; None where there is none that can be used.

    `notice` hears why not, or why everything is read again all the same. `key`: place of the key
    that it may be encrypted with.
    """
    try:
        inventory = open_inventory(folder, key)
        scan = inventory.scan
        for name in SHARDED:
            inventory.table(name)
    except InventoryError as error:
        said = marker_of(folder)
        if said is not None and said["complete"]:
            notice(f"everything is read anew, for what is there cannot be used: {error}")
        return None
    if scan["key_id"] != key_id:  # then no object can be told again
        notice(
            "the inventory was made with another hash key: its counts and these cannot be joined, "
            "and everything is read again"
        )
        return None
    if scan["rule_digest"] != rule_digest:
        notice("recognizers or settings have changed since the last sweep: all is read again")
        return Earlier(inventory, usable=False)
    return Earlier(inventory, usable=True)


def _halves(keys: pa.ChunkedArray) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """16-byte keys as two columns of numbers."""
    plain = b"".join(keys.to_pylist())
    numbers = np.frombuffer(plain, dtype=">u8").astype(np.uint64).reshape(-1, 2)
    return numbers[:, 0].copy(), numbers[:, 1].copy()
