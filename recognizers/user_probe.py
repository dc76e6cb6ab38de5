"""Tries a pattern on texts that are made to make it slow, under a limit of time.

The texts come from the pattern itself (what leads into each of its loops, then one round of the
loop many times, then something that cannot follow), from its examples, and from the characters
it names.
"""

import time
from collections.abc import Iterator, Sequence
from itertools import islice, permutations
from typing import Any

import regex

from recognizers.declaration import compiled
from recognizers.user_automaton import Automaton, CannotBuild, automata

# Time that grows with the square of the length passes (`\w+@\w+` does so on a run of letters, and
# the engine gives up on a text in time); whatever grows faster does not.
SECONDS = 2.0  # that a text may take
LENGTHS = (5_000, 20_000)  # characters; few of the slow patterns get to the long texts
_TOTAL_SECONDS = 15.0  # on one pattern; then what was seen must do
_MAX_POSITIONS = 200  # of an expression that are tried for a loop
_MAX_LOOPS, _MAX_KINDS, _MAX_EXAMPLES = 40, 6, 10
_USUAL = "a0 -."
_MISFIT = "\x00"


def is_slow(pattern: str, flags: int, examples: Sequence[str] = ()) -> str:
    """Why a pattern is refused after it was tried; "" where it kept within the limits."""
    expression = compiled(pattern, flags)
    seeds = list(dict.fromkeys(_seeds(pattern, flags, examples)))
    # Without the characters that a pattern demands, an engine gives up before it has begun.
    wanted = _MISFIT + "".join(dict.fromkeys(regex.sub(r"[\w\s]", "", pattern)))[:40]
    until = time.monotonic() + _TOTAL_SECONDS
    for prefix, round_ in seeds:
        for length in LENGTHS:
            pumped = prefix + round_ * (length // len(round_))
            for text in (pumped + _MISFIT, pumped + wanted):
                if time.monotonic() > until:
                    return ""
                if not _in_time(expression, text):
                    return _reason(length)
    return ""


def _in_time(expression: Any, text: str) -> bool:
    try:
        for _ in expression.finditer(text, timeout=SECONDS):
            pass
    except TimeoutError:
        return False
    return True


def _reason(length: int) -> str:
    return (
        f"can run away: takes more than {SECONDS:g} seconds on {length:,} characters; bound its"
        " repeats ({1,40} in place of +), or let each exclude what follows it"
    )


def _seeds(pattern: str, flags: int, examples: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a text begins with, and what it then repeats."""
    kinds = dict.fromkeys(_USUAL)
    try:
        for automaton in automata(pattern, flags):
            yield from _into_loops(automaton)
            masks = dict.fromkeys(automaton.masks)
            kinds |= dict.fromkeys(_sample(automaton, mask) for mask in masks)
    except CannotBuild:
        kinds |= dict.fromkeys(regex.findall(r"\w|[ ,;:@/.-]", pattern))
    singles = [kind for kind in kinds if kind]
    yield from (("", kind) for kind in singles[:30])
    yield from (("", a + b) for a, b in permutations(singles[-_MAX_KINDS:], 2))
    for example in (one for one in examples[:_MAX_EXAMPLES] if one):
        yield "", example
        yield example[:-1], example[-1]
        yield example[: len(example) // 2], example[len(example) // 2]


def _sample(automaton: Automaton, mask: int) -> str:
    return automaton.sample(automaton.masks.index(mask))


def _into_loops(automaton: Automaton) -> Iterator[tuple[str, str]]:
    """For each position that leads back to itself: a way to it, and one round."""
    looping = 0
    ways = _ways(automaton, automaton.first)
    for position, way in islice(ways.items(), _MAX_POSITIONS):
        round_ = _ways(automaton, automaton.follow[position]).get(position)
        if round_:
            yield way, round_
            looping += 1
        if looping >= _MAX_LOOPS:
            return


def _ways(automaton: Automaton, starts: dict[int, int]) -> dict[int, str]:
    """The shortest text that leads to each position."""
    found = {one: automaton.sample(one) for one in starts if automaton.masks[one]}
    waiting = list(found)
    for at in waiting:
        for after in automaton.follow[at]:
            if after not in found and automaton.masks[after]:
                found[after] = found[at] + automaton.sample(after)
                waiting.append(after)
    return found
