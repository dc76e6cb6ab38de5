"""What changed between two sweeps, for programs: everything, as one JSON document."""

import json
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import TextIO

from scanner.reports.comparison import Comparison


def write(told: Comparison, out: TextIO, width: int | None = None) -> None:
    """Write it all. Characters beyond ASCII are escaped, so a terminal cannot be tricked."""
    del width  # a program reads it
    json.dump(asdict(told), out, indent=2, default=_plain)
    out.write("\n")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no JSON form")
