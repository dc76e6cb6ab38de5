"""People who are known by more than a name: see `linking`."""

from typing import Final

import numpy as np

from scanner.classify.components import Ints, components
from scanner.classify.links import Flags, Links
from scanner.classify.person_keys import HEALTH_ID, NAME, NAME_BIRTH, NAME_POSTCODE, OTHER_ID, WEAK

# Keys by which records of one strength are one person.
_JOINING: Final = {
    HEALTH_ID: (HEALTH_ID, HEALTH_ID),
    OTHER_ID: (OTHER_ID, NAME_BIRTH),
    NAME_BIRTH: (NAME_BIRTH, NAME_BIRTH),
    NAME_POSTCODE: (NAME_POSTCODE, NAME_POSTCODE),
}


def settle(links: Links) -> None:
    """All rows with a strong key, the strongest first."""
    for tier in _JOINING:
        rows = links.tier == tier
        if rows.any():
            _settle_tier(links, tier, rows)


def _settle_tier(links: Links, tier: int, rows: Flags) -> None:
    keys = links.records.keys.of_rows(rows).of_ranks(*_JOINING[tier])
    known, node = np.unique(keys.keys, return_inverse=True)
    anchor = np.zeros(len(rows), dtype=np.int64)
    anchor[rows] = np.searchsorted(known, links.records.first[rows])
    group = components(anchor[keys.rows], node, len(known))[anchor]
    who = known.copy()
    if tier != HEALTH_ID:
        _join_stronger(links, rows, group, who)
    links.person[rows] = who[group[rows]]


def _join_stronger(links: Links, rows: Flags, group: Ints, who: Ints) -> None:
    """Puts the stronger person that each group is joined to into `who`."""
    dated = _knowing(links, NAME_BIRTH, rows, group, len(who))
    placed = _knowing(links, NAME_POSTCODE, rows, group, len(who))
    undecided = np.ones(len(who), dtype=bool)
    for rank in range(OTHER_ID, WEAK + 1):
        shared = links.records.keys.of_ranks(rank, rank)
        asked = shared.of_rows(rows)
        first, last = links.owners(shared, asked.keys).of_groups(asked, group, len(who))
        one = undecided & (first >= 0) & (first == last)
        if rank in (NAME_POSTCODE, NAME):  # born on two days, for else a stronger key were shared
            one &= ~(dated & _known_of(links, first, NAME_BIRTH))
        if rank == NAME:
            one &= ~(placed & _known_of(links, first, NAME_POSTCODE))
        who[one] = first[one]
        undecided &= first < 0


def _knowing(links: Links, rank: int, rows: Flags, group: Ints, groups: int) -> Flags:
    """Whether any row of each group has a key of the rank."""
    known = np.zeros(groups, dtype=bool)
    known[group[links.records.keys.of_rows(rows).of_ranks(rank, rank).rows]] = True
    return known


def _known_of(links: Links, people: Ints, rank: int) -> Flags:
    """The same of settled people."""
    pairs = links.records.keys.of_rows(links.settled).of_ranks(rank, rank)
    return np.isin(people, links.person[pairs.rows])
