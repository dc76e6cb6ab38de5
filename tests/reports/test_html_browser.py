"""The HTML report in a real browser: opened from its file, sorted, filtered, by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair", reason="needs altair from keysweep[report]")
pytest.importorskip("vl_convert", reason="needs vl-convert-python from keysweep[report]")
pytest.importorskip("playwright", reason="needs playwright from keysweep[dev]")

from playwright.sync_api import expect

from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.reports.browser import TELEPHONE, Opened, browser, opened, violations
from tests.reports.build import build, entity_row, location_row, object_row, scan_row
from tests.reports.test_html import hostile_tables

PLACES = 5_000
HELD = [{"entity": "KEY_SAFE_CODE", "people_at_least": 1, "people_up_to": 4}]


def written(folder: Path, tables: dict[str, Any]) -> Path:
    """A report in a file."""
    path = folder / "report.html"
    with path.open("w", encoding="utf-8") as out:
        load_report("html")(build(folder, **tables), out, ReportOptions())
    return path


def tables() -> dict[str, Any]:
    """An inventory with many places: every hundredth critical, people fewer down the ranks."""
    rows = [
        location_row(
            n,
            f"team{n % 7}/folder {n:05}",
            band="CRITICAL" if n % 100 == 1 else "LOW",
            access="everyone inside" if n % 2 else "a group",
            direct_people_up_to=(n * 7919) % PLACES,
            direct_people_home_entry_up_to=n % 3,
            people_up_to=(n * 7919) % PLACES,
            sensitivity=n % 100,
            exposure=50,
            harms=["physical safety"],
            direct_entity_people=HELD,
        )
        for n in range(1, PLACES + 1)
    ]
    return {
        "scans": [scan_row(complete=False)],
        "locations": rows,
        "objects": [object_row(f"x{n}.csv", findings=1, people_up_to=n) for n in range(40)]
        + [object_row("locked.zip", status="skipped", reason="encrypted")],
        "inventory": [entity_row("KEY_SAFE_CODE"), entity_row("UK_NHS", sensitivity="HIGH")],
    }


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """One browser for all tests here."""
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report for all tests here."""
    return written(tmp_path_factory.mktemp("report"), tables())


@pytest.fixture
def tab(started: Any, report: Path) -> Iterator[Opened]:
    """The report, freshly opened."""
    with opened(started, report) as one:
        yield one


def names(page: Any, table: str = "places") -> list[str]:
    """The names in the rows that exist now, from the top."""
    told: list[str] = page.locator(f"#{table} tbody th").all_text_contents()
    return told


def test_it_asks_for_nothing_and_complains_of_nothing(tab: Opened, report: Path) -> None:
    """The only request is that for the file itself, also after use; the console stays empty."""
    tab.page.click("#places th[data-key=people] button")
    tab.page.fill("#places input[type=search]", "folder")
    tab.page.click("#places tbody button >> nth=0")
    assert tab.requests == [report.as_uri()]
    assert tab.complaints == []


def test_hostile_names_run_nothing(started: Any, tmp_path: Path) -> None:
    """Opened and looked into, names that carry markup do nothing."""
    path = written(tmp_path, hostile_tables())
    with opened(started, path) as one:
        one.page.click("#places tbody button")
        assert "<script>alert(1)</script>" in one.page.text_content("#detail-title")
        assert one.page.locator("script").count() == 2
        assert one.page.locator("img").count() == 0
        assert (one.requests, one.complaints) == ([path.as_uri()], [])


def test_only_rows_in_sight_exist(tab: Opened) -> None:
    """A table of thousands holds a few dozen rows, and says how many there are."""
    assert tab.page.locator("#places tbody tr").count() < 80
    assert tab.page.get_attribute("#places table", "aria-rowcount") == str(PLACES + 1)
    tab.page.evaluate("document.querySelector('#places .window').scrollTop = 1e9")
    tab.page.wait_for_selector(f'#places tr[aria-rowindex="{PLACES + 1}"]')


def test_a_click_on_a_header_sorts(tab: Opened) -> None:
    """Numbers sort the largest first, then the smallest; the header says which."""
    header = "#places th[data-key=people]"
    tab.page.click(f"{header} button")
    assert tab.page.get_attribute(header, "aria-sort") == "descending"
    first = tab.page.text_content("#places tbody tr:not(.gap) >> nth=0")
    assert f"{PLACES - 1:,}" in first
    tab.page.click(f"{header} button")
    assert tab.page.get_attribute(header, "aria-sort") == "ascending"
    assert tab.page.locator("#places [aria-sort]").count() == 1


