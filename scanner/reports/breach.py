"""What if it was stolen: the questions of the ICO's breach report form, answered where data can.

In the order of the form's Word version; the web form may word and order them otherwise. What
happened, when, and how bad it is, is left to people. Markdown that reads well as it stands.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from scanner.reports.assets import bounds, several
from scanner.reports.markdown import escaped
from scanner.reports.plain import clean

WIDTH = 80
BLANK = "______"
HOME_ENTRY = "Details that open people's homes"
_OTHER = "Other (details)"
_SUBJECTS = (
    "Employees",
    "Users",
    "Subscribers",
    "Students",
    "Customers or prospective customers",
    "Patients",
    "Children",
    "Vulnerable adults",
    "Not yet known",
    "Other",
)


@dataclass(frozen=True, slots=True)
class Category:
    """A tick box of the form, or a harm: whom it concerns."""

    name: str
    people_at_least: int
    people_up_to: int
    kinds: tuple[str, ...]  # titles of what was found; empty: no tick


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What lay in the places that are taken for stolen, all together."""

    places: tuple[str, ...]  # as they were asked for; empty: everything swept
    controller: str | None
    objects: int
    unexamined: int  # of these, not or not fully
    records: int
    people: tuple[int, int]  # at least, up to
    home_entry: tuple[int, int]  # of these, whose home could be entered
    homes: int  # whose way in and address stand together
    home_kinds: tuple[str, ...]  # titles of what opens homes
    categories: tuple[Category, ...]  # every box of the form, in its order
    harms: tuple[Category, ...]
    individuals: tuple[str, ...]  # suggested
    controllers: tuple[tuple[str, int, int], ...]  # name, people up to, homes entered up to
    coverage: tuple[str, ...]  # of the whole sweep


def write_form(told: Rehearsal, out: TextIO, width: int | None = None) -> None:
    """Write the answers, wrapped to the width of a terminal."""
    for line in _lines(told):
        out.write(_wrapped(line, width or WIDTH) + "\n")


def _wrapped(line: str, width: int) -> str:
    if line.startswith("#"):
        return line
    mark = next(
        (mark for mark in ("- [x] ", "- [ ] ", "- [?] ", "- ") if line.startswith(mark)), ""
    )
    return textwrap.fill(
        line, width, subsequent_indent=" " * len(mark), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _lines(told: Rehearsal) -> Iterator[str]:
    yield from _opening(told)
    yield from _what_happened()
    yield from _categories(told)
    yield from _numbers(told)
    yield from _subjects(told)
    yield from _consequences(told)
    yield from _coverage(told)


def _listed(titles: Sequence[str]) -> str:
    return escaped(", ".join(map(clean, titles)))


def _opening(told: Rehearsal) -> Iterator[str]:
    yield "# Breach rehearsal"
    yield ""
    what = ", ".join(f'"{clean(place)}"' for place in told.places) or "everything that was swept"
    whose = f", as far as it is {escaped(clean(told.controller))}'s" if told.controller else ""
    yield f"If {what} was taken{whose}: {several(told.objects, 'object')}."
    yield ""
    yield (
        "The answers follow the questions of the ICO's breach report form. Lines with "
        f"{BLANK} are for people to fill in. A breach that has to be reported is reported within "
        "72 hours of becoming aware of it."
    )
    yield ""


def _what_happened() -> Iterator[str]:
    yield "## What happened"
    yield ""
    for question in (
        "What happened",
        "Cyber incident (yes, no, don't know)",
        "How and when it was discovered",
        "When it happened",
    ):
        yield f"- {question}: {BLANK}"
    yield ""


def _categories(told: Rehearsal) -> Iterator[str]:
    yield "## Categories of personal data"
    yield ""
    for one in told.categories:
        if one.name != _OTHER:
            yield _box(one)
    yield from _others(told)
    yield ""


def _others(told: Rehearsal) -> Iterator[str]:
    """What opens a home has no box of its own, and must not be lost among the rest."""
    other = next((one for one in told.categories if one.name == _OTHER), None)
    kinds = tuple(kind for kind in (other.kinds if other else ()) if kind not in told.home_kinds)
    if told.home_kinds:
        low, high = told.home_entry
        yield (
            f"- [x] {_OTHER}: **{HOME_ENTRY}** ({_listed(told.home_kinds)}): how to enter the "
            f"home is told of {bounds(low, high, 'people')}; in "
            f"{several(told.homes, 'case')} way in and address stand together"
        )
    if kinds or not told.home_kinds:
        yield _box(Category(_OTHER, 0, 0, kinds))


def _box(one: Category) -> str:
    if not one.kinds:
        return f"- [ ] {one.name}"
    people = bounds(one.people_at_least, one.people_up_to, "people") if one.people_up_to else ""
    return f"- [x] {one.name}: {_listed(one.kinds)}" + (f" ({people})" if people else "")


def _numbers(told: Rehearsal) -> Iterator[str]:
    least = "at least " if told.unexamined else ""
    yield "## How much and how many"
    yield ""
    yield f"- Number of personal data records concerned: **{least}{told.records:,}**"
    yield (
        f"- How many people could be affected: **{told.people[1]:,}** (the maximum, as the form "
        f"asks; of these at least {told.people[0]:,} are known by a strong identifier)"
    )
    if told.unexamined:
        yield (
            f"- {several(told.unexamined, 'object')} could not be examined in full, so the "
            "maximum may be higher."
        )
    if told.controllers:
        yield "- By controller:"
        for name, people, homes in told.controllers:
            whose = escaped(clean(name)) or "(no rule says)"
            yield f"- {whose}: up to {people:,} people, how to enter the home is told of {homes:,}"
    yield ""


def _subjects(told: Rehearsal) -> Iterator[str]:
    yield "## Categories of people"
    yield ""
    hinted = _hinted(told)
    for name in _SUBJECTS:
        yield f"- [?] {name}: suggested, confirm it" if name in hinted else f"- [ ] {name}"
    if told.individuals:
        yield ""
        yield f"Seen in the records: {', '.join(told.individuals)}."
    yield ""


def _hinted(told: Rehearsal) -> set[str]:
    words = " ".join(told.individuals)
    hints = {"Patients": "patients", "Employees": "staff", "Other": "next of kin"}
    hinted = {box for box, word in hints.items() if word in words}
    return hinted | ({"Vulnerable adults"} if told.home_kinds else set())


def _consequences(told: Rehearsal) -> Iterator[str]:
    yield "## What could come of it"
    yield ""
    yield f"- Potential consequences: {BLANK}"
    for harm in told.harms:
        people = bounds(harm.people_at_least, harm.people_up_to, "people")
        yield f"- suggested: {harm.name}, of {people} ({_listed(harm.kinds[:5])})"
    yield f"- Likelihood (very likely, likely, neutral, unlikely, very unlikely): {BLANK}"
    yield f"- Confidentiality, integrity or availability affected: {BLANK}"
    yield f"- Impact on the organisation (high, medium, low, not yet known): {BLANK}"
    yield f"- Time to recover: {BLANK}"
    if told.home_kinds:
        yield ""
        yield (
            "First: tell the people whose homes could be entered, and have the codes changed. The "
            "places and remedies stand in the report of the inventory."
        )
    yield ""


def _coverage(told: Rehearsal) -> Iterator[str]:
    yield "## How far this can be relied on"
    yield ""
    for line in told.coverage:
        yield f"- {line}"
    yield "- Whoever stands in several of these places counts once."
    if told.controller:
        yield (
            "- Objects that hold several controllers' data count in full for categories and "
            "records."
        )
