"""Files of columns and small databases: dBase, Avro, ORC, Feather, Parquet, SQLite; OneNote."""

import sqlite3
from collections.abc import Callable
from io import BytesIO

import pyarrow as pa
import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet as pq

from tests.formats import test_more_tables
from tests.formats.places.row import Files, Row

_NESTED = pa.table(
    {
        "client": [{"name": "Jo", "nhs": "none"}, {"name": "Ivy", "nhs": "9990012016"}],
        "notes": [["none"], ["first", "key safe code 6001"]],
        "plan": [None, b"{\\rtf1 key safe code 6003}"],
        "access": [[("gate", "open")], [("Key safe code", "No. 6002")]],
    },
    schema=pa.schema(
        {
            "client": pa.struct({"name": pa.string(), "nhs": pa.string()}),
            "notes": pa.list_(pa.string()),
            "plan": pa.binary(),
            "access": pa.map_(pa.string(), pa.string()),
        }
    ),
)


def _written(write: Callable[[pa.Table, BytesIO], object]) -> bytes:
    held = BytesIO()
    write(_NESTED, held)
    return held.getvalue()


def _sqlite() -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE clients (nhs_number TEXT, key_safe_code TEXT, plan BLOB)")
    row = ("9990012016", "6101", b"{\\rtf1 key safe code 6102}")
    database.execute("INSERT INTO clients VALUES ('none', '', NULL)")
    database.execute("INSERT INTO clients VALUES (?, ?, ?)", row)
    return database.serialize()


_ROW = (b"NHS 9990012016", b"key safe code 6201")
_ONE = bytes.fromhex("e4525c7b8cd8a74d") + bytes(8)

FILES: Files = {
    "clients.parquet": lambda: _written(pq.write_table),
    "clients.feather": lambda: _written(pyarrow.feather.write_feather),
    "clients.orc": lambda: _written(pyarrow.orc.write_table),
    "clients.avro": lambda: test_more_tables.avro(test_more_tables.ROWS),
    "clients.dbf": lambda: test_more_tables.dbase([(b" " * 14, b" " * 18), _ROW]),
    "clients.sqlite": _sqlite,
    "notes.one": lambda: (
        _ONE + "NHS 999 001 2016".encode("utf-16-le") + bytes(9) + b"key safe code 6301" + bytes(9)
    ),
}

_COLUMNS = (
    Row("", "a field of a struct", "", "client.nhs", 2, "row", "9990012016"),
    Row("", "an item of a list", "", "notes", 2, "row", "6001"),
    Row("", "a file in a cell", "", "", 1, "block", "6003", "plan/2"),
    Row("", "a value of a map", "", "access", 2, "row", "6002"),
)

ROWS = [
    *(row._replace(file=f"clients.{ending}")
      for ending in ("parquet", "feather", "orc") for row in _COLUMNS),
    Row("clients.avro", "a field of a record", "", "client.nhs", 1, "row", "9990012016"),
    Row("clients.avro", "an item of an array", "", "notes", 1, "row", "4821"),
    Row("clients.dbf", "a cell", "", "CLIENT", 2, "row", "9990012016"),
    Row("clients.dbf", "a cell", "", "NOTES", 2, "row", "6201"),
    Row("clients.sqlite", "a cell", "clients", "nhs_number", 2, "row", "9990012016"),
    Row("clients.sqlite", "a cell", "clients", "key_safe_code", 2, "row", "6101"),
    Row("clients.sqlite", "a file in a cell", "", "", 1, "block", "6102", "clients/2/plan"),
    Row("notes.one", "text of two bytes", "text runs", "", 1, "block", "9990012016"),
    Row("notes.one", "text of one byte", "text runs", "", 2, "block", "6301"),
]  # fmt: skip
