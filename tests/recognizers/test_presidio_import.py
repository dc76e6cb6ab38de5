"""Presidio's pattern recognizers as declarations: the same spans and scores, all of them."""

import logging
import pickle

import pytest
import regex
import tldextract.tldextract as public_suffixes
from presidio_analyzer import Pattern as PresidioPattern
from presidio_analyzer import PatternRecognizer
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    IbanRecognizer,
    ItFiscalCodeRecognizer,
    NhsRecognizer,
    SpacyRecognizer,
)

from recognizers import presidio_import
from recognizers.declaration import DeclarationError, Recognizer, Sensitivity
from recognizers.matching import find
from recognizers.presidio import entity_for, from_presidio
from tests.recognizers.presidio_texts import (
    in_presidio,
    mixed_texts,
    predefined,
    texts_for,
    texts_of,
)

PREDEFINED = predefined()


def spans(recognizer: Recognizer, text: str, header: str = "") -> list[tuple[int, int, float]]:
    """What `find` gives, sorted."""
    return sorted((m.start, m.end, m.score) for m in find(recognizer, text, header))


def test_every_recognizer_that_presidio_ships_is_discovered() -> None:
    """The walk finds more than sixty, so the equivalence below is not about a handful."""
    assert len({type(recognizer) for recognizer in PREDEFINED}) > 60


@pytest.mark.parametrize("stock", PREDEFINED, ids=lambda stock: type(stock).__name__)
def test_converted_recognizer_finds_what_analyze_finds(stock: PatternRecognizer) -> None:
    """Spans and scores equal Presidio's on values, near values and mixed text; some are found."""
    declared = from_presidio(stock, context=False)
    found = 0
    for text in texts_of(stock, seed=11, count=100) + mixed_texts(seed=12, count=100):
        expected = in_presidio(stock, text)
        assert spans(declared, text) == expected, repr(text)
        found += bool(expected)
    assert found > 4


def test_deny_list_is_converted() -> None:
    """A deny list finds its words with its score."""
    stock = PatternRecognizer("TITLE", name="Titles", deny_list=["Mr.", "Dr"], deny_list_score=0.6)
    declared = from_presidio(stock, context=False)
    for text in texts_for((r"Mr\.", "Dr", "mr. dr"), seed=3, count=300):
        assert spans(declared, text) == in_presidio(stock, text)
    assert spans(declared, "Ask Dr Jones") == [(4, 6, 0.6)]


def test_recognizer_from_dict_is_converted() -> None:
    """What `PatternRecognizer.from_dict` builds is found in the same way."""
    stock = PatternRecognizer.from_dict(
        {
            "name": "zip",
            "supported_entity": "ZIP",
            "patterns": [{"name": "five", "regex": r"\b[0-9]{5}(-[0-9]{4})?\b", "score": 0.01}],
        }
    )
    declared = from_presidio(stock, context=False)
    for text in texts_for((stock.patterns[0].regex,), seed=4, count=300):
        assert spans(declared, text) == in_presidio(stock, text)


def custom(*patterns: tuple[str, float], flags: int = regex.IGNORECASE) -> PatternRecognizer:
    """A recognizer of such patterns."""
    given = [PresidioPattern(f"p{i}", p, score) for i, (p, score) in enumerate(patterns)]
    return PatternRecognizer("CUSTOM", name="custom", patterns=given, global_regex_flags=flags)


def test_group_named_value_does_not_narrow_the_span() -> None:
    """Presidio reports the whole match, so a group of our special name changes nothing."""
    stock = custom((r"id (?P<value>[0-9]+)", 0.5))
    assert spans(from_presidio(stock), "id 42") == in_presidio(stock, "id 42") == [(0, 5, 0.5)]


def test_flags_of_the_recognizer_are_kept() -> None:
    """A case-sensitive recognizer stays case-sensitive."""
    declared = from_presidio(custom(("abc", 0.5), flags=regex.MULTILINE))
    assert spans(declared, "ABC abc") == [(4, 7, 0.5)]


def test_empty_matches_and_zero_scores_are_dropped() -> None:
    """A pattern that may match nothing, or scores 0, gives no finding of its own."""
    stock = custom(("[0-9]*", 0.5), ("[a-z]+", 0.0))
    assert spans(from_presidio(stock), "a 1") == in_presidio(stock, "a 1") == [(2, 3, 0.5)]


def test_context_does_not_lift_a_score_of_zero() -> None:
    """Presidio drops a score of 0 before it looks at context, and so does the declaration."""
    stock = custom(("[a-z]{3}[0-9]", 0.0), ("[0-9]{4}", 0.1))
    stock.context = ["code"]
    assert spans(from_presidio(stock), "code abc1") == []


