"""What the page says outside its two tables, as plain values for the template."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from recognizers.declaration import Harm
from scanner.reports.html.columns import MAX_PLACES
from scanner.reports.html.objects import MAX_OBJECTS, worth_listing
from scanner.reports.plain import clean, place
from scanner.reports.summary import EntityTotal, Row, Summary
from scanner.reports.terminal import headline
from scanner.sizes import size_text

TOP = 10
UNEXAMINED = 25
_SHOWN = 3  # reasons and remedies of a place before "All reasons and steps"
_STATUSES = (
    ("scanned", "Examined in full"),
    ("partly", "Examined in part"),
    ("skipped", "Skipped"),
    ("failed", "Failed"),
)


@dataclass(frozen=True, slots=True)
class Total:
    """A figure at the head of the page."""

    label: str
    before: str  # "at least"
    figure: int
    after: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class First:
    """One of the places to protect first."""

    rank: int
    name: str
    band: str
    priority: int
    kind: str
    access: str
    people: tuple[int, int]  # at least, up to
    homes: tuple[int, int]
    reasons: list[str]
    remedies: list[str]
    verdicts: list[tuple[str, str]]
    shown: int = _SHOWN


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was examined, and what was not."""

    complete: bool
    objects: int
    size: str
    shares: list[tuple[str, str, int]]  # key, words, objects
    reasons: list[tuple[str, str, int]]  # status, reason, objects
    unexamined: list[Row]
    unexamined_count: int
    carried: int
    gone: int


@dataclass(frozen=True, slots=True)
class View:
    """All of it."""

    headline: str
    targets: list[str]
    finished: datetime | None
    version: str
    totals: list[Total]
    first: list[First]
    kinds: list[EntityTotal]
    harms: list[tuple[str, str]]  # key of the colour, words
    controllers: list[Row]
    coverage: Coverage
    places: int
    places_listed: int
    objects_kept: int
    objects_listed: int


def view(summary: Summary, ranked: list[Row], top: int | None) -> View:
    """Gather it."""
    scan = summary.inventory.scan
    kept = worth_listing(summary)
    return View(
        headline(summary),
        [clean(target) for target in summary.targets],
        cast("datetime | None", scan.get("finished_at")),
        str(scan.get("keysweep_version") or ""),
        _totals(summary),
        [_first(row, summary.targets) for row in ranked[: TOP if top is None else top]],
        summary.entities,
        _harms(summary),
        summary.controllers,
        _coverage(summary),
        len(ranked),
        min(len(ranked), MAX_PLACES),
        kept,
        min(kept, MAX_OBJECTS),
    )


def _totals(summary: Summary) -> list[Total]:
    unseen = summary.unexamined_count
    least = "" if summary.complete else "at least"
    return [
        _range(summary, "people", "People whose data was found"),
        _range(summary, "people_home_entry", "People whose home could be entered", urgent=True),
        Total(
            "Homes where the way in stands beside the address",
            least,
            summary.count("enterable_homes"),
            "each can be found and opened",
            urgent=True,
        ),
        Total(
            "Objects not examined in full",
            "",
            unseen,
            f"of {summary.count('objects'):,}, {size_text(summary.count('bytes'))}",
        ),
    ]


def _range(summary: Summary, name: str, label: str, urgent: bool = False) -> Total:
    low, high = summary.count(f"{name}_at_least"), summary.count(f"{name}_up_to")
    if high and not low:
        return Total(label, "up to", high, "nobody among them is known for sure", urgent)
    exact = low == high and summary.complete
    seen = "" if summary.complete else " in what was examined"
    after = "" if exact else f"up to {high:,}{seen}"
    return Total(label, "" if exact else "at least", low, after, urgent)


def _first(row: Row, targets: list[str]) -> First:
    return First(
        row["rank"],
        place(row["location"], targets),
        row["band"],
        row["priority"],
        row["kind"] or "place",
        row["access"] or "unknown",
        (row["direct_people_at_least"], row["direct_people_up_to"]),
        (row["direct_people_home_entry_at_least"], row["direct_people_home_entry_up_to"]),
        list(row["reasons"] or ()),
        list(row["remedies"] or ()),
        [(one["verdict"], one["evidence"]) for one in row.get("verdicts") or ()],
    )


def _harms(summary: Summary) -> list[tuple[str, str]]:
    """The harms of places, worst first, for the legend."""
    rows = summary.inventory.locations["harms"].to_pylist()
    worst = {row[0] for row in rows if row}
    return [(h.name.lower().replace("_", "-"), h.value) for h in Harm if h.value in worst]


def _coverage(summary: Summary) -> Coverage:
    told = sorted(summary.reasons.items(), key=lambda item: (-item[1], item[0]))
    unexamined = summary.unexamined(UNEXAMINED)
    for row in unexamined:
        row["name"] = place(row["uri"], summary.targets)
    return Coverage(
        summary.complete,
        summary.count("objects"),
        size_text(summary.count("bytes")),
        [(key, words, summary.count(f"objects_{key}")) for key, words in _STATUSES],
        [(status, reason, count) for (status, reason), count in told],
        unexamined,
        summary.unexamined_count,
        summary.count("objects_carried"),
        summary.count("objects_gone"),
    )
