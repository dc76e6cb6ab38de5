"""Whether a recognizer finds its examples and passes over its counter-examples.

An example counts as found when `find` gives it the score from which findings are counted.
"""

from collections.abc import Iterator

from recognizers.declaration import Recognizer
from recognizers.matching import find

# What is less sure is kept in an inventory but not counted (the setting `min_confidence`).
REPORTED = 0.5


def failures(recognizer: Recognizer) -> Iterator[tuple[str, str]]:
    """Field and reason of each example that fails. Examples are named by number only."""
    for number, text in enumerate(recognizer.examples, 1):
        if reason := _missed(recognizer, text, ""):
            yield "examples", f"number {number} {reason}"
    for number, (header, value) in enumerate(recognizer.header_examples, 1):
        if reason := _missed(recognizer, value, header):
            yield "header_examples", f"number {number} {reason}"
    for number, text in enumerate(recognizer.counter_examples, 1):
        if _best(recognizer, text, "") >= REPORTED:
            yield "counter_examples", f"number {number} is found; it must not be"


def _missed(recognizer: Recognizer, text: str, header: str) -> str:
    best = _best(recognizer, text, header)
    if best >= REPORTED:
        return ""
    if not best:
        return "is not found"
    return f"is found with a score of {best:.2f}; below {REPORTED} a finding is not counted"


def _best(recognizer: Recognizer, text: str, header: str) -> float:
    """The best score in the text; 0 without a finding, or where the pattern runs away."""
    try:
        return max((match.score for match in find(recognizer, text, header)), default=0.0)
    except TimeoutError:
        return 0.0
