"""Archives that hold a database's dump in pieces, one of which says what the others mean.

`pg_dump` in the directory and tar formats writes `toc.dat` and a file of rows for each table;
`mariadb-dump --tab` writes `client.sql` and `client.txt`. In a ZIP or TAR they are read as the one
dump they are, so tables and columns have their names. Everything else in the archive is a member
as in any other archive.
"""

import gzip
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from posixpath import dirname
from typing import BinaryIO, cast

from scanner.errors import UnreadableError
from scanner.formats import archive
from scanner.formats.archive_pieces import (
    ERRORS,
    Pieces,
    TarPieces,
    ZipPieces,
    chunks_of,
    whole_piece,
)
from scanner.formats.column_files import Heading, headings
from scanner.formats.encoding import decode_head, decoded
from scanner.formats.packed import METHODS, ChunkStream, unpacked
from scanner.formats.pg_archive import MAGIC, Entry, read_contents
from scanner.formats.pg_dump import Rows, read_rows
from scanner.formats.protocol import Extracted
from scanner.formats.sql_dump import read_script
from scanner.formats.sql_tables import CREATE
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_CONTENTS, _SCRIPT = "toc.dat", "restore.sql"
_FILE_NUMBER = re.compile(rb"'\$\$PATH\$\$/[0-9]+\.dat'")
_MAX_SCHEMA = 16 * 1024**2  # bytes of a .sql file that declares one table
_HEAD = 1024**2  # bytes of a TAR in which a piece's name must stand
_TAB_DUMP = re.compile(r"(?m)^-- (?:MySQL|MariaDB) dump ")
_PIECE = re.compile(
    r"(?:^|/)(?:toc\.dat|[0-9]+\.dat(?:\.(?:gz|lz4|zst))?|[^/]+\.(?:sql|fmt)|datapackage\.json)$"
)


def read_zip(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """A ZIP archive: the dumps in it as tables, the rest as members."""
    return _read(stream, obj, limits, archive.read_zip, lambda: ZipPieces(stream, limits))


def read_tar(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """A TAR archive, likewise."""
    if not _begins_with_piece(stream, stream):
        return archive.read_tar(stream, obj, limits)
    return _read(stream, obj, limits, archive.read_tar, lambda: TarPieces(stream, limits))


def read_gzip(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """What a gzip file holds; a TAR in it likewise."""
    packed = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if not _begins_with_piece(stream, packed):
        return archive.read_gzip(stream, obj, limits)
    return _read(stream, obj, limits, archive.read_gzip, lambda: TarPieces(packed, limits))


def _begins_with_piece(stream: BinaryIO, opened: BinaryIO) -> bool:
    """Whether a name of a piece stands among the first: only then all names are looked at."""
    try:
        head = opened.read(_HEAD)
        if head[257:262] != b"ustar":
            return False
        with tarfile.open(fileobj=BytesIO(head), mode="r:") as names:
            return any(_PIECE.search(info.name) for info in names)
    except ERRORS:
        return False
    finally:
        stream.seek(0)
        opened.seek(0)


def _read(
    stream: BinaryIO,
    obj: DataObject,
    limits: Limits,
    whole: Callable[[BinaryIO, DataObject, Limits], Iterator[Extracted]],
    opened: Callable[[], Pieces],
) -> Iterator[Extracted]:
    used: set[str] = set()
    headed: dict[str, Heading] = {}
    try:
        pieces = opened()
    except ERRORS:
        pass  # what is wrong with the archive is told by its own reader
    else:
        headed = headings(pieces)
        yield from _postgres(pieces, used, limits)
        yield from _tabs(pieces, used, limits)
    stream.seek(0)
    for step in whole(stream, obj, limits):
        if isinstance(step, Member) and step.name in headed:
            step = replace(step, open=partial(headed[step.name].over, step))
        elif isinstance(step, Member) and used and step.name.rpartition("/")[2] == _SCRIPT:
            step = replace(step, open=partial(_script_of, step))
        if not (isinstance(step, Member) and step.name in used):
            yield step


def _script_of(member: Member) -> BinaryIO:
    """The script of the tar format, without the numbers of files: they are nobody's."""
    with member.open() as stream:
        return BytesIO(_FILE_NUMBER.sub(b"", stream.read()))


def _postgres(pieces: Pieces, used: set[str], limits: Limits) -> Iterator[Extracted]:
    for name in pieces.names():
        if name.rpartition("/")[2] != _CONTENTS:
            continue
        try:
            held = whole_piece(pieces, name, limits.max_member_bytes)
            if not held.startswith(MAGIC):
                continue
            contents, _ = read_contents(BytesIO(held))
        except UnreadableError as error:
            yield error.as_skipped(part=name)
            continue
        used.add(name)
        files = {entry.file: entry for entry in contents.data() if entry.file}
        rows = _rows(pieces, dirname(name), files, used, limits)
        yield from read_rows(contents, rows, limits)
        for entry in files.values():
            detail = "its file of rows is not in the archive"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail, "dump it again", part=entry.table)


def _rows(
    pieces: Pieces, folder: str, files: dict[str, Entry], used: set[str], limits: Limits
) -> Rows:
    """The rows of each table in the order of the archive; takes what it found out of `files`."""
    for name in pieces.names():
        if dirname(name) != folder:
            continue
        leaf = name.rpartition("/")[2]
        stem, _, ending = leaf.rpartition(".")
        method = METHODS.get(ending, "")
        # The table of contents names the file as it would be without its packing.
        entry = files.pop(leaf, None) or (files.pop(stem, None) if method else None)
        if entry is not None:
            used.add(name)
            yield entry, unpacked(chunks_of(pieces, name), method, limits)


def _tabs(pieces: Pieces, used: set[str], limits: Limits) -> Iterator[Extracted]:
    names = pieces.names()
    present = set(names)
    pairs = [
        (name, rows)
        for name in names
        if name.endswith(".sql") and (rows := f"{name[:-4]}.txt") in present and name not in used
    ]
    script = ChunkStream(tab_script(pieces, pairs, used, limits))
    if pairs:
        yield from read_script(decoded(cast(BinaryIO, script), limits.batch_bytes), limits, True)


def tab_script(
    pieces: Pieces, pairs: list[tuple[str, str]], used: set[str], limits: Limits
) -> Iterator[bytes]:
    """Each table's declaration, then its rows as COPY would bring them."""
    for declaration, rows in pairs:
        try:
            text = whole_piece(pieces, declaration, _MAX_SCHEMA)
        except UnreadableError:
            continue  # too large to declare one table: both are members like any other
        written = decode_head(text)
        created = CREATE.search(written)
        if created is None or not _TAB_DUMP.search(written):
            continue
        used |= {declaration, rows}
        yield text + f"\nCOPY {created['table']} FROM stdin;\n".encode()
        last = b"\n"
        for chunk in unpacked(chunks_of(pieces, rows), "", limits):
            yield chunk
            last = chunk[-1:]
        yield b"\\.\n" if last == b"\n" else b"\n\\.\n"
