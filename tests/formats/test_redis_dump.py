"""Redis dumps: keys as rows, whatever their values are packed as."""

import base64
import random

import pytest

from scanner.model import Reason, Unit
from tests.formats.extract import extract

# Saved by Redis 7.0.15: a string of each encoding, a hash, a list, both sets, a sorted set, a
# stream with a group, keys that expire, and a second database.
DUMP = base64.b64decode(
    """
    UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwtsQB2v6CHVzZWQtbWVt
    whjREQD6CGFvZi1iYXNlwAD+APsLARIGdmlzaXRzAQIlJQAAAAQAjUtleSBzYWZlIDQ4MjEODAH0kk1zUwIA
    AAAJ3tQC/wAKc2Vzc2lvbjphMS17Im5hbWUiOiJJdnkgR2FydGgiLCJuaHNOdW1iZXIiOiI5OTkwMDAwMDE4
    In0RAXodHQAAAAQAiUl2eSBHYXJ0aAqDMS41BIJCbwMCAf/8zHcMYroKAAAABXNtYWxswPkAE2NsaWVudDox
    MDQxOmtleXNhZmXB1RIABGxvbmfDJ0B8H0tleSBzYWZlIDQ4MjEgYmVzaWRlIHRoZSBkb29yLiBL4FEeAS4g
    AAVzaG9ydMEsARALY2xpZW50OjEwNDFAQUEAAAAIAIlmdWxsX25hbWUKiUl2eSBHYXJ0aAqKbmhzX251bWJl
    cgv0kk1zUwIAAAAJhG5vdGUFgAGBbgLf+wL/CwRpbnRzIAgAAAADAAAAAQAAAAAAAAACAAAAAAAAAJJNc1MC
    AAAAAgV3b3JkcwINa2V5IHNhZmUgNDgyMQFhEwNsb2cBEAAAAaITmde1AAAAAAAAAAA2NgAAAAwAAQEAAQIB
    hG5vdGUFg3dobwQAAQIBAAEAAY1LZXkgc2FmZSA0ODIxDoNJdnkEBQH/AYEAAAGiE5nXtQCBAAABohOZ17UA
    AAABAQFngQAAAaITmde1AAEBAAABohOZ17UAAAAAAAAAAMTXmROiAQAAAQECYzHE15kTogEAAAEAAAGiE5nX
    tQAAAAAAAAAA/gP7AQAABW90aGVyDmRvYiAxOTQxLTAzLTEy/yNv3khnUi5k
    """
)


def test_every_kind_of_value_is_read():
    """Integers, packed strings, lists, sets, sorted sets, hashes and streams give their text."""
    found = extract("redis", DUMP)
    assert found.error is None
    assert found.skipped == []
    assert found.values("db0", "client keysafe") == ["4821"]
    assert found.values("db0", "long")[0].startswith("Key safe 4821 beside the door. Key safe")
    assert found.values("db0", "visits") == ["Key safe 4821", "12", "9990000018", "-300"]
    assert sorted(found.values("db0", "words")) == ["a", "key safe 4821"]
    assert found.values("db0", "ints") == ["1", "2", "9990000018"]
    assert found.values("db0", "small") == ["-7"]
    assert "Ivy Garth" in found.values("db0", "z")
    assert "Key safe 4821" in found.values("db0", "log")
    assert found.values("db3", "other") == ["dob 1941-03-12"]


def test_a_hash_is_one_row():
    """The fields of a hash stand at one position, beside their key."""
    found = extract("redis", DUMP)
    rows = {}
    for batch in found.batches:
        assert batch.unit is Unit.ROW
        for index, value in enumerate(batch.values.to_pylist()):
            if value and batch.part == "db0":
                rows.setdefault(batch.first + index, {})[batch.column] = value
    assert {"key": "client:1041", "full_name": "Ivy Garth", "nhs_number": "9990000018",
            "n": "-5"} in rows.values()  # fmt: skip


def test_json_in_a_value_is_opened():
    """A session kept as JSON has a column for each of its fields."""
    found = extract("redis", DUMP)
    assert found.values("db0", "nhsNumber") == ["9990000018"]


def test_a_cut_off_dump_counts_up_to_its_end():
    """Keys before the cut are given, and the cut is said."""
    found = extract("redis", DUMP[: DUMP.index(b"dob 1941")])
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]
    assert found.values("db0", "visits")[0] == "Key safe 4821"


def test_a_kind_nobody_knows_ends_the_reading():
    """Behind a key whose length is not known nothing can be found, and that is said."""
    content = b"REDIS0011\xfe\x00" + b"\x00\x01k\x01v" + b"\x63\x01k" + b"\x00\x01l\x01w"
    found = extract("redis", content)
    assert found.values("db0", "k") == ["v"]
    assert [note.reason for note in found.skipped] == [Reason.UNSUPPORTED]


@pytest.mark.parametrize(
    "content",
    [
        b"REDIS0011\x00\x01k\x80\xff\xff\xff\xff",  # a string of four gigabytes
        b"REDIS0011\x00\x01k\xc3\x02\x80\xff\xff\xff\xffab",  # unpacked, likewise
        b"REDIS0011\x01\x01k\x81" + b"\xff" * 8,  # a list of 2^64 items
    ],
)
def test_giant_lengths_are_damage(content):
    """What a dump announces is never believed."""
    found = extract("redis", content)
    assert found.error is None
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]


def test_damaged_bytes_never_crash():
    """Flipped and cut dumps end without an error."""
    rng = random.Random(4821)
    for _ in range(300):
        content = bytearray(DUMP[: rng.randint(9, len(DUMP))])
        for _ in range(rng.randint(0, 6)):
            content[rng.randrange(9, len(content) + 1) - 1] = rng.randrange(256)
        assert extract("redis", bytes(content)).error is None
