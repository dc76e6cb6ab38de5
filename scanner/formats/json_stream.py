"""JSON piece by piece: values are decoded one at a time out of a sliding buffer of text."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import regex

MAX_VALUE_CHARS = 64 * 1024**2  # one value; an array of records is never held as a whole

_SPACE: Any = regex.compile(r"[\s\ufeff]*+")
_FIRST_LINE = regex.compile(r"([^\n]*+)\n\s*+(\S)")
_FIRST_LINE_CHARS = 4 * 1024**2
_NEAR_END = 64  # no number or literal that goes on behind the buffer's end is longer


class BrokenJsonError(Exception):
    """What stands at the cursor is no JSON. Carries no content."""


class JsonTooLargeError(Exception):
    """One value is larger or deeper than is read."""


def _merged(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; a key that is written twice keeps both values."""
    merged = dict(pairs)
    if len(merged) == len(pairs):
        return merged
    gathered: dict[str, list[Any]] = {}
    for key, value in pairs:
        gathered.setdefault(key, []).append(value)
    return {key: values if len(values) > 1 else values[0] for key, values in gathered.items()}


# Numbers stay as they are written: 9990000018.0, leading zeros behind the point, long integers.
DECODER = json.JSONDecoder(
    strict=False,
    parse_int=str,
    parse_float=str,
    parse_constant=str,
    object_pairs_hook=_merged,
)


class JsonCursor:
    """A place in a JSON text that comes in chunks."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._buffer, self._at, self._ended = "", 0, False
        self._line, self._counted = 1, 0  # lines counted up to this place in the buffer
        self.open_key = ""  # the key whose value is being read: text that breaks needs its label

    def line(self) -> int:
        """Number of the line the cursor is in."""
        self._line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            self._at = _SPACE.match(self._buffer, self._at).end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def starts_array_of_objects(self) -> bool:
        """Whether the next characters that are no spaces are `[` and `{`."""
        if self.peek() != "[":
            return False
        after = self._at + 1
        while True:
            after = _SPACE.match(self._buffer, after).end()
            if after < len(self._buffer):
                return self._buffer[after] == "{"
            after -= self._at
            if not self._more():
                return False

    def starts_json_lines(self) -> bool:
        """Whether the first line is a whole document and the next begins another."""
        opening = self.peek()
        closing = {"{": "}", "[": "]"}.get(opening)
        while (found := _FIRST_LINE.match(self._buffer, self._at)) is None:
            if len(self._buffer) - self._at > _FIRST_LINE_CHARS or not self._more():
                return False
        first, following = found.groups()
        return first.rstrip().endswith(closing or "\n") and following in "{["

    def take(self, expected: str) -> bool:
        """Step over the next character where it is one of those expected."""
        found = self.peek()
        if found and found in expected:
            self._at += 1
            return True
        return False

    def value(self) -> Any:
        """The value at the cursor, decoded. Raises `BrokenJsonError`, `JsonTooLargeError`."""
        self.peek()
        wanted = 2 * _NEAR_END
        while True:
            try:
                value, end = DECODER.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise JsonTooLargeError from None
            except json.JSONDecodeError as error:
                if self._ended or not self._is_cut(error):
                    raise BrokenJsonError from None
            else:
                if self._ended or self._is_complete(end):
                    self._at = end
                    return value
            wanted = self._grow(wanted)

    def _grow(self, wanted: int) -> int:
        """Have at least `wanted` more characters; doubling keeps retries few."""
        if len(self._buffer) - self._at > MAX_VALUE_CHARS:
            raise JsonTooLargeError
        target = len(self._buffer) - self._at + wanted
        while len(self._buffer) - self._at < target and self._more():
            pass
        return 2 * wanted

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated") or error.pos >= len(self._buffer) - _NEAR_END

    def _is_complete(self, end: int) -> bool:
        """Whether a value that ends at `end` cannot go on behind the buffer."""
        return self._buffer[end - 1] in '"]}' or end < len(self._buffer) - _NEAR_END

    def _more(self) -> bool:
        chunk = next(self._chunks, None)
        if chunk is None:
            self._ended = True
            return False
        self.line()
        self._buffer, self._at, self._counted = self._buffer[self._at :] + chunk, 0, 0
        return True

    def rest(self) -> tuple[int, Iterator[str]]:
        """All text from the cursor on and the number of its first line."""
        line = self.line()
        label = f'"{self.open_key}": ' if self.open_key else ""
        held, self._buffer, self._at = label + self._buffer[self._at :], "", 0
        return line, _chained(held, self._chunks)

    def rest_of_line(self) -> tuple[int, str]:
        """What is left of the line at the cursor, which steps behind it, and its number."""
        while (end := self._buffer.find("\n", self._at)) < 0:
            if len(self._buffer) - self._at > MAX_VALUE_CHARS:
                raise JsonTooLargeError
            if not self._more():
                end = len(self._buffer)
                break
        number = self.line()
        text, self._at = self._buffer[self._at : end], end
        return number, text


def _chained(held: str, chunks: Iterator[str]) -> Iterator[str]:
    yield held
    yield from chunks
