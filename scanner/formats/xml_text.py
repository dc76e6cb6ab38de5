"""XML, streamed: records with a column for each path, or running text in blocks.

No entity is fetched and no DTD loaded; the parser's own limits stop entities that grow.
"""

import re
from collections.abc import Iterable, Iterator
from html.entities import name2codepoint
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree

from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher, column_batches, line_batches
from scanner.formats.xml_records import BARE_AMPERSAND, BARE_LESS, DocumentTarget, RecordTarget
from scanner.formats.xml_shape import Kind, Shape, ShapeTarget
from scanner.model import DataObject, Limits, Reason, Skipped, Stage, Unit

_SHAPE_CHARS = 256 * 1024  # the shape is judged by so much of the beginning
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n"} | {
    0xFFFE: " ",
    0xFFFF: " ",
}
# What would stop the parser and is plainly text: "R & D", "<5 units"; and HTML's entities.
_MARK = re.compile(
    r"&(?:#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|([A-Za-z_][\w.-]{0,31});)?|<(?=[\s0-9=<&])"
)
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SLICE_CHARS = 16_384
_HELD_CHARS = 48  # a mark at the end of a chunk may go on in the next
_DECLARED = re.compile(r"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_CODECS = re.compile(
    r"(?i)iso-8859-[0-9]{1,2}|windows-125[0-8]|cp[0-9]{3,4}|koi8-[ru]|shift_jis|euc-..|big5"
    r"|gb[0-9k]{3,5}"
)
# Errors behind which parsing goes on with nothing lost.
_HARMLESS = frozenset({"ERR_UNDECLARED_ENTITY", "ERR_HYPHEN_IN_COMMENT", "ERR_INVALID_CHAR"})
_NO_XML = frozenset({"ERR_DOCUMENT_EMPTY", "ERR_INTERNAL_ERROR"})


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """Records as rows, or text as blocks. Damaged XML is read as text from the damage on."""
    head = stream.read(512)
    declared = _declared_codec(head)
    shape = _shape(_from_start(stream, declared, limits))
    parse = _records if shape.kind is Kind.RECORDS else _document
    feed = _Feed(_from_start(stream, declared, limits))
    yield from parse(feed, shape, limits)
    if feed.damaged_line:
        chunks = _from_line(_from_start(stream, declared, limits), feed.damaged_line)
        yield from line_batches(chunks, limits, first=feed.damaged_line)
        detail = f"no well-formed XML from line {feed.damaged_line} on; the rest was read as text"
        yield Skipped(Stage.READ, Reason.DAMAGED, detail)
    elif feed.cut_off:
        yield from column_batches([feed.open_tag], None, 1, limits, Unit.BLOCK)
        yield Skipped(Stage.READ, Reason.DAMAGED, "ends before its last element is closed")


def _declared_codec(head: bytes) -> str | None:
    """The encoding the file names, where it is one of those that are not recognised by bytes."""
    found = _DECLARED.match(head.decode("latin-1"))
    if found is None or not _CODECS.fullmatch(found.group(1)):
        return None
    name = found.group(1).lower()
    return "cp1252" if name == "iso-8859-1" else name


def _from_start(stream: BinaryIO, codec: str | None, limits: Limits) -> Iterator[str]:
    stream.seek(0)
    try:
        yield from decoded(stream, limits.batch_bytes, codec)
    except LookupError:  # an encoding that this Python does not know
        stream.seek(0)
        yield from decoded(stream, limits.batch_bytes)


def _parser(target: Any) -> etree.XMLParser:
    return etree.XMLParser(
        target=target,
        encoding="utf-8",  # chunks are decoded already, whatever the file declares
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # keeps the parser's limits on depth and entities
    )


def _shape(chunks: Iterable[str]) -> Shape:
    target = ShapeTarget()
    parser, size = _parser(target), 0
    for chunk in _mended(chunks):
        text = chunk[: _SHAPE_CHARS - size]
        parser.feed(text.encode("utf-8", "replace"))
        size += len(text)
        if size >= _SHAPE_CHARS:
            break
    return target.shape()


def _mended(chunks: Iterable[str]) -> Iterator[str]:
    """The text without control characters, bare marks replaced by stand-ins."""
    held, own_entities = "", None
    for chunk in chain(chunks, [""]):
        text, held = held + chunk, ""
        if own_entities is None:
            own_entities = "<!ENTITY" in text
        mark = max(text.rfind("&", -_HELD_CHARS), text.rfind("<", -_HELD_CHARS))
        if chunk and mark >= 0 and len(text) - mark < _HELD_CHARS:
            text, held = text[:mark], text[mark:]
        replace = _kept_entities if own_entities else _no_entities
        yield _MARK.sub(replace, text.translate(_CONTROLS))


