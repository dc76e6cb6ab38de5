"""A workbook in which everything is text or a whole number, in a few plain looks."""

from math import ceil
from typing import IO, Any

import xlsxwriter

from scanner.reports.ropa_rows import Cell, Origin

_CELL_CHARS = 32_000  # a spreadsheet takes 32,767
_LINE_POINTS, _MOST_POINTS = 13.0, 400.0  # a row may be 409 points high
_A3, _A4 = 8, 9
_NARROW = 5  # columns that fit the smaller paper
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
_EDGE = {"border": 1, "border_color": "#B8B8B8"}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "bold": {"bold": True},
    "heading": _EDGE | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
    "added": _EDGE | {"bold": True, "bg_color": "#5B6B7F", "font_color": "#FFFFFF"},
    "label": _EDGE | {"bold": True, "bg_color": "#E8EDF3"},
    Origin.FOUND.value: _EDGE,
    Origin.SUGGESTED.value: _EDGE | {"italic": True, "font_color": "#1F3A5F"},
    Origin.PERSON.value: _EDGE | {"bg_color": "#FFF4CC"},
    "number": _EDGE | {"num_format": "#,##0"},
}


class Book:
    """The workbook being written; closing it writes the file."""

    def __init__(self, out: IO[bytes]) -> None:
        # In memory: what stands in it must not pass through a temporary folder. Texts that look
        # like formulas, numbers or links stay texts.
        self._book = xlsxwriter.Workbook(
            out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._looks = {name: self._book.add_format(_FONT | look) for name, look in _LOOKS.items()}

    def sheet(self, name: str, widths: tuple[float, ...], wide_pages: int = 1) -> "Sheet":
        """A new sheet with columns of these widths, to be printed on so many pages across."""
        made = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        made.set_landscape()
        made.set_paper(_A4 if len(widths) < _NARROW else _A3)
        made.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        made.fit_to_pages(wide_pages, 0)
        made.set_footer("&L&A&RPage &P of &N")
        made.hide_gridlines(2)
        return Sheet(made, self._looks, widths)

    def close(self) -> None:
        """Write it all."""
        self._book.close()


class Sheet:
    """One sheet, filled from the top."""

    def __init__(self, sheet: Any, looks: dict[str, Any], widths: tuple[float, ...]) -> None:
        self._sheet, self._looks, self._widths = sheet, looks, widths
        self.row = 0  # the next one

    def texts(self, *texts: str, look: str = "text") -> None:
        """A row of texts."""
        for column, text in enumerate(texts):
            self._sheet.write_string(self.row, column, text[:_CELL_CHARS], self._looks[look])
        self.row += 1

    def headings(self, headings: tuple[str, ...], added: tuple[str, ...] = ()) -> None:
        """The row that stays in sight and is repeated on each page."""
        for column, text in enumerate(headings + added):
            look = self._looks["heading" if column < len(headings) else "added"]
            self._sheet.write_string(self.row, column, text, look)
        self._fit(headings + added)
        self._sheet.repeat_rows(self.row)
        self._sheet.freeze_panes(self.row + 1, 0)
        self.row += 1

    def cells(self, cells: list[Cell | int]) -> None:
        """A row of answers and counts."""
        self._fit(tuple("" if isinstance(cell, int) else cell.text for cell in cells))
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self.row, column, cell, self._looks["number"])
                continue
            look = self._looks[cell.origin.value]
            self._sheet.write_string(self.row, column, cell.text[:_CELL_CHARS], look)
            if cell.note:
                self._sheet.write_comment(self.row, column, cell.note, {"x_scale": 2})
        self.row += 1

    def questions(self, questions: tuple[str, ...]) -> None:
        """Labels, each with a cell to fill in beside it."""
        for question in questions:
            self._fit((question,))
            self._sheet.write_string(self.row, 0, question, self._looks["label"])
            self._sheet.write_string(self.row, 1, "", self._looks[Origin.PERSON.value])
            self.row += 1

    def merged(self, text: str) -> None:
        """A paragraph across all columns."""
        look = self._looks["text"]
        self._sheet.merge_range(self.row, 0, self.row, len(self._widths) - 1, "", look)
        self._sheet.write_string(self.row, 0, text[:_CELL_CHARS], look)
        self._sheet.set_row(self.row, _height(text, sum(self._widths)))
        self.row += 1

    def _fit(self, texts: tuple[str, ...]) -> None:
        """Make the row as high as its longest text; not every program does so by itself."""
        heights = (_height(text, width) for text, width in zip(texts, self._widths, strict=False))
        self._sheet.set_row(self.row, max(heights))


def _height(text: str, width: float) -> float:
    """Points that a text needs in a column of this width, in characters."""
    lines = sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
    return min(_MOST_POINTS, lines * _LINE_POINTS + 3)
