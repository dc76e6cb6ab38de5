"""MongoDB's dumps: documents as rows, nested fields as dotted columns."""

import datetime
import random
import struct

import bson
import pytest
from bson.decimal128 import Decimal128

from scanner.model import Limits, Reason, Unit
from tests.formats.extract import extract

PEOPLE = [
    {"_id": bson.ObjectId("65f000000000000000000001"), "name": "Ivy Garth",
     "nhs": bson.Int64(9990000018), "dob": datetime.datetime(1941, 3, 12),
     "access": {"keySafe": "4821", "notes": ["ring twice", "side door"]}},
    {"_id": 2, "name": "Bo", "nhs": 9990000026.0, "fee": Decimal128("12.50"),
     "photo": b"\x89PNG\x00", "note": b"key safe 4821", "none": None, "flag": True},
]  # fmt: skip
COLLECTION = b"".join(map(bson.encode, PEOPLE))
END = b"\xff\xff\xff\xff"


def _rows(found):
    rows = {}
    for batch in found.batches:
        assert batch.unit is Unit.ROW
        for index, value in enumerate(batch.values.to_pylist()):
            if value:
                place = rows.setdefault((batch.part, batch.first + index), {})
                place.setdefault(batch.column, []).append(value)
    return rows


def test_documents_are_rows_of_their_collection():
    """The file's name is the part, every type is text, the columns are paths."""
    found = extract("bson", COLLECTION, "clients.bson")
    assert found.error is None and found.skipped == []
    assert _rows(found) == {
        ("clients", 1): {
            "_id": ["65f000000000000000000001"], "name": ["Ivy Garth"], "nhs": ["9990000018"],
            "dob": ["1941-03-12"], "access.keySafe": ["4821"],
            "access.notes": ["ring twice", "side door"],
        },
        ("clients", 2): {
            "_id": ["2"], "name": ["Bo"], "nhs": ["9990000026"], "fee": ["12.50"],
            "note": ["key safe 4821"], "flag": ["true"],
        },
    }  # fmt: skip


def test_a_file_in_a_document_is_a_member():
    """Bytes that are a file are read as one."""
    found = extract("bson", COLLECTION, "clients.bson")
    assert found.members == {"clients/2/photo": b"\x89PNG\x00"}


def _archive(*runs):
    content = b"\x6d\xe2\x99\x81" + bson.encode({"version": "0.1"})
    content += bson.encode({"db": "care", "collection": "clients", "metadata": "{}"}) + END
    for collection, documents in runs:
        header = {
            "db": "care",
            "collection": collection,
            "EOF": not documents,
            "CRC": bson.Int64(0),
        }
        content += bson.encode(header) + b"".join(map(bson.encode, documents)) + END
    return content


def test_an_archive_holds_collections_in_turns():
    """Rows are numbered within their collection, however the runs alternate."""
    content = _archive(
        ("clients", PEOPLE[:1]), ("visits", [{"n": 1}]), ("clients", PEOPLE[1:]), ("clients", [])
    )
    found = extract("mongoarchive", content)
    rows = _rows(found)
    assert found.skipped == []
    assert sorted(rows) == [("care.clients", 1), ("care.clients", 2), ("care.visits", 1)]
    assert rows["care.clients", 2]["name"] == ["Bo"]


@pytest.mark.parametrize("cut", [3, 40, len(COLLECTION) - 1])
def test_a_cut_off_collection_counts_up_to_its_end(cut):
    """Whole documents are given, and the cut is said."""
    found = extract("bson", COLLECTION[:cut], "clients.bson")
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]
    assert len(_rows(found)) == (1 if cut > len(bson.encode(PEOPLE[0])) else 0)


def test_documents_in_documents_without_end_are_damage():
    """A document nested deeper than MongoDB allows neither crashes nor hides what stands before."""
    deep = b"\x05\x00\x00\x00\x00"
    for _ in range(2000):
        deep = struct.pack("<i", len(deep) + 8) + b"\x03a\x00" + deep + b"\x00"
    found = extract("bson", bson.encode(PEOPLE[0]) + deep, "clients.bson")
    assert found.error is None
    assert [note.reason for note in found.skipped] == [Reason.DAMAGED]
    assert found.values("clients", "name") == ["Ivy Garth"]


def test_damaged_bytes_never_crash():
    """Flipped bytes end without an error."""
    rng = random.Random(4821)
    for sample, kind in ((COLLECTION, "bson"), (_archive(("clients", PEOPLE)), "mongoarchive")):
        for _ in range(300):
            content = bytearray(sample)
            for _ in range(rng.randint(1, 5)):
                content[rng.randrange(4, len(content))] = rng.randrange(256)
            assert extract(kind, bytes(content), limits=Limits(batch_rows=2)).error is None
