"""Credentials, roles, whole accounts, and what is tried before a sweep."""

from typing import Any

import boto3
import pytest

from scanner.config import Settings
from scanner.errors import ConfigError, TargetError
from scanner.model import DataObject, Reason, Skipped, Verdict
from scanner.sources.registry import resolve
from scanner.sources.s3.bucket import BucketSource
from scanner.sources.s3.client import s3_client
from scanner.sources.s3.source import AccountSource, from_target
from tests.sources.s3_server import REGION, Fault, Proxy, make_bucket, settings

pytest_plugins = ["tests.sources.s3_server_fixtures"]


def source_of(address: str, bucket: str, **more: Any) -> BucketSource:
    """A whole bucket under these settings."""
    return BucketSource(bucket, "", settings(address, **more))


def only(source: BucketSource | AccountSource) -> DataObject:
    """The one object of a source."""
    (item,) = source.walk()
    assert isinstance(item, DataObject)
    return item


def others(client: Any, *wanted: str) -> tuple[str, ...]:
    """Patterns that leave out the buckets of other tests."""
    names = [one["Name"] for one in client.list_buckets()["Buckets"]]
    return tuple(name for name in names if name not in wanted)


def test_checks_of_a_readable_bucket(s3_address: str, s3_writer: Any, s3_bucket: str) -> None:
    """All that a sweep cannot do without is tried, and found to work."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    checks = [one for one in source_of(s3_address, s3_bucket).checks() if one.required]
    assert [(one.asks, one.verdict) for one in checks] == [
        ("have credentials", Verdict.YES),
        ("list objects", Verdict.YES),
        ("read one object", Verdict.YES),
    ]


def test_checks_without_credentials(
    s3_address: str, s3_bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing credentials are said, with the names of what to set."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    first, second, *_ = source_of(s3_address, s3_bucket).checks()
    assert (first.verdict, second.verdict) == (Verdict.NO, Verdict.NO)
    assert "AWS_ACCESS_KEY_ID" in first.needs


def test_checks_of_an_object_that_may_not_be_read(
    s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """A listing that works does not hide that reading does not."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    s3_proxy.fault = lambda asked: (
        Fault(403, b"<Error><Code>AccessDenied</Code></Error>")
        if asked.path.endswith("/a.txt")
        else None
    )
    checks = source_of(s3_proxy.address, s3_bucket).checks()
    read = next(one for one in checks if one.asks == "read one object")
    assert (read.verdict, read.needs) == (Verdict.NO, "s3:GetObject")


def test_an_account_is_all_its_buckets(s3_address: str, s3_writer: Any, s3_bucket: str) -> None:
    """`s3://` sweeps every bucket that no pattern leaves out."""
    other = s3_bucket + "-b"
    make_bucket(s3_writer, other)
    for bucket in (s3_bucket, other):
        s3_writer.put_object(Bucket=bucket, Key="x/a.txt", Body=b"x")
    left_out = others(s3_writer, s3_bucket, other)
    source = resolve("s3://", Settings(s3=settings(s3_address), exclude=left_out))
    uris = [item.uri for item in source.walk()]
    assert uris == sorted([f"s3://{s3_bucket}/x/a.txt", f"s3://{other}/x/a.txt"])
    assert [item.uri for item in source.walk(uris[0])] == uris[1:]


