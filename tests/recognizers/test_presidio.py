"""Declarations inside Presidio: a plain engine finds what `find` finds, scores included."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import regex
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    NhsRecognizer,
    SpacyRecognizer,
)

from recognizers.declaration import Entity, Harm, Pattern, Recognizer, Sensitivity, UkGdpr
from recognizers.matching import drop_contained, find
from recognizers.presidio import DeclaredRecognizer, install
from tests.recognizers.presidio_texts import blank_engine, mixed_texts, texts_for

Found = list[tuple[str, int, int, float]]


def entity(name: str) -> Entity:
    """An entity of which only the name matters."""
    return Entity(
        name, name, "A test.", UkGdpr.PERSONAL, Harm.HEALTH, Sensitivity.LOW, "Other", "None."
    )


def even(value: str) -> bool | None:
    """A check with all three answers: by the last digit, undecided where it is 0."""
    return None if value[-1] == "0" else value[-1] in "2468"


SECRET, NUMBER = entity("TEST_SECRET"), entity("TEST_NUMBER")
DECLARED = (
    Recognizer(
        name="secret",
        entity=SECRET,
        patterns=(
            Pattern("code", r"(?<![0-9A-Za-z])[0-9]{4,6}(?![0-9A-Za-z])", 0.1),
            Pattern("labelled", r"code[: ]{1,2}(?P<value>[0-9A-Z]{3,8})", 0.4),
            Pattern("two parts", r"[0-9]{3,4}[- ][0-9]{3,4}", 0.2),
        ),
        context=("key safe", "door code"),
        headers=("access",),
        context_score=0.9,
        rivals=("fire alarm", "invoice"),
        negations=("no", "without"),
        requires_context=True,
    ),
    Recognizer(
        name="number_live",
        entity=NUMBER,
        patterns=(
            Pattern("ten", r"[0-9]{10}", 0.3),
            Pattern("spaced", r"[0-9]{3} [0-9]{3} [0-9]{4}", 0.0),
            Pattern("long", r"[0-9]{8,12}", 0.3),
        ),
        check=even,
        invalid_score=0.25,
        context=("nhs number", "nhs"),
        context_score=0.7,
        rivals=("order",),
    ),
    Recognizer(
        name="number_test",
        entity=NUMBER,
        patterns=(Pattern("nines", r"99[0-9]{7,9}", 0.3), Pattern("spaced", r"999 [0-9 ]+", 0.6)),
        check=even,
        checked_score=0.8,
        reject=lambda value: len(set(value)) == 1,
    ),
    Recognizer(
        name="headed",
        entity=entity("TEST_HEADED"),
        patterns=(Pattern("any", r"[A-Za-z0-9]{3,12}", 0.05),),
        headers=("door code", "key safe"),
        context_score=0.85,
        requires_header=True,
    ),
)
HEADERS = ("", "Key Safe Code", "door_code", "nhsNumber", "access", "invoice access", "order nhs")
PHRASES = ("key safe", "keysafe", "no key safe", "door code", "fire alarm", "invoice", "NHS number")


def engine_with(recognizers: Iterable[Recognizer] | None) -> AnalyzerEngine:
    """An engine that holds our recognizers and nothing else."""
    registry = RecognizerRegistry()
    install(registry, recognizers)
    return blank_engine(registry)


def in_engine(engine: AnalyzerEngine, text: str, *headers: str) -> Found:
    """What the engine finds, sorted."""
    results = engine.analyze(text, "en", context=list(headers))
    return sorted((r.entity_type, r.start, r.end, r.score) for r in results)


def merged(recognizers: Iterable[Recognizer], text: str, header: str) -> Found:
    """What `find` gives for all of them, contained findings of one entity dropped."""
    by_entity: dict[str, list[Any]] = {}
    for recognizer in recognizers:
        by_entity.setdefault(recognizer.entity.name, []).extend(find(recognizer, text, header))
    return sorted(
        (name, m.start, m.end, m.score)
        for name, matches in by_entity.items()
        for m in drop_contained(matches)
    )


@pytest.mark.parametrize("header", HEADERS)
def test_engine_finds_what_find_finds(header: str) -> None:
    """Overlaps, a shared entity, rivals, negations and headers: equal in span and score."""
    engine = engine_with(DECLARED)
    patterns = [p.regex for r in DECLARED[:3] for p in r.patterns]
    found: set[str] = set()
    for text in texts_for([*patterns, *PHRASES, *PHRASES], seed=21, count=400):
        expected = merged(DECLARED, text, header)
        assert in_engine(engine, text, header) == expected, repr(text)
        found |= {name for name, *_ in expected}
    assert {"TEST_SECRET", "TEST_NUMBER"} <= found


def test_engine_finds_what_find_finds_with_the_catalogue() -> None:
    """The whole catalogue, on its own examples and on generated text, under several headers."""
    from recognizers.catalogue import ALL

    engine = engine_with(None)
    headed = [pair for r in ALL for pair in r.header_examples]
    examples = [("", text) for r in ALL for text in (*r.examples, *r.counter_examples)]
    patterns = [p.regex for r in ALL for p in r.patterns]
    made = mixed_texts(seed=22, count=50) + texts_for(patterns, seed=23, count=150)
    generated = [("", text) for text in made]
    for header, text in (*headed, *examples, *generated):
        assert in_engine(engine, text, header) == merged(ALL, text, header), (header, text)


def test_each_context_string_is_a_header() -> None:
    """The first string that names the declaration counts; a rival in another does not undo it."""
    engine = engine_with(DECLARED[:1])
    assert in_engine(engine, "4821", "invoice", "key safe") == [("TEST_SECRET", 0, 4, 0.9)]


def test_context_words_joined_are_a_header() -> None:
    """A phrase may come word by word."""
    engine = engine_with(DECLARED[:1])
    assert in_engine(engine, "4821", "key", "safe") == [("TEST_SECRET", 0, 4, 0.9)]


def test_presidios_enhancer_leaves_our_scores() -> None:
    """A context word that Presidio would count twice lifts the score once, to ours."""
    lifted = replace(DECLARED[0], context_score=0.5)
    engine = engine_with([lifted])
    found = engine.analyze("key safe 4821", "en", context=["key safe"])
    assert [result.score for result in found] == [0.5]


def test_analyze_alone_gives_candidates() -> None:
    """Without the engine's context step, what needs context is returned at its base score."""
    results = DeclaredRecognizer(DECLARED[0]).analyze("order 4821")
    assert [(r.start, r.end, r.score) for r in results] == [(6, 10, 0.1)]


