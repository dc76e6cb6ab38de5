"""The labelled corpus is what it says: labelled exactly, invented, in two halves."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.bench.corpus import (
    build,
    clean_machine,
    clean_office,
    numbers,
    phrases_plain,
    tables,
    values,
)
from tests.bench.corpus.document import Document, planted_in
from tests.bench.corpus.halves import Deck, half_of, lines, of_half
from tests.bench.corpus.markup import Filled, render, slots_of
from tests.bench.corpus.people import check_digit
from tests.bench.corpus.slots import _DEALT, _OTHER, _SUBJECT
from tests.bench.scoring import ours, score
from tests.bench.scoring.found import Found, Reading, canonical, same

HERE = Path(__file__).parent
IMPORTANT = (
    "UK_NHS", "KEY_SAFE_CODE", "DOOR_CODE", "GATE_CODE", "ALARM_CODE", "ALARM_PASSWORD",
    "KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD", "UK_NINO", "DATE_OF_BIRTH",
    "UK_POSTCODE", "PHONE_NUMBER", "EMAIL_ADDRESS", "PERSON", "STREET_ADDRESS",
)  # fmt: skip
POOLS: dict[str, tuple[str, ...]] = {
    "templates": build.TEMPLATES,
    "plain": phrases_plain.TEMPLATES,
    "note headers": tables.NOTE_HEADERS,
    **build.CLEAN_KINDS,
    **tables.HEADERS,
    **tables.INNOCENT,
    **{
        name: getattr(values, name)
        for name in ("WOMEN", "MEN", "SURNAMES", "STREETS", "TOWNS", "DISTRICTS", "PASSWORDS")
    },
}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """One round of the half that may be looked at."""
    return build.make(7, "work")


def entities_of(template: str) -> set[str]:
    """The entities that a template holds."""
    entities = {name: entity for name, (entity, _) in {**_SUBJECT, **_DEALT}.items()}
    entities |= dict.fromkeys(_OTHER, "PERSON")
    entities |= {name: entity for name, (entity, _) in numbers.MADE.items()}
    return {entities.get(name, name) for name in slots_of(template)}


def test_the_same_seed_gives_the_same_bytes(documents: list[Document]) -> None:
    """A published figure can be made again by anybody."""
    assert build.make(7, "work") == documents


def test_another_seed_gives_another_corpus(documents: list[Document]) -> None:
    """Several seeds are several samples."""
    assert build.make(8, "work")[0].content != documents[0].content


@pytest.mark.parametrize("pool", POOLS)
def test_halves_share_no_template(pool: str) -> None:
    """What is looked at while rules are improved is never what is reported."""
    work, report = set(of_half(POOLS[pool], "work")), set(of_half(POOLS[pool], "report"))
    assert work.isdisjoint(report)
    assert work | report == set(POOLS[pool])
    assert work and report


def test_half_of_a_template_is_fixed_by_its_text() -> None:
    """Nobody chooses, and a template added later moves no other; both halves are big."""
    assert [half_of(text) for text in ("a", "b", "e", "f")] == ["work", "work", "report", "report"]
    assert min(Counter(map(half_of, build.TEMPLATES)).values()) > len(build.TEMPLATES) / 3


@pytest.mark.parametrize("entity", IMPORTANT)
def test_important_entities_have_forty_templates(entity: str) -> None:
    """A figure over a handful of sentences would say little."""
    assert sum(entity in entities_of(template) for template in set(build.TEMPLATES)) >= 40


def test_there_are_many_kinds_of_clean_file() -> None:
    """Each is a way to be wrong."""
    assert len(build.CLEAN_KINDS) >= 24


def test_clean_kinds_of_the_two_files_do_not_hide_each_other() -> None:
    """A name used twice would drop a kind in silence."""
    assert clean_office.KINDS.keys().isdisjoint(clean_machine.KINDS)


def test_spans_of_plain_text_hold_the_values(documents: list[Document]) -> None:
    """Code points of the decoded file, half-open."""
    checked = 0
    for document in documents:
        if document.spans is not None:
            encoding = "cp1252" if document.kind == "care notes" else "utf-8"
            text = document.content.decode(encoding)
            cut = [(label.entity, text[label.start : label.end]) for label in document.spans]
            assert cut == [(planted.entity, planted.value) for planted in document.planted]
            checked += len(cut)
    assert checked > 20


def test_every_planted_value_is_in_the_text_that_sweeps_read(
    documents: list[Document], tmp_path: Path
) -> None:
    """A value that no reader gives would be a fault of the corpus, or of a format."""
    build.write(documents, tmp_path)
    # Only the text matters here; one recognizer makes the sweep short.
    settings = replace(ours.settings("off"), recognizers=("EMAIL_ADDRESS",))
    readings = ours.read_folder(tmp_path, settings)
    lost = Counter(
        (document.kind, planted.entity)
        for document in documents
        for planted in document.planted
        if not in_text(planted.entity, planted.value, readings[document.name])
    )
    assert not lost


def in_text(entity: str, value: str, reading: Reading) -> bool:
    """Whether all words of a value stand in one column of the text, separators aside."""
    if entity in ("PERSON", "STREET_ADDRESS"):
        words = set(canonical("KEYHOLDER", value).split())
        everything = " ".join(t for c in reading.columns for t in c.texts).lower()
        return all(word in everything for word in words)
    plain = canonical("", value)
    return any(plain in canonical("", " ".join(c.texts)) for c in reading.columns)


def test_nhs_numbers_pass_their_check(documents: list[Document]) -> None:
    """Half of them are of the test range, half of the issued ranges."""
    planted = [p.value for d in documents for p in d.planted if p.entity == "UK_NHS"]
    plain = [re.sub(r"[^0-9]", "", value) for value in planted]
    assert all(str(check_digit(number[:9])) == number[9] for number in plain)
    assert {number[0] for number in plain} >= {"4", "6", "7", "9"}


def test_no_committed_file_holds_a_number_of_the_issued_ranges() -> None:
    """They are made when needed: written down, one might be somebody's."""
    for file in (*HERE.rglob("*.py"), HERE.parent.parent / "docs" / "accuracy.md"):
        for number in re.findall(r"(?<![0-9])[467][0-9]{9}(?![0-9])", file.read_text("utf-8")):
            assert str(check_digit(number[:9])) != number[9], file.name


