"""HL7 version 2 messages: one record per message, one column per field.

Reads files, batches (FHS, BHS) and dumps with MLLP framing. The delimiters are those that each
message states.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from scanner.formats.encoding import decoded
from scanner.formats.fhir import attachment
from scanner.formats.hl7_fields import FREE_TEXT, IDENTIFIERS, NAMES, column
from scanner.formats.lines import LineReader
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import RecordBatcher, line_batches
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage, Unit

_FRAMES = str.maketrans("", "", "\x0b\x1c")  # MLLP: start and end of a block
_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}(?=[^\w\s])")
_HEADERS = frozenset({"MSH", "FHS", "BHS"})
_MAX_MESSAGE_CHARS = 64 * 1024**2
_NHS_OID = "2.16.840.1.113883.2.1.4.1"


@dataclass(frozen=True, slots=True)
class _Marks:
    """The delimiters of one message, as its MSH-1 and MSH-2 state them."""

    field: str = "|"
    component: str = "^"
    repeat: str = "~"
    escape: str = "\\"
    part: str = "&"


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """The messages field by field; what stands outside any comes as lines of text."""
    batcher = RecordBatcher(limits, Unit.MESSAGE)
    lines = LineReader(decoded(stream, limits.batch_bytes), _MAX_MESSAGE_CHARS)
    for first, segments in _messages(lines):
        if not segments[0].startswith("MSH"):
            yield from batcher.flush()
            yield from line_batches(["\n".join(segments)], limits, first=first)
            continue
        pairs: list[tuple[str, str]] = []
        for found in _fields(segments, f"message {batcher.position}"):
            if isinstance(found, Member):
                yield found
            else:
                pairs.append(found)
        yield from batcher.add(pairs)
    yield from batcher.flush()
    if lines.cut_lines:
        yield Skipped(Stage.READ, Reason.LIMIT, f"{lines.cut_lines} segments were too long")


def _messages(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Groups of segments that begin with MSH (or of lines that belong to none), with the line."""
    held: list[str] = []
    first = size = 0
    for number, raw in enumerate(lines, start=1):
        line = raw.translate(_FRAMES)
        if held and (line[:3] in _HEADERS or size > _MAX_MESSAGE_CHARS):
            yield first, held
            held, size = [], 0
        if not held:
            first = number
        if line.strip():
            _hold(held, line)
            size += len(line)
    if held:
        yield first, held


def _hold(held: list[str], line: str) -> None:
    """Add a segment, or what a stray line end broke off from the one before."""
    inside = bool(held) and held[0].startswith("MSH")
    if inside and not _SEGMENT.match(line):
        held[-1] += "\n" + line
    else:
        held.append(line)


def _marks(header: str) -> _Marks:
    stated = header[3:8]
    default = "|^~\\&"
    return _Marks(*(stated + default[len(stated) :]))


def _fields(segments: list[str], position: str) -> Iterator[tuple[str, str] | Member]:
    marks = _marks(segments[0])
    for segment in segments:
        name, *fields = segment.split(marks.field)
        # MSH-1 is the delimiter itself, so that its fields count from 2.
        start = 2 if name in _HEADERS else 1
        for number, field in enumerate(fields, start=start):
            if not field or (name in _HEADERS and number == 2):
                continue
            if (name, number) == ("OBX", 5) and fields[1] in {"ED", "RP"}:
                yield from _encapsulated(field, fields, marks, position)
            else:
                yield from _values(name, number, field, marks)


def _values(name: str, number: int, field: str, marks: _Marks) -> Iterator[tuple[str, str]]:
    """The repetitions of a field as they are to be read."""
    heading = column(name, number)
    if (name, number) in FREE_TEXT:
        yield heading, _unescaped(field, marks)
        return
    for repetition in field.split(marks.repeat):
        parts = repetition.split(marks.component)
        if (name, number) in IDENTIFIERS and _is_nhs(parts, marks):
            yield f"{name}-{number} NHS number", _unescaped(parts[0], marks)
        elif (name, number) in NAMES:
            yield heading, _name(parts, marks)
        else:
            yield heading, _plain(parts, marks)


def _is_nhs(parts: list[str], marks: _Marks) -> bool:
    """Whether an identifier's issuer (CX-4) or type (CX-5) is that of the NHS number."""
    issuer = parts[3].upper().split(marks.part) if len(parts) > 3 else []
    kind = parts[4].upper() if len(parts) > 4 else ""
    # "NH{status:01}" states the status of the number's verification.
    return kind.partition("{")[0] in {"NH", "NHS"} or (
        kind in {"", "NI"} and any(word in {"NHS", "NHSNBR", _NHS_OID} for word in issuer)
    )


def _name(parts: list[str], marks: _Marks) -> str:
    """ "Given Middle Family" of a name that is sent family first."""
    family, given, middle = (*parts, "", "", "")[:3]
    return _plain([given, middle, family], marks) or _plain(parts, marks)


def _plain(parts: list[str], marks: _Marks) -> str:
    texts = (_unescaped(part.replace(marks.part, " "), marks) for part in parts)
    return " ".join(text for text in texts if text.strip())


def _unescaped(text: str, marks: _Marks) -> str:
    if marks.escape not in text:
        return text
    meanings = {
        "F": marks.field,
        "S": marks.component,
        "T": marks.part,
        "R": marks.repeat,
        "E": marks.escape,
        "H": "",
        "N": "",
    }
    escape = re.escape(marks.escape)
    return re.sub(
        f"{escape}([A-Z.][^{escape}\n]{{0,200}}){escape}",
        lambda found: _meaning(found.group(1), meanings, found.group()),
        text,
    )


def _meaning(code: str, meanings: dict[str, str], written: str) -> str:
    if code in meanings:
        return meanings[code]
    if code.startswith((".br", ".sp", ".ce")):
        return "\n"
    if code.startswith("X"):
        try:
            return bytes.fromhex(code[1:]).decode("cp1252", "replace")
        except ValueError:
            return written
    return " " if code.startswith(".") else written


def _encapsulated(
    field: str, fields: list[str], marks: _Marks, position: str
) -> Iterator[tuple[str, str] | Member]:
    """A document inside an observation: source, type, subtype, encoding, data."""
    parts = field.split(marks.component)
    if len(parts) < 5 or parts[3].lower() != "base64":
        yield column("OBX", 5), _plain(parts, marks)
        return
    subtype = parts[2].lower()
    media_type = subtype if "/" in subtype else f"{_TYPES.get(subtype, 'application')}/{subtype}"
    # A line break is often sent inside the data, escaped.
    content = re.sub(r"\\[^\\]{1,8}\\", "", parts[4])
    yield attachment(content, media_type, "", f"{position}/OBX-{fields[0] or '1'}")


_TYPES = {"plain": "text", "html": "text", "rtf": "text", "jpeg": "image", "tiff": "image"}
