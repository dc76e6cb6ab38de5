"""The text of a Word 97 document (or of Word 6 and 95) in its order, out of the piece table.

Positions in the file header (FIB), the piece table (Clx) and the paragraph pages (PapxFkp) are
those of [MS-DOC] 2.5, 2.8.35 and 2.9.175. Word 6 keeps the same at other places.
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from scanner.errors import UnreadableError
from scanner.formats.compound import Compound
from scanner.model import Reason

ROW_END = "\x1d"  # stands for the mark of a row's end; Word itself writes \x07 as for a cell's
CELL_END, IN_CELL = "\x07", "\x1c"  # IN_CELL: a paragraph's end inside a cell

_WORD_97, _WORD_6 = 0xA5EC, 0xA5DC
_ENCRYPTED, _COMPLEX, _TABLE_1 = 0x0100, 0x0004, 0x0200
_PAGE = 512
_IN_TABLE, _ROW_MARK = 0x2416, 0x2417  # sprmPFInTable, sprmPFTtp
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the three top bits; 0: it tells its length
_MOST_PAGES = 65_536
# (part, offset of its count of characters in the header), in the order of the text
_PARTS_97 = (
    ("", 0x4C), ("footnotes", 0x50), ("headers and footers", 0x54), ("macros", 0x58),
    ("comments", 0x5C), ("endnotes", 0x60), ("text boxes", 0x64), ("text boxes of headers", 0x68),
)  # fmt: skip
_PARTS_6 = (
    ("", 0x34), ("footnotes", 0x38), ("headers and footers", 0x3C), ("macros", 0x40),
    ("comments", 0x44), ("endnotes", 0x48), ("text boxes", 0x4C), ("text boxes of headers", 0x50),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int  # of its bytes in the document's stream
    chars: int
    width: int  # bytes per character


def parts(held: Compound) -> Iterator[tuple[str, str]]:
    """(part, text) of the body, the notes, the headers and so on. Raises `UnreadableError`."""
    main = held.read("WordDocument")
    if len(main) < 0x200:
        raise UnreadableError(Reason.DAMAGED, "the document's header is cut off")
    magic, flags = _u16(main, 0), _u16(main, 0x0A)
    if flags & _ENCRYPTED:
        raise UnreadableError(Reason.ENCRYPTED, "Word document", "needs its password")
    if magic == _WORD_97:
        table = held.read("1Table" if flags & _TABLE_1 else "0Table")
        pieces, layout = _pieces(main, table, 0x1A2), _PARTS_97
        marks = _marks(main, table)
    elif magic == _WORD_6 or 0 < _u16(main, 2) < 0xC1:
        pieces, layout, marks = _pieces_6(main, flags), _PARTS_6, {}
    else:
        raise UnreadableError(Reason.UNSUPPORTED, "a Word document of an unknown version")
    for part, inside in _split(pieces, main, layout):
        yield part, "".join(_text(main, piece, marks) for piece in inside)


def _split(
    pieces: list[_Piece], main: bytes, layout: tuple[tuple[str, int], ...]
) -> Iterator[tuple[str, list[_Piece]]]:
    """The pieces of each part; counted in characters of UTF-16, as Word does."""
    at = 0
    for part, offset in layout:
        count = _u32(main, offset)
        if count and (inside := list(_between(pieces, at, at + count))):
            yield part, inside
        at += count
    # The text always ends with one more paragraph mark.
    if rest := list(_between(pieces, at + 1, sum(piece.chars for piece in pieces))):
        yield "further text", rest


def _between(pieces: list[_Piece], first: int, last: int) -> Iterator[_Piece]:
    at = 0
    for piece in pieces:
        low, high = max(first, at), min(last, at + piece.chars)
        if low < high:
            yield _Piece(piece.start + (low - at) * piece.width, high - low, piece.width)
        at += piece.chars


def _pieces(main: bytes, table: bytes, offset: int) -> list[_Piece]:
    start, size = _u32(main, offset), _u32(main, offset + 4)
    clx = table[start : start + size]
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:  # properties of pieces
        at += 3 + _u16(clx, at + 1)
    if at + 5 > len(clx) or clx[at] != 2:
        raise UnreadableError(Reason.DAMAGED, "the table of the document's pieces is missing")
    plain = _u16(main, 0) == _WORD_6
    return _from_table(clx[at + 5 : at + 5 + _u32(clx, at + 1)], plain)


def _from_table(table: bytes, plain: bool) -> list[_Piece]:
    count = max(0, (len(table) - 4) // 12)
    found = []
    for index in range(count):
        chars = _u32(table, 4 * index + 4) - _u32(table, 4 * index)
        place = _u32(table, 4 * (count + 1) + 8 * index + 2)
        if chars <= 0:
            continue
        if plain:
            found.append(_Piece(place, chars, 1))
        elif place & 0x40000000:
            found.append(_Piece((place & 0x3FFFFFFF) // 2, chars, 1))
        else:
            found.append(_Piece(place, chars, 2))
    return found


def _pieces_6(main: bytes, flags: int) -> list[_Piece]:
    if flags & _COMPLEX and _u32(main, 0x164):
        return _pieces(main, main, 0x160)
    first, last = _u32(main, 0x18), _u32(main, 0x1C)
    return [_Piece(first, max(0, last - first), 1)]


def _text(main: bytes, piece: _Piece, marks: dict[int, bool]) -> str:
    """A piece's text, the ends of rows and of paragraphs in cells told apart."""
    raw = bytearray(main[piece.start : piece.start + piece.chars * piece.width])
    ends = sorted(marks) if marks else []
    for end in ends[bisect_left(ends, piece.start) : bisect_left(ends, piece.start + len(raw) + 1)]:
        at = end - piece.start - piece.width
        if 0 <= at < len(raw):
            if raw[at] == ord(CELL_END) and marks[end]:
                raw[at] = ord(ROW_END)
            elif raw[at] == ord("\r"):
                raw[at] = ord(IN_CELL)
    text = raw.decode("utf-16-le" if piece.width == 2 else "cp1252", "replace")
    return text if marks else text.replace("\x07\x07", CELL_END + ROW_END)