def test_contained_matches_of_several_patterns_are_dropped() -> None:
    """A match inside another of equal or higher score goes; of a lower score, it stays."""
    stock = custom((r"[0-9]{4}", 0.5), (r"[0-9]{2}", 0.5), (r"[0-9]", 0.7), (r"[0-9]{3}", 0.2))
    declared = from_presidio(stock)
    for text in texts_for(["[0-9]{1,9}"], seed=5, count=200):
        assert spans(declared, text) == in_presidio(stock, text)


def test_check_that_breaks_leaves_the_base_score() -> None:
    """Where Presidio's own check raises, the value stays a finding and nothing raises."""
    stock, text = ItFiscalCodeRecognizer(), "RSSMRA8٣T10A562S"
    with pytest.raises(KeyError):
        stock.analyze(text, [])
    assert [match.checked for match in find(from_presidio(stock, context=False), text)] == [None]


def test_no_value_reaches_presidios_log(caplog: pytest.LogCaptureFixture) -> None:
    """The IBAN check logs a value it cannot read; after conversion the value is not in it."""
    stock = IbanRecognizer(regex_flags=regex.IGNORECASE)
    declared = from_presidio(stock)
    with caplog.at_level(logging.DEBUG):
        find(declared, "GB82 WEST 1234 5698 765\u212a 32")
    assert "Failed to validate" in caplog.text
    assert "WEST" not in caplog.text


def test_email_check_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of public suffixes is the packaged one."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a request left for the network")

    monkeypatch.setattr("requests.Session.request", refuse)
    monkeypatch.setattr(public_suffixes, "TLD_EXTRACTOR", public_suffixes.TLDExtract(None))
    presidio_import._keep_to_ourselves.cache_clear()
    declared = from_presidio(EmailRecognizer(), context=False)
    assert spans(declared, "to jane@example.org today") == [(3, 19, 1.0)]


def test_context_words_become_ours() -> None:
    """Words are lower case; beside the value or in the header they lift it as Presidio does."""
    stock = custom(("[0-9]{4}", 0.1), ("[0-9]{6}", 0.2))
    stock.context = ["Gate Code", " ", "PIN"]
    declared = from_presidio(stock)
    assert declared.context == ("gate code", "pin")
    assert spans(declared, "the gate code is 4821") == [(17, 21, 0.45)]
    assert spans(declared, "4821", header="GateCode") == [(0, 4, 0.45)]
    assert spans(declared, "spinning 4821") == [(9, 13, 0.1)]


@pytest.mark.parametrize("stock", PREDEFINED, ids=lambda stock: type(stock).__name__)
def test_context_only_ever_raises(stock: PatternRecognizer) -> None:
    """With context the same spans or more are found, none with less than its base score."""
    plain, lifted = from_presidio(stock, context=False), from_presidio(stock)
    for text in texts_of(stock, seed=13, count=15):
        word = f"{(lifted.context or ('',))[0]} "
        best = {(m.start, m.end): m.score for m in find(lifted, word + text)}
        for match in find(plain, word + text):
            assert any(
                start <= match.start and end >= match.end and score >= match.score
                for (start, end), score in best.items()
            )


def test_converted_recognizer_can_be_pickled() -> None:
    """Workers in other processes get the declaration, check included."""
    declared = pickle.loads(pickle.dumps(from_presidio(NhsRecognizer(), context=False)))
    assert spans(declared, "999 123 4561") == in_presidio(NhsRecognizer(), "999 123 4561")


def test_name_that_we_do_not_allow_is_mended() -> None:
    """A name with signs, or one that begins with a digit, still makes a declaration."""
    stock = custom(("a", 0.5))
    stock.name = "2nd zip/code (US)"
    assert from_presidio(stock).name == "presidio_2nd zip_code _US_"


def test_other_recognizers_are_refused() -> None:
    """A language model's recognizer has no patterns to declare."""
    with pytest.raises(DeclarationError, match="SpacyRecognizer is not a pattern recognizer"):
        from_presidio(SpacyRecognizer())


def test_known_entity_is_ours() -> None:
    """An entity of the catalogue keeps its meaning."""
    from recognizers.catalogue import ALL

    assert entity_for("UK_NHS") is next(r.entity for r in ALL if r.entity.name == "UK_NHS")


@pytest.mark.parametrize(
    ("given", "name"), [("US_ITIN", "US_ITIN"), ("zip-code", "ZIP_CODE"), ("3d", "ENTITY_3D")]
)
def test_unknown_entity_gets_a_neutral_meaning(given: str, name: str) -> None:
    """Any name Presidio allows becomes an entity of moderate sensitivity."""
    made = entity_for(given)
    assert (made.name, made.sensitivity) == (name, Sensitivity.MODERATE)