def test_clean_files_plant_nothing(documents: list[Document]) -> None:
    """They are a third of the corpus and more."""
    clean = [document for document in documents if document.is_clean]
    assert len(clean) >= len(documents) / 3
    assert not any(document.people for document in clean)


def test_labels_may_hold_slots() -> None:
    """The label spans what its slots stand for, and each slot keeps its own."""
    text = render("Key: <KEYHOLDER:her son {kin}> ok", lambda _: Filled("Al Bo", "PERSON"))
    assert [(text.value(label), label.entity) for label in text.labels] == [
        ("Al Bo", "PERSON"),
        ("her son Al Bo", "KEYHOLDER"),
    ]


def test_optional_labels_are_neither_right_nor_wrong() -> None:
    """Finding them changes no figure."""
    text = render("<?PERSON:Edna> was up", lambda _: Filled(""))
    document = Document("a", "a", b"", (planted_in([text])))
    nothing = score.judge(document, "PERSON", [])
    assert score.judge(document, "PERSON", [Found("PERSON", "Edna", 1.0)]) == nothing


def test_a_missed_and_a_wrong_value_are_counted() -> None:
    """Recall falls by the one, precision by the other."""
    planted = planted_in([render("{ks}", lambda _: Filled("4821", "KEY_SAFE_CODE"))])
    found = [Found("KEY_SAFE_CODE", "1111", 0.9), Found("DOOR_CODE", "4821", 0.9)]
    tally = score.judge(Document("a", "a", b"", planted), "KEY_SAFE_CODE", found)
    assert (tally.right, tally.wrong, tally.hit, tally.missed) == (0, 1, 0, 1)


def test_notes_match_when_half_of_their_words_overlap() -> None:
    """Where a note ends is a matter of taste; what it is about is not."""
    assert same("KEY_LOCATION", "under the blue mat", "the blue mat by the door")
    assert not same("KEY_LOCATION", "under the blue mat", "in the shed by the door")


def test_a_deck_deals_every_text_before_any_again() -> None:
    """So that each template is used, whatever the seed."""
    texts = lines("a\nb\nc\nd\ne\nf\ng\nh")
    kept = of_half(texts, "work")
    deck = Deck(texts, "work", Random(1))
    assert sorted(deck.deal() for _ in kept) == sorted(kept)
