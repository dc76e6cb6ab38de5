"""Excel sheets of the versions 2 to 5, which are no compound files, through xlrd."""

from collections.abc import Iterator
from io import StringIO
from typing import Any, BinaryIO

import xlrd

from scanner.errors import UnreadableError
from scanner.formats.batching import Cells
from scanner.formats.protocol import Extracted
from scanner.formats.spreadsheet import cell_text, sheet_batches
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Reason


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The sheets: rows numbered as in the program, a part for each."""
    raw = bounded_read(stream, min(limits.max_member_bytes, limits.memory_bytes // 16))
    try:
        book = xlrd.open_workbook(file_contents=raw, logfile=StringIO())
    except Exception as error:  # what it raises on damaged files is anything
        name = type(error).__name__
        raise UnreadableError(
            Reason.DAMAGED, f"the sheet cannot be read, or is encrypted ({name})"
        ) from None
    for sheet in book.sheets():
        yield from sheet_batches(_rows(book, sheet), 0, sheet.name, limits)


def _rows(book: Any, sheet: Any) -> Iterator[Cells]:
    for number in range(sheet.nrows):
        yield [_text(book, cell) for cell in sheet.row(number)]


def _text(book: Any, cell: Any) -> str | None:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return cell_text(xlrd.xldate_as_datetime(cell.value, book.datemode))
        except (ValueError, OverflowError):
            return cell_text(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell_text(cell.value)