def test_objects_of_an_account_name_it_as_their_container(
    s3_address: str, s3_writer: Any, s3_bucket: str
) -> None:
    """The target of the sweep is the container, and its objects can be opened."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    source = AccountSource(settings(s3_address), exclude=others(s3_writer, s3_bucket))
    obj = only(source)
    assert obj.container == source.root
    with source.open(obj) as stream:
        assert stream.read() == b"x"


def test_a_bucket_of_an_account_that_cannot_be_listed_is_a_row(
    s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """One closed bucket does not end the sweep of the others."""
    s3_proxy.fault = lambda asked: (
        Fault(403, b"<Error><Code>AccessDenied</Code></Error>")
        if f"/{s3_bucket}?list-type" in asked.path
        else None
    )
    source = AccountSource(settings(s3_proxy.address), exclude=others(s3_writer, s3_bucket))
    rows = [item for item in source.walk() if isinstance(item, Skipped)]
    assert [(row.uri, row.reason) for row in rows] == [(f"s3://{s3_bucket}/", Reason.DENIED)]


def test_a_role_is_assumed(
    s3_address: str, s3_writer: Any, s3_bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `role_arn` the bucket is read under that role."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_address)
    role = "arn:aws:iam::123456789012:role/sweep"
    source = source_of(s3_address, s3_bucket, role_arn=role)
    first = next(iter(source.checks()))
    assert (first.verdict, first.detail) == (Verdict.YES, "from assume-role")
    assert list(source.walk()) == []


def test_a_role_that_cannot_be_assumed_is_named(
    s3_proxy: Proxy, s3_bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused role ends the sweep before it begins, in words."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_proxy.address)
    s3_proxy.fault = lambda asked: (
        Fault(403, b"<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>")
        if asked.method == "POST"
        else None
    )
    source = source_of(s3_proxy.address, s3_bucket, role_arn="arn:aws:iam::123456789012:role/no")
    with pytest.raises(TargetError, match="do not allow"):
        list(source.walk())


def test_a_missing_profile_is_named(s3_address: str, s3_bucket: str) -> None:
    """A profile that the AWS configuration does not hold is a wrong setting."""
    with pytest.raises(ConfigError, match=r"s3\.profile"):
        list(source_of(s3_address, s3_bucket, profile="absent").walk())


def test_an_endpoint_with_a_password_is_refused() -> None:
    """Settings are stored in the inventory, so a secret in one is refused and not repeated."""
    with pytest.raises(ConfigError) as caught:
        from_target("s3://care", Settings(s3=settings("http://key:hunter2@127.0.0.1:1")))
    assert "hunter2" not in str(caught.value)


def test_an_endpoint_without_its_scheme_is_refused() -> None:
    """An address that the library could not use is named before the sweep begins."""
    with pytest.raises(ConfigError, match=r"s3\.endpoint_url"):
        from_target("s3://care", Settings(s3=settings("127.0.0.1:9000")))


def test_strangers_send_no_credentials(
    s3_proxy: Proxy, s3_writer: Any, s3_bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `anonymous` a bucket is read although there are no credentials."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    with pytest.raises(TargetError, match="no credentials"):
        list(source_of(s3_proxy.address, s3_bucket).walk())
    assert only(source_of(s3_proxy.address, s3_bucket, anonymous=True)).size_bytes == 1


def test_the_requester_pays_where_wished(s3_proxy: Proxy, s3_writer: Any, s3_bucket: str) -> None:
    """The agreement to pay is sent with listings and reads."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    source = source_of(s3_proxy.address, s3_bucket, requester_pays=True)
    with source.open(only(source)) as stream:
        stream.read()
    paying = [one for one in s3_proxy.asked if one.payer == "requester"]
    assert len(paying) == 2


def test_the_client_refuses_to_write(s3_address: str, s3_bucket: str) -> None:
    """Whatever calls it, the source's own client sends no request that changes something."""
    client = s3_client(settings(s3_address))
    with pytest.raises(RuntimeError, match="PutObject"):
        client.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")


def test_secrets_are_not_in_a_source(s3_address: str, s3_bucket: str) -> None:
    """What is sent to workers and shown in logs holds no credentials."""
    assert "testing" not in repr(source_of(s3_address, s3_bucket))


def test_region_and_endpoint_come_from_the_environment(
    s3_address: str, s3_bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without settings the client goes where the AWS tools would."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_address)
    client = s3_client(settings(""))
    assert (client.meta.endpoint_url, client.meta.region_name) == (s3_address, REGION)
    assert boto3.Session().region_name == REGION
