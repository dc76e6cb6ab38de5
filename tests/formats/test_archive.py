"""Archives: members, names, limits, damage."""

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
from io import BytesIO

import pytest

from scanner.model import Limits, Reason
from tests.formats.extract import extract, zipped

SMALL = Limits(max_member_bytes=1000)


def _tar(mode="w", size=5, entries=()):
    held = BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        info = tarfile.TarInfo("notes/a.txt")
        info.size, info.mtime = size, 1_700_000_000
        archive.addfile(info, BytesIO(b"h" * size))
        for entry in entries:
            archive.addfile(entry)
    return held.getvalue()


def _entry(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_zip_members_in_order():
    """Members come in the order of the archive, with what they hold."""
    found = extract("zip", zipped({"b.txt": "two", "a.txt": "one"}))
    assert list(found.members.items()) == [("b.txt", b"two"), ("a.txt", b"one")]


def test_zip_name_of_code_page_437():
    """A name that is not UTF-8 is read in the code page of ZIP."""
    content = zipped({"pl?n.txt": "x"}).replace(b"pl?n", b"pl\x84n")
    assert list(extract("zip", content).members) == ["plän.txt"]


def test_name_outside_is_only_a_name():
    """A name that points outside the archive is given as it stands."""
    assert list(extract("zip", zipped({"../../etc/passwd": "x"})).members) == ["../../etc/passwd"]


def test_encrypted_member_is_said():
    """An encrypted member is left out by name; the others are read."""
    content = bytearray(zipped({"a.txt": "one", "b.txt": "two"}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    found = extract("zip", bytes(content))
    assert found.members == {"a.txt": Reason.ENCRYPTED, "b.txt": b"two"}


def test_bomb_by_ratio_is_left_out():
    """A member that unpacks to more than the allowed ratio is not unpacked."""
    found = extract("zip", zipped({"bomb": bytes(5_000_000), "a.txt": "one"}))
    assert found.members == {"bomb": Reason.LIMIT, "a.txt": b"one"}


def test_large_member_is_left_out():
    """A member above the size limit is not unpacked."""
    found = extract("zip", zipped({"big": "x" * 1001}), limits=SMALL)
    assert found.members == {"big": Reason.LIMIT}


def test_lying_size_does_not_help_a_bomb():
    """A member that holds more than its archive says is not unpacked beyond what it says."""
    content = bytearray(zipped({"a": bytes(100_000)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(mark) + offset, 10)
    assert extract("zip", bytes(content)).members["a"] is Reason.DAMAGED


def test_total_is_limited():
    """The sum of all members is limited; what came before counts."""
    found = extract(
        "zip", zipped({"a": "x" * 600, "b": "x" * 600}), limits=Limits(max_total_bytes=999)
    )
    assert list(found.members) == ["a"]
    assert found.error is not None and found.error.reason is Reason.LIMIT


def test_count_is_limited():
    """The number of members is limited."""
    found = extract("zip", zipped(dict.fromkeys("abc", "x")), limits=Limits(max_members=2))
    assert list(found.members) == ["a", "b"]
    assert found.error is not None and found.error.reason is Reason.LIMIT


def test_overlapping_members_are_left_out():
    """Members that share their packed bytes are a bomb."""
    content = bytearray(zipped({"a": "x" * 500, "b": "y" * 500}, zipfile.ZIP_STORED))
    second = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 10)  # inside the first member
    assert extract("zip", bytes(content)).members["b"] is Reason.LIMIT


def test_truncated_zip_gives_what_is_whole():
    """Of an archive that breaks off, the whole members are read, then the damage is said."""
    content = zipped({"a.txt": "one " * 20, "b.txt": "two " * 20, "c.txt": "three " * 20})
    cut = content[: content.find(b"c.txt") + 10]
    found = extract("zip", cut)
    assert found.members["a.txt"] == b"one " * 20
    assert found.members["b.txt"] == b"two " * 20
    assert found.error is not None and found.error.reason is Reason.DAMAGED


def test_truncated_stored_zip_gives_what_is_whole():
    """Members without compression are found from the front too."""
    content = zipped({"a.txt": "one", "b.txt": "two"}, zipfile.ZIP_STORED)
    assert extract("zip", content[:-30]).members == {"a.txt": b"one", "b.txt": b"two"}


@pytest.mark.parametrize(
    ("format", "mode"), [("tar", "w"), ("gzip", "w:gz"), ("bzip2", "w:bz2"), ("xz", "w:xz")]
)
def test_tar_of_every_compression(format, mode):
    """A TAR archive is looked into, whatever it is packed with."""
    assert extract(format, _tar(mode)).members == {"notes/a.txt": b"hhhhh"}


def test_tar_links_and_devices_are_said():
    """Links are not followed and devices not opened; both are named."""
    content = _tar(
        entries=[
            _entry("up", tarfile.SYMTYPE, "../.."),
            _entry("same", tarfile.LNKTYPE, "notes/a.txt"),
            _entry("null", tarfile.CHRTYPE),
        ]
    )
    reasons = [(s.part, s.reason) for s in extract("tar", content).skipped]
    assert reasons == [
        ("up", Reason.LINK),
        ("same", Reason.LINK),
        ("null", Reason.SPECIAL_FILE),
    ]


def test_truncated_tar_is_damaged():
    """A TAR archive that breaks off is said to be damaged."""
    found = extract("tar", _tar(size=5000)[:3000])
    assert found.error is not None
    assert found.error.reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("format", "pack", "name"),
    [
        ("gzip", gzip.compress, "list.csv.gz"),
        ("bzip2", bz2.compress, "list.csv.bz2"),
        ("xz", lzma.compress, "list.csv.xz"),
    ],
)
def test_single_file_loses_its_ending(format, pack, name):
    """What lies in a compressed file has its name without the ending."""
    assert extract(format, pack(b"a,b\n1,2\n"), name).members == {"list.csv": b"a,b\n1,2\n"}


def test_gzip_of_two_pieces_is_whole():
    """Concatenated gzip pieces are one file."""
    content = gzip.compress(b"one ") + gzip.compress(b"two")
    assert extract("gzip", content, "a.txt.gz").members == {"a.txt": b"one two"}


def test_gzip_bomb_is_limited():
    """A compressed file that unpacks to too much is not unpacked."""
    found = extract("gzip", gzip.compress(bytes(50_000_000)), "a.gz")
    assert found.members == {"a": Reason.LIMIT}


def test_truncated_gzip_is_damaged():
    """A compressed file that breaks off is said to be damaged."""
    content = gzip.compress(bytes(range(256)) * 400)
    assert extract("gzip", content[:-20], "a.gz").members == {"a": Reason.DAMAGED}
