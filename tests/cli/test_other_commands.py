"""`keysweep report`, `explain`, `list` and `demo`."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO

import pytest

from recognizers.declaration import Entity, Harm, Pattern, Recognizer, Sensitivity, UkGdpr
from scanner.model import Reason, Skipped, Stage
from tests.cli.conftest import FakeSweep, Run
from tests.reports.build import build


@dataclass(frozen=True)
class Explained:
    """The fields of `scanner.pipeline.Explanation`."""

    part: str = "Week 12"
    column: str | None = "Notes"
    position: int = 7
    unit: str = "row"
    start: int = 9
    end: int = 13
    entity: str = "KEY_SAFE_CODE"
    title: str = "Key-safe code"
    recognizer: str = "key_safe_code"
    pattern: str = "4-6 digits"
    score: float = 0.9
    checked: bool | None = None
    context: str = "key safe"
    verdict: str = "live"
    mask: str = "4**1"
    why: str = "Key safe stands right before it."


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the pipeline answers, under "answer", and what it was asked."""
    asked: dict[str, Any] = {"answer": [Explained()]}

    def explain(stream: BinaryIO, name: str, settings: Any) -> Iterator[Any]:
        asked.update(content=stream.read(), name=name, settings=settings)
        yield from asked["answer"]

    module = ModuleType("scanner.explaining")
    module.explain = explain  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "scanner.explaining", module)
    return asked


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to explain."""
    path = tmp_path / "rota.csv"
    path.write_bytes(b"content")
    return path


def test_report_prints_an_inventory(run: Run, sweep: FakeSweep, tmp_path: Path) -> None:
    """Without a format it is the terminal report."""
    build(tmp_path)
    code, out, _ = run("report", tmp_path)
    assert (code, out.splitlines()[0][:11]) == (0, "At least 38")


def test_report_writes_a_file(run: Run, sweep: FakeSweep, tmp_path: Path) -> None:
    """--out takes the report, standard output stays empty."""
    build(tmp_path)
    code, out, _ = run("report", tmp_path, "--format", "csv", "--out", tmp_path / "p.csv")
    assert (code, out) == (0, "")
    assert (tmp_path / "p.csv").read_text("utf-8").startswith("rank,band,")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--format", "cvs"), "did you mean csv?"),
        (("--out", "no/such/folder/x"), "cannot be written"),
    ],
)
def test_report_refuses_what_it_cannot_do(
    run: Run, sweep: FakeSweep, tmp_path: Path, args: tuple[str, str], message: str
) -> None:
    """Unknown formats and unwritable files end with 2 and one line."""
    build(tmp_path)
    code, out, err = run("report", tmp_path, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_report_of_something_else_is_refused(run: Run, sweep: FakeSweep, tmp_path: Path) -> None:
    """A folder that is no inventory ends with 2."""
    code, _, err = run("report", tmp_path)
    assert code == 2
    assert "is no inventory" in err


def test_explain_tells_place_mask_score_and_why(run: Run, told: dict[str, Any], file: Path) -> None:
    """Each finding is shown with everything but its value."""
    code, out, _ = run("explain", file)
    assert (code, told["name"], told["content"]) == (0, "rota.csv", b"content")
    for part in ("Key-safe code (KEY_SAFE_CODE) 4**1", "row 7", "column Notes", "0.90", "right"):
        assert part in out


def test_explain_says_when_nothing_was_found(run: Run, told: dict[str, Any], file: Path) -> None:
    """No finding is a statement, not silence."""
    told["answer"] = []
    assert run("explain", file)[:2] == (0, "nothing found\n")


def test_explain_cleans_names_of_parts(run: Run, told: dict[str, Any], file: Path) -> None:
    """Sheet and column names come from the file, so they are hostile."""
    told["answer"] = [Explained(part="\x1b[2J", column="a\nb")]
    assert "\x1b" not in run("explain", file)[1]


def test_explain_ends_with_3_where_a_part_was_not_read(
    run: Run, told: dict[str, Any], file: Path
) -> None:
    """What could not be read is named with its remedy."""
    told["answer"] = [Skipped(Stage.READ, Reason.ENCRYPTED, remedy="Save it unlocked.", part="S1")]
    code, out, _ = run("explain", file)
    assert code == 3
    assert "not examined: S1; encrypted; Save it unlocked." in out


def test_explain_of_an_empty_file_is_complete(run: Run, told: dict[str, Any], file: Path) -> None:
    """An empty file hides nothing."""
    told["answer"] = [Skipped(Stage.READ, Reason.EMPTY)]
    assert run("explain", file)[0] == 0


def test_explain_gives_json(run: Run, told: dict[str, Any], file: Path) -> None:
    """--json holds findings and what was not examined."""
    told["answer"] = [Explained(), Skipped(Stage.READ, Reason.DAMAGED)]
    content = json.loads(run("explain", file, "--json")[1])
    assert content["findings"][0]["mask"] == "4**1"
    assert content["not_examined"][0]["reason"] == "damaged"


def test_explain_reads_standard_input(
    run: Run, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash stands for what is piped in."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"piped")))
    assert run("explain", "-", "--test-numbers", "live")[0] == 0
    assert (told["content"], told["settings"].test_numbers) == (b"piped", "live")


def test_explain_of_a_missing_file_is_refused(run: Run, told: dict[str, Any]) -> None:
    """A file that does not exist ends with 2 and one line."""
    code, _, err = run("explain", "no-such-file")
    assert (code, err.count("\n")) == (2, 1)
    assert "no-such-file: cannot be read" in err


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of two recognizers of one entity."""
    entity = Entity(
        "KEY_SAFE_CODE", "Key-safe code", "Opens a key safe.", UkGdpr.PERSONAL,
        Harm.PHYSICAL_SAFETY, Sensitivity.CRITICAL, "Other", "Change it.",
        references=("https://example.org/a",),
    )  # fmt: skip
    pattern = (Pattern("p", "[0-9]{4}", 0.5),)
    module = ModuleType("recognizers.catalogue")
    module.ALL = (  # type: ignore[attr-defined]
        Recognizer("one", entity, pattern, references=("https://example.org/b",)),
        Recognizer("two", entity, pattern, references=("https://example.org/a",)),
    )
    monkeypatch.setitem(sys.modules, "recognizers.catalogue", module)


