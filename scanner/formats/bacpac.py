"""SQL Server's `.bacpac`: a ZIP of the database's model and each table's rows in native format.

`model.xml` names tables and columns. Where a table's file is not what its columns make it, which
is found out by reading it, the texts in it are given without columns, and that is said.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.bcp_native import BcpError, Column, rows
from scanner.formats.blobs import as_member
from scanner.formats.package import Package, attribute, local
from scanner.formats.protocol import Extracted
from scanner.formats.sql_tables import bare
from scanner.formats.text_batches import RowBatcher
from scanner.formats.unpack import ZIP_ERRORS
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, TextBatch, Unit

_DATA = re.compile(r"Data/(?P<table>[^/]+)/[^/]+\.bcp", re.IGNORECASE)
_TRIED_ROWS = 200
_STEP = 1024**2
_SHORTEST = 4  # characters of a text worth giving
_TEXTS = re.compile(
    rb"(?:[\x09\x0a\x0d\x20-\x7e\xa0-\xff]\x00){%d,}|[\x20-\x7e]{%d,}" % (_SHORTEST, _SHORTEST + 1)
)
_Tables = dict[str, list[Column]]


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows of every table, numbered within it."""
    package = Package(stream, limits)
    tables = _tables(package)
    lines = [f"{name} ({', '.join(c.name for c in columns)})" for name, columns in tables.items()]
    yield from value_batches(lines, Unit.BLOCK, limits, "tables")
    first: dict[str, int] = {}
    for name in package.names("Data/"):
        found = _DATA.fullmatch(name)
        if found is not None:
            yield from _Table(package, name, found["table"], limits).read(tables, first)


def _tables(package: Package) -> _Tables:
    """Table -> its columns that are stored, in their order."""
    tables: _Tables = {}
    own_types: dict[str, str] = {}
    for element in package.elements("model.xml", ("Element",)):
        kind, name = attribute(element, "Type"), attribute(element, "Name") or ""
        if kind == "SqlUserDefinedDataType":
            own_types[bare(name)] = _type(element)
        elif kind == "SqlTable":
            stored = [c for c in element.iter() if attribute(c, "Type") == "SqlSimpleColumn"]
            tables[bare(name)] = [_column(child) for child in stored]
    return {
        table: [_resolved(column, own_types) for column in columns]
        for table, columns in tables.items()
    }


def _resolved(column: Column, own_types: dict[str, str]) -> Column:
    kind = own_types.get(column.type, column.type)
    return Column(column.name, kind, column.nullable, column.is_max, column.scale)


def _column(element: etree._Element) -> Column:
    properties = {
        attribute(child, "Name"): attribute(child, "Value") or ""
        for child in element.iter()
        if local(child) == "Property"
    }
    name = bare(attribute(element, "Name") or "").rpartition(".")[2]
    scale = properties.get("Scale", "")
    return Column(
        name,
        _type(element),
        properties.get("IsNullable", "True").lower() != "false",
        properties.get("IsMax", "").lower() == "true",
        int(scale) if scale.isdecimal() else 7,
    )


def _type(element: etree._Element) -> str:
    for child in element.iter():
        if attribute(child, "Type") == "SqlXmlTypeSpecifier":
            return "xml"
        name = attribute(child, "Name") or ""
        if local(child) == "References" and _is_type(child):
            return bare(name).removeprefix("sys.")
    return ""


def _is_type(reference: etree._Element) -> bool:
    """Whether a reference stands in a relationship that names a type."""
    above = (attribute(parent, "Name") for parent in reference.iterancestors())
    return next((name for name in above if name), "") == "Type"


class _Table:
    """One file of rows."""

    def __init__(self, package: Package, file: str, table: str, limits: Limits) -> None:
        self._package, self._file, self._table, self._limits = package, file, table, limits

    def read(self, tables: _Tables, first: dict[str, int]) -> Iterator[Extracted]:
        """The rows, or the texts; `first`: where the numbers of each table's rows go on."""
        columns = tables.get(self._table)
        try:
            dates = self._dates(columns) if columns else None
            if columns and dates is not None:
                yield from self._rows(columns, dates, first)
            else:
                yield from self._texts("its layout is not known")
        except (UnreadableError, *ZIP_ERRORS) as error:
            detail = f"its rows cannot be unpacked ({type(error).__name__})"
            if isinstance(error, UnreadableError):
                yield error.as_skipped(part=self._table)
            else:
                yield Skipped(Stage.READ, Reason.DAMAGED, detail, part=self._table)

    def _dates(self, columns: Sequence[Column]) -> int | None:
        """The length before dates that the first rows fit; None where neither does."""
        for dates in (0, 1):
            try:
                with self._package.open(self._file) as stream:
                    for _ in islice(rows(stream, columns, dates), _TRIED_ROWS):
                        pass
            except BcpError:
                continue
            return dates
        return None

    def _rows(
        self, columns: Sequence[Column], dates: int, first: dict[str, int]
    ) -> Iterator[Extracted]:
        batcher = RowBatcher(
            [column.name for column in columns],
            self._limits,
            self._table,
            first.get(self._table, 1),
        )
        try:
            with self._package.open(self._file) as stream:
                for row in rows(stream, columns, dates):
                    files: list[Member] = []
                    cells: list[str | None] = []
                    for column, cell in zip(columns, row, strict=True):
                        if isinstance(cell, bytes):
                            name = f"{self._table}/{batcher.next_row}/{column.name}"
                            files.append(as_member(cell, name))
                        cells.append(None if isinstance(cell, bytes) else cell)
                    yield from batcher.add(cells)
                    yield from files
        except BcpError:
            yield from batcher.flush()
            yield from self._texts(f"not as its columns say behind row {batcher.next_row - 1}")
        yield from batcher.flush()
        first[self._table] = batcher.next_row

    def _texts(self, why: str) -> Iterator[Extracted]:
        """Whatever looks like text in the file."""
        yield from _in_pieces(self._package, self._file, self._table, self._limits)
        detail = f"{why}: only texts that were found in it were read, without their columns"
        yield Skipped(
            Stage.READ, Reason.UNSUPPORTED, detail, "export the table as CSV", part=self._table
        )


def _in_pieces(package: Package, file: str, table: str, limits: Limits) -> Iterator[TextBatch]:
    def texts() -> Iterator[str]:
        held = b""
        with package.open(file) as stream:
            while block := stream.read(_STEP):
                held += block
                end = 0
                for found in _TEXTS.finditer(held):
                    if found.end() == len(held) and found.start() and len(held) < 2 * _STEP:
                        break  # it may go on
                    end = found.end()
                    yield _decoded(found.group())
                held = held[max(end, len(held) - _STEP) :] if end < len(held) else b""
        yield from (_decoded(found) for found in _TEXTS.findall(held))

    return value_batches(texts(), Unit.BLOCK, limits, table)


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-16-le") if raw[1:2] == b"\x00" else raw.decode("ascii")
