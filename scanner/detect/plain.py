"""The prefilter without Hyperscan: RE2 inside Arrow, one expression after another.

About ten times slower than Hyperscan, and the same interface and guarantee.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect.clauses import Clause
from scanner.detect.prefilter import Cells


class PlainScanner:
    """Expressions that RE2 does not take are in `refused` and are tried everywhere."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._patterns: list[str] = []
        refused: set[int] = set()
        probe = pa.array(["probe"])
        for index, clause in enumerate(clauses):
            any_of = "|".join(f"(?:{text})" for text in clause.patterns)
            pattern = f"(?ims){any_of}" if any_of else ""
            try:
                pc.match_substring_regex(probe, pattern or "x")
            except pa.ArrowInvalid:
                refused.add(index)
                pattern = ""
            self._patterns.append(pattern)
        self.refused = frozenset(refused)

    def scan(self, values: pa.StringArray) -> list[Cells]:
        """See `prefilter.Scanner`."""
        return [_matching(values, pattern) for pattern in self._patterns]


def _matching(values: pa.StringArray, pattern: str) -> Cells:
    if not pattern:
        return np.empty(0, dtype=np.int64)
    mask = pc.fill_null(pc.match_substring_regex(values, pattern), False)
    return np.flatnonzero(mask.to_numpy(zero_copy_only=False))
