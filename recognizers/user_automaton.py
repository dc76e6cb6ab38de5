"""The positions of a regular expression and what may follow each, for the search for runaways.

A position is one place in the expression that takes a character (Glushkov's construction), here
with the number of ways that lead from one to the next: two ways for the same text are what a
backtracking engine tries one after the other.

Sound in one direction: every way that is built exists in the expression. Look-around is passed
over, upper bounds of repeats are cut down, groups that never give back are taken once. What the
standard library cannot parse (`\\p{L}`, fuzzy matching) gives no automaton.
"""

import importlib
import warnings
from dataclasses import dataclass, field
from typing import Any

import regex

from recognizers.declaration import DEFAULT_FLAGS

# A private module of the standard library: where it changes, there is no automaton.
_PARSER: Any = importlib.import_module("re._parser")

# Characters that stand for all others of their kind, beside those the expression names.
_SAMPLE = "".join(map(chr, range(128))) + "\x85\xa0éÉß٣中\u2003’–"
_MAX_POSITIONS = 1_500
_MAX_STEPS = 60_000  # from positions to their followers, in one expression
_MORE_COPIES = 3  # of a repeat beyond its minimum, where it has an upper bound


class CannotBuild(ValueError):  # noqa: N818 - a signal between two functions, not a failure
    """The expression is too large, or uses what has no place here."""


@dataclass(slots=True)
class Automaton:
    """Positions 0, 1, …: the characters each takes, and the positions behind it."""

    alphabet: str
    masks: list[int] = field(default_factory=list)  # bit i: takes alphabet[i]
    follow: list[dict[int, int]] = field(default_factory=list)  # position -> number of ways
    first: dict[int, int] = field(default_factory=dict)

    def sample(self, position: int, among: int = -1) -> str:
        """A character that the position takes, one that is easily read if there is one."""
        mask = self.masks[position] & among
        chars = [char for i, char in enumerate(self.alphabet) if mask >> i & 1]
        return min(chars, key=lambda c: (not c.isalnum(), not c.isprintable(), c), default="")


