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
import numpy.typing as npt

from scanner.classify.components import Ints, components
from scanner.classify.links import Linked, Records
from scanner.classify.namesakes import most, spans
from scanner.classify.person_keys import NAME, SOUND, WEAK

Flags = npt.NDArray[np.bool_]
_SECOND_NAMES: Final = 0.1


class NamesAlone:
    """All rows of whom no more than a name is told, labelled so that labels are other people."""

    def __init__(self, records: Records, linked: Linked) -> None:
        person, weak = linked.person, records.tier >= WEAK
        self._person = person
        self._known = ~weak | (linked.pointed & (person >> 60 < WEAK))
        sounds = records.called.of_ranks(SOUND, SOUND)
        alone = sounds.of_rows((records.tier == NAME) & ~self._known)
        heard, sound = np.unique(alone.keys, return_inverse=True)
        people, bearer = np.unique(person[alone.rows], return_inverse=True)
        # Names of one person hang together, as do people of one name.
        root = components(sound, bearer + len(heard), len(heard) + len(people))
        self._label = np.full(len(person), -1, dtype=np.int64)
        self._label[alone.rows] = root[sound]
        theirs = sounds.of_rows(self._known).among(heard)
        own = np.flatnonzero(self._known & np.isin(person, people))
        self._take(
            np.concatenate([person[theirs.rows], person[own]]),
            np.concatenate(
                [
                    root[np.searchsorted(heard, theirs.keys)],
                    root[len(heard) + np.searchsorted(people, person[own])],
                ]
            ),
        )

    def _take(self, people: Ints, labels: Ints) -> None:
        """Which labels may be somebody who is known by more."""
        self._knowns, self._theirs = np.unique(np.stack([people, labels]), axis=1)

    def count(self, rows: Ints) -> tuple[int, int]:
        """Of these rows: people beside those known by more, and people whoever else is there."""
        labels = np.unique(self._label[rows])
        labels = labels[labels >= 0]
        if not len(labels):
            return 0, 0
        known = np.unique(self._person[rows[self._known[rows]]])
        taken = self._theirs[spans(self._knowns, known)[0]]
        others = len(np.setdiff1d(labels, taken)) - most(_SECOND_NAMES * len(labels))
        return max(0, others), (len(labels) + 1) // 2
