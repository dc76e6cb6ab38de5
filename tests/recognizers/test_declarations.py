"""What every declaration in the catalogue must keep, and what a broken one is told."""

import time

import pytest

from recognizers.catalogue import ALL
from recognizers.declaration import (
    DeclarationError,
    Entity,
    Harm,
    Match,
    Pattern,
    Recognizer,
    Sensitivity,
    UkGdpr,
)
from recognizers.matching import find, raw_matches

REPORTED = 0.5

RUNAWAY_TEXTS = {
    "spaces": " " * 100_000,
    "digits": "1234567890" * 10_000,
    "letters": "a" * 100_000,
    "capitals": "A" * 100_000,
    "pairs of digits": "12 " * 33_000,
    "hyphens": "1-" * 50_000,
    "capitalised words": "Clegg " * 16_000,
}

each = pytest.mark.parametrize("recognizer", ALL, ids=lambda one: one.name)


def reported(recognizer: Recognizer, text: str, header: str = "") -> list[Match]:
    """The findings that are sure enough to be reported."""
    return [match for match in find(recognizer, text, header) if match.score >= REPORTED]


@each
def test_examples_are_found(recognizer: Recognizer) -> None:
    """Every example holds a finding of its own recognizer."""
    missed = [i for i, text in enumerate(recognizer.examples) if not reported(recognizer, text)]
    assert missed == []


@each
def test_counter_examples_are_not_found(recognizer: Recognizer) -> None:
    """No counter-example holds a finding that is reported."""
    texts = recognizer.counter_examples
    assert [i for i, text in enumerate(texts) if reported(recognizer, text)] == []


@each
def test_header_examples_are_found(recognizer: Recognizer) -> None:
    """A value is found under the header of its header example."""
    pairs = recognizer.header_examples
    missed = [head for head, value in pairs if not reported(recognizer, value, head)]
    assert missed == []


@each
def test_every_declaration_has_examples(recognizer: Recognizer) -> None:
    """Each declaration shows what it finds and, unless the header decides, what it passes over."""
    assert recognizer.examples or recognizer.header_examples
    assert recognizer.counter_examples or recognizer.requires_header


@each
def test_patterns_do_not_run_away(recognizer: Recognizer) -> None:
    """No monotonous text of 100 KB costs a pattern more than three seconds."""
    slow = {}
    for name, text in RUNAWAY_TEXTS.items():
        start = time.process_time()
        for _ in raw_matches(recognizer, text):
            pass
        if (spent := time.process_time() - start) > 3:
            slow[name] = spent
    assert slow == {}


def test_names_are_unique() -> None:
    """No two recognizers share a name."""
    names = [one.name for one in ALL]
    assert len(names) == len(set(names))


def test_entities_are_declared_once() -> None:
    """Recognizers of one entity share one Entity object."""
    assert len({id(one.entity) for one in ALL}) == len({one.entity.name for one in ALL})


def entity(name: str = "SHOE_SIZE", remedy: str = "None needed.") -> Entity:
    """A sound entity, or one with a field spoiled."""
    return Entity(
        name=name,
        title="Shoe size",
        meaning="The size of a shoe.",
        uk_gdpr=UkGdpr.PERSONAL,
        harm=Harm.CONTACT,
        sensitivity=Sensitivity.LOW,
        breach_category="Other",
        remedy=remedy,
    )


def recognizer_with(**fields: object) -> Recognizer:
    """A sound recognizer, or one with a field spoiled."""
    usual: dict[str, object] = {
        "name": "shoe_size",
        "entity": entity(),
        "patterns": (Pattern("digits", "[0-9]{2}", 0.5),),
    }
    return Recognizer(**{**usual, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("name", {"name": "shoe.size"}),
        ("patterns", {"patterns": ()}),
        ("patterns['open']", {"patterns": (Pattern("open", "([0-9]", 0.5),)}),
        ("score", {"patterns": (Pattern("high", "[0-9]", 1.5),)}),
        ("context_score", {"context": ("shoe",)}),
        ("context_score", {"context": ("shoe",), "context_score": 2.0}),
        ("chance", {"chance": -0.1}),
        ("invalid_score", {"invalid_score": 0.3}),
        ("requires_context", {"requires_context": True}),
        ("requires_header", {"requires_header": True}),
        ("rivals", {"rivals": "boot"}),
        ("context", {"context": ("Shoe",), "context_score": 0.9}),
        ("window", {"window": (-1, 0)}),
    ],
)
def test_broken_recognizer_is_refused(field: str, fields: dict[str, object]) -> None:
    """A broken declaration is refused when it is made, and the message names the field."""
    with pytest.raises(DeclarationError) as refused:
        recognizer_with(**fields)
    assert field in str(refused.value)


@pytest.mark.parametrize(
    ("field", "fields"), [("name", {"name": "shoe size"}), ("remedy", {"remedy": ""})]
)
def test_broken_entity_is_refused(field: str, fields: dict[str, str]) -> None:
    """A broken entity is refused when it is made, and the message names the field."""
    with pytest.raises(DeclarationError, match=field):
        entity(**fields)