def automata(pattern: str, flags: int = DEFAULT_FLAGS) -> list[Automaton]:
    """That of the pattern, then those of the groups in it that match on their own.

    Raises `CannotBuild`.
    """
    ignore_case = bool(flags & regex.IGNORECASE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on sets that a later version may read otherwise
        try:
            tree = _PARSER.parse(pattern)
        except Exception as error:  # `re.error`, and whatever a hostile pattern provokes
            raise CannotBuild(type(error).__name__) from None
    waiting, built = [tree], list[Automaton]()
    while waiting:
        builder = _Builder(pattern, ignore_case)
        try:
            built.append(builder.run(waiting.pop(0)))
        except RecursionError:
            raise CannotBuild("nested too deep") from None
        waiting += builder.apart
    return built


class _Builder:
    """Nodes are joined by free steps; some nodes are left by taking a character."""

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        named = dict.fromkeys(char for char in pattern if char not in _SAMPLE)
        self._automaton = Automaton(_SAMPLE + "".join(named))
        self._ignore_case = ignore_case
        self._free: list[list[int]] = []
        self._takes: dict[int, int] = {}  # node -> position
        self._behind: list[int] = []  # position -> node
        self._steps = 0
        self._once = False  # inside what is never given back
        self.apart: list[Any] = []  # trees that match on their own

    def run(self, tree: Any) -> Automaton:
        start = self._node()
        self._sequence(tree, start)
        self._automaton.first = self._ways(start)
        self._automaton.follow = [self._ways(node) for node in self._behind]
        return self._automaton

    def _node(self) -> int:
        self._free.append([])
        return len(self._free) - 1

    def _sequence(self, tree: Any, at: int) -> int:
        for operation, argument in tree:
            at = self._step(str(operation), operation, argument, at)
        return at

    def _step(self, name: str, operation: Any, argument: Any, at: int) -> int:
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self._position(self._mask([(operation, argument)]), at)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, body = argument
            return self._repeat(low, high, body, at)
        if name == "BRANCH":
            return self._branch(argument[1], at)
        if name == "SUBPATTERN":
            return self._sequence(argument[-1], at)
        if name in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
            return self._kept(name, argument, at)
        if name in ("ASSERT", "ASSERT_NOT"):
            self.apart.append(argument[1])
            return at
        if name == "AT":
            return at
        raise CannotBuild(name)

    def _position(self, mask: int, at: int) -> int:
        if len(self._behind) >= _MAX_POSITIONS:
            raise CannotBuild("too large")
        self._takes[at] = len(self._behind)
        self._automaton.masks.append(mask)
        self._behind.append(self._node())
        return self._behind[-1]

    def _branch(self, ways: Any, at: int) -> int:
        end = self._node()
        for way in ways:
            start = self._node()
            self._free[at].append(start)
            self._free[self._sequence(way, start)].append(end)
        return end

    def _repeat(self, low: int, high: Any, body: Any, at: int) -> int:
        if self._once:
            low, high = min(low, 1), 1
        for _ in range(low - 1 if high == _PARSER.MAXREPEAT and low else low):
            at = self._sequence(body, self._from(at))
        end = self._node()
        if high == _PARSER.MAXREPEAT:
            return self._loop(body, at, end, at_least_once=bool(low))
        for _ in range(min(high - low, _MORE_COPIES)):
            self._free[at].append(end)
            at = self._sequence(body, self._from(at))
        self._free[at].append(end)
        return end

    def _loop(self, body: Any, at: int, end: int, *, at_least_once: bool) -> int:
        start = self._node()
        self._free[at].append(start)
        last = self._sequence(body, self._from(start))
        self._free[last] += [start, end]
        if not at_least_once:
            self._free[at].append(end)
        return end

    def _from(self, at: int) -> int:
        node = self._node()
        self._free[at].append(node)
        return node

    def _kept(self, name: str, argument: Any, at: int) -> int:
        """What is matched here is never given back: taken once, and looked at on its own."""
        low, body = (1, argument) if name == "ATOMIC_GROUP" else (argument[0], argument[2])
        self.apart.append(body)
        before, self._once = self._once, True
        end = self._repeat(min(low, 1), 1, body, at)
        self._once = before
        return end

    def _ways(self, node: int) -> dict[int, int]:
        """Positions next to take a character, and on how many ways without going in circles."""
        found: dict[int, int] = {}
        waiting: list[tuple[int, frozenset[int]]] = [(node, frozenset({node}))]
        while waiting:
            self._steps += 1
            if self._steps > _MAX_STEPS:
                raise CannotBuild("too many ways")
            at, passed = waiting.pop()
            if at in self._takes:
                position = self._takes[at]
                found[position] = found.get(position, 0) + 1
            waiting += [(one, passed | {one}) for one in self._free[at] if one not in passed]
        return found

    def _mask(self, items: Any) -> int:
        mask, every = 0, (1 << len(self._automaton.alphabet)) - 1
        negated = any(str(operation) == "NEGATE" for operation, _ in items)
        for index, char in enumerate(self._automaton.alphabet):
            cases = {char, char.lower(), char.upper()} if self._ignore_case else {char}
            if any(_takes(str(op), value, case) for op, value in items for case in cases):
                mask |= 1 << index
        return mask ^ every if negated else mask


def _takes(operation: str, value: Any, char: str) -> bool:
    """Whether one item of a set takes a character."""
    if operation == "ANY":
        return True
    if operation in ("LITERAL", "NOT_LITERAL"):
        return (operation == "LITERAL") == (char == chr(value))
    if operation == "RANGE":
        return bool(value[0] <= ord(char[0]) <= value[1]) and len(char) == 1
    if operation == "CATEGORY":
        return _in_category(str(value), char)
    return False


def _in_category(name: str, char: str) -> bool:
    kinds = {
        "DIGIT": char.isdecimal(),
        "SPACE": char.isspace(),
        "WORD": char.isalnum() or char == "_",
    }
    kind = name.rpartition("_")[2]
    if kind not in kinds:
        raise CannotBuild(name)
    return kinds[kind] != ("_NOT_" in name)
