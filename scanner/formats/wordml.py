"""The text of WordprocessingML elements: paragraphs, tables, text boxes, tracked changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from scanner.formats.batching import Cells, value_batches
from scanner.formats.documents import Block, Table
from scanner.formats.package import attribute, local
from scanner.formats.tables import line
from scanner.model import Limits, TextBatch, Unit

_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ADDED = frozenset({"ins", "moveTo"})
_REMOVED = frozenset({"del", "moveFrom"})
# Read on their own (text boxes), or a second copy for old programs (Fallback).
_APART = frozenset({"txbxContent", "Fallback", "rPr", "pPr", "tbl"})
_WIDEST_SPAN = 64  # columns one cell is believed to cover


@dataclass(slots=True)
class Notes:
    """What does not stand in the running text, gathered while it is read."""

    before_changes: list[str] = field(default_factory=list)  # paragraphs as they were
    fields: list[str] = field(default_factory=list)  # instructions: links, merge fields
    pictures: list[str] = field(default_factory=list)  # alternative texts
    authors: list[str] = field(default_factory=list)  # of comments

    def batches(self, limits: Limits) -> Iterator[TextBatch]:
        """All of it as BLOCKs, a part for each kind."""
        for part, values in (
            ("before tracked changes", self.before_changes),
            ("fields", self.fields),
            ("picture descriptions", self.pictures),
            ("comment authors", sorted(set(self.authors))),
        ):
            yield from value_batches(values, Unit.BLOCK, limits, part)


def blocks(element: etree._Element, notes: Notes) -> Iterator[Block]:
    """The blocks of a paragraph or table, the text boxes in it behind it."""
    if local(element) == "tbl":
        yield Table(_rows(element, notes))
    else:
        yield paragraph(element, notes)
    yield from _boxes(element, notes)


def _boxes(element: etree._Element, notes: Notes) -> Iterator[Block]:
    """Blocks of the text boxes below the element, those inside other boxes left to these."""
    for child in element:
        if local(child) == "txbxContent":
            for inner in child.iterchildren("{*}p", "{*}tbl", "{*}sdt"):
                yield from _unwrapped(inner, notes)
        elif local(child) != "Fallback":
            yield from _boxes(child, notes)


def _unwrapped(element: etree._Element, notes: Notes) -> Iterator[Block]:
    if local(element) != "sdt":
        yield from blocks(element, notes)
        return
    for inner in element.iterfind("{*}sdtContent/*"):
        if local(inner) in {"p", "tbl", "sdt"}:
            yield from _unwrapped(inner, notes)


def paragraph(element: etree._Element, notes: Notes) -> str:
    """The paragraph's text as it is now, runs joined; what it was before goes to the notes."""
    now: list[str] = []
    before: list[str] = []
    _gather(element, now, before, notes)
    text, old = "".join(now), "".join(before)
    if old != text:
        notes.before_changes.append(old)
    return text


def _gather(
    element: etree._Element, now: list[str] | None, before: list[str] | None, notes: Notes
) -> None:
    """Adds the text below the element to both versions, or to the one it belongs to."""
    for child in element:
        name = local(child)
        if name in _APART or not name:
            continue
        if name in _ADDED:
            _gather(child, now, None, notes)
        elif name in _REMOVED:
            _gather(child, None, before, notes)
        elif name in {"t", "delText"} or name in _MARKS:
            _put(_MARKS.get(name) or child.text or "", now, before)
        elif name in {"instrText", "delInstrText"}:
            notes.fields.append(child.text or "")
        else:
            if name == "docPr":
                notes.pictures += filter(
                    None, (attribute(child, "descr"), attribute(child, "title"))
                )
            if name == "fldSimple":
                notes.fields.append(attribute(child, "instr") or "")
            _gather(child, now, before, notes)


def _put(text: str, now: list[str] | None, before: list[str] | None) -> None:
    for version in (now, before):
        if version is not None:
            version.append(text)


def _rows(table: etree._Element, notes: Notes) -> list[Cells]:
    rows: list[Cells] = []
    for row in _children(table, "tr"):
        cells: list[str | None] = []
        for cell in _children(row, "tc"):
            cells.append(_cell(cell, notes))
            cells += [None] * (_span(cell) - 1)
        rows.append(cells)
    return rows


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name, content controls and tracked rows looked through."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "del", "customXml"}:
            yield from _children(child, name)


def _cell(cell: etree._Element, notes: Notes) -> str | None:
    """Paragraphs of a cell, and tables inside it line by line."""
    texts = [paragraph(inner, notes) for inner in _children(cell, "p")]
    for inner in _children(cell, "tbl"):
        texts += [text for row in _rows(inner, notes) if (text := line(row))]
    return "\n".join(text for text in texts if text) or None


def _span(cell: etree._Element) -> int:
    grid = cell.find("{*}tcPr/{*}gridSpan")
    value = attribute(grid, "val") if grid is not None else None
    return min(int(value), _WIDEST_SPAN) if value and value.isdecimal() else 1
