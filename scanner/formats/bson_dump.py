"""MongoDB's dumps: a `.bson` file for each collection, or all of them in one archive.

A document is a row; its fields, and those of documents in it, are columns: `address.postcode`.
"""

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from scanner.formats.blobs import as_member
from scanner.formats.bson import MAX_DOCUMENT, BsonError, decode
from scanner.formats.json_paths import flatten
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

MAGIC = b"\x6d\xe2\x99\x81"  # of an archive; mongo-tools, common/archive
_END = b"\xff\xff\xff\xff"  # of a run of documents
_MOST_HELD = 64  # collections whose rows are gathered at the same time


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The documents of one collection, which the file is named after."""
    name, dot, ending = obj.name.rpartition(".")
    rows = _Collections(limits)
    try:
        while (held := _next(stream)) is not None:
            yield from rows.add(name if dot and ending.lower() == "bson" else "", held)
    except BsonError:
        yield from rows.flush()
        yield rows.damage(stream)
        return
    yield from rows.flush()


def read_archive(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The collections of `mongodump --archive`, whose documents come in turns."""
    rows = _Collections(limits)
    stream.read(len(MAGIC))
    try:
        while _next(stream) is not None:  # the header, then what is said about collections
            pass
        while (header := _next(stream)) is not None:
            where = decode(header)
            name = f"{where.get('db', '')}.{where.get('collection', '')}"
            while (held := _next(stream)) is not None:
                yield from rows.add(name, held)
    except BsonError:
        yield from rows.flush()
        yield rows.damage(stream)
        return
    yield from rows.flush()


def _next(stream: BinaryIO) -> bytes | None:
    """The bytes of the next document; None where a run of them ends, or the file."""
    size = stream.read(4)
    if size == _END or not size:
        return None
    length = struct.unpack("<i", size)[0] if len(size) == 4 else 0
    if not 5 <= length <= MAX_DOCUMENT:
        raise BsonError
    held = size + stream.read(length - 4)
    if len(held) < length:
        raise BsonError
    return held


class _Collections:
    """The rows of each collection, numbered within it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._batchers: dict[str, RecordBatcher] = {}
        self._name = ""  # of the collection that was added to last

    def add(self, name: str, held: bytes) -> Iterator[Extracted]:
        """One document. Raises `BsonError`."""
        self._name = name
        if name not in self._batchers:
            if len(self._batchers) % _MOST_HELD == _MOST_HELD - 1:
                yield from self.flush()
            self._batchers[name] = RecordBatcher(self._limits, part=name)
        batcher = self._batchers[name]
        files: list[Member] = []
        pairs: list[tuple[str, str]] = []
        row = f"{name or 'document'}/{batcher.position}"
        for found in flatten(without_files(decode(held), row, files), row):
            if isinstance(found, Member):
                files.append(found)
            else:
                pairs.append(found)
        yield from batcher.add(pairs)
        yield from files

    def flush(self) -> Iterator[Extracted]:
        """Give what has gathered."""
        for batcher in self._batchers.values():
            yield from batcher.flush()

    def damage(self, stream: BinaryIO) -> Skipped:
        """Says where the file stopped making sense."""
        count = self._batchers[self._name].position - 1 if self._batchers else 0
        detail = f"no document behind the first {count}, near byte {stream.tell()}"
        return Skipped(Stage.READ, Reason.DAMAGED, detail, "dump it again", part=self._name)


def without_files(value: Any, name: str, files: list[Member]) -> Any:
    """The value without the files in it, which become members; no deeper than BSON goes."""
    if isinstance(value, bytes):
        files.append(as_member(value, name))
        return None
    if isinstance(value, dict):
        return {k: without_files(v, f"{name}/{k}", files) for k, v in value.items()}
    if isinstance(value, list):
        return [without_files(item, name, files) for item in value]
    return value
