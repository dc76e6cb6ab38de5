"""ORC files, and Feather files of the first version: tables by columns, through Arrow."""

import warnings
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.feather
import pyarrow.orc

from scanner.errors import UnreadableError
from scanner.formats.parquet import table_rows
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, Reason

_ERRORS = (pa.ArrowException, OSError, ValueError)


def read_orc(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows, stripe by stripe."""
    try:
        file = pyarrow.orc.ORCFile(stream)
        stripes = (file.read_stripe(number) for number in range(file.nstripes))
        yield from table_rows(stripes, limits)
    except _ERRORS as error:
        raise _damaged(error) from None


def read_feather(stream: BinaryIO, _obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows."""
    try:
        with warnings.catch_warnings():  # Arrow says that it will drop this version
            warnings.simplefilter("ignore")
            table = pyarrow.feather.read_table(stream)
        yield from table_rows(iter(table.to_batches(max_chunksize=4096)), limits)
    except _ERRORS as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(Reason.DAMAGED, f"the table cannot be read ({type(error).__name__})")
