"""XML dumps of `mysqldump --xml` and of phpMyAdmin, and results of `mysql --xml`, row by row."""

import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from lxml import etree

from scanner.formats.blobs import as_member, from_hex
from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.sql_tables import bare
from scanner.formats.text_batches import RowBatcher, line_batches
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DECLARED = re.compile(r"<\?xml[^>]{0,200}\?>")
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n"}
_FROM = re.compile(r"(?i)\bfrom\s+([`\w.$]{1,260})")  # of `mysql --xml`: the query's table
_ROWS = ("row", "table")  # phpMyAdmin calls each row a table
_CELLS = ("field", "column")
_STEP = 65_536  # characters
_Event = tuple[str, etree._Element]


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The tables, numbered within each; what they are declared as is text."""
    yield from _Dump(limits).read(decoded(stream, _STEP))


class _Dump:
    """One pass over one dump."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parser = etree.XMLPullParser(
            events=("start", "end"), recover=True, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, encoding="utf-8",
        )  # fmt: skip
        self._tables: dict[str, int] = {}  # table -> number of its next row
        self._table, self._columns = "", list[str]()
        self._rows = RowBatcher((), limits)
        self._about: list[str] = []  # what is said about tables

    def read(self, chunks: Iterator[str]) -> Iterator[Extracted]:
        """Everything in the dump."""
        broken = ""
        for chunk in chunks:
            text = _DECLARED.sub("", chunk.translate(_CONTROLS), count=1)
            self._parser.feed(text.encode("utf-8", "replace"))
            yield from self._events()
            if broken := self._damage():
                break
        if not broken:
            broken = self._close()
            yield from self._events()
        yield from self._rows.flush()
        yield from line_batches(self._about or [""], self._limits, "tables")
        if broken:
            yield Skipped(Stage.READ, Reason.DAMAGED, broken, "dump it again", part=self._table)

    def _close(self) -> str:
        try:
            self._parser.close()
        except etree.XMLSyntaxError:
            return "ends inside its data"
        return self._damage()

    def _damage(self) -> str:
        fatal = [e for e in self._parser.feed_error_log if e.level_name == "FATAL"]
        return f"no well-formed XML from line {fatal[0].line} on" if fatal else ""

    def _events(self) -> Iterator[Extracted]:
        for event, element in cast(Iterator[_Event], self._parser.read_events()):
            name = element.get("name") or ""
            if event == "start":
                if element.tag == "table_data" or (element.tag == "table" and name):
                    yield from self._switch(name)
                elif element.tag == "resultset":
                    found = _FROM.search(element.get("statement") or "")
                    yield from self._switch(bare(found[1]) if found else "")
            elif element.tag in _ROWS:
                yield from self._row(element)
                _drop(element)
            elif element.tag in ("table_structure", "options"):
                self._about.extend(_said(element))
                _drop(element)

    def _switch(self, table: str) -> Iterator[Extracted]:
        """Gather rows of this table from now on."""
        if table == self._table:
            return
        yield from self._rows.flush()
        self._tables[self._table] = self._rows.next_row
        self._table, self._columns = table, []
        self._rows = RowBatcher(self._columns, self._limits, table, self._tables.get(table, 1))

    def _row(self, row: etree._Element) -> Iterator[Extracted]:
        number, files = self._rows.next_row, list[Member]()
        cells: dict[str, str | None] = {}
        for cell in row.iterchildren(*_CELLS):
            column = cell.get("name") or ""
            value: str | bytes | None = None if cell.get(_NIL) else cell.text or ""
            if value and (cell.get(_TYPE) or "").endswith("hexBinary"):
                value = from_hex(str(value))
            if isinstance(value, bytes):
                files.append(as_member(value, f"{self._table}/{number}/{column}"))
                value = None
            cells[column] = value
        self._columns.extend(column for column in cells if column not in self._columns)
        yield from self._rows.add([cells.get(column) for column in self._columns])
        yield from files


def _said(element: etree._Element) -> Iterator[str]:
    """Names, comments and defaults of columns: a line for each."""
    for child in element.iter():
        values = [str(value) for value in child.attrib.values() if value]
        if values:
            yield " ".join(values) + "\n"


def _drop(element: etree._Element) -> None:
    """Takes what has been read out of the tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)
