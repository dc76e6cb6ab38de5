"""What fuzzing found (`tests/bench/fuzz`): each broken file that once ended in another error."""

import sqlite3
import struct
from io import BytesIO

import pytest

from scanner.formats.compound import Compound
from scanner.model import Limits, Reason
from tests.formats.extract import extract, zipped
from tests.formats.old_office import outlook

CODE = "Key safe 4821"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
_PAGE = f"<PageContents><Shape><Text>{CODE}</Text></Shape></PageContents>"


def _entry(content: bytes, name: str) -> int:
    """Where the directory entry of that name begins, [MS-CFB] 2.6.1."""
    return content.index(name.encode("utf-16-le") + b"\0\0")


def _nameless(archive: bytes) -> bytes:
    """The archive, with the name of its first member, of one letter, made empty."""
    content = bytearray(archive)
    struct.pack_into("<HH", content, content.index(b"PK\x01\x02") + 28, 0, 1)
    return bytes(content)


def test_character_set_that_holds_a_nul_costs_nothing():
    """A part of a message whose character set is nonsense is read, and so is what follows."""
    first = b"Content-Type: text/plain; charset=a\0b\n\nh\xe9llo\n--x\n"
    second = b"Content-Type: text/plain\n\n" + CODE.encode() + b"\n--x--\n"
    head = b"From: ivy@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    found = extract("eml", head + first + second)
    assert found.error is None and CODE in found.values("body")


def test_member_of_an_archive_without_a_name_costs_nothing():
    """A ZIP archive may hold a member whose name is empty; those beside it are read."""
    found = extract("zip", _nameless(zipped({"x": "1", "a.txt": CODE})))
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


def test_empty_database_is_no_hunger_for_memory():
    """No bytes at all are told as damaged; the library would say that memory ran out."""
    found = extract("sqlite", b"")
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_table_of_small_streams_is_not_believed_either():
    """Nor is what a compound file claims of the table that tells where they lie, [MS-CFB] 2.2."""
    content = bytearray(outlook({0x37: CODE}))
    struct.pack_into("<I", content, 64, 0x7FFFFFFF)
    assert Compound(BytesIO(content), Limits())._ole.num_mini_fat_sectors <= len(content) // 512


def test_page_of_a_drawing_that_is_no_relation():
    """A page that the list names and nothing leads to is passed over, and the others are read."""
    drawing = {"x": "", "visio/pages/_rels/pages.xml.rels": "<R/>", "visio/pages/page1.xml": _PAGE}
    listed = f'<Pages xmlns:r="{_RELATIONS}"><Page><Rel r:id="r2"/></Page></Pages>'
    found = extract("vsdx", _nameless(zipped(drawing | {"visio/pages/pages.xml": listed})))
    assert found.error is None and CODE in found.values()


def test_damaged_sheet_is_told_as_damaged():
    """What looks for number styles in an OpenDocument sheet leaves it to the reader to complain."""
    content = bytearray(zipped({"mimetype": _SHEET, "content.xml": "<a>" + "x" * 2000 + "</a>"}))
    at = content.index(b"content.xml") + len("content.xml")
    content[at : at + 8] = b"\xff" * 8
    found = extract("ods", bytes(content))
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_list_of_properties_is_no_longer_than_the_properties():
    """A property that claims to list a million nothings is refused before they are made."""
    ole = Compound(BytesIO(outlook({0x37: CODE})), Limits())._ole
    claim = struct.pack("<I", 1_000_000)
    with pytest.raises(ValueError, match="longer than"):
        ole._parse_property(claim, 0, 4, 0x1000, False, None)
    assert ole._parse_property(struct.pack("<IHH", 2, 7, 9), 0, 4, 0x1002, False, None) == [7, 9]
