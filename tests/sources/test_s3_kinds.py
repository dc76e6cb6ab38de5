"""Older versions, archived objects, access, labels and patterns."""

import json
from typing import Any

import pytest

from scanner.errors import UnreadableError
from scanner.model import Access, DataObject, Reason, Skipped, Verdict
from scanner.sources.s3.bucket import BucketSource
from scanner.sources.s3.source import AccountSource
from tests.sources.s3_server import Fault, Proxy, settings

pytest_plugins = ["tests.sources.s3_server_fixtures"]


def source_of(address: str, bucket: str, **more: Any) -> BucketSource:
    """A whole bucket under these settings."""
    return BucketSource(bucket, "", settings(address, **more))


def only(source: BucketSource | AccountSource) -> DataObject:
    """The one object of a source."""
    (item,) = source.walk()
    assert isinstance(item, DataObject)
    return item


@pytest.fixture
def versioned(s3_writer: Any, s3_bucket: str) -> str:
    """A bucket in which `a.txt` was overwritten, `b.txt` deleted, `ab.txt` left alone."""
    on = {"Status": "Enabled"}
    s3_writer.put_bucket_versioning(Bucket=s3_bucket, VersioningConfiguration=on)
    for key, content in (
        ("a.txt", b"old"),
        ("a.txt", b"new"),
        ("b.txt", b"gone"),
        ("ab.txt", b"x"),
    ):
        s3_writer.put_object(Bucket=s3_bucket, Key=key, Body=content)
    s3_writer.delete_object(Bucket=s3_bucket, Key="b.txt")
    return s3_bucket


def test_versions_are_read_where_wished(s3_address: str, versioned: str) -> None:
    """Older versions, those of deleted objects too, are objects of their own."""
    source = source_of(s3_address, versioned, versions=True)
    read = {}
    for item in source.walk():
        if isinstance(item, DataObject):
            with source.open(item) as stream:
                name, _, version_id = item.name.partition("#versionId=")
                read[name, bool(version_id)] = stream.read()
    assert read == {
        ("a.txt", False): b"new",
        ("a.txt", True): b"old",
        ("ab.txt", False): b"x",
        ("b.txt", True): b"gone",
    }


def test_a_delete_marker_is_a_complete_row(s3_address: str, versioned: str) -> None:
    """What only says that an object was deleted is listed, and nothing of it is missing."""
    items = source_of(s3_address, versioned, versions=True).walk()
    (marker,) = (item for item in items if isinstance(item, Skipped))
    assert marker.uri.startswith(f"s3://{versioned}/b.txt#versionId=")
    assert marker.reason is Reason.NO_TEXT


def test_versions_stand_in_the_order_of_uris_and_resume(s3_address: str, versioned: str) -> None:
    """A walk over versions can be taken up again behind any of them."""
    source = source_of(s3_address, versioned, versions=True)
    uris = [item.uri for item in source.walk()]
    assert uris == sorted(uris)
    for done, uri in enumerate(uris, start=1):
        assert [item.uri for item in source.walk(uri)] == uris[done:]


def test_without_the_setting_only_the_newest_is_read(s3_address: str, versioned: str) -> None:
    """Usually an object is what its key means today; that others are kept is said."""
    items = list(source_of(s3_address, versioned).walk())
    assert [item.uri.rpartition("/")[2] for item in items] == ["a.txt", "ab.txt"]
    assert all("older versions" in item.access_evidence for item in items)  # type: ignore[union-attr]


