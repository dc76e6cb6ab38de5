"""What an OpenDocument sheet holds beside the values of its cells: texts shown, comments, boxes.

A cell holds its value and the text it shows; where the text only adds zeros and gaps, a person
reads the text: 451 as "0451".
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

import regex
from lxml import etree

from scanner.formats.batching import value_batches
from scanner.formats.opendocument import paragraph
from scanner.formats.package import Package, attribute, local
from scanner.formats.tables import column_letters
from scanner.formats.unpack import ZIP_ERRORS
from scanner.model import Limits, TextBatch, Unit

# Of a number style that fills up with zeros; without one no cell needs a second look.
_FILLS_UP = regex.compile(rb'min-integer-digits="(?:[2-9]|[1-9][0-9])"')
_REACH = 32  # bytes, so that none is lost on the border of two chunks
_STEP = 1024**2
_PLAIN = regex.compile(r"[0-9 ()+/\u00a0-]+")
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MOST_REPEATS = 1000  # of one cell or row; sheets are padded to their ends with millions


def shown_cells(package: Package) -> dict[str, Mapping[tuple[int, int], str]]:
    """By sheet, the numbers shown with added digits; by row and column, counted from 0."""
    if not any(_fills_up(package, name) for name in ("content.xml", "styles.xml")):
        return {}
    found: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    rows: dict[str, int] = defaultdict(int)
    for element in package.elements("content.xml", ("table-row",)):
        table = next(element.iterancestors("{*}table"), None)
        sheet = (attribute(table, "name") or "") if table is not None else ""
        count = _repeats(element, "number-rows-repeated")
        for column, text in _shown(element):
            for row in range(rows[sheet], rows[sheet] + min(count, _MOST_REPEATS)):
                found[sheet][row, column] = text
        rows[sheet] += count
    return dict(found)


def sheet_texts(content: etree._Element, limits: Limits) -> Iterator[TextBatch]:
    """Comments with their cells, and text boxes, sheet by sheet."""
    for sheet in content.iterfind(".//{*}spreadsheet/{*}table"):
        name = attribute(sheet, "name") or ""
        yield from value_batches(_comments(sheet), Unit.BLOCK, limits, f"comments of {name}")
        boxes = [paragraph(text) for text in sheet.iter("{*}p") if _is_drawn(text)]
        yield from value_batches(boxes, Unit.BLOCK, limits, f"text boxes of {name}")


def _comments(sheet: etree._Element) -> Iterator[str]:
    number = 1
    for row in sheet.iter("{*}table-row"):
        column = 0
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            for note in cell.iterchildren("{*}annotation"):
                text = "\n".join(map(paragraph, note.iter("{*}p")))
                author = note.findtext("{*}creator") or ""
                said = f"{column_letters(column)}{number}: {text}"
                yield f"{said} ({author})" if author.strip() else said
            column += _repeats(cell, "number-columns-repeated")
        number += _repeats(row, "number-rows-repeated")


def _is_drawn(text: etree._Element) -> bool:
    """Whether a paragraph stands in a shape or a text box."""
    for above in text.iterancestors():
        if local(above) in {"annotation", "table-cell", "table"}:
            return False
        if str(above.tag).startswith(_DRAWING):
            return True
    return False


def _fills_up(package: Package, name: str) -> bool:
    if name not in package:
        return False
    tail = b""
    with contextlib.suppress(*ZIP_ERRORS), package.open(name) as part:  # the sheet's reader tells
        while block := part.read(_STEP):
            if _FILLS_UP.search(tail + block):
                return True
            tail = block[-_REACH:]
    return False


def _shown(row: etree._Element) -> Iterator[tuple[int, str]]:
    """The columns of a row whose text adds digits, and that text."""
    column = 0
    for cell in row:
        if local(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        count = _repeats(cell, "number-columns-repeated")
        value = attribute(cell, "value")
        text = str(cell.xpath("string(*[local-name()='p'][1])"))
        if value and text and _adds_digits(text, value):
            for repeated in range(min(count, _MOST_REPEATS)):
                yield column + repeated, text.strip()
        column += count


def _adds_digits(text: str, value: str) -> bool:
    """Whether the text is the same whole number with zeros in front or gaps between."""
    digits = "".join(character for character in text if character.isdecimal())
    return (
        text.strip() != value
        and _PLAIN.fullmatch(text) is not None
        and value.isdecimal()
        and digits.lstrip("0") == value.lstrip("0")
    )


def _repeats(element: etree._Element, name: str) -> int:
    count = attribute(element, name) or "1"
    return int(count) if count.isdecimal() and len(count) < 9 else 1
