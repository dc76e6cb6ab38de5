"""Written dates: the forms British records hold, and the days they can mean."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"[0-9]+|[A-Za-z]+")

# The written forms as expressions, without borders; every one is bounded. Dashes and spaces may
# be typographic ones.
_SPACE = r"[ \u00a0\u2009\u202f]"
_MARK = r"[./\-\u2010-\u2015\u2212]"
_BETWEEN = rf"(?:{_SPACE}|{_MARK}){{0,2}}"
_SHORT_YEAR = r"['\u2018\u2019]?[0-9]{2}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NUMERIC_DATE = (
    rf"[0-9]{{1,2}}{_SPACE}?{_MARK}{_SPACE}?[0-9]{{1,2}}{_SPACE}?{_MARK}{_SPACE}?"
    rf"(?:[0-9]{{4}}|{_SHORT_YEAR})"
)
SPACED_DATE = rf"[0-9]{{2}}{_SPACE}[0-9]{{2}}{_SPACE}(?:[0-9]{{4}}|[0-9]{{2}})"
ISO_DATE = rf"[0-9]{{4}}{_MARK}[0-9]{{1,2}}{_MARK}[0-9]{{1,2}}"
COMPACT_DATE = r"(?:[0-9]{8}|[0-9]{6})"
DAY_FIRST_DATE = (
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?{_BETWEEN}(?:of[ ])?{_MONTH},?{_BETWEEN}"
    rf"(?:[0-9]{{4}}|{_SHORT_YEAR})"
)
MONTH_FIRST_DATE = rf"{_MONTH}[ \-.]{{1,2}}[0-9]{{1,2}}(?:st|nd|rd|th)?[ ,]{{1,2}}[0-9]{{4}}"
WRITTEN_DATE = (
    rf"(?:{ISO_DATE}|{NUMERIC_DATE}|{SPACED_DATE}|{DAY_FIRST_DATE}|{MONTH_FIRST_DATE}"
    rf"|{COMPACT_DATE})"
)


# Spreadsheets count days; their day 1 is 1 January 1900, and 1900 had a day too many.
_DAY_ZERO = date(1899, 12, 30)
_SERIAL_DIGITS = 5  # 10000 is in 1927; fewer digits might be a year


def parse_dates(text: str) -> list[date]:
    """The days a written date can mean: none, one, or more where year or order is open."""
    parts = [part for part in map(str.lower, _PARTS.findall(text)) if part not in _ORDINALS]
    if len(parts) == 1 and len(parts[0]) == _SERIAL_DIGITS:
        return [_DAY_ZERO + timedelta(int(parts[0]))] if parts[0].isdigit() else []
    if len(parts) == 1:
        parts = _split_compact(parts[0])
    if len(parts) < 3:
        return []
    return list(dict.fromkeys(_days(*parts[:3])))


_ORDINALS = frozenset({"st", "nd", "rd", "th", "of"})


def _split_compact(part: str) -> list[str]:
    """`19410312`, `12031941`, `120341` and time stamps that begin with a date, cut into three."""
    if not part.isdigit() or len(part) not in (6, 8, 12, 14):
        return []
    if len(part) > 6 and part[:2] in ("19", "20") and int(part[4:6]) <= 12:
        return [part[:4], part[4:6], part[6:8]]
    return [part[:2], part[2:4], part[4:8]] if len(part) in (6, 8) else []


def day_first(day: str, month: str, year: str) -> list[date]:
    """The days that a day, a month and a year of two or four digits can mean, in that order."""
    years = (year,) if len(year) == 4 else ("19" + year, "20" + year)
    return [found for candidate in years for found in _valid(candidate, month, day)]


def _days(first: str, second: str, third: str) -> Iterator[date]:
    if len(first) == 4:
        yield from _valid(first, second, third)
        return
    # Day first is the British order; month first comes with software from elsewhere.
    yield from day_first(first, second, third)
    yield from day_first(second, first, third)


def _valid(year: str, month: str, day: str) -> Iterator[date]:
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    if not (month.isdigit() and day.isdigit() and year.isdigit()):
        return
    try:
        yield date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return
