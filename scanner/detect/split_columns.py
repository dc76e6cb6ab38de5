"""Numbers that a form or export spread over adjacent columns: nhs1, nhs2, nhs3.

Such columns are joined into one more, which is searched like any other. Only values that have
the shape of what is known to be split so are joined: a ten-digit number, a National Insurance
number, a postcode, a date. Two telephone numbers under tel1 and tel2 stay two.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pyarrow as pa
import regex

from recognizers.context import normalise_header
from scanner.model import TextBatch

Group = tuple[str, tuple[int, ...]]  # what joins the pieces, and the columns' indices

_LONGEST_GROUP = 10  # one box a digit
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMBERED = regex.compile(r"(.*?)\s*(?:part|pt|box|group|segment)?\s*([0-9]{1,2})")
_LETTERED = regex.compile(r"(.*?)\s*(?:part|pt|box|group|segment)?\s+([a-j])")
_WORDED = regex.compile(rf"(.*?)\s*({'|'.join(_ORDINALS)})(?:\s*part)?")
_DATE_PART = regex.compile(r"(.*?)\s*(?<![a-z])(day|dd|d|month|mm|mon|m|year|yyyy|yy|yr|y)")
_DATE_ORDERS = ("dmy", "ymd", "mdy")
# What a reader of tables calls a column without a name, as those under a merged header are.
_NAMELESS = regex.compile(r"column (?:[a-z]{1,3}|[0-9]{1,4})")

_PIECE = regex.compile(r"[0-9A-Za-z]{1,7}")
_FLOAT_TAIL = regex.compile(r"\.0{1,2}$")
_SHAPE = regex.compile(
    r"[0-9]{3} [0-9]{3} [0-9]{4}"
    r"|[A-Za-z]{2}(?: ?[0-9]{2}){3} ?[A-Da-d]?"
    r"|[A-Za-z]{1,2}[0-9][0-9A-Za-z]? [0-9][A-Za-z]{2}"
)
_DATE_SHAPE = regex.compile(r"[0-9]{1,4}/[0-9A-Za-z]{1,3}/[0-9]{2,4}")


def joined(columns: Sequence[TextBatch]) -> Iterator[TextBatch]:
    """One more batch for every run of columns that hold the pieces of one value a row.

    `columns` are columns of the same records; the new ones are named after all their columns.
    """
    names = tuple(batch.column or "" for batch in columns)
    for joiner, indices in _groups(names):
        pieces = [columns[index].values.to_pylist() for index in indices]
        values = [_join(row, joiner) for row in zip(*pieces, strict=True)]
        if any(values):
            first = columns[indices[0]]
            name = " + ".join(names[index] for index in indices)
            array = pa.array(values, pa.string())
            yield TextBatch(array, first.unit, first.part, name, first.first)


def _join(pieces: Sequence[str | None], joiner: str) -> str | None:
    """The value that the pieces make, or None where they make none that is known."""
    stripped = [_FLOAT_TAIL.sub("", (piece or "").strip()) for piece in pieces]
    while stripped and not stripped[-1]:
        stripped.pop()
    if not all(map(_PIECE.fullmatch, stripped)) or len(stripped) < 2:
        return None
    if joiner == "/":
        date = "/".join(stripped)
        return date if _DATE_SHAPE.fullmatch(date) else None
    digits = all(map(str.isdigit, stripped))
    if len(stripped) == 10 and digits:
        return "".join(stripped) if max(map(len, stripped)) == 1 else None
    if len(stripped) == 3 and digits:
        # Each piece lost its leading zeros where a spreadsheet took it for a number.
        stripped = [piece.zfill(n) for piece, n in zip(stripped, (3, 3, 4), strict=True)]
    value = " ".join(stripped)
    return value if _SHAPE.fullmatch(value) else None


@lru_cache(maxsize=256)
def _groups(names: tuple[str, ...]) -> tuple[Group, ...]:
    """The runs of columns whose names say that they belong together."""
    words = [normalise_header(name) for name in names]
    found: list[Group] = []
    start = 0
    while start < len(words) - 1:
        joiner, length = _run(words[start : start + _LONGEST_GROUP])
        if length > 1:
            found.append((joiner, tuple(range(start, start + length))))
        start += max(length, 1)
    return tuple(found)


def _run(words: Sequence[str]) -> tuple[str, int]:
    """How many of the first columns belong together, and what joins their pieces."""
    if len(words) > 2 and _is_date(words[:3]):
        return "/", 3
    length = max(_counted(words, form) for form in (_NUMBERED, _LETTERED, _WORDED))
    return " ", length if length > 1 else _under_merged_header(words)


def _is_date(words: Sequence[str]) -> bool:
    parts = [_DATE_PART.fullmatch(word) for word in words]
    stems = {part[1] for part in parts if part}
    order = "".join(part[2][0] for part in parts if part)
    return len(stems) == 1 and order in _DATE_ORDERS


def _counted(words: Sequence[str], form: "regex.Pattern[str]") -> int:
    """How many names in a row are one name, counted: 1 2 3, a b c, first second third."""
    stem, count = None, 0
    for word in words:
        part = form.fullmatch(word)
        if part is None or not part[1] or (stem is not None and part[1] != stem):
            break
        if _number(part[2]) != count + 1:
            break
        stem, count = part[1], count + 1
    return count


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else ord(word) - ord("a") + 1


def _under_merged_header(words: Sequence[str]) -> int:
    """A named column and the nameless ones right of it."""
    if _NAMELESS.fullmatch(words[0]):
        return 1
    nameless = 0
    for word in words[1:]:
        if not _NAMELESS.fullmatch(word):
            break
        nameless += 1
    return 1 + nameless
