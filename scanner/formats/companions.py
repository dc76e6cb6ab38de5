"""Files of rows that another file in the same folder explains: a dump left as a plain folder.

`pg_dump -Fd` writes `3412.dat.gz` and says in `toc.dat` whose rows those are; `mariadb-dump --tab`
writes `client.txt` beside `client.sql`; a table without a header may have its columns named by a
format file of bcp (`client.fmt`) or a Data Package (`datapackage.json`). What the same files mean
inside an archive is told by `dump_pieces`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from posixpath import splitext
from typing import BinaryIO, cast

from scanner.formats import delimited
from scanner.formats.column_files import PACKAGE, TABLES, headings
from scanner.formats.dump_pieces import tab_script
from scanner.formats.encoding import decoded
from scanner.formats.packed import METHODS, ChunkStream, unpacked
from scanner.formats.pg_archive import MAGIC, Contents, read_contents
from scanner.formats.pg_dump import read_rows
from scanner.formats.protocol import Extracted
from scanner.formats.sql_dump import read_script
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits

CONTENTS = "toc.dat"
_ROWS = re.compile(r"([0-9]+\.dat)(?:\.(gz|lz4|zst))?")
_MAX_BYTES = 64 * 1024**2  # of a file that explains others
_STEP = 256 * 1024

Beside = Mapping[str, Callable[[], BinaryIO]]  # files in the same folder, by name


def wanted(name: str) -> tuple[str, ...]:
    """The names of files that may explain a file of this name."""
    if _ROWS.fullmatch(name):
        return (CONTENTS,)
    stem, ending = splitext(name)
    ending = ending[1:].lower()
    if ending not in TABLES:
        return ()
    return (f"{stem}.sql", f"{stem}.fmt", PACKAGE) if ending == "txt" else (f"{stem}.fmt", PACKAGE)


def explained(
    stream: BinaryIO, obj: DataObject, limits: Limits, beside: Beside
) -> tuple[str, Iterator[Extracted]] | None:
    """The format and the content as the files beside it explain it; None where none does.

    The stream is back at its beginning then. Raises `UnreadableError`.
    """
    for name in wanted(obj.name):
        if name in beside:
            with beside[name]() as companion:
                content = bounded_read(companion, _MAX_BYTES)
            found = _explained(stream, obj, limits, name, content)
            if found is not None:
                return found
            stream.seek(0)
    return None


def _explained(
    stream: BinaryIO, obj: DataObject, limits: Limits, name: str, content: bytes
) -> tuple[str, Iterator[Extracted]] | None:
    if name == CONTENTS:
        return _postgres(stream, obj, limits, content)
    pieces = _Two(obj.name, stream, name, content)
    if name.endswith(".sql"):
        pair = [(name, obj.name)]
        used: set[str] = set()
        script = tab_script(pieces, pair, used, limits)
        first = next(script, None)
        if first is None:
            return None
        whole = cast(BinaryIO, ChunkStream(chain((first,), script)))
        return "sql", read_script(decoded(whole, limits.batch_bytes), limits, True)
    heading = headings(pieces).get(obj.name)
    if heading is None:
        return None
    return "csv", delimited.read(heading.above(stream), obj, limits)


def _postgres(
    stream: BinaryIO, obj: DataObject, limits: Limits, content: bytes
) -> tuple[str, Iterator[Extracted]] | None:
    named = _ROWS.fullmatch(obj.name)
    if named is None or not content.startswith(MAGIC):
        return None
    contents, _ = read_contents(BytesIO(content))
    entry = next((e for e in contents.data() if e.file in (obj.name, named[1])), None)
    if entry is None or not entry.copy:
        return None
    rows = unpacked(_chunks(stream), METHODS.get(named[2] or "", ""), limits)
    alone = Contents(contents.format, contents.method)
    return "pgdump", read_rows(alone, [(entry, rows)], limits)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    yield from iter(lambda: stream.read(_STEP), b"")


class _Two:
    """A file and the one that explains it, as pieces of an archive are."""

    def __init__(self, name: str, stream: BinaryIO, companion: str, content: bytes) -> None:
        self._name, self._stream = name, stream
        self._companion, self._content = companion, content

    def names(self) -> list[str]:
        """Both names."""
        return [self._companion, self._name]

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file's bytes."""
        return iter([self._content]) if name == self._companion else _chunks(self._stream)
