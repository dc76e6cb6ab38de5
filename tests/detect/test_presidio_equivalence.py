"""Every pattern recognizer that Presidio ships gives the same in the fast engine. No exceptions."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from recognizers.presidio_import import from_presidio
from scanner.detect.engine import Engine
from tests.recognizers.presidio_texts import in_presidio, mixed_texts, predefined, texts_for

Span = tuple[int, int, float]


SHIPPED = predefined()


def by_text(engine: Engine, texts: list[str]) -> Iterator[set[Span]]:
    """What the engine finds in each text."""
    found: list[set[Span]] = [set() for _ in texts]
    for cell, _, match in engine.detect(pa.array(texts, pa.string())).detections:
        found[cell].add((match.start, match.end, match.score))
    yield from found


def test_all_are_there() -> None:
    """The list is Presidio's own, and long."""
    assert len(SHIPPED) > 60


@pytest.mark.parametrize("index", range(len(SHIPPED)), ids=lambda i: SHIPPED[i].name)
def test_shipped_recognizer(index: int) -> None:
    """On texts made from its own patterns and on mixed ones, one recognizer at a time."""
    recognizer = SHIPPED[index]
    patterns = [pattern.regex for pattern in recognizer.patterns]
    texts = texts_for(patterns, index, 60) + mixed_texts(index, 60)
    engine = Engine([from_presidio(recognizer, context=False)])
    expected = [set(in_presidio(recognizer, text)) for text in texts]
    assert list(by_text(engine, texts)) == expected


def test_all_at_once() -> None:
    """Together in one engine they find what each finds alone."""
    together = Engine([from_presidio(r, context=False) for r in SHIPPED if r.patterns][:40])
    texts = mixed_texts(5, 300)
    found = {
        (cell, recognizer.name, match)
        for cell, recognizer, match in together.detect(pa.array(texts)).detections
    }
    alone = set()
    for recognizer in together.recognizers:
        for cell, _, match in Engine([recognizer]).detect(pa.array(texts)).detections:
            alone.add((cell, recognizer.name, match))
    assert {item for item in alone if item not in found} == set() or _only_duplicates(
        alone, found, together
    )


def _only_duplicates(
    alone: set[tuple[int, str, object]], found: set[tuple[int, str, object]], engine: Engine
) -> bool:
    """What is missing lies inside a finding of the same entity by another recognizer."""
    entity = {r.name: r.entity.name for r in engine.recognizers}
    for cell, name, match in alone - found:
        covered = any(
            other_cell == cell
            and entity[other] == entity[name]
            and kept.start <= match.start
            and kept.end >= match.end
            for other_cell, other, kept in found
        )
        if not covered:
            return False
    return True
