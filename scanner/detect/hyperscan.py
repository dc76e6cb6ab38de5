"""All expressions in one pass over an Arrow string buffer, by Hyperscan (Vectorscan).

Facts that shaped this (measured, see docs/decisions): an Arrow buffer has no separators between
values, so one is joined in; buffers of 4 GiB and more are cut off in silence, so input is
chunked; a database is neither shared between threads nor pickled, so each worker has its own,
loaded from a cache by digest.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

import hyperscan
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect.prefilter import Cells

_FLAGS: int = (
    hyperscan.HS_FLAG_PREFILTER
    | hyperscan.HS_FLAG_CASELESS
    | hyperscan.HS_FLAG_DOTALL
    | hyperscan.HS_FLAG_MULTILINE
)
_MAX_BUFFER_BYTES = 1 << 30


class HyperscanScanner:
    """Compiles on creation (0.1 to 20 s, or a millisecond from the cache)."""

    def __init__(self, patterns: list[list[str]], cache: Path | None = None) -> None:
        self._count = len(patterns)
        flat = [(index, text) for index, texts in enumerate(patterns) for text in texts]
        self.refused: frozenset[int] = frozenset()
        self._database: Any = None
        if flat:
            self._database, self.refused = _database(flat, cache)

    def scan(self, values: pa.StringArray) -> list[Cells]:
        """See `prefilter.Scanner`."""
        selected: list[list[Cells]] = [[] for _ in range(self._count)]
        for first, chunk in _chunks(values):
            for index, cells in self._scan_chunk(chunk):
                selected[index].append(cells + first)
        empty = np.empty(0, dtype=np.int64)
        return [np.concatenate(found) if found else empty for found in selected]

    def _scan_chunk(self, values: pa.StringArray) -> list[tuple[int, Cells]]:
        if self._database is None or len(values) == 0:
            return []
        joined = pc.binary_join_element_wise(pc.fill_null(values, ""), pa.scalar(""), "\n")
        if isinstance(joined, pa.ChunkedArray):
            joined = joined.combine_chunks()
        _, offsets_buffer, text = joined.buffers()
        if text is None:
            return []
        offsets = np.frombuffer(offsets_buffer, dtype=np.int32, count=len(values) + 1)
        ids: list[int] = []
        ends: list[int] = []
        add_id, add_end = ids.append, ends.append

        def on_match(expression: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add_id(expression)
            add_end(end)

        self._database.scan(text.slice(0, int(offsets[-1])), match_event_handler=on_match)
        if not ids:
            return []
        # A match ends behind its last byte, which lies in the value that holds it.
        cells = np.searchsorted(offsets, np.asarray(ends, dtype=np.int64) - 1, side="right") - 1
        keys = np.unique(np.asarray(ids, dtype=np.int64) << 32 | cells)
        expressions = keys >> 32
        return [
            (int(index), keys[expressions == index] & 0xFFFFFFFF)
            for index in np.unique(expressions)
        ]


def _chunks(values: pa.StringArray) -> "list[tuple[int, pa.StringArray]]":
    if values.nbytes < _MAX_BUFFER_BYTES:
        return [(0, values)]
    half = len(values) // 2
    if half == 0:
        raise ValueError(f"a single value of {values.nbytes} bytes; cut it before detection")
    left, right = _chunks(values.slice(0, half)), _chunks(values.slice(half))
    return left + [(first + half, chunk) for first, chunk in right]


def _database(flat: list[tuple[int, str]], cache: Path | None) -> tuple[Any, frozenset[int]]:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{hyperscan.__file__} {_version()} {_FLAGS}".encode())
    for index, text in flat:
        digest.update(f"\0{index}\0{text}".encode())
    file = cache / f"{digest.hexdigest()}.hs" if cache is not None else None
    if file is not None and file.exists():
        with contextlib.suppress(Exception):  # a damaged or foreign cache is rebuilt below
            return _load(file)
    database, refused = _compile(flat)
    if file is not None:
        with contextlib.suppress(OSError):  # no cache is slower, not wrong
            _save(file, database, refused)
    return database, refused


def _version() -> str:
    from importlib.metadata import version

    return version("hyperscan")


def _compile(flat: list[tuple[int, str]]) -> tuple[Any, frozenset[int]]:
    """One database of all patterns, and the expressions that Hyperscan refuses."""
    try:
        return _compile_all(flat), frozenset()
    except hyperscan.HyperscanError:
        refused = frozenset(index for index, text in flat if not _compiles(index, text))
    kept = [(index, text) for index, text in flat if index not in refused]
    return (_compile_all(kept) if kept else None), refused


def _compiles(index: int, text: str) -> bool:
    try:
        _compile_all([(index, text)])
    except hyperscan.HyperscanError:
        return False
    return True


def _compile_all(flat: list[tuple[int, str]]) -> Any:
    database = hyperscan.Database()
    database.compile(
        expressions=[text.encode() for _, text in flat],
        ids=[index for index, _ in flat],
        elements=len(flat),
        flags=[_FLAGS | _utf8(text) for _, text in flat],
    )
    return database


def _utf8(text: str) -> int:
    """Patterns that name characters beyond ASCII match characters, all others bytes."""
    beyond = not text.isascii() or r"\x{" in text
    return int(hyperscan.HS_FLAG_UTF8) if beyond else 0


def _save(file: Path, database: Any, refused: frozenset[int]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    head = ",".join(map(str, sorted(refused))).encode() + b"\n"
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(head + (hyperscan.dumpb(database) if database is not None else b""))
    Path(name).replace(file)


def _load(file: Path) -> tuple[Any, frozenset[int]]:
    head, dump = file.read_bytes().split(b"\n", 1)
    refused = frozenset(int(index) for index in head.decode().split(",") if index)
    if not dump:
        return None, refused
    database = hyperscan.loadb(dump, hyperscan.HS_MODE_BLOCK)
    database.scratch = hyperscan.Scratch(database)
    return database, refused
