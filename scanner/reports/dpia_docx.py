"""The input for a DPIA as a Word document: headings, tables, shaded boxes for people to fill in."""

from typing import IO, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from scanner.reports.dpia import blocks_of
from scanner.reports.dpia_blocks import Blank, Block, Bullets, Grid, Heading, Paragraph
from scanner.reports.protocol import Inventory, ReportOptions

_WIDTH_CM = 17.0  # A4 less its margins
_FONT, _DARK = "Arial", RGBColor(0x1F, 0x3A, 0x5F)
_HEAD_FILL, _BLANK_FILL, _LABEL_FILL = "1F3A5F", "FFF4CC", "E8EDF3"
_SHORT = 8  # rows of a table that is not spread over pages
_ROOM_CM = 1.6  # for an answer; the box grows with it


def write(inventory: Inventory, out: IO[bytes], options: ReportOptions) -> None:
    """Write the document."""
    document = _document()
    for block in blocks_of(inventory, options):
        _add(document, block)
    document.save(out)


def _document() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5), ("Heading 3", 10)):
        _restyle(document.styles[name], size)
    _page_numbers(section.footer.paragraphs[0])
    document.core_properties.author = ""
    document.core_properties.title = "Data protection impact assessment: input from a sweep"
    return document


def _restyle(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
    style.font.color.rgb = _DARK
    # The theme's own font would go before the one named above.
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    style.paragraph_format.keep_with_next = True


def _page_numbers(paragraph: Any) -> None:
    paragraph.add_run("Input for a DPIA, drafted by keysweep. Page ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)
    for run in paragraph.runs:
        run.font.size = Pt(8)


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, block.level)
        case Paragraph():
            paragraph = document.add_paragraph()
            paragraph.add_run(block.text).italic = block.italic
            paragraph.paragraph_format.keep_with_next = block.italic
        case Bullets():
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case Blank():
            _add_blank(document, block)
        case Grid():
            _add_grid(document, block)


def _add_blank(document: Any, block: Blank) -> None:
    table = _table(document, 2, (1.0,))
    question, answer = table.rows[0].cells[0], table.rows[1].cells[0]
    _fill(question, block.question, _LABEL_FILL, bold=True)
    _fill(answer, "", _BLANK_FILL)
    table.rows[1].height = Cm(_ROOM_CM)
    for paragraph in question.paragraphs:
        paragraph.paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_grid(document: Any, grid: Grid) -> None:
    table = _table(document, len(grid.rows) + 1, grid.widths)
    for cell, text in zip(table.rows[0].cells, grid.columns, strict=True):
        _fill(cell, text, _HEAD_FILL, bold=True, color=RGBColor(0xFF, 0xFF, 0xFF))
    _repeat_heading(table.rows[0])
    for row, texts in zip(table.rows[1:], grid.rows, strict=True):
        _keep_whole(row)
        for cell, answer in zip(row.cells, texts, strict=True):
            _fill(cell, answer or "", _BLANK_FILL if answer is None else "")
    if len(grid.rows) <= _SHORT:
        _keep_together(table.rows[:-1])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    table = document.add_table(rows, len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = Cm(_WIDTH_CM * part)
        for cell in column.cells:
            cell.width = column.width
    return table


def _fill(
    cell: Any, text: str, fill: str, *, bold: bool = False, color: RGBColor | None = None
) -> None:
    first, *others = text.split("\n")
    runs = [cell.paragraphs[0].add_run(first)]
    runs += [cell.add_paragraph().add_run(line) for line in others]
    for run in runs:
        run.bold, run.font.size = bold, Pt(9)
        if color is not None:
            run.font.color.rgb = color
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(2)
    if fill:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        cell._tc.get_or_add_tcPr().append(shade)


def _keep_together(rows: Any) -> None:
    """A short table stands on one page."""
    for row in rows:
        for paragraph in row.cells[0].paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _repeat_heading(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    """Not cut in two by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
