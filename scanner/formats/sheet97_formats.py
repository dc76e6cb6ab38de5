"""Which numbers of an xls workbook its cells show with more digits than they have: 451 as "0451".

Records of BIFF8 and BIFF5; [MS-XLS] 2.4.126 (Format), 2.4.353 (XF), 2.4.180 (Number), 2.4.220 (RK),
2.4.175 (MulRk), 2.4.127 (Formula).
"""

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping

from scanner.formats.number_shapes import CellFormats
from scanner.formats.sheet97_parts import BOF, SHEET, records, string

Shown = Mapping[tuple[int, int], str]  # by row and column, counted from 0

_FORMAT, _STYLE = 0x41E, 0xE0
_NUMBER, _PACKED, _MANY_PACKED, _FORMULA = 0x203, 0x27E, 0xBD, 0x06
_BIFF8 = 0x600
_NO_NUMBER = b"\xff\xff"  # ends the value of a formula that gives a text, a truth or an error


def shown_cells(raw: bytes) -> dict[str, Shown]:
    """By sheet, the numbers that a format shows with added digits, as it shows them."""
    styles, names = _styles(raw)
    formats = CellFormats(styles)
    if not formats.add_digits:
        return {}
    found: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    sheet = ""
    for at, kind, content in records(raw):
        if kind == BOF:
            sheet = names.get(at, sheet)
        for row, column, style, number in _numbers(kind, content):
            if formats.adds_to(style):
                found[sheet][row, column] = formats.text(number, style)
    return dict(found)


def _styles(raw: bytes) -> tuple[list[tuple[int, str]], dict[int, str]]:
    """The number format of each style, and the sheets by their place."""
    codes: dict[int, str] = {}
    used: list[int] = []
    names: dict[int, str] = {}
    wide: bool | None = None  # strings are those of Excel 97
    for _, kind, content in records(raw):
        if kind == BOF and wide is None and len(content) >= 2:
            wide = int.from_bytes(content[:2], "little") >= _BIFF8
        elif kind == _FORMAT and len(content) > 3:
            number = int.from_bytes(content[:2], "little")
            codes[number] = string(content[2:], 2) if wide else content[3:].decode("latin-1")
        elif kind == _STYLE and len(content) >= 4:
            used.append(int.from_bytes(content[2:4], "little"))
        elif kind == SHEET and len(content) > 7:
            names[int.from_bytes(content[:4], "little")] = string(content[6:], 1)
    return [(number, codes.get(number, "")) for number in used], names


def _numbers(kind: int, content: bytes) -> Iterator[tuple[int, int, int, float]]:
    """Row, column, style and value of the numbers in one record."""
    if kind not in (_NUMBER, _PACKED, _MANY_PACKED, _FORMULA) or len(content) < 10:
        return
    row, column, style = struct.unpack_from("<3H", content)
    if kind == _PACKED:
        yield row, column, style, _unpacked(content[6:10])
    elif kind == _MANY_PACKED:
        for at in range(4, len(content) - 7, 6):
            (style,) = struct.unpack_from("<H", content, at)
            yield row, column, style, _unpacked(content[at + 2 : at + 6])
            column += 1
    elif len(content) >= 14 and (kind == _NUMBER or content[12:14] != _NO_NUMBER):
        yield row, column, style, struct.unpack_from("<d", content, 6)[0]


def _unpacked(raw: bytes) -> float:
    """A number packed into four bytes; [MS-XLS] 2.5.217."""
    (packed,) = struct.unpack("<i", raw)
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", bytes(4) + struct.pack("<I", packed & 0xFFFFFFFC))
    return number / 100 if packed & 1 else number
