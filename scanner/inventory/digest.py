"""One number for what a sweep found: equal wherever the same data was swept under the same rules.

Times and names of runs are left out; so is how places rank, which follows from the rest, the
weights and the day. It is made of the values alone, so neither the version of a library, nor the
number of workers, nor how a table was cut into pieces changes it.
"""

import hashlib
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Of `scans` only the run itself counts, not those before it; `gone` compares two runs.
_COUNTED = ("scans", "objects", "inventory", "people", "locations")
_OF_THE_RUN = frozenset(
    "scan_id started_at finished_at merged_scan_ids settings "
    "objects_read objects_carried objects_gone".split()
)
_OF_THE_RANKING = frozenset(
    "rank priority band sensitivity exposure verdicts reasons remedies".split()
)


def tables_digest(tables: Mapping[str, pa.Table]) -> str:
    """SHA-256 over the tables of one inventory, as hexadecimal digits."""
    digest = hashlib.sha256()
    for name in _COUNTED:
        for column, kind, content in _columns(name, tables[name]):
            digest.update(f"{name}.{column}:{kind};".encode() + content)
    return digest.hexdigest()


def _columns(name: str, table: pa.Table) -> Iterator[tuple[str, pa.DataType, bytes]]:
    left_out = _OF_THE_RUN
    if name == "scans":
        table = table.slice(max(0, len(table) - 1))
    if name == "locations":
        left_out |= _OF_THE_RANKING
        table = table.sort_by("location")
    for field in table.schema:
        if field.name not in left_out:
            yield field.name, field.type, _content(table[field.name].chunks, field.type)


def _content(pieces: list[pa.Array], kind: pa.DataType) -> bytes:
    """A digest of a column that does not depend on where it is cut.

    One stream says which values are there; the next the numbers, or the lengths of texts and
    lists; the last what the texts and lists are made of.
    """
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(_bytes(pc.is_valid(piece)))
    if pa.types.is_struct(kind):
        for place in range(kind.num_fields):
            inner = [pc.struct_field(piece, [place]) for piece in pieces]
            digest.update(_content(inner, kind.field(place).type))
    elif pa.types.is_list(kind):
        for piece in pieces:
            digest.update(_bytes(pc.list_value_length(piece)))
        digest.update(_content([pc.list_flatten(piece) for piece in pieces], kind.value_type))
    elif pa.types.is_string(kind) or pa.types.is_binary(kind) or _is_fixed(kind):
        for piece in pieces:
            digest.update(_bytes(pc.binary_length(piece)))
        for piece in pieces:
            digest.update(_joined(pc.drop_null(piece).cast(pa.large_binary())))
    else:
        for piece in pieces:
            digest.update(_bytes(piece))
    return digest.digest()


def _is_fixed(kind: pa.DataType) -> bool:
    return bool(pa.types.is_fixed_size_binary(kind))


def _joined(texts: pa.Array) -> memoryview:
    """All texts behind each other, as they lie in memory."""
    _, offsets, content = texts.buffers()
    if content is None or not len(texts):
        return memoryview(b"")
    ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(content)[ends[0] : ends[-1]]


def _bytes(numbers: pa.Array) -> bytes:
    """Numbers, truths or times as they are in memory, nothing as 0; the same on every machine."""
    if pa.types.is_timestamp(numbers.type):
        numbers = numbers.cast(pa.int64())
    if pa.types.is_boolean(numbers.type):
        numbers = numbers.cast(pa.uint8())
    if numbers.null_count:
        numbers = pc.fill_null(numbers, 0)
    values = np.asarray(numbers.to_numpy(zero_copy_only=False))
    return values.astype(values.dtype.newbyteorder("<")).tobytes()
