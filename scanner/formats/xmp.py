"""XMP: what programs write about a file inside it, as a packet of XML among other bytes.

Packets are left unpacked on purpose, so that they are found without knowing the file's format
(ISO 16684-1, 7.3.2). Packed ones are not read.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from scanner.formats.batching import value_batches
from scanner.formats.package import local, parse
from scanner.model import Limits, TextBatch, Unit

PART = "metadata"
_OPENS, _CLOSES = b"<x:xmpmeta", b"</x:xmpmeta>"
_STEP = 1024**2
_LARGEST = 4 * 1024**2  # bytes of one packet
_MOST = 1000  # packets of one file
_WRAPPING = frozenset({"Description", "RDF", "Alt", "Bag", "Seq", "li", "xmpmeta"})


def xmp_batches(stream: BinaryIO, limits: Limits) -> Iterator[TextBatch]:
    """The texts of all packets, each once, under the names of their properties."""
    seen: set[tuple[str, str]] = set()
    for packet in _packets(stream):
        root = parse(packet)
        for column, text in _texts(root) if root is not None else ():
            if (column, text) not in seen:
                seen.add((column, text))
                yield from value_batches([text], Unit.BLOCK, limits, PART, column)


def _packets(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    held, found = b"", 0
    while found < _MOST and (block := stream.read(_STEP)):
        held += block
        while (start := held.find(_OPENS)) >= 0:
            end = held.find(_CLOSES, start)
            if end < 0:
                break
            found += 1
            yield held[start : end + len(_CLOSES)]
            held = held[end:]
        keep = len(held) - start if start >= 0 else len(_OPENS)
        held = held[-keep:] if keep <= _LARGEST else held[-len(_OPENS) :]


def _texts(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Property and text of all elements and attributes that hold words."""
    for element in root.iter("{*}*"):
        text = (element.text or "").strip()
        if text and not text.isdecimal():
            yield _property(element), text
        for name, value in element.attrib.items():
            if (
                local(element) == "Description"
                and value.strip()
                and not str(name).endswith("about")
            ):
                yield str(name).rpartition("}")[2], str(value)


def _property(element: etree._Element) -> str:
    """The nearest name that says what the text is."""
    names = (local(above) for above in (element, *element.iterancestors()))
    return next((name for name in names if name not in _WRAPPING), PART)
