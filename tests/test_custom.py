"""A user's recognizers in a sweep: found, counted, ranked, and never two sets of them."""

import io
import time
from dataclasses import replace
from pathlib import Path

import pytest

from recognizers.declaration import Entity, Harm, Pattern, Recognizer, Sensitivity, UkGdpr
from recognizers.user_problems import UserRulesError
from scanner import custom
from scanner.config import Settings
from scanner.config_file import load_config
from scanner.engines import local, sweep
from scanner.errors import ConfigError
from scanner.explaining import explain
from scanner.inventory.reader import open_inventory
from scanner.model import Reason, Skipped
from scanner.pipeline import chosen_recognizers
from scanner.reports.summary import Summary
from scanner.rule_digest import rule_digest
from tests.recognizers.user_rules import CLIENT_TOML, RULE, STAFF_YAML, folder_of

ONLY = ("CARE_CLIENT_NUMBER", "UK_NHS")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A sweep for the page's client numbers and for NHS numbers, in one worker."""
    (tmp_path / "key").write_text("0" * 64)
    (tmp_path / "key").chmod(0o600)
    return Settings(
        recognizers=ONLY,
        recognizers_folder=folder_of(tmp_path, clients_toml=CLIENT_TOML),
        names="off",
        workers=1,
        hash_key_file=tmp_path / "key",
        cache_folder=tmp_path / "cache",
    )


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Two files, three clients."""
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "a.csv").write_text("Client Ref\nHC-1234566\nHC-7654321\nHC-0000018\n")
    (tmp_path / "share" / "b.txt").write_text("Client HC-1234566 seen today.\n")
    return tmp_path / "share"


def digest(settings: Settings) -> str:
    """Of the rules as they are now."""
    return rule_digest(chosen_recognizers(settings), settings)


def test_sweep_counts_and_ranks_a_users_entity(settings: Settings, share: Path) -> None:
    """Inventory, place, summary: people are told apart by the client number over both files."""
    inventory = share.parent / "inventory"
    assert local.sweep([str(share)], inventory, settings)
    opened = open_inventory(inventory)
    assert set(opened.inventory["entity"].to_pylist()) == {"CARE_CLIENT_NUMBER"}
    (place,) = opened.locations.to_pylist()
    assert place["entities"] == ["CARE_CLIENT_NUMBER"]
    assert any("client number" in reason.lower() for reason in place["reasons"])
    assert "Keep it in the care system; remove this copy." in place["remedies"]
    (total,) = Summary(opened).entities
    assert (total.title, total.people_at_least, total.people_up_to) == ("Client number", 2, 2)


def test_explain_names_a_users_recognizer(settings: Settings) -> None:
    """As for ours, with check and context; the value is masked."""
    (found,) = explain(io.BytesIO(b"Client HC-1234566 seen."), "a.txt", settings)
    assert not isinstance(found, Skipped)
    assert (found.recognizer, found.checked) == ("client_number", True)
    assert "1234566" not in found.mask


def test_choice_takes_names_of_both(settings: Settings) -> None:
    """Included and excluded by entity or recognizer, in any case, ours and the user's."""
    mine = replace(settings, recognizers=("Client_Number",))
    assert [one.name for one in custom.chosen(mine)] == ["client_number"]
    ours = replace(settings, exclude_recognizers=("care_client_number",))
    assert {one.entity.name for one in custom.chosen(ours)} == {"UK_NHS"}


def test_unknown_name_is_refused_with_the_nearest(settings: Settings) -> None:
    """The user's names are suggested too."""
    with pytest.raises(ConfigError, match="did you mean client_number"):
        custom.chosen(replace(settings, recognizers=("client_nmber",)))


def test_no_recognizers_left_is_refused(settings: Settings) -> None:
    """A sweep for nothing would call all clean."""
    with pytest.raises(ConfigError, match="no recognizers are left"):
        custom.chosen(replace(settings, exclude_recognizers=ONLY))


def test_folder_is_not_taken_from_a_file_in_a_target(tmp_path: Path) -> None:
    """Who can write to a share must not choose what is looked for."""
    path = tmp_path / "keysweep.toml"
    path.write_text('recognizers_folder = "rules"')
    with pytest.raises(ConfigError, match="recognizers_folder is not taken"):
        load_config(path, trusted=False)


