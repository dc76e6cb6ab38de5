"""Whether a pattern can run away: by its form, and by trying it on texts made to provoke it.

A backtracking engine tries every way to match before it gives up. By form are refused patterns
in which one text can be split on two ways inside a loop (`(a+)+`: the ways double with every
character) and those with many loops in a row that take the same text (`.*,.*,.*,.*`). Everything
else is measured, since the engine's own shortcuts decide what a form really costs.
"""

from collections.abc import Iterator
from itertools import count

from recognizers.declaration import Recognizer
from recognizers.user_automaton import Automaton, CannotBuild, automata
from recognizers.user_probe import is_slow

# Loops in a row that take the same text: the time grows with the length to this power.
_MAX_ROW = 3
_MAX_STEPS = 300_000  # of the search; beyond it the measurement alone decides

Pair = tuple[int, int]


def runaway(recognizer: Recognizer) -> Iterator[tuple[str, str]]:
    """Field and reason of each pattern that can run away."""
    if recognizer.finder is not None and not recognizer.patterns:
        return
    for number, pattern in enumerate(recognizer.patterns, 1):
        reason = ambiguous(pattern.regex, recognizer.flags)
        reason = reason or is_slow(pattern.regex, recognizer.flags, recognizer.examples)
        if reason:
            yield f"patterns[{number}].regex", reason


def ambiguous(pattern: str, flags: int) -> str:
    """Why the form of a pattern is refused; "" where it is not, or where it cannot be told."""
    try:
        for automaton in automata(pattern, flags):
            steps = count()
            groups = _loops(automaton)
            if any(_splits(automaton, group, steps) for group in groups):
                return (
                    "can run away: a repeat inside a repeat can match the same text in many ways;"
                    " let the inner one begin or end with something it cannot hold itself"
                )
            if _longest_row(automaton, groups, steps) > _MAX_ROW:
                return (
                    f"can run away: more than {_MAX_ROW} repeats in a row can match the same text;"
                    " bound them ({0,40} in place of *) or let each exclude what follows it"
                )
    except CannotBuild:
        pass
    return ""


def _tick(steps: Iterator[int]) -> None:
    if next(steps) > _MAX_STEPS:
        raise CannotBuild("too many steps")


def _loops(automaton: Automaton) -> list[set[int]]:
    """Positions that lead back to themselves, in strongly connected groups, first ones first."""
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(automaton.masks)):
        _postorder(start, automaton.follow, seen, order)
    back: list[dict[int, int]] = [{} for _ in automaton.masks]
    for position, follow in enumerate(automaton.follow):
        for after in follow:
            back[after][position] = 1
    groups: list[set[int]] = []
    taken: set[int] = set()
    for start in reversed(order):
        group: list[int] = []
        _postorder(start, back, taken, group)
        if len(group) > 1 or (group and group[0] in automaton.follow[group[0]]):
            groups.append(set(group))
    return groups


def _postorder(start: int, follow: list[dict[int, int]], seen: set[int], order: list[int]) -> None:
    if start in seen:
        return
    seen.add(start)
    waiting = [(start, iter(follow[start]))]
    while waiting:
        at, rest = waiting[-1]
        after = next((one for one in rest if one not in seen), None)
        if after is None:
            order.append(at)
            waiting.pop()
        else:
            seen.add(after)
            waiting.append((after, iter(follow[after])))


def _splits(automaton: Automaton, group: set[int], steps: Iterator[int]) -> bool:
    """Whether a text can lead from a position of the group back to it on two ways."""
    follow = {one: automaton.follow[one].keys() & group for one in group}
    if any(automaton.follow[one][after] > 1 for one in group for after in follow[one]):
        return True
    forward: dict[Pair, set[Pair]] = {}
    waiting: list[Pair] = [(one, one) for one in group]
    while waiting:
        pair = waiting.pop()
        if pair in forward:
            continue
        forward[pair] = after = set()
        for left in follow[pair[0]]:
            for right in follow[pair[1]]:
                _tick(steps)
                if automaton.masks[left] & automaton.masks[right]:
                    after.add((left, right))
        waiting += after
    return _returns(forward)


def _returns(forward: dict[Pair, set[Pair]]) -> bool:
    """Whether two ways that have parted can come together again."""
    back: dict[Pair, list[Pair]] = {}
    for pair, after in forward.items():
        for one in after:
            back.setdefault(one, []).append(pair)
    waiting = [pair for pair in forward if pair[0] == pair[1]]
    reached = set(waiting)
    while waiting:
        for before in back.get(waiting.pop(), ()):
            if before[0] != before[1]:
                return True
            if before not in reached:
                reached.add(before)
                waiting.append(before)
    return False


def _longest_row(automaton: Automaton, groups: list[set[int]], steps: Iterator[int]) -> int:
    """The most loops one behind the other, each able to hand its text on to the next."""
    longest: list[int] = []
    for index, group in enumerate(groups):
        before = (
            longest[earlier]
            for earlier in range(index)
            if _hands_on(automaton, groups[earlier], group, steps)
        )
        longest.append(1 + max(before, default=0))
    return max(longest, default=0)


def _hands_on(automaton: Automaton, first: set[int], last: set[int], steps: Iterator[int]) -> bool:
    """Whether one text keeps the first loop going, leads from it to the last, and keeps that."""
    masks, follow = automaton.masks, automaton.follow
    for start in first:
        for end in last:
            waiting, seen = [(start, start, end)], set[tuple[int, int, int]]()
            while waiting:
                one, middle, other = waiting.pop()
                for a in follow[one].keys() & first:
                    for b in follow[other].keys() & last:
                        shared = masks[a] & masks[b]
                        for m in follow[middle] if shared else ():
                            _tick(steps)
                            state = (a, m, b)
                            if not shared & masks[m] or state in seen:
                                continue
                            if state == (start, end, end):
                                return True
                            seen.add(state)
                            waiting.append(state)
    return False
