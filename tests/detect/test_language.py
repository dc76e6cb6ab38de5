"""Names by a language model: which text is read, what counts as a name, budget and coverage."""

import io
import math
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest

from recognizers import catalogue
from recognizers.declaration import Recognizer
from scanner.config import Settings
from scanner.detect import language, language_model
from scanner.detect.language_model import Model, ModelBrokenError, Spans, installed
from scanner.detect.language_shapes import name_in
from scanner.detect.language_text import PIECE_CHARS, is_prose, likely_cells, pieces
from scanner.errors import ConfigError
from scanner.explaining import Explanation, explain
from scanner.model import DataObject, Reason, Skipped, Status, TextBatch, Unit
from scanner.pipeline import ObjectScanner
from scanner.rule_digest import rule_digest

MODEL = Settings().names_model
needs_model = pytest.mark.skipif(not installed(MODEL), reason=f"{MODEL} is not installed")

NOTE = "We met with Tsitsi Moyo about the new rota.\n"
EVIDENCE = "NHS number 999 949 7438\n"


class FakeModel:
    """Takes every 'Tsitsi Moyo' for a name; remembers what it was given."""

    name = "fake"

    def __init__(self) -> None:
        self.given: list[str] = []

    def names(self, texts: Sequence[str], until: float) -> list[Spans | None]:
        """The spans of the only name it knows; nothing read where the time is up."""
        if until < 0:
            return [None] * len(texts)
        self.given += texts
        at = [text.find("Tsitsi Moyo") for text in texts]
        return [((start, start + 11),) if start >= 0 else () for start in at]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeModel:
    """Stands in for the model, and counts as installed."""
    model = FakeModel()
    monkeypatch.setattr(language, "Model", lambda name: model)
    monkeypatch.setattr(language_model, "installed", lambda name: True)
    monkeypatch.setattr(language_model, "version", lambda name: "1")
    return model


