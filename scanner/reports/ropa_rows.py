"""Rows of the records of processing activities: filled, suggested or left to a person.

The headings are those of the ICO's template for controllers, in its order (as transcribed in
public; the template itself is the authority). A row is about the places of one kind, in one area,
of one controller.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from scanner.reports.assets import Asset, day, encrypted, readable_by, several

HEADINGS = (
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred "
    "to (if applicable)",
    "Safeguards for exceptional transfers of personal data to third countries or international "
    "organisations (if applicable)",
    "Retention schedule (if possible)",
    "General description of technical and organisational security measures (if possible)",
    "Article 6 lawful basis for processing personal data",
    "Article 9 condition for processing special category data",
    "Legitimate interests for the processing (if applicable)",
    "Link to record of legitimate interests assessment (if applicable)",
    "Rights available to individuals",
    "Existence of automated decision-making, including profiling (if applicable)",
    "The source of the personal data (if applicable)",
    "Link to record of consent",
    "Location of personal data",
    "Data Protection Impact Assessment required?",
    "Data Protection Impact Assessment progress",
    "Link to Data Protection Impact Assessment",
    "Has a personal data breach occurred?",
    "Link to record of personal data breach",
    "Data Protection Act 2018 Schedule 1 Condition for processing",
    "GDPR Article 6 lawful basis for processing",
    "Link to retention and erasure policy document",
    "Is personal data retained and erased in accordance with the policy document?",
    "Reasons for not adhering to policy document (if applicable)",
)
# Ours, behind the template's, so that its columns keep their letters.
ADDED_HEADINGS = ("Controller (by the rules of the sweep)", "Kind of place", "Number of places")

INDIVIDUALS, PERSONAL_DATA, SECURITY, CONDITION, LOCATION, DPIA, KEPT = 3, 4, 10, 12, 19, 20, 28
_PLACES = 15  # named in one cell; the sheet of evidence has all
_PLURALS = {"archive": "archives", "mailbox": "mailboxes", "database": "databases"}


class Origin(Enum):
    """Who answers a cell."""

    FOUND = "found by the sweep"
    SUGGESTED = "suggested by the sweep"
    PERSON = "to be filled in by a person"


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer, and where it comes from."""

    text: str = ""
    origin: Origin = Origin.PERSON
    note: str = ""  # shown beside the cell


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one kind, in one area, of one controller."""

    area: str
    kind: str
    controller: str
    assets: list[Asset] = field(default_factory=list)


def groups_of(assets: Iterable[Asset]) -> list[Group]:
    """The assets by controller, area and kind of place, in the order of their first."""
    groups: dict[tuple[str, str, str], Group] = {}
    for asset in assets:
        kind = str(asset.row["kind"])
        key = (asset.controller, asset.area, kind)
        groups.setdefault(key, Group(asset.area, kind, asset.controller)).assets.append(asset)
    return sorted(groups.values(), key=lambda group: group.controller)


def kind_of_place(group: Group) -> str:
    """ "folders in Exports"."""
    many = _PLURALS.get(group.kind, group.kind + "s")
    return f"{group.kind if len(group.assets) == 1 else many} in {group.area}"


def row_of(group: Group) -> list[Cell]:
    """The cells under `HEADINGS`."""
    cells = [Cell() for _ in HEADINGS]
    cells[INDIVIDUALS] = _individuals(group)
    cells[PERSONAL_DATA] = Cell(", ".join(personal_data(group.assets)), Origin.FOUND)
    cells[SECURITY] = _security(group)
    cells[CONDITION] = _condition(group)
    cells[LOCATION] = Cell(_locations(group), Origin.FOUND)
    cells[DPIA] = _dpia(group)
    cells[KEPT] = _kept(group)
    return cells


def personal_data(assets: Iterable[Asset]) -> list[str]:
    """Titles of all kinds of data, the worst first in each place."""
    return list(dict.fromkeys(kind.title for asset in assets for kind in asset.kinds))


def special(assets: Iterable[Asset]) -> list[str]:
    """Titles of the special category and criminal offence data among them."""
    return list(dict.fromkeys(title for asset in assets for title in asset.special))


def home_access(assets: Iterable[Asset]) -> list[str]:
    """Titles of what tells how to get into homes."""
    return list(dict.fromkeys(title for asset in assets for title in asset.home_access))


def individuals(assets: Iterable[Asset]) -> list[str]:
    """Who the people seem to be."""
    return list(dict.fromkeys(words for asset in assets for words in asset.individuals))


def security(assets: Sequence[Asset]) -> str:
    """What the sweep saw of who can read the places, and of encryption."""
    access = dict.fromkeys(readable_by(asset.row) for asset in assets)
    rest = dict.fromkeys(encrypted(asset.row) for asset in assets)
    return f"can be read by: {', '.join(access)}; encrypted at rest: {', '.join(rest)}"


def kept(assets: Iterable[Asset]) -> str:
    """How old the places are, as evidence for retention."""
    dates = [asset.row["newest_modified_at"] for asset in assets]
    known = [date for date in dates if date is not None]
    stale = sum(any(name == "stale" for name, _ in asset.verdicts) for asset in assets)
    told = f"last changed {day(max(known))}" if known else "age not known"
    return f"{told}; {several(stale, 'place')} untouched for years" if stale else told


def _suggested(text: str, note: str) -> Cell:
    return Cell(f"suggested: {text}", Origin.SUGGESTED, note)


def _individuals(group: Group) -> Cell:
    told = individuals(group.assets)
    if not told:
        return Cell()
    return _suggested(
        ", ".join(told),
        "Told from identifiers, headers and kinds of data. A sweep does not tell whether children "
        "are among them.",
    )


def _security(group: Group) -> Cell:
    return _suggested(
        security(group.assets),
        "Evidence only: what the stores say of access and encryption. Measures are for a person "
        "to describe.",
    )


def _condition(group: Group) -> Cell:
    told = special(group.assets)
    if not told:
        return Cell()
    return _suggested(
        f"a condition is needed, for: {', '.join(told)}",
        "Special category or criminal offence data was found. Which condition applies, a person "
        "decides.",
    )


def _locations(group: Group) -> str:
    names = [asset.name for asset in group.assets]
    rest = len(names) - _PLACES
    more = [f"and {rest:,} more, see the sheet Evidence"] if rest > 0 else []
    return "\n".join(names[:_PLACES] + more)


def _dpia(group: Group) -> Cell:
    reasons = []
    if special(group.assets):
        reasons.append("special category data")
    if home_access(group.assets):
        reasons.append("details that open the homes of people who may be vulnerable")
    if not reasons:
        return Cell()
    return _suggested(
        "screen for one: " + " and ".join(reasons),
        "Large-scale special category data and vulnerable people point to a DPIA. What is large "
        "scale, a person decides; the sheet Evidence counts the people.",
    )


def _kept(group: Group) -> Cell:
    return _suggested(
        kept(group.assets), "Evidence only. Whether it agrees with the policy, a person decides."
    )
