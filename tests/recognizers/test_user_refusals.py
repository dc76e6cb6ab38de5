"""What a broken file of recognizers is refused with."""

from pathlib import Path

import pytest

from tests.recognizers.user_rules import ENTITY, RULE, STAFF_YAML, folder_of, pattern, refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RULE + 'contxt = ["a"]', "a.toml: badge: 'contxt': is no key here; did you mean context?"),
        (RULE + 'check = "lun"', "a.toml: badge: check: no check is called so; known are birth_d"),
        (RULE + "chance = 2", "a.toml: badge: chance: must be a number from 0 to 1"),
        (RULE + "chance = nan", "a.toml: badge: chance: must be a number from 0 to 1"),
        (RULE + "requires_context = true", "a.toml: badge: requires_context: needs context"),
        (RULE + 'context = ["a"]', "a.toml: badge: context_score: "),
        (RULE + "window = [1]", "a.toml: badge: window: must be two whole numbers"),
        (RULE + 'header_examples = ["a"]', "a.toml: badge: header_examples: must be a list such"),
        (RULE.replace("UK_NHS", "UK_NSH"), "a.toml: badge: entity: no entity is called 'UK_NSH'"),
        (RULE.replace('name = "badge"', ""), "a.toml: recognizers[1]: name: is missing"),
        (RULE.replace("badge", "a.b"), "a.toml: a.b: name: use letters"),
        (pattern("(B"), "a.toml: badge: patterns[1].regex: is no regular expression: missing )"),
        (pattern("B" * 5001), "a.toml: badge: patterns[1].regex: is longer than 5,000"),
        (pattern("(" * 40 + "a" + ")+" * 40), "a.toml: badge: patterns[1].regex: nests repeats"),
        (pattern("(" * 2400), "a.toml: badge: patterns[1].regex: is no regular expression"),
        (RULE.replace("score", "scor"), "a.toml: badge: patterns[1].'scor': is no key here"),
        (ENTITY.replace("remedy", "#"), "a.toml: entities[1]: remedy: is missing"),
        (ENTITY.replace('"low"', '"tiny"'), "a.toml: entities[1]: sensitivity: must be one of"),
        (ENTITY.replace("BADGE", "UK_NHS"), "a.toml: entities[1]: name: is one of ours"),
        (ENTITY + ENTITY, "a.toml: entities[2]: name: is declared twice"),
        (ENTITY.replace("BADGE", "badge"), "a.toml: entities[1]: name: name must be UPPER_CASE"),
        ("[recognizers]\nname = 1", "a.toml: recognizers: must be tables; write [[recognizers]]"),
        ("[[recogniser]]", "a.toml: 'recogniser': is no key here; did you mean recognizers?"),
        ("", "a.toml: declares nothing"),
        ("a = [1,\nb", "a.toml: is no TOML: Invalid value (at line 2"),
        ("a = " + "[" * 5000, "a.toml: is no TOML that can be read"),
    ],
)  # fmt: skip
def test_broken_toml_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """One line with file, rule, field and reason."""
    lines = refused(folder_of(tmp_path, a_toml=text))
    assert any(line.startswith(told) for line in lines), lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n- b", "a.yaml: is no mapping"),
        ("a: [1, 2", "a.yaml: is no YAML (line 1, column 9)"),
        ("a: !!python/object/apply:os.getcwd []", "a.yaml: is no YAML (line 1, column 4)"),
        ("a: " + "[" * 5000, "a.yaml: is no YAML that can be read"),
        ("recognizers: []", "a.yaml: recognizers: is missing or no list"),
        ("recogniser: []", "a.yaml: 'recogniser': is no key here; did you mean recognizers?"),
        ("a: &a [*a]", "a.yaml: holds more than 100,000 values"),
        (STAFF_YAML.replace("context:", "contxt:"), "a.yaml: staff number: 'contxt': is no key"),
        (STAFF_YAML.replace("score", "scor"), "a.yaml: staff number: patterns[1].'scor': is no"),
        (STAFF_YAML.replace("[0-9]{6}", "[0-9{6}"), "a.yaml: staff number: patterns[1].regex: is"),
        (STAFF_YAML.replace("NhsRec", "NshRec"), "a.yaml: NshRecognizer: has neither"),
        (STAFF_YAML.replace("NhsRec", "SpacyRec"), "a.yaml: SpacyRecognizer: SpacyRecognizer"),
        (STAFF_YAML.replace("supported_entity: CARE_SITE", "v: 1"), "a.yaml: sites: 'v'"),
        (STAFF_YAML.replace("CARE_SITE", "[1]"), "a.yaml: sites: is no entry that Presidio takes"),
    ],
)  # fmt: skip
def test_broken_yaml_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """One line with file, rule, field and reason; what YAML's own message quotes stays out."""
    lines = refused(folder_of(tmp_path, a_yaml=text))
    assert any(line.startswith(told) for line in lines), lines
