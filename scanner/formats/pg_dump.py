"""Archives of pg_dump as the script that pg_restore would write, read as any other dump.

One of the custom format holds everything. `toc.dat` of the directory format holds no rows: it says
which file beside it holds those of which table. Where such a folder lies in an archive, and in the
tar format, `dump_pieces` brings the two together.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO, cast

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.encoding import decoded
from scanner.formats.packed import ChunkStream, unpacked
from scanner.formats.pg_archive import CUSTOM, Contents, Entry, Fields, blocks, read_contents
from scanner.formats.protocol import Extracted
from scanner.formats.sql_dump import read_script
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, Unit

Rows = Iterable[tuple[Entry, Iterator[bytes]]]  # a table and its unpacked rows, table by table
_AGAIN = "dump it again"


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The tables, numbered within each; large objects as members."""
    contents, fields = read_contents(stream)
    if contents.format != CUSTOM:
        yield from read_rows(contents, (), limits)
        yield from _data_files(contents, limits)
        return
    begun = stream.tell()
    yield from read_rows(contents, _blocks(contents, fields, limits), limits)
    if any(entry.kind in ("BLOB", "BLOB METADATA") for entry in contents.entries):
        stream.seek(begun)
        yield from _large_objects(contents, fields, limits)


def read_rows(contents: Contents, rows: Rows, limits: Limits) -> Iterator[Extracted]:
    """Definitions as text, rows as tables; then what of it could not be read."""
    notes: list[Skipped] = []
    script = _script(contents, rows, notes)
    chunks = decoded(cast(BinaryIO, ChunkStream(script)), limits.batch_bytes)
    for step in read_script(chunks, limits, escapes=False):
        # Where the archive breaks is told by the notes, in its own terms.
        if not (isinstance(step, Skipped) and step.reason is Reason.DAMAGED and notes):
            yield step
    if contents.damage:
        yield Skipped(Stage.READ, Reason.DAMAGED, contents.damage, _AGAIN)
    yield from notes


def _script(contents: Contents, rows: Rows, notes: list[Skipped]) -> Iterator[bytes]:
    for entry in contents.entries:
        if entry.definition:
            yield f"{entry.definition}\n".encode("utf-8", "replace")
    where = ""
    try:
        for entry, chunks in rows:
            where = entry.table
            yield entry.opening().encode("utf-8", "replace")
            try:
                yield from chunks
            except UnreadableError as error:
                notes.append(error.as_skipped(part=where))
                yield b"\n\\.\n"  # so that the next table is read as one
    except EOFError:
        detail = "ends inside its data"
        notes.append(Skipped(Stage.READ, Reason.DAMAGED, detail, _AGAIN, part=where))


def _blocks(contents: Contents, fields: Fields, limits: Limits) -> Rows:
    """The tables' rows as they follow in an archive of the custom format.

    Raises `UnreadableError` for tables that the contents name and the archive lacks.
    """
    missing = {entry.number: entry for entry in contents.data()}
    for number, large_object, chunks in blocks(fields):
        if not large_object and (entry := missing.pop(number, None)) is not None:
            yield entry, unpacked(chunks, contents.method, limits)
    for entry in missing.values():
        yield entry, _missing()


def _missing() -> Iterator[bytes]:
    raise UnreadableError(Reason.DAMAGED, "its rows are missing", _AGAIN)
    yield b""


def _large_objects(contents: Contents, fields: Fields, limits: Limits) -> Iterator[Member]:
    try:
        for _, large_object, chunks in blocks(fields):
            if large_object:
                rows = unpacked(chunks, contents.method, limits)
                yield Member(f"large object {large_object}", partial(_held, rows, limits))
    except EOFError:
        return  # told already


def _held(chunks: Iterator[bytes], limits: Limits) -> BinaryIO:
    stream = cast(BinaryIO, ChunkStream(chunks))
    try:
        return BytesIO(bounded_read(stream, limits.max_member_bytes))
    except EOFError:
        raise UnreadableError(Reason.DAMAGED, "ends inside a large object", _AGAIN) from None


def _data_files(contents: Contents, limits: Limits) -> Iterator[Extracted]:
    """Which file holds the rows of which table: names alone may tell what lies in them."""
    lines = [
        f"{entry.file}: {entry.table} ({', '.join(entry.columns)})" for entry in contents.data()
    ]
    yield from value_batches(lines, Unit.BLOCK, limits, "data files")