def test_search_and_choices_filter(tab: Opened) -> None:
    """Every filter narrows, the count is told, and Clear shows all again."""
    page = tab.page
    page.fill("#places input[type=search]", "TEAM3 folder")
    page.select_option("#places select[data-filter=band]", label="Critical")
    assert names(page)
    assert all(name.startswith("team3/") for name in names(page))
    assert page.text_content("#places .status") == f"{len(names(page))} of 5,000 places"
    page.click("#places button[type=reset]")
    expect(page.locator("#places .status")).to_have_text("5,000 places")


def test_homes_can_be_asked_for(tab: Opened) -> None:
    """The tick keeps the places that tell how to enter a home."""
    tab.page.check("#places input[data-filter=entry]")
    told = sum(n % 3 > 0 for n in range(1, PLACES + 1))
    assert tab.page.text_content("#places .status") == f"{told:,} of 5,000 places"


def test_the_keyboard_reaches_every_row(tab: Opened) -> None:
    """Arrows and End move through the rows, Enter opens, Escape closes, focus comes back."""
    page = tab.page
    last = page.locator(f'#places tr[aria-rowindex="{PLACES + 1}"] button')
    page.focus("#places tbody button")
    page.keyboard.press("ArrowDown")
    expect(page.locator('#places tr[aria-rowindex="3"] button')).to_be_focused()
    page.keyboard.press("End")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#detail-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).not_to_be_visible()
    expect(last).to_be_focused()


def test_headers_sort_by_keyboard(tab: Opened) -> None:
    """Enter on a focused header sorts."""
    tab.page.focus("#places th[data-key=name] button")
    tab.page.keyboard.press("Enter")
    assert tab.page.get_attribute("#places th[data-key=name]", "aria-sort") == "ascending"
    assert names(tab.page) == sorted(names(tab.page))


def test_the_first_stop_skips_to_the_report(tab: Opened) -> None:
    """Tab, Enter: focus is in the report, past the navigation."""
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator(".skip")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#main")).to_be_focused()


def test_details_give_all_reasons(tab: Opened) -> None:
    """Choosing a place opens what is known of it."""
    tab.page.click("#places tbody button >> nth=1")
    told = tab.page.text_content("#detail")
    assert "Reason 2." in told
    assert "Remedy 2." in told


def test_a_chart_chooses_places(tab: Opened) -> None:
    """A field of the risk matrix lists its places; the table says that it is narrowed."""
    tab.page.click("#chart-risk .wide path[data-go='field:2-2'] >> nth=0")
    tab.page.wait_for_selector("#places .chosen:visible")
    told = sum(40 <= n % 100 < 60 for n in range(1, PLACES + 1))
    assert tab.page.text_content("#places .status") == f"{told:,} of 5,000 places"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["wide", "telephone"])
def test_it_is_accessible(started: Any, report: Path, scheme: str, viewport: Any) -> None:
    """axe-core finds nothing serious, on the page and in the dialog, in either scheme."""
    size = {"viewport": viewport} if viewport else {}
    with opened(started, report, color_scheme=scheme, **size) as one:
        for summary in one.page.locator("summary").all()[:30]:
            if summary.is_visible():
                summary.click()
        assert violations(one.page) == []
        one.page.click("#places tbody button >> nth=0")
        assert violations(one.page) == []


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440])
def test_nothing_runs_out_of_the_page(started: Any, report: Path, width: int) -> None:
    """The page is never wider than the screen."""
    with opened(started, report, viewport={"width": width, "height": 800}) as one:
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_shows_the_chosen_rows(tab: Opened, tmp_path: Path) -> None:
    """Printed, the table has its first rows as chosen on the screen, and no controls."""
    import pypdfium2

    tab.page.fill("#places input[type=search]", "folder 00042")
    path = tmp_path / "report.pdf"
    tab.page.pdf(path=str(path))
    told = ""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            told += text.get_text_range()
            text.close()
            page.close()
    assert "folder 00042" in told
    assert "folder 00043" not in told.split("All places")[-1]
    assert "Part of a name" not in told


def test_without_script_the_report_still_reads(started: Any, report: Path) -> None:
    """Switched-off JavaScript costs the tables, and that is said."""
    with opened(started, report, java_script_enabled=False) as one:
        assert one.page.is_visible("text=The two tables need JavaScript")
        assert one.page.is_visible("#rank-1")
        assert not one.page.is_visible("#places")


def test_it_can_be_seen(tab: Opened, tmp_path: Path) -> None:
    """A screenshot of the head is no blank page."""
    shot = tab.page.screenshot(path=str(tmp_path / "report.png"))
    assert len(shot) > 20_000
