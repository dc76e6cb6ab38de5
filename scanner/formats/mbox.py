"""Mailboxes in mbox form: each message becomes a `Member`, read one at a time."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

from scanner.errors import UnreadableError
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Member, Reason, Skipped, Stage

_LONGEST_LINE = 1024**2  # bytes taken at once; longer lines come in pieces


def read(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The messages, named "message 1.eml" onwards."""
    for number, message in enumerate(_messages(stream, limits.max_member_bytes), start=1):
        if number > limits.max_members:
            raise UnreadableError(Reason.LIMIT, "the mailbox has more than max_members messages")
        name = f"message {number}.eml"
        if message is None:
            yield Skipped(Stage.READ, Reason.LIMIT, "message above max_member_bytes", part=name)
        else:
            yield Member(name, partial(BytesIO, message), len(message))


def _messages(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """Each message's bytes without its "From " line; None for one that is too large."""
    held: BytesIO | None = None
    begun = too_large = False
    blank = True  # a "From " line begins a message only behind a blank line
    while line := stream.readline(_LONGEST_LINE):
        if blank and line.startswith(b"From "):
            if begun:
                yield None if held is None else held.getvalue()
            held, begun, too_large = BytesIO(), True, False
        elif held is not None:
            held.write(line[1:] if line.startswith(b">From ") else line)
            too_large = held.tell() > longest
        if too_large:
            held = None
        blank = not line.strip(b"\r\n")
    if begun:
        yield None if held is None else held.getvalue()
