"""Errors of stores, in words."""

import pytest
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from urllib3.exceptions import ProtocolError

from scanner.model import Reason, Stage
from scanner.sources.s3.errors import is_passing, unreadable


def answer(code: str, status: int = 400, message: str = "") -> boto.ClientError:
    """An error that a store answered with."""
    error = {"Code": code, "Message": message}
    return boto.ClientError(
        {"Error": error, "ResponseMetadata": {"HTTPStatusCode": status}}, "GetObject"
    )


NAMED = [
    (answer("NoSuchKey", 404), Reason.VANISHED, "gone since it was listed"),
    (answer("404", 404), Reason.VANISHED, "gone"),
    (answer("NoSuchBucket", 404), Reason.VANISHED, "no such bucket"),
    (answer("PreconditionFailed", 412), Reason.CHANGED, "overwritten"),
    (answer("InvalidRange", 416), Reason.CHANGED, "overwritten"),
    (answer("AccessDenied", 403), Reason.DENIED, "do not allow"),
    (answer("ExpiredToken", 400), Reason.DENIED, "expired"),
    (answer("InvalidAccessKeyId", 403), Reason.DENIED, "does not accept"),
    (answer("SignatureDoesNotMatch", 403), Reason.DENIED, "does not accept"),
    (answer("RequestTimeTooSkewed", 403), Reason.DENIED, "clock"),
    (answer("PermanentRedirect", 301), Reason.IO_ERROR, "another region"),
    (answer("InvalidObjectState", 403), Reason.IO_ERROR, "archive"),
    (answer("SlowDown", 503), Reason.IO_ERROR, "slow down"),
    (answer("AccessDenied", 403, "not allowed to kms:Decrypt on x"), Reason.DENIED, "KMS key"),
    (answer("KMS.DisabledException"), Reason.DENIED, "KMS key"),
    (
        answer("InvalidRequest", 400, "stored using a form of Server Side Encryption"),
        Reason.ENCRYPTED,
        "SSE-C",
    ),
    (answer("NoSuchThing", 418), Reason.IO_ERROR, "NoSuchThing (HTTP 418)"),
    (boto.NoCredentialsError(), Reason.DENIED, "no credentials"),
    (boto.UnauthorizedSSOTokenError(), Reason.DENIED, "expired"),
    (boto.EndpointConnectionError(endpoint_url="x"), Reason.IO_ERROR, "cannot be reached"),
    (boto.ReadTimeoutError(endpoint_url="x"), Reason.TIMEOUT, "in time"),
    (boto.SSLError(endpoint_url="x", error="y"), Reason.IO_ERROR, "certificate"),
    (ProtocolError("broken"), Reason.IO_ERROR, "broke off"),
    (ResponseParserError("<html>"), Reason.IO_ERROR, "none that S3 gives"),
    (ValueError("no date"), Reason.IO_ERROR, "none that S3 gives"),
]


@pytest.mark.parametrize(("error", "reason", "words"), NAMED, ids=lambda one: str(one)[:40])
def test_errors_are_named(error: Exception, reason: Reason, words: str) -> None:
    """Each error has its reason, words that say what happened, and a remedy."""
    named = unreadable(error, Stage.READ, "s3:GetObject")
    assert named.reason is reason
    assert words in named.detail
    assert named.remedy


def test_a_denial_names_the_permission() -> None:
    """What is not allowed says by name what to grant."""
    assert "s3:GetObject" in unreadable(answer("AccessDenied"), Stage.READ, "s3:GetObject").remedy


@pytest.mark.parametrize("code", ["NoSuchKey", "Odd", "Mrs Amber Vale 07700 900123"])
def test_nothing_of_a_store_s_message_is_repeated(code: str) -> None:
    """A message may name keys and people; neither it nor a code that is none is repeated."""
    named = unreadable(answer(code, 400, "Mrs Amber Vale.docx"), Stage.READ, "s3:GetObject")
    assert "Amber" not in f"{named} {named.detail} {named.remedy}"


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (answer("SlowDown", 503), True),
        (answer("InternalError", 500), True),
        (ResponseParserError("cut off"), True),
        (answer("AccessDenied", 403), False),
        (answer("NoSuchKey", 404), False),
        (boto.EndpointConnectionError(endpoint_url="x"), False),
    ],
)
def test_only_what_may_pass_is_tried_again(error: Exception, passes: bool) -> None:
    """A refusal is not repeated, a throttled or garbled answer is."""
    assert is_passing(error) == passes
