"""What is sent after a run: counts and places, never more."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from scanner.comparing import compare
from scanner.inventory.reader import Inventory
from scanner.reports.compare import headline as changes_headline
from scanner.reports.comparison import Change, Changed, Comparison
from scanner.reports.plain import clean
from scanner.reports.summary import Summary
from scanner.reports.terminal import headline

_PLACES = 5
_TOLD = (Change.NEW, Change.GROWN, Change.RISEN)


@dataclass(frozen=True, slots=True)
class Notice:
    """One message."""

    subject: str
    lines: tuple[str, ...]
    counts: dict[str, Any]  # for programs

    @property
    def text(self) -> str:
        """The message to read."""
        return "\n".join(self.lines)


def notice_of(new: Inventory, old: Inventory | None) -> Notice:
    """What to say about a run, and about what changed since the one before."""
    summary = Summary(new)
    told = compare(old, new) if old is not None else None
    lines = [headline(summary)]
    unseen = summary.unexamined_count
    if unseen:
        lines.append(f"Not or not fully examined: {unseen:,} of {summary.count('objects'):,}.")
    if told is not None:
        lines.append(f"Since the last sweep: {changes_headline(told)}")
        lines += _places(told)
    lines.append(f"Inventory: {clean(new.path)}")
    return Notice(_subject(summary, told), tuple(lines), _counts(summary, told))


def _subject(summary: Summary, told: Comparison | None) -> str:
    homes = summary.count("enterable_homes")
    if told is None or told.people.gained is None:
        return f"keysweep: {summary.count('people_up_to'):,} people, {homes:,} homes"
    gained = f"{told.people.gained:,} people and {told.homes.gained or 0:,} homes"
    return f"keysweep: {gained} gained"


def _places(told: Comparison) -> list[str]:
    pressing = [one for one in told.places if one.change in _TOLD]
    lines = [_place(one) for one in pressing[:_PLACES]]
    rest = len(pressing) - _PLACES
    return [*lines, f"- and {rest:,} more places"] if rest > 0 else lines


def _place(one: Changed) -> str:
    state = one.new
    return (
        f"- {one.change.value}: {one.name} ({state.band}, {state.people_up_to:,} people, "
        f"{state.homes:,} homes)"
    )


def _counts(summary: Summary, told: Comparison | None) -> dict[str, Any]:
    names = ("people_at_least", "people_up_to", "people_home_entry_up_to", "enterable_homes")
    counts: dict[str, Any] = {name: summary.count(name) for name in (*names, "objects")}
    counts |= {"complete": summary.complete, "unexamined": summary.unexamined_count}
    if told is not None:
        counts |= {"people_gained": told.people.gained, "people_lost": told.people.lost}
        counts |= {"homes_gained": told.homes.gained, "homes_lost": told.homes.lost}
        pressing = [one for one in told.places if one.change in _TOLD]
        counts["places"] = [
            {"place": clean(unquote(one.uri)), "change": one.change.value, "band": one.new.band}
            for one in pressing[:_PLACES]
        ]
    return counts
