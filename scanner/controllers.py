"""Whose data it is: rules that name the controller of an object, or of single records in it.

A processor serves many controllers, and each of them asks about its own people. A rule is a line:

    Northshire Council = path:clients/northshire/**
    Northshire Council = target:s3://northshire-*
    Northshire Council = tag:customer=northshire
    Hill Surgery = ods:A81001
    Northshire Council = column:customer_id=17
    {} = path:clients/{}/**             the folder's name is the controller's
    {} = column:customer_name           so is the value of a column, or of a tag
    {} = ods                            every ODS code is a controller of its own

Rules for records (`column`, `ods`) decide over those for objects; of several, the first that fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from recognizers.context import normalise_header
from scanner.errors import ConfigError
from scanner.model import DataObject
from scanner.naming import below

ANY = "{}"
_KINDS = ("path", "target", "tag", "column", "ods")
_RULE = re.compile(r"\s*(?P<name>.+?)\s*=\s*(?P<kind>[a-z]+)(?::(?P<rest>.*?))?\s*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `name` is "{}" where what was matched names the controller."""

    name: str
    kind: str  # one of `_KINDS`
    pattern: str  # a glob on path or target; the name of a tag or column, header-normalised
    value: str | None = None  # of the tag, column or ODS code; None: any


@dataclass(frozen=True, slots=True)
class Controllers:
    """All rules of a sweep. Picklable."""

    rules: tuple[Rule, ...] = ()

    def of_object(self, obj: DataObject) -> str:
        """The controller of all that lies in an object, or ""."""
        named = (_of_object(rule, obj) for rule in self.rules)
        return next((name for name in named if name), "")

    @property
    def columns(self) -> tuple[Rule, ...]:
        """The rules on columns, in order."""
        return tuple(rule for rule in self.rules if rule.kind == "column")

    def of_value(self, header: str | None, value: str) -> str:
        """The controller that a column of a record names, or ""."""
        plain = normalise_header(header or "")
        for rule in self.columns:
            if rule.pattern == plain and value.strip() and rule.value in (None, value.strip()):
                return value.strip() if rule.name == ANY else rule.name
        return ""

    def of_ods(self, code: str) -> str:
        """The controller that an ODS code stands for, or ""."""
        plain = code.strip().upper()
        for rule in self.rules:
            if rule.kind == "ods" and rule.value in (None, plain):
                return plain if rule.name == ANY else rule.name
        return ""


def controllers(lines: Sequence[str]) -> Controllers:
    """The rules of a configuration. Raises `ConfigError` that names the line."""
    return Controllers(tuple(_rule(line) for line in lines))


def _rule(line: str) -> Rule:
    said = _RULE.fullmatch(line)
    if said is None or said["kind"] not in _KINDS:
        raise ConfigError(
            f"controller {line!r}: write NAME = KIND:PATTERN, KIND being one of {', '.join(_KINDS)}"
        )
    name, kind, rest = said["name"], said["kind"], (said["rest"] or "").strip()
    if not rest and kind != "ods":
        raise ConfigError(f"controller {line!r}: say what the {kind} is, such as {kind}:clients")
    if kind in ("path", "target"):
        if (name == ANY) != (rest.count(ANY) == 1):
            raise ConfigError(f"controller {line!r}: write {{}} once on both sides, or on none")
        return Rule(name, kind, rest)
    if kind == "ods":
        if not rest and name != ANY:
            raise ConfigError(f"controller {line!r}: say which code, such as ods:A81001")
        return Rule(name, kind, "", rest.upper() or None)
    key, sign, value = (part.strip() for part in rest.partition("="))
    if not sign and name != ANY:
        raise ConfigError(f"controller {line!r}: say which value, such as {kind}:{key}=17")
    return Rule(name, kind, normalise_header(key) if kind == "column" else key, value or None)


def _of_object(rule: Rule, obj: DataObject) -> str:
    if rule.kind == "target":
        return _globbed(rule, obj.container)
    if rule.kind == "path":
        return _globbed(rule, below(obj))
    if rule.kind == "tag":
        for key, value in obj.labels:
            if key == rule.pattern and rule.value in (None, value):
                return value if rule.name == ANY else rule.name
    return ""


def _globbed(rule: Rule, text: str) -> str:
    found = _expression(rule.pattern).fullmatch(text)
    if found is None:
        return ""
    return str(found["named"]) if rule.name == ANY else rule.name


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    """A glob in which `{}` stands for one segment; `*` stays inside one, `**` does not."""
    pieces = re.split(r"(\{\}|\*\*|\*|\?)", pattern)
    known = {ANY: "(?P<named>[^/]+)", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(known.get(piece) or re.escape(piece) for piece in pieces), re.S)
