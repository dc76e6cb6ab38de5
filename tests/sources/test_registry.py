"""Which source a target means, and what is said where none takes it."""

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from scanner.config import Settings
from scanner.errors import ConfigError, TargetError
from scanner.sources import registry
from scanner.sources.files import FileSource
from scanner.sources.paths import uri_of
from scanner.sources.protocol import Source
from scanner.sources.registry import SOURCES, SourceKind, resolve

SETTINGS = Settings(include=("*.csv",), exclude=("old",))


def made_by_plug_in(target: str, settings: Settings) -> Source:
    """The factory of an invented plug-in: every target is one folder."""
    return FileSource(Path("/srv/plugged-in"))


PLUG_IN = SourceKind("tape", "Tapes", "tape://1", f"{__name__}:made_by_plug_in", ("tape",))


def plug_in(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Let an installed package offer a source under the name `tape`."""
    points = EntryPoints([EntryPoint("tape", value, registry.ENTRY_POINT_GROUP)])
    monkeypatch.setattr(registry, "entry_points", lambda group: points.select(group=group))


def refusal(target: str) -> str:
    """The message of the `TargetError` that a target is refused with."""
    with pytest.raises(TargetError) as caught:
        resolve(target, SETTINGS)
    return str(caught.value)


def test_a_path_is_a_file_source(tmp_path: Path) -> None:
    """A plain path is swept as a local folder, with the settings' patterns."""
    assert resolve(str(tmp_path), SETTINGS) == FileSource(tmp_path, ("*.csv",), ("old",))


def test_a_file_uri_is_a_file_source(tmp_path: Path) -> None:
    """A `file://` uri means the same as the path it stands for."""
    folder = tmp_path / "a b"
    folder.mkdir()
    assert resolve(uri_of(folder), SETTINGS) == resolve(str(folder), SETTINGS)


def test_an_unknown_scheme_is_refused() -> None:
    """A scheme that no source takes is named, with those that are known."""
    message = refusal("nonsense://somewhere/below")
    assert "nonsense:// is not supported yet" in message
    assert "file://" in message


def test_a_password_in_a_target_is_not_repeated() -> None:
    """A message quotes nothing of a uri but its scheme."""
    assert "hunter2" not in refusal("smb://someone:hunter2@nas.example.org/care")


@pytest.mark.parametrize("as_uri", [False, True])
def test_a_misspelt_path_gets_a_suggestion(tmp_path: Path, as_uri: bool) -> None:
    """A path that does not exist is refused with the name beside it that is most like it."""
    (tmp_path / "Care plans").mkdir()
    (tmp_path / "Rotas").mkdir()
    missing = tmp_path / "care plan"
    message = refusal(uri_of(missing) if as_uri else str(missing))
    assert f"did you mean {tmp_path / 'Care plans'}?" in message


def test_a_missing_path_without_a_like_names_the_folder(tmp_path: Path) -> None:
    """Where nothing beside it is alike, the message says where to look."""
    assert f"see what {tmp_path} holds" in refusal(str(tmp_path / "absent"))


def test_a_missing_folder_above_is_named(tmp_path: Path) -> None:
    """Where the folder above is missing too, the message says that."""
    assert "nor the folder above it" in refusal(str(tmp_path / "absent" / "below"))


def test_an_empty_target_is_refused() -> None:
    """An empty target does not silently mean the current folder."""
    assert "empty" in refusal(" ")


def test_a_plug_in_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source of another package takes the targets of its scheme."""
    plug_in(monkeypatch, f"{__name__}:PLUG_IN")
    assert resolve("TAPE://1", SETTINGS) == FileSource(Path("/srv/plugged-in"))


@pytest.mark.parametrize("value", ["absent_module:KIND", f"{__name__}:SETTINGS"])
def test_a_broken_plug_in_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A plug-in that cannot be loaded, or is no source, is named with the remedy."""
    plug_in(monkeypatch, value)
    with pytest.raises(ConfigError, match=r"'tape'.*remove it"):
        resolve("tape://1", SETTINGS)


def test_a_missing_extra_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source whose library is missing says what to install."""
    kind = SourceKind("nas", "A NAS", "nas://1", "absent:make", ("nas",), "keysweep[nas]")
    monkeypatch.setattr(registry, "SOURCES", (*SOURCES, kind))
    assert "install keysweep[nas]" in refusal("nas://1")


@pytest.mark.parametrize("kind", SOURCES, ids=lambda kind: kind.name)
def test_registered_sources_bear_their_name(kind: SourceKind, tmp_path: Path) -> None:
    """A source made by its factory has the name it is registered under."""
    target = str(tmp_path) if kind.name == "files" else kind.example
    assert registry._factory(kind)(target, SETTINGS).name == kind.name


def test_sources_are_documented() -> None:
    """Every registered source is in the documentation, under its name and title."""
    text = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    missing = [
        kind.name for kind in SOURCES if f"`{kind.name}`" not in text or kind.title not in text
    ]
    assert missing == []
