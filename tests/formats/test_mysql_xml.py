"""Dumps of MySQL as XML, and those of phpMyAdmin."""

from io import BytesIO

import pytest

from scanner.formats.identify import identify
from scanner.model import Limits, Reason
from tests.formats.extract import extract

DUMP = b"""<?xml version="1.0"?>
<mysqldump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<database name="care">
\t<table_structure name="client">
\t\t<field Field="id" Type="int" Comment="not the NHS number" />
\t</table_structure>
\t<table_data name="client">
\t<row>
\t\t<field name="id">1</field>
\t\t<field name="note">Key safe &lt;4821&gt;</field>
\t</row>
\t<row>
\t\t<field name="id">2</field>
\t\t<field name="note" xsi:nil="true" />
\t</row>
\t</table_data>
\t<table_data name="visit">
\t<row>
\t\t<field name="memo" xsi:type="xs:hexBinary">6B65792034383231</field>
\t\t<field name="photo" xsi:type="xs:hexBinary">89504E4700</field>
\t</row>
\t</table_data>
</database>
</mysqldump>
"""
PMA = b"""<?xml version="1.0" encoding="utf-8"?>
<pma_xml_export version="1.0"><database name="care">
<table name="client"><column name="id">1</column><column name="note">Key safe 4821</column></table>
<table name="client"><column name="id">2</column><column name="note">NULL</column></table>
</database></pma_xml_export>
"""


def test_rows_have_their_tables_and_columns():
    """Tables are parts, positions their rows, NULL is nothing, hexadecimal is text where it is."""
    found = extract("mysqlxml", DUMP)
    assert found.skipped == []
    assert found.batch("client", "id").values.to_pylist() == ["1", "2"]
    assert found.batch("client", "note").values.to_pylist() == ["Key safe <4821>", None]
    assert found.values("visit", "memo") == ["key 4821"]
    assert found.batch("visit", "memo").first == 1
    assert found.members == {"visit/1/photo": b"\x89PNG\x00"}
    assert any("not the NHS number" in text for text in found.values("tables"))


def test_phpmyadmin_calls_each_row_a_table():
    """Its rows are numbered through their table too."""
    found = extract("mysqlxml", PMA)
    assert found.batch("client", "id").values.to_pylist() == ["1", "2"]


def test_a_result_is_named_after_its_query():
    """What `mysql --xml` prints says which table it asked."""
    content = b"""<?xml version="1.0"?>
    <resultset statement="select * from `care`.`client`"><row><field name="id">1</field></row>
    </resultset>"""
    assert extract("mysqlxml", content).values("care.client", "id") == ["1"]


@pytest.mark.parametrize("content", [DUMP, PMA])
def test_content_tells_it(content):
    """It is known by its first element."""
    assert identify(BytesIO(content), "export.txt").name == "mysqlxml"


def test_a_cut_off_dump_counts_up_to_its_end():
    """Rows before the cut are given, and the cut is said."""
    found = extract("mysqlxml", DUMP[: DUMP.index(b"</table_data>") - 20])
    assert found.values("client", "id")[0] == "1"
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]


def test_entities_that_grow_are_refused():
    """A dump that expands without end is damaged, not memory."""
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    content = DUMP.replace(b"<mysqldump", bomb + b"]><mysqldump").replace(b">1<", b">&m;<")
    found = extract("mysqlxml", content, limits=Limits(batch_bytes=1000))
    assert sum(map(len, found.values())) < 100_000
