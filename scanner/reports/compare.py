"""What changed between two sweeps, in sentences: the words that all its forms share."""

from collections.abc import Iterator
from datetime import datetime

from scanner.reports.assets import day, several
from scanner.reports.comparison import Change, Changed, Comparison, Movement

PLACE_COLUMNS = ("Place", "People", "Homes", "Band")
OBJECT_COLUMNS = ("Object", "", "People", "Homes")
TITLES = {
    Change.NEW: "New places",
    Change.GROWN: "Places that hold more",
    Change.RISEN: "Places that hold the same and are more pressing",
    Change.CLEANED: "Places that hold less",
    Change.FALLEN: "Places that hold the same and are less pressing",
    Change.GONE: "Places that are gone",
    Change.NOT_SWEPT: "Places that were not swept this time",
}
_COVERAGE = {
    "objects": "Objects",
    "objects_scanned": "fully examined",
    "objects_partly": "examined in part",
    "objects_skipped": "not examined",
    "objects_failed": "failed",
}


def headline(told: Comparison) -> str:
    """How many people and homes came and went, in one sentence or two."""
    if told.unjoined:
        return told.unjoined
    if not (told.people.gained or told.people.lost or told.places or told.objects):
        return "Nothing changed in what holds people's data."
    return f"People: {_moved(told.people)}. Homes that could be entered: {_moved(told.homes)}."


def _moved(movement: Movement) -> str:
    return f"{movement.gained or 'none'} gained, {movement.lost or 'none'} lost"


def when(told: Comparison) -> str:
    """Which sweeps are compared."""
    return f"From {_moment(told.old.finished_at)} to {_moment(told.new.finished_at)}"


def _moment(value: datetime | None) -> str:
    return f"{day(value)}, {value:%H:%M} UTC" if value else day(value)


def movements(told: Comparison) -> list[tuple[str, str, str, str, str]]:
    """Rows of the table of people and homes."""
    named = (
        ("People", told.people),
        ("whose way in is told", told.home_entry),
        ("homes with address", told.homes),
    )
    return [
        (name, _span(one.old), _span(one.new), _signed("+", one.gained), _signed("-", one.lost))
        for name, one in named
    ]


def _span(count: tuple[int, int]) -> str:
    low, high = count
    return f"{high:,}" if low == high else f"{low:,} to {high:,}"


def _signed(sign: str, count: int | None) -> str:
    if count is None:
        return "not known"
    return f"{sign}{count:,}" if count else "0"


def place_row(one: Changed) -> tuple[str, str, str, str]:
    """A place in its table."""
    name = one.name
    if one.new.unexamined and one.change in (Change.CLEANED, Change.GROWN):
        name += f" ({several(one.new.unexamined, 'object')} not fully examined)"
    return (
        name,
        _from_to(one.old.people_up_to, one.new.people_up_to),
        _from_to(one.old.homes, one.new.homes),
        _band(one),
    )


def _from_to(old: int, new: int) -> str:
    return f"{new:,}" if old == new else f"{old:,} to {new:,}"


def _band(one: Changed) -> str:
    if one.old.band and one.new.band and one.old.band != one.new.band:
        return f"{one.old.band} to {one.new.band}"
    return one.new.band or one.old.band


def object_row(one: Changed) -> tuple[str, str, str, str]:
    """An object in its table."""
    state = one.new if one.change is Change.NEW else one.old
    return (one.name, one.change.value, f"{state.people_up_to:,}", f"{state.homes:,}")


def coverage_rows(told: Comparison) -> list[tuple[str, str, str]]:
    """Coverage before and after."""
    return [
        (title, f"{told.old.coverage[name]:,}", f"{told.new.coverage[name]:,}")
        for name, title in _COVERAGE.items()
    ]


def notes(told: Comparison) -> Iterator[str]:
    """What whoever reads the figures has to know."""
    if not told.unjoined:
        yield (
            "People are told again over both sweeps together, so who only moved is neither gained "
            "nor lost. Both are upper bounds: names that nothing links count as people. Two "
            "figures in one cell are at least and up to."
        )
    yield from told.caveats
