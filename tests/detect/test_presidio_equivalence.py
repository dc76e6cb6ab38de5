"""Every pattern recognizer that Presidio ships gives the same in the fast engine. No exceptions."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from recognizers.declaration import Match
from recognizers.matching import drop_contained
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
    """Together in one engine they find what each finds alone, duplicates of an entity dropped."""
    together = Engine([from_presidio(r, context=False) for r in SHIPPED][:40])
    values = pa.array(mixed_texts(5, 300))
    alone: dict[tuple[int, str], list[Match]] = {}
    for recognizer in together.recognizers:
        for cell, _, match in Engine([recognizer]).detect(values).detections:
            alone.setdefault((cell, recognizer.entity.name), []).append(match)
    expected = {
        (*place, match) for place, found in alone.items() for match in drop_contained(found)
    }
    detections = together.detect(values).detections
    assert expected
    assert {(d.cell, d.recognizer.entity.name, d.match) for d in detections} == expected
