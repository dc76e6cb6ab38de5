"""The same person across records, objects and machines, and how many people there are.

`linking` says who is who, `distinct` who is surely somebody else, `crowd` counts any set of rows
over arrays. Here the same is offered for subjects in memory, row by row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from scanner.classify.components import Ints, Ragged
from scanner.classify.crowd import Counts, Crowd, Facts, Flags
from scanner.classify.links import CODES, Records
from scanner.classify.subjects import Subject
from scanner.classify.theta import people_in, same_key, share_held, sketch, union

__all__ = [
    "Counts", "Crowd", "Person", "bounds", "count", "crowd_of", "link", "people_in", "raising",
    "same_key", "share_held", "sketch", "union",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Who a subject turned out to be."""

    key: int  # the strongest key of all subjects that are this person: stable across runs
    counted: bool  # False: somebody who is counted already wherever a bearer of the name is
    row: int = field(compare=False)  # among the subjects that were linked together
    crowd: Crowd = field(compare=False, repr=False)  # all of these

    @property
    def sure(self) -> bool:
        """Whether the subject is known well enough for a lower bound."""
        return bool(self.crowd.sure.label[self.row])


def link(subjects: Sequence[Subject]) -> list[Person]:
    """For each subject its person, in the same order."""
    crowd = crowd_of(subjects)
    found = zip(crowd.linked.person.tolist(), crowd.linked.part.tolist(), strict=True)
    return [Person(key, not part, row, crowd) for row, (key, part) in enumerate(found)]


def count(pairs: Iterable[tuple[Subject, Person]]) -> Counts:
    """Counts the people of one place, of one call of `link`. Test numbers are nobody."""
    people = [person for _, person in pairs]
    if not people:
        return Counts(0, 0, 0, 0, 0)
    return people[0].crowd.counts(_rows(people))


def bounds(pairs: Iterable[tuple[Subject, Person]]) -> tuple[int, int]:
    """The people of some pairs alone, at least and up to: those of an entity or a harm."""
    people = [person for subject, person in pairs if not subject.test]
    if not people:
        return 0, 0
    rows = _rows(people)
    return people[0].crowd.at_least(rows), people[0].crowd.up_to(rows)


def raising(pairs: Iterable[tuple[Subject, Person]]) -> dict[str, int]:
    """What makes ways in worse, and for how many of those whose home could be entered: up to."""
    held = [(subject, person) for subject, person in pairs if not subject.test]
    entered = {person.key for subject, person in held if subject.home_entry}
    whose: dict[str, set[int]] = {}
    for subject, person in held:
        for fact in subject.raising if person.key in entered else ():
            whose.setdefault(fact, set()).add(person.key)
    return {fact: len(people) for fact, people in sorted(whose.items())}


def crowd_of(subjects: Sequence[Subject]) -> Crowd:
    """The subjects as arrays, linked."""
    relation = _ints(CODES[subject.relation] for subject in subjects)
    records = Records(
        _ints(subject.keys[0] for subject in subjects),
        _ragged([subject.keys for subject in subjects]),
        _ragged([subject.also_called for subject in subjects]),
        _ragged([subject.records for subject in subjects]),
        _ints(subject.beside for subject in subjects),
        relation,
    )
    facts = Facts(
        home=_flags(subject.home_entry for subject in subjects),
        address=_flags(subject.address for subject in subjects),
        enterable=_flags(subject.enterable for subject in subjects),
        test=_flags(subject.test for subject in subjects),
        relation=relation,
    )
    return Crowd(records, facts)


def _rows(people: Sequence[Person]) -> Ints:
    return _ints(person.row for person in people)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)


def _ragged(lists: Sequence[Sequence[int]]) -> Ragged:
    rows = np.repeat(np.arange(len(lists), dtype=np.int64), [len(keys) for keys in lists])
    return Ragged(_ints(chain.from_iterable(lists)), rows)
