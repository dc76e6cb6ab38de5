"""Plain text: logs, notes, Markdown, source code, settings. One value per line.

Not for tables: what is delimited with a header row goes to `delimited`.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO, Final

import pyarrow as pa
import regex

from scanner.formats.encoding import decoded
from scanner.formats.protocol import Extracted
from scanner.formats.text_batches import line_batches
from scanner.model import DataObject, Limits, TextBatch, Unit

# Lines looked at to tell a log, in which each line is a record of its own.
_LINES_COMPARED: Final = 200
_STAMP = regex.compile(
    r"[\[(<\d.>\s]{0,8}(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T _][0-9]{2}:[0-9]{2}"
    r"|[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{2}[/.-][0-9]{2}[/.-][0-9]{2,4}[ T,]{1,2}[0-9]{2}:[0-9]{2})"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){3} \S{1,40} \S{1,40} \[[0-9]{2}/[A-Z][a-z]{2}/"
)


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:  # noqa: ARG001 - the protocol's signature
    """Lines of the text, numbered from 1; those of a log are records.

    A line longer than `limits.max_cell_chars` comes in pieces that overlap by 256 characters, so
    that a value at a cut is whole in one of them; it may then be found twice, at one position.
    """
    batches = line_batches(decoded(stream, limits.batch_bytes), limits)
    first = next(batches, None)
    if first is None:
        return iter(())
    unit = Unit.ROW if _is_log(first) else Unit.LINE
    return (replace(batch, unit=unit) for batch in chain((first,), batches))


def _is_log(batch: TextBatch) -> bool:
    """Whether most lines begin with a time stamp."""
    lines: pa.StringArray = batch.values.slice(0, _LINES_COMPARED).drop_null()
    stamped = sum(_STAMP.match(line) is not None for line in lines.to_pylist())
    return len(lines) >= 3 and 2 * stamped > len(lines)
