"""Numbers as a spreadsheet shows them: dates, and formats that add digits: 42 as "0042".

A code kept as a number has lost its leading zeros; the cell's format gives them back. Formats
that only place commas, decimals or signs are left alone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import regex

# Built-in number formats that show dates; ECMA-376 part 1, 18.8.30.
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_CODE = regex.compile(r'(?i)(?:"[^"]*"|\[[^\]]*\]|\\.)|(?P<date>[dmyhs])')
# Day 0. Workbooks of old Macintosh programs count from 1904; there dates are four years early.
_EPOCH = datetime(1899, 12, 30)
_LAST_DAY = 2_958_466  # in the year 9999

_PLAIN = regex.compile(r'(?:0|[ ()+/-]|\\.|"[^"]*")+')
_PIECE = regex.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<digit>0)|(?P<sign>.)')
_MOST_DIGITS = 32


class CellFormats:
    """How the cell styles of one workbook show numbers."""

    def __init__(self, formats: Sequence[tuple[int, str]] = ()) -> None:
        """`formats`: by style, the number of its format and the code where it is no built-in."""
        self._dates = frozenset(
            style for style, (number, code) in enumerate(formats) if _is_date(number, code)
        )
        self._shapes = {style: code for style, (_, code) in enumerate(formats) if adds_digits(code)}

    @property
    def add_digits(self) -> bool:
        """Whether any style shows digits that a number does not have."""
        return bool(self._shapes)

    def adds_to(self, style: int) -> bool:
        """Whether that style shows digits that a number does not have."""
        return style in self._shapes

    def text(self, number: float, style: int) -> str:
        """The number as a cell of that style shows it."""
        if style in self._shapes and (text := shown(number, self._shapes[style])) is not None:
            return text
        if style in self._dates and 0 < number < _LAST_DAY:
            moment = _EPOCH + timedelta(seconds=round(number * 86_400))
            if number < 1:
                return moment.time().isoformat()
            return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ")
        return f"{number:.0f}" if number.is_integer() and abs(number) < 1e18 else repr(number)


def _is_date(number: int, code: str) -> bool:
    if code:
        return any(match["date"] for match in _DATE_CODE.finditer(code))
    return number in _DATE_FORMATS


def adds_digits(code: str) -> bool:
    """Whether the format shows more digits than a number has: zeros in a row, or a fixed prefix."""
    positive = code.split(";")[0]
    if not _PLAIN.fullmatch(positive):
        return False
    zeros = sum(piece["digit"] is not None for piece in _PIECE.finditer(positive))
    return 2 <= zeros <= _MOST_DIGITS


def shown(number: float, code: str) -> str | None:
    """The number in that format; None where it is no whole number that fits."""
    pieces = list(_PIECE.finditer(code.split(";")[0]))
    places = sum(piece["digit"] is not None for piece in pieces)
    if not 0 <= number < 1e15 or not float(number).is_integer():
        return None
    digits = f"{number:.0f}".zfill(places)
    text, extra, at = "", len(digits) - places, 0
    for piece in pieces:
        if piece["digit"] is None:
            text += piece["quoted"] or piece["escaped"] or piece["sign"] or ""
            continue
        step = 1 + (extra if at == 0 else 0)  # what does not fit stands before
        text += digits[at : at + step]
        at += step
    return text
