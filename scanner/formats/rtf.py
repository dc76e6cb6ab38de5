"""Rich Text: the text of all groups that hold any, paragraph by paragraph."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Reason, Unit

_TOKEN = regex.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+",
    regex.IGNORECASE | regex.DOTALL,
)
# Groups that hold settings or packed pictures and objects, not text.
_SILENT = frozenset(
    b"fonttbl colortbl stylesheet pict objdata themedata datastore colorschememapping latentstyles"
    b" listtable listoverridetable rsidtbl generator xmlnstbl blipuid fontemb panose".split()
)
_BREAKS = {
    **dict.fromkeys((b"par", b"row", b"nestrow", b"sect", b"page", b"line"), "\n"),
    **dict.fromkeys((b"cell", b"nestcell"), " | "),
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Paragraphs and table rows as BLOCKs, numbered from 1."""
    raw = bounded_read(stream, min(limits.max_member_bytes, limits.memory_bytes // 8))
    found = False
    for batch in value_batches(_paragraphs(raw), Unit.BLOCK, limits):
        found = True
        yield batch
    if not found:
        raise UnreadableError(Reason.NO_TEXT, "no text outside settings and pictures")


def _paragraphs(raw: bytes) -> Iterator[str]:
    held = ""
    for piece in _Text(raw).pieces():
        if piece == "\n":
            yield held
            held = ""
        else:
            held += piece
    yield held


class _Text:
    """Walks the tokens; a group's state ends with its brace."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._codec = "cp1252"
        self._stack: list[tuple[bool, int]] = []
        self._silent = False
        self._skip_after_unicode = 1  # fallback characters behind a \u; \uc sets it
        self._to_skip = 0
        self._high = 0  # first half of a surrogate pair

    def pieces(self) -> Iterator[str]:
        """Pieces of text in their order; a line feed alone ends a paragraph."""
        position = 0
        while token := _TOKEN.match(self._raw, position):
            position = token.end()
            if token["brace"]:
                self._group(token["brace"] == b"{")
            elif token["word"]:
                word = token["word"].lower()
                position += self._binary(word, token["number"])
                yield from self._word(word, int(token["number"] or b"-1"))
            elif not self._silent:
                yield from self._characters(token)

    def _group(self, opens: bool) -> None:
        self._to_skip = 0
        if opens:
            self._stack.append((self._silent, self._skip_after_unicode))
        elif self._stack:
            self._silent, self._skip_after_unicode = self._stack.pop()

    def _binary(self, word: bytes, number: bytes | None) -> int:
        """Bytes that follow raw behind `\\bin`."""
        return max(0, int(number or b"0")) if word == b"bin" else 0

    def _word(self, word: bytes, number: int) -> Iterator[str]:
        if word in _SILENT:
            self._silent = True
        elif word == b"ansicpg" and number > 0:
            self._codec = _codec(number)
        elif word == b"uc":
            self._skip_after_unicode = max(0, number)
        elif word == b"u" and not self._silent:
            yield from self._unicode(number)
        elif word in _BREAKS and not self._silent:
            yield _BREAKS[word]

    def _unicode(self, number: int) -> Iterator[str]:
        code = number & 0xFFFF  # written as a signed 16-bit number
        self._to_skip = self._skip_after_unicode
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                yield chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00)
            self._high = 0
        else:
            yield chr(code)

    def _characters(self, token: regex.Match[bytes]) -> Iterator[str]:
        if token["text"]:
            text = token["text"][self._to_skip :]
            self._to_skip = max(0, self._to_skip - len(token["text"]))
            yield text.decode(self._codec, "replace")
        elif token["hex"]:
            if self._to_skip:
                self._to_skip -= 1
            else:
                yield bytes.fromhex(token["hex"].decode()).decode(self._codec, "replace")
        elif token["symbol"] in _SYMBOLS:
            yield _SYMBOLS[token["symbol"]]


def _codec(page: int) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"
