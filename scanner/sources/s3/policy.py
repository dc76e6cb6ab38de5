"""Whom a bucket policy lets read, in words. Denials are mentioned, not weighed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from scanner.model import Access

# Whoever may list reads names, and names are data too.
_CONTENT = ("s3:getobject", "s3:getobjectversion")
_READING = (*_CONTENT, "s3:listbucket")
_ORGANISATION = frozenset({"aws:principalorgid", "aws:principalorgpaths"})
_SHOWN = 5  # names of principals
_VARIABLE = re.compile(r"\$\{[^}]*\}")  # filled in when someone asks: anything, for us
_NAME = re.compile(r"[A-Za-z0-9+=,.@_/:*-]{1,128}")

Statement = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Grant:
    """Someone who can read, in words."""

    access: Access
    words: str
    keys: tuple[str, ...] = ("*",)  # patterns of the keys it is about

    def is_about(self, key: str) -> bool:
        """Whether it lets read the object with this key."""
        return any(pattern == "*" or fnmatchcase(key, pattern) for pattern in self.keys)


def policy_grants(policy: str) -> list[Grant]:
    """All whom the statements of a policy let read."""
    try:
        statements = json.loads(policy).get("Statement", [])
    except (ValueError, AttributeError, RecursionError):
        return [Grant(Access.RESTRICTED, "its policy could not be understood")]
    rows = [one for one in _listed(statements) if isinstance(one, dict) and _reads(one)]
    grants = [grant for row in rows if row.get("Effect") == "Allow" for grant in _grants(row)]
    if grants and any(row.get("Effect") == "Deny" for row in rows):
        grants.append(Grant(Access.RESTRICTED, "the policy also denies some of it"))
    return list(dict.fromkeys(grants))


def _reads(statement: Statement, actions: Sequence[str] = _READING) -> bool:
    if "NotAction" in statement:
        return True
    wanted = [str(one).lower() for one in _listed(statement.get("Action"))]
    return any(fnmatchcase(action, pattern) for pattern in wanted for action in actions)


def _grants(statement: Statement) -> Iterator[Grant]:
    """Whom a statement lets read; one that lets nobody in names nobody."""
    names = _principals(statement.get("Principal"))
    if "NotPrincipal" in statement or "*" in names:
        access, who = _everyone(sorted(set(_condition_keys(statement.get("Condition")))))
    elif names:
        access = Access.GROUP
        who = ", ".join(names[:_SHOWN]) + (" and more" if len(names) > _SHOWN else "")
    else:
        return
    does = "read" if _reads(statement, _CONTENT) else "list the names of its objects"
    yield Grant(access, f"its policy lets {who} {does}", tuple(_keys(statement)))


def _everyone(conditions: list[str]) -> tuple[Access, str]:
    """Anyone at all, or anyone who meets the conditions."""
    if not conditions:
        return Access.PUBLIC, "everyone on the internet"
    shown = ", ".join(conditions)
    if any(key.lower() in _ORGANISATION for key in conditions):
        return Access.EVERYONE_INTERNAL, f"everyone in the AWS organisation ({shown})"
    return Access.GROUP, f"anyone who meets a condition on {shown}"


def _keys(statement: Statement) -> Iterator[str]:
    """Patterns of the keys a statement is about; a bucket alone stands for all of its names."""
    for resource in _listed(statement.get("Resource", "*")):
        _, slash, pattern = _VARIABLE.sub("*", str(resource)).partition("/")
        yield pattern.replace("[", "[[]") if slash else "*"


def _condition_keys(conditions: object) -> Iterator[str]:
    if isinstance(conditions, dict):
        for tests in conditions.values():
            yield from map(_shown, tests if isinstance(tests, dict) else ())


def _principals(principal: object) -> list[str]:
    """The names of those a statement speaks of; "*" is everyone."""
    if isinstance(principal, dict):
        pairs = [(kind, name) for kind, names in principal.items() for name in _listed(names)]
    else:
        pairs = [("AWS", name) for name in _listed(principal)]
    everyone = any(kind == "AWS" and name == "*" for kind, name in pairs)
    return ["*"] if everyone else sorted({_named(str(name)) for _, name in pairs})


def _named(principal: str) -> str:
    """A role, user, account or service as a person would call it."""
    if principal.isdecimal():
        return f"account {principal}"
    if not principal.startswith("arn:"):
        return _shown(principal)
    *_, account, resource = principal.split(":", 5)
    return f"account {account}" if resource == "root" else _shown(f"{resource} of {account}")


def _shown(name: str) -> str:
    """A name out of a policy, if it is one."""
    return name if _NAME.fullmatch(name.replace(" ", "")) else "someone"


def _listed(value: object) -> list[Any]:
    """A policy writes one thing where it could write a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
