"""SQL as tokens: a cursor over a text that comes in chunks, whatever the length of a line."""

import re
from collections.abc import Iterable

import regex

_MAX_TOKEN_CHARS = 64 * 1024**2

# A token of a row of values. `open` is a string that the text breaks off in. In MySQL a
# backslash escapes; in standard SQL it is a character like any other.
_REST = (
    r"|(?P<open>')|(?P<number>[-+]?[0-9][0-9.eE+-]*+(?![\w']))|(?P<hex>0[xX][0-9A-Fa-f]*+)"
    r"|(?P<word>[\w$@.\"`\[\]:*/+-]++)|(?P<mark>[(),;])|(?P<other>\S))"
)
_ESCAPING = r"(?P<string>'(?:[^'\\]++|\\.|'')*+')(?!')"
_PREFIX = r"(?P<prefix>(?:[nN]|_[A-Za-z0-9]{1,20}\s?|[xXbB])(?='))?+"
_E_STRING = r"(?P<prefix>[eE])(?P<string>'(?:[^'\\]++|\\.|'')*+')(?!')"
MYSQL = regex.compile(rf"\s*+(?:{_E_STRING}|{_PREFIX}{_ESCAPING}{_REST}", regex.DOTALL)
STANDARD = regex.compile(
    rf"\s*+(?:{_E_STRING}|{_PREFIX}(?P<string>'(?:[^']++|'')*+')(?!'){_REST}", regex.DOTALL
)
# A whole row of plain values, as nearly all are; the rest goes token by token.
_PLAIN = r"(?:NULL|[-+]?[0-9][0-9.eE+-]*+)"
PLAIN_ROWS = {
    True: re.compile(
        rf"(?:\s*+(?:{_PLAIN}|'(?:[^'\\]++|\\.|'')*+')\s*+[,)])++(?<=\))(?=[,;])", re.S
    ),
    False: re.compile(rf"(?:\s*+(?:{_PLAIN}|'(?:[^']++|'')*+')\s*+[,)])++(?<=\))(?=[,;])", re.S),
}
PLAIN_VALUES = {
    True: re.compile(r"\s*+(?:('(?:[^'\\]++|\\.|'')*+')|([^,)']++))[^,)]*+[,)]", re.S),
    False: re.compile(r"\s*+(?:('(?:[^']++|'')*+')|([^,)']++))[^,)]*+[,)]", re.S),
}
_ESCAPED = regex.compile(r"\\(.)|''", regex.DOTALL)
_MEANINGS = {"n": "\n", "t": "\t", "r": "\r", "0": " ", "b": " ", "Z": " "}


def unquoted(literal: str, escapes: bool) -> str:
    """The text of a string literal; `escapes`: a backslash has a meaning."""
    inner = literal[1:-1] if len(literal) > 1 and literal.endswith("'") else literal[1:]
    if escapes and "\\" in inner:
        return _ESCAPED.sub(_meaning, inner)
    return inner.replace("''", "'")


def _meaning(found: regex.Match[str]) -> str:
    character = found.group(1)
    return "'" if character is None else _MEANINGS.get(character, character)


class SqlCursor:
    """A place in the text."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._buffer, self._at, self._ended = "", 0, False
        self._line, self._counted = 1, 0  # lines counted up to this place in the buffer

    def line(self) -> int:
        """Number of the line the cursor is in."""
        if self._at > self._counted:
            self._line += self._buffer.count("\n", self._counted, self._at)
            self._counted = self._at
        return self._line

    def ensure(self, chars: int) -> bool:
        """Have that many characters at hand; False where the text ends before."""
        while len(self._buffer) - self._at < chars:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
                return False
            self.line()
            self._buffer, self._at, self._counted = self._buffer[self._at :] + chunk, 0, 0
        return True

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return not self.ensure(1)

    def step_over(self, pattern: re.Pattern[str]) -> None:
        """Leave out what the pattern matches here."""
        self.match(pattern, 1)

    def match(self, pattern: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """Step over the pattern where it stands here; it is given `reach` characters."""
        self.ensure(reach)
        found = pattern.match(self._buffer, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def peek(self, pattern: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """The same without the step."""
        self.ensure(reach)
        return pattern.match(self._buffer, self._at)

    def plain_row(self, escapes: bool) -> list[tuple[str, str]] | None:
        """The literals and words of a row that stands here whole and plain, up to its bracket."""
        found = PLAIN_ROWS[escapes].match(self._buffer, self._at)
        if found is None:
            return None
        self._at = found.end()
        return PLAIN_VALUES[escapes].findall(found.group())

    def token(self, pattern: regex.Pattern[str]) -> regex.Match[str] | None:
        """The next token of a row, whole whatever its length; None at the end of the text."""
        wanted = 4_096
        while True:
            found = pattern.match(self._buffer, self._at)
            cut = found is None or found.end() >= len(self._buffer) or found.lastgroup == "open"
            left = len(self._buffer) - self._at
            if not cut or self._ended or (left > _MAX_TOKEN_CHARS and found is not None):
                break
            self.ensure(left + wanted)
            wanted = 2 * wanted
        if found is not None:
            self._at = found.end()
        return found

    def rest_of_literal(self) -> str:
        """What follows a quote that is never closed, up to the longest token."""
        text = self._buffer[self._at :]
        self._at = len(self._buffer)
        return text

    def rest_of_line(self, longest: int, overlap: int = 0) -> tuple[str, bool]:
        """The text up to the line's end, or `longest` characters where the line goes on: True.

        Of a line that goes on, the last `overlap` characters are given again.
        """
        wanted = 1
        while (end := self._buffer.find("\n", self._at)) < 0:
            left = len(self._buffer) - self._at
            if left > longest or not self.ensure(left + wanted):
                end = len(self._buffer)
                break
            wanted = 2 * wanted
        if end - self._at > longest:
            end = self._at + longest
            text = self._buffer[self._at : end]
            self._at = max(end - overlap, self._at + 1)
            return text, True
        text, self._at = self._buffer[self._at : end], min(end + 1, len(self._buffer))
        return text, False
