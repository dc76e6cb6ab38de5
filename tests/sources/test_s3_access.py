"""Who can read a bucket, from what it says of itself."""

import json
from typing import Any

import pytest

from scanner.model import Access
from scanner.sources.s3.access import Facts, Judgement, judged
from scanner.sources.s3.policy import policy_grants

Answers = dict[str, dict[str, Any]]
ENFORCED: Answers = {
    "ownership": {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}
}
BLOCKED = {"RestrictPublicBuckets": True, "IgnorePublicAcls": True}
NOTHING: Answers = {"policy": {}, "policy_status": {}, "acl": {}} | ENFORCED
OWNER = {"ID": "0f"}


def policy(**statement: Any) -> Answers:
    """A policy of one statement."""
    whole = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"} | statement
    return {"policy": {"Policy": json.dumps({"Statement": whole})}}


def acl(permission: str, **grantee: str) -> Answers:
    """An access list of one grant."""
    grants = [{"Grantee": grantee, "Permission": permission}]
    return {"acl": {"Owner": OWNER, "Grants": grants}}


def block(name: str = "block", **flags: bool) -> Answers:
    """Block Public Access of a bucket, or of its account."""
    return {name: {"PublicAccessBlockConfiguration": flags}}


def judge(*answers: Answers, key: str = "a", refused: dict[str, str] | None = None) -> Any:
    """Access and evidence, from a bucket that is closed but for what is said."""
    facts = dict(NOTHING)
    for one in answers:
        facts |= one
    for name in refused or {}:
        facts.pop(name, None)
    return judged(Facts(facts, refused or {})).access_to(key)


EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers"
ACCOUNTS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
ORGANISATION = {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}
ENDPOINT = {"StringEquals": {"aws:SourceVpce": "vpce-1"}}
ROLE = {"AWS": "arn:aws:iam::111122223333:role/exports"}
OPEN: Answers = {"ownership": {}}

CASES = [
    ((), Access.RESTRICTED, "neither policy nor access list"),
    ((policy(),), Access.PUBLIC, "everyone on the internet read"),
    ((policy(Principal={"AWS": ["*"]}),), Access.PUBLIC, "everyone on the internet"),
    ((policy(Action=["s3:Get*"]),), Access.PUBLIC, "everyone"),
    ((policy(Action="s3:ListBucket"),), Access.PUBLIC, "list the names"),
    ((policy(NotPrincipal=ROLE),), Access.PUBLIC, "everyone"),
    ((policy(Action="s3:PutObject"),), Access.RESTRICTED, "neither"),
    ((policy(Effect="Deny"),), Access.RESTRICTED, "neither"),
    ((policy(Condition=ORGANISATION),), Access.EVERYONE_INTERNAL, "AWS organisation"),
    ((policy(Condition=ENDPOINT),), Access.GROUP, "aws:SourceVpce"),
    ((policy(Principal=ROLE),), Access.GROUP, "role/exports of 111122223333"),
    ((policy(Principal={"AWS": "111122223333"}),), Access.GROUP, "account 111122223333"),
    (({"policy_status": {"PolicyStatus": {"IsPublic": True}}},), Access.PUBLIC, "status"),
    ((policy(), block(**BLOCKED)), Access.RESTRICTED, "Block Public Access overrides"),
    ((policy(), block("account_block", **BLOCKED)), Access.RESTRICTED, "overrides"),
    ((policy(Principal=ROLE), block(**BLOCKED)), Access.GROUP, "role/exports"),
    ((acl("READ", URI=EVERYONE),), Access.PUBLIC, "everyone on the internet list"),
    ((acl("FULL_CONTROL", URI=ACCOUNTS),), Access.PUBLIC, "any AWS account"),
    ((acl("WRITE", URI=EVERYONE),), Access.RESTRICTED, "neither"),
    ((acl("READ", ID="9a"),), Access.GROUP, "1 other account"),
    ((acl("FULL_CONTROL", **OWNER),), Access.RESTRICTED, "neither"),
    ((acl("READ", URI=EVERYONE), block(**BLOCKED)), Access.RESTRICTED, "overrides"),
    ((OPEN,), Access.UNKNOWN, "s3.object_acls"),
    ((OPEN, block(**BLOCKED)), Access.RESTRICTED, "neither"),
    ((OPEN, policy()), Access.PUBLIC, "everyone"),
    (({"website": {"IndexDocument": {}}},), Access.RESTRICTED, "website"),
    (({"versioning": {"Status": "Enabled"}},), Access.RESTRICTED, "older versions"),
]


@pytest.mark.parametrize(("answers", "access", "words"), CASES)
def test_access(answers: tuple[Answers, ...], access: Access, words: str) -> None:
    """What a bucket says decides who can read it, with the evidence in words."""
    found, evidence = judge(*answers)
    assert found is access
    assert words in evidence


def test_a_policy_about_one_folder_opens_that_folder_only() -> None:
    """A statement with a resource is about the keys it names."""
    answers = policy(Resource="arn:aws:s3:::care/public/*")
    assert judge(answers, key="public/a.txt")[0] is Access.PUBLIC
    assert judge(answers, key="private/a.txt")[0] is Access.RESTRICTED


def test_what_was_not_seen_is_unknown_and_named() -> None:
    """A bucket whose policy may not be read is not said to be closed."""
    refused = {"policy": "s3:GetBucketPolicy", "policy_status": "s3:GetBucketPolicyStatus"}
    access, evidence = judge(refused=refused)
    assert access is Access.UNKNOWN
    assert "s3:GetBucketPolicy is missing" in evidence


def test_block_public_access_makes_up_for_an_unseen_policy() -> None:
    """Where public policies are blocked, not having seen one says nothing bad."""
    refused = {"policy": "s3:GetBucketPolicy", "policy_status": "s3:GetBucketPolicyStatus"}
    assert judge(block(**BLOCKED), refused=refused)[0] is Access.RESTRICTED


def test_an_object_list_opens_that_object() -> None:
    """An object's own access list counts beside what holds for the bucket."""
    bucket = judged(Facts(NOTHING | OPEN, {}))
    access, evidence = bucket.with_list(acl("READ", URI=EVERYONE)["acl"]).access_to("a")
    assert access is Access.PUBLIC
    assert "the object's access list" in evidence


def test_a_closed_object_list_settles_what_was_unknown() -> None:
    """With the object's list read, a bucket that lets nobody in is closed."""
    bucket = judged(Facts(NOTHING | OPEN, {}))
    assert bucket.with_list({"Owner": OWNER, "Grants": []}).access_to("a")[0] is Access.RESTRICTED


def test_a_refused_object_list_is_named() -> None:
    """An object whose list may not be read stays unknown, with the permission."""
    access, evidence = Judgement().with_list(None).access_to("a")
    assert access is Access.UNKNOWN
    assert "s3:GetObjectAcl" in evidence


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"Statement": [1, null]}'])
def test_a_policy_that_is_none_breaks_nothing(text: str) -> None:
    """Garbage for a policy lets nobody in and raises nothing."""
    assert all(grant.access is Access.RESTRICTED for grant in policy_grants(text))


def test_odd_names_in_a_policy_are_not_repeated() -> None:
    """Only what can be a name of AWS is shown."""
    words = policy_grants(
        json.dumps(
            {"Statement": {"Effect": "Allow", "Action": "*", "Principal": {"AWS": "\x1b[2J<b>"}}}
        )
    )[0].words
    assert "someone" in words
