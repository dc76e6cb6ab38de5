"""One row of the golden table: a planted value and where a person would look for it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[2] / "data" / "formats"
Files = dict[str, Callable[[], bytes]]


class Row(NamedTuple):
    """Where a value stands. Its digits are all that is compared; ten are an NHS number."""

    file: str
    what: str  # the awkward place, in words
    part: str
    column: str
    position: int
    unit: str
    digits: str
    member: str = ""


def sample(name: str) -> Callable[[], bytes]:
    """A file that another program wrote."""
    return (DATA / name).read_bytes
