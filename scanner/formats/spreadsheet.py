"""Workbooks (xlsx, xlsm, xlsb, xls, ods): every sheet, hidden ones too.

Cells come from calamine; what it leaves out (comments, text boxes, ...) from `sheet_parts`, and
what the format of a cell adds to its number from `sheet97_formats`, `sheet_ods`, `sheet_stream`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain, islice
from typing import BinaryIO, TypeVar

import regex
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
)

from scanner.errors import UnreadableError
from scanner.formats import sheet12, sheet97_formats, sheet_ods
from scanner.formats.batching import Cells, record_batches, until_broken, value_batches
from scanner.formats.compound import Compound, never_silent
from scanner.formats.documents import TableNames
from scanner.formats.opendocument import extras, refuse_encrypted
from scanner.formats.package import Package
from scanner.formats.pictures import drawn, pictures
from scanner.formats.protocol import Extracted
from scanner.formats.sheet97_parts import drawings, most_cells, workbook_texts
from scanner.formats.sheet_parts import loose_parts, workbook_parts
from scanner.formats.sheet_stream import SheetStream
from scanner.formats.tables import HEADER_DEPTH, default_columns, filled, find_header, is_form, line
from scanner.formats.vba import macros
from scanner.model import DataObject, Limits, Reason, TextBatch, Unit

_T = TypeVar("_T")

_LOOK_AHEAD = HEADER_DEPTH + 20  # rows held back until the header is known
_CELL_BYTES = 32  # of calamine's grid, filled or not
_WIDEST = 16_384  # columns of a sheet; rows further down may be wider than the first
# The record FilePass right behind the beginning of an xls workbook; [MS-XLS] 2.4.117.
_FILE_PASS = regex.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", regex.DOTALL)
_AS_THEY_ARE: Mapping[str, Mapping[tuple[int, int], str]] = {}
_PANIC = "PanicException"  # a Rust panic; it derives from BaseException


def read_xlsx(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The sheets, rows numbered as in the program, a part for each; and what stands beside cells:

    comments, text boxes, headers, names, links, embedded files.
    """
    package = Package(stream, limits)
    package.check()
    sparse = SheetStream(package, limits)
    yield from _sheets(stream, limits, sparse.rows)
    yield from workbook_parts(package, limits)


