"""Microsoft Access databases (.mdb, .accdb), through `access-parser`.

Its log is silenced, because it writes rows it could not read into it; how often it did is told.
"""

import logging
from collections.abc import Iterator
from typing import BinaryIO

import access_parser.access_parser as library

from scanner.errors import UnreadableError
from scanner.formats.blobs import as_member, meaning
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RowBatcher, column_batches
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, Unit

_SYSTEM = "MSys"
_VERSION = 0x14  # where the header tells the version
_REMEDY = "export its tables as CSV and sweep those"


class _Complaints(logging.Filter):
    """Counts what the library complains of, and lets nothing of it out."""

    count = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Never passes anything on."""
        self.count += record.levelno >= logging.WARNING
        return False


class _Parser(library.AccessParser):  # type: ignore[misc]  # it has no types
    """The library's parser over bytes; its own takes a path."""

    def __init__(self, content: bytes) -> None:
        self.db_data = content
        self._parse_file_header(content)
        pages = library.categorize_pages(content, self.page_size)
        self._table_defs, self._data_pages, self._all_pages = pages
        self._tables_with_data = self._link_tables_to_data()
        self.catalog = self._parse_catalog()
        self.extra_props = self.parse_msys_table() or {}


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows of every table, numbered within it."""
    complaints = _Complaints()
    loggers = [logging.getLogger(name) for name in ("access_parser", "access_parser.utils")]
    for logger in loggers:
        logger.addFilter(complaints)
    try:
        yield from _tables(bounded_read(stream, limits.max_member_bytes), complaints, limits)
    finally:
        for logger in loggers:
            logger.removeFilter(complaints)


def _is_encrypted(content: bytes) -> bool:
    """Whether the second page is noise; whole ones say what they are. Jet 3 has smaller pages."""
    page = 4096 if content[_VERSION : _VERSION + 1] > b"\x00" else 2048
    begins = content[page : page + 2]
    return (
        content[4:12] == b"Standard" and len(begins) == 2 and begins not in (b"\x01\x01", bytes(2))
    )


def _tables(content: bytes, complaints: _Complaints, limits: Limits) -> Iterator[Extracted]:
    try:
        parser = _Parser(content)
    except UnreadableError:
        raise
    except Exception as error:
        name = type(error).__name__
        if _is_encrypted(content):
            raise UnreadableError(
                Reason.ENCRYPTED, "Access database", "needs its password"
            ) from None
        raise UnreadableError(
            Reason.DAMAGED, f"its catalogue cannot be read ({name})", _REMEDY
        ) from None
    names = [name for name in parser.catalog if not name.startswith(_SYSTEM)]
    for name in names:
        before = complaints.count
        try:
            table = parser.parse_table(name)
        except Exception as error:  # what its parsers raise on files nobody foresaw
            detail = f"the table cannot be read ({type(error).__name__})"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail, _REMEDY, part=name)
            continue
        yield from _table(name, {str(key): list(value) for key, value in table.items()}, limits)
        if found := complaints.count - before:
            detail = f"{found} of its rows or values could not be read"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail, _REMEDY, part=name)
    if not names and complaints.count:
        yield Skipped(Stage.READ, Reason.DAMAGED, "no table can be read", _REMEDY)


def _table(name: str, columns: dict[str, list[object]], limits: Limits) -> Iterator[Extracted]:
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        # Rows that broke in the middle: what stands beside what is not known any more.
        for column, values in columns.items():
            cells = [cell if isinstance(cell, str) else None for cell in map(_cell, values)]
            yield from column_batches(cells, column, 1, limits, Unit.BLOCK, name)
        detail = "its rows do not line up; its columns were read one by one"
        yield Skipped(Stage.READ, Reason.DAMAGED, detail, _REMEDY, part=name)
        return
    batcher = RowBatcher(list(columns), limits, name)
    for row in zip(*columns.values(), strict=True):
        files: list[Member] = []
        texts: list[str | None] = []
        for column, value in zip(columns, row, strict=True):
            cell = _cell(value)
            if isinstance(cell, bytes):
                files.append(as_member(cell, f"{name}/{batcher.next_row}/{column}"))
            texts.append(None if isinstance(cell, bytes) else cell)
        yield from batcher.add(texts)
        yield from files
    yield from batcher.flush()


def _cell(value: object) -> str | bytes | None:
    if isinstance(value, bytes):
        return meaning(value)
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return None if value is None else str(value).removesuffix(" 00:00:00")
