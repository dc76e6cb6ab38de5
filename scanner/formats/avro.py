"""Avro container files: a record a row, nested fields as dotted columns."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

import fastavro

from scanner.errors import UnreadableError
from scanner.formats.blobs import meaning
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher
from scanner.model import DataObject, Limits, Reason

# What fastavro raises on files nobody foresaw; a missing codec is a ValueError.
_ERRORS = (ValueError, KeyError, TypeError, EOFError, IndexError, OverflowError, StopIteration)
_DEEPEST = 20


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows, numbered from 1."""
    batcher = RecordBatcher(limits)
    try:
        for record in fastavro.reader(stream):
            yield from batcher.add(_fields("", record, 0))
    except _ERRORS as error:
        yield from batcher.flush()
        name = type(error).__name__
        raise UnreadableError(
            Reason.DAMAGED, f"a row cannot be read, or its packing is unknown ({name})"
        ) from None
    yield from batcher.flush()


def _fields(name: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, inner in value.items():
            yield from _fields(f"{name}.{key}" if name else str(key), inner, depth + 1)
    elif isinstance(value, list | tuple) and depth < _DEEPEST:
        for inner in value:
            yield from _fields(name, inner, depth + 1)
    elif (text := _text(value)) is not None:
        yield name, text


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        found = meaning(value)
        return found if isinstance(found, str) else None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return f"{value:.0f}"
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix("+00:00")
    return None if value is None else str(value)
