"""Which places hold the same people: a backup beside the database, an export of last year.

Comparing every pair of places would not end, so candidates are found through a few people of each
place: those with the smallest keys, which are hashes, so a place and its copy choose the same ones.
Whether they are copies is then counted exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scanner.classify.components import Ints
from scanner.classify.groups import Lists

LEAST_PEOPLE: Final = 20  # fewer shared by chance: a team's clients stand in all its lists
LEAST_SHARE: Final = 0.9
_MOST_TIMES: Final = 2  # a list of thirty clients is no copy of the register of thousands
_SAMPLE: Final = 32  # people asked of each place
_MOST_PLACES: Final = 64  # of one person; who stands in more tells no copy from another
_MOST_COMPARED: Final = 8  # candidates counted exactly, of each place
_MOST_TOLD: Final = 3  # copies named for one place

# The bits below the rank: see `redact`.
_HASH: Final = (1 << 60) - 1


@dataclass(frozen=True, slots=True)
class Copy:
    """Most people of one place are in another too."""

    location: str
    other: str
    people: int  # in the place
    shared: int  # of these, in the other one


def copies_of(people: Mapping[str, Ints]) -> Iterator[Copy]:
    """Places most of whose people are in another place of about the same size, nearest first.

    `people`: keys of the people that lie directly in each place, each once.
    """
    large = {name: people[name] for name in sorted(people) if len(people[name]) >= LEAST_PEOPLE}
    names = list(large)
    for number, likely in _near(large):
        name = names[number]
        shared = [(_shared(large[name], large[names[other]]), names[other]) for other in likely]
        shared.sort(key=lambda pair: (-pair[0], pair[1]))
        kept = [pair for pair in shared if pair[0] >= LEAST_SHARE * len(large[name])]
        for count, other in kept[:_MOST_TOLD]:
            yield Copy(name, other, len(large[name]), count)


def _shared(one: Ints, other: Ints) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def _sample(keys: Ints) -> Ints:
    return keys[np.argsort(keys & _HASH, kind="stable")[:_SAMPLE]]


def _holders(people: Sequence[Ints], asked: Ints) -> Lists:
    """The places of each person asked about, but of those who stand in too many."""
    keys = np.concatenate(people)
    place = np.repeat(np.arange(len(people), dtype=np.int64), [len(keys) for keys in people])
    at = np.minimum(np.searchsorted(asked, keys), len(asked) - 1)
    known = asked[at] == keys
    of, place = at[known], place[known]
    few = np.bincount(of, minlength=len(asked)) <= _MOST_PLACES
    return Lists(of[few[of]], place[few[of]], len(asked))


def _near(people: Mapping[str, Ints]) -> Iterator[tuple[int, list[int]]]:
    """For each place others that share most of the sampled people, of a size a copy could have."""
    if not people:
        return
    names, keys = list(people), list(people.values())
    samples = [_sample(one) for one in keys]
    asked = np.unique(np.concatenate(samples))
    held_by = _holders(keys, asked)
    for number, sample in enumerate(samples):
        places, _ = held_by.of(np.searchsorted(asked, sample))
        seen, counts = np.unique(places, return_counts=True)
        most = 2 * counts >= len(sample)
        likely = [
            (-count, names[other], other)
            for other, count in zip(seen[most].tolist(), counts[most].tolist(), strict=True)
            if len(keys[other]) <= _MOST_TIMES * len(keys[number])
            and not _within(names[number], names[other])
        ]
        yield number, [other for _, _, other in sorted(likely)[:_MOST_COMPARED]]


def _within(one: str, other: str) -> bool:
    """Whether one place is the other, or lies in it."""
    inner, outer = sorted((one, other), key=len, reverse=True)
    return one == other or inner.startswith((outer + "/", outer + "!/"))
