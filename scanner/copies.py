"""Which places hold the same people: a backup beside the database, an export of last year.

Comparing every pair of places would not end, so candidates are found through a few people of each
place: those with the smallest keys, which are hashes, so a place and its copy choose the same ones.
Whether they are copies is then counted exactly.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

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


def copies_of(people: Mapping[str, set[int]]) -> Iterator[Copy]:
    """Places most of whose people are in another place of about the same size, nearest first.

    `people`: keys of the people that lie directly in each place.
    """
    large = {name: keys for name, keys in people.items() if len(keys) >= LEAST_PEOPLE}
    held_by = _holders(large)
    for name in sorted(large):
        shared = [(len(large[name] & large[other]), other) for other in _near(name, large, held_by)]
        shared.sort(key=lambda pair: (-pair[0], pair[1]))
        kept = [pair for pair in shared if pair[0] >= LEAST_SHARE * len(large[name])]
        for count, other in kept[:_MOST_TOLD]:
            yield Copy(name, other, len(large[name]), count)


def _sample(keys: set[int]) -> list[int]:
    return nsmallest(_SAMPLE, keys, key=lambda key: key & _HASH)


def _holders(people: Mapping[str, set[int]]) -> dict[int, list[str]]:
    """The places of each person that some place asks about."""
    asked = {key for keys in people.values() for key in _sample(keys)}
    held_by: dict[int, list[str]] = {key: [] for key in asked}
    for name in sorted(people):
        for key in people[name] & asked:
            held_by[key].append(name)
    return held_by


def _near(
    name: str, people: Mapping[str, set[int]], held_by: Mapping[int, list[str]]
) -> Iterator[str]:
    """Places that share most of the sampled people, of a size that a copy could have."""
    sample = _sample(people[name])
    seen: Counter[str] = Counter()
    for key in sample:
        places = held_by[key]
        if len(places) <= _MOST_PLACES:
            seen.update(other for other in places if not _within(name, other))
    likely = [
        (-count, other)
        for other, count in seen.items()
        if 2 * count >= len(sample) and len(people[other]) <= _MOST_TIMES * len(people[name])
    ]
    yield from (other for _, other in sorted(likely)[:_MOST_COMPARED])


def _within(one: str, other: str) -> bool:
    """Whether one place is the other, or lies in it."""
    inner, outer = sorted((one, other), key=len, reverse=True)
    return one == other or inner.startswith((outer + "/", outer + "!/"))
