"""What one name of a listing is, also where only Windows has such names, and hostile listings."""

import random
import struct

import pytest
from smbprotocol.exceptions import SMBException

from scanner.model import Access, Reason
from scanner.sources.smb.entries import Entry, entries_of
from scanner.sources.smb.places import Folder, Leaf, passed_over, permissions, utc

_FOLDER, _REPARSE, _OFFLINE, _RECALL, _EFS = 0x10, 0x400, 0x1000, 0x40_0000, 0x4000


def named(name: str = "a.csv", attributes: int = 0, tag: int = 0) -> Leaf:
    """A name in the top folder of a share."""
    return Leaf(Folder(("care",), "smb://nas/care/", ()), Entry(name, 1, 0, 7, attributes, tag))


@pytest.mark.parametrize(
    ("attributes", "tag", "detail"),
    [
        (_FOLDER | _REPARSE, 0xA0000003, "link or mount point, not followed"),
        (_REPARSE, 0xA000000C, "link or mount point, not followed"),
        (_FOLDER | _REPARSE, 0x8000000A, "DFS link, not followed"),
        (_REPARSE, 0x80000014, "link or mount point, not followed"),
    ],
    ids=["junction", "symbolic link", "DFS", "made over NFS"],
)
def test_links_are_not_followed(attributes: int, tag: int, detail: str) -> None:
    """Whatever stands for another place is a row, a folder too."""
    leaf = named(attributes=attributes, tag=tag)
    row = passed_over(leaf)
    assert row is not None
    assert (row.reason, row.detail) == (Reason.LINK, detail)
    assert not leaf.entry.is_folder


@pytest.mark.parametrize("tag", [0x80000013, 0x80000017], ids=["deduplicated", "compressed"])
def test_deduplicated_files_are_files(tag: int) -> None:
    """A reparse point that stands for no other place is read like any file."""
    assert passed_over(named(attributes=_REPARSE, tag=tag)) is None


@pytest.mark.parametrize("attributes", [_OFFLINE, _RECALL])
def test_files_in_slower_storage_are_not_called_back(attributes: int) -> None:
    """A file whose reading would move it is a row that says so."""
    row = passed_over(named(attributes=attributes))
    assert row is not None
    assert "slower storage" in row.detail


@pytest.mark.parametrize("name", ["a\\..\\b", "a/b", "a\0b", ""])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    """A name with a separator in it comes from a server that lies."""
    row = passed_over(named(name))
    assert row is not None
    assert row.reason is Reason.DAMAGED


def test_files_the_server_encrypts_say_so() -> None:
    """The encrypting file system is seen; without it nothing is known."""
    assert Entry("a", 1, 0, 7, _EFS).encrypted is True
    assert Entry("a", 1, 0, 7, 0).encrypted is None


def test_times_beyond_the_calendar_are_none() -> None:
    """No time, and one that no calendar holds, are both unknown."""
    assert utc(0) is None
    assert utc(2**64 - 1) is None
    assert str(utc(116444736000000000)) == "1970-01-01 00:00:00+00:00"


def test_what_is_no_descriptor_leaves_access_unknown() -> None:
    """A damaged answer is said, and nobody is called safe for it."""
    found = permissions(b"\x01\x00\x04")
    assert (found.access, found.evidence) == (
        Access.UNKNOWN,
        "the server's answer is no security descriptor",
    )


def listing(*names: str) -> bytes:
    """An answer to a listing."""
    held = b""
    for index, name in enumerate(names):
        text = name.encode("utf-16-le", "surrogatepass")
        size = 80 + len(text) + -len(text) % 8
        onward = size if index + 1 < len(names) else 0
        fields = struct.pack("<IIQQQQQQIIIIQ", onward, 0, 0, 0, 0, 0, 9, 0, 0, len(text), 0, 0, 5)
        held += (fields + text).ljust(size, b"\0")
    return held


def test_a_listing_is_taken_apart() -> None:
    """Names of any characters come out with their sizes."""
    found = entries_of(listing("a", "Zoë 🏠", "\ud800"))
    assert [(entry.name, entry.size_bytes) for entry in found] == [
        ("a", 9),
        ("Zoë 🏠", 9),
        ("\ud800", 9),
    ]


def test_damaged_listings_end() -> None:
    """Whatever the bytes, the parser ends, with names or with an error."""
    whole, draw = listing(*"abcdefgh"), random.Random(9)
    refused = 0
    for _ in range(2_000):
        held = bytearray(whole[: draw.randrange(1, len(whole) + 1)])
        for _ in range(5):
            held[draw.randrange(len(held))] = draw.randrange(256)
        try:
            entries_of(bytes(held))
        except (SMBException, UnicodeDecodeError):
            refused += 1
    assert refused > 500
