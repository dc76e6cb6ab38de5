"""The same person across records, objects and machines.

Subjects that share a strong key are one person. A subject with weak keys only (a name, a
mailbox, a number) is joined to the one person who carries the same key beside a strong one; where
two such persons exist it stays its own. "Mrs Clegg" counts as nobody new where a person of that
name is known, unless a home secret hangs on it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasketches import compact_theta_sketch, update_theta_sketch

from scanner.classify.subjects import Subject, is_strong


@dataclass(frozen=True, slots=True)
class Person:
    """Who a subject turned out to be."""

    key: int  # the strongest key of all subjects that are this person: stable across runs
    counted: bool = True  # False: a mention that is somebody else's, we do not know whose


def link(subjects: Sequence[Subject]) -> list[Person]:
    """For each subject its person, in the same order."""
    union = _Union()
    for subject in subjects:
        strong = [key for key in subject.keys if is_strong(key)]
        for key in strong:
            union.join(strong[0], key)
    owners: dict[int, set[int]] = {}
    for subject in subjects:
        if is_strong(subject.keys[0]):
            person = union.find(subject.keys[0])
            for key in (*(k for k in subject.keys if not is_strong(k)), *subject.also_called):
                owners.setdefault(key, set()).add(person)
    return _settle_weak(subjects, union, owners)


def _settle_weak(
    subjects: Sequence[Subject], union: "_Union", owners: dict[int, set[int]]
) -> list[Person]:
    full_names = {key for s in subjects if not is_strong(s.keys[0]) for key in s.also_called}
    people: list[Person] = []
    for subject in subjects:
        first = subject.keys[0]
        if is_strong(first):
            people.append(Person(union.find(first)))
            continue
        known = [owners[key] for key in subject.keys if key in owners]
        only = next((found for found in known if len(found) == 1), None)
        if only is not None:
            people.append(Person(next(iter(only))))
        else:
            partial = not subject.also_called and (bool(known) or first in full_names)
            people.append(Person(first, counted=subject.home_entry or not partial))
    return people


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
        if subject.test or not person.counted:
            continue
        strong = is_strong(subject.keys[0])
        everyone.add(person.key)
        if strong:
            sure.add(person.key)
        if subject.home_entry:
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
