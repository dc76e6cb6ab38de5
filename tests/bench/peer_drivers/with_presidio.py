"""Presidio: its recognizers for the United Kingdom and the small spaCy model, on blocks of text.

The form is that of the accuracy benchmark: any score, lenient telephone numbers. The blocks are of
4,000 characters, as its own documents show it.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from common import drive

from tests.bench.scoring.found import Column
from tests.bench.scoring.stock import Stock

_STOCK = Stock()


def find(text: str) -> list[tuple[str, str]]:
    """What it finds in a text."""
    read = _STOCK.read([Column("", (text,))], ("block", 0.0, 1))
    return [(one.entity, one.value) for one in read.found]


drive(find, block_chars=4_000)
