"""How long the HTML report of a large estate takes: `python -m tests.bench.report`.

The inventory is made up: 50,000 places and as many objects, each place with reasons, remedies and
kinds of data of its own, as a sweep writes them. Writing is timed from the Parquet files on. Where
Chromium and Playwright are there, so are opening, sorting, searching and scrolling, each until the
next frame is painted; a pause below 100 ms is not felt.
"""

import argparse
import resource
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from recognizers.catalogue import ENTITIES
from scanner.reports.protocol import ReportOptions
from scanner.reports.registry import load_report
from tests.reports.browser import browser, opened
from tests.reports.build import NOW, FakeInventory, build, entity_row, location_row, object_row

ACCESS = ("public", "everyone inside", "a group", "restricted", "unknown")
BANDS = ("CRITICAL", "HIGH", "MODERATE", "LOW")
TEAMS = 40
# Each runs in the page and resolves after the frame that shows its effect.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ACTIONS = {
    "sort by people": "document.querySelector('#places th[data-key=people] button').click()",
    "sort by place": "document.querySelector('#places th[data-key=name] button').click()",
    "sort by last change": "document.querySelector('#places th[data-key=changed] button').click()",
    "search": "const f = document.querySelector('#places input[type=search]'); "
    "f.value = 'team7 42'; f.dispatchEvent(new Event('input', {bubbles: true}))",
    "scroll to the end": "document.querySelector('#places .window').scrollTop = 1e9",
    "sort objects by size": "document.querySelector('#objects th[data-key=size] button').click()",
}


def tables(count: int) -> dict[str, Any]:
    """Rows of a made-up estate."""
    chance = np.random.default_rng(1)
    people = np.sort(chance.integers(1, 50_000, count))[::-1]
    kinds = sorted(ENTITIES)
    places = [_place(n + 1, int(most), chance, kinds) for n, most in enumerate(people)]
    objects = [_object(n, int(most)) for n, most in enumerate(people)]
    held = [
        entity_row(str(kind), title=ENTITIES[kind].title, uri=row["uri"], location=row["location"])
        for row in objects
        for kind in chance.choice(kinds, 4, replace=False)
    ]
    return {"locations": places, "objects": objects, "inventory": held}


def _place(rank: int, most: int, chance: Any, kinds: list[str]) -> dict[str, Any]:
    own = [str(kind) for kind in chance.choice(kinds, 6, replace=False)]
    return location_row(
        rank,
        _folder(rank),
        parent="",
        kind="folder",
        band=BANDS[min(rank * len(BANDS) // 50_000, 3)],
        people_up_to=most,
        direct_people_at_least=most // 2,
        direct_people_up_to=most,
        direct_people_home_entry_up_to=most // 7,
        entities=own,
        direct_entity_people=[
            {"entity": kind, "people_at_least": most // 3, "people_up_to": most} for kind in own
        ],
        harms=["physical safety", "identity theft"],
        access=ACCESS[rank % len(ACCESS)],
        sensitivity=int(chance.integers(0, 101)),
        exposure=int(chance.integers(0, 101)),
        newest_modified_at=NOW.replace(year=2026 - rank % 12),
        reasons=[
            f"The homes of {most // 7:,} people could be entered: the way in stands beside them.",
            f"It concerns at least {most // 2:,} and up to {most:,} people.",
            f"The worst found is {ENTITIES[own[0]].title}, of up to {most:,} people.",
            "Everyone inside the organisation can read it.",
        ],
        remedies=[ENTITIES[kind].remedy for kind in own],
    )


def _folder(number: int) -> str:
    return f"team{number % TEAMS}/clients {number % 997}/folder {number:05}"


def _object(number: int, most: int) -> dict[str, Any]:
    return object_row(
        f"{_folder(number)}/visits {number}.xlsx",
        location=_folder(number),
        format="xlsx",
        findings=3,
        people_up_to=most,
        people_home_entry_up_to=most // 7,
        size_bytes=number * 997,
        modified_at=NOW.replace(year=2026 - number % 12),
        access=ACCESS[number % len(ACCESS)],
    )


def write(inventory: FakeInventory, path: Path) -> float:
    """Seconds to write the report."""
    report = load_report("html")
    begun = perf_counter()
    with path.open("w", encoding="utf-8") as out:
        report(inventory, out, ReportOptions())
    return perf_counter() - begun


def measure(path: Path) -> dict[str, float]:
    """Milliseconds until each action shows."""
    told: dict[str, float] = {}
    with browser() as started:
        begun = perf_counter()
        with opened(started, path) as one:
            one.page.evaluate(PAINTED)
            told["open"] = (perf_counter() - begun) * 1000
            for name, action in ACTIONS.items():
                told[name] = one.page.evaluate(
                    f"async () => {{ const begun = performance.now(); {action}; "
                    f"await ({PAINTED})(); return performance.now() - begun; }}"
                )
            if one.complaints:
                raise SystemExit(f"the page complained: {one.complaints[0]}")
    return told


def main() -> None:
    """Make, write, open, use; print what each took."""
    parser = argparse.ArgumentParser(description="time the HTML report of a made-up estate")
    parser.add_argument("--places", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="file to keep the report in")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inventory = build(Path(folder), **tables(asked.places))
        path = asked.keep or Path(folder) / "report.html"
        seconds = write(inventory, path)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{asked.places:,} places and as many objects")
        print(f"written in {seconds:.1f} s; {path.stat().st_size / 1e6:.1f} MB; {memory:,.0f} MiB")
        for name, milliseconds in measure(path).items():
            print(f"{name}: {milliseconds:,.0f} ms")


if __name__ == "__main__":
    main()
