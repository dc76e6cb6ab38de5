"""Buckets that cannot be swept at all, and what is said of them."""

from typing import Any

import pytest

from scanner.errors import TargetError
from scanner.sources.s3.bucket import BucketSource
from tests.sources.s3_server import Asked, Fault, Proxy, settings

pytest_plugins = ["tests.sources.s3_server_fixtures"]

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


def is_listing(asked: Asked) -> bool:
    """Whether it is a request for a page of the listing."""
    return "list-type=2" in asked.path


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (fault(b"AccessDenied", 403), "s3:ListBucket"),
        (fault(b"InvalidAccessKeyId", 403), "does not accept the credentials"),
        (fault(b"ExpiredToken", 400), "expired"),
        (fault(b"NoSuchBucket", 404), "no such bucket"),
        (fault(b"PermanentRedirect", 301), "s3.region"),
        (Fault(200, b"<html>Welcome to the wifi</html>"), "none that S3 gives"),
        (Fault(200, b"\x00\x01 no XML"), "the store failed"),
    ],
)
def test_a_bucket_that_cannot_be_listed_is_refused(
    source: BucketSource, s3_proxy: Proxy, answer: Fault, words: str
) -> None:
    """Where the first page fails there is nothing to sweep; the error says what to do."""
    s3_proxy.fault = lambda asked: answer if is_listing(asked) else None
    with pytest.raises(TargetError, match=words):
        list(source.walk())


def test_nobody_listening_is_named(aws_environment: None) -> None:
    """An address where no store answers is named as such."""
    with pytest.raises(TargetError, match="cannot be reached"):
        list(BucketSource("care", "", settings("http://127.0.0.1:9")).walk())


def test_a_missing_bucket_is_named(s3_address: str) -> None:
    """A bucket that does not exist is no empty one."""
    with pytest.raises(TargetError, match="no such bucket"):
        list(BucketSource("care-absent", "", settings(s3_address)).walk())


def test_a_missing_folder_is_named(s3_address: str, s3_writer: Any, s3_bucket: str) -> None:
    """A folder that holds nothing is likely misspelt."""
    put(s3_writer, s3_bucket, "Home care/a.txt", b"x")
    with pytest.raises(TargetError, match="no object and no folder"):
        list(BucketSource(s3_bucket, "home care", settings(s3_address)).walk())


def test_an_empty_bucket_holds_nothing(source: BucketSource) -> None:
    """A bucket without objects is swept, and gives nothing."""
    assert list(source.walk()) == []
