"""Tables whose columns another file of the archive names."""

import json
from io import BytesIO

import pytest

from scanner.formats.registry import by_name, load
from scanner.model import DataObject, Limits, Member
from tests.formats.extract import extract, zipped

ROWS = b"1\tIvy\t9990000018\n2\tBo\t9990000026\n"
FORMAT = """14.0
3
1       SQLCHAR             0       12      "\\t"     1     id           ""
2       SQLCHAR             0       50      "\\t"     2     name         Latin1_General_CI_AS
3       SQLCHAR             0       10      "\\r\\n"   3     nhs_number   Latin1_General_CI_AS
"""
XML = """<?xml version="1.0"?>
<BCPFORMAT xmlns="http://schemas.microsoft.com/sqlserver/2004/bulkload/format">
 <RECORD><FIELD ID="1" TERMINATOR="\\t"/><FIELD ID="2" TERMINATOR="\\t"/>
 <FIELD ID="3" TERMINATOR="\\r\\n"/></RECORD>
 <ROW><COLUMN SOURCE="1" NAME="id"/><COLUMN SOURCE="2" NAME="name"/>
 <COLUMN SOURCE="3" NAME="nhs_number"/></ROW>
</BCPFORMAT>
"""


def _member(members, name):
    """What a member of the ZIP holds once it was given its heading."""
    obj = DataObject("file:///share/a.zip", "files", "file:///share")
    for step in load(by_name("zip"))(BytesIO(zipped(members)), obj, Limits()):
        if isinstance(step, Member) and step.name == name:
            with step.open() as stream:
                return stream.read()
    raise AssertionError(f"no member {name}")


@pytest.mark.parametrize("columns", [FORMAT, XML], ids=["text", "xml"])
def test_a_format_file_of_bcp_names_columns(columns):
    """The table beside it is read with its columns' names."""
    content = _member({"client.fmt": columns, "client.bcp": ROWS}, "client.bcp")
    found = extract("csv", content)
    assert found.values("", "nhs_number") == ["9990000018", "9990000026"]


def test_a_heading_is_in_the_encoding_of_its_table():
    """A wide file, as bcp -w writes it, stays one."""
    wide = b"\xff\xfe" + ROWS.decode().encode("utf-16-le")
    content = _member({"client.fmt": FORMAT, "client.bcp": wide}, "client.bcp")
    assert extract("csv", content).values("", "name") == ["Ivy", "Bo"]


def test_a_native_format_gives_no_heading():
    """Where a field is no text the table is no text either."""
    columns = FORMAT.replace("SQLCHAR ", "SQLINT  ", 1)
    assert _member({"client.fmt": columns, "client.bcp": ROWS}, "client.bcp") == ROWS


def _package(path, **dialect):
    fields = [{"name": "id"}, {"name": "name"}, {"name": "nhs_number"}]
    resource = {"path": path, "schema": {"fields": fields}, "dialect": dialect}
    return json.dumps({"resources": [resource]})


def test_a_data_package_names_columns():
    """Where it says that a table has no header, the schema's names are one."""
    package = _package("data/client.txt", header=False, delimiter="\t")
    content = _member({"x/datapackage.json": package, "x/data/client.txt": ROWS},
                      "x/data/client.txt")  # fmt: skip
    assert extract("csv", content).values("", "name") == ["Ivy", "Bo"]


def test_a_table_with_its_own_header_keeps_it():
    """Nothing is put above a table that has its header."""
    members = {"datapackage.json": _package("client.csv"), "client.csv": b"id,name\n1,Ivy\n"}
    assert _member(members, "client.csv") == b"id,name\n1,Ivy\n"


@pytest.mark.parametrize(
    "package",
    ["[" * 5000, "{}", '{"resources": [1, {"path": 3, "dialect": 4, "schema": [5]}]}', "no JSON"],
)
def test_a_broken_file_of_columns_costs_nothing(package):
    """The table is read as it is."""
    assert _member({"datapackage.json": package, "client.csv": ROWS}, "client.csv") == ROWS
