"""What an xlsx workbook holds beside its cells: comments, text boxes, pivot caches, links."""

from collections.abc import Iterator
from xml.sax.saxutils import unescape

import regex
from lxml import etree

from scanner.errors import UnreadableError
from scanner.formats.batching import value_batches
from scanner.formats.documents import TableNames, block_batches
from scanner.formats.package import Package, attribute
from scanner.formats.protocol import Extracted
from scanner.formats.sheet_stream import sheet_paths, string_text
from scanner.formats.slides import drawing_blocks
from scanner.model import Limits, TextBatch, Unit

# The last elements of a sheet; the cells before them are not parsed again.
_PAGE_TEXT = regex.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_PAGE_TEXT_REACH = 64 * 1024  # bytes
_CODES = regex.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]{1,3}|[A-Z&])')  # fonts, sides, page numbers


def workbook_parts(package: Package, limits: Limits) -> Iterator[Extracted]:
    """All of it, as BLOCKs; embedded files as members. A broken part is said and left out."""
    for sheet, path in sheet_paths(package):
        yield from _guarded(_sheet_parts(package, sheet, path, limits), sheet)
    yield from _guarded(_names(package, limits), "defined names")
    yield from _guarded(_people(package, limits), "comment authors")
    yield from loose_parts(package, limits)


def loose_parts(package: Package, limits: Limits) -> Iterator[Extracted]:
    """What can be read without knowing the sheets it belongs to."""
    yield from _guarded(_text_boxes(package, limits), "text boxes")
    yield from _guarded(_values(package, "xl/externalLinks/", "linked workbooks", limits), "")
    yield from _guarded(_values(package, "xl/pivotCache/", "pivot caches", limits), "")
    yield from _guarded(_values(package, "xl/charts/", "charts", limits), "")
    yield from _guarded(package.properties(), "properties")
    yield from package.macros()
    yield from package.embedded("xl/embeddings/")
    yield from package.pictures("xl/media/")


def _guarded(items: Iterator[TextBatch], part: str) -> Iterator[Extracted]:
    try:
        yield from items
    except UnreadableError as error:
        yield error.as_skipped(part=part)


def _sheet_parts(package: Package, sheet: str, path: str, limits: Limits) -> Iterator[TextBatch]:
    links: list[str] = []
    for _, kind, target, external in package.relations(path):
        if external:
            links.append(target)
        elif target in package and kind in {"comments", "threadedComment"}:
            texts = [_comment(item) for item in _items(package.xml(target))]
            yield from value_batches(texts, Unit.BLOCK, limits, f"comments of {sheet}")
    yield from value_batches(links, Unit.BLOCK, limits, f"links of {sheet}")
    yield from value_batches(
        _page_texts(package, path), Unit.BLOCK, limits, f"header and footer of {sheet}"
    )


def _text_boxes(package: Package, limits: Limits) -> Iterator[TextBatch]:
    tables = TableNames()
    drawings = package.names("xl/drawings/drawing", ".xml")
    for name in [*drawings, *package.names("xl/diagrams/data", ".xml")]:
        yield from block_batches(drawing_blocks(package.xml(name)), limits, "text boxes", tables)


def _items(root: etree._Element) -> Iterator[etree._Element]:
    """Comments of the old kind, and of the kind with answers."""
    yield from root.iter("{*}comment", "{*}threadedComment")


def _comment(item: etree._Element) -> str:
    """The comment behind the cell it is about."""
    text = string_text(item) or "".join(piece.text or "" for piece in item.iter("{*}text"))
    return f"{attribute(item, 'ref') or ''}: {text}"


def _page_texts(package: Package, path: str) -> list[str]:
    found = _PAGE_TEXT.findall(package.tail(path, _PAGE_TEXT_REACH))
    texts = [page_text(unescape(raw.decode("utf-8", "replace"))) for raw in found]
    return [text for text in texts if text]


def page_text(coded: str) -> str:
    """The text of a page header, the codes for fonts and sides taken out."""
    return _CODES.sub(" ", coded).strip()


def _names(package: Package, limits: Limits) -> Iterator[TextBatch]:
    if "xl/workbook.xml" not in package:
        return
    defined = package.xml("xl/workbook.xml").iterfind("{*}definedNames/{*}definedName")
    lines = [f"{attribute(name, 'name') or ''}: {name.text or ''}" for name in defined]
    yield from value_batches(lines, Unit.BLOCK, limits, "defined names")


def _people(package: Package, limits: Limits) -> Iterator[TextBatch]:
    found = {
        attribute(element, "displayName") or element.text or ""
        for name in [*package.names("xl/persons/", ".xml"), *package.names("xl/comments", ".xml")]
        for element in package.xml(name).iter("{*}person", "{*}author")
    }
    yield from value_batches(sorted(found), Unit.BLOCK, limits, "comment authors")


def _values(package: Package, folder: str, part: str, limits: Limits) -> Iterator[TextBatch]:
    """Copies of cells that stay in the file when their sheet is gone."""
    for name in package.names(folder, ".xml"):
        values = (
            text
            for element in package.elements(name, ("s", "n", "d", "v", "t"))
            if (text := element.text or attribute(element, "v"))
        )
        yield from value_batches(values, Unit.BLOCK, limits, part)
