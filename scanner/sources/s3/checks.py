"""What a sweep of a bucket will ask for, tried beforehand, each with the permission it takes."""

from collections.abc import Iterator
from typing import Any

from scanner.config import S3Settings
from scanner.errors import KeysweepError, UnreadableError
from scanner.model import Check, Reason, Stage, Verdict
from scanner.sources.s3.client import credentials_method, s3_client
from scanner.sources.s3.errors import FAILURES, unreadable
from scanner.sources.s3.exposure import exposure_checks

_LOOKED_AT = 100  # keys, to find one that can be read
_UNREADABLE_CLASSES = frozenset({"GLACIER", "DEEP_ARCHIVE"})

Row = dict[str, Any]


def checks_of(settings: S3Settings, bucket: str, prefix: str) -> Iterator[Check]:
    """All checks of one bucket, or of all buckets where none is named."""
    try:
        yield _credentials(settings)
        if bucket:
            yield from _bucket_checks(settings, bucket, prefix)
        else:
            yield from _account_checks(settings)
    except KeysweepError as error:  # the settings are wrong
        yield Check("use the settings", Verdict.NO, str(error), required=True)


def bucket_names(settings: S3Settings) -> list[str]:
    """All buckets the credentials list, in the order of their uris. May raise `FAILURES`."""
    names: list[str] = []
    request: dict[str, str] = {}
    while True:
        page = s3_client(settings).list_buckets(**request)
        names += [str(one["Name"]) for one in page.get("Buckets", ())]
        token = page.get("ContinuationToken")
        if not token or token == request.get("ContinuationToken"):
            return sorted(set(names), key=lambda name: f"{name}/")
        request = {"ContinuationToken": token}


def _credentials(settings: S3Settings) -> Check:
    asks = "have credentials"
    if settings.anonymous:
        return Check(asks, Verdict.YES, "none are sent: s3.anonymous = true", required=True)
    try:
        method = credentials_method(settings)
    except FAILURES as error:
        return _refused(asks, error, "")
    if method:
        return Check(asks, Verdict.YES, f"from {method}", required=True)
    needs = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or s3.profile"
    return Check(asks, Verdict.NO, "there are none", needs, required=True)


def _account_checks(settings: S3Settings) -> Iterator[Check]:
    try:
        names = bucket_names(settings)
    except FAILURES as error:
        yield _refused("list all buckets", error, "s3:ListAllMyBuckets")
        return
    yield Check("list all buckets", Verdict.YES, f"{len(names)} found", required=True)
    for name in names:
        for check in _bucket_checks(settings, name, ""):
            asks = f"{check.asks} ({name})"
            yield Check(asks, check.verdict, check.detail, check.needs, check.required)


def _bucket_checks(settings: S3Settings, bucket: str, prefix: str) -> Iterator[Check]:
    more = {"RequestPayer": "requester"} if settings.requester_pays else {}
    request = {"Bucket": bucket, "Prefix": prefix, "MaxKeys": _LOOKED_AT} | more
    client = s3_client(settings)
    try:
        rows = client.list_objects_v2(**request).get("Contents", [])
    except FAILURES as error:
        yield _refused("list objects", error, "s3:ListBucket")
        return
    yield Check("list objects", Verdict.YES, required=True)
    if settings.versions:
        yield _versions(client, request)
    yield _one_read(client, {"Bucket": bucket} | more, rows)
    yield from exposure_checks(settings, bucket)


def _versions(client: Any, request: Row) -> Check:
    try:
        client.list_object_versions(**request)
    except FAILURES as error:
        return _refused("list older versions", error, "s3:ListBucketVersions")
    return Check("list older versions", Verdict.YES, required=True)


def _one_read(client: Any, request: Row, rows: list[Row]) -> Check:
    """One byte of the first object that has any."""
    asks = "read one object"
    keys = [
        row["Key"]
        for row in rows
        if row.get("Size") and row.get("StorageClass") not in _UNREADABLE_CLASSES
    ]
    if not keys:
        return Check(asks, Verdict.UNKNOWN, "there is none among the first", required=True)
    try:
        body = client.get_object(**request, Key=keys[0], Range="bytes=0-0")["Body"]
        body.read(1)
        body.close()
    except FAILURES as error:
        return _refused(asks, error, "s3:GetObject")
    return Check(asks, Verdict.YES, required=True)


def _refused(asks: str, error: Exception, permission: str) -> Check:
    named: UnreadableError = unreadable(error, Stage.WALK, permission)
    needs = permission if named.reason is Reason.DENIED and "allow" in named.detail else ""
    return Check(asks, Verdict.NO, f"{named.detail}; {named.remedy}", needs, required=True)
