"""OpenDocument texts, presentations and drawings (odt, odp, odg), and what sheets share."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import Cells, value_batches
from scanner.formats.documents import Block, Table, TableNames, block_batches
from scanner.formats.package import Package, attribute, local
from scanner.formats.protocol import Extracted
from scanner.formats.tables import line
from scanner.model import DataObject, Limits, Reason, TextBatch, Unit

# Read on their own, or no text of the document.
_APART = frozenset(
    {"annotation", "annotation-end", "text-box", "tracked-changes", "creator", "note"}
    | {"title", "desc", "notes"}
)
_MOST_REPEATS = 64  # of one cell; a row is padded to its end with thousands


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Paragraphs as BLOCKs, tables of records as ROWs, embedded files as members."""
    package = Package(stream, limits)
    refuse_encrypted(package)
    names = TableNames()
    content = package.xml("content.xml")
    pages = list(content.iter("{*}page"))
    for number, page in enumerate(pages, start=1):
        yield from _slide(page, number, limits, names)
    if not pages:
        yield from block_batches(_blocks(content), limits, "", names)
        yield from _apart(content, "annotation", "comments", limits)
    yield from extras(package, content, limits, names)


def _slide(
    page: etree._Element, number: int, limits: Limits, names: TableNames
) -> Iterator[TextBatch]:
    """A slide of a presentation or a page of a drawing, with its notes and comments."""
    yield from block_batches(_blocks(page), limits, f"slide {number}", names)
    for notes in page.iterchildren("{*}notes"):
        yield from block_batches(_blocks(notes), limits, f"notes of slide {number}", names)
    yield from _apart(page, "annotation", f"comments of slide {number}", limits)


def refuse_encrypted(package: Package) -> None:
    """Raises where the document is encrypted: its parts are then only noise."""
    if "META-INF/manifest.xml" not in package:
        return
    for element in package.xml("META-INF/manifest.xml").iter("{*}encryption-data"):
        if len(element):
            raise UnreadableError(Reason.ENCRYPTED, "OpenDocument file", "needs its password")


def extras(
    package: Package, content: etree._Element, limits: Limits, names: TableNames
) -> Iterator[Extracted]:
    """Notes, deletions, links, headers and footers, properties, embedded files."""
    yield from _notes(content, limits)
    yield from _apart(content, "tracked-changes", "before tracked changes", limits)
    described = [text for element in content.iter("{*}title", "{*}desc") if (text := element.text)]
    yield from value_batches(described, Unit.BLOCK, limits, "picture descriptions")
    targets = {attribute(element, "href") or "" for element in content.iter("{*}a")}
    yield from value_batches(sorted(targets), Unit.BLOCK, limits, "links")
    if "styles.xml" in package:
        yield from block_batches(
            _blocks(package.xml("styles.xml")), limits, "headers and footers", names
        )
    yield from package.properties()
    for name in package.names("Object "):
        if name.endswith("/content.xml"):
            yield from block_batches(_blocks(package.xml(name)), limits, "objects", names)
    yield from package.embedded("ObjectReplacements/embedded")
    yield from package.pictures("Pictures/")


def _notes(root: etree._Element, limits: Limits) -> Iterator[TextBatch]:
    """Footnotes and endnotes by their numbers; in the text a number stands before them."""
    for part, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
        texts = [
            "\n".join(map(paragraph, body.iter("{*}p", "{*}h")))
            for note in root.iter("{*}note")
            if attribute(note, "note-class") == kind
            for body in note.iterchildren("{*}note-body")
        ]
        yield from value_batches(texts, Unit.BLOCK, limits, part)


def _apart(root: etree._Element, tag: str, part: str, limits: Limits) -> Iterator[TextBatch]:
    texts: list[str] = []
    for element in root.iter(f"{{*}}{tag}"):
        texts += [paragraph(inner) for inner in element.iter("{*}p", "{*}h", "{*}creator")]
    yield from value_batches(texts, Unit.BLOCK, limits, part)


def _blocks(root: etree._Element) -> Iterator[Block]:
    """Paragraphs and tables in their order; text boxes where they are anchored."""
    for element in root:
        name = local(element)
        if name == "table":
            yield Table(list(_rows(element)))
        elif name in {"p", "h"}:
            yield paragraph(element)
            for box in element.iter("{*}text-box"):
                yield from _blocks(box)
        elif name not in _APART or name == "text-box":
            yield from _blocks(element)


def _rows(table: etree._Element) -> Iterator[Cells]:
    for row in table.iter("{*}table-row"):
        if next(row.iterancestors("{*}table"), None) is not table:
            continue  # of a table inside a cell
        cells: list[str | None] = []
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            repeats = attribute(cell, "number-columns-repeated") or "1"
            count = min(int(repeats), _MOST_REPEATS) if repeats.isdecimal() else 1
            cells += [_cell(cell)] * count
        yield cells


def _cell(cell: etree._Element) -> str | None:
    texts: list[str] = []
    for block in _blocks(cell):
        if isinstance(block, Table):
            texts += [text for row in block.rows if (text := line(row))]
        else:
            texts.append(block)
    return "\n".join(text for text in texts if text) or None


def paragraph(element: etree._Element) -> str:
    """The paragraph's text, its spaces, tabs and breaks made real."""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            count = attribute(child, "c") or "1"
            pieces.append(" " * min(int(count), 1000) if count.isdecimal() else " ")
        elif name in {"tab", "line-break"}:
            pieces.append("\t" if name == "tab" else "\n")
        elif name and name not in _APART:
            pieces.append(paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
