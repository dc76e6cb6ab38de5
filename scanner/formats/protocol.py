"""What a format is: it turns one byte stream into text with positions, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from scanner.model import DataObject, Limits, Member, Skipped, TextBatch

Extracted = TextBatch | Member | Skipped


class Reader(Protocol):
    """Reads one kind of file.

    `stream` is seekable and read-only, at position 0; the caller closes it. Yields text and
    members in a stable order; yields `Skipped` for a part that was left out and goes on.
    May raise `UnreadableError` (and nothing else on purpose) when the rest cannot be read: what
    was yielded before still counts.
    """

    def __call__(self, stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
        """Read the stream to its end."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A registered format."""

    name: str  # "xlsx"
    title: str  # "Excel workbook"
    reader: str  # "scanner.formats.xlsx:read", imported when first needed
    endings: tuple[str, ...]  # lower case, without the dot; a hint, content decides
    needs: str = ""  # what to install when an import fails: "keysweep[pst]"
