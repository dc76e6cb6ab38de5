"""How many notes on ways into homes are found that nobody wrote recognizers for.

    python tests/bench/fresh_notes.py

Fills the templates of `corpus/phrases_ways_fresh.py`, which were written by somebody who had not
seen the recognizers, and prints for each entity how many are found. A note counts when half of its
words overlap. Whoever reads the templates to improve a recognizer must write new ones.
"""

import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from recognizers.catalogue import select
from recognizers.matching import find
from tests.bench.corpus import phrases_ways_fresh
from tests.bench.corpus.halves import Half
from tests.bench.corpus.markup import Text, render
from tests.bench.corpus.people import people
from tests.bench.corpus.slots import Slots

ENTITIES = ("KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD")
_TIMES = 5  # each template is filled
_HALVES: tuple[Half, ...] = ("work", "report")


def filled() -> list[Text]:
    """All templates, with names and places of both halves."""
    texts = []
    for half in _HALVES:
        rng = Random(7)
        slots = Slots(rng, half, people(rng, half))
        for template in phrases_ways_fresh.TEMPLATES * _TIMES:
            texts.append(render(template, slots))
            slots.turn_to_next()
    return texts


def is_found(text: str, value: str, entity: str) -> bool:
    """Whether a recognizer of the entity finds half of the value's words."""
    words = set(value.lower().split())
    return any(
        2 * len(words & set(text[match.start : match.end].lower().split())) >= len(words)
        for recognizer in select([entity])
        for match in find(recognizer, text)
    )


def main() -> None:
    """Print the table."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for text in filled():
        for label in text.labels:
            if label.entity in ENTITIES:
                planted[label.entity] += 1
                found[label.entity] += is_found(text.text, text.value(label), label.entity)
    for entity in ENTITIES:
        print(f"{entity}: {found[entity]} of {planted[entity]}")
    print(f"all: {found.total() / planted.total():.2f}")


if __name__ == "__main__":
    main()