def test_sweep_refuses_broken_rules_before_anything_is_written(
    settings: Settings, share: Path
) -> None:
    """The examples are tried first."""
    folder_of(share.parent, b_toml=RULE + 'examples = ["C"]')
    with pytest.raises(custom.RulesError, match=r"b\.toml: badge: examples: number 1"):
        local.sweep([str(share)], share.parent / "inventory", settings)
    assert not (share.parent / "inventory").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[0-9]{7}", "[0-9]{6,7}"), ('"luhn"', '"verhoeff"'), ("0.9", "0.8"),
        ('"service user"', '"user"'), ('"MODERATE"', '"HIGH"'), ("remove this copy", "move it"),
    ],
)  # fmt: skip
def test_digest_changes_with_a_rule(settings: Settings, old: str, new: str) -> None:
    """With its pattern, check, scores, words, and with what its entity means."""
    before = digest(settings)
    assert old in CLIENT_TOML
    folder_of(settings.hash_key_file.parent, clients_toml=CLIENT_TOML.replace(old, new))  # type: ignore[union-attr]
    assert digest(settings) != before


def test_digest_changes_with_presidio_where_it_is_asked(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its predefined classes change with its version; without YAML it decides nothing."""
    before = digest(settings)
    monkeypatch.setattr(custom, "version", lambda _: "99.0")
    assert digest(settings) == before
    folder_of(settings.hash_key_file.parent, staff_yaml=STAFF_YAML)  # type: ignore[union-attr]
    with_99 = digest(settings)
    monkeypatch.setattr(custom, "version", lambda _: "99.1")
    assert digest(settings) != with_99


def test_sweep_with_presidio_classes_runs_in_workers(settings: Settings, share: Path) -> None:
    """The digest is the same in every process, also of rules whose check is Presidio's own."""
    folder_of(share.parent, staff_yaml=STAFF_YAML)
    assert local.sweep([str(share)], share.parent / "inventory", settings)


def test_rules_that_change_while_a_sweep_runs_are_refused(
    settings: Settings, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that reads other rules than the parent did stops the sweep, with the reason."""
    run = sweep._scan_all

    def changed_first(*args: object) -> None:
        folder_of(share.parent, clients_toml=CLIENT_TOML.replace("0.9", "0.8"))
        run(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sweep, "_scan_all", changed_first)
    with pytest.raises(ConfigError, match="changed while the sweep ran"):
        local.sweep([str(share)], share.parent / "inventory", settings)


def test_worker_trouble_of_another_kind_is_not_blamed_on_rules() -> None:
    """Only where the rules are others."""
    with pytest.raises(RuntimeError, match="other"), custom.rules_kept("a", lambda: "a"):
        raise RuntimeError("other")


def slow_recognizer() -> Recognizer:
    """One that slipped through: a repeat of two alternatives that take the same text."""
    entity = Entity(
        "SLOW", "Slow", "Slow.", UkGdpr.PERSONAL, Harm.CONTACT, Sensitivity.LOW, "Other", "None."
    )
    return Recognizer("slow", entity, (Pattern("p", r"(\w|\w\w)+:", 0.9),))


def test_slow_pattern_costs_one_note_and_not_the_object(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Many batches, one runaway: one wait, one note, all other findings; the next file is tried."""
    from scanner.pipeline import ObjectScanner
    from scanner.sources.registry import resolve

    (tmp_path / "target").mkdir()
    for name in ("a.csv", "b.csv"):
        rows = [f"HC-1234566,{'x' * 60}? x:" for _ in range(60)]
        (tmp_path / "target" / name).write_text("Client Ref,Note\n" + "\n".join(rows) + "\n")
    monkeypatch.setattr("recognizers.matching.PATTERN_TIMEOUT_S", 0.5)
    monkeypatch.setattr(
        "scanner.pipeline.chosen_recognizers", lambda s: (*custom.chosen(s), slow_recognizer())
    )
    limits = replace(settings.limits, batch_rows=10)
    scanner = ObjectScanner(replace(settings, limits=limits), bytes(32))
    source = resolve(str(tmp_path / "target"), settings)
    start = time.monotonic()
    rows_of = [scanner.scan(source, obj)[0] for obj in source.walk()]  # type: ignore[arg-type]
    assert time.monotonic() - start < 50
    for scanned in rows_of:
        assert scanned.object_row["parts_skipped"] == 1
        assert scanned.object_row["reason"] == Reason.TIMEOUT.value
        assert scanned.object_row["detail"] == "recognizer slow took too long"
        assert [row["findings"] for row in scanned.inventory_rows] == [60]


def test_problems_are_kept_one_by_one(tmp_path: Path) -> None:
    """The command line prints each in a line of its own."""
    folder = folder_of(tmp_path, a_toml="x =", b_toml="y =")
    with pytest.raises(custom.RulesError) as caught:
        custom.known(Settings(recognizers_folder=folder))
    assert [problem.file for problem in caught.value.problems] == ["a.toml", "b.toml"]
    assert "\n" not in str(caught.value)
    assert not isinstance(caught.value, UserRulesError)
