"""The parts that a document is made of, before it is Word or Markdown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the document's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of what the sweep found, or in italics about it."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A question that only a person can answer, with room for the answer."""

    question: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A None cell is a blank to fill in. Widths are parts of the whole."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    widths: tuple[float, ...]


Block = Heading | Paragraph | Bullets | Blank | Grid
