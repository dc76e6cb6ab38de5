"""Rich Text: paragraphs and tables, and apart from them headers, notes, comments, properties."""

import codecs
from binascii import unhexlify
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import BinaryIO

import regex

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.documents import Block, TableNames, block_batches
from scanner.formats.pictures import pictures
from scanner.formats.protocol import Extracted
from scanner.formats.rtf_groups import BODY, Flow, Place, State
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, Reason, Unit

_TOKEN = regex.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+",
    regex.IGNORECASE | regex.DOTALL,
)
_CHARACTERS = {
    **dict.fromkeys((b"line", b"softline"), "\n"),
    b"nestcell": " | ",
    b"nestrow": "\n",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_PARAGRAPH_ENDS = frozenset({b"par", b"sect", b"page"})
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Paragraphs as BLOCKs, tables of records as ROWs, objects and pictures as members."""
    raw = bounded_read(stream, min(limits.max_member_bytes, limits.memory_bytes // 8))
    walk = _Walk(raw)
    names = TableNames()
    apart: dict[Place, list[Block]] = defaultdict(list)
    found = False
    for batch in block_batches(_body(walk, apart), limits, "", names):
        found = True
        yield batch
    for (part, column), blocks in apart.items():
        found = True
        if column:
            texts = (block for block in blocks if isinstance(block, str))
            yield from value_batches(texts, Unit.BLOCK, limits, part, column)
        else:
            yield from block_batches(blocks, limits, part, names)
    yield from _members(walk.packed, limits)
    if not found and not walk.packed:
        raise UnreadableError(Reason.NO_TEXT, "no text outside settings")


def _body(walk: "_Walk", apart: dict[Place, list[Block]]) -> Iterator[Block]:
    """The running text; what stands elsewhere is kept for later."""
    for place, block in walk.blocks():
        if place == BODY:
            yield block
        elif not isinstance(block, str) or not _is_number(block):
            apart[place].append(block)


def _is_number(text: str) -> bool:
    """Whether it is blank or a lone number: a colour, a width, a moment."""
    return not text.strip() or text.strip(" -").isdecimal()


def _members(packed: list[tuple[bytes, bytes]], limits: Limits) -> Iterator[Extracted]:
    """The files put into the document; its pictures where they are to be read, else a note."""
    drawn = [content for word, content in packed if word == b"pict"]
    objects = [content for word, content in packed if word != b"pict"]
    for number, content in enumerate(objects, start=1):
        inner = content[max(0, content.find(_OLE)) :]
        yield Member(f"object {number}", partial(BytesIO, inner), len(inner))
    yield from pictures(drawn, limits)


class _Walk:
    """Walks the tokens; a group's state ends with its brace."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._codec = "cp1252"
        self._stack: list[State] = []
        self._state = State()
        self._flows = [Flow(BODY)]  # of the places that are open, the innermost last
        self._groups = 0
        self._starred = False
        self._to_skip = 0
        self._high = 0  # first half of a surrogate pair
        self._digits: list[bytes] = []  # of the packed file that is open
        self.packed: list[tuple[bytes, bytes]] = []  # (word, content) of each packed file

    def blocks(self) -> Iterator[tuple[Place, Block]]:
        """Paragraphs and tables in their order, each with its place."""
        position = 0
        while token := _TOKEN.match(self._raw, position):
            position = token.end()
            if token["brace"]:
                yield from self._brace(token["brace"] == b"{")
            elif token["word"]:
                word = token["word"].lower()
                position += self._binary(word, token["number"], position)
                yield from self._word(word, token["number"])
            else:
                self._characters(token)
        while self._flows:
            yield from self._flows.pop().close()

    def _brace(self, opens: bool) -> Iterator[tuple[Place, Block]]:
        self._to_skip = 0
        self._starred = False
        if opens:
            self._stack.append(self._state)
            self._groups += 1
            return
        before, self._state = self._state, self._stack.pop() if self._stack else State()
        if before.packed and not self._state.packed:
            self._unpack(before.packed)
        if before.group != self._state.group and len(self._flows) > 1:
            yield from self._flows.pop().close()

    def _unpack(self, word: bytes) -> None:
        digits = b"".join(b"".join(self._digits).split())
        self._digits.clear()
        try:
            self.packed.append((word, unhexlify(digits[: len(digits) & ~1])))
        except ValueError:
            self.packed.append((word, digits))

    def _binary(self, word: bytes, number: bytes | None, position: int) -> int:
        r"""How many raw bytes follow behind `\bin`."""
        size = max(0, int(number or b"0")) if word == b"bin" else 0
        if size and self._state.packed:
            self._digits.append(self._raw[position : position + size].hex().encode())
        return size

    def _word(self, word: bytes, number: bytes | None) -> Iterator[tuple[Place, Block]]:
        state, flow = self._state, self._flows[-1]
        starred, self._starred = self._starred, False
        begun = state.begin(word, starred, self._groups)
        if begun is not state and not state.silent:
            self._state = begun
            if begun.group != state.group:
                self._flows.append(Flow(begun.place))
        elif word == b"ansicpg" and number:
            self._codec = _codec(int(number))
        elif word == b"uc":
            self._state = replace(state, fallback=max(0, int(number or b"1")))
        elif state.silent:
            return
        elif word == b"u":
            self._put(self._unicode(int(number or b"0")))
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word in _PARAGRAPH_ENDS:
            yield from flow.end_paragraph(state.in_table)
        elif word in {b"cell", b"row"}:
            flow.end_cell(state.in_table) if word == b"cell" else flow.end_row()
        else:
            self._setting(word, number)

    def _setting(self, word: bytes, number: bytes | None) -> None:
        if word in {b"intbl", b"pard"}:
            self._state = replace(self._state, in_table=word == b"intbl")
        elif word in {b"deleted", b"plain"}:
            self._state = replace(self._state, deleted=word == b"deleted" and number != b"0")

    def _put(self, text: str) -> None:
        flow = self._flows[-1]
        if not self._state.in_table:
            flow.leave_row()
        (flow.deleted if self._state.deleted else flow.text).append(text)

    def _unicode(self, number: int) -> str:
        code = number & 0xFFFF  # written as a signed 16-bit number
        self._to_skip = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        high, self._high = self._high, 0
        if not 0xDC00 <= code < 0xE000:
            return chr(code)
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else ""

    def _characters(self, token: regex.Match[bytes]) -> None:
        if self._state.silent:
            if self._state.packed and token["text"]:
                self._digits.append(token["text"])
        elif token["text"]:
            text = token["text"][self._to_skip :]
            self._to_skip = max(0, self._to_skip - len(token["text"]))
            self._put(text.decode(self._codec, "replace"))
        elif token["hex"]:
            if self._to_skip:
                self._to_skip -= 1
            else:
                self._put(bytes.fromhex(token["hex"].decode()).decode(self._codec, "replace"))
        elif token["symbol"] == b"*":
            self._starred = True
        elif token["symbol"] in _SYMBOLS:
            self._put(_SYMBOLS[token["symbol"]])


def _codec(page: int) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"
