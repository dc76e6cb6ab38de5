"""Word 97, PowerPoint 97, objects inside them, and OneNote: texts and where they stand."""

import struct
import zlib

import pytest

from scanner.formats.compound_writer import compound_file
from scanner.formats.vba import unpacked
from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract
from tests.formats.old_office import project, record, slides97, word97

NHS = "999 001 2016"
CODE = "Key safe 4821, left of the door"


def _native(name: str, content: bytes) -> bytes:
    """An Ole10Native stream."""
    inner = b"\x02\x00" + name.encode() + b"\x00C:\\x\\" + name.encode() + b"\x00\x00\x00\x03\x00"
    inner += struct.pack("<I", 2) + b"t\x00" + struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(inner)) + inner


def test_paragraphs_are_numbered():
    """Paragraphs of the body are BLOCKs in their order."""
    found = extract("doc", word97(f"Care plan\rNHS {NHS}\r{CODE}\r"))
    assert found.batch("").values.to_pylist() == ["Care plan", f"NHS {NHS}", CODE]
    assert found.batch("").unit is Unit.BLOCK


def test_table_of_a_word_document_has_columns():
    """Rows below a header are records with its cells as columns."""
    text = f"Client\x07Code\x07\x07Ivy Crabtree\x07{CODE}\x07\x07Seamus Doyle\x074822\x07\x07"
    ends, start = {}, 0
    for row in text.split("\x07\x07")[:-1]:
        first, second = row.split("\x07")
        ends |= {start + len(first): False, start + len(row): False, start + len(row) + 1: True}
        start += len(row) + 2
        assert second
    found = extract("doc", word97(text, ends=ends))
    assert found.batch("table 1", "Code").values.to_pylist() == [CODE, "4822"]
    assert found.batch("table 1", "Code").first == 2


def test_empty_last_cell_does_not_end_a_row():
    """The mark of a row's end is told from that of an empty cell by the paragraph's properties."""
    text = "Client\x07Code\x07\x07Ivy Crabtree\x07\x07\x07Jo Bell\x074822\x07\x07"
    ends = {6: False, 11: False, 12: True, 25: False, 26: False, 27: True}
    ends |= {35: False, 40: False, 41: True}
    found = extract("doc", word97(text, ends=ends))
    assert found.batch("table 1", "Client").values.to_pylist() == ["Ivy Crabtree", "Jo Bell"]


def test_comments_of_a_word_document_are_a_part():
    """Comments are found, and counted in UTF-16: signs beyond the first plane move nothing."""
    found = extract("doc", word97("Plan \U0001f5dd here\r", comments=f"{CODE}\r"))
    assert found.values("comments") == [CODE]


def test_address_of_a_link_is_parted_from_its_text():
    """A field's instruction and its result do not run together."""
    found = extract("doc", word97('\x13HYPERLINK "mailto:ivy@example.org"\x14Ivy\x15\r'))
    assert found.values("")[0].split() == ["HYPERLINK", '"mailto:ivy@example.org"', "Ivy"]


def test_encrypted_word_document_needs_its_password():
    """The flag in the header tells it."""
    main = bytearray(0x400)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0100)
    error = extract("doc", compound_file({"WordDocument": bytes(main)})).error
    assert error is not None and error.reason is Reason.ENCRYPTED


def test_file_inside_a_document_is_a_member():
    """What was dragged into a document comes with its own name."""
    tree = {"ObjectPool": {"_1": {"\x01Ole10Native": _native("codes.txt", CODE.encode())}}}
    assert extract("ole", compound_file(tree)).members == {"codes.txt": CODE.encode()}


def test_document_inside_a_document_is_a_member_of_its_own_kind():
    """A storage that is a Word document is given as a whole file."""
    inner = {"WordDocument": b"x" * 5000, "1Table": b"y"}
    held = extract("ole", compound_file({"MBD01": inner})).members["MBD01"]
    assert held == compound_file(inner)


def test_unknown_compound_file_gives_runs_and_says_so():
    """Runs of text are read, and the object never counts as fully examined."""
    content = compound_file({"Drawing": b"\x00\x01" + CODE.encode("utf-16-le") + b"\x00\x02"})
    found = extract("ole", content)
    assert found.values("Drawing") == [CODE]
    assert found.error is not None and found.error.reason is Reason.UNSUPPORTED


