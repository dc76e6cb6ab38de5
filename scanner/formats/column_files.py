"""Files that name the columns of tables beside them: bcp's format files, and data packages.

A table without a header is given the one that its file of columns says.
"""

import codecs
import io
import json
import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any, BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.archive_pieces import Pieces, whole_piece
from scanner.formats.encoding import decode_head, detect
from scanner.formats.package import attribute, local, parse
from scanner.model import Member

PACKAGE = "datapackage.json"
_MAX_BYTES = 1024**2
TABLES = ("bcp", "dat", "txt", "csv", "tsv")  # endings of what a format file belongs to
# A field of a format file that is no XML: number, type, lengths, terminator, column, collation.
_FIELD = re.compile(r'\s*\d+\s+SQLN?CHAR\s+0\s+\d+\s+"((?:[^"\\]|\\.)*)"\s+(\d+)\s+(\S+)')
_ESCAPES = {"\\t": "\t", "\\r": "\r", "\\n": "\n", "\\0": "\0", '\\"': '"', "\\\\": "\\"}
_ESCAPE = re.compile(r"\\.")


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of a table's columns and what stands between them."""

    columns: tuple[str, ...]
    delimiter: str

    def over(self, member: Member) -> BinaryIO:
        """The member's content below the heading."""
        return self.above(member.open())

    def above(self, stream: BinaryIO) -> BinaryIO:
        """A table's rows below the heading, in their own encoding."""
        codec, mark = detect(stream.read(65_536))
        codec = "utf-8" if codec == "cp1252" else codec
        names = (f'"{name}"' if self.delimiter in name else name for name in self.columns)
        line = (self.delimiter.join(names) + "\n").encode(codec, "replace")
        stream.seek(0)
        return io.BufferedReader(_Headed(stream.read(mark) + line, stream, mark))


class _Headed(io.RawIOBase):
    """A seekable stream with other bytes in the place of its first ones. Closes it."""

    def __init__(self, head: bytes, stream: BinaryIO, replaced: int) -> None:
        super().__init__()
        self._head, self._stream, self._replaced = head, stream, replaced
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            offset += self._stream.seek(0, io.SEEK_END) - self._replaced + len(self._head)
        elif whence == io.SEEK_CUR:
            offset += self._at
        self._at = max(0, offset)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at < len(self._head):
            piece = self._head[self._at : self._at + len(buffer)]
        else:
            self._stream.seek(self._at - len(self._head) + self._replaced)
            piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def headings(pieces: Pieces) -> dict[str, Heading]:
    """The headings that the archive's files of columns give to files in it, by their names."""
    found: dict[str, Heading] = {}
    names = pieces.names()
    for name in names:
        try:
            if name.rpartition("/")[2] == PACKAGE:
                found |= _of_package(whole_piece(pieces, name, _MAX_BYTES), dirname(name))
            elif name.lower().endswith(".fmt"):
                heading = _of_format(whole_piece(pieces, name, _MAX_BYTES))
                found |= {f"{name[:-3]}{e}": heading for e in TABLES if heading is not None}
        except (UnreadableError, ValueError, RecursionError):
            continue  # the file of columns is read as any other; the table has none
    return {name: found[name] for name in names if name in found}


def _of_package(content: bytes, folder: str) -> dict[str, Heading]:
    """A Data Package (specs.frictionlessdata.io): tables that say they have no header."""
    found: dict[str, Heading] = {}
    package = json.loads(content)
    for resource in _list(package, "resources"):
        dialect = resource.get("dialect") or {}
        names = [str(f.get("name", "")) for f in _list(resource.get("schema"), "fields")]
        if isinstance(dialect, dict) and dialect.get("header") is False and names:
            path = normpath(join(folder, str(resource.get("path", ""))))
            found[path] = Heading(tuple(names), str(dialect.get("delimiter", ",")))
    return found


def _list(value: Any, key: str) -> list[dict[str, Any]]:
    items = value.get(key) if isinstance(value, dict) else None
    return [item for item in items or [] if isinstance(item, dict)]


def _of_format(content: bytes) -> Heading | None:
    fields = _xml_fields(content) if content.lstrip(codecs.BOM_UTF8).startswith(b"<?xml") else None
    if fields is None:
        lines = decode_head(content).splitlines()
        matches = [_FIELD.match(line) for line in lines[2:]]
        fields = [(_unescaped(m[1]), m[3]) for m in matches if m is not None]
        if len(fields) != len([line for line in lines[2:] if line.strip()]):
            return None  # some field is not text: native format
    delimiters = {delimiter for delimiter, _ in fields[:-1]}
    if len(delimiters) != 1 or len(delimiter := delimiters.pop()) != 1:
        return None
    return Heading(tuple(name for _, name in fields), delimiter)


def _xml_fields(content: bytes) -> list[tuple[str, str]] | None:
    root = parse(content)
    if root is None:
        return None
    names = {
        attribute(element, "SOURCE"): attribute(element, "NAME") or ""
        for element in root.iter()
        if local(element) == "COLUMN"
    }
    return [
        (_unescaped(attribute(e, "TERMINATOR") or ""), names.get(attribute(e, "ID"), ""))
        for e in root.iter()
        if local(e) == "FIELD"
    ]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[0], found[0][1:]), text)