def read_xlsb(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """As `read_xlsx`, with comments, text boxes, properties and embedded files."""
    package = Package(stream, limits)
    package.check()
    for name, rows in sheet12.sheets(package):
        yield from _to_the_break(rows, 0, name, limits)
    yield from sheet12.comments(package, limits)
    yield from loose_parts(package, limits)


def read_xls(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """As `read_xlsx`, with comments, text boxes, headers, properties and embedded files."""
    return never_silent(_read_xls(stream, limits))


def _read_xls(stream: BinaryIO, limits: Limits) -> Iterator[Extracted]:
    held, raw = _records97(stream, limits)
    if _FILE_PASS.match(raw):
        raise UnreadableError(Reason.ENCRYPTED, "workbook", "needs its password")
    if most_cells(raw) * _CELL_BYTES > limits.memory_bytes // 2:
        yield from workbook_texts(raw, limits)
        raise UnreadableError(Reason.DAMAGED, "a sheet claims more cells than fit into memory")
    yield from _sheets(stream, limits, shown=sheet97_formats.shown_cells(raw))
    if isinstance(held, UnreadableError):
        raise held
    yield from workbook_texts(raw, limits)
    yield from held.properties()
    yield from macros(held, limits)
    yield from held.embedded()
    yield from pictures(drawn(drawings(raw)), limits)


def _records97(stream: BinaryIO, limits: Limits) -> tuple[Compound | UnreadableError, bytes]:
    """The file and the records of its workbook; calamine may read what we cannot."""
    try:
        held = Compound(stream, limits)
        return held, held.read("Workbook" if "Workbook" in held else "Book")
    except UnreadableError as error:
        return error, b""


def read_ods(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """As `read_xlsx`, with comments, headers and properties."""
    package = Package(stream, limits)
    package.check()
    refuse_encrypted(package)
    yield from _sheets(stream, limits, shown=sheet_ods.shown_cells(package))
    content = package.xml("content.xml")
    yield from sheet_ods.sheet_texts(content, limits)
    yield from extras(package, content, limits, TableNames())


def _sheets(
    stream: BinaryIO,
    limits: Limits,
    sparse: Callable[[str], Iterator[Cells] | None] = lambda _name: None,
    shown: Mapping[str, Mapping[tuple[int, int], str]] = _AS_THEY_ARE,
) -> Iterator[Extracted]:
    """All sheets; `sparse` gives the rows of those too wide or long to be held as a grid.

    `shown`: cells that a person sees otherwise than as their bare number.
    """
    stream.seek(0)
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(stream))
    for metadata in workbook.sheets_metadata:
        name = metadata.name
        if metadata.typ is not SheetTypeEnum.WorkSheet:
            continue  # chart sheets hold no cells; their texts are among the parts
        try:
            rows, start = sparse(name), 0
            if rows is None:
                sheet = _guarded(partial(workbook.get_sheet_by_name, name))
                start = (sheet.start or (0, 0))[1]
                rows = _grid(sheet, start, shown.get(name, {}))
            yield from _to_the_break(rows, start, name, limits)
        except UnreadableError as error:
            yield error.as_skipped(part=name)


def _to_the_break(
    rows: Iterator[Cells], start: int, part: str, limits: Limits
) -> Iterator[Extracted]:
    """The rows of a sheet as far as they go, then why they end."""
    broken: list[UnreadableError] = []
    yield from sheet_batches(until_broken(rows, broken), start, part, limits)
    yield from (error.as_skipped(part=part) for error in broken)


def _guarded(action: Callable[[], _T]) -> _T:
    """What the action gives; its errors as ours."""
    try:
        return action()
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(
            Reason.DAMAGED, f"the workbook cannot be read ({type(error).__name__})"
        ) from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise UnreadableError(Reason.DAMAGED, "the workbook cannot be read") from None


def _grid(
    sheet: CalamineSheet, start: int, shown: Mapping[tuple[int, int], str]
) -> Iterator[Cells]:
    for number, row in enumerate(sheet.iter_rows()):
        cells = [cell_text(value) for value in row]
        for column in range(len(cells)) if shown else ():
            cells[column] = shown.get((number, start + column), cells[column])
        yield cells


def cell_text(value: object) -> str | None:
    """A cell as a person reads it: whole numbers without ".0", dates as ISO 8601."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | bool | timedelta) else None


def sheet_batches(
    rows: Iterator[Cells], start: int, part: str, limits: Limits
) -> Iterator[TextBatch]:
    """Title lines, then records below the header. `start` is the first column's position."""
    first, head = _head(rows)
    if not head:
        return
    if is_form(head):
        lines = (line(row) for row in chain(head, rows))
        yield from value_batches(lines, Unit.LINE, limits, part, first=first)
        return
    header = find_header(head, start)
    below = header.index + 1
    # The header is a line too: where the guess is wrong, its cells are still examined.
    lines = (line(row) for row in head[:below])
    yield from value_batches(lines, Unit.LINE, limits, part, first=first)
    width = max(len(row) for row in head)
    columns = header.columns + default_columns(_WIDEST, start)[width:]
    records = chain(head[below:], rows)
    yield from record_batches(records, columns, limits, part, first=first + below)


def _head(rows: Iterator[Cells]) -> tuple[int, list[Cells]]:
    """The first rows from the first that holds anything, and that row's number."""
    for number, row in enumerate(rows, start=1):
        if filled(row):
            return number, [row, *islice(rows, _LOOK_AHEAD - 1)]
    return 1, []