def swept(text: str, **settings: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The object row and the rows of names by the model of one text file."""
    scanner = ObjectScanner(Settings(test_numbers="live", **settings), bytes(32))
    found = scanner._scan_stream  # a stream needs no source
    scanned = next(found(io.BytesIO(text.encode()), DataObject("note.txt", "x", ""), budget()))
    rows = [r for r in scanned.inventory_rows if language.RECOGNIZER.name in r["recognizers"]]
    return dict(scanned.object_row), [dict(row) for row in rows]


def budget() -> Any:
    """A new budget of depth and members."""
    from scanner.reading import Budget

    return Budget(Settings())


def explained(text: str, **settings: Any) -> list[Explanation]:
    """Findings of one text file, with reasons."""
    chosen = Settings(test_numbers="live", **settings)
    told = explain(io.BytesIO(text.encode()), "note.txt", chosen)
    return [one for one in told if not isinstance(one, Skipped)]


def reader(names: str = "all", **settings: Any) -> language.NameReader:
    """A reader for one object."""
    chosen = Settings(names=names, **settings)  # type: ignore[arg-type]
    return language.NameReader(language.Names(chosen, catalogue.ALL))


def lines(*texts: str | None, part: str = "", first: int = 1) -> TextBatch:
    """A batch of running text."""
    return TextBatch(pa.array(texts, pa.string()), Unit.LINE, part, first=first)


@pytest.mark.parametrize(
    "text",
    [
        "Halina Murgatroyd was seen at home",
        "rang, no reply; Pauline Akhtar informed at 9.15",
        "The “new” rota (see below) is Tsitsi Moyo’s.",
    ],
)
def test_sentences_are_prose(text: str) -> None:
    """What somebody wrote to be read is given to the model."""
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Halina Murgatroyd",
        "31 Tenter Croft Lane Huddersfield",
        "2026-10-05 10:11:12 user Halina Murgatroyd logged in",
        "Oct  5 10:11:12 host sshd: session opened for Halina Murgatroyd",
        "web-3 ERROR could not load Halina Murgatroyd from cache",
        "10.0.0.1 - Halina Murgatroyd got the page",
        "import Halina Murgatroyd from the list",
        "client = Client(first, last); // Halina Murgatroyd",
        "if (person.name == Halina Murgatroyd) return x;",
        "0.123 0.456 9.87 1e-5 4711 0815 value 3.14159 Halina Murgatroyd",
        "A1|B2|C3|D4|Halina Murgatroyd|x|y|z| with |##|@@|%%|",
    ],
)
def test_cells_code_and_logs_are_no_prose(text: str) -> None:
    """Short cells, code, figures and lines of logs are never given to the model."""
    assert not is_prose(text)


def test_only_values_with_two_capitalised_words_are_looked_at() -> None:
    """Two words with a capital side by side select a value, particles between them allowed."""
    values = ["Halina Murgatroyd rang", "Ana de la Cruz rang", "the door sticks", None, "Mon 3 Tue"]
    assert likely_cells(pa.array(values)) == [0, 1]


def test_text_that_patterns_have_explained_is_not_read() -> None:
    """A sentence whose only name is found already is not worth the model's time."""
    text = "We met with Tsitsi Moyo about it"
    assert list(pieces(text, [(12, 23)])) == []
    assert len(list(pieces(text, []))) == 1


def test_words_that_belong_to_no_name_do_not_select_a_sentence() -> None:
    """'On Monday' and 'Care Plan' begin with capitals and are no names."""
    assert list(pieces("On Monday the Care Plan is due at the office", [])) == []


def test_long_text_is_cut_without_loss() -> None:
    """The pieces of a long paragraph are short, and together they are the text."""
    text = "Halina Murgatroyd was seen at home. " * 300
    cut = list(pieces(text, []))
    assert max(len(piece.text) for piece in cut) <= PIECE_CHARS
    assert "".join(piece.text for piece in cut) == text
    assert all(text[piece.start :].startswith(piece.text) for piece in cut)


def test_paragraphs_are_read_by_themselves() -> None:
    """An empty line ends a piece, so that a heading is not read into a sentence."""
    text = "We met with Tsitsi Moyo.\n\nThen Halina Murgatroyd rang us.\n"
    assert [piece.start for piece in pieces(text, [])] == [0, 26]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Halina Murgatroyd", "Halina Murgatroyd"),
        ("Halina Murgatroyd's", "Halina Murgatroyd"),
        ("Nurse Tsitsi Moyo", "Tsitsi Moyo"),
        ("Tsitsi Moyo Said", "Tsitsi Moyo"),
        ("H. Murgatroyd", "H. Murgatroyd"),
        ("Siân O'Rourke-Hughes.", "Siân O'Rourke-Hughes"),
        ("Ana de la Cruz", "Ana de la Cruz"),
        ("Halina MURGATROYD", "Halina MURGATROYD"),
        ("Lady Murgatroyd", "Lady Murgatroyd"),
        ("Tena Parade\nHalina Murgatroyd", "Tena Parade"),
    ],
)
def test_a_full_name_is_kept_without_its_surroundings(text: str, name: str) -> None:
    """Roles, possessives and words that are no part of a name are cut off."""
    span = name_in(text, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == name


@pytest.mark.parametrize(
    "text",
    [
        "Murgatroyd",  # one word may be anything
        "3.14159",
        "96c",
        "10:45",
        "Room 4B",
        "Monday October",
        "KS2907 BLUE",
        "TENTER CROFT",
        "HTML Tidy",
        "Wis. Stat",
        "Team Leader",
        "Metoprolol Tartrate",
        "Parkinson's Disease",
        "Marsh Street",
        "Elm Tree Surgery",
        "Careline Safety Ltd",
        "St Mary's",
        "Foo_Bar Baz",
        "a@example.org Smith",
        "halina murgatroyd",
        "One Two Three Four Five",
    ],
)
def test_the_usual_mistakes_of_models_are_no_names(text: str) -> None:
    """Figures, times, codes, roles, medicines, illnesses, streets and companies are refused."""
    assert name_in(text, 0, len(text)) is None


@pytest.mark.parametrize(
    "text", ["Elm Tree Surgery", "Halina Murgatroyd House", "Ivor Crohn's disease", "Elm Tree Road"]
)
def test_what_follows_can_make_a_name_a_thing(text: str) -> None:
    """Two words that stand before Surgery, House, disease or Road name no person."""
    end = text.index(" ", text.index(" ") + 1)
    assert name_in(text, 0, end) is None


def test_auto_reads_only_beside_other_evidence(fake: FakeModel) -> None:
    """Without an identifier, home access or the like in the object, nothing is read."""
    assert (swept(NOTE)[1], fake.given) == ([], [])
    assert len(swept(NOTE + EVIDENCE)[1]) == 1


def test_auto_reads_what_stood_before_the_evidence(fake: FakeModel) -> None:
    """Blocks that were read before the first evidence came up are not forgotten."""
    names = reader("auto")
    first = lines(NOTE, part="page 1")
    assert names.read([first], []) == []
    second = lines(EVIDENCE, part="page 2")
    detections = ObjectScanner(Settings(), bytes(32)).findings(second)
    found = names.read([second], [(second, one, value) for one, value in detections])
    assert [(batch.part, batch.first) for batch, _, _ in found] == [("page 1", 1)]


def test_names_outside_prose_stay_out(fake: FakeModel) -> None:
    """A short cell is not read, a sentence in a column of the same table is."""
    for value, count in (("Tsitsi Moyo", 0), (NOTE.strip(), 1)):
        batch = TextBatch(pa.array([value]), Unit.ROW, "t", "notes")
        assert len(reader().read([batch], [])) == count


def test_positions_are_those_of_the_text(fake: FakeModel) -> None:
    """The name's place in a long text is that of the text, not of the piece that was read."""
    text = "\n\n".join(["Nothing to be said here, all well."] * 200 + [NOTE])
    batch, detection, value = reader().read([lines("", text)], [])[0]
    assert batch.first + detection.cell == 2
    assert text[detection.match.start : detection.match.end] == value == "Tsitsi Moyo"


def test_a_pattern_wins_over_the_model(fake: FakeModel) -> None:
    """A name that a title marks is found once, by the pattern."""
    text = EVIDENCE + "We met with Mrs Tsitsi Moyo and with Halina Featherstonehaugh today.\n"
    names = [one.recognizer for one in explained(text) if one.entity == "PERSON"]
    assert language.RECOGNIZER.name not in names
    assert names


def test_names_are_explained_in_reading_order(fake: FakeModel) -> None:
    """A name that the model found stands where it stands in the text, and says why."""
    found = explained(NOTE + EVIDENCE + NOTE)
    assert [one.position for one in found] == [1, 2, 3]
    assert found[0].why == "the language model reads it as a name"
    assert found[0].score == language.SCORE < 0.6


def test_no_explanation_holds_the_name(fake: FakeModel) -> None:
    """The name itself is masked."""
    assert all("Moyo" not in repr(one) for one in explained(NOTE + EVIDENCE))


def test_what_the_budget_left_out_is_counted(fake: FakeModel) -> None:
    """In `auto` the object says how much prose was not read, and counts as examined."""
    row, found = swept(EVIDENCE + NOTE * 3, names_budget_chars=50)
    assert (len(found), len(fake.given)) == (1, 1)
    assert row["names_unread_characters"] == 2 * len(NOTE.strip())
    assert row["status"] == Status.SCANNED.value


def test_all_says_that_the_budget_was_used_up(fake: FakeModel) -> None:
    """In `all` everything was promised, so an object beyond the budget is partly examined."""
    row, _ = swept(NOTE * 3, names="all", names_budget_chars=50)
    assert (row["status"], row["reason"]) == (Status.PARTLY.value, Reason.LIMIT.value)
    assert "names_budget_chars" in row["remedy"]
    assert "Moyo" not in row["detail"]


def test_all_has_no_budget_of_its_own(fake: FakeModel) -> None:
    """More prose than `auto` would read is read whole."""
    row, _ = swept(NOTE * 6000, names="all")
    assert sum(map(len, fake.given)) > language.AUTO_BUDGET_CHARS
    assert row["names_unread_characters"] == 0


def test_objects_without_evidence_claim_nothing_unread(fake: FakeModel) -> None:
    """Where no names were to be read, none were left out by the budget."""
    assert swept(NOTE * 3, names_budget_chars=50)[0]["names_unread_characters"] == 0


def test_a_budget_does_not_depend_on_block_size(fake: FakeModel) -> None:
    """One block or many, the same pieces are read."""
    one, many = reader(names_budget_chars=130), reader(names_budget_chars=130)
    whole = one.read([lines(*[NOTE.strip()] * 5)], [])
    parts = [many.read([lines(NOTE.strip(), first=i + 1)], []) for i in range(5)]
    assert [f[2] for f in whole] == [f[2] for part in parts for f in part]
    assert one.unread_characters == many.unread_characters > 0


def test_names_stop_before_the_time_of_an_object_is_up(fake: FakeModel) -> None:
    """What was not read in time is said, and the object keeps its other findings."""
    names = language.Names(Settings(names="all"), catalogue.ALL)
    names._until = -1.0
    late = language.NameReader(names)
    assert late.read([lines(NOTE)], []) == []
    assert late.unread_characters == len(NOTE)
    note = late.note()
    assert note is not None
    assert note.reason is Reason.LIMIT


def test_a_model_that_cannot_be_loaded_makes_coverage_incomplete(
    fake: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The object keeps its findings and says that names are missing."""

    def broken(texts: Sequence[str], until: float) -> list[Spans | None]:
        raise ModelBrokenError("fake")

    monkeypatch.setattr(fake, "names", broken)
    row, _ = swept(NOTE + EVIDENCE)
    assert (row["status"], row["reason"]) == (Status.PARTLY.value, Reason.EXTRA_MISSING.value)
    assert row["findings"] > 0


def test_all_without_the_model_says_how_to_install_it() -> None:
    """The error names both ways to get a model."""
    with pytest.raises(ConfigError, match=r"pip install 'keysweep\[names\]'.*spacy download"):
        ObjectScanner(Settings(names="all", names_model="no_such_model"), bytes(32))


def test_auto_without_the_model_is_off() -> None:
    """A machine without the model sweeps as before."""
    assert language.mode_of(Settings(names_model="no_such_model"), catalogue.ALL) == "off"


def test_names_are_off_where_nobody_asked_for_them(fake: FakeModel) -> None:
    """A sweep for NHS numbers alone reads no names."""
    chosen: list[Recognizer] = [r for r in catalogue.ALL if r.entity.name == "UK_NHS"]
    assert language.mode_of(Settings(names="all"), chosen) == "off"


def test_rules_change_with_the_settings_for_names(fake: FakeModel) -> None:
    """An inventory made with names off is not taken for one made with them."""
    digests = {
        rule_digest(catalogue.ALL, Settings(names=mode, names_budget_chars=budget))  # type: ignore[arg-type]
        for mode in ("off", "auto", "all")
        for budget in (None, 5)
    }
    assert len(digests) == 5  # the budget says nothing where names are off


def test_a_sweep_without_names_does_not_import_spacy() -> None:
    """Neither starting nor scanning with names off touches spaCy."""
    code = (
        "import io, sys\n"
        "from scanner.config import Settings\n"
        "from scanner.explaining import explain\n"
        f"text = io.BytesIO({(NOTE + EVIDENCE).encode()!r})\n"
        "assert list(explain(text, 'note.txt', Settings(names='off')))\n"
        "assert 'spacy' not in sys.modules, 'spaCy was imported'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]


@needs_model
def test_the_model_is_not_loaded_before_there_is_something_to_read() -> None:
    """In `auto` a share without evidence costs nothing: spaCy is not imported."""
    code = (
        "import io, sys\n"
        "from scanner.config import Settings\n"
        "from scanner.explaining import explain\n"
        f"text = io.BytesIO({NOTE.encode()!r})\n"
        "list(explain(text, 'note.txt', Settings(names='auto')))\n"
        "assert 'spacy' not in sys.modules, 'spaCy was imported'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]


@pytest.fixture(scope="module")
def model() -> Model:
    """The default model, loaded once."""
    return Model(MODEL)


@needs_model
def test_the_model_finds_names_that_nothing_marks() -> None:
    """Two people in a sentence, no title, no label, no listed given name."""
    text = EVIDENCE + "Oyelaran Adebayo rang at 9; then Tsitsi Moyo attended.\n"
    names = [one for one in explained(text) if one.recognizer == language.RECOGNIZER.name]
    assert [(one.start, one.end) for one in names] == [(0, 16), (33, 44)]


@needs_model
def test_the_model_is_cut_down_to_what_names_need(model: Model) -> None:
    """No tagger, parser or lemmatizer is loaded."""
    model.names(["We met with Tsitsi Moyo about it."], math.inf)
    assert set(model._nlp.pipe_names) == {"tok2vec", "ner"}


@needs_model
def test_a_text_is_read_once(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was seen before is answered from memory, as is one given twice."""
    text = "Yesterday Oyelaran Adebayo rang about the door."
    first = model.names([text, text], math.inf)

    def refuse(texts: Any, until: float) -> Any:
        assert not list(texts)
        return iter(())

    monkeypatch.setattr(model, "_read", refuse)
    assert model.names([text], math.inf) == first[:1] == [((10, 26),)]


@needs_model
def test_the_batch_does_not_change_what_is_found(model: Model) -> None:
    """Texts read one by one give the same as texts read together."""
    texts = [f"Visit {i}: we met with Tsitsi Moyo and Halina Ndlovu at {i}." for i in range(40)]
    together = Model(MODEL).names(texts, math.inf)
    assert [model.names([text], math.inf)[0] for text in texts] == together


@needs_model
def test_long_text_in_another_language_names_nobody(model: Model) -> None:
    """A model of English takes foreign words for names; such text is passed over."""
    text = "Zaświadczenia wydaje Centralna Ewidencja Działalności Gospodarczej według ustawy. " * 9
    assert model.names([text], math.inf) == [()]


def test_a_folder_that_is_no_model_is_not_installed(tmp_path: Any) -> None:
    """A path counts where a model's description lies in it."""
    assert not installed(str(tmp_path))
    (tmp_path / "meta.json").write_text('{"version": "2.1"}')
    assert installed(str(tmp_path))
    assert language_model.version(str(tmp_path)) == "2.1"


def test_a_broken_model_quotes_no_content(tmp_path: Any) -> None:
    """The error of a folder that spaCy cannot load names the model and nothing else."""
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelBrokenError) as caught:
        Model(str(tmp_path)).names([NOTE], math.inf)
    assert "Moyo" not in str(caught.value)
