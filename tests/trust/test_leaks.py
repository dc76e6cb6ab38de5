"""A value of every kind, in files of many formats and in names, is in no output.

`python tests/bench/leaks.py` does the same with every format, report and failing stage.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from recognizers.catalogue import ENTITIES
from scanner.classify.redact import mask
from tests.trust.naming import KINDS, name_all
from tests.trust.outputs import Outputs, sweep_and_report
from tests.trust.planting import FLAGS, Planted, planted, shows_digits
from tests.trust.search import Leak, Search
from tests.trust.writing import FORMATS

# One of each way in which text lies in a file; the benchmark takes them all.
CHOSEN = ("txt", "csv", "json", "xml", "html", "sql", "sqlite", "parquet", "xlsx", "pdf", "eml")


@dataclass(frozen=True)
class Swept:
    """A share, what was planted in it, and all that a sweep of it left."""

    share: Path
    search: Search
    outputs: Outputs


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    """Planted, swept and reported once."""
    folder = tmp_path_factory.mktemp("leaks")
    share, outputs = folder / "share", Outputs(folder / "out")
    share.mkdir()
    outputs.folder.mkdir()
    values = {ending: planted(ending) for ending in CHOSEN}
    for ending, here in values.items():
        (share / f"rota.{ending}").write_bytes(FORMATS[ending](here))
    values |= name_all(share, list(KINDS))
    search = Search((v.entity, place, v.value) for place, vs in values.items() for v in vs)
    sweep_and_report(share, outputs, ("--names", "off"))
    return Swept(share, search, outputs)


def found_in(outputs: Outputs, search: Search) -> dict[str, set[Leak]]:
    """What stands where; only places with anything."""
    found = {name: search.find(content) for name, content in outputs.searchable()}
    return {name: leaks for name, leaks in found.items() if leaks}


def test_no_value_of_any_kind_is_in_any_output(swept: Swept) -> None:
    """Not as it is, spaced, turned round, encoded or hashed without a key."""
    assert found_in(swept.outputs, swept.search) == {}


def test_every_command_did_its_work(swept: Swept) -> None:
    """Nothing is found in what was never written."""
    assert set(swept.outputs.codes.values()) <= {0, 3}
    assert b"KEY_SAFE_CODE" in swept.outputs.said["rank --json"] + swept.outputs.said["scan --json"]
    assert (swept.outputs.folder / "reports" / "ropa.xlsx").stat().st_size > 1000


def test_the_search_finds_the_values_in_the_source(swept: Swept) -> None:
    """So that the first test can fail: they stand in the files it swept."""
    found = swept.search.find((swept.share / "rota.txt").read_bytes())
    assert {leak.entity for leak in found} == set(ENTITIES) - FLAGS


@pytest.mark.parametrize("place", sorted(KINDS))
def test_the_search_finds_the_values_in_names(swept: Swept, place: str) -> None:
    """Names were given, packed or not, and are looked for."""
    source = Outputs(swept.share)
    found = {leak.place for name, c in source.searchable() for leak in swept.search.find(c)}
    # A SQLite file holds its names as they are; workbooks and archives are unpacked.
    assert place in found


@pytest.mark.parametrize("spelling", ["reversed", "base64", "hex", "sha256", "md5", "url-encoded"])
def test_a_leaking_report_is_caught(tmp_path: Path, spelling: str) -> None:
    """A report that tells a value in other clothes is one that the search finds."""
    from tests.trust.search import spellings

    value = "999 638 0661"
    clothed = dict(spellings(value))[spelling]
    (tmp_path / "report.html").write_bytes(b"<p>client " + clothed + b"</p>")
    found = found_in(Outputs(tmp_path), Search([("UK_NHS", "a report", value)]))
    assert {leak.spelling for leaks in found.values() for leak in leaks} & {spelling}


@pytest.mark.parametrize("one", planted("masks"), ids=lambda one: one.entity)
def test_a_mask_cannot_be_joined_back(one: Planted) -> None:
    """Two digits of a long number that identifies a person or a telephone; of all else, none."""
    shown = mask(ENTITIES[one.entity], one.value)
    kept = [char for char in shown if char.isalnum()]
    if shows_digits(one.entity) and shown.count("•") >= 7:
        assert len(kept) <= 2
    else:
        told = f"({len(one.value)} characters)"
        assert shown.replace(told, "").strip("• ") == ""


@pytest.mark.parametrize("entity", sorted(ENTITIES))
@pytest.mark.parametrize("value", ["1", "482931", "9996380661", "Mill Lane 4", "Ω 07700 900461"])
def test_no_mask_shows_more_than_two_characters(entity: str, value: str) -> None:
    """Whatever value an entity is given, two digits of at least nine are the most."""
    shown = mask(ENTITIES[entity], value)
    told = shown.replace(f"({len(value)} characters)", "")
    assert sum(char.isalnum() for char in told) <= (2 if sum(map(str.isdigit, value)) >= 9 else 0)
