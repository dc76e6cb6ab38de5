"""Lines of a text that comes in chunks, each of bounded length, with their numbers."""

from collections.abc import Iterable, Iterator


class LineReader:
    """Gives lines without their ends. One beyond `max_chars` is cut and said in `cut_lines`."""

    def __init__(self, chunks: Iterable[str], max_chars: int) -> None:
        self._chunks, self._max_chars = chunks, max_chars
        self.cut_lines = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.ended():
            yield line.removesuffix("\n")

    def ended(self) -> Iterator[str]:
        """The lines with their ends, as `csv` wants them."""
        held: list[str] = []
        size = 0
        for chunk in self._chunks:
            *lines, rest = chunk.split("\n")
            for line in lines:
                held.append(line)
                yield "".join(held) + "\n"
                held, size = [], 0
            if rest:
                held.append(rest)
                size += len(rest)
            if size > self._max_chars:
                self.cut_lines += 1
                yield "".join(held)
                held, size = [], 0
        if held:
            yield "".join(held)
