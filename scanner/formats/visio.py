"""Visio drawings (vsdx): the text and the data of shapes, page by page."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.package import Package, attribute, local
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, TextBatch, Unit

_PAGES = "visio/pages/pages.xml"


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """Texts of shapes as BLOCKs of "page 3", their data under its labels; files as members."""
    package = Package(stream, limits)
    for number, name in enumerate(_pages(package), start=1):
        yield from _part(package, name, f"page {number}", limits)
    for name in package.names("visio/masters/master", ".xml"):
        yield from _part(package, name, "masters", limits)
    for name in package.names("visio/comments", ".xml"):
        entries = package.xml(name).iter("{*}CommentEntry")
        texts = ["".join(map(str, entry.itertext())) for entry in entries]
        yield from value_batches(texts, Unit.BLOCK, limits, "comments")
    yield from package.properties()
    yield from package.embedded("visio/embeddings/")
    yield from package.pictures("visio/media/")


def _pages(package: Package) -> list[str]:
    """The pages in their order, then those that no list names."""
    found = package.names("visio/pages/page", ".xml")
    found = [name for name in found if name != _PAGES]
    if _PAGES not in package:
        return found
    targets = {id: target for id, _, target, _ in package.relations(_PAGES)}
    wanted = [attribute(rel, "id") or "" for rel in package.xml(_PAGES).iter("{*}Rel")]
    listed = [targets[id] for id in wanted if id in targets and targets[id] in package]
    return listed + [name for name in found if name not in set(listed)]


def _part(package: Package, name: str, part: str, limits: Limits) -> Iterator[Extracted]:
    try:
        root = package.xml(name)
    except UnreadableError as error:
        yield error.as_skipped(part=part)
        return
    texts = ["".join(map(str, text.itertext())).strip() for text in root.iter("{*}Text")]
    yield from value_batches(texts, Unit.BLOCK, limits, part)
    yield from _data(root, part, limits)
    targets = [target for _, _, target, external in package.relations(name) if external]
    yield from value_batches(targets, Unit.BLOCK, limits, part, "link")


def _data(root: etree._Element, part: str, limits: Limits) -> Iterator[TextBatch]:
    """What was filled in about shapes, under its labels; addresses of links."""
    for section in root.iter("{*}Section"):
        kind = section.get("N") or ""
        if kind not in {"Property", "Hyperlink", "User"}:
            continue
        for row in section:
            cells = {cell.get("N"): cell.get("V") or "" for cell in row if local(cell) == "Cell"}
            label = "link" if kind == "Hyperlink" else cells.get("Label") or row.get("N")
            values = [cells.get(name) for name in ("Value", "Address", "Description")]
            yield from value_batches(filter(None, values), Unit.BLOCK, limits, part, label)
