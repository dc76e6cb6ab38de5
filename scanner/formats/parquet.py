"""Parquet and Arrow files, batch by batch; nested values are flattened to dotted columns."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from scanner.errors import UnreadableError
from scanner.formats.blobs import FILE_MARKS, as_member, meaning
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import column_batches
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, TextBatch

_MOST_ITEMS = 64  # of a list, each in a batch of its own; longer lists are joined
_DEEPEST = 20  # structs inside structs
_ARROW_MARK = b"ARROW1\x00\x00"
_LIVE = "databases"  # the source whose tables come as the mark and a stream
_NOTES = b"keysweep.notes"
_Column = tuple[str, list[str | None]]


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows of a Parquet file."""
    try:
        with pq.ParquetFile(stream) as file:
            batches = file.iter_batches(batch_size=min(limits.batch_rows, 4096))
            yield from table_rows(batches, limits)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(error) from None


def read_arrow(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows of an Arrow IPC file (Feather) or stream."""
    head = stream.read(len(_ARROW_MARK))
    try:
        if obj.source == _LIVE and not obj.parent_uri:
            yield from _live_rows(pa.ipc.open_stream(stream), limits)
            return
        stream.seek(0)
        if head == _ARROW_MARK:
            reader = pa.ipc.open_file(stream)
            batches = (reader.get_batch(i) for i in range(reader.num_record_batches))
        else:
            batches = iter(pa.ipc.open_stream(stream))
        yield from table_rows(_checked(batches), limits)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(error) from None


def _checked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The batches of a file as they lie there, whose offsets Arrow itself believes unread."""
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _live_rows(reader: Any, limits: Limits) -> Iterator[Extracted]:
    """The rows of a database's table; its last batch carries what was not read of it.

    Only this source is believed: in a file such notes could hold anything.
    """
    notes: list[list[str]] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for batch, metadata in reader.iter_batches_with_custom_metadata():
            notes.extend(json.loads(metadata[_NOTES]) if metadata else ())
            yield batch

    yield from table_rows(batches(), limits)
    for reason, detail, remedy in notes:
        yield Skipped(Stage.READ, Reason[reason], detail, remedy)


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, f"the columns cannot be read ({type(error).__name__})")


def table_rows(batches: Iterator[pa.RecordBatch], limits: Limits) -> Iterator[Extracted]:
    """The columns of record batches that follow each other, rows numbered through.

    Files in cells come as members "plan/12": the column and the row.
    """
    first = 1
    for batch in batches:
        for start in range(0, batch.num_rows, limits.batch_rows):
            piece = batch.slice(start, limits.batch_rows)
            yield from _columns(piece, limits, first)
            yield from _files(piece, first)
            first += piece.num_rows


def _columns(batch: pa.RecordBatch, limits: Limits, first: int) -> Iterator[TextBatch]:
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        for title, values in _flat(name, column, 0):
            yield from column_batches(values, title, first, limits)


def _files(batch: pa.RecordBatch, first: int) -> Iterator[Member]:
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        values = column.to_pylist() if _is_binary(column.type) else ()
        for row, raw in enumerate(values, start=first):
            if raw is not None and isinstance(meaning(raw), bytes):
                yield as_member(raw, f"{name}/{row}")


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _flat(name: str, array: pa.Array, depth: int) -> Iterator[_Column]:
    """The texts of a column and of all that is nested in it, each as long as the column."""
    kind = array.type
    if isinstance(array, pa.ExtensionArray):
        yield from _flat(name, array.storage, depth)
    elif pa.types.is_dictionary(kind):
        yield from _flat(name, array.dictionary_decode(), depth)
    elif pa.types.is_null(kind):
        return
    elif depth < _DEEPEST and pa.types.is_struct(kind):
        for field, child in zip(kind, array.flatten(), strict=True):
            yield from _flat(f"{name}.{field.name}", child, depth + 1)
    elif depth < _DEEPEST and _is_list(kind):
        yield from _items(name, array, depth)
    else:
        yield name, _texts(array)


def _is_list(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_list(kind)
        or types.is_large_list(kind)
        or types.is_fixed_size_list(kind)
        or types.is_map(kind)
    )


def _items(name: str, array: pa.Array, depth: int) -> Iterator[_Column]:
    """The first items of all rows, the second items, ...; very long lists in one value."""
    if pa.types.is_map(array.type):
        array = _pairs(array)
    rows = pc.list_parent_indices(array).to_pylist()
    for title, texts in _flat(name, array.flatten(), depth + 1):
        grouped: list[list[str | None]] = [[] for _ in range(len(array))]
        for row, text in zip(rows, texts, strict=True):
            grouped[row].append(text)
        for items in grouped:
            if len(items) > _MOST_ITEMS:
                items[:] = ["\n".join(item for item in items if item)]
        for index in range(max(map(len, grouped), default=0)):
            yield title, [items[index] if index < len(items) else None for items in grouped]


def _pairs(array: pa.Array) -> pa.Array:
    """A map as a list: "key: value", for the key says what the value is; structs where nested."""
    kinds = (array.type.key_type, array.type.item_type)
    if not any(map(pa.types.is_nested, kinds)):
        return pa.array(
            [row and [f"{key}: {value}" for key, value in row] for row in array.to_pylist()],
            pa.list_(pa.string()),
        )
    return array.cast(pa.list_(pa.struct(list(zip(("key", "value"), kinds, strict=True)))))


def _texts(array: pa.Array) -> list[str | None]:
    kind = array.type
    if "binary" in str(kind):
        return [_utf8(value) for value in array.to_pylist()]
    if pa.types.is_duration(kind):
        return [None if value is None else str(value) for value in array.to_pylist()]
    if pa.types.is_floating(kind):
        return [_number(value) for value in array.to_pylist()]
    try:
        texts: list[str | None] = array.cast(pa.string()).to_pylist()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        texts = [None if value is None else str(value) for value in array.to_pylist()]
    return texts


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    return (
        f"{value:.0f}"
        if value == value and abs(value) < 1e18 and value.is_integer()
        else repr(value)
    )


def _utf8(value: bytes | None) -> str | None:
    if value is None or value.startswith(FILE_MARKS):  # a file is read as a member
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None
