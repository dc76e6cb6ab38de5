"""The whole job on the made-up share, measured against its ground truth."""

from collections import defaultdict
from pathlib import Path

import pytest

from recognizers.catalogue import ENTITIES
from recognizers.declaration import Role
from scanner.classify.redact import canonical
from scanner.cli import main
from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import Inventory, open_inventory
from tests.truth import SHARE, Found, findings, truth

HOME_SECRETS = sorted(e.name for e in ENTITIES.values() if e.role is Role.HOME_SECRET)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """The inventory of the share, its test numbers counted as live."""
    folder = tmp_path_factory.mktemp("swept")
    settings = Settings(test_numbers="live", workers=2, hash_key_file=folder / "key")
    complete = sweep([str(SHARE)], folder / "inventory", settings)
    assert not complete, "the share holds damaged and encrypted files"
    return open_inventory(folder / "inventory")


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], list[Found]]:
    """Confident findings by file and entity."""
    by_file: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for finding in findings():
        if finding.score >= 0.5:
            by_file[finding.file, finding.entity].append(finding)
    return by_file


@pytest.mark.parametrize("entity", HOME_SECRETS)
def test_every_home_secret_is_found_with_its_kind(
    entity: str, found: dict[tuple[str, str], list[Found]]
) -> None:
    """Every planted code and password, in whatever file, and none as another kind."""
    planted = missed = 0
    for file, content in truth()["files"].items():
        values = {canonical(ENTITIES[entity], f.value) for f in found[file, entity]}
        for item in content["planted"]:
            if item["entity"] == entity:
                planted += 1
                missed += canonical(ENTITIES[entity], item["value"]) not in values
    assert planted > 10
    assert missed == 0, f"{missed} of {planted} planted values of {entity} were not found"


def test_people_are_counted_within_5_percent(swept: Inventory) -> None:
    """All who are identified and part of those told by name from below, everybody from above."""
    known = truth()
    identified = len(known["service_users"]) + len(known["staff"])
    assert identified < int(str(swept.scan["people_at_least"])) <= known["people"]
    assert swept.scan["people_up_to"] == pytest.approx(known["people"], rel=0.05)


def test_truth_lies_between_the_bounds(swept: Inventory) -> None:
    """At least, at most: neither bound is on the wrong side."""
    people, homes = truth()["people"], truth()["people_with_home_entry"]["count"]
    scan = swept.scan
    assert int(str(scan["people_at_least"])) <= people <= int(str(scan["people_up_to"]))
    low, high = scan["people_home_entry_at_least"], scan["people_home_entry_up_to"]
    assert int(str(low)) <= homes <= int(str(high))


def test_homes_are_counted(swept: Inventory) -> None:
    """Homes with their address within 5 %; people whose home could be entered within 10 %."""
    known = truth()
    enterable = known["enterable_homes"]["count"]
    assert swept.scan["enterable_homes"] == pytest.approx(enterable, rel=0.05)
    homes = known["people_with_home_entry"]["count"]
    assert swept.scan["people_home_entry_at_least"] == pytest.approx(homes, rel=0.1)
    assert swept.scan["people_home_entry_up_to"] == pytest.approx(homes, rel=0.1)


def test_innocent_files_are_clean(swept: Inventory) -> None:
    """No home access, NHS or National Insurance number where none is."""
    bad = {e.name for e in ENTITIES.values() if e.role in (Role.HOME_SECRET, Role.HOME_METHOD)}
    bad |= {"UK_NHS", "UK_CHI", "UK_HSC", "UK_NINO"}
    from scanner.sources.paths import path_of

    innocent = {str(SHARE / file) for file in truth()["innocents"]}
    wrong = [
        (row["uri"], row["entity"], row["confidence"])
        for row in swept.inventory.to_pylist()
        if row["entity"] in bad
        and row["confidence"] >= 0.5
        and str(Path(path_of(row["uri"].split("!/")[0]))) in innocent
    ]
    assert wrong == []


def test_what_could_not_be_read_says_so(swept: Inventory) -> None:
    """Each unreadable file is a row with its reason."""
    reasons = {row["uri"]: row["reason"] for row in swept.objects.to_pylist()}
    for file, reason in truth()["unreadable"].items():
        name = file.rsplit("/", 1)[-1].replace(" ", "%20")
        assert any(uri.endswith(name) and told == reason for uri, told in reasons.items()), file


def test_every_file_is_a_row(swept: Inventory) -> None:
    """As many objects in the source itself as files in the share."""
    files = sum(1 for path in SHARE.rglob("*") if path.is_file())
    own = [uri for uri, parent in _uris(swept) if not parent]
    assert len(own) == len(set(own)) == files


def _uris(inventory: Inventory) -> list[tuple[str, str]]:
    table = inventory.objects
    return list(zip(table["uri"].to_pylist(), table["parent_uri"].to_pylist(), strict=True))


def test_sweeping_the_folder_above_gives_the_same_counts(
    swept: Inventory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`keysweep scan sample_data` takes the settings there, and passes over the share's maker."""
    monkeypatch.chdir(tmp_path)
    arguments = ["scan", str(SHARE.parent), "-o", "inventory", "--quiet"]
    assert main(arguments) == 3  # it holds what cannot be read
    again = open_inventory(tmp_path / "inventory").scan
    for name in ("objects", "findings", "people_at_least", "people_up_to", "enterable_homes"):
        assert again[name] == swept.scan[name], name


def test_two_sweeps_give_the_same_tables(swept: Inventory, tmp_path: Path) -> None:
    """Same data, rules and key, other number of workers: same rows."""
    key = swept.path.parent / "key"
    settings = Settings(test_numbers="live", workers=1, hash_key_file=key)
    sweep([str(SHARE)], tmp_path / "again", settings)
    again = open_inventory(tmp_path / "again")
    assert again.objects.drop_columns("scan_id").equals(swept.objects.drop_columns("scan_id"))
    for name in ("inventory", "locations", "people"):
        assert getattr(again, name).equals(getattr(swept, name)), name


def test_home_access_ranks_above_everything_else(swept: Inventory) -> None:
    """Each place of the ten first holds home access; innocents' folders rank below."""
    first = swept.locations.slice(0, 10).to_pylist()
    names = {e.name for e in ENTITIES.values() if e.role in (Role.HOME_SECRET, Role.HOME_METHOD)}
    assert all(names & set(row["entities"]) for row in first if row["band"] in ("HIGH", "CRITICAL"))
    assert first[0]["band"] in ("HIGH", "CRITICAL")
