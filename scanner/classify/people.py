"""The same person across records, objects and machines.

1. Subjects that share a strong key are one person.
2. Somebody known by name and date of birth (or postcode) only is the one identified person of that
   name, unless that person was born on another day: a lower bound must not count anybody twice.
3. A record that names nobody, but points at a record that does, is about the same person.
4. A name, mailbox or number belongs to the one identified person who carries it; where two do it
   stays its own. A part of a name ("Mrs Clegg", "Edna C") is nobody new where it is part of the
   name of somebody known; a home secret that hangs on it is one more home, unless somebody of that
   name has one already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasketches import compact_theta_sketch, update_theta_sketch

from scanner.classify.redact import rank_of
from scanner.classify.subjects import NAME, NAME_BIRTH, NAME_POSTCODE, OTHER_ID, Subject, is_strong

Owners = dict[int, set[int]]  # key -> people who carry it


@dataclass(frozen=True, slots=True)
class Person:
    """Who a subject turned out to be."""

    key: int  # the strongest key of all subjects that are this person: stable across runs
    counted: bool = True  # False: somebody who is counted already, we do not know who
    home_counted: bool = True  # False: the same of people whose home could be entered


def link(subjects: Sequence[Subject]) -> list[Person]:
    """For each subject its person, in the same order."""
    strong = [s for s in subjects if is_strong(s.keys[0])]
    union = _Union()
    for subject in strong:
        for key in subject.keys:
            if is_strong(key):
                union.join(subject.keys[0], key)
    _merge_names_into_identifiers(strong, union)
    owners = _owners(strong, union)
    records: Owners = {}
    for subject in strong:
        for record in subject.records:
            records.setdefault(record, set()).add(union.find(subject.keys[0]))
    return _Settler(subjects, union, owners, records).settle()


def _merge_names_into_identifiers(strong: Sequence[Subject], union: "_Union") -> None:
    identified: Owners = {}
    births: Owners = {}
    for subject in strong:
        person = union.find(subject.keys[0])
        for key in subject.keys:
            if rank_of(key) == NAME_BIRTH:
                births.setdefault(person, set()).add(key)
            elif rank_of(key) == NAME and rank_of(person) <= OTHER_ID:
                identified.setdefault(key, set()).add(person)
    for subject in strong:
        person = union.find(subject.keys[0])
        if rank_of(person) not in (NAME_BIRTH, NAME_POSTCODE):
            continue
        for name in (key for key in subject.keys if rank_of(key) == NAME):
            known = {union.find(owner) for owner in identified.get(name, ())}
            only = next(iter(known)) if len(known) == 1 else None
            if only is not None and not (births.get(person) and births.get(only)):
                union.join(person, only)
                births.setdefault(union.find(only), set()).update(births.get(person, ()))


def _owners(strong: Sequence[Subject], union: "_Union") -> Owners:
    owners: Owners = {}
    for subject in strong:
        person = union.find(subject.keys[0])
        for key in (*(k for k in subject.keys if not is_strong(k)), *subject.also_called):
            owners.setdefault(key, set()).add(person)
    return owners


class _Settler:
    """Says who the subjects without a strong key are."""

    def __init__(
        self, subjects: Sequence[Subject], union: "_Union", owners: Owners, records: Owners
    ) -> None:
        self.subjects, self.union = subjects, union
        self.owners, self.records = owners, records
        self.full_names = {key for s in subjects if _is_weak(s) for key in s.also_called}
        self.home = {
            union.find(s.keys[0]) for s in subjects if s.home_entry and is_strong(s.keys[0])
        }

    def settle(self) -> list[Person]:
        people: list[Person | None] = [None] * len(self.subjects)
        # Names first: through them, a record's key learns whom it points at.
        for named in (True, False):
            for index, subject in enumerate(self.subjects):
                if people[index] is None and (not named or rank_of(subject.keys[0]) <= NAME):
                    person = people[index] = self._person(subject)
                    if person.counted and not is_strong(subject.keys[0]):
                        for record in subject.records:
                            self.records.setdefault(record, {person.key})
        return [person for person in people if person is not None]

    def _person(self, subject: Subject) -> Person:
        first = subject.keys[0]
        if is_strong(first):
            return Person(self.union.find(first))
        pointed = [self.records[key] for key in subject.records if key in self.records]
        known = [self.owners[key] for key in subject.keys if key in self.owners]
        only = next((found for found in (*pointed, *known) if len(found) == 1), None)
        if only is not None:
            return Person(next(iter(only)))
        if subject.also_called or not (known or first in self.full_names):
            return Person(first)
        somebody = set().union(*known)
        return Person(first, counted=False, home_counted=somebody.isdisjoint(self.home))


def _is_weak(subject: Subject) -> bool:
    return not is_strong(subject.keys[0])


class _Union:
    """Sets of keys that are one person; the smallest key, which is the strongest, names it."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, key: int) -> int:
        parent = self._parent
        root = key
        while (above := parent.get(root, root)) != root:
            root = above
        while key != root:
            parent[key], key = root, parent.get(key, key)
        return root

    def join(self, one: int, other: int) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self._parent[max(a, b)] = min(a, b)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people a place concerns."""

    people_at_least: int
    people_up_to: int
    people_home_entry_at_least: int
    people_home_entry_up_to: int
    enterable_homes: int


def count(pairs: Iterable[tuple[Subject, Person]]) -> Counts:
    """Counts the people of one place. Test numbers are nobody."""
    sure: set[int] = set()
    everyone: set[int] = set()
    home_sure: set[int] = set()
    home: set[int] = set()
    enterable: set[int] = set()
    for subject, person in pairs:
        if subject.test:
            continue
        strong = is_strong(subject.keys[0])
        if person.counted:
            everyone.add(person.key)
        if strong:
            sure.add(person.key)
        if subject.home_entry and person.home_counted:
            home.add(person.key)
            if strong:
                home_sure.add(person.key)
        if subject.enterable:
            enterable.add(person.key)
    return Counts(len(sure), len(everyone), len(home_sure), len(home), len(enterable))


def sketch(keys: Iterable[int]) -> bytes:
    """A theta sketch of people, serialized: mergeable with others made under the same hash key.

    Exact up to some ten thousand people, then within about 1 % (lg k = 14).
    """
    builder = update_theta_sketch(14)
    for key in keys:
        builder.update(key)
    compact: compact_theta_sketch = builder.compact()
    return bytes(compact.serialize())
