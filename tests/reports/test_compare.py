"""Two sweeps compared: real sweeps of a small share, and inventories made of rows."""

import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from recognizers.catalogue import ENTITIES
from scanner.assembly import assemble
from scanner.classify.weights import load_weights
from scanner.comparing import compare
from scanner.config import Settings
from scanner.engines.local import sweep
from scanner.inventory.reader import open_inventory
from scanner.marks import MARKS_AS_THEY_ARE
from scanner.reports import compare_html, compare_json, compare_markdown
from scanner.reports.comparison import Change, Comparison
from scanner.rewriting import write
from scanner.schema import SHARDED, TABLES
from tests.assembled import TARGET, inventory, one_file, scan_row

HEADER = "nhs_number,name,address,key_safe_code\n"
PEOPLE = {
    1: "999 000 0018,Edna Clegg,1 Mill Lane,4821",
    2: "999 000 0026,Amir Shah,2 Mill Lane,5932",
    3: "999 000 0034,Rose Tully,3 Mill Lane,6043",
    4: "999 000 0042,Owen Pryce,4 Mill Lane,7154",
}


def export(share: Path, name: str, *people: int) -> Path:
    """An export with these people: names, addresses and key-safe codes in one row."""
    file = share / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER + "".join(f"{PEOPLE[number]}\n" for number in people))
    return file


def swept(share: Path, folder: Path) -> Any:
    """The share swept."""
    settings = Settings(
        test_numbers="live", names="off", workers=1, hash_key_file=folder.parent / "key"
    )
    sweep([str(share)], folder, settings)
    return open_inventory(folder)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """One export is deleted and one appears; person 2 only moves, person 4 stays."""
    folder = tmp_path_factory.mktemp("compared")
    share = folder / "share"
    old_export = export(share, "exports/old.csv", 1, 2)
    export(share, "rota/week.csv", 4)
    before = swept(share, folder / "before")
    old_export.unlink()
    export(share, "outbox/new.csv", 2, 3)
    return compare(before, swept(share, folder / "after"))


def test_people_gained_and_lost_are_told_by_person(real: Comparison) -> None:
    """Person 3 came, person 1 went; person 2 moved and is neither."""
    assert (real.people.gained, real.people.lost) == (1, 1)
    assert (real.people.old, real.people.new) == ((3, 3), (3, 3))


def test_homes_gained_and_lost_are_told_likewise(real: Comparison) -> None:
    """The home of each person counts once."""
    assert (real.homes.gained, real.homes.lost) == (1, 1)
    assert (real.home_entry.gained, real.home_entry.lost) == (1, 1)


def test_a_deleted_export_is_a_place_that_is_gone(real: Comparison) -> None:
    """Its folder holds nothing any more."""
    assert [(one.name, one.old.people_up_to) for one in real.of(Change.GONE)] == [("exports", 2)]


def test_an_export_that_appeared_is_a_new_place(real: Comparison) -> None:
    """With its people and homes."""
    (new,) = real.of(Change.NEW)
    assert (new.name, new.new.people_up_to, new.new.homes) == ("outbox", 2, 2)


def test_a_place_that_stayed_is_not_told(real: Comparison) -> None:
    """The rota is as it was."""
    assert "rota" not in {one.name for one in real.places}


def test_objects_that_came_and_went_are_named(real: Comparison) -> None:
    """The files themselves, not only their folders."""
    told = {(one.name, one.change) for one in real.objects}
    assert told == {("outbox/new.csv", Change.NEW), ("exports/old.csv", Change.GONE)}


def made(folder: Path, *old_and_new: list[Any], **later: Any) -> Comparison:
    """Two inventories of rows compared; `later`: fields of the later run."""
    old, new = old_and_new
    return compare(
        inventory(folder / "old", *old), inventory(folder / "new", *new, **later)
    )  # fmt: skip


def test_a_place_with_more_people_has_grown(tmp_path: Path) -> None:
    """And one with fewer was cleaned."""
    old = [one_file(f"{TARGET}/a/1.csv", [1]), one_file(f"{TARGET}/b/2.csv", [2, 3])]
    new = [one_file(f"{TARGET}/a/1.csv", [1, 4]), one_file(f"{TARGET}/b/2.csv", [2])]
    told = made(tmp_path, old, new)
    assert [one.name for one in told.of(Change.GROWN)] == ["a"]
    assert [one.name for one in told.of(Change.CLEANED)] == ["b"]


def test_a_place_that_was_opened_is_more_pressing(tmp_path: Path) -> None:
    """It holds the same, but more people can read it."""
    closed = one_file(f"{TARGET}/a/1.csv", range(40), access="restricted")
    opened = one_file(f"{TARGET}/a/1.csv", range(40), access="public")
    told = made(tmp_path, [closed], [opened])
    assert [one.change for one in told.places] == [Change.RISEN]


def test_equal_inventories_show_no_change(tmp_path: Path) -> None:
    """Nothing is made up."""
    files = [one_file(f"{TARGET}/a/1.csv", [1, 2])]
    told = made(tmp_path, files, files)
    assert (told.places, told.objects, told.people.gained, told.people.lost) == ((), (), 0, 0)
    assert "Nothing changed in what holds people's data." in " ".join(text(told).split())


