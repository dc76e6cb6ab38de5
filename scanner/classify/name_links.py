"""People of whom only a name is told, or a part of one: see `linking`."""

from typing import Final

import numpy as np

from scanner.classify.components import Ints, Ragged
from scanner.classify.links import CODES, Flags, Links
from scanner.classify.person_keys import EMAIL, NAME, PHONE, WEAK
from scanner.classify.relations import Relation

_STAFF, _CARED_FOR, _KIN = (CODES[r] for r in (Relation.STAFF, Relation.CARED_FOR, Relation.KIN))
_SCOPED: Final = np.int64(NAME << 60)
_LOW_60: Final = np.int64((1 << 60) - 1)


def settle(links: Links) -> None:
    """Full names, then kin beside their people, then parts of names."""
    named, beside = links.tier == NAME, links.records.beside
    kin = named & (links.records.relation == _KIN) & (beside != 0)
    own = named & ~kin
    links.point(own)
    _settle_full(links, own & links.full & ~links.settled)
    _settle_beside(links, kin)
    alone = own & links.full & (links.person == links.records.first)
    _join_beside(links, alone & (beside != 0), kin)
    _join_kin(links, alone & (links.person == links.records.first), kin)
    of_strong = kin & (beside >> 60 < WEAK)
    _join_kin(links, kin & links.full & ~of_strong, of_strong)
    _settle_parts(links, named & ~links.settled)


def _settle_full(links: Links, rows: Flags) -> None:
    """The one person of that name, or whom of several a mailbox or number tells."""
    names = links.names.of_rows(rows)
    carried = links.carried.of_rows(links.settled).among(np.unique(names.keys))
    first, last = links.of_each(carried, names)
    several = rows & (first >= 0) & (first != last)
    told = _by_contact(links, several, names, carried)
    one = rows & (first >= 0) & (first == last) & ~_otherwise(links, first)
    links.person[rows] = _by_name_alone(links, rows)[rows]
    links.person[one] = first[one]
    links.person[told >= 0] = told[told >= 0]


def _by_name_alone(links: Links, rows: Flags) -> Ints:
    """Keys of people known by name alone: staff and those they care for are not the same."""
    names = links.records.first.copy()
    staff = rows & (links.records.relation == _STAFF)
    names[staff] = _SCOPED | (paired(names[staff], np.int64(_STAFF)) & _LOW_60)
    return names


def _otherwise(links: Links, people: Ints) -> Flags:
    """Whether the row speaks of staff and the person is known as cared for, or the reverse."""
    relation = links.records.relation
    staff = np.isin(people, links.person[links.settled & (relation == _STAFF)])
    cared_for = np.isin(people, links.person[links.settled & (relation == _CARED_FOR)])
    of_staff: Flags = (relation == _STAFF) & cared_for & ~staff
    of_cared_for: Flags = (relation == _CARED_FOR) & staff & ~cared_for
    return of_staff | of_cared_for


def _by_contact(links: Links, rows: Flags, names: Ragged, carried: Ragged) -> Ints:
    """Who of several namesakes has the mailbox or number of the row; -1: nobody, or several."""
    contacts = links.records.keys.of_ranks(EMAIL, PHONE)
    first, last = links.of_each(contacts, contacts.of_rows(rows))
    whose = names.of_rows(rows & (first >= 0) & (first == last))
    told = np.full(len(rows), -1, dtype=np.int64)
    bears = np.isin(
        paired(whose.keys, first[whose.rows]),
        paired(carried.keys, links.person[carried.rows]),
    )
    told[whose.rows[bears]] = first[whose.rows[bears]]
    return told


def _settle_beside(links: Links, rows: Flags) -> None:
    """Kin: a person of the one they are named beside, whoever else bears the name."""
    main, scoped = _scoped(links, rows)
    asked = np.unique(links.records.first[rows])
    carried = links.carried.of_rows(links.settled).among(asked)
    same = np.isin(
        paired(links.records.first[rows], main),
        paired(carried.keys, links.person[carried.rows]),
    )
    new = ~same & links.full[rows]
    links.person[np.flatnonzero(rows)[same]] = main[same]
    links.person[np.flatnonzero(rows)[new]] = scoped[new]


def _scoped(links: Links, rows: Flags) -> tuple[Ints, Ints]:
    """Whom the rows are named beside, and what kin of that name would be called."""
    of = links.records.beside[rows]
    main, _ = links.owners(links.records.keys, of).of(of)
    main = np.where(main >= 0, main, of)
    return main, _SCOPED | (paired(links.records.first[rows], main) & _LOW_60)


def _join_beside(links: Links, rows: Flags, kin: Flags) -> None:
    """Whoever another record calls kin of the same person, under the same name."""
    _, scoped = _scoped(links, rows)
    same = np.isin(scoped, links.person[kin])
    links.person[np.flatnonzero(rows)[same]] = scoped[same]


def _join_kin(links: Links, rows: Flags, kin: Flags) -> None:
    """A full name that nobody stronger bears, and one person of all kin does, is theirs."""
    names = links.names.of_rows(rows)
    first, last = links.of_each(links.carried.of_rows(kin), names)
    strong, _ = links.of_each(links.carried.of_rows(links.tier < WEAK), names)
    one = rows & (first >= 0) & (first == last) & (strong < 0)
    links.person[one] = first[one]


def _settle_parts(links: Links, rows: Flags) -> None:
    """Parts of names: the one person who bears it, or nobody new beside any of several."""
    first, last = links.of_each(links.carried, links.names.of_rows(rows))
    one, several = rows & (first >= 0) & (first == last), rows & (first != last)
    links.person[rows] = links.records.first[rows]
    links.person[one] = first[one]
    links.part[several] = links.records.first[several]


def paired(one: Ints, other: Ints | np.int64) -> Ints:
    """One key of two: equal only for equal pairs, but for chance."""
    with np.errstate(over="ignore"):
        mixed = one.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= (mixed >> np.uint64(29)) ^ other.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        mixed *= np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(1)).astype(np.int64)
