"""Delimited tables: delimiter, header, quotes, and everything that goes wrong with them."""

import pytest

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract


def _columns(content, **options):
    found = {}
    for batch in extract("csv", content, **options).batches:
        if batch.unit is Unit.ROW:
            found.setdefault(batch.column, []).extend(batch.values.to_pylist())
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t", "^"])
def test_every_delimiter_is_recognised(delimiter):
    """The delimiter is found from the rows."""
    rows = [["NHS No", "Name"], ["9990000018", "Ivy"], ["9990000026", "Bo"]]
    content = "\n".join(delimiter.join(row) for row in rows).encode()
    assert _columns(content) == {"NHS No": ["9990000018", "9990000026"], "Name": ["Ivy", "Bo"]}


def test_a_decimal_comma_is_no_delimiter():
    """A semicolon table with commas in its numbers keeps its columns."""
    assert _columns(b"Name;Score\nIvy;1,5\nBo;2,5\n")["Score"] == ["1,5", "2,5"]


def test_rows_count_the_header():
    """The first row below the header is row 2, as in a spreadsheet."""
    assert {b.first for b in extract("csv", b"Name,Phone\nIvy,01632 960001\n").batches} == {2}


def test_a_table_of_words_has_its_header():
    """A header over nothing but words is known by its words."""
    assert _columns(b"SURNAME,FORENAME\nGREENHALGH,IVY\n") == {
        "SURNAME": ["GREENHALGH"],
        "FORENAME": ["IVY"],
    }


@pytest.mark.parametrize(
    "content",
    [
        b"9990000018,Ivy\n9990000026,Bo\n",
        b"GREENHALGH,IVY,1 High Street\nOKORO,BO,2 Low Road\n",
        b"HIGH STREET,LEEDS\nLOW ROAD,YORK\n",
        b"ivy@example.com,x\nbo@example.com,y\n",
        b"01/02/1930,yes\n02/03/1940,no\n",
    ],
)
def test_a_table_without_header_loses_no_row(content):
    """A first row that is data stays data, its columns numbered."""
    columns = _columns(content)
    assert set(columns) >= {"column 1", "column 2"}
    assert len(columns["column 1"]) == 2


@pytest.mark.parametrize("header", [b"", b"NHS Number\n"])
def test_one_column_is_a_table(header):
    """A single column works with a header and without."""
    name = "NHS Number" if header else "column 1"
    assert _columns(header + b"9990000018\n9990000026\n") == {name: ["9990000018", "9990000026"]}


def test_the_mark_and_spaces_around_a_header_go():
    """A byte order mark in front of the first name is no part of it."""
    assert set(_columns(b"\xef\xbb\xbfNHS No , Name\n9990000018,Ivy\n")) == {"NHS No", "Name"}


def test_quotes_hold_delimiters_line_ends_and_quotes():
    """What stands in quotes is one cell."""
    content = b'Name,Note\nIvy,"key ""safe"",\r\n4821"\n'
    assert _columns(content)["Note"] == ['key "safe",\n4821']


def test_extra_cells_get_a_column():
    """A row longer than the header loses nothing."""
    assert _columns(b"Name,Phone\nIvy,1,key safe 4821\nBo,2\n")["column 3"] == [
        "key safe 4821",
        None,
    ]


def test_lines_above_the_header_are_lines():
    """A title is text; the header below it names the columns; rows keep their number."""
    batches = extract("csv", b"Visits for Ivy\n\nName,Phone\nIvy,01632 960001\n").batches
    lines = [b for b in batches if b.unit is Unit.LINE]
    assert [v for b in lines for v in b.values.to_pylist() if v] == ["Visits for Ivy"]
    assert {b.column: b.first for b in batches if b.unit is Unit.ROW} == {"Name": 4, "Phone": 4}


def test_excels_delimiter_line_is_obeyed():
    """`sep=;` names the delimiter."""
    assert set(_columns(b"sep=;\nName;Phone\nIvy;01632 960001\n")) == {"Name", "Phone"}


def test_an_open_quote_costs_its_own_line_only():
    """A quote that is never closed does not swallow the rows below."""
    rows = b"".join(b"%d,visit\n" % number for number in range(5_000))
    extracted = extract("csv", b'Id,Note\n1,"open\n' + rows)
    assert len([v for v in extracted.values(column="Note") if v == "visit"]) == 5_000
    assert [s.reason for s in extracted.skipped] == [Reason.DAMAGED]


def test_many_open_quotes_stay_fast_and_lose_nothing():
    """Every row with an open quote is read as a line of its own."""
    content = b"Id,Note\n" + b'1,"open\n' * 3_001
    assert len(extract("csv", content).values(column="Note")) == 3_001


def test_a_cell_beyond_the_limit_comes_in_pieces():
    """A very long cell keeps its row and column."""
    content = b"Name,Note\nIvy," + b"x" * 200_000 + b" key safe 4821\n"
    limits = Limits(max_cell_chars=150_000)
    batches = [b for b in extract("csv", content, limits=limits).batches if b.column == "Note"]
    assert len(batches) == 2
    assert batches[1].first == 2
    assert batches[1].values.to_pylist()[0].endswith("key safe 4821")


def test_batches_of_one_chunk_line_up():
    """All columns of a chunk have the same first position and length."""
    content = b"Name,Phone\n" + b"Ivy,01632 960001\nBo,\n" * 50
    batches = extract("csv", content, limits=Limits(batch_rows=30)).batches
    assert [(b.first, len(b.values)) for b in batches[:4]] == [(2, 30), (2, 30), (32, 30), (32, 30)]


@pytest.mark.parametrize("batch_bytes", [1, 3, 50])
def test_chunks_never_change_a_cell(batch_bytes):
    """The size of the chunks never changes a value."""
    content = b'Name,Note\r\nIvy,"a\r\nb ""c"""\r\nZo\xeb,d\r\n' * 3
    limits = Limits(batch_bytes=batch_bytes)
    assert _columns(content, limits=limits) == _columns(content)


def test_nul_bytes_are_harmless():
    """A NUL byte in a cell is a space."""
    assert _columns(b"Name,Phone\nIvy\0G,1\n")["Name"] == ["Ivy G"]
