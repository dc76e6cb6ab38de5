"""Contacts (.vcf) and calendars (.ics): each card, event and task is one record.

Long lines are folded in these files, in the middle of words and numbers, so they are unfolded
first. RFC 6350 and RFC 5545, section 3.1; vCard 2.1 folds quoted-printable its own way.
"""

import binascii
import quopri
from base64 import b64decode
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

import regex

from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher
from scanner.model import DataObject, Limits, Member, Unit

_NAME = regex.compile(
    r"(?:[\w-]{1,64}\.)?(?P<name>[\w-]{1,64})(?P<options>(?:;[^:\"]*(?:\"[^\"]*\")?)*):"
)
_ESCAPED = regex.compile(r"\\([\\;,nN])")
_STRUCTURED = frozenset({"N", "ADR", "ORG", "GENDER"})
_DATES = frozenset({"BDAY", "ANNIVERSARY", "DTSTART", "DTEND", "DUE"})
_DATE = regex.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})[0-9]{0,2}Z?)?")
# What holds records, or is part of one.
_NO_RECORD = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})
_MAILTO = regex.compile(r"(?i)^mailto:")
_LONGEST = 4 * 1024**2  # characters of one property


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Records in their order, a column for each property; pictures in cards are members."""
    batcher = RecordBatcher(limits, Unit.MESSAGE)
    record: list[tuple[str, str]] = []
    pictures = 0
    for line in filter(str.strip, _unfolded(_lines(stream, limits))):
        name, options, value = _parted(line)
        if name in ("BEGIN", "END"):
            if name == "END" and value.strip().upper() not in _NO_RECORD:
                yield from batcher.add(record)
                record = []
        elif (content := _binary(options, value)) is not None:
            pictures += 1
            yield Member(f"{name.lower()} {pictures}", partial(BytesIO, content), len(content))
        else:
            record += _values(name, options, value)
    if record:
        yield from batcher.add(record)
    yield from batcher.flush()


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[str]:
    held = ""
    for chunk in decoded(stream, limits.batch_bytes):
        *lines, held = (held + chunk).split("\n")
        yield from (line.rstrip("\r") for line in lines)
    yield held


def _unfolded(lines: Iterator[str]) -> Iterator[str]:
    whole: list[str] = []
    size = 0
    for line in lines:
        continued = line[:1] in (" ", "\t") and size < _LONGEST
        soft = bool(whole) and whole[-1].endswith("=") and "QUOTED-PRINTABLE" in whole[0].upper()
        if whole and (continued or soft):
            if soft:
                whole[-1] = whole[-1][:-1]
            whole.append(line[1:] if continued else line)
        else:
            if whole:
                yield "".join(whole)
            whole, size = [line], 0
        size += len(line)
    if whole:
        yield "".join(whole)


def _parted(line: str) -> tuple[str, str, str]:
    """(property, its options, its value); a line that is none is a property without a name."""
    match = _NAME.match(line)
    if match is None:
        return "", "", line
    return match["name"].upper(), match["options"], line[match.end() :]


def _binary(options: str, value: str) -> bytes | None:
    known = options.upper()
    if "BASE64" not in known and "ENCODING=B" not in known and not value.startswith("data:"):
        return None
    try:
        return b64decode("".join(value.rpartition(",")[2].split()))
    except (ValueError, binascii.Error):
        return None


def _values(name: str, options: str, value: str) -> list[tuple[str, str]]:
    """The value as a person reads it, and names that stand among the options."""
    if "QUOTED-PRINTABLE" in options.upper():
        value = "".join(decoded(BytesIO(quopri.decodestring(value.encode("utf-8")))))
    if name in _STRUCTURED:
        value = " ".join(" ".join(value.replace("\\;", ";").split(";")).split())
    if name in _DATES:
        value = _DATE.sub(_date, value)
    text = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    found = [(name or "text", _MAILTO.sub("", text).strip())]
    if "CN=" in options:
        found.append((name, options.partition("CN=")[2].split(";")[0].strip('"')))
    return found


def _date(match: regex.Match[str]) -> str:
    year, month, day, hour, minute = match.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}" if hour else "")
