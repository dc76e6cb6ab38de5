"""Amazon Ion as text: one value out of one line, as a JSON reader would give it.

Enough of the Ion 1.0 specification for exports: structures, lists, strings, symbols, numbers, bytes
and annotations, which are dropped.
"""

import base64
import binascii
from typing import Any

import regex

from scanner.formats.blobs import meaning

_DEEPEST = 64
_TOKEN = regex.compile(
    r"""[\s]*+(?:(?P<bytes>\{\{\s*+(?P<content>[A-Za-z0-9+/=\s]*+)\}\})
    |(?P<string>"(?:[^"\\]++|\\.)*+")|(?P<long>'''(?:[^'\\]++|\\.|'(?!''))*+''')
    |(?P<symbol>'(?:[^'\\]++|\\.)*+')|(?P<colons>::?)|(?P<mark>[{}\[\](),])
    |(?P<bare>[^\s{}\[\](),:"']++))""",
    regex.DOTALL | regex.VERBOSE,
)
_ESCAPE = regex.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", regex.DOTALL
)
_MEANINGS = {"n": "\n", "t": "\t", "r": "\r", "0": " ", "a": " ", "b": " ", "f": " ", "v": " "}
_NUMBER = regex.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?")
_CLOSING = {"{": "}", "[": "]", "(": ")"}


class BrokenIonError(Exception):
    """The line is no Ion value. Carries no content."""


def decode(line: str) -> Any:
    """The value in the line, `$ion_1_0` before it left out. Raises `BrokenIonError`."""
    return _Line(line.strip().removeprefix("$ion_1_0")).value(0)


class _Line:
    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def value(self, depth: int) -> Any:
        """The value that begins here; annotations before it are stepped over."""
        token = self._next()
        while token["mark"] is None and self._steps_over("::"):
            token = self._next()
        mark = token["mark"]
        if mark is None:
            return _scalar(token)
        if mark not in _CLOSING or depth > _DEEPEST:
            raise BrokenIonError
        return self._fields(depth) if mark == "{" else self._items(_CLOSING[mark], depth)

    def _fields(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self._steps_over("}"):
            name = _scalar(self._next())
            if not self._steps_over(":"):
                raise BrokenIonError
            found[str(name)] = self.value(depth + 1)
            self._steps_over(",")
        return found

    def _items(self, closing: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while not self._steps_over(closing):
            found.append(self.value(depth + 1))
            self._steps_over(",")
        return found

    def _next(self) -> regex.Match[str]:
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            raise BrokenIonError
        self._at = token.end()
        return token

    def _steps_over(self, expected: str) -> bool:
        """Whether that is what follows; if so it is stepped over."""
        token = _TOKEN.match(self._text, self._at)
        if token is None or expected not in (token["mark"], token["colons"]):
            return False
        self._at = token.end()
        return True


def _scalar(token: regex.Match[str]) -> Any:
    if token["bytes"]:
        try:
            return meaning(base64.b64decode(token["content"]))
        except (binascii.Error, ValueError):
            return None
    if (quoted := token["string"] or token["symbol"]) is not None:
        return _ESCAPE.sub(_meaning, quoted[1:-1])
    if token["long"]:
        return _ESCAPE.sub(_meaning, token["long"][3:-3])
    bare = token["bare"]
    if bare is None:
        raise BrokenIonError
    if bare == "null" or bare.startswith("null."):
        return None
    # A decimal number without places is written with its point: 9990000018.
    return bare.rstrip(".").replace("_", "") if _NUMBER.fullmatch(bare) else bare


def _meaning(found: regex.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is None:
        return _MEANINGS.get(found[4], found[4])
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 else " "
