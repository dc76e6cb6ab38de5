"""Presentations (pptx): slides, notes, comments; embedded files as members."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import Cells, value_batches
from scanner.formats.documents import Block, Table, TableNames, block_batches
from scanner.formats.package import Package, attribute, local
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, TextBatch, Unit

_BESIDE = {"notesSlide": "notes", "comments": "comments"}  # kinds of relations
_MARKS = {"br": "\n", "tab": "\t"}
# (beginning of the part's name, what the part is called); slides come first, in their order.
_OTHERS = (
    ("ppt/comments/", "comments"),
    ("ppt/commentAuthors", "comment authors"),
    ("ppt/authors", "comment authors"),
    ("ppt/diagrams/data", "diagrams"),
    ("ppt/slideMasters/slideMaster", "masters"),
    ("ppt/slideLayouts/slideLayout", "layouts"),
    ("ppt/handoutMasters/handoutMaster", "masters"),
)


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Paragraphs as BLOCKs, tables of records as ROWs; part "slide 3", "notes of slide 3"."""
    package = Package(stream, limits)
    names = TableNames()
    given: set[str] = set()
    for number, slide in enumerate(_slides(package), start=1):
        yield from _part(package, slide, f"slide {number}", limits, names)
        targets = []
        for _, kind, target, external in package.relations(slide):
            if kind in _BESIDE and target in package:
                given.add(target)
                part = f"{_BESIDE[kind]} of slide {number}"
                yield from _part(package, target, part, limits, names)
            if external:
                targets.append(target)
        yield from value_batches(targets, Unit.BLOCK, limits, f"links of slide {number}")
    for prefix, part in _OTHERS:
        for name in package.names(prefix, ".xml"):
            if name not in given:
                yield from _part(package, name, part, limits, names)
    yield from package.properties()
    yield from package.macros()
    yield from package.embedded("ppt/embeddings/")
    yield from package.pictures("ppt/media/")


def _slides(package: Package) -> list[str]:
    """The slides in the order they are shown, then those that are not."""
    found = package.names("ppt/slides/slide", ".xml")
    targets = {id: target for id, _, target, _ in package.relations("ppt/presentation.xml")}
    if "ppt/presentation.xml" not in package:
        return found
    order = package.xml("ppt/presentation.xml").iterfind(".//{*}sldIdLst/{*}sldId")
    shown = [targets.get(_relation_id(slide), "") for slide in order]
    shown = [name for name in shown if name in package]
    return shown + [name for name in found if name not in set(shown)]


def _relation_id(slide: etree._Element) -> str:
    # `id` stands there twice: the slide's own number, and the relation's in another namespace.
    return next((str(v) for k, v in slide.attrib.items() if str(k).endswith("}id")), "")


def _part(
    package: Package, name: str, part: str, limits: Limits, names: TableNames
) -> Iterator[Extracted]:
    try:
        root = package.xml(name)
        yield from block_batches(drawing_blocks(root), limits, part, names)
        yield from _plain(root, limits, part)
    except UnreadableError as error:
        yield error.as_skipped(part=part)


def _plain(root: etree._Element, limits: Limits, part: str) -> Iterator[TextBatch]:
    """Texts outside paragraphs: old comments, authors' names, alternative texts."""
    texts = [element.text or "" for element in root.iter("{*}text")]
    for element in root.iter("{*}cmAuthor", "{*}author", "{*}cNvPr"):
        wanted = ("descr", "title") if local(element) == "cNvPr" else ("name", "initials")
        texts += [value for name in wanted if (value := attribute(element, name))]
    yield from value_batches(texts, Unit.BLOCK, limits, part, "notes")


def drawing_blocks(root: etree._Element) -> Iterator[Block]:
    """Paragraphs and tables of DrawingML, which slides and text boxes of sheets are made of."""
    for element in root.iter("{*}p", "{*}tbl"):
        if any(local(above) == "tbl" for above in element.iterancestors()):
            continue
        if local(element) == "tbl":
            yield Table([_row(row) for row in element.iterfind("{*}tr")])
        else:
            yield _paragraph(element)


def _row(row: etree._Element) -> Cells:
    cells = row.iterfind("{*}tc")
    return ["\n".join(map(_paragraph, cell.iter("{*}p"))) or None for cell in cells]


def _paragraph(element: etree._Element) -> str:
    return "".join(
        _MARKS.get(local(piece)) or piece.text or ""
        for piece in element.iter("{*}t", "{*}br", "{*}tab")
    )
