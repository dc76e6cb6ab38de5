"""Rows out of VALUES lists and COPY blocks."""

import re
from collections.abc import Iterator

import regex

from scanner.formats.blobs import Cell, from_hex
from scanner.formats.sql_scan import MYSQL, STANDARD, SqlCursor, unquoted

Row = list[Cell]

_ESCAPE = regex.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", regex.DOTALL)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
_ESCAPED_TAB = regex.compile(r"\\(?s:(\t)|.)")
_CHARACTERS = {"b": " ", "f": " ", "n": "\n", "r": "\r", "t": "\t", "v": " "}


class CutOffError(Exception):
    """The dump ends inside a statement."""


class _Value:
    """The value that is being read, which may be an expression of several tokens."""

    def __init__(self) -> None:
        self.texts: list[str] = []  # what string literals in it hold
        self.words: list[str] = []  # the rest of it
        self.bytes: Cell = None  # what a literal of bytes in it means
        self.is_bytes = False

    def cell(self) -> Cell:
        """What to look at: the literals where there are any; nothing for NULL."""
        if self.texts:
            return " ".join(self.texts)
        if self.is_bytes:
            return self.bytes
        words = " ".join(self.words)
        return None if not words or words.upper() in {"NULL", "DEFAULT"} else words


def rows_of_values(cursor: SqlCursor, escapes: bool) -> Iterator[Row]:
    """The rows from `(` to the end of the list; what follows it is left to the cursor.

    Raises `CutOffError` where the text ends in a row; what there is of that row is given first.
    """
    reader = _Reader(cursor, escapes)
    while reader.opens():
        yield reader.row()
        if reader.cut_off:
            raise CutOffError


class _Reader:
    def __init__(self, cursor: SqlCursor, escapes: bool) -> None:
        self._cursor, self._escapes = cursor, escapes
        self._pattern = MYSQL if escapes else STANDARD
        self.cut_off = False

    def opens(self) -> bool:
        """Whether another row begins here."""
        return self._cursor.match(_ROW_OPENS, 4_096) is not None

    def row(self) -> Row:
        """The values up to the bracket that closes the row."""
        if (plain := self._cursor.plain_row(self._escapes)) is not None:
            return [self._plain(literal, word) for literal, word in plain]
        row: Row = []
        value, depth = _Value(), 0
        for token in iter(lambda: self._cursor.token(self._pattern), None):
            mark = token["mark"]
            if mark is None:
                self._add(value, token)
                if self.cut_off:
                    break
            elif mark == ")" and not depth:
                row.append(value.cell())
                return row
            elif mark == "," and not depth:
                row.append(value.cell())
                value = _Value()
            else:
                depth += {"(": 1, ")": -1}.get(mark, 0)
        self.cut_off = True
        row.append(value.cell())
        return row

    def _plain(self, literal: str, word: str) -> Cell:
        if literal:
            return self._string(unquoted(literal, self._escapes))
        return None if word.rstrip() == "NULL" else word.rstrip()

    def _add(self, value: _Value, token: regex.Match[str]) -> None:
        literal, prefix = token["string"], (token["prefix"] or "").strip().lower()
        if token["open"]:
            self.cut_off = True
            literal = "'" + self._cursor.rest_of_literal()
        if token["hex"] or prefix == "x":
            digits = unquoted(literal, False) if literal else token["hex"][2:]
            value.bytes, value.is_bytes = from_hex(digits), True
        elif literal is None:
            value.words.append(token.group().strip())
        elif prefix == "b":  # bits hold no text
            value.is_bytes = True
        else:
            self._add_string(value, unquoted(literal, self._escapes or prefix == "e"))

    def _add_string(self, value: _Value, text: str) -> None:
        cell = self._string(text)
        if isinstance(cell, str):
            value.texts.append(cell)
        else:
            value.bytes, value.is_bytes = cell, True

    def _string(self, text: str) -> Cell:
        """A string; one of PostgreSQL's may be bytes."""
        return text if self._escapes else bytea(text)


# After a row: a comma, and the next. "(" alone begins the first.
_ROW_OPENS = re.compile(r"\s*+,?\s*+\(")


def bytea(text: str) -> Cell:
    r"""What a value of PostgreSQL means: bytes are written as `\x4b6579`."""
    if text.startswith("\\x") and _HEX.fullmatch(text, 2):
        return from_hex(text[2:])
    return text


def copied_row(line: str) -> Row:
    r"""The values of a line of COPY's text format: tabs between, `\N` for NULL."""
    if "\\\t" in line:  # as MySQL writes a tab that is no delimiter
        line = _ESCAPED_TAB.sub(lambda found: "\\t" if found[1] else found[0], line)
    return [None if field == "\\N" else _copied(field) for field in line.split("\t")]


def goes_on(line: str) -> bool:
    """Whether a row goes on behind this line: MySQL writes a line end as a backslash and one."""
    return line.endswith("\\") and (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _copied(field: str) -> Cell:
    return bytea(_ESCAPE.sub(_meaning, field)) if "\\" in field else field


def _meaning(found: regex.Match[str]) -> str:
    octal, hexadecimal, character = found.groups()
    if character is not None:
        return _CHARACTERS.get(character, character)
    code = int(octal, 8) & 255 if octal else int(hexadecimal, 16)
    return chr(code) if code else " "