def test_slides_are_numbered_as_shown():
    """Each slide is a part of its own."""
    found = extract("ppt", slides97(["Rota", f"{CODE}\rNHS {NHS}"]))
    assert found.values("slide 2") == [CODE, f"NHS {NHS}"]


def test_deleted_slide_is_still_read():
    """A slide that no list names stays in the file, and is named as left over."""
    found = extract("ppt", slides97(["Rota"], deleted=CODE))
    assert found.values("left from earlier versions") == [CODE]


def test_presentation_without_a_directory_is_read_in_its_order():
    """Where the lists are lost, all texts are read."""
    stream = record(1006, record(0x0FA0, CODE.encode("utf-16-le")), container=True)
    assert extract("ppt", compound_file({"PowerPoint Document": stream})).values("slides") == [CODE]


def test_packed_object_of_a_presentation_is_a_member():
    """Embedded objects are unpacked."""
    packed = struct.pack("<I", len(CODE)) + zlib.compress(CODE.encode())
    content = slides97(["Rota"], objects=record(0x1011, packed, instance=1))
    assert extract("ppt", content).members["object 1"] == CODE.encode()


def test_object_that_is_a_bomb_is_refused():
    """A packed object may not grow without end."""
    packed = bytes(4) + zlib.compress(bytes(50_000_000))
    content = slides97(["Rota"], objects=record(0x1011, packed, instance=1))
    assert extract("ppt", content).members["object 1"] is Reason.LIMIT


def test_notes_of_onenote_and_files_inside():
    """Text runs are found in both widths, a file put into the notes is a member."""
    mark = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
    content = b"\xe4\x52\x5c\x7b" + bytes(50) + CODE.encode("utf-16-le") + b"\x00\x00\x07"
    content += mark + struct.pack("<QIQ", 5, 0, 0) + b"a,b\nc" + f"\x00NHS {NHS}\x00".encode()
    found = extract("onenote", content)
    assert found.values("text runs") == [CODE, f"NHS {NHS}"]
    assert found.members == {"file 1": b"a,b\nc"}


@pytest.mark.parametrize("place", [1_048_560, 1_048_575, 1_048_590])
def test_run_on_the_border_of_two_steps_is_found_once(place):
    """Where the file is read in steps, nothing is cut and nothing comes twice."""
    content = b"\x01" * place + CODE.encode() + b"\x01" * 5000
    assert [v for v in extract("textruns", content).values() if "4821" in v] == [CODE]


def test_compound_file_of_many_sectors_can_be_read_back():
    """The writer numbers its sectors beyond those that the header holds."""
    import olefile

    content = compound_file({"big": bytes(range(256)) * 30_000, "small": b"abc"})
    with olefile.OleFileIO(content) as held:
        assert held.openstream("big").read() == bytes(range(256)) * 30_000
        assert held.openstream("small").read() == b"abc"


def test_stream_above_the_limit_is_refused():
    """A stream larger than a member may be is not read."""
    found = extract("doc", word97("x" * 5000), limits=Limits(max_member_bytes=1000))
    assert found.error is not None and found.error.reason is Reason.LIMIT


def test_packed_macro_repeats_what_came_before():
    """The example of [MS-OVBA] 3.2.3: seven bytes are seventy-three letters."""
    assert unpacked(bytes.fromhex("0103b002614500"), 1) == b"a" * 73


@pytest.mark.parametrize("packed", ["0103b0", "0103b002ff4500", "01ffbf00", ""])
def test_broken_macro_gives_what_is_whole(packed):
    """Copies of what was never there, and chunks that break off, end the source."""
    assert len(unpacked(bytes.fromhex(packed), 1)) <= 4096


def test_macro_of_an_old_document_is_read():
    """Lines of the source stand at their numbers, settings left blank."""
    found = extract("ole", project("' key safe code 4821\r\nSub Visit()"))
    assert found.values("macro Module1") == ["' key safe code 4821", "Sub Visit()"]
    assert found.batch("macro Module1").first == 1
