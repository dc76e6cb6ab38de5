"""What an xls workbook holds beside its cells: comments, text boxes, page headers, chart titles.

Records of BIFF8 and BIFF5; [MS-XLS] 2.3.2, 2.4.179 (Note), 2.4.329 (TxO).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from scanner.formats.batching import value_batches
from scanner.formats.sheet_parts import page_text
from scanner.formats.tables import column_letters
from scanner.model import Limits, TextBatch, Unit

BOF, SHEET = 0x809, 0x85
_CONTINUE, _OBJECT, _TEXT, _NOTE, _DRAWINGS = 0x3C, 0x5D, 0x1B6, 0x1C, 0xEB
_DIMENSIONS, _LAST = 0x200, 65_535
# Numbers, packed ones, texts, truths, formulas; also blanks, which only have a format.
_CELLS = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})
_HEADER, _FOOTER, _LINK, _SERIES_TEXT = 0x14, 0x15, 0x1B8, 0x100D
_WIDE = 1  # the flag of characters of two bytes


@dataclass(slots=True)
class _Sheet:
    name: str = ""
    texts: dict[int, str] = field(default_factory=dict)  # by the object's number
    comments: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def workbook_texts(raw: bytes, limits: Limits) -> Iterator[TextBatch]:
    """All of it as BLOCKs, sheet by sheet. Stops where the records break off."""
    for sheet in _sheets(raw):
        for part, texts in (
            (f"comments of {sheet.name}", sheet.comments),
            (f"text boxes of {sheet.name}", list(sheet.texts.values())),
            (f"header and footer of {sheet.name}", sheet.pages),
            (f"charts of {sheet.name}", sheet.titles),
            (f"links of {sheet.name}", sheet.links),
        ):
            yield from value_batches(texts, Unit.BLOCK, limits, part)


def records(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and content of each record."""
    at = 0
    while at + 4 <= len(raw):
        kind, size = struct.unpack_from("<HH", raw, at)
        yield at, kind, raw[at + 4 : at + 4 + size]
        at += 4 + size


def most_cells(raw: bytes) -> int:
    """The cells of the largest grid that any sheet claims or needs, filled or not.

    A reader that holds grids would take memory for all of them; damage makes the numbers enormous.
    """
    most, rows, columns = 0, (0, 0), (0, 0)
    for _, kind, content in records(raw):
        if kind == BOF:
            rows, columns = (_LAST, 0), (_LAST, 0)
        elif kind == _DIMENSIONS and len(content) >= 12:
            top, bottom, left, right = struct.unpack_from("<2I2H", content)
            most = max(most, abs(bottom - top) * abs(right - left))
        elif kind in _CELLS and len(content) >= 4:
            row, column = struct.unpack_from("<2H", content)
            rows = (min(rows[0], row), max(rows[1], row))
            columns = (min(columns[0], column), max(columns[1], column))
            most = max(most, (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1))
    return most


def drawings(raw: bytes) -> bytes:
    """What all sheets draw, pictures above all, its pieces put together."""
    pieces: list[bytes] = []
    inside = False
    for _, kind, content in records(raw):
        inside = kind == _DRAWINGS or (inside and kind == _CONTINUE)
        if inside:
            pieces.append(content)
    return b"".join(pieces)


def _sheets(raw: bytes) -> list[_Sheet]:
    names: dict[int, str] = {}
    sheets = [_Sheet("the workbook")]
    number = waiting = 0  # of the object at hand; characters of its text still to come
    for at, kind, content in records(raw):
        sheet = sheets[-1]
        if kind == BOF and at in names:
            sheets.append(_Sheet(names[at]))
        elif kind == SHEET and len(content) > 7:
            names[struct.unpack_from("<I", content)[0]] = string(content[6:], 1)
        elif kind == _OBJECT and len(content) >= 8:
            (number,) = struct.unpack_from("<H", content, 6)
        elif kind == _TEXT and len(content) >= 12:
            (waiting,) = struct.unpack_from("<H", content, 10)
            sheet.texts[number] = ""
        elif kind == _CONTINUE and waiting:
            text = _characters(content[1:], content[:1], waiting)
            sheet.texts[number] = sheet.texts.get(number, "") + text
            waiting -= len(text)
        else:
            _take(sheet, kind, content)
    return sheets


def _take(sheet: _Sheet, kind: int, content: bytes) -> None:
    if kind == _NOTE and len(content) >= 8:
        row, column, _, number = struct.unpack_from("<4H", content)
        cell = f"{column_letters(column)}{row + 1}"
        author = string(content[8:], 2)
        said = f"{cell}: {sheet.texts.pop(number, '')}"
        sheet.comments.append(f"{said} ({author})" if author.strip() else said)
    elif kind in (_HEADER, _FOOTER) and len(content) > 3:
        sheet.pages.append(page_text(string(content, 2)))
    elif kind == _SERIES_TEXT and len(content) > 4:
        sheet.titles.append(string(content[2:], 1))
    elif kind == _LINK:
        sheet.links.append(_link(content))


def string(content: bytes, size: int) -> str:
    """A string behind its count of characters (of `size` bytes) and the flag of wide ones."""
    if len(content) <= size + 1:
        return ""
    count = int.from_bytes(content[:size], "little")
    return _characters(content[size + 1 :], content[size : size + 1], count)


def _characters(content: bytes, flags: bytes, count: int) -> str:
    if flags and flags[0] & _WIDE:
        return content[: 2 * count].decode("utf-16-le", "replace")
    return content[:count].decode("latin-1")


def _link(content: bytes) -> str:
    """The texts of a link: its label and its address."""
    text = content[24:].decode("utf-16-le", "replace")
    return " ".join("".join(c if c.isprintable() and c < "\u3000" else " " for c in text).split())
