"""Buckets of an independent store, OpenStack Swift, keep the same contract. Slow: on request."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from scanner.config import S3Settings
from scanner.model import DataObject, Verdict
from scanner.sources.s3.bucket import BucketSource
from tests.sources.contract import Known, SourceContract
from tests.sources.s3_server_swift import (
    ACCESS_KEY,
    DEBIAN_PACKAGES,
    SECRET_KEY,
    missing,
    swift_server,
    swift_writer,
)

pytestmark = [
    pytest.mark.skipif("KEYSWEEP_SLOW" not in os.environ, reason="slow; set KEYSWEEP_SLOW=1"),
    pytest.mark.skipif(bool(missing()), reason=f"apt-get install {DEBIAN_PACKAGES}"),
]

KEYS = {
    b"Care plans/a b+c.txt": b"one",
    b"Care plans/z.csv": b"two, and more",
    b"a//b": b"an empty folder name",
    b"what?is#this%41&that=$!": b"signs",
    "é/日本/𝒳.txt".encode(): b"beyond ASCII",
    b"~tilde": b"the last of ASCII",
    b"{brace}": b"sorts after letters",
    b"empty": b"",
}


@pytest.fixture(scope="module")
def swift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the store."""
    with swift_server(tmp_path_factory.mktemp("swift")) as address:
        yield address


@pytest.fixture
def writer(swift: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client that may write; the source finds the same credentials in the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS_KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
    return swift_writer(swift)


def source_of(address: str, bucket: str) -> BucketSource:
    """A whole bucket of the store."""
    return BucketSource(bucket, "", S3Settings(endpoint_url=address))


class TestSwift(SourceContract):
    """A bucket of Swift."""

    @pytest.fixture
    def known(self, writer: Any, swift: str, request: pytest.FixtureRequest) -> Known:
        """A bucket of odd keys, one a test."""
        bucket = f"b{abs(hash(request.node.name)):x}"
        writer.create_bucket(Bucket=bucket)
        for key, content in KEYS.items():
            writer.put_object(Bucket=bucket, Key=key.decode(), Body=content)

        def snapshot() -> object:
            rows = writer.list_objects_v2(Bucket=bucket)["Contents"]
            return [(row["Key"], row["ETag"], row["LastModified"]) for row in rows]

        return Known(
            source=source_of(swift, bucket),
            expected=dict(KEYS),
            snapshot=snapshot,
            remove=lambda path: writer.delete_object(Bucket=bucket, Key=path.decode()),
        )


def test_pages_follow_each_other(writer: Any, swift: str) -> None:
    """More objects than one page holds come each once, in order, and resume anywhere."""
    writer.create_bucket(Bucket="pages")
    names = [f"file {number:04}.txt" for number in range(1100)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: writer.put_object(Bucket="pages", Key=name, Body=b"x"), names))
    source = source_of(swift, "pages")
    uris = [item.uri for item in source.walk()]
    assert uris == [f"s3://pages/{name.replace(' ', '%20')}" for name in names]
    assert [item.uri for item in source.walk(uris[1050])] == uris[1051:]


def test_a_large_object_is_read_by_ranges(writer: Any, swift: str) -> None:
    """An object of many windows is read whole, and its end at once."""
    writer.create_bucket(Bucket="large")
    content = bytes(range(251)) * 130_000
    writer.put_object(Bucket="large", Key="a.bin", Body=content)
    source = source_of(swift, "large")
    (obj,) = source.walk()
    assert isinstance(obj, DataObject)
    with source.open(obj) as stream:
        stream.seek(-100, os.SEEK_END)
        assert stream.read() == content[-100:]
        stream.seek(0)
        assert stream.read() == content


def test_questions_that_the_store_does_not_know_stop_nothing(writer: Any, swift: str) -> None:
    """What a sweep needs works; what Swift does not tell is not known."""
    writer.create_bucket(Bucket="checks")
    writer.put_object(Bucket="checks", Key="a.txt", Body=b"x")
    checks = list(source_of(swift, "checks").checks())
    assert {one.verdict for one in checks if one.required} == {Verdict.YES}
    assert any(one.verdict is Verdict.UNKNOWN for one in checks)
