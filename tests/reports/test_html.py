"""The HTML report as text: what it says, what it lets run, and what hostile names do to it."""

import base64
import hashlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair", reason="needs altair from keysweep[report]")
pytest.importorskip("vl_convert", reason="needs vl-convert-python from keysweep[report]")

from lxml import html

from scanner.errors import ConfigError
from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.reports.build import (
    TARGET,
    build,
    entity_row,
    location_row,
    object_row,
    scan_row,
)

HOSTILE = (
    "a</script><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e&amp;|{{7*7}}"
)


def written(folder: Path, options: ReportOptions | None = None, **tables: Any) -> str:
    """The page about an inventory of a test."""
    out = io.StringIO()
    load_report("html")(build(folder, **tables), out, options or ReportOptions())
    return out.getvalue()


def payload(page: str) -> dict[str, Any]:
    """The columns that the page carries."""
    told: dict[str, Any] = json.loads(html.fromstring(page).get_element_by_id("payload").text)
    return told


def words(page: str) -> str:
    """What the page says outside scripts and styles, spaces made one."""
    tree = html.fromstring(page)
    for element in tree.xpath("//script|//style"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


def hostile_tables() -> dict[str, Any]:
    """An inventory whose every name is hostile."""
    return {
        "scans": [scan_row(targets=[TARGET, f"file:///{HOSTILE}"], complete=False)],
        "locations": [
            location_row(
                1,
                HOSTILE,
                kind=HOSTILE,
                people_up_to=5,
                harms=[HOSTILE],
                reasons=[HOSTILE],
                remedies=[HOSTILE],
                verdicts=[{"verdict": HOSTILE, "evidence": HOSTILE}],
                direct_entity_people=[
                    {"entity": "KEY_SAFE_CODE", "people_at_least": 1, "people_up_to": 2}
                ],
                controllers=[{"controller": HOSTILE}],
            )
        ],
        "objects": [
            object_row(HOSTILE, status="failed", reason=HOSTILE, detail=HOSTILE, remedy=HOSTILE)
        ],
        "inventory": [entity_row("KEY_SAFE_CODE", title=HOSTILE)],
    }


def test_only_our_script_and_style_may_run(tmp_path: Path) -> None:
    """The policy forbids all but one style and one script, whose hashes are those of the page."""
    tree = html.fromstring(written(tmp_path))
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, kind in (("script[not(@type)]", "script-src"), ("style", "style-src")):
        (element,) = tree.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy


def test_the_page_names_no_other_address(tmp_path: Path) -> None:
    """Nothing in the file leads out of it."""
    page = written(tmp_path)
    tree = html.fromstring(page)
    assert not tree.xpath("//link|//img|//iframe|//object|//embed|//@src|//@style")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert set(re.findall(r"https?://[^\"'\s<)]*", page)) <= {"http://www.w3.org/2000/svg"}


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    """Markup in names of places, reasons and titles makes no element."""
    page = written(tmp_path, **hostile_tables())
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img|//*[@onerror]")
    assert "{{7*7}}" in words(page)


def test_hostile_names_steer_nothing(tmp_path: Path) -> None:
    """Control characters and turned writing are replaced, in the page and in its data."""
    page = written(tmp_path, **hostile_tables())
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "\\u202e" not in page
    assert "\\u001b" not in page


def test_data_survives_its_escaping(tmp_path: Path) -> None:
    """What the script reads is the cleaned name, angle brackets and all."""
    told = payload(written(tmp_path, **hostile_tables()))
    assert "</script><script>alert(1)</script>" in told["places"]["name"][0]


@pytest.mark.parametrize(("complete", "said"), [(True, False), (False, True)])
def test_totals_say_at_least_where_something_is_unseen(
    tmp_path: Path, complete: bool, said: bool
) -> None:
    """A total is exact only where everything was examined."""
    exact = {"people_at_least": 60, "people_home_entry_at_least": 41}
    page = written(tmp_path, scans=[scan_row(complete=complete, **exact)])
    totals = html.fromstring(page).xpath("//dl[@class='totals']")[0].text_content()
    assert ("at least" in totals) is said
    assert ("Not everything was examined" in words(page)) is said


def test_top_says_how_many_places_are_spelled_out(tmp_path: Path) -> None:
    """--top counts the cards; the table has all."""
    rows = [location_row(n, f"folder{n}") for n in range(1, 8)]
    page = written(tmp_path, ReportOptions(top=3), locations=rows)
    assert len(html.fromstring(page).xpath("//li[contains(@class, 'first')]")) == 3
    assert len(payload(page)["places"]["name"]) == 7


def test_a_place_tells_reason_and_remedy(tmp_path: Path) -> None:
    """The card of a place says why and what to do."""
    page = written(tmp_path)
    card = html.fromstring(page).get_element_by_id("rank-1").text_content()
    assert "Reason 1." in card
    assert "Remedy 1." in card


def test_controllers_are_listed_where_rules_name_some(tmp_path: Path) -> None:
    """The part on controllers stands only where there are any."""
    row = {
        "controller": "Northshire Council",
        "objects": 2,
        "people_at_least": 4,
        "people_up_to": 9,
        "people_home_entry_at_least": 0,
        "people_home_entry_up_to": 3,
        "enterable_homes": 1,
    }
    assert "Whose data it is" not in words(written(tmp_path))
    told = words(written(tmp_path, scans=[scan_row(controllers=[row])]))
    assert "Northshire Council 4 to 9 up to 3 2" in told


def test_coverage_gives_reasons(tmp_path: Path) -> None:
    """What was left out stands with its reason and what to do."""
    left = object_row(
        "x.zip", status="skipped", reason="encrypted", remedy="needs its password", detail="locked"
    )
    told = words(written(tmp_path, objects=[left], scans=[scan_row(complete=False)]))
    assert "Encrypted: locked. Needs its password." in told


def test_an_inventory_without_findings_has_a_page(tmp_path: Path) -> None:
    """Nothing found is said, and no chart is drawn."""
    none = {"people_at_least": 0, "people_up_to": 0, "people_home_entry_up_to": 0}
    page = written(
        tmp_path, scans=[scan_row(**none)], locations=[], inventory=[], objects=[object_row("a")]
    )
    assert "No people's data was found." in words(page)
    assert not html.fromstring(page).xpath("//figure")


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the charting library the error says what to install."""
    for name in [name for name in sys.modules if name.startswith("scanner.reports.html")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ConfigError, match=r"install keysweep\[report\]"):
        load_report("html")


def test_objects_without_anything_are_not_listed(tmp_path: Path) -> None:
    """The table of objects has those with findings, and those that may hold some unseen."""
    rows = [
        object_row("clean.txt"),
        object_row("empty.txt", status="skipped", reason="empty"),
        object_row("found.txt", findings=2),
        object_row("locked.zip", status="skipped", reason="encrypted"),
    ]
    told = payload(written(tmp_path, objects=rows))["objects"]["name"]
    assert sorted(told) == ["found.txt", "locked.zip"]
