"""What the tests of subjects share: what a group of recognizers reports in a text."""

from collections.abc import Iterable

from recognizers.declaration import Recognizer
from recognizers.matching import find


def reported(recognizers: Iterable[Recognizer], text: str, header: str = "") -> dict[str, float]:
    """The highest score of each reported value."""
    found: dict[str, float] = {}
    for recognizer in recognizers:
        for match in find(recognizer, text, header):
            if match.score >= 0.5:
                value = text[match.start : match.end]
                found[value] = max(match.score, found.get(value, 0.0))
    return found
