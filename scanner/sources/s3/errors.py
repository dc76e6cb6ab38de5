"""What the errors of a store and of its client library mean, in words that quote no key.

A store's own message may name keys and accounts, so only its error code is ever repeated.
"""

import re
from dataclasses import dataclass

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from scanner.errors import UnreadableError
from scanner.model import Reason, Stage

# All that a call may raise; ValueError is what the library makes of garbage in numbers and dates,
# RecursionError what it makes of redirections in a circle.
FAILURES = (
    boto.ClientError,
    boto.BotoCoreError,
    ResponseParserError,
    HTTPError,
    ValueError,
    RecursionError,
)

GARBAGE = "the answer is none that S3 gives"
ARCHIVED = "it lies in an archive storage class"
RESTORE = "restore it first (the store charges for that and takes hours), then sweep again"


@dataclass(frozen=True, slots=True)
class _Meaning:
    reason: Reason
    detail: str
    remedy: str


_EXPIRED = _Meaning(
    Reason.DENIED,
    "the credentials have expired",
    "renew them (aws sso login, or a new session token), then sweep again: it goes on from here",
)
_REFUSED = _Meaning(
    Reason.DENIED,
    "the store does not accept the credentials",
    "check the access key, its secret and which store they are for",
)
_MISSING_CREDENTIALS = _Meaning(
    Reason.DENIED,
    "there are no credentials",
    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with s3.profile, or set "
    "s3.anonymous = true for a public bucket",
)
_NOT_ALLOWED = _Meaning(
    Reason.DENIED,
    "the credentials do not allow it",
    "grant {needs}; a bucket whose requester pays needs s3.requester_pays = true",
)
_GONE = _Meaning(Reason.VANISHED, "gone since it was listed", "sweep again if it should be there")
_NO_BUCKET = _Meaning(Reason.VANISHED, "there is no such bucket", "check its name and the account")
_CHANGED = _Meaning(Reason.CHANGED, "overwritten since it was listed", "sweep again")
_ARCHIVED = _Meaning(Reason.IO_ERROR, ARCHIVED, RESTORE)
_BUSY = _Meaning(
    Reason.IO_ERROR,
    "the store asked to slow down again and again",
    "sweep at a quieter hour, or with fewer workers",
)
_FAILING = _Meaning(
    Reason.IO_ERROR,
    "the store failed again and again",
    "ask who runs the store, or check that s3.endpoint_url is the address of one",
)
_REGION = _Meaning(
    Reason.IO_ERROR, "the bucket lies in another region", "name its region with s3.region"
)
_CLOCK = _Meaning(
    Reason.DENIED, "the clock of this machine differs from the store's", "set the clock right"
)
_KMS = _Meaning(
    Reason.DENIED,
    "the KMS key it is encrypted with does not let these credentials decrypt",
    "grant kms:Decrypt on the key, and check that the key is enabled",
)
_SSE_C = _Meaning(
    Reason.ENCRYPTED,
    "it is encrypted with a key that only its owner has (SSE-C)",
    "let its owner sweep a decrypted copy",
)
_UNREACHABLE = _Meaning(
    Reason.IO_ERROR, "the store cannot be reached", "check the network and s3.endpoint_url"
)
_SLOW = _Meaning(Reason.TIMEOUT, "the store did not answer in time", "sweep again")
_BROKEN = _Meaning(
    Reason.IO_ERROR, "the connection broke off again and again", "check the network, sweep again"
)
_CERTIFICATE = _Meaning(
    Reason.IO_ERROR,
    "the store's certificate is not trusted",
    "name the authority's file in AWS_CA_BUNDLE",
)
_GARBAGE = _Meaning(
    Reason.IO_ERROR,
    GARBAGE,
    "check that s3.endpoint_url is the address of an S3 store",
)
_WRONG_CALL = _Meaning(
    Reason.IO_ERROR, "the request was refused before it was sent", "check the settings in [s3]"
)

