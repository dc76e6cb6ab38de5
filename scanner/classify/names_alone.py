"""People of whom a place tells no more than a full name: how many of them are surely more.

A name is no number: one person may stand in a rota under two. So they raise the lower bound only
after much is taken off. Assumed, and said in docs/people.md:

- names that differ by a slip or a spelling are one person's (`person_keys.SOUND`);
- a name that somebody known by more bears is theirs, if they are counted in the place;
- of the full names that stand alone in a place, one in ten may be a second name of somebody who
  stands there under another: a maiden name, a second forename, a pet name. As many are taken off
  as then are there with all but one chance in a thousand;
- nobody stands in a place under more than two.
"""

from typing import Final

import numpy as np

from scanner.classify.components import Ints, components
from scanner.classify.groups import Coded, Groups, Lists, Members
from scanner.classify.links import Linked, Records
from scanner.classify.namesakes import most_of
from scanner.classify.person_keys import NAME, SOUND, WEAK

_SECOND_NAMES: Final = 0.1


class NamesAlone:
    """All rows of whom no more than a name is told, labelled so that labels are other people."""

    def __init__(self, records: Records, linked: Linked, person: Coded) -> None:
        """`person`: of each row."""
        people, weak = linked.person, records.tier >= WEAK
        self._person = person
        self._known = ~weak | (linked.pointed & (people >> 60 < WEAK))
        sounds = records.called.of_ranks(SOUND, SOUND)
        alone = sounds.of_rows((records.tier == NAME) & ~self._known)
        heard, sound = np.unique(alone.keys, return_inverse=True)
        alike, bearer = np.unique(people[alone.rows], return_inverse=True)
        # Names of one person hang together, as do people of one name.
        root = components(sound, bearer + len(heard), len(heard) + len(alike))
        self._labels = len(root)
        self._label = np.full(len(people), -1, dtype=np.int64)
        self._label[alone.rows] = root[sound]
        theirs = sounds.of_rows(self._known).among(heard)
        own = np.flatnonzero(self._known & np.isin(people, alike))
        bearers = person.codes[np.concatenate([theirs.rows, own])]
        borne = np.concatenate(
            [
                root[np.searchsorted(heard, theirs.keys)],
                root[len(heard) + np.searchsorted(alike, people[own])],
            ]
        )
        # Which labels may be somebody who is known by more.
        pairs = Members.of(bearers, borne, self._labels, len(person))
        self._theirs = Lists(pairs.group, pairs.code, len(person))

    def count_of(self, groups: Groups) -> tuple[Ints, Ints]:
        """Of each group: people beside those known by more, and people whoever else is there."""
        alone = groups.where(self._label[groups.rows] >= 0)
        labels = self._members(alone.group, self._label[alone.rows], groups)
        known = groups.where(self._known[groups.rows])
        whose = self._person.codes[known.rows]
        people = Members.of(known.group, whose, len(self._person), groups.size)
        taken, which = self._theirs.of(people.code)
        others = labels - self._members(people.group[which], taken, groups)
        told: Ints = labels.counts()
        second: Ints = most_of((_SECOND_NAMES * told).astype(np.float64))
        beside: Ints = np.maximum(0, np.subtract(others.counts(), second))
        return beside, (told + 1) // 2

    def _members(self, group: Ints, label: Ints, groups: Groups) -> Members:
        return Members.of(group, label, self._labels, groups.size)