def _marks(main: bytes, table: bytes) -> dict[int, bool]:
    """Where a paragraph of a table ends (byte in the stream): whether it is the end of a row."""
    start, size = _u32(main, 0x102), _u32(main, 0x106)
    bins = table[start : start + size]
    count = max(0, (len(bins) - 4) // 8)
    found: dict[int, bool] = {}
    for index in range(min(count, _MOST_PAGES)):
        number = _u32(bins, 4 * (count + 1) + 4 * index) & 0x3FFFFF
        page = main[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            found.update(_page_marks(page))
    return found


def _page_marks(page: bytes) -> Iterator[tuple[int, bool]]:
    count = page[_PAGE - 1]
    if 4 * (count + 1) + 13 * count > _PAGE:
        return
    for index in range(count):
        at = 2 * page[4 * (count + 1) + 13 * index]
        if not at:
            continue
        size = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
        at += 1 if page[at] else 2
        set_flags = _flags(page[at + 2 : min(at + size, _PAGE - 1)])
        if set_flags:
            yield _u32(page, 4 * index + 4), _ROW_MARK in set_flags


def _flags(properties: bytes) -> set[int]:
    """Which of the two table flags are set among a paragraph's properties."""
    found, at = set(), 0
    while at + 3 <= len(properties):
        code = _u16(properties, at)
        if code in (_IN_TABLE, _ROW_MARK) and properties[at + 2]:
            found.add(code)
        size = _OPERAND_BYTES[code >> 13]
        if code == 0xD608:  # sprmTDefTable has a length of two bytes, one too many
            size = 1 + _u16(properties, at + 2) if at + 4 <= len(properties) else 0
        elif not size:
            size = 1 + properties[at + 2]
        at += 2 + max(size, 1)
    return found


def _u16(raw: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", raw, at)[0])


def _u32(raw: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", raw, at)[0])
