"""E-mail messages: headers, bodies, and attachments as members.

A message that breaks the rules loses nothing: what cannot be decoded is given as it stands.
"""

import binascii
import email
import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from io import BytesIO
from typing import BinaryIO

import regex

from scanner.formats.batching import value_batches
from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.unpack import bounded_read
from scanner.model import DataObject, Limits, Member, TextBatch, Unit

# The standard library's header decoders raise all of these on headers of real mail.
_HEADER_ERRORS = (MessageError, ValueError, LookupError, binascii.Error, AttributeError, TypeError)
_INLINE = frozenset({"text/plain", "text/html", "text/enriched"})
_LATE_HEADER = regex.compile(r"\s*(?:content-type|mime-version|content-transfer-encoding):", 2)
_MAX_NESTING = 30  # multiparts inside multiparts


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Headers as BLOCKs of the part "headers", bodies as LINEs of "body", then members."""
    raw = bounded_read(stream, limits.max_member_bytes).lstrip()
    message = email.message_from_bytes(raw)
    del raw
    yield from _headers(message, limits, "headers")
    yield from _Walk(obj, limits).entity(message, 0)


def _headers(message: Message, limits: Limits, part: str) -> Iterator[TextBatch]:
    for position, (name, value) in enumerate(message.raw_items(), start=1):
        text = _decoded_header(value)
        yield from value_batches([text], Unit.BLOCK, limits, part, name, position)


def _decoded_header(value: object) -> str:
    text = " ".join(
        str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace").split()
    )
    try:
        return str(make_header(decode_header(text)))
    except _HEADER_ERRORS:
        return text


class _Walk:
    """Walks the parts of one message and counts its attachments."""

    def __init__(self, obj: DataObject, limits: Limits) -> None:
        self._obj, self._limits = obj, limits
        self._attachments = 0

    def entity(self, part: Message, depth: int) -> Iterator[Extracted]:
        """The texts and members of one MIME part."""
        kind = part.get_content_type()
        children = _children(part)
        if children is not None and kind == "message/rfc822":
            yield self._forwarded(part, children)
        elif children is not None and depth < _MAX_NESTING:
            yield from self._multipart(part, children, depth)
        elif kind in _INLINE and part.get_content_disposition() != "attachment":
            yield from self._body(part, kind, depth)
        elif kind.startswith("multipart/") or children is not None:
            yield from self._lines(_raw_text(part), "body")
        else:
            yield self._attachment(part, _content(part))

    def _multipart(self, part: Message, children: list[Message], depth: int) -> Iterator[Extracted]:
        """The parts of a multipart; what stands before and behind them too."""
        for text in (part.preamble, part.epilogue):
            # Mail programs fill the preamble with one fixed sentence; anything may stand there.
            yield from self._lines(text or "", "around the parts")
        is_report = part.get_content_type() == "message/delivery-status"
        for child in children:
            if is_report:  # its parts are fields alone, and name the people written to
                yield from _headers(child, self._limits, "delivery report")
            yield from self.entity(child, depth + 1)

    def _body(self, part: Message, kind: str, depth: int) -> Iterator[Extracted]:
        content = _content(part)
        text = _decoded(content, part.get_content_charset() or "")
        if kind == "text/html":
            yield from self._html(text)
        elif "content-type" not in part and _LATE_HEADER.match(text) and depth < _MAX_NESTING:
            # A blank line stands before the MIME headers: they are part of the "body".
            late = email.message_from_bytes(content.lstrip())
            yield from _headers(late, self._limits, "headers")
            yield from self.entity(late, depth + 1)
        else:
            yield from self._lines(text, "body")

    def _html(self, text: str) -> Iterator[Extracted]:
        from scanner.formats.markup import read_html

        # The mark tells the reader the encoding, whatever the page itself claims.
        page = BytesIO(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))
        for item in read_html(page, self._obj, self._limits):
            if isinstance(item, TextBatch):
                item = replace(item, part=f"html body {item.part}".rstrip())
            yield item

    def _lines(self, text: str, part: str) -> Iterator[TextBatch]:
        if text.strip():
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            yield from value_batches(lines, Unit.LINE, self._limits, part)

    def _forwarded(self, part: Message, children: list[Message]) -> Member:
        """A message inside the message, in one piece."""
        try:
            held = b"\n".join(child.as_bytes() for child in children)
        except (*_HEADER_ERRORS, KeyError, AssertionError):
            held = b"\n".join(_raw_text(child).encode("utf-8", "replace") for child in children)
        return self._attachment(part, held, ".eml")

    def _attachment(self, part: Message, held: bytes, ending: str = "") -> Member:
        self._attachments += 1
        ending = ending or mimetypes.guess_extension(part.get_content_type()) or ".bin"
        name = _file_name(part) or f"attachment {self._attachments}{ending}"
        return Member(name, lambda: BytesIO(held), len(held))


def _children(part: Message) -> list[Message] | None:
    if not part.is_multipart():  # then `get_payload` would decode it, and may fail
        return None
    return [child for child in part.get_payload() if isinstance(child, Message)]


def _file_name(part: Message) -> str:
    try:
        return _decoded_header(part.get_filename() or "")
    except _HEADER_ERRORS:
        return ""


def _content(part: Message) -> bytes:
    """The part's bytes; as they stand where their transfer encoding is broken."""
    try:
        content = part.get_payload(decode=True)
    except _HEADER_ERRORS:
        content = None
    if isinstance(content, bytes) and (content or not part.get_payload()):
        return content
    return _raw_text(part).encode("utf-8", "surrogateescape")


def _raw_text(part: Message) -> str:
    children = _children(part)
    if children is not None:
        return "\n".join(map(_raw_text, children))
    payload = part.get_payload()
    return payload if isinstance(payload, str) else ""


def _decoded(content: bytes, charset: str) -> str:
    """Text of the named charset; where the name is wrong, of the one that the bytes show."""
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return "".join(decoded(BytesIO(content)))
