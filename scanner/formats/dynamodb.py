"""Exports of Amazon DynamoDB: each item is a row, its attributes are columns.

In JSON every value is wrapped in its type, `{"S": "Ivy"}`; in Ion it is not. What the command line
tool's `scan` prints is read too. Which table it was, the files do not say.
"""

import base64
import binascii
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from scanner.formats import ion_text
from scanner.formats.blobs import meaning
from scanner.formats.bson_dump import without_files
from scanner.formats.encoding import decoded
from scanner.formats.json_paths import flatten
from scanner.formats.json_stream import DECODER, BrokenJsonError, JsonCursor, JsonTooLargeError
from scanner.formats.lines import LineReader
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher, line_batches
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_MAX_LINE_CHARS = 16 * 1024**2  # an item has at most 400 KB
_SIMPLE = frozenset({"S", "N", "BOOL", "SS", "NS"})
_OLD = "OldImage"
_WRAPPERS = ("Item", "Keys", "NewImage", _OLD)  # the last three in incremental exports


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The items of an export or a scan in JSON."""
    items = _Items(limits)
    cursor = JsonCursor(decoded(stream, limits.batch_bytes))
    if cursor.starts_json_lines():
        stream.seek(0)
        yield from items.lines(stream, DECODER.decode)
        return
    reason = None
    try:
        yield from items.scanned(cursor)
    except (JsonTooLargeError, RecursionError):
        reason = Reason.LIMIT
    except BrokenJsonError:
        reason = Reason.DAMAGED
    yield from items.flush()
    if reason is not None:
        first, chunks = cursor.rest()
        yield from line_batches(chunks, limits, first=first)
        yield Skipped(Stage.READ, reason, f"the rest from line {first} on was read as text")


def read_ion(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The items of an export in Ion text."""
    yield from _Items(limits).lines(stream, ion_text.decode)


class _Items:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._batcher = RecordBatcher(limits)

    def lines(self, stream: BinaryIO, decode: Callable[[str], Any]) -> Iterator[Extracted]:
        """An item in each line; a bad one costs only itself, and is text."""
        broken = 0
        lines = LineReader(decoded(stream, self._limits.batch_bytes), _MAX_LINE_CHARS)
        for number, line in enumerate(lines.ended(), start=1):
            if not line.strip():
                continue
            try:
                item = _record(decode(line))
            except (ValueError, RecursionError, ion_text.BrokenIonError):
                broken += 1
                yield from self._batcher.flush()
                yield from line_batches([line.rstrip("\n")], self._limits, first=number)
                continue
            yield from self.add(item)
        yield from self._batcher.flush()
        if broken:
            detail = f"{broken} lines hold no item; they were read as text"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail, "export the table again")

    def scanned(self, cursor: JsonCursor) -> Iterator[Extracted]:
        """The items of one document: `{"Items": [...]}`, or an item alone."""
        if not cursor.take("{"):
            raise BrokenJsonError
        beside: dict[str, Any] = {}
        while not cursor.take("}"):
            key = cursor.value()
            if not cursor.take(":"):
                raise BrokenJsonError
            if cursor.starts_array_of_objects():
                cursor.take("[")
                while not cursor.take("]"):
                    yield from self.add(_record({"Item": cursor.value()}))
                    if not cursor.take(",") and cursor.peek() != "]":
                        raise BrokenJsonError
            else:
                beside[str(key)] = cursor.value()
            if not cursor.take(",") and cursor.peek() != "}":
                raise BrokenJsonError
        if any(name in beside for name in _WRAPPERS):
            yield from self.add(_record(beside))

    def add(self, item: dict[str, Any]) -> Iterator[Extracted]:
        """One item, unwrapped."""
        files: list[Member] = []
        row = f"item {self._batcher.position}"
        pairs = list(flatten(without_files(item, row, files), row))
        yield from self._batcher.add(pair for pair in pairs if not isinstance(pair, Member))
        yield from files

    def flush(self) -> Iterator[Extracted]:
        """Give what has gathered."""
        yield from self._batcher.flush()


def _record(value: Any) -> dict[str, Any]:
    """An item's attributes, and what stands beside it in the export."""
    found: dict[str, Any] = {}
    for name, held in value.items() if isinstance(value, dict) else ():
        if name not in _WRAPPERS or not isinstance(held, dict):
            found[name] = held
        elif name == _OLD:
            found[name] = _unwrapped(held)
        else:
            found |= _unwrapped(held)
    return found


def _unwrapped(item: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in item.items()}


def _value(value: Any) -> Any:
    """A value without its type; one of Ion has none."""
    if not isinstance(value, dict) or len(value) != 1:
        return value
    ((kind, held),) = value.items()
    if kind in _SIMPLE:
        return held
    if kind == "NULL":
        return None
    if kind == "M" and isinstance(held, dict):
        return _unwrapped(held)
    if kind == "L" and isinstance(held, list):
        return [_value(item) for item in held]
    if kind == "B" and isinstance(held, str):
        return _bytes(held)
    if kind == "BS" and isinstance(held, list):
        return [_bytes(item) for item in held if isinstance(item, str)]
    return value


def _bytes(text: str) -> Any:
    try:
        return meaning(base64.b64decode(text))
    except (binascii.Error, ValueError):
        return text
