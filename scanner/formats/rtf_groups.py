"""Which groups of Rich Text stand apart from the running text, and how text is gathered in them.

A header, a footnote or a property stands in the middle of the file; joined to what surrounds it,
the digits of a number would run into the next word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scanner.formats.batching import Cells
from scanner.formats.documents import Block, Table

Place = tuple[str, str]  # part and column

# Settings: nothing in them was written by a person.
SILENT = frozenset(
    b"fonttbl colortbl stylesheet themedata datastore colorschememapping latentstyles listtable"
    b" listoverridetable rsidtbl generator xmlnstbl blipuid fontemb panose sn nonshppict creatim"
    b" revtim printim buptim blipid pgdsctbl ftnsep ftnsepc aftnsep aftnsepc"
    b" nonesttables".split()
)
# Groups whose text is a packed file in hexadecimal digits.
PACKED = frozenset({b"pict", b"objdata"})
_PROPERTIES = b"""title subject author manager company operator category keywords comment doccomm
hlinkbase propname staticval""".split()
_PLACES: dict[bytes, Place] = {
    **dict.fromkeys((b"header", b"headerl", b"headerr", b"headerf"), ("header", "")),
    **dict.fromkeys((b"footer", b"footerl", b"footerr", b"footerf"), ("footer", "")),
    **{name: ("properties", name.decode()) for name in _PROPERTIES},
    b"footnote": ("footnotes", ""),
    b"annotation": ("comments", ""),
    b"atnid": ("comment authors", ""),
    b"atnauthor": ("comment authors", ""),
    b"revtbl": ("authors of changes", ""),
    b"fldinst": ("fields", ""),
    b"shptxt": ("text boxes", ""),
    b"dptxbxtext": ("text boxes", ""),
    b"sv": ("properties of shapes", ""),
}
# Marked as what old programs may pass over, and yet running text.
_INLINE = frozenset(b"shppict shpinst ud cs background nesttableprops".split())
_OTHER: Place = ("other groups", "")
DELETED: Place = ("before tracked changes", "")
BODY: Place = ("", "")


def place_of(word: bytes, starred: bool, inside: Place) -> Place:
    r"""Where the text of a group that begins with the word belongs; `starred`: behind `\*`."""
    if word in _PLACES:
        return _PLACES[word]
    return _OTHER if starred and word not in _INLINE else inside


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group and ends with it."""

    place: Place = BODY
    group: int = 0  # the number of the group that opened the place
    silent: bool = False
    packed: bytes = b""  # the word of PACKED that the group began with
    deleted: bool = False
    in_table: bool = False
    fallback: int = 1  # characters behind a \u that old programs show instead

    def begin(self, word: bytes, starred: bool, group: int) -> "State":
        """The state behind the first word of a group."""
        if word in SILENT:
            return replace(self, silent=True)
        if word in PACKED:
            return replace(self, silent=True, packed=word)
        place = place_of(word, starred, self.place)
        if place is self.place:
            return self
        return replace(self, place=place, group=group, in_table=False, deleted=False)


@dataclass(slots=True)
class Flow:
    """The open paragraph, and the open table, of one place."""

    place: Place
    text: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    cells: list[str | None] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    is_marked: bool = False  # the cells of the open row said that they are in a table

    def end_cell(self, in_table: bool) -> None:
        """The open paragraph becomes a cell of the open row."""
        self.cells.append("".join(self.text).strip(" |\n") or None)
        self.text.clear()
        self.is_marked = in_table

    def leave_row(self) -> None:
        """Text outside any table follows: a row that nothing ended is over."""
        if self.cells and self.is_marked:
            self.end_row()

    def end_row(self) -> None:
        """The open row is whole."""
        if "".join(self.text).strip():
            self.end_cell(self.is_marked)
        if self.cells:
            self.rows.append(self.cells)
        self.cells = []

    def end_paragraph(self, in_table: bool) -> Iterator[tuple[Place, Block]]:
        """The blocks that a paragraph's end makes whole; inside a cell it is a line feed."""
        if self.deleted:
            yield DELETED, "".join(self.deleted)
            self.deleted.clear()
        if in_table:
            self.text.append("\n")
            return
        yield from self.end_table()
        yield self.place, "".join(self.text)
        self.text.clear()

    def end_table(self) -> Iterator[tuple[Place, Block]]:
        """The table that is open, where one is."""
        if self.cells:
            self.end_row()
        if self.rows:
            yield self.place, Table(self.rows)
        self.rows = []

    def close(self) -> Iterator[tuple[Place, Block]]:
        """What is left when the place ends."""
        if self.cells:
            self.end_row()
        if "".join(self.text).strip() or self.deleted:
            yield from self.end_paragraph(in_table=False)
        yield from self.end_table()
