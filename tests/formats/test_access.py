"""Access databases: what is made of the library's tables.

No server or program here writes such a file, so its parser is stood in for.
"""

import logging
import sys
from io import BytesIO
from types import SimpleNamespace

import pytest

from scanner.errors import UnreadableError
from scanner.formats.registry import by_name, load
from scanner.model import DataObject, Limits, Reason, Unit
from tests.formats.extract import extract

pytest.importorskip("access_parser", reason="needs keysweep[access]")


def _holding(monkeypatch, tables, complaint=""):
    def parse(name):
        if complaint:
            logging.getLogger("access_parser").error(complaint)
        if isinstance(tables[name], Exception):
            raise tables[name]
        return tables[name]

    parser = SimpleNamespace(catalog=dict.fromkeys(tables, 1), parse_table=parse)
    monkeypatch.setattr("scanner.formats.access._Parser", lambda _: parser)
    return extract("access", b"any", "care.accdb")


def test_tables_and_columns_have_their_names(monkeypatch):
    """Rows are numbered, numbers and dates are as people write them, files are members."""
    found = _holding(monkeypatch, {
        "MSysObjects": {"Name": ["x"]},
        "Client": {
            "Nhs": [9990000018.0, None], "Born": ["1941-03-12 00:00:00", "1950-01-01 00:00:00"],
            "Plan": [b"%PDF-1.4", b"key safe 4821"],
        },
    })  # fmt: skip
    assert found.skipped == []
    batch = found.batch("Client", "Nhs")
    assert (batch.values.to_pylist(), batch.first, batch.unit) == (
        ["9990000018", None], 1, Unit.ROW,
    )  # fmt: skip
    assert found.values("Client", "Born") == ["1941-03-12", "1950-01-01"]
    assert found.values("Client", "Plan") == ["key safe 4821"]
    assert found.members == {"Client/1/Plan": b"%PDF-1.4"}
    assert {b.part for b in found.batches} == {"Client"}


def test_rows_that_do_not_line_up_are_no_records(monkeypatch):
    """Nothing is said to stand beside what it does not stand beside."""
    found = _holding(monkeypatch, {"Client": {"A": ["1", "2"], "B": ["x"]}})
    assert {b.unit for b in found.batches} == {Unit.BLOCK}
    assert [(n.reason, n.part) for n in found.skipped] == [(Reason.DAMAGED, "Client")]


def test_complaints_are_counted_and_never_shown(monkeypatch, caplog):
    """The library writes rows into its log; only their number comes out."""
    found = _holding(monkeypatch, {"Client": {"A": ["1"]}}, complaint="Key safe 4821")
    assert caplog.records == []
    assert [n.detail for n in found.skipped] == ["1 of its rows or values could not be read"]


def test_a_table_that_cannot_be_read_costs_only_itself(monkeypatch):
    """The tables behind it are read."""
    found = _holding(monkeypatch, {"A": KeyError("4821"), "B": {"C": ["x"]}})
    assert found.values("B", "C") == ["x"]
    assert [n.part for n in found.skipped] == ["A"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x00\x00Standard ACE DB\x00" + bytes(9000)])
def test_a_broken_database_is_damaged(content):
    """It is said, whatever the parser made of it."""
    error = extract("access", content).error
    assert error is not None
    assert error.reason is Reason.DAMAGED


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    """The remedy names the extra."""
    monkeypatch.setitem(sys.modules, "access_parser.access_parser", None)
    monkeypatch.delitem(sys.modules, "scanner.formats.access", raising=False)
    with pytest.raises(UnreadableError) as caught:
        load(by_name("access"))(BytesIO(b""), DataObject("file:///a", "files", ""), Limits())
    assert caught.value.reason is Reason.EXTRA_MISSING
    assert "keysweep[access]" in caught.value.remedy


@pytest.mark.parametrize("version", [0, 1])
def test_encrypted_database_is_told_from_a_damaged_one(version):
    """A second page that is noise is encrypted; one that says what it is, is not."""
    head = bytearray(b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(4096))
    head[0x14] = version
    page = 4096 if version else 2048
    noise, whole = bytes(head[:page]) + b"\x31\xe8" * 4096, bytes(head[:page]) + b"\x01\x01" * 9
    reasons = [extract("access", content, "a.mdb").error for content in (noise, whole)]
    assert [error and error.reason for error in reasons] == [Reason.ENCRYPTED, Reason.DAMAGED]
