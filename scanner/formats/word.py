"""Word documents (docx, docm): every text a person could see, and what was struck out.

Reads the XML parts themselves: care plans are tables, and what matters stands in headers, text
boxes, comments and deletions as often as in paragraphs.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import until_broken, value_batches
from scanner.formats.documents import Block, TableNames, block_batches
from scanner.formats.package import Package, attribute, local
from scanner.formats.protocol import Extracted
from scanner.formats.slides import drawing_blocks
from scanner.formats.wordml import Notes, blocks
from scanner.model import DataObject, Limits, Reason, TextBatch, Unit

# (beginning of the part's file name, part)
_SIDE_PARTS = (
    ("header", "header"),
    ("footer", "footer"),
    ("footnotes", "footnotes"),
    ("endnotes", "endnotes"),
    ("comments", "comments"),
    ("glossary/document", "building blocks"),
)


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Paragraphs and forms as BLOCKs, tables of records as ROWs, embedded files as members."""
    package = Package(stream, limits)
    body = _body(package)
    names = TableNames()
    notes = Notes()
    broken: list[UnreadableError] = []
    paragraphs = until_broken(_body_blocks(package, body, notes), broken)
    yield from block_batches(paragraphs, limits, "", names)
    yield from (error.as_skipped() for error in broken)
    folder = body.rpartition("/")[0]
    for name, part in _sides(package, folder):
        try:
            sides = list(_side_blocks(package.xml(name), notes))
            yield from block_batches(sides, limits, part, names)
        except UnreadableError as error:
            yield error.as_skipped(part=part)
        yield from _links(package, name, limits)
    for name in package.names(f"{folder}/diagrams/data", ".xml"):
        yield from block_batches(drawing_blocks(package.xml(name)), limits, "diagrams", names)
    yield from _links(package, body, limits)
    yield from notes.batches(limits)
    yield from package.properties()
    yield from package.macros()
    yield from package.embedded(f"{folder}/embeddings/")
    yield from package.pictures(f"{folder}/media/")
    yield from package.chunks(body)


def _body(package: Package) -> str:
    """The name of the main part; it is not `word/document.xml` in every document."""
    for _, kind, target, external in package.relations(""):
        if kind == "officeDocument" and not external and target in package:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise UnreadableError(Reason.DAMAGED, "the document has no main part")


def _body_blocks(package: Package, body: str, notes: Notes) -> Iterator[Block]:
    for element in package.elements(body, ("p", "tbl")):
        yield from blocks(element, notes)


def _sides(package: Package, folder: str) -> Iterator[tuple[str, str]]:
    for name in package.names(f"{folder}/", ".xml"):
        leaf = name[len(folder) + 1 :]
        for prefix, part in _SIDE_PARTS:
            if leaf.startswith(prefix):
                yield name, part


def _side_blocks(root: etree._Element, notes: Notes) -> Iterator[Block]:
    for element in root.iter("{*}comment", "{*}p", "{*}tbl"):
        if local(element) == "comment":
            notes.authors.append(attribute(element, "author") or "")
        elif not any(map(_is_read_apart, element.iterancestors())):
            yield from blocks(element, notes)


def _is_read_apart(above: etree._Element) -> bool:
    """Whether what is inside is part of another block, or only the line above footnotes."""
    if local(above) in {"footnote", "endnote"}:
        return attribute(above, "type") is not None
    return local(above) in {"p", "tbl"}


def _links(package: Package, name: str, limits: Limits) -> Iterator[TextBatch]:
    targets = [target for _, _, target, external in package.relations(name) if external]
    yield from value_batches(targets, Unit.BLOCK, limits, "links")
