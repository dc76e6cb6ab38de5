"""Who can read a bucket, judged from what it says of itself. Asks nothing.

Policies of the users and roles inside the account are not seen here: "restricted" means that
nobody else is let in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scanner.model import Access
from scanner.sources.s3.policy import Grant, policy_grants

_ALL_USERS = "/global/AllUsers"
# Whoever has an account at AWS, and everyone can have one: no less public.
_ALL_ACCOUNTS = "/global/AuthenticatedUsers"
_READING = frozenset({"READ", "FULL_CONTROL"})
_ORDER = (Access.RESTRICTED, Access.GROUP, Access.EVERYONE_INTERNAL, Access.PUBLIC)

_OBJECT_LISTS = (
    "objects may have access lists of their own, which are read with s3.object_acls = true"
)

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers of a bucket by question, and for the others what stood in the way."""

    answers: dict[str, Answer]
    refused: dict[str, str]  # the permission that is missing, or what failed

    def answer(self, name: str) -> Answer | None:
        """The answer, empty where there is none; None where it is not known."""
        return self.answers.get(name)

    def is_blocked(self, flag: str) -> bool:
        """Whether the bucket or its account blocks public access in this way."""
        places = (self.answers.get("block"), self.answers.get("account_block"))
        return any(
            (place or {}).get("PublicAccessBlockConfiguration", {}).get(flag) for place in places
        )

    @property
    def acls_matter(self) -> bool:
        """Whether access lists of objects can let the public in."""
        if self.is_blocked("IgnorePublicAcls"):
            return False
        rules = (self.answers.get("ownership") or {}).get("OwnershipControls", {}).get("Rules", [])
        return all(rule.get("ObjectOwnership") != "BucketOwnerEnforced" for rule in rules)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who can read the objects of a bucket, as far as was seen."""

    grants: tuple[Grant, ...] = ()
    unknown: tuple[str, ...] = ()  # what could make it more open than what was seen
    besides: tuple[str, ...] = ()  # what else should be known of it

    def access_to(self, key: str) -> tuple[Access, str]:
        """Who can read an object, and the evidence in words."""
        grants = [grant for grant in self.grants if grant.is_about(key)]
        widest = max((grant.access for grant in grants), key=_ORDER.index, default=_ORDER[0])
        if widest is Access.RESTRICTED and self.unknown:
            widest = Access.UNKNOWN
        words = [grant.words for grant in sorted(grants, key=lambda one: -_ORDER.index(one.access))]
        if not words and not self.unknown:
            words = ["neither policy nor access list lets anyone in from outside the account"]
        return widest, "; ".join([*words, *self.unknown, *self.besides])

    def with_list(self, acl: Answer | None) -> "Judgement":
        """The same for an object whose own access list was read, or refused to be."""
        unknown = tuple(one for one in self.unknown if one != _OBJECT_LISTS)
        if acl is None:
            unknown += ("the object's access list was not seen (s3:GetObjectAcl may be missing)",)
        grants = acl_grants(acl or {}, "the object's access list", "read it")
        return Judgement((*self.grants, *grants), unknown, self.besides)


def judged(facts: Facts) -> Judgement:
    """What the answers of a bucket come to."""
    grants = (*_from_policy(facts), *_from_acl(facts))
    return Judgement(grants, tuple(_not_known(facts)), tuple(_besides(facts)))


def acl_grants(acl: Answer, whose: str, does: str) -> Iterator[Grant]:
    """Whom an access list lets read."""
    owner = acl.get("Owner", {}).get("ID")
    others = 0
    for one in acl.get("Grants", ()):
        grantee = one.get("Grantee", {})
        if one.get("Permission") not in _READING:
            continue
        uri = str(grantee.get("URI", ""))
        if uri.endswith(_ALL_USERS):
            yield Grant(Access.PUBLIC, f"{whose} lets everyone on the internet {does}")
        elif uri.endswith(_ALL_ACCOUNTS):
            yield Grant(Access.PUBLIC, f"{whose} lets anyone with any AWS account {does}")
        elif not uri and grantee.get("ID") != owner:
            others += 1
    if others:
        yield Grant(Access.GROUP, f"{whose} lets {others} other account(s) {does}")


def _from_policy(facts: Facts) -> Iterator[Grant]:
    status = (facts.answer("policy_status") or {}).get("PolicyStatus", {}).get("IsPublic")
    grants: Sequence[Grant] = ()
    if policy := (facts.answer("policy") or {}).get("Policy"):
        grants = policy_grants(str(policy))
    if status and not any(grant.access is Access.PUBLIC for grant in grants):
        grants = [*grants, Grant(Access.PUBLIC, "its policy status says that it is public")]
    for grant in grants:
        if grant.access is not Access.PUBLIC:
            yield grant
        elif facts.is_blocked("RestrictPublicBuckets"):
            words = "its policy is public, but Block Public Access overrides that"
            yield Grant(Access.RESTRICTED, words)
        else:
            yield grant


def _from_acl(facts: Facts) -> Iterator[Grant]:
    acl = facts.answer("acl") or {}
    for grant in acl_grants(acl, "the bucket's access list", "list the names of its objects"):
        if grant.access is Access.PUBLIC and facts.is_blocked("IgnorePublicAcls"):
            words = "its access list is public, but Block Public Access overrides that"
            yield Grant(Access.RESTRICTED, words)
        else:
            yield grant


def _not_known(facts: Facts) -> Iterator[str]:
    """What could make it more open than what was seen."""
    policy = facts.answer("policy") is None and facts.answer("policy_status") is None
    if policy and not facts.is_blocked("RestrictPublicBuckets"):
        yield f"its policy was not seen ({_missing(facts, 'policy')})"
    if facts.acls_matter:
        if facts.answer("acl") is None:
            yield f"its access list was not seen ({_missing(facts, 'acl')})"
        yield _OBJECT_LISTS


def _missing(facts: Facts, name: str) -> str:
    what = facts.refused.get(name, "not asked")
    return f"{what} is missing" if what.startswith("s3:") else what


def _besides(facts: Facts) -> Iterator[str]:
    if facts.answer("website"):
        yield "it is set up to be served as a website"
    if (facts.answer("versioning") or {}).get("Status"):
        yield "older versions of its objects are kept"
