"""Blocks of large objects that workers with nothing else to do examine for others.

A worker with an object in hand speaks to the parent over a pipe of its own: it offers blocks, and
later asks for what became of one. The parent passes both on unopened.
"""

import contextlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from scanner.ahead import Block
from scanner.model import TextBatch

# Blocks that one worker reads ahead: some 4 MiB each, held by it and by the parent.
_MOST_AHEAD = 16
_BLOCKS_PER_HELPER = 2  # one is examined while the next lies ready
_OFFER, _WANT = b"+", b"?"
_NUMBER_BYTES = 8


class Count(Protocol):
    """A number in memory that processes share."""

    value: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A task beside those that a pool was given: one block of an object that another has."""

    columns: Sequence[TextBatch]


class Colleagues:
    """The other workers as a worker sees them; see `scanner.ahead.Helpers`."""

    def __init__(self, connection: Connection, free: Count) -> None:
        self._connection = connection
        self._free = free  # workers without a task of their own
        self._number = 0

    def room(self) -> int:
        """How many blocks it is worth reading ahead now."""
        return min(_MOST_AHEAD, _BLOCKS_PER_HELPER * self._free.value)

    def offer(self, block: Block) -> int:
        """Hands out a block; the number it is asked for by."""
        self._number += 1
        message = pickle.dumps(Piece(block), pickle.HIGHEST_PROTOCOL)
        self._connection.send_bytes(_OFFER + _written(self._number) + message)
        return self._number

    def result(self, number: int) -> tuple[int, bytes | None]:
        """What was found in the block, or the number of one to do oneself."""
        self._connection.send_bytes(_WANT + _written(number))
        reply = self._connection.recv_bytes()
        return int.from_bytes(reply[:_NUMBER_BYTES]), reply[_NUMBER_BYTES:] or None


@dataclass(slots=True, eq=False)
class Offer:
    """A block on offer."""

    owner: "Owner"
    number: int
    message: bytes  # the piece, as it is sent to whoever takes it
    begun: bool = False
    found: bytes | None = None  # empty: its worker was lost, so the owner must look itself

    def done(self, found: bytes) -> None:
        """Takes what was found, and passes it on where it is waited for."""
        self.found = found
        self.owner.reply()


class Owner:
    """The parent's end of the pipe to one worker, and what that one has on offer."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.open = True  # False: the worker has closed its end
        self._offers: dict[int, Offer] = {}
        self._wanted: int | None = None

    def listen(self) -> None:
        """Take in one message that has come."""
        try:
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            self.open = False
            return
        number = int.from_bytes(message[1 : 1 + _NUMBER_BYTES])
        if message[:1] == _OFFER:
            self._offers[number] = Offer(self, number, message[1 + _NUMBER_BYTES :])
        else:
            self._wanted = number
            self.reply()

    def take(self) -> Offer | None:
        """The first block that nobody has begun, now begun."""
        offer = self._unbegun()
        if offer is not None:
            offer.begun = True
        return offer

    def reply(self) -> None:
        """Answer what the worker waits for, if that can be done now."""
        if self._wanted is None:
            return
        offer = self._offers.get(self._wanted)
        if offer is not None and offer.begun and offer.found is None:
            offer = self._unbegun()
            if offer is None:
                return  # all are being examined
        number = self._wanted if offer is None else offer.number
        found = offer.found if offer is not None else None
        self._offers.pop(number, None)
        self._wanted = None
        with contextlib.suppress(OSError):  # it has died: its main pipe says so
            self.connection.send_bytes(_written(number) + (found or b""))

    def forget(self) -> None:
        """Its object is done with: nobody will ask for what is still on offer."""
        while self.open and self.connection.poll():
            self.listen()
        self._offers.clear()
        self._wanted = None

    def _unbegun(self) -> Offer | None:
        return next((offer for offer in self._offers.values() if not offer.begun), None)


def _written(number: int) -> bytes:
    return number.to_bytes(_NUMBER_BYTES)
