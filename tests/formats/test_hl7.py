"""HL7 v2: one record per message, one column per field."""

import pytest

from scanner.model import Limits, Unit
from tests.formats.extract import extract

MESSAGE = (
    "MSH|^~\\&|APP|FAC|||20240101||ADT^A01|1|P|2.4\r"
    "PID|1||9990000018^^^NHS^NH~L123^^^HOSP^MR||GREENHALGH^IVY^MAY||19310402|F|||"
    "1 High St^^Leeds^^LS1 1AA||01632 960001~07700 900001\r"
    "NTE|1||Key safe 4821 \\T\\ dog^x~y\\.br\\next\r"
    "ZU1|a^b\r"
)


def _read(text, **options):
    return extract("hl7", text.encode(), **options)


def test_a_message_is_a_record():
    """Positions count messages, and every column has all of them."""
    batches = _read(MESSAGE + MESSAGE).batches
    assert {(b.unit, b.first, len(b.values)) for b in batches} == {(Unit.MESSAGE, 1, 2)}


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_segment_end_is_understood(end):
    """CR, LF and CRLF end a segment alike."""
    found = _read(MESSAGE.replace("\r", end))
    assert found.values(column="PID-7 Date of birth") == ["19310402"]


def test_mllp_framing_is_left_out():
    """The bytes around a transmitted message are no content."""
    found = _read(f"\x0b{MESSAGE}\x1c\r\x0b{MESSAGE}\x1c\r")
    assert found.values(column="MSH-3 Sending application") == ["APP", "APP"]


def test_batch_headers_are_lines():
    """What stands outside any message is text."""
    found = _read(f"FHS|^~\\&|LAB\rBHS|^~\\&|LAB\r{MESSAGE}BTS|1\r")
    assert [b.unit for b in found.batches].count(Unit.LINE) == 2
    assert found.values(column="PID-8 Administrative sex") == ["F"]


def test_the_nhs_number_has_its_own_column():
    """An identifier issued by the NHS is told from local ones."""
    found = _read(MESSAGE)
    assert found.values(column="PID-3 NHS number") == ["9990000018"]
    assert found.values(column="PID-3 Patient identifier list") == ["L123 HOSP MR"]


@pytest.mark.parametrize("kind", ["NHS^NH", "^NH{status:01}", "NHS", "2.16.840.1.113883.2.1.4.1"])
def test_every_way_to_name_the_issuer_is_known(kind):
    """Issuer or type, plain or with a status, say that it is an NHS number."""
    found = _read(f"MSH|^~\\&|A\rPID|||9990000018^^^{kind}\r")
    assert found.values(column="PID-3 NHS number") == ["9990000018"]


def test_names_are_given_first():
    """A name reads as people say it."""
    assert _read(MESSAGE).values(column="PID-5 Patient name") == ["IVY MAY GREENHALGH"]


def test_repetitions_are_values_of_their_own():
    """Two phone numbers are two values of one record."""
    found = _read(MESSAGE)
    assert found.values(column="PID-13 Phone number - home") == ["01632 960001", "07700 900001"]


def test_free_text_is_kept_and_unescaped():
    """Components of a comment are not taken apart; escapes are resolved."""
    assert _read(MESSAGE).values(column="NTE-3 Comment") == ["Key safe 4821 & dog^x~y\nnext"]


def test_a_broken_line_of_free_text_stays_with_it():
    """A stray line end inside a comment does not lose what follows."""
    found = _read("MSH|^~\\&|A\rNTE|1||Key safe\r4821 at the back\r")
    assert found.values(column="NTE-3 Comment") == ["Key safe\n4821 at the back"]


def test_other_delimiters_are_obeyed():
    """MSH says which characters delimit."""
    found = _read("MSH#*~\\&#A\rPID#1##9990000018***NHS*NH##GREENHALGH*IVY\r")
    assert found.values(column="PID-3 NHS number") == ["9990000018"]
    assert found.values(column="PID-5 Patient name") == ["IVY GREENHALGH"]


def test_unknown_segments_have_columns():
    """A segment of local make is named by its number."""
    assert _read(MESSAGE).values(column="ZU1-1") == ["a b"]


def test_an_encapsulated_document_is_a_member():
    """A Base64 document in an observation is read as an object."""
    found = _read("MSH|^~\\&|A\rOBX|1|ED|D^x||^AP^PDF^Base64^a2V5IDQ4MjE=\r")
    assert found.members == {"message 1/OBX-1/attachment.pdf": b"key 4821"}


@pytest.mark.parametrize("batch_bytes", [1, 5, 64])
def test_chunks_never_change_a_value(batch_bytes):
    """The size of the chunks never changes a value."""
    small = _read(MESSAGE * 2, limits=Limits(batch_bytes=batch_bytes)).values()
    assert sorted(small) == sorted(_read(MESSAGE * 2).values())
