"""Blocks of one object that other processes examine while this one reads on.

A large object is read by one process, from its first block to its last, and everything that
depends on order stays with it: rows, evidence, people. What costs most, trying patterns, depends on
one block alone, so blocks are handed out while workers have nothing else to do, and come back as
what the patterns found. No seam arises, and any format can be shared so.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import pyarrow as pa

from recognizers.declaration import Match, Recognizer
from scanner.detect.engine import Detection, Tally
from scanner.model import Member, Skipped, TextBatch

Block = list[TextBatch]  # columns of the same records
Step = Block | Member | Skipped

# Smaller blocks are examined faster than they travel.
_LEAST_BYTES = 128 * 1024
_NO_VALUES = pa.array([], pa.string())


@dataclass(frozen=True, slots=True)
class Look:
    """What patterns made of one batch: findings with their values, and what checks said."""

    batch: TextBatch
    found: list[tuple[Detection, str]]
    tallies: dict[str, Tally]
    timed_out: frozenset[str]


class Helpers(Protocol):
    """Processes that have nothing to do but help with the object in hand."""

    def room(self) -> int:
        """How many blocks it is worth reading ahead now; 0: nobody is free."""
        ...

    def offer(self, block: Block) -> int:
        """Hands out a block; the number it is asked for by."""
        ...

    def result(self, number: int) -> tuple[int, bytes | None]:
        """What a helper made of the block, or the number of one that nobody has begun.

        That one is no longer on offer. Waits where all on offer are being examined.
        """
        ...


class Alone:
    """Nobody helps."""

    def room(self) -> int:
        """None."""
        return 0

    def offer(self, block: Block) -> int:
        """Never asked, as there is no room."""
        raise NotImplementedError

    def result(self, number: int) -> tuple[int, bytes | None]:
        """Never asked, as nothing was offered."""
        raise NotImplementedError


class _Waiting(NamedTuple):
    """A step that was read ahead; `number`: of a block on offer."""

    step: Step
    number: int | None


class Ahead:
    """Reads one object's steps ahead while there are helpers, and gives them in order."""

    def __init__(
        self,
        helpers: Helpers,
        examine: Callable[[Block], list[Look]],
        recognizers: Sequence[Recognizer],
    ) -> None:
        self._helpers, self._examine, self._recognizers = helpers, examine, recognizers
        self._window: deque[_Waiting] = deque()
        self._offered: dict[int, Block] = {}  # by the number of the offer
        self._mine: dict[int, list[Look]] = {}  # examined here, while a helper was busy

    def steps(self, steps: Iterable[Step]) -> Iterator[tuple[Step, list[Look] | None]]:
        """Each step; with a block, what a helper found in it, or None where nobody looked yet."""
        for step in steps:
            if isinstance(step, Member):  # to be opened before the reader goes on
                yield from self._rest()
                yield step, None
                continue
            self._window.append(_Waiting(step, self._on_offer(step)))
            while len(self._window) > self._helpers.room():
                yield self._next()
        yield from self._rest()

    def _rest(self) -> Iterator[tuple[Step, list[Look] | None]]:
        while self._window:
            yield self._next()

    def _on_offer(self, step: Block | Skipped) -> int | None:
        """The number of the offer; None where this process does better to look itself."""
        if isinstance(step, Skipped) or not self._window:
            return None
        if sum(int(batch.values.nbytes) for batch in step) < _LEAST_BYTES:
            return None
        number = self._helpers.offer(step)
        self._offered[number] = step
        return number

    def _next(self) -> tuple[Step, list[Look] | None]:
        step, number = self._window.popleft()
        return step, None if number is None else self._looks(number)

    def _looks(self, number: int) -> list[Look] | None:
        """What was found in the block of an offer; others that nobody began are done meanwhile."""
        while number not in self._mine:
            which, message = self._helpers.result(number)
            block = self._offered.pop(which)
            if message is not None:
                return unpacked(message, block, self._recognizers)
            if which == number:
                return None
            self._mine[which] = self._examine(block)
        return self._mine.pop(number)


_Packed = tuple[
    TextBatch | None,  # place of a batch that was put together of several columns
    list[tuple[int, int, tuple[object, ...], str]],  # cell, recognizer, match, value
    dict[str, Tally],
    frozenset[str],
]


def packed(
    looks: Sequence[Look], columns: Sequence[TextBatch], recognizers: Sequence[Recognizer]
) -> bytes:
    """The looks without what the other process has: values of the block, declarations."""
    index = {recognizer.name: number for number, recognizer in enumerate(recognizers)}
    told: list[_Packed] = [
        (
            None if number < len(columns) else replace(look.batch, values=_NO_VALUES),
            [(d.cell, index[d.recognizer.name], tuple(d.match), text) for d, text in look.found],
            look.tallies,
            look.timed_out,
        )
        for number, look in enumerate(looks)
    ]
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def unpacked(
    message: bytes, columns: Sequence[TextBatch], recognizers: Sequence[Recognizer]
) -> list[Look]:
    """The looks again, on the batches of this process."""
    told: list[_Packed] = pickle.loads(message)  # noqa: S301 - from a child of the same sweep
    return [
        Look(
            place or columns[number],
            [
                (Detection(cell, recognizers[which], Match(*match)), text)  # type: ignore[arg-type]
                for cell, which, match, text in found
            ],
            tallies,
            timed_out,
        )
        for number, (place, found, tallies, timed_out) in enumerate(told)
    ]