@pytest.mark.parametrize("storage", ["GLACIER", "DEEP_ARCHIVE"])
def test_an_archived_object_is_a_row(
    s3_address: str, s3_writer: Any, s3_bucket: str, storage: str
) -> None:
    """What must be restored first is not asked for; its row says so, and what it costs."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x", StorageClass=storage)
    (item,) = source_of(s3_address, s3_bucket).walk()
    assert isinstance(item, Skipped)
    assert "archive" in item.detail
    assert "charges" in item.remedy


def test_a_public_bucket_is_seen(s3_address: str, s3_writer: Any, s3_bucket: str) -> None:
    """Policy, owner, tags and encryption of the bucket stand at each of its objects."""
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{s3_bucket}/*",
    }
    s3_writer.put_bucket_policy(Bucket=s3_bucket, Policy=json.dumps({"Statement": [statement]}))
    tags = {"TagSet": [{"Key": "controller", "Value": "Brook Care"}]}
    s3_writer.put_bucket_tagging(Bucket=s3_bucket, Tagging=tags)
    rules = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
    s3_writer.put_bucket_encryption(Bucket=s3_bucket, ServerSideEncryptionConfiguration=rules)
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    obj = only(source_of(s3_address, s3_bucket))
    assert obj.access is Access.PUBLIC
    assert obj.labels == (("controller", "Brook Care"),)
    assert obj.encrypted_at_rest is True
    assert obj.owner


def test_an_object_s_own_list_is_read_where_wished(
    s3_address: str, s3_writer: Any, s3_bucket: str
) -> None:
    """An object that everyone may read in a closed bucket is found with one more call."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x", ACL="public-read")
    assert only(source_of(s3_address, s3_bucket)).access is Access.UNKNOWN
    assert only(source_of(s3_address, s3_bucket, object_acls=True)).access is Access.PUBLIC


def test_missing_permissions_are_named_and_stop_nothing(
    s3_proxy: Proxy, s3_writer: Any, s3_bucket: str
) -> None:
    """Where every question about the bucket is refused, its objects are read all the same."""
    s3_writer.put_object(Bucket=s3_bucket, Key="a.txt", Body=b"x")
    s3_proxy.fault = lambda asked: (
        Fault(403, b"<Error><Code>AccessDenied</Code></Error>")
        if "?" in asked.path and "list-type" not in asked.path
        else None
    )
    source = source_of(s3_proxy.address, s3_bucket)
    obj = only(source)
    assert obj.access is Access.UNKNOWN
    assert "s3:GetBucketPolicy is missing" in obj.access_evidence
    needs = {check.needs for check in source.checks() if check.verdict is Verdict.NO}
    assert needs == {
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketPolicyStatus",
        "s3:GetBucketPolicy",
        "s3:GetBucketAcl",
        "s3:GetBucketOwnershipControls",
        "s3:GetEncryptionConfiguration",
        "s3:GetBucketVersioning",
        "s3:GetBucketTagging",
        "s3:GetBucketWebsite",
    }


@pytest.mark.parametrize(
    ("include", "exclude", "left"),
    [
        ((), ("*.tmp",), ["x/a.csv", "y/b.csv"]),
        (("x",), (), ["x/a.csv", "x/a.tmp"]),
        (("/x/*.csv",), (), ["x/a.csv"]),
        (("*.csv",), ("y",), ["x/a.csv"]),
    ],
)
def test_patterns_choose(
    s3_address: str,
    s3_writer: Any,
    s3_bucket: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    left: list[str],
) -> None:
    """`include` and `exclude` mean the same as for folders."""
    for key in ("x/a.csv", "x/a.tmp", "y/b.csv"):
        s3_writer.put_object(Bucket=s3_bucket, Key=key, Body=b"x")
    source = BucketSource(s3_bucket, "", settings(s3_address), include, exclude)
    assert [item.uri.removeprefix(f"s3://{s3_bucket}/") for item in source.walk()] == left


def test_a_version_that_is_gone_is_unreadable(
    s3_address: str, s3_writer: Any, versioned: str
) -> None:
    """A version that was deleted since it was listed is named as vanished."""
    source = source_of(s3_address, versioned, versions=True)
    old = next(item for item in source.walk() if "#versionId=" in item.uri)
    assert isinstance(old, DataObject)
    version_id = old.uri.rpartition("=")[2]
    s3_writer.delete_object(Bucket=versioned, Key="a.txt", VersionId=version_id)
    with pytest.raises(UnreadableError) as caught:
        source.open(old)
    assert caught.value.reason is Reason.VANISHED
