"""Candidate risks for a DPIA: each with the places it was seen in and what could be done.

A sweep sees where data lies, who can read it and how old it is. How likely and how severe harm
would be, people decide.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scanner.model import Access
from scanner.reports.assets import Asset, several
from scanner.reports.summary import Summary

_WIDE = (Access.PUBLIC.value, Access.EVERYONE_INTERNAL.value)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Risk:
    """One candidate, with its evidence."""

    source: str  # of the risk and what it could do to people
    evidence: str
    measure: str  # that would reduce it


@dataclass(frozen=True, slots=True)
class _Kind:
    """A risk that shows in places."""

    source: str
    shows: Callable[[Asset], bool]
    measure: str


def _has(verdict: str) -> Callable[[Asset], bool]:
    return lambda asset: any(name == verdict for name, _ in asset.verdicts)


def _holds_password(asset: Asset) -> bool:
    return any(kind.entity == "CREDENTIAL" for kind in asset.kinds)


_KINDS = (
    _Kind(
        "Somebody enters people's homes with access details that lie beside their addresses: "
        "burglary, assault, fear.",
        lambda asset: bool(asset.row["direct_enterable_homes"]),
        "Change the codes that were found; keep new ones in the care system's protected field "
        "only; keep addresses apart from them.",
    ),
    _Kind(
        "What opens homes is written into free text, where no access control of its own protects "
        "it.",
        _has("home access in free text"),
        "Move it into its own field and clear the text.",
    ),
    _Kind(
        "Special category data can be read by people who do not need it: exposure, "
        "discrimination, distress.",
        lambda asset: bool(asset.special) and asset.row["access"] in _WIDE,
        "Take away the access of everyone who does not need it.",
    ),
    _Kind(
        "Data about people can be read by anyone, without an account.",
        lambda asset: asset.row["access"] == Access.PUBLIC.value,
        "Close public access at once.",
    ),
    _Kind(
        "The place is known not to be encrypted at rest; whoever takes the medium can read it.",
        lambda asset: asset.row["encrypted_at_rest"] is False,
        "Encrypt the store.",
    ),
    _Kind(
        "Copies of the same people's data multiply what can be lost and are missed when people "
        "ask for erasure.",
        _has("copy of another place"),
        "Find out which of the copies is needed, and delete the others.",
    ),
    _Kind(
        "Old data is kept that may not be needed any more.",
        _has("stale"),
        "Check the retention period, and delete what is past it.",
    ),
    _Kind(
        "Live records lie in a test environment, which is protected less.",
        _has("live data in a test environment"),
        "Replace them with made-up records, or protect the place like live.",
    ),
    _Kind(
        "Passwords or keys lie in files and open further systems.",
        _holds_password,
        "Change them, and keep them in a secrets store.",
    ),
)


def risks_of(summary: Summary, assets: Sequence[Asset]) -> list[Risk]:
    """The candidates that show in the inventory, the gravest kind first."""
    shown = [(kind, [asset for asset in assets if kind.shows(asset)]) for kind in _KINDS]
    risks = [Risk(kind.source, _evidence(held), kind.measure) for kind, held in shown if held]
    unseen = summary.unexamined_count
    if unseen:
        risks.append(
            Risk(
                "What was not examined may hold more than is described here.",
                f"{several(unseen, 'object')} not or not fully examined.",
                "Read these objects, or find out what they hold.",
            )
        )
    return risks


def _evidence(assets: Sequence[Asset]) -> str:
    homes = max(int(asset.row["direct_enterable_homes"] or 0) for asset in assets)
    most = max(int(asset.row["direct_people_up_to"] or 0) for asset in assets)
    told = f"{several(len(assets), 'place')}: {_names(assets)}."
    held = f"up to {several(most, 'person', 'people')}"
    if homes:
        held += f" and {several(homes, 'home')}"
    return f"{told} In one of them alone {held}." if most else told


def _names(assets: Iterable[Asset]) -> str:
    names = list(dict.fromkeys(asset.name for asset in assets))
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