def test_list_tells_what_an_entity_means(run: Run, catalogue: None) -> None:
    """Meaning, law, harm, sensitivity, recognizers and sources are there, in 80 columns."""
    _, out, _ = run("list")
    for part in (
        "KEY_SAFE_CODE  Key-safe code", "Opens a key safe.", "UK GDPR: personal data",
        "harm: physical safety", "CRITICAL", "Found by: one, two", "https://example.org/b",
    ):  # fmt: skip
        assert part in out
    assert max(map(len, out.splitlines())) <= 80


def test_list_gives_json_with_each_source_once(run: Run, catalogue: None) -> None:
    """--json is one entry per entity; a reference named twice is there once."""
    content = json.loads(run("list", "--recognizers", "--json")[1])
    assert [row["entity"] for row in content] == ["KEY_SAFE_CODE"]
    assert content[0]["references"] == ["https://example.org/a", "https://example.org/b"]


@pytest.mark.parametrize(("kind", "known"), [("--formats", "docx"), ("--sources", "files")])
def test_list_shows_formats_and_sources(run: Run, kind: str, known: str) -> None:
    """The registries are shown as tables and as JSON."""
    assert known in run("list", kind)[1]
    assert known in [row["name"] for row in json.loads(run("list", kind, "--json")[1])]


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch) -> None:
    """A generator that writes one file and the share's configuration."""

    def generate(folder: Path) -> Path:
        (folder / "share").mkdir(parents=True)
        (folder / "keysweep.toml").write_text('test_numbers = "live"')
        return folder / "share"

    module = ModuleType("sample_data.generate")
    module.generate = generate  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sample_data.generate", module)


def test_demo_sweeps_the_share_it_made(
    run: Run, sweep: FakeSweep, generator: None, tmp_path: Path
) -> None:
    """The share is swept with its own settings, and told where all of it lies."""
    code, out, _ = run("demo", tmp_path / "new")
    targets, inventory, settings, _ = sweep.calls[0]
    assert code == 0
    assert targets == (str(tmp_path / "new" / "share"),)
    assert settings.test_numbers == "live"
    assert out.startswith("At least 38")
    assert f"Its inventory: {inventory}" in out


def test_demo_refuses_a_folder_in_use(
    run: Run, sweep: FakeSweep, generator: None, tmp_path: Path
) -> None:
    """Nothing is written where something lies already."""
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "file").touch()
    code, _, err = run("demo", tmp_path / "used")
    assert (code, sweep.calls) == (2, [])
    assert "is not empty" in err


def test_demo_without_a_generator_says_so(
    run: Run, sweep: FakeSweep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An installation without the made-up share ends with one line."""
    for name in ("sample_data.generate", "scanner._demo.generate"):
        monkeypatch.setitem(sys.modules, name, None)
    code, _, err = run("demo", tmp_path / "new")
    assert code == 2
    assert "not part of this installation" in err
