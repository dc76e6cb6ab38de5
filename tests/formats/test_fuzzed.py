"""What fuzzing found (`tests/bench/fuzz`): each broken file that once ended in another error."""

import sqlite3
import struct
from io import BytesIO

from scanner.formats.compound import Compound
from scanner.model import Limits, Reason
from tests.formats.extract import extract, zipped
from tests.formats.old_office import outlook

CODE = "Key safe 4821"


def _entry(content: bytes, name: str) -> int:
    """Where the directory entry of that name begins, [MS-CFB] 2.6.1."""
    return content.index(name.encode("utf-16-le") + b"\0\0")


def test_character_set_that_holds_a_nul_costs_nothing():
    """A part of a message whose character set is nonsense is read, and so is what follows."""
    first = b"Content-Type: text/plain; charset=a\0b\n\nh\xe9llo\n--x\n"
    second = b"Content-Type: text/plain\n\n" + CODE.encode() + b"\n--x--\n"
    head = b"From: ivy@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    found = extract("eml", head + first + second)
    assert found.error is None and CODE in found.values("body")


def test_member_of_an_archive_without_a_name_costs_nothing():
    """A ZIP archive may hold a member whose name is empty; those beside it are read."""
    content = bytearray(zipped({"x": "1", "a.txt": CODE}))
    struct.pack_into("<HH", content, content.index(b"PK\x01\x02") + 28, 0, 1)
    found = extract("zip", bytes(content))
    assert found.error is None and found.members["a.txt"] == CODE.encode()


def test_column_whose_name_is_no_text():
    """A database with a column name that is no UTF-8 is told as damaged, not as a crash."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (aaaa TEXT)")
    found = extract("sqlite", connection.serialize().replace(b"aaaa", b"\xff\xfe\xff\xfe"))
    connection.close()
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_damaged_note_of_a_redis_dump_costs_nothing():
    """A note that does not unpack is stepped over, and the keys behind it are read."""
    note = b"\xfa\xc3\x01\x05\x00\x01x"
    key = b"\xfe\x00\x00\x01k" + bytes([len(CODE)]) + CODE.encode()
    found = extract("redis", b"REDIS0011" + note + key + b"\xff" + bytes(8))
    assert (found.error, found.values("db0", "k")) == (None, [CODE])


def test_storage_that_holds_itself():
    """A compound file whose storages go round in a circle is told as damaged, not as a crash."""
    content = bytearray(outlook({0x37: "x"}))
    root = _entry(content, "Root Entry")
    content[root + 66] = 1  # calls itself an ordinary storage
    struct.pack_into("<I", content, root + 128 + 68, 0)  # and stands beside what it holds
    found = extract("msg", bytes(content))
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_length_of_small_streams_is_not_believed():
    """A compound file that claims gigabytes of small streams is taken to hold what it can."""
    content = bytearray(outlook({0x37: CODE}))
    struct.pack_into("<I", content, _entry(content, "Root Entry") + 120, 0x7FFFFFFF)
    assert Compound(BytesIO(content), Limits())._ole.root.size == len(content)
