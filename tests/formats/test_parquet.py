"""Parquet and Arrow files, nested values flattened."""

import datetime
import decimal
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

NHS = "9990012016"


def _parquet(columns, **options):
    held = BytesIO()
    pq.write_table(pa.table(columns), held, **options)
    return held.getvalue()


def _values(columns, column):
    return extract("parquet", _parquet(columns)).values("", column)


def test_rows_over_row_groups():
    """Positions run on over row groups."""
    content = _parquet({"nhs": [f"{i}" for i in range(5)]}, row_group_size=2)
    batches = extract("parquet", content).batches
    assert [batch.first for batch in batches] == sorted({batch.first for batch in batches})
    assert [v for batch in batches for v in batch.values.to_pylist()] == list("01234")
    assert {batch.unit for batch in batches} == {Unit.ROW}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (int(NHS), NHS),
        (float(NHS), NHS),
        (1.5, "1.5"),
        (True, "true"),
        (datetime.date(1941, 3, 12), "1941-03-12"),
        (decimal.Decimal("12.50"), "12.50"),
        (b"key safe 4821", "key safe 4821"),
        (datetime.timedelta(seconds=5), "0:00:05"),
    ],
)
def test_values_as_text(value, text):
    """Every simple type is given as text."""
    assert _values({"a": [value]}, "a") == [text]


def test_bytes_that_are_no_text_are_nothing():
    """Binary values that are not UTF-8 are left out."""
    assert _values({"a": [b"\xff\xfe\x00"]}, "a") == []


def test_dictionary_column():
    """Dictionary columns give their values."""
    assert _values({"a": pa.array(["x", "y", "x"]).dictionary_encode()}, "a") == ["x", "y", "x"]


def test_nested_values_have_dotted_columns():
    """A struct in a list in a struct is found under its dotted name, at its row."""
    rows = [
        {"people": [{"role": "client", "nhs": NHS}, {"role": "son", "nhs": None}]},
        {"people": []},
    ]
    found = extract("parquet", _parquet({"contact": rows}))
    assert found.values("", "contact.people.nhs") == [NHS]
    assert found.values("", "contact.people.role") == ["client", "son"]


def test_list_items_are_aligned():
    """The n-th items of all rows share a batch as long as the rows."""
    batches = extract("parquet", _parquet({"tags": [["a", "b"], None, ["c"]]})).batches
    assert [batch.values.to_pylist() for batch in batches] == [["a", None, "c"], ["b", None, None]]


def test_long_lists_are_joined():
    """A list of very many items is one value."""
    values = _values({"tags": [[f"t{i}" for i in range(65)]]}, "tags")
    assert values == ["\n".join(f"t{i}" for i in range(65))]


def test_map_column():
    """The key of a map says what its value is."""
    column = pa.array([[("safe", "4821")]], pa.map_(pa.string(), pa.string()))
    assert _values({"codes": column}, "codes") == ["safe: 4821"]


def test_null_struct_keeps_rows_aligned():
    """A missing struct is a blank at its row."""
    found = extract("parquet", _parquet({"p": [{"n": "a"}, None, {"n": "c"}]}))
    assert found.batch("", "p.n").values.to_pylist() == ["a", None, "c"]


@pytest.mark.parametrize("kind", ["file", "stream"])
def test_arrow_files(kind):
    """Arrow files and streams are read the same way."""
    table = pa.table({"nhs": [NHS, "9990012024"]})
    held = BytesIO()
    make = pa.ipc.new_file if kind == "file" else pa.ipc.new_stream
    with make(held, table.schema) as writer:
        writer.write_table(table)
    assert extract("arrow", held.getvalue()).values("", "nhs") == [NHS, "9990012024"]


def test_damaged_file_is_said():
    """A file that breaks off is damaged."""
    error = extract("parquet", _parquet({"a": ["x"]})[:-20]).error
    assert error is not None
    assert error.reason is Reason.DAMAGED


def test_long_values_are_cut_with_overlap():
    """A value above the limit comes in pieces, none longer than the limit, at its row."""
    content = _parquet({"a": ["x" * 2500, "y"]})
    batches = extract("parquet", content, limits=Limits(max_cell_chars=1000)).batches
    assert {len(batch.values) for batch in batches} == {2}
    assert max(len(v) for b in batches for v in b.values.to_pylist() if v) <= 1000
