"""How many notes on ways into homes are found that nobody wrote recognizers for.

    python tests/bench/fresh_notes.py

Reads `corpus/phrases_ways_blind.py`, which was written by somebody who had not seen the
recognizers, and prints for each entity how many of its notes are found, and how many harmless
sentences are flagged. A note counts when half of its words overlap. Whoever reads the sentences to
improve a recognizer must have new ones written.
"""

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from recognizers.catalogue import select
from recognizers.matching import find
from scanner.config import Settings
from tests.bench.corpus.phrases_ways_blind import HARMLESS, TEMPLATES

ENTITIES = ("KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD")
_LABEL = re.compile(r"<(\w+):([^<>]*)>")
_REPORTED = Settings().min_confidence


def found(text: str, entity: str) -> list[str]:
    """What the recognizers of an entity find that would be reported."""
    return [
        text[match.start : match.end]
        for recognizer in select([entity])
        for match in find(recognizer, text)
        if match.score >= _REPORTED
    ]


def is_found(text: str, value: str, entity: str) -> bool:
    """Whether half of the value's words are in one finding."""
    words = _words(value)
    return any(2 * len(words & _words(one)) >= len(words) for one in found(text, entity))


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()!?") for word in text.lower().split()}


def main() -> None:
    """Print the table."""
    planted: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for template in TEMPLATES:
        label = _LABEL.search(template)
        assert label is not None, "every note holds one label"
        planted[label[1]] += 1
        seen[label[1]] += is_found(_LABEL.sub(r"\2", template), label[2], label[1])
    for entity in ENTITIES:
        print(f"{entity}: {seen[entity]} of {planted[entity]}")
    print(f"all: {seen.total()} of {planted.total()}")
    flagged = sum(any(found(text, entity) for entity in ENTITIES) for text in HARMLESS)
    print(f"harmless sentences flagged: {flagged} of {len(HARMLESS)}")


if __name__ == "__main__":
    main()
