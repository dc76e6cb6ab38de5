"""Buckets and folders in them keep the contract of sources, against moto's server."""

from typing import Any

import pytest

from scanner.sources.s3.bucket import BucketSource
from tests.sources.contract import Known, SourceContract
from tests.sources.s3_server import settings

pytest_plugins = ["tests.sources.s3_server_fixtures"]

# Names that other tools trip over; sorted otherwise percent-encoded than as bytes.
KEYS = {
    b"Care plans/a b+c.txt": b"one",
    b"Care plans/z.csv": b"two, and more",
    b"Care plans": b"an object with the name of a folder",
    b"a//b": b"an empty folder name",
    b"a/../c": b"dots",
    b"what?is#this%41&that=$!": b"signs",
    "é/日本/𝒳.txt".encode(): b"beyond ASCII",
    b"~tilde": b"the last of ASCII",
    b"{brace}": b"sorts after letters",
    b"tab\there": b"control characters",
    b"marker/": b"a folder marker that holds something",
    b"emptyish": b"",
}


def _known(client: Any, address: str, bucket: str, folder: str) -> Known:
    prefix = f"{folder}/" if folder else ""
    for key, content in KEYS.items():
        client.put_object(Bucket=bucket, Key=prefix + key.decode(), Body=content)

    def snapshot() -> object:
        rows = client.list_objects_v2(Bucket=bucket)["Contents"]
        return [(row["Key"], row["ETag"], row["LastModified"]) for row in rows]

    return Known(
        source=BucketSource(bucket, folder, settings(address)),
        expected=dict(KEYS),
        snapshot=snapshot,
        remove=lambda path: client.delete_object(Bucket=bucket, Key=prefix + path.decode()),
    )


class TestBucket(SourceContract):
    """A whole bucket."""

    @pytest.fixture
    def known(self, s3_writer: Any, s3_address: str, s3_bucket: str) -> Known:
        """A bucket of odd keys."""
        return _known(s3_writer, s3_address, s3_bucket, "")

    def test_the_walk_goes_in_the_order_of_uris(self, known: Known) -> None:
        """The order that the store lists in is that of the uris as plain strings."""
        uris = [item.uri for item in known.source.walk()]
        assert uris == sorted(uris)


class TestFolder(SourceContract):
    """A folder in a bucket, beside folders whose names begin like its own."""

    @pytest.fixture
    def known(self, s3_writer: Any, s3_address: str, s3_bucket: str) -> Known:
        """A folder of odd keys."""
        for beside in ("Home care-old/x.txt", "Home car/y.txt", "Home care.txt", "Home"):
            s3_writer.put_object(Bucket=s3_bucket, Key=beside, Body=b"not this one")
        return _known(s3_writer, s3_address, s3_bucket, "Home care")


class TestSorted(SourceContract):
    """A bucket whose keys are sorted in memory."""

    @pytest.fixture
    def known(self, s3_writer: Any, s3_address: str, s3_bucket: str) -> Known:
        """The same bucket under `unordered`."""
        made = _known(s3_writer, s3_address, s3_bucket, "")
        source = BucketSource(s3_bucket, "", settings(s3_address, unordered=True))
        return Known(source, made.expected, made.snapshot, made.remove)