def _kept_entities(found: re.Match[str]) -> str:
    """A mark in a document that declares entities of its own."""
    mark, name = found.group(), found.group(1)
    if mark in {"&", "<"}:
        return BARE_AMPERSAND if mark == "&" else BARE_LESS
    if name and name not in _OWN and name in name2codepoint:
        return chr(name2codepoint[name])
    return mark


def _no_entities(found: re.Match[str]) -> str:
    """A mark in any other document: a name nobody declared is text."""
    mark = _kept_entities(found)
    if found.group(1) and mark.startswith("&") and found.group(1) not in _OWN:
        return BARE_AMPERSAND + mark[1:]
    return mark


def _slices(chunks: Iterable[str]) -> Iterator[str]:
    """The text in slices of one size, whatever the size of the chunks."""
    held = ""
    for chunk in chunks:
        held += chunk
        whole = len(held) - len(held) % _SLICE_CHARS
        for start in range(0, whole, _SLICE_CHARS):
            yield held[start : start + _SLICE_CHARS]
        held = held[whole:]
    yield held


class _Feed:
    """Feeds a parser chunk by chunk and notes where it broke."""

    def __init__(self, chunks: Iterable[str]) -> None:
        # Equal slices, so that how far the parser got when it broke depends on the file alone.
        self._chunks = _slices(_mended(chunks))
        self.damaged_line = 0  # 0: none
        self.cut_off = False
        self.open_tag = ""  # a tag the file breaks off in

    def into(self, parser: etree.XMLParser) -> Iterator[None]:
        """Feed everything; gives control after each chunk."""
        tail = ""
        for chunk in self._chunks:
            parser.feed(chunk.encode("utf-8", "replace"))
            tail = (tail + chunk)[-4096:]
            if self._is_damaged(parser):
                break
            yield
        self._close(parser)
        if self.cut_off and tail.rfind("<") > tail.rfind(">"):
            self.open_tag = tail[tail.rfind("<") :]
        yield

    def _close(self, parser: etree.XMLParser) -> None:
        try:
            parser.close()
        except etree.XMLSyntaxError:
            self.damaged_line = self.damaged_line or 1
        fatal = _fatal(parser)
        if fatal and fatal[0].type_name in _NO_XML:
            self.damaged_line = 1
        elif not self.damaged_line:
            # What breaks only at the end breaks because there is no more.
            self.cut_off = bool(fatal)

    def _is_damaged(self, parser: etree.XMLParser) -> bool:
        fatal = _fatal(parser)
        if fatal:
            self.damaged_line = max(fatal[0].line, 1)
        return bool(fatal)


def _fatal(parser: etree.XMLParser) -> list[etree._LogEntry]:
    return [
        entry
        for entry in parser.feed_error_log
        if entry.level_name == "FATAL" and entry.type_name not in _HARMLESS
    ]


def _records(feed: _Feed, shape: Shape, limits: Limits) -> Iterator[Extracted]:
    target = RecordTarget(shape)
    batcher = RecordBatcher(limits)
    for _ in feed.into(_parser(target)):
        members, target.members = target.members, []
        yield from members
        records, target.records = target.records, []
        for record in records:
            yield from batcher.add(record)
    yield from batcher.flush()


def _document(feed: _Feed, _shape: Shape, limits: Limits) -> Iterator[Extracted]:
    target = DocumentTarget()
    first = {"": 1, "attributes": 1}
    for _ in feed.into(_parser(target)):
        blocks, target.blocks = target.blocks, []
        attributes, target.attributes = target.attributes, []
        for part, values in (("", blocks), ("attributes", attributes)):
            for start in range(0, len(values), limits.batch_rows):
                some = values[start : start + limits.batch_rows]
                yield from column_batches(some, None, first[part], limits, Unit.BLOCK, part)
                first[part] += len(some)


def _from_line(chunks: Iterable[str], line: int) -> Iterator[str]:
    """The text from the line of that number on."""
    missing = line - 1
    for chunk in chunks:
        if missing:
            count = chunk.count("\n")
            if count < missing:
                missing -= count
                continue
            chunk = chunk.split("\n", missing)[missing]
            missing = 0
        yield chunk
