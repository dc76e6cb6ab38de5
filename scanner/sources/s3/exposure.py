"""What a bucket says of itself, asked once: policy, ACL, encryption, tags.

Every question has the permission it takes; one that is refused is named and stops nothing. What
the answers mean is decided in `s3_access`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scanner.config import S3Settings
from scanner.model import Check, Reason, Stage, Verdict
from scanner.sources.s3.access import Facts, Judgement, judged
from scanner.sources.s3.client import account_id, control_client, is_aws, s3_client
from scanner.sources.s3.errors import FAILURES, code_of, unreadable

_NOT_KNOWN_HERE = frozenset({"NotImplemented", "MethodNotAllowed", "InvalidRequest"})
_NOT_TOLD = "this store does not tell"


@dataclass(frozen=True, slots=True)
class Question:
    """One call that tells something of a bucket."""

    name: str
    asks: str
    operation: str
    permission: str
    none_codes: frozenset[str] = frozenset()  # errors that mean: there is none


QUESTIONS = (
    Question(
        "block",
        "see whether public access is blocked",
        "get_public_access_block",
        "s3:GetBucketPublicAccessBlock",
        frozenset({"NoSuchPublicAccessBlockConfiguration"}),
    ),
    Question(
        "policy_status",
        "see whether the policy makes it public",
        "get_bucket_policy_status",
        "s3:GetBucketPolicyStatus",
        frozenset({"NoSuchBucketPolicy"}),
    ),
    Question(
        "policy",
        "read the bucket's policy",
        "get_bucket_policy",
        "s3:GetBucketPolicy",
        frozenset({"NoSuchBucketPolicy"}),
    ),
    Question("acl", "read the bucket's access list", "get_bucket_acl", "s3:GetBucketAcl"),
    Question(
        "ownership",
        "see whether objects can have access lists",
        "get_bucket_ownership_controls",
        "s3:GetBucketOwnershipControls",
        frozenset({"OwnershipControlsNotFoundError", "NoSuchOwnershipControls"}),
    ),
    Question(
        "encryption",
        "see whether it is encrypted at rest",
        "get_bucket_encryption",
        "s3:GetEncryptionConfiguration",
        frozenset({"ServerSideEncryptionConfigurationNotFoundError"}),
    ),
    Question(
        "versioning",
        "see whether older versions are kept",
        "get_bucket_versioning",
        "s3:GetBucketVersioning",
    ),
    Question(
        "tags",
        "read the bucket's tags",
        "get_bucket_tagging",
        "s3:GetBucketTagging",
        frozenset({"NoSuchTagSet", "NoSuchTagSetError"}),
    ),
    Question(
        "website",
        "see whether it is served as a website",
        "get_bucket_website",
        "s3:GetBucketWebsite",
        frozenset({"NoSuchWebsiteConfiguration"}),
    ),
)
ACCOUNT_BLOCK = Question(
    "account_block",
    "see whether the account blocks public access",
    "get_public_access_block",
    "s3:GetAccountPublicAccessBlock",
    frozenset({"NoSuchPublicAccessBlockConfiguration"}),
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is the same for all objects of a bucket."""

    judgement: Judgement
    owner: str = ""
    encrypted: bool | None = None
    labels: tuple[tuple[str, str], ...] = ()
    object_acls_matter: bool = False  # objects can be open though the bucket is not


def exposure_of(facts: Facts) -> Exposure:
    """What the answers of a bucket come to."""
    return Exposure(
        judged(facts),
        owner=_owner(facts.answer("acl")),
        encrypted=_encrypted(facts.answer("encryption")),
        labels=_labels(facts.answer("tags")),
        object_acls_matter=facts.acls_matter,
    )


def facts_of(settings: S3Settings, bucket: str) -> Facts:
    """All answers of a bucket."""
    answers: dict[str, dict[str, Any]] = {}
    refused: dict[str, str] = {}
    for question in (*QUESTIONS, ACCOUNT_BLOCK):
        found = ask(settings, bucket, question)
        if isinstance(found, str):
            refused[question.name] = found
        else:
            answers[question.name] = found
    return Facts(answers, refused)


def exposure_checks(settings: S3Settings, bucket: str) -> Iterator[Check]:
    """Each question, tried."""
    for question in (*QUESTIONS, ACCOUNT_BLOCK):
        found = ask(settings, bucket, question)
        if not isinstance(found, str):
            yield Check(question.asks, Verdict.YES, _remark(settings, question, found))
        elif found == question.permission:
            yield Check(question.asks, Verdict.NO, "not allowed", question.permission)
        else:
            yield Check(question.asks, Verdict.UNKNOWN, found)


def ask(settings: S3Settings, bucket: str, question: Question) -> dict[str, Any] | str:
    """The answer, empty where there is none; or the permission that is missing, or what failed."""
    try:
        if question is ACCOUNT_BLOCK:
            return _account_block(settings)
        answer: dict[str, Any] = getattr(s3_client(settings), question.operation)(Bucket=bucket)
    except FAILURES as error:
        if code_of(error) in question.none_codes:
            return {}
        if code_of(error) in _NOT_KNOWN_HERE:
            return _NOT_TOLD
        named = unreadable(error, Stage.WALK, question.permission)
        is_denied = named.reason is Reason.DENIED and "allow" in named.detail
        return question.permission if is_denied else named.detail
    return answer


def _remark(settings: S3Settings, question: Question, answer: dict[str, Any]) -> str:
    if question.name == "versioning" and answer.get("Status") and not settings.versions:
        return "they are, and are not read without s3.versions = true"
    return ""


def _account_block(settings: S3Settings) -> dict[str, Any] | str:
    if settings.anonymous or not is_aws(s3_client(settings)):
        return _NOT_TOLD  # elsewhere there is no such thing, and strangers cannot ask
    account = account_id(settings)
    answer: dict[str, Any] = control_client(settings).get_public_access_block(AccountId=account)
    return answer


def _owner(acl: dict[str, Any] | None) -> str:
    owner = (acl or {}).get("Owner", {})
    return str(owner.get("DisplayName") or owner.get("ID") or "")


def _encrypted(encryption: dict[str, Any] | None) -> bool | None:
    """True where the bucket encrypts what is written to it; without that it is not known.

    Whoever writes an object may encrypt it, and a store may encrypt its disks.
    """
    rules = (encryption or {}).get("ServerSideEncryptionConfiguration", {}).get("Rules", [])
    return True if any(rule.get("ApplyServerSideEncryptionByDefault") for rule in rules) else None


def _labels(tags: dict[str, Any] | None) -> tuple[tuple[str, str], ...]:
    pairs = ((str(tag.get("Key")), str(tag.get("Value"))) for tag in (tags or {}).get("TagSet", ()))
    return tuple(sorted(pairs))
