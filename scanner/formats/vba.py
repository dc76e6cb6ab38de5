"""Macros (VBA) of Office files: their source, which holds passwords, paths and comments.

Modules are streams of a compound file; the source stands packed behind what the program compiled.
[MS-OVBA] 2.4.1 tells how it is packed.
"""

from collections.abc import Iterator
from io import BytesIO

import regex

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.compound import Compound
from scanner.formats.protocol import Extracted
from scanner.model import Limits, Reason, Skipped, Stage, Unit

_CHUNK = 4096  # unpacked bytes
# A packed source: its mark, the head of its first chunk, then "Attribute VB_Name" as it begins
# always, the first eight letters of it as they are.
_SOURCE = regex.compile(rb"\x01.[\xb0-\xbf]\x00Attribut", regex.DOTALL)
_SETTING = "Attribute VB_"  # written by the program, about every module
_MODULES = regex.compile(r"(?i)(?:^|/)VBA/(?!_VBA_PROJECT$|dir$|__SRP_)(?P<name>[^/]+)$")


def macros(held: Compound, limits: Limits) -> Iterator[Extracted]:
    """The source of every module as LINEs, part "macro Module1"."""
    for path in held.names():
        module = _MODULES.search(path)
        if module is None:
            continue
        part = f"macro {module['name']}"
        try:
            raw = held.read(path)
        except UnreadableError as error:
            yield error.as_skipped(part=part)
            continue
        source = _SOURCE.search(raw)
        if source is None:
            detail = "the macro's source is not where it should be"
            yield Skipped(Stage.READ, Reason.DAMAGED, detail, part=part)
            continue
        text = unpacked(raw, source.start() + 1).decode("cp1252", "replace")
        lines = (None if line.startswith(_SETTING) else line for line in text.splitlines())
        yield from value_batches(lines, Unit.LINE, limits, part)


def macros_in(project: bytes, limits: Limits) -> Iterator[Extracted]:
    """The same for a project that is a file inside a newer document."""
    try:
        yield from macros(Compound(BytesIO(project), limits), limits)
    except UnreadableError as error:
        yield error.as_skipped(part="macros")


def unpacked(raw: bytes, at: int) -> bytes:
    """The source whose first chunk begins there, as far as it is whole."""
    found = bytearray()
    while at + 2 <= len(raw):
        head = int.from_bytes(raw[at : at + 2], "little")
        if head >> 12 & 7 != 3:  # the mark of a chunk
            break
        chunk = raw[at + 2 : at + 3 + (head & 0xFFF)]
        found += _chunk(chunk) if head & 0x8000 else chunk
        at += 3 + (head & 0xFFF)
    return bytes(found)


def _chunk(chunk: bytes) -> bytes:
    """Bytes as they are, and copies of what came before: sixteen bits say from where, how much."""
    out, at = bytearray(), 0
    while at < len(chunk) and len(out) <= _CHUNK:
        flags, at = chunk[at], at + 1
        for bit in range(8):
            if at >= len(chunk):
                break
            if not flags >> bit & 1:
                out.append(chunk[at])
                at += 1
                continue
            token = int.from_bytes(chunk[at : at + 2], "little")
            at += 2
            bits = max(4, (len(out) - 1).bit_length())  # of the distance; it grows with the chunk
            start = len(out) - (token >> 16 - bits) - 1
            if start < 0:
                return bytes(out)
            for offset in range((token & (0xFFFF >> bits)) + 3):
                out.append(out[start + offset])
    return bytes(out[:_CHUNK])
