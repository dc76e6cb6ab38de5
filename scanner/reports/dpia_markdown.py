"""The input for a DPIA as Markdown."""

from collections.abc import Iterator
from typing import TextIO

from scanner.reports.dpia import blocks_of
from scanner.reports.dpia_blocks import Blank, Block, Bullets, Grid, Heading, Paragraph
from scanner.reports.markdown import BLANK, escaped, table
from scanner.reports.protocol import Inventory, ReportOptions


def write(inventory: Inventory, out: TextIO, options: ReportOptions) -> None:
    """Write the document."""
    for block in blocks_of(inventory, options):
        out.write("\n".join(_lines(block)) + "\n\n")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            yield f"*{escaped(block.text)}*" if block.italic else escaped(block.text)
        case Bullets():
            yield from (f"- {escaped(item)}" for item in block.items)
        case Blank():
            yield f"**{escaped(block.question)}**"
            yield ""
            yield f"> {BLANK}"
        case Grid():
            yield from table(block.columns, block.rows)
