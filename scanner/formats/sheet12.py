"""Binary workbooks (.xlsb): their cells and comments.

Read here and not by calamine, which ends the whole process on damaged ones. Records of [MS-XLSB]
2.1.4: a number and a length of variable size, then the content.
"""

import struct
from collections.abc import Iterator

from scanner.formats.batching import Cells, value_batches
from scanner.formats.number_shapes import CellFormats
from scanner.formats.package import Package
from scanner.formats.tables import column_letters
from scanner.model import Limits, TextBatch, Unit

_ROW, _RK, _REAL, _STRING, _SHARED, _FORMULA_STRING, _FORMULA_NUMBER = 0, 2, 5, 6, 7, 8, 9
_SHARED_ITEM, _SHEET, _COMMENT, _COMMENT_TEXT = 19, 156, 635, 637
_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
_BOOK = "xl/workbook.bin"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def sheets(package: Package) -> Iterator[tuple[str, Iterator[Cells]]]:
    """(name, rows) of each sheet, in the order of the tabs."""
    shared, formats = _shared(package), _cell_formats(package)
    for name, path in _paths(package):
        yield name, _rows(package, path, shared, formats)


def comments(package: Package, limits: Limits) -> Iterator[TextBatch]:
    """The comments of each sheet, the cell before the text."""
    for name, path in _paths(package):
        for _, kind, target, external in package.relations(path):
            if kind == "comments" and not external and target in package:
                texts = _comments(package, target)
                yield from value_batches(texts, Unit.BLOCK, limits, f"comments of {name}")


def _records(package: Package, path: str) -> Iterator[tuple[int, bytes]]:
    if path not in package:
        return
    raw = package.read(path)
    at = 0
    while at < len(raw):
        kind, at = _number(raw, at, 2)
        size, at = _number(raw, at, 4)
        yield kind, raw[at : at + size]
        at += size


def _number(raw: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where what follows begins."""
    value = 0
    for index in range(most):
        byte = raw[at] if at < len(raw) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * index
        if not byte & 0x80:
            break
    return value, at


def _wide(content: bytes, at: int) -> tuple[str, int]:
    if at + 4 > len(content):
        return "", len(content)
    (count,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * count
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _shared(package: Package) -> list[str]:
    path = "xl/sharedStrings.bin"
    items = (content for kind, content in _records(package, path) if kind == _SHARED_ITEM)
    return [_wide(content, 1)[0] for content in items]


def _paths(package: Package) -> Iterator[tuple[str, str]]:
    targets = {id: target for id, _, target, _ in package.relations(_BOOK)}
    for kind, content in _records(package, _BOOK):
        if kind != _SHEET:
            continue
        for start in (8, 12):  # a test version of Excel 2007 put one more number before
            relation, at = _wide(content, start)
            if (path := targets.get(relation, "")) in package:
                yield _wide(content, at)[0], path
                break


def _cell_formats(package: Package) -> CellFormats:
    codes: dict[int, str] = {}
    styles: list[tuple[int, str]] = []
    of_cells = False
    for kind, content in _records(package, "xl/styles.bin"):
        if kind == _FORMAT and len(content) > 6:
            codes[struct.unpack_from("<H", content)[0]] = _wide(content, 2)[0]
        elif kind == _STYLE and of_cells and len(content) >= 4:
            (number,) = struct.unpack_from("<H", content, 2)
            styles.append((number, codes.get(number, "")))
        of_cells = kind == _STYLES_BEGIN or (of_cells and kind != _STYLES_END)
    return CellFormats(styles)


def _rows(package: Package, path: str, shared: list[str], formats: CellFormats) -> Iterator[Cells]:
    cells: list[str | None] = []
    number = 0  # of the row at hand, from 1
    for kind, content in _records(package, path):
        if kind == _ROW and len(content) >= 4:
            if number:
                yield cells
            following = min(struct.unpack_from("<I", content)[0] + 1, _LAST_ROW)
            for _ in range(number + 1, following):
                yield ()
            number, cells = max(following, number + 1), []
        elif kind in (_RK, _REAL, _STRING, _SHARED, _FORMULA_STRING, _FORMULA_NUMBER):
            _put(cells, kind, content, shared, formats)
    if number:
        yield cells


def _put(
    cells: list[str | None], kind: int, content: bytes, shared: list[str], formats: CellFormats
) -> None:
    if len(content) < 12:
        return
    column = min(struct.unpack_from("<I", content)[0], _LAST_COLUMN)
    cells += [None] * (column - len(cells))
    cells.append(_cell(kind, content, shared, formats))


def _cell(kind: int, content: bytes, shared: list[str], formats: CellFormats) -> str | None:
    if kind in (_STRING, _FORMULA_STRING):
        return _wide(content, 8)[0]
    (whole,) = struct.unpack_from("<I", content, 8)
    if kind == _SHARED:
        return shared[whole] if whole < len(shared) else None
    style = int.from_bytes(content[4:7], "little")
    if kind == _RK:
        return formats.text(_packed_number(whole), style)
    if len(content) < 16:
        return None
    return formats.text(struct.unpack_from("<d", content, 8)[0], style)


def _packed_number(value: int) -> float:
    """A number in 30 bits; [MS-XLSB] 2.5.122."""
    if value & 2:
        number = float(struct.unpack("<i", struct.pack("<I", value))[0] >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0]
    return number / 100 if value & 1 else number


def _comments(package: Package, path: str) -> Iterator[str]:
    cell = ""
    for kind, content in _records(package, path):
        if kind == _COMMENT and len(content) >= 20:
            row, _, column = struct.unpack_from("<3I", content, 4)
            cell = f"{column_letters(min(column, _LAST_COLUMN))}{row + 1}"
        elif kind == _COMMENT_TEXT:
            yield f"{cell}: {_wide(content, 1)[0]}"
