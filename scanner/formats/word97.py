"""Word 97 documents (.doc, .dot) and those of Word 6 and 95: paragraphs, tables, notes, objects.

What a fast save left behind unused is not text of the document and is not read.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.formats.batching import Cells
from scanner.formats.compound import Compound, never_silent
from scanner.formats.documents import Block, Table, TableNames, block_batches
from scanner.formats.pictures import drawn, pictures
from scanner.formats.protocol import Extracted
from scanner.formats.vba import macros
from scanner.formats.word97_pieces import CELL_END, IN_CELL, ROW_END, parts
from scanner.model import DataObject, Limits, Reason

_SPLIT = regex.compile(rf"[\r\x0c\x0e{CELL_END}{ROW_END}]")
# Hyphens of their own, ends of lines; field marks part the address of a link from its text.
_SIGNS = str.maketrans(
    {"\x1e": "-", "\x1f": None, "\x0b": "\n", IN_CELL: "\n", "\x13": " ", "\x14": " ", "\x15": " "}
    | {chr(code): None for code in (*range(1, 7), 8)}
)


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Paragraphs and tables of the body, of notes, headers, comments; then embedded objects."""
    return never_silent(_read(stream, limits))


def _read(stream: BinaryIO, limits: Limits) -> Iterator[Extracted]:
    held = Compound(stream, limits)
    tables = TableNames()
    try:
        for part, text in parts(held):
            yield from block_batches(_blocks(text), limits, part, tables)
    except (struct.error, IndexError):
        raise UnreadableError(Reason.DAMAGED, "a table of the document is cut off") from None
    yield from held.properties()
    yield from macros(held, limits)
    yield from held.embedded()
    places = ("Data", "WordDocument")
    found = [picture for name in places if name in held for picture in drawn(held.read(name))]
    yield from pictures(found, limits)


def _blocks(text: str) -> Iterator[Block]:
    """The paragraphs; rows that follow each other are one table."""
    rows: list[Cells] = []
    cells: list[str | None] = []
    at = 0
    for match in _SPLIT.finditer(text):
        piece, at = _clean(text[at : match.start()]), match.end()
        if match[0] == CELL_END:
            cells.append(piece or None)
        elif match[0] == ROW_END:
            rows.append([*cells, *filter(None, [piece])])
            cells = []
        else:
            if rows:
                yield Table(rows)
            rows = []
            yield from filter(None, [" | ".join(filter(None, cells)), piece])
            cells = []
    if rows:
        yield Table(rows)
    yield from filter(None, [*cells, _clean(text[at:])])


def _clean(text: str) -> str:
    return text.translate(_SIGNS).strip()