def test_entities_that_were_not_asked_for_are_not_found() -> None:
    """`entities` narrows the search as with any Presidio recognizer."""
    engine = engine_with(DECLARED)
    found = engine.analyze("nhs 9991234562, key safe 4821", "en", entities=["TEST_SECRET"])
    assert {result.entity_type for result in found} == {"TEST_SECRET"}


def test_explanation_says_why_and_holds_no_value() -> None:
    """Pattern, original score, check and context word are given; the value is not."""
    engine = engine_with(DECLARED[1:2])
    (result,) = engine.analyze("nhs 9991234562", "en", return_decision_process=True)
    why = result.analysis_explanation
    assert (why.recognizer, why.pattern_name, why.original_score) == ("number_live", "ten", 0.3)
    assert (why.validation_result, why.supportive_context_word, why.score) == (True, "nhs", 1.0)
    assert "9991234562" not in str(why.to_dict())


def test_explanation_counts_what_context_added() -> None:
    """The improvement is the part of the score that context gave."""
    engine = engine_with(DECLARED[:1])
    (result,) = engine.analyze("key safe 4821", "en", return_decision_process=True)
    assert result.analysis_explanation.score_context_improvement == pytest.approx(0.8)


def registry_of(*present: Any) -> RecognizerRegistry:
    """A registry that holds these."""
    registry = RecognizerRegistry()
    for recognizer in present:
        registry.add_recognizer(recognizer)
    return registry


NHS = replace(DECLARED[1], name="nhs", entity=entity("UK_NHS"))


def test_stock_recognizer_of_the_same_entity_is_removed() -> None:
    """A stock score of 1.0 would win over ours."""
    registry = registry_of(NhsRecognizer(), EmailRecognizer())
    install(registry, [NHS])
    assert [r.name for r in registry.recognizers] == ["EmailRecognizer", "nhs"]


def test_stock_recognizers_stay_on_request() -> None:
    """`keep_stock` removes nothing."""
    registry = registry_of(NhsRecognizer())
    install(registry, [NHS], keep_stock=True)
    assert [r.name for r in registry.recognizers] == ["NhsRecognizer", "nhs"]


def test_recognizer_that_finds_other_entities_too_stays() -> None:
    """The language model finds names that no pattern finds."""
    registry = registry_of(SpacyRecognizer())
    install(registry, [replace(NHS, entity=entity("PERSON"))])
    assert len(registry.recognizers) == 2


def test_installing_again_replaces_the_namesake() -> None:
    """Twice installed is once installed, and others of the same entity stay."""
    registry = registry_of()
    install(registry, DECLARED)
    install(registry, DECLARED[1:2])
    assert sorted(r.name for r in registry.recognizers) == sorted(r.name for r in DECLARED)


def test_every_language_of_the_registry_is_served() -> None:
    """An engine for Welsh and English finds the same in both."""
    registry = RecognizerRegistry(supported_languages=["en", "cy"])
    install(registry, [NHS])
    assert sorted(r.supported_language for r in registry.recognizers) == ["cy", "en"]


def test_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python block of docs/presidio.md runs, in order, beside the YAML file it shows."""
    guide = Path("docs/presidio.md").read_text(encoding="utf-8")
    blocks = regex.findall(r"```(python|yaml)\n(.*?)```", guide, flags=regex.DOTALL)
    monkeypatch.chdir(tmp_path)
    shown = "".join(text for kind, text in blocks if kind == "yaml")
    Path("recognizers.yaml").write_text(shown, encoding="utf-8")
    scope: dict[str, Any] = {}
    code = [text for kind, text in blocks if kind == "python"]
    for text in code:
        exec(text, scope)
    assert len(code) > 2
