"""For each format, a value planted in an awkward place is found where a person would look.

One row a place, in `tests/formats/places`; a file is read once.
"""

from functools import cache

import pytest

from recognizers.catalogue import select
from recognizers.matching import find
from tests.formats.places import GROUPS
from tests.formats.places.row import Row
from tests.formats.reading import Cell, whole

FILES = {name: build for group in GROUPS for name, build in group.FILES.items()}
ROWS = [row for group in GROUPS for row in group.ROWS]
RECOGNIZERS = {10: select(["UK_NHS"]), 4: select(["KEY_SAFE_CODE"])}


@cache
def _cells(name: str) -> tuple[Cell, ...]:
    return tuple(whole(FILES[name](), name).cells)


def _holds(cell: Cell, digits: str) -> bool:
    """Whether the recognizer of that kind finds these digits in the cell."""
    for recognizer in RECOGNIZERS[len(digits)]:
        for match in find(recognizer, cell.text, cell.column):
            value = cell.text[match.start : match.end]
            if "".join(filter(str.isdecimal, value)) == digits and match.score >= 0.5:
                return True
    return False


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.file}: {row.what} {row.digits}")
def test_planted_value_is_found_where_it_stands(row: Row):
    """Member, part, column, position and unit are those of the place."""
    found = [cell for cell in _cells(row.file) if _holds(cell, row.digits)]
    places = [(c.member, c.part, c.column, c.position, c.unit) for c in found]
    assert (row.member, row.part, row.column, row.position, row.unit) in places


@pytest.mark.parametrize("name", FILES)
def test_file_of_the_table_is_used(name: str):
    """No file is made that the table says nothing of."""
    assert name in {row.file for row in ROWS}
