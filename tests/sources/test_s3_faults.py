"""Buckets read through a connection that fails: nothing is lost, and what is lost is said."""

from typing import Any

import pytest

from scanner.errors import UnreadableError
from scanner.model import DataObject, Reason, Skipped
from scanner.sources.s3.bucket import BucketSource
from tests.sources.s3_server import Asked, Fault, Proxy, settings

pytest_plugins = ["tests.sources.s3_server_fixtures"]

OBJECTS = 120
ERROR = b"<Error><Code>%s</Code><Message>Mrs Amber Vale.txt</Message></Error>"


def fault(code: bytes, status: int) -> Fault:
    """An error that a store answers with; its message names a key."""
    return Fault(status, ERROR % code)


@pytest.fixture
def source(s3_proxy: Proxy, s3_bucket: str) -> BucketSource:
    """A bucket behind the proxy."""
    return BucketSource(s3_bucket, "", settings(s3_proxy.address))


def put(client: Any, bucket: str, key: str, content: bytes) -> None:
    """Write one object."""
    client.put_object(Bucket=bucket, Key=key, Body=content)


def objects(source: BucketSource) -> list[DataObject]:
    """What a walk yields, which must be objects only."""
    items = list(source.walk())
    assert all(isinstance(item, DataObject) for item in items)
    return [item for item in items if isinstance(item, DataObject)]


def reason_of(source: BucketSource, obj: DataObject) -> Reason:
    """Why an object cannot be opened or read."""
    with pytest.raises(UnreadableError) as caught, source.open(obj) as stream:
        stream.read()
    assert "Amber" not in str(caught.value)
    return caught.value.reason


def is_listing(asked: Asked) -> bool:
    """Whether it is a request for a page of the listing."""
    return "list-type=2" in asked.path


def is_object(asked: Asked) -> bool:
    """Whether it is a request for an object."""
    return asked.method == "GET" and "?" not in asked.path


def every_third_fails(asked: Asked) -> Fault | None:
    """Throttling, cut connections, truncated bodies and crashes, each the first time only."""
    if asked.count > 1 or not (is_listing(asked) or is_object(asked)):
        return None
    kinds = (Fault(), Fault(is_closed=True), fault(b"InternalError", 500), Fault(keep=3))
    number = sum(asked.path.encode())
    return kinds[number % 4] if number % 3 == 0 else None


