"""Reads sheets of an xlsx workbook row by row: those that must not be held as a full grid, and
those of workbooks in which formats give numbers their leading zeros back.

A single cell far from the others, which a slip of the hand leaves, makes a grid of billions of
cells. Such sheets are read here: slower than by calamine, in constant memory.
"""

import re
from collections.abc import Iterator

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import Cells
from scanner.formats.number_shapes import CellFormats
from scanner.formats.package import Package, attribute, local
from scanner.formats.unpack import ZIP_ERRORS
from scanner.model import Limits

_GRID_CELL_BYTES = 32  # of calamine's grid, filled or not
_STEP = 1024**2
_LAST_ROW = 1_048_576
# The standard library's engine is twice as fast here as `regex`.
_COLUMN = re.compile(rb' r="([A-Z]{1,3})[0-9]')
_ROW = re.compile(rb' r="[A-Z]{0,3}([0-9]{1,7})"')
_BORDER = 32  # bytes, so that no reference is lost on the border of two chunks


class SheetStream:
    """The sheets of one workbook. Strings and styles are read when first needed."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._paths = dict(sheet_paths(package))
        self._strings: list[str] | None = None
        self._dates: frozenset[int] | None = None
        self._formats = _cell_formats(package)

    def rows(self, name: str) -> Iterator[Cells] | None:
        """The rows of the sheet, or None where it may be held as a grid."""
        path = self._paths.get(name)
        if path is None:
            return None
        if not self._formats.add_digits and not is_sparse(self._package, path, self._limits):
            return None
        return self._rows(path)

    def _rows(self, path: str) -> Iterator[Cells]:
        number = 0
        for row in self._package.elements(path, ("row",)):
            at = row.get("r") or ""
            wanted = int(at) if at.isdecimal() else number + 1
            for _ in range(number + 1, min(wanted, _LAST_ROW)):
                yield ()
            number = max(wanted, number + 1)
            yield self._cells(row)

    def _cells(self, row: etree._Element) -> Cells:
        cells: list[str | None] = []
        for cell in row.iterchildren("{*}c"):
            index = column_index(cell.get("r") or "", len(cells))
            cells += [None] * (index - len(cells))
            cells.append(self._text(cell))
        return cells

    def _text(self, cell: etree._Element) -> str | None:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return string_text(cell)
        value = cell.findtext("{*}v")
        if value is None or kind == "e":
            return None
        if kind == "s":
            return self._shared(value)
        if kind == "b":
            return str(value == "1")
        return value if kind in {"str", "d"} else self._number(value, cell.get("s") or "0")

    def _shared(self, index: str) -> str | None:
        if self._strings is None:
            self._strings = shared_strings(self._package)
        known = index.isdecimal() and int(index) < len(self._strings)
        return self._strings[int(index)] if known else None

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        return self._formats.text(number, int(style) if style.isdecimal() else 0)


def is_sparse(package: Package, path: str, limits: Limits) -> bool:
    """Whether the grid from the first to the last cell would take a fourth of the memory."""
    columns: set[bytes] = set()
    low, high, tail = _LAST_ROW, 0, b""
    try:
        with package.open(path) as part:
            while block := part.read(_STEP):
                text = tail + block
                columns.update(_COLUMN.findall(text))
                for row in _end_rows(text):
                    low, high = min(low, row), max(high, row)
                tail = text[-_BORDER:]
    except ZIP_ERRORS:
        return False  # calamine says what is wrong
    indexes = [column_index(column.decode(), 0) for column in columns]
    width = max(indexes, default=0) - min(indexes, default=0) + 1
    return (high - low + 1) * width * _GRID_CELL_BYTES > limits.memory_bytes // 4


def _end_rows(text: bytes) -> Iterator[int]:
    """The first and the last row that a piece of a sheet mentions; rows stand in their order."""
    for start in (0, max(0, text.rfind(b' r="'))):
        if (row := _ROW.search(text, start)) is not None:
            yield int(row[1])


def column_index(reference: str, default: int) -> int:
    """The position of a cell's column: 0 for "A1", 27 for "AB7"; `default` without letters."""
    index = 0
    for character in reference:
        if not "A" <= character <= "Z":
            break
        index = 26 * index + ord(character) - ord("A") + 1
    return index - 1 if 0 < index <= 16_384 else default


def sheet_paths(package: Package) -> list[tuple[str, str]]:
    """(sheet name, part) of each sheet, in the order of the tabs."""
    book = "xl/workbook.xml"
    if book not in package:
        return []
    targets = {id: target for id, _, target, _ in package.relations(book)}
    found = []
    for sheet in package.xml(book).iterfind("{*}sheets/{*}sheet"):
        target = targets.get(attribute(sheet, "id") or "", "")
        if target in package:
            found.append((attribute(sheet, "name") or "", target))
    return found


def shared_strings(package: Package) -> list[str]:
    """The strings that cells refer to by number."""
    path = "xl/sharedStrings.xml"
    if path not in package:
        return []
    return [string_text(item) for item in package.elements(path, ("si",))]


def string_text(element: etree._Element) -> str:
    """The text of all runs, reading aids for Japanese (rPh) left out."""
    return "".join(
        piece.text or ""
        for piece in element.iter("{*}t")
        if local(piece.getparent()) != "rPh"  # type: ignore[arg-type]
    )


def _cell_formats(package: Package) -> CellFormats:
    """What the styles of cells show; nothing where that part is missing or broken."""
    if "xl/styles.xml" not in package:
        return CellFormats()
    try:
        styles = package.xml("xl/styles.xml")
    except UnreadableError:
        return CellFormats()
    codes = {
        attribute(custom, "numFmtId") or "": attribute(custom, "formatCode") or ""
        for custom in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    used = [attribute(xf, "numFmtId") or "" for xf in styles.iterfind("{*}cellXfs/{*}xf")]
    return CellFormats(
        [(int(number) if number.isdecimal() else 0, codes.get(number, "")) for number in used]
    )
