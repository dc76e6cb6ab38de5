"""Presidio's YAML recognizer files as declarations."""

from pathlib import Path

import pytest

from recognizers.declaration import DeclarationError
from recognizers.matching import find
from recognizers.presidio import from_yaml

BARE_LIST = """
recognizers:
  - name: zip code
    supported_entity: ZIP
    patterns: [{name: five, regex: "\\\\b[0-9]{5}\\\\b", score: 0.01}]
    supported_languages:
      - {language: en, context: [zip]}
      - {language: de, context: [plz]}
  - name: titles
    type: custom
    supported_entity: TITLE
    deny_list: [Mr., Mrs.]
  - name: disabled
    enabled: false
    supported_entity: NOTHING
    deny_list: [nothing]
"""


def written(folder: Path, text: str) -> Path:
    """A file that holds the text."""
    path = folder / "recognizers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_yaml_list_gives_a_declaration_per_entry_and_language(tmp_path: Path) -> None:
    """Enabled entries become declarations whose names differ, with their language's context."""
    declared = {r.name: r for r in from_yaml(written(tmp_path, BARE_LIST))}
    assert set(declared) == {"zip code en", "zip code de", "titles en", "titles de"}
    assert declared["zip code de"].context == ("plz",)
    assert [m[:3] for m in find(declared["titles en"], "Dear Mrs. Example")] == [(5, 9, 1.0)]


def test_yaml_registry_configuration_keeps_its_flags(tmp_path: Path) -> None:
    """The other form, with languages and flags at the top, is read too."""
    text = """
supported_languages: [en]
global_regex_flags: 24
recognizers:
  - {name: word, supported_entity: WORD, patterns: [{name: w, regex: abc, score: 0.5}]}
  - {name: NhsRecognizer, type: predefined}
"""
    nhs, word = from_yaml(written(tmp_path, text))
    assert [m[:3] for m in find(word, "ABC abc")] == [(4, 7, 0.5)]
    assert nhs.entity.name == "UK_NHS"


def test_yaml_entry_that_is_no_pattern_recognizer_is_refused(tmp_path: Path) -> None:
    """Nothing listed is left out in silence."""
    path = written(tmp_path, "recognizers:\n  - {name: PhoneRecognizer, type: predefined}\n")
    with pytest.raises(DeclarationError, match="PhoneRecognizer"):
        from_yaml(path)


def test_broken_yaml_is_refused_without_its_content(tmp_path: Path) -> None:
    """The message names the field; the deny list may hold names of people."""
    text = "recognizers:\n  - {name: staff, supported_entity: STAFF, deny_list: [[Jane Example]]}\n"
    with pytest.raises(DeclarationError, match=r"check recognizers\.deny_list") as raised:
        from_yaml(written(tmp_path, text))
    assert "Jane" not in str(raised.value)


@pytest.mark.parametrize(
    "text", ["", "just words", "rules: []", "recognizers: 3", "recognizers: ["]
)
def test_file_that_is_no_recognizer_file_is_refused(tmp_path: Path, text: str) -> None:
    """Whatever stands in the file, the error says which file it is."""
    with pytest.raises(DeclarationError, match="not a Presidio recognizer file"):
        from_yaml(written(tmp_path, text))


def test_missing_yaml_is_an_error(tmp_path: Path) -> None:
    """Presidio would read its defaults instead."""
    with pytest.raises(FileNotFoundError):
        from_yaml(tmp_path / "none.yaml")
