"""A folder of a user's own recognizers: what is taken, and how a folder is read."""

import os
import time
import tomllib
from pathlib import Path

import pytest

from recognizers.catalogue import ALL
from recognizers.declaration import Role
from recognizers.matching import find
from recognizers.user_checks import CHECKS
from recognizers.user_files import MAX_BYTES, load_folder, read_folder, uses_presidio
from recognizers.user_toml import _ENTITY, _RECOGNIZER
from tests.recognizers.user_rules import (
    BLOCKS,
    CLIENT_TOML,
    ENTITY,
    PAGE,
    RULE,
    STAFF_YAML,
    folder_of,
    refused,
)


@pytest.mark.parametrize(("kind", "text"), BLOCKS, ids=[kind for kind, _ in BLOCKS])
def test_every_block_of_the_page_is_taken(tmp_path: Path, kind: str, text: str) -> None:
    """What the page shows works as it stands, examples included."""
    if "recognizers_folder" in text:
        assert tomllib.loads(text) == {"recognizers_folder": "recognizers"}
        return
    rules = load_folder(folder_of(tmp_path, **{f"page_{kind}": text}))
    assert rules
    assert any(rule.examples for rule in rules)


@pytest.mark.parametrize("key", [*_RECOGNIZER, *_ENTITY, *CHECKS])
def test_every_key_and_check_is_on_the_page(key: str) -> None:
    """No key or check is undocumented."""
    assert f"`{key}`" in PAGE


def test_toml_rule_finds_with_check_and_context(tmp_path: Path) -> None:
    """The page's client number: context, a check alone, and a failed check."""
    (client,) = load_folder(folder_of(tmp_path, a_toml=CLIENT_TOML))
    assert [m.score for m in find(client, "client HC-1234566")] == [0.9]
    assert [m.score for m in find(client, "see HC-1234566")] == [0.6]
    assert find(client, "client HC-1234567") == []
    assert (client.entity.role, client.chance) == (Role.PERSON_ID, 0.1)


def test_yaml_rules_find_what_presidio_declares(tmp_path: Path) -> None:
    """Patterns, a deny list and a predefined class of one file, with their examples."""
    rules = {rule.name: rule for rule in load_folder(folder_of(tmp_path, a_yml=STAFF_YAML))}
    assert set(rules) == {"staff number", "sites", "NhsRecognizer"}
    assert [m.score for m in find(rules["staff number"], "payroll S004821")] == [0.65]
    assert rules["sites"].examples == ("moved to Elm House",)
    assert rules["NhsRecognizer"].entity is next(r.entity for r in ALL if r.entity.name == "UK_NHS")


def test_yaml_rule_takes_the_entity_of_a_toml_file(tmp_path: Path) -> None:
    """An entity declared once serves both formats."""
    entity = ENTITY.replace("BADGE", "STAFF_NUMBER")
    folder = folder_of(tmp_path, z_toml=entity + RULE, a_yaml=STAFF_YAML)
    titles = {rule.name: rule.entity.title for rule in load_folder(folder)}
    assert titles["staff number"] == "Badge"


def test_case_sensitive_rule_minds_capitals(tmp_path: Path) -> None:
    """`case_sensitive` drops the flag that usually holds."""
    (rule,) = load_folder(folder_of(tmp_path, a_toml=RULE + "case_sensitive = true"))
    assert find(rule, "b1234") == []
    assert find(rule, "B1234")


def test_context_words_may_have_capitals(tmp_path: Path) -> None:
    """Case never matters to context, so nobody has to write it small."""
    text = RULE + 'context = ["Badge No"]\ncontext_score = 0.9'
    (rule,) = load_folder(folder_of(tmp_path, a_toml=text))
    assert [m.score for m in find(rule, "badge no B1234")] == [0.9]


