"""The policy in docs/iam.md is enough to sweep a bucket, and each of its actions is needed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest

from scanner.config import Settings
from scanner.model import Access, Check, DataObject, Verdict
from scanner.sources.registry import resolve
from scanner.sources.s3.checks import checks_of
from tests.sources.s3_server import ENVIRONMENT, REGION, make_bucket, moto_server, settings, writer

PAGE = (Path(__file__).parents[2] / "docs" / "iam.md").read_text("utf-8")
BUCKET = "care-exports"
TEXT = b"NHS number 999 000 0018, key safe code 482931"
SWEEP = ("s3:ListBucket", "s3:GetObject")
# The store of these tests answers these without asking who it is.
NEVER_ASKED = {
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketOwnershipControls",
    "s3:GetAccountPublicAccessBlock",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetEncryptionConfiguration",
    "s3:ListAllMyBuckets",
}


def documented() -> dict[str, Any]:
    """The policy as the page has it, for the bucket of these tests."""
    found = re.search(r"```json\n(.*?)```", PAGE, re.S)
    assert found is not None
    policy: dict[str, Any] = json.loads(found[1].replace("BUCKET", BUCKET))
    return policy


def without(action: str) -> dict[str, Any]:
    """The policy less one action."""
    policy = documented()
    for statement in policy["Statement"]:
        statement["Action"] = [one for one in statement["Action"] if one != action]
    return policy


def actions() -> list[str]:
    """Every action of the policy."""
    return [action for one in documented()["Statement"] for action in one["Action"]]


@dataclass
class Store:
    """A store that asks everybody who they are, and an account whose policy can be changed."""

    address: str
    admin: Any  # IAM
    owner: Any  # S3
    key: dict[str, str]

    def allow(self, policy: dict[str, Any]) -> None:
        """Give the account this policy and no other."""
        self.admin.put_user_policy(
            UserName="sweeper", PolicyName="sweep", PolicyDocument=json.dumps(policy)
        )

    def contents(self) -> list[tuple[str, str, str]]:
        """Key, tag and age of each object."""
        rows = self.owner.list_objects_v2(Bucket=BUCKET)["Contents"]
        return [(row["Key"], row["ETag"], str(row["LastModified"])) for row in rows]


def _made(address: str) -> Store:
    own = {"endpoint_url": address, "region_name": REGION}
    admin = boto3.client("iam", aws_access_key_id="a", aws_secret_access_key="b", **own)
    keys = {}
    for name in ("admin", "sweeper"):
        admin.create_user(UserName=name)
        made = admin.create_access_key(UserName=name)["AccessKey"]
        keys[name] = {
            "aws_access_key_id": made["AccessKeyId"],
            "aws_secret_access_key": made["SecretAccessKey"],
        }
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
    admin.put_user_policy(UserName="admin", PolicyName="all", PolicyDocument=policy)
    store = writer(address)
    make_bucket(store, BUCKET, ObjectOwnership="BucketOwnerEnforced")
    for key in ("2026/a.txt", "2026/b.txt"):
        store.put_object(Bucket=BUCKET, Key=key, Body=TEXT)
    admin = boto3.client("iam", **keys["admin"], **own)
    return Store(address, admin, boto3.client("s3", **keys["admin"], **own), keys["sweeper"])


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    """A store that from now on looks at policies."""
    with moto_server() as address:
        made = _made(address)
        plain = {"Content-Type": "text/plain"}
        enforce = Request(f"{address}/moto-api/reset-auth", b"0", plain, method="POST")
        urlopen(enforce, timeout=30).close()
        yield made


@pytest.fixture
def store(shared: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store, with the account's key in the environment and the documented policy."""
    for name, value in (ENVIRONMENT | {k.upper(): v for k, v in shared.key.items()}).items():
        monkeypatch.setenv(name, value)
    shared.allow(documented())
    return shared


def tried(store: Store) -> list[Check]:
    """What `keysweep check` tries."""
    return list(checks_of(settings(store.address), BUCKET, ""))


def test_the_documented_policy_sweeps(store: Store) -> None:
    """Every object is listed and read, who can read it is known, and nothing has changed."""
    before = store.contents()
    source = resolve(f"s3://{BUCKET}", Settings(s3=settings(store.address)))
    objects = [one for one in source.walk() if isinstance(one, DataObject)]
    read = [source.open(one).read() for one in objects]
    assert read == [TEXT, TEXT]
    assert {one.access for one in objects} == {Access.RESTRICTED}, objects[0].access_evidence
    assert store.contents() == before


def test_the_check_passes_with_the_documented_policy(store: Store) -> None:
    """No permission is named as missing."""
    checks = tried(store)
    assert [one.needs for one in checks if one.verdict is Verdict.NO] == []
    assert sum(one.verdict is Verdict.YES for one in checks) >= len(SWEEP)


@pytest.mark.parametrize("action", sorted(set(actions()) - NEVER_ASKED))
def test_a_missing_action_is_named(store: Store, action: str) -> None:
    """The check says which one, so that each stands in the policy for a reason."""
    store.allow(without(action))
    assert action in {one.needs for one in tried(store) if one.verdict is Verdict.NO}


@pytest.mark.parametrize("call", ["put_object", "delete_object", "delete_bucket"])
def test_the_documented_policy_cannot_write(store: Store, call: str) -> None:
    """The store itself refuses what the client would refuse first."""
    client = boto3.client("s3", endpoint_url=store.address, region_name=REGION, **store.key)
    arguments = {"Bucket": BUCKET} | ({} if call == "delete_bucket" else {"Key": "2026/a.txt"})
    with pytest.raises(client.exceptions.ClientError, match="AccessDenied"):
        getattr(client, call)(**arguments)


def test_every_action_only_reads() -> None:
    """Nothing in the policy can change anything."""
    assert all(re.match(r"s3:(?:Get|List)[A-Za-z]+$", action) for action in actions())
