"""Rows of a table without its name, as they lie in a folder of pg_dump or of --tab."""

from io import BytesIO

import pytest

from scanner.formats.identify import identify
from scanner.model import Unit
from tests.formats.extract import extract

ROWS = b"1\tIvy\\tGarth\t\\N\n2\ttwo\\\nlines\t\\\\x6b657920736166652034383231\n\\.\n\n\n"


def test_rows_are_numbered_and_escapes_resolved():
    """NULL is nothing, and bytes that are text are text."""
    found = extract("copytext", ROWS)
    assert found.batch("", "column 2").values.to_pylist() == ["Ivy\tGarth", "two\nlines"]
    assert found.batch("", "column 3").values.to_pylist() == [None, "key safe 4821"]
    assert found.batch("", "column 1").unit is Unit.ROW
    assert found.batch("", "column 1").first == 1


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("3345.dat", ROWS, "copytext"),
        ("3345.dat", b"one\ntwo\n\\.\n", "copytext"),
        ("client.txt", b"1\t\\N\n2\tx\n", "copytext"),
        ("3345.dat", b"Dear Ivy,\n\tthe key\nis 4821\n", "text"),
        ("titles.txt", b"id\tname\tnote\n" + b"1\tIvy\t\\N\n" * 5, "csv"),
        ("notes.txt", b"a path is C:\\New\n", "text"),
    ],
)
def test_content_tells_it(name, content, format):
    """The name pg_dump gives, or its way to write NULL, and as many tabs in every line."""
    assert identify(BytesIO(content), name).name == format


def test_a_file_in_a_cell_is_a_member():
    """Bytes of a picture are read as one."""
    found = extract("copytext", b"1\t\\\\x89504e4700\n")
    assert found.members == {"1/column 2": b"\x89PNG\x00"}


def test_a_line_without_end_is_bounded():
    """A row of many cells shares its last column."""
    found = extract("copytext", b"a\t" * 100_000 + b"key safe 4821\n")
    assert len({batch.column for batch in found.batches}) <= 2048
    assert any("key safe 4821" in value for value in found.values())
