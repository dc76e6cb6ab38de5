"""Parquet files of a database's snapshot that was exported to a bucket: the path names the table.

Amazon RDS and Aurora write `export/database/schema.table/1/part-00000-….gz.parquet`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import unquote

from scanner.formats import parquet
from scanner.formats.protocol import Extracted
from scanner.model import DataObject, Limits, TextBatch

_PATH = re.compile(r"/(?P<table>[^/]+\.[^/]+)/[0-9]+/part-[^/]*\.parquet$")


def read(stream: BinaryIO, obj: DataObject, limits: Limits) -> Iterator[Extracted]:
    """The rows; the part is the table where the path says which, as in such an export."""
    found = _PATH.search(unquote(obj.uri, errors="replace"))
    table = found["table"] if found else ""
    for step in parquet.read(stream, obj, limits):
        yield replace(step, part=table) if table and isinstance(step, TextBatch) else step
