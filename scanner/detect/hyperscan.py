"""All expressions in one pass over an Arrow string buffer, by Hyperscan (Vectorscan).

Facts that shaped this (measured, see docs/decisions): an Arrow buffer has no separators between
values, so one is joined in; buffers of 4 GiB and more are cut off in silence, so input is
chunked; a database is neither shared between threads nor pickled, so each worker has its own,
loaded from a cache by digest. Patterns that need digits, letters or an @ are in databases of
their own, which see only the values that hold so many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect.clauses import Clause
from scanner.detect.hyperscan_database import database
from scanner.detect.needs import Bytes, Held, Needs, held_by
from scanner.detect.prefilter import Cells

_MAX_BUFFER_BYTES = 1 << 30
Offsets = npt.NDArray[np.int32]
_NO_CELLS: Cells = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Group:
    """Patterns that need the same, in one database."""

    needs: Needs
    database: Any
    clauses: tuple[tuple[int, ...], ...]  # by pattern: the clauses that it is part of


class HyperscanScanner:
    """Compiles on creation (0.1 to 10 s, or a millisecond from the cache)."""

    def __init__(self, clauses: Sequence[Clause], cache: Path | None = None) -> None:
        self._count = len(clauses)
        self._groups: list[_Group] = []
        refused: set[int] = set()
        for needs, members in _by_needs(clauses).items():
            compiled, unusable = database(tuple(members), cache)
            parts = tuple(map(tuple, members.values()))
            refused |= {clause for pattern in unusable for clause in parts[pattern]}
            if compiled is not None:
                self._groups.append(_Group(needs, compiled, parts))
        self.refused = frozenset(refused)

    def scan(self, values: pa.StringArray) -> list[Cells]:
        """See `prefilter.Scanner`."""
        selected: list[list[Cells]] = [[] for _ in range(self._count)]
        for first, chunk in _chunks(values):
            text = _Joined.of(chunk)
            held = held_by(text.characters, text.offsets)
            for group in self._groups if len(chunk) else ():
                for clause, cells in _scan_group(group, chunk, text, held):
                    selected[clause].append(cells + first)
        return [_together(found) for found in selected]


def _by_needs(clauses: Sequence[Clause]) -> dict[Needs, dict[str, list[int]]]:
    """Every pattern once, with the clauses it is part of, by what the least of these needs."""
    parts: dict[str, list[int]] = {}
    least: dict[str, Needs] = {}
    for index, clause in enumerate(clauses):
        for pattern in dict.fromkeys(clause.patterns):
            parts.setdefault(pattern, []).append(index)
            least[pattern] = clause.needs.either(least.get(pattern, clause.needs))
    groups: dict[Needs, dict[str, list[int]]] = {}
    for pattern, members in parts.items():
        groups.setdefault(least[pattern].rounded(), {})[pattern] = members
    return groups


@dataclass(frozen=True, slots=True)
class _Joined:
    """Values behind each other, a line feed behind each."""

    text: pa.Buffer
    offsets: Offsets  # where each value begins, and the end

    @classmethod
    def of(cls, values: pa.StringArray) -> "_Joined":
        joined = pc.binary_join_element_wise(pc.fill_null(values, ""), pa.scalar(""), "\n")
        if isinstance(joined, pa.ChunkedArray):
            joined = joined.combine_chunks()
        _, offsets, text = joined.buffers()
        if text is None:
            return cls(pa.py_buffer(b""), np.zeros(1, dtype=np.int32))
        starts = np.frombuffer(offsets, dtype=np.int32, count=len(values) + 1)
        return cls(text.slice(0, int(starts[-1])), starts)

    @property
    def characters(self) -> Bytes:
        """The bytes as numbers."""
        return np.frombuffer(self.text, dtype=np.uint8)


def _scan_group(
    group: _Group, values: pa.StringArray, text: _Joined, held: Held
) -> list[tuple[int, Cells]]:
    """The cells of each clause, as far as patterns of this group find them."""
    rows = held.enough(group.needs)
    if rows is not None:
        if not len(rows):
            return []
        text = _Joined.of(values.take(pa.array(rows)))
    found: list[tuple[int, Cells]] = []
    for pattern, cells in _hits(group.database, text):
        cells = cells if rows is None else rows[cells]
        found += [(clause, cells) for clause in group.clauses[pattern]]
    return found


def _hits(compiled: Any, joined: _Joined) -> list[tuple[int, Cells]]:
    """The cells that each pattern matches in."""
    ids: list[int] = []
    ends: list[int] = []
    add_id, add_end = ids.append, ends.append

    def on_match(pattern: int, _start: int, end: int, _flags: int, _context: object) -> None:
        add_id(pattern)
        add_end(end)

    compiled.scan(joined.text, match_event_handler=on_match)
    if not ids:
        return []
    # A match ends behind its last byte, which lies in the value that holds it.
    last = np.asarray(ends, dtype=np.int64) - 1
    cells = np.searchsorted(joined.offsets, last, side="right") - 1
    keys = np.unique(np.asarray(ids, dtype=np.int64) << 32 | cells)
    patterns, first = np.unique(keys >> 32, return_index=True)
    parts = np.split(keys & 0xFFFFFFFF, first[1:])
    return list(zip(patterns.tolist(), parts, strict=True))


def _together(found: Sequence[Cells]) -> Cells:
    """Sorted and without repetition; each part is."""
    if not found:
        return _NO_CELLS
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _chunks(values: pa.StringArray) -> "list[tuple[int, pa.StringArray]]":
    if values.nbytes < _MAX_BUFFER_BYTES:
        return [(0, values)]
    half = len(values) // 2
    if half == 0:
        raise ValueError(f"a single value of {values.nbytes} bytes; cut it before detection")
    left, right = _chunks(values.slice(0, half)), _chunks(values.slice(half))
    return left + [(first + half, chunk) for first, chunk in right]
