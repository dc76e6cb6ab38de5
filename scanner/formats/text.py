"""Plain text: logs, notes, Markdown, source code, settings. One value per line.

Not for tables: what is delimited with a header row goes to `delimited`.
"""

from collections.abc import Iterator
from typing import BinaryIO

from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import line_batches
from scanner.model import DataObject, Limits


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """Lines of the text, numbered from 1.

    A line longer than `limits.max_cell_chars` comes in pieces that overlap by 256 characters, so
    that a value at a cut is whole in one of them; it may then be found twice, at one position.
    """
    return line_batches(decoded(stream, limits.batch_bytes), limits)
