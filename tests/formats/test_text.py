"""Plain text: one value per line, whatever the length of the lines."""

import pytest

from scanner.model import Limits, Unit
from tests.formats.extract import extract


def test_lines_are_numbered_as_a_person_counts():
    """Position and unit say which line a value is."""
    (batch,) = extract("text", b"one\n\nthree\n").batches
    assert (batch.unit, batch.first, batch.column) == (Unit.LINE, 1, None)
    assert batch.values.to_pylist() == ["one", None, "three"]


def test_numbers_go_on_over_batches():
    """A line's position does not depend on the batch it comes in."""
    batches = extract("text", b"x\n" * 10 + b"last", limits=Limits(batch_rows=3)).batches
    assert batches[-1].first + len(batches[-1].values) - 1 == 11


@pytest.mark.parametrize("batch_bytes", [1, 5, 4096])
def test_chunks_never_cut_a_line(batch_bytes):
    """The size of the chunks never changes a value."""
    content = b"Key safe 4821\r\nalarm 1234\rlast caf\xe9"
    found = extract("text", content, limits=Limits(batch_bytes=batch_bytes)).values()
    assert found == ["Key safe 4821", "alarm 1234", "last café"]


@pytest.mark.parametrize("batch_bytes", [64, 700, 4 * 1024**2])
def test_a_long_line_is_cut_so_that_every_value_is_whole_somewhere(batch_bytes):
    """Pieces of a long line overlap and all have the line's position."""
    words = [f"word{number:05}" for number in range(500)]
    content = b"first\n" + "-".join(words).encode() + b"\nlast"
    limits = Limits(max_cell_chars=1_000, batch_bytes=batch_bytes)
    batches = extract("text", content, limits=limits).batches
    pieces = [b.values.to_pylist()[0] for b in batches if b.first == 2]
    assert all(any(word in piece for piece in pieces) for word in words)
    assert max(map(len, pieces)) <= 1_000
    assert len(pieces) == 7


def test_nul_bytes_are_harmless():
    """NUL bytes never reach a value."""
    assert extract("text", b"Ivy\0\0\0Greenhalgh\n").values() == ["Ivy   Greenhalgh"]


def test_utf16_lines_in_another_file_are_read():
    """Lines that were appended as UTF-16 to a file of one byte per character are text too."""
    content = b"plain\n" + "key safe 4821\n".encode("utf-16-le")
    assert "key safe 4821" in extract("text", content).values()
