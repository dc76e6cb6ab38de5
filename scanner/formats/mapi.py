"""Messages, contacts and appointments of Outlook, however they are packed: MSG, TNEF, PST.

Their readers gather properties; here these become fields, a body and attached files.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_string
from io import BytesIO

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.compressed_rtf import rtf_of
from scanner.formats.encoding import decoded
from scanner.formats.mapi_names import BODY, CLASSES, HEADERS, HTML, NAMES, RTF, SILENT
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Member, TextBatch, Unit

STRING8, UNICODE, BINARY, TIME = 0x1E, 0x1F, 0x102, 0x40  # property types; [MS-OXCDATA] 2.11.1
MANY = 0x1000  # added to the type of a property with several values
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LATEST = 2_650_467_744_000_000_000  # 100 ns since then, in the year 9999
Value = bytes | str


@dataclass(slots=True)
class Item:
    """One message, contact, appointment or note."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""
    html: bytes = b""
    rtf: bytes = b""  # packed, as it is stored
    attachments: list[Member] = field(default_factory=list)

    def put(self, number: int, kind: int, raw: bytes, name: str = "") -> None:
        """Takes one property; `name` is that of a named one."""
        kind &= ~MANY
        if number == HTML:
            self.html = raw
        elif number == RTF:
            self.rtf = raw
        elif number == BODY and kind in (STRING8, UNICODE):
            self.body = text_of(raw, kind)
        elif kind in (STRING8, UNICODE) and number not in SILENT:
            self._put_text(number, text_of(raw, kind), name)
        elif kind == TIME and (moment := time_of(raw)):
            self.fields.append((name or NAMES.get(number, f"time {number:04X}"), moment))

    def _put_text(self, number: int, text: str, name: str) -> None:
        if text.strip() and not text.startswith(CLASSES):
            if number == HEADERS:
                self.fields += headers_in(text)
            else:
                self.fields.append((name or NAMES.get(number, f"property {number:04X}"), text))


def headers_in(text: str) -> list[tuple[str, str]]:
    """The headers with which the message came over the internet."""
    parsed = message_from_string(text)
    found = [(name, " ".join(str(value).split())) for name, value in parsed.raw_items()]
    rest = parsed.get_payload()
    return found + ([("headers", rest)] if isinstance(rest, str) and rest.strip() else [])


def text_of(raw: bytes, kind: int) -> str:
    """A string property; one of single bytes is UTF-8 where it fits, else Western."""
    if kind == UNICODE:
        return raw.decode("utf-16-le", "replace").rstrip("\x00")
    return "".join(decoded(BytesIO(raw))).rstrip("\x00") if raw else ""


def time_of(raw: bytes) -> str:
    """A date or a moment as ISO 8601; "" for none."""
    ticks = int.from_bytes(raw[:8], "little")
    if not 0 < ticks < _LATEST:
        return ""
    moment = _EPOCH + timedelta(microseconds=ticks // 10)
    return moment.isoformat(" ", "seconds").removesuffix("+00:00").removesuffix(" 00:00:00")


def batches(item: Item, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Fields as BLOCKs of the part "headers", the body as LINEs of "body", then members."""
    for position, (name, value) in enumerate(item.fields, start=1):
        yield from value_batches([value], Unit.BLOCK, limits, "headers", name, position)
    if item.body.strip():
        lines = item.body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        yield from value_batches(lines, Unit.LINE, limits, "body")
    if item.html.strip(b"\x00\r\n "):
        yield from _html(item.html, obj, limits)
    elif item.rtf and not item.body.strip():
        yield from _rtf(item.rtf, obj, limits)
    yield from item.attachments


def _html(page: bytes, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    from scanner.formats.markup import read_html

    yield from _renamed(read_html(BytesIO(page), obj, limits), "html body")


def _rtf(packed: bytes, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    from scanner.formats.rtf import read

    try:
        text = rtf_of(packed, limits)
    except UnreadableError as error:
        yield error.as_skipped("rtf body")
        return
    yield from _renamed(read(BytesIO(text), obj, limits), "rtf body")


def _renamed(items: Iterator[Extracted], part: str) -> Iterator[Extracted]:
    for item in items:
        if isinstance(item, TextBatch):
            item = replace(item, part=f"{part} {item.part}".rstrip())
        yield item
