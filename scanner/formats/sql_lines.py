"""The lines of a dump that are no rows, gathered into batches at their places."""

from collections.abc import Iterator

from scanner.formats.text_batches import line_batches
from scanner.model import Limits, TextBatch

_MAX_GAP_LINES = 200  # lines of rows between lines of text that stay in one batch


class Lines:
    """Holds lines of text; those that follow each other share a batch."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._text: list[str] = []
        self._first, self._chars = 1, 0

    def add(self, text: str, number: int) -> Iterator[TextBatch]:
        """Take the lines of a text that begins in line `number`."""
        gap = number - self._first - len(self._text)
        if not 0 <= gap <= _MAX_GAP_LINES:
            yield from self.flush()
        if not self._text:
            self._first, gap = number, 0
        lines = text.split("\n")
        self._text.extend([""] * gap + lines)
        self._chars += len(text)
        limits = self._limits
        if self._chars >= limits.batch_bytes or len(self._text) >= limits.batch_rows:
            yield from self.flush()

    def flush(self) -> Iterator[TextBatch]:
        """Give what has gathered."""
        lines, self._text, self._chars = self._text, [], 0
        if lines:
            yield from line_batches(["\n".join(lines)], self._limits, first=self._first)
