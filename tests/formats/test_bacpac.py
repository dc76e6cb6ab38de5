"""SQL Server's bacpac: rows by the columns that its model declares.

The rows are written here as Microsoft documents bcp's native format; no SQL Server made them.
"""

import random
import struct
from datetime import date
from io import BytesIO

import pytest

from scanner.formats.identify import identify
from scanner.model import Reason, Unit
from tests.formats.extract import extract, zipped

COLUMNS = (
    ("Id", "int", False, ""), ("Name", "nvarchar", True, ""), ("NhsNumber", "bigint", True, ""),
    ("Born", "date", False, ""), ("Fee", "decimal", True, ""), ("Note", "nvarchar", True, "max"),
    ("Code", "varchar", True, ""), ("Key", "uniqueidentifier", False, ""), ("Seen", "datetime2",
    True, ""), ("Photo", "varbinary", True, "max"), ("Cost", "money", False, ""),
)  # fmt: skip


def _model(columns):
    body = "".join(
        f'<Entry><Element Type="SqlSimpleColumn" Name="[dbo].[Client].[{name}]">'
        f'<Property Name="IsNullable" Value="{nullable}"/>'
        f'<Relationship Name="TypeSpecifier"><Entry><Element Type="SqlTypeSpecifier">'
        + ('<Property Name="IsMax" Value="True"/>' if size == "max" else "")
        + f'<Relationship Name="Type"><Entry><References ExternalSource="BuiltIns" Name="[{kind}]"'
        "/></Entry></Relationship></Element></Entry></Relationship></Element></Entry>"
        for name, kind, nullable, size in columns
    )
    return (
        '<DataSchemaModel xmlns="http://schemas.microsoft.com/sqlserver/dac/Serialization/2012/02">'
        '<Model><Element Type="SqlTable" Name="[dbo].[Client]"><Relationship Name="Columns">'
        f"{body}</Relationship></Element></Model></DataSchemaModel>"
    )


def _row(number, name, dates=0):
    held = struct.pack("<i", number)
    wide = name.encode("utf-16-le")
    held += struct.pack("<H", len(wide)) + wide
    held += struct.pack("<bq", 8, 9990000018) if number == 1 else b"\xff"
    held += b"\x03" * dates + (date(1941, 3, 12).toordinal() - 1).to_bytes(3, "little")
    held += b"\x13" + bytes([10, 2, 1]) + (1250).to_bytes(16, "little")
    note = "Key safe 4821".encode("utf-16-le")
    held += struct.pack("<q", len(note)) + note if number == 1 else struct.pack("<q", -1)
    held += struct.pack("<H", 2) + b"\xa34"
    held += b"\x10" + bytes(16)
    held += b"\x08" + bytes(5) + (738_000).to_bytes(3, "little")
    held += struct.pack("<q", 5) + b"%PDF-" if number == 1 else struct.pack("<q", -1)
    return held + struct.pack("<iI", 0, 125_000)


def _bacpac(rows, columns=COLUMNS):
    return zipped({
        "[Content_Types].xml": "<a/>", "DacMetadata.xml": "<a/>", "model.xml": _model(columns),
        "Data/dbo.Client/TableData-000-00000.BCP": rows,
    })  # fmt: skip


@pytest.mark.parametrize("dates", [0, 1])
def test_rows_are_read_by_their_columns(dates):
    """Every type is text under its column's name, at its row."""
    found = extract("bacpac", _bacpac(_row(1, "Ivy", dates) + _row(2, "Zoë", dates)))
    assert found.error is None and found.skipped == []
    values = {b.column: b.values.to_pylist() for b in found.batches if b.part == "dbo.Client"}
    assert values == {
        "Id": ["1", "2"], "Name": ["Ivy", "Zoë"], "NhsNumber": ["9990000018", None],
        "Born": ["1941-03-12"] * 2, "Fee": ["12.50"] * 2, "Note": ["Key safe 4821", None],
        "Code": ["£4"] * 2, "Seen": ["2021-07-30"] * 2, "Cost": ["12.50"] * 2,
    }  # fmt: skip
    assert found.batch("dbo.Client", "Id").first == 1
    assert found.members == {"dbo.Client/1/Photo": b"%PDF-"}


def test_a_layout_nobody_knows_gives_its_texts():
    """Texts are found without their columns, and that is said of the table."""
    columns = (*COLUMNS[:2], ("Shape", "sql_variant", True, ""))
    found = extract("bacpac", _bacpac(_row(1, "Ivy Garth"), columns))
    texts = [b for b in found.batches if b.part == "dbo.Client"]
    assert {b.unit for b in texts} == {Unit.BLOCK}
    assert "Key safe 4821" in found.values("dbo.Client")
    assert [(s.reason, s.part) for s in found.skipped] == [(Reason.UNSUPPORTED, "dbo.Client")]


def test_a_table_that_breaks_off_counts_up_to_there():
    """Rows before the damage have their columns."""
    rows = b"".join(_row(n, "Ivy") for n in range(2, 400)) + b"\x01\x02"
    found = extract("bacpac", _bacpac(rows))
    assert len(found.values("dbo.Client", "Name")) == 398
    assert [s.part for s in found.skipped] == ["dbo.Client"]


def test_content_tells_it():
    """It is known by what lies in the ZIP."""
    assert identify(BytesIO(_bacpac(b"")), "care.zip").name == "bacpac"


def test_damaged_bytes_never_crash():
    """Flipped rows and a giant length end without an error."""
    rng = random.Random(4821)
    sample = _row(1, "Ivy") + _row(2, "Bo")
    for _ in range(200):
        content = bytearray(sample[: rng.randint(1, len(sample))])
        for _ in range(rng.randint(0, 4)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        assert extract("bacpac", _bacpac(bytes(content))).error is None
    giant = struct.pack("<i", 1) + struct.pack("<H", 0) + b"\xff" + bytes(3)
    giant += b"\xff" + struct.pack("<q", 2**62)
    assert extract("bacpac", _bacpac(giant)).error is None