def test_a_flaky_store_loses_nothing(
    source: BucketSource, s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """With a third of all first requests failing, every object is listed and read to its end."""
    expected = {f"file {number:03}.txt": b"Row %d\n" % number for number in range(OBJECTS)}
    for key, content in expected.items():
        put(s3_writer, s3_bucket, key, content)
    s3_proxy.page_size = 25
    s3_proxy.fault = every_third_fails
    found = {}
    for obj in objects(source):
        with source.open(obj) as stream:
            found[obj.name.replace("%20", " ")] = stream.read()
    assert found == expected
    failed = sum(every_third_fails(asked) is not None for asked in s3_proxy.asked)
    assert failed > OBJECTS / 5


def test_a_truncated_body_is_resumed(
    source: BucketSource, s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """What arrived before the connection broke is kept, and only the rest asked for."""
    content = bytes(range(256)) * 400
    put(s3_writer, s3_bucket, "a.bin", content)
    (obj,) = objects(source)
    s3_proxy.fault = lambda asked: (
        Fault(keep=70_000) if asked.range.startswith("bytes=0-") else None
    )
    with source.open(obj) as stream:
        assert stream.read() == content
    starts = [one.range.partition("-")[0] for one in s3_proxy.asked if is_object(one)]
    assert starts[0] == "bytes=0"
    assert len(starts) == 2
    assert 0 < int(starts[1].removeprefix("bytes=")) <= 70_000


def test_a_body_that_never_comes_is_given_up(
    source: BucketSource, s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """A store that always breaks off before the first byte is asked a few times only."""
    put(s3_writer, s3_bucket, "a.txt", b"never arrives")
    (obj,) = objects(source)
    s3_proxy.asked.clear()
    s3_proxy.fault = lambda asked: Fault(keep=0) if is_object(asked) else None
    assert reason_of(source, obj) is Reason.IO_ERROR
    assert len(s3_proxy.asked) == 5


def test_lasting_throttling_is_named(
    source: BucketSource, s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """A store that only says to slow down is given up after a bounded number of tries."""
    put(s3_writer, s3_bucket, "a.txt", b"x")
    (obj,) = objects(source)
    s3_proxy.asked.clear()
    s3_proxy.fault = lambda _: Fault()
    assert reason_of(source, obj) is Reason.IO_ERROR
    assert len(s3_proxy.asked) == 6  # three rounds of two tries


def test_an_overwritten_object_is_changed(
    source: BucketSource, s3_writer: Any, s3_bucket: str
) -> None:
    """What took an object's place since the listing is not read in its name."""
    put(s3_writer, s3_bucket, "a.txt", b"before")
    (obj,) = objects(source)
    put(s3_writer, s3_bucket, "a.txt", b"behind")
    assert reason_of(source, obj) is Reason.CHANGED


def test_an_object_overwritten_while_it_is_read_is_changed(
    source: BucketSource, s3_writer: Any, s3_bucket: str
) -> None:
    """A stream never mixes two versions of an object."""
    put(s3_writer, s3_bucket, "a.bin", b"1" * 600_000)
    (obj,) = objects(source)
    with source.open(obj) as stream:
        assert stream.read(10) == b"1" * 10
        put(s3_writer, s3_bucket, "a.bin", b"2" * 600_000)
        with pytest.raises(UnreadableError) as caught:
            stream.read()
    assert caught.value.reason is Reason.CHANGED


def test_a_store_that_ignores_conditions_is_noticed(
    source: BucketSource, s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """Where a store ignores `If-Match`, the mark in its answer tells."""
    put(s3_writer, s3_bucket, "a.txt", b"before")
    (obj,) = objects(source)
    put(s3_writer, s3_bucket, "a.txt", b"behind")
    s3_proxy.ignored_headers = ("if-match",)
    assert reason_of(source, obj) is Reason.CHANGED


def test_an_object_with_the_store_s_own_encoding_is_left_as_stored(
    source: BucketSource, s3_writer: Any, s3_bucket: str
) -> None:
    """`Content-Encoding: gzip` is not undone: readers see the bytes, and know gzip."""
    packed = b"\x1f\x8b not really gzip"
    s3_writer.put_object(Bucket=s3_bucket, Key="a.csv", Body=packed, ContentEncoding="gzip")
    (obj,) = objects(source)
    with source.open(obj) as stream:
        assert stream.read() == packed


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        (b"AccessDenied", 403, Reason.DENIED),
        (b"ExpiredToken", 400, Reason.DENIED),
        (b"NoSuchKey", 404, Reason.VANISHED),
        (b"InvalidObjectState", 403, Reason.IO_ERROR),
        (b"KMS.DisabledException", 400, Reason.DENIED),
    ],
)
def test_a_refused_object_has_its_reason(
    source: BucketSource,
    s3_proxy: Proxy,
    s3_writer: Any,
    s3_bucket: str,
    code: bytes,
    status: int,
    reason: Reason,
) -> None:
    """An object that the store refuses is named, and the store's words are not repeated."""
    put(s3_writer, s3_bucket, "a.txt", b"x")
    (obj,) = objects(source)
    s3_proxy.fault = lambda asked: fault(code, status)
    assert reason_of(source, obj) is reason


def test_a_listing_that_breaks_off_is_a_row(
    source: BucketSource, s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """What was listed is yielded; then a row says that all below may be affected, and why."""
    for number in range(8):
        put(s3_writer, s3_bucket, f"{number:04}", b"x")
    s3_proxy.page_size = 5
    s3_proxy.fault = lambda asked: (
        fault(b"ExpiredToken", 400) if "continuation-token" in asked.path else None
    )
    *before, last = source.walk()
    assert len(before) == 5
    assert isinstance(last, Skipped)
    assert (last.reason, last.uri) == (Reason.DENIED, f"s3://{s3_bucket}/")
    assert "after 5 objects" in last.detail
    assert "expired" in last.detail