def test_many_references_of_yaml_cost_nothing(tmp_path: Path) -> None:
    """A small file that stands for billions of values is refused at once."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    start = time.monotonic()
    assert "100,000" in refused(folder_of(tmp_path, a_yaml="\n".join(lines)))[0]
    assert time.monotonic() - start < 60


def test_all_problems_of_all_files_are_told(tmp_path: Path) -> None:
    """Nobody has to mend one to hear of the next."""
    text = RULE.replace("UK_NHS", "NO_SUCH") + 'colour = "red"\nchance = 7'
    lines = refused(folder_of(tmp_path, a_toml=text, b_toml="x = ", c_yaml="[]"))
    assert [line.split(":")[0] for line in lines] == ["a.toml"] * 3 + ["b.toml", "c.yaml"]


@pytest.mark.parametrize("name", ["nhs_number", "NHS_Number"])
def test_name_of_ours_is_refused(tmp_path: Path, name: str) -> None:
    """Nobody can put a rule in the place of one of ours."""
    (line,) = refused(folder_of(tmp_path, a_toml=RULE.replace("badge", name)))
    assert line == f"a.toml: {name}: name: is taken by one of ours; choose another"


def test_name_in_two_files_is_refused(tmp_path: Path) -> None:
    """The second of the two is told who has it."""
    (line,) = refused(folder_of(tmp_path, a_toml=RULE, b_toml=RULE))
    assert line == "b.toml: badge: name: is taken by a recognizer of a.toml; choose another"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('examples = ["B1234", "C9990"]', "examples: number 2 is not found"),
        ('counter_examples = ["B9990"]', "counter_examples: number 1 is found"),
        ('header_examples = [{header = "H", value = "C9990"}]', "header_examples: number 1 is not"),
    ],
)
def test_example_that_fails_is_named_by_number_only(tmp_path: Path, line: str, told: str) -> None:
    """Examples may be real, so their text is not repeated."""
    (only,) = refused(folder_of(tmp_path, a_toml=RULE + line), verify=True)
    assert only.startswith(f"a.toml: badge: {told}")
    assert "9990" not in only


def test_example_that_would_not_be_counted_is_told_its_score(tmp_path: Path) -> None:
    """Found is not enough where the finding is not counted."""
    text = RULE.replace("0.6", "0.3") + 'examples = ["B1234"]'
    (line,) = refused(folder_of(tmp_path, a_toml=text), verify=True)
    assert "found with a score of 0.30; below 0.5" in line


def test_workers_do_not_try_examples(tmp_path: Path) -> None:
    """What takes time is done once, by whoever starts the sweep."""
    folder = folder_of(tmp_path, a_toml=RULE + 'examples = ["nothing"]')
    assert [rule.name for rule in load_folder(folder, verify=False)] == ["badge"]


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Not UTF-8."""
    folder = folder_of(tmp_path)
    (folder / "a.toml").write_bytes(b"\xff\xfe\x00")
    assert refused(folder) == ["a.toml: is not UTF-8 text"]


def test_huge_file_is_refused(tmp_path: Path) -> None:
    """Above 1 MiB it is not read."""
    folder = folder_of(tmp_path, a_toml="#" * (MAX_BYTES + 1))
    assert refused(folder) == ["a.toml: is larger than 1 MiB; split it"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_refused_unread(tmp_path: Path) -> None:
    """Opening one would wait for ever."""
    folder = folder_of(tmp_path)
    os.mkfifo(folder / "a.toml")
    assert refused(folder) == ["a.toml: is no regular file"]


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """It is neither followed nor passed over in silence."""
    (tmp_path / "outside.toml").write_text(RULE)
    folder = folder_of(tmp_path)
    (folder / "a.toml").symlink_to(tmp_path / "outside.toml")
    assert refused(folder) == ["a.toml: is a link that leads out of the folder"]


def test_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    """Mounted configuration comes as links to a hidden folder beside them."""
    folder = folder_of(tmp_path)
    (folder / "..data").mkdir()
    (folder / "..data" / "a.toml").write_text(RULE)
    (folder / "a.toml").symlink_to(Path("..data") / "a.toml")
    assert [rule.name for rule in load_folder(folder)] == ["badge"]


@pytest.mark.parametrize("made", [True, False])
def test_folder_without_rules_is_refused(tmp_path: Path, made: bool) -> None:
    """A folder that is empty or not there is most likely not the one that was meant."""
    folder = folder_of(tmp_path) if made else tmp_path / "no such folder"
    (line,) = refused(folder)
    assert "is no folder that holds .toml, .yaml or .yml files" in line


def test_sound_rules_are_read_beside_broken_ones(tmp_path: Path) -> None:
    """A check of a folder goes on with what could be declared."""
    rules, problems = read_folder(folder_of(tmp_path, a_toml=RULE, b_toml="x ="))
    assert [(rule.file, rule.recognizer.name) for rule in rules] == [("a.toml", "badge")]
    assert [problem.file for problem in problems] == ["b.toml"]


def test_presidio_is_asked_only_for_yaml(tmp_path: Path) -> None:
    """A folder of TOML files has nothing to do with Presidio's version."""
    assert not uses_presidio(folder_of(tmp_path, a_toml=RULE))
    assert uses_presidio(folder_of(tmp_path, b_yml=STAFF_YAML))