_BY_CODE: dict[str, _Meaning] = {
    **dict.fromkeys(("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"), _EXPIRED),
    **dict.fromkeys(
        (
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidToken",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidSecurity",
        ),
        _REFUSED,
    ),
    **dict.fromkeys(("AccessDenied", "AllAccessDisabled", "403", "401"), _NOT_ALLOWED),
    **dict.fromkeys(("AccountProblem", "NotSignedUp"), _NOT_ALLOWED),
    **dict.fromkeys(("NoSuchKey", "NoSuchVersion", "404", "MethodNotAllowed"), _GONE),
    "NoSuchBucket": _NO_BUCKET,
    **dict.fromkeys(("PreconditionFailed", "412", "InvalidRange", "416"), _CHANGED),
    "InvalidObjectState": _ARCHIVED,
    **dict.fromkeys(("SlowDown", "ServiceUnavailable", "503", "RequestLimitExceeded"), _BUSY),
    **dict.fromkeys(("InternalError", "500", "502", "504"), _FAILING),
    **dict.fromkeys(("Throttling", "ThrottlingException", "TooManyRequests", "429"), _BUSY),
    **dict.fromkeys(("PermanentRedirect", "TemporaryRedirect", "301", "307"), _REGION),
    **dict.fromkeys(
        ("AuthorizationHeaderMalformed", "IllegalLocationConstraintException"), _REGION
    ),
    **dict.fromkeys(("RequestTimeTooSkewed", "RequestExpired"), _CLOCK),
    **dict.fromkeys(("RequestTimeout", "RequestTimeoutException"), _SLOW),
}

_BY_TYPE: tuple[tuple[tuple[type[Exception], ...], _Meaning], ...] = (
    ((boto.NoCredentialsError, boto.PartialCredentialsError), _MISSING_CREDENTIALS),
    ((boto.SSOError, boto.TokenRetrievalError, boto.NoAuthTokenError), _EXPIRED),
    ((boto.CredentialRetrievalError,), _REFUSED),
    ((boto.ReadTimeoutError, boto.ConnectTimeoutError), _SLOW),
    ((boto.SSLError,), _CERTIFICATE),
    ((boto.EndpointConnectionError, boto.ProxyConnectionError), _UNREACHABLE),
    ((boto.HTTPClientError, boto.ConnectionError, boto.IncompleteReadError, HTTPError), _BROKEN),
    ((ResponseParserError,), _GARBAGE),
    ((boto.BotoCoreError,), _WRONG_CALL),
)
_CODE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PASSING = (_BUSY, _FAILING, _SLOW, _BROKEN, _GARBAGE)


def code_of(error: Exception) -> str:
    """The store's error code, "" where there is none or it is no code."""
    if not isinstance(error, boto.ClientError):
        return ""
    code = str(error.response.get("Error", {}).get("Code", ""))
    return code if _CODE.fullmatch(code) else ""


def is_passing(error: Exception) -> bool:
    """Whether the same call may well succeed a moment later."""
    status = _status(error)
    return _meaning(error) in _PASSING or (status is not None and status >= 500)


def unreadable(error: Exception, stage: Stage, needs: str) -> UnreadableError:
    """The error as a row; `needs` is the permission that the call takes: "s3:GetObject"."""
    meaning = _meaning(error)
    remedy = meaning.remedy.format(needs=needs)
    return UnreadableError(meaning.reason, meaning.detail, remedy, stage)


def _meaning(error: Exception) -> _Meaning:
    if isinstance(error, boto.ClientError):
        return _meaning_of_answer(error)
    for kinds, meaning in _BY_TYPE:
        if isinstance(error, kinds):
            return meaning
    return _GARBAGE


def _meaning_of_answer(error: boto.ClientError) -> _Meaning:
    code, message = code_of(error), str(error.response.get("Error", {}).get("Message", ""))
    if code.startswith("KMS") or "kms:" in message:
        return _KMS
    if code == "InvalidRequest" and "Server Side Encryption" in message:
        return _SSE_C
    if code in _BY_CODE:
        return _BY_CODE[code]
    status = _status(error)
    known = _BY_CODE.get(str(status))
    return known or _Meaning(
        Reason.IO_ERROR,
        f"the store answered {code or 'with an error'} (HTTP {status or 'unknown'})",
        "see what its documentation says of that error",
    )


def _status(error: Exception) -> int | None:
    if not isinstance(error, boto.ClientError):
        return None
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status if isinstance(status, int) else None