def test_under_two_keys_nobody_is_told_again(tmp_path: Path) -> None:
    """The counts stand side by side, and it is said that they cannot be joined."""
    files = [one_file(f"{TARGET}/a/1.csv", [1])]
    told = made(tmp_path, files, files, key_id="another")
    assert (told.people.gained, told.homes.lost) == (None, None)
    assert told.people.new == (1, 1)
    assert "different hash keys" in text(told)


def test_what_was_not_swept_again_is_not_called_gone(tmp_path: Path) -> None:
    """A sweep of one folder says nothing about another."""
    files = [one_file(f"{TARGET}/a/1.csv", [1]), one_file(f"{TARGET}/b/2.csv", [2])]
    told = made(tmp_path, files, files[:1], targets=[f"{TARGET}/a"])
    assert [(one.uri, one.change) for one in told.places] == [(f"{TARGET}/b", Change.NOT_SWEPT)]
    assert any("lie outside" in caveat for caveat in told.caveats)


def test_changed_rules_are_said(tmp_path: Path) -> None:
    """A change may come from the rules."""
    files = [one_file(f"{TARGET}/a/1.csv", [1])]
    assert "different rules" in text(made(tmp_path, files, files, rule_digest="newer"))


def test_a_place_that_became_unreadable_does_not_look_clean(tmp_path: Path) -> None:
    """The row and a note say that something was not examined."""
    old = [one_file(f"{TARGET}/a/1.csv", [1]), one_file(f"{TARGET}/a/2.csv", [2])]
    unread = one_file(f"{TARGET}/a/2.csv", [], status="failed", reason="damaged")
    unread["objects"][0]["findings"] = 0
    unread["inventory"] = []
    told = text(made(tmp_path, old, [old[0], unread]))
    assert "a (1 object not fully examined)" in told
    assert "may only have become unreadable" in " ".join(told.split())


def test_coverage_before_and_after_is_told(real: Comparison) -> None:
    """Objects, by how their examination ended."""
    assert (real.old.coverage["objects"], real.new.coverage["objects"]) == (2, 2)
    assert "## Coverage" in text(real)


def test_an_empty_inventory_can_be_compared(tmp_path: Path) -> None:
    """Everything is new then."""
    told = made(tmp_path, [], [one_file(f"{TARGET}/a/1.csv", [1])])
    assert (told.people.gained, [one.change for one in told.places]) == (1, [Change.NEW])


def text(told: Comparison) -> str:
    """As Markdown."""
    out = io.StringIO()
    compare_markdown.write(told, out)
    return out.getvalue()


def test_markdown_fits_a_terminal(real: Comparison) -> None:
    """80 columns, long names included."""
    (first, *_) = real.places
    long = replace(real, places=(replace(first, name="very_long_" * 20),))
    assert max(map(len, text(long).splitlines())) <= 80


def test_names_are_harmless_in_markdown(real: Comparison) -> None:
    """Neither escapes of a terminal nor markup."""
    (first, *_) = real.places
    told = text(replace(real, places=(replace(first, name="\x1b[2J|<b>"),)))
    assert "�\\[2J\\|\\<b\\>" in told
    assert "\x1b" not in told


def test_json_has_everything(real: Comparison) -> None:
    """A program finds each place with its change and both states."""
    out = io.StringIO()
    compare_json.write(real, out)
    told = json.loads(out.getvalue())
    assert told["people"]["gained"] == 1
    assert {one["change"] for one in told["places"]} == {"new", "gone"}


class _Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        self.tags.append(tag)
        self.addresses += [str(value) for name, value in attrs if name in ("src", "href")]


def test_the_page_needs_nothing_else_and_runs_nothing(real: Comparison) -> None:
    """No scripts, no addresses; a hostile name is text."""
    (first, *_) = real.places
    out = io.StringIO()
    compare_html.write(
        replace(real, places=(replace(first, name="<script>alert(1)</script>"),)), out
    )
    page = _Tags()
    page.feed(out.getvalue())
    assert "script" not in page.tags
    assert page.addresses == []
    assert "&lt;script&gt;" in out.getvalue()


def test_what_a_review_marked_wrong_is_nobody(tmp_path: Path) -> None:
    """Somebody who leaves the counts with a mark is lost, as in the reports after a review."""
    file = one_file(f"{TARGET}/a/1.csv", [1])
    wrong = {"verdict": "marked wrong by A until 2027-01-01; before: live at 0.9"}
    marked = [row | wrong | {"confidence": 0.0} for row in file["inventory"]]
    rows = {
        name: pa.Table.from_pylist((file | {"inventory": marked})[name], SHARDED[name])
        for name in SHARDED
    }
    tables = assemble(rows, scan_row(), ENTITIES, load_weights(), 0.5, MARKS_AS_THEY_ARE)
    write(tmp_path / "new", tables | {"gone": TABLES["gone"].empty_table()})
    told = compare(inventory(tmp_path / "old", file), open_inventory(tmp_path / "new"))
    assert (told.people.new, told.people.lost) == ((0, 0), 1)
