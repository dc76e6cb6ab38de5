"""What a detector found in one document, and how its names and values compare with the truth."""

from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from scanner.classify.redact import name_tokens

# The corpus's name of an entity -> the names by which detectors report it.
NAMES: dict[str, frozenset[str]] = {
    # The corpus labels illness of every kind; a finer name of it is as right.
    "HEALTH_CONDITION": frozenset(
        {"HEALTH_CONDITION", "MENTAL_HEALTH", "SEXUAL_HEALTH", "DISABILITY", "GENETIC_DATA"}
    ),
    "MEDICINE": frozenset({"MEDICINE", "MEDICATION"}),
    "UK_SORT_CODE": frozenset({"UK_SORT_CODE", "SORT_CODE"}),
    "UK_BANK_ACCOUNT": frozenset({"UK_BANK_ACCOUNT", "BANK_ACCOUNT"}),
}
# Text of free length: overlapping by half is enough.
LOOSE = frozenset(
    {"KEY_LOCATION", "KEY_SAFE_LOCATION", "KEYHOLDER", "ENTRY_METHOD", "STREET_ADDRESS"}
)
_NEITHER = regex.compile(r"[^0-9a-z]+")
_WORD = regex.compile(r"[\w'’]+")


class Found(NamedTuple):
    """One finding, its value in memory only."""

    entity: str
    value: str
    confidence: float


class Column(NamedTuple):
    """A run of extracted texts and the header above them ("" where there is none)."""

    header: str
    texts: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """What one detector made of one document."""

    found: list[Found] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    people_at_least: int = 0
    people_up_to: int = 0


def names_of(entity: str) -> frozenset[str]:
    """How detectors may call an entity of the corpus."""
    return NAMES.get(entity, frozenset({entity}))


def canonical(entity: str, value: str) -> str:
    """A value without separators, so that written forms compare equal."""
    if entity == "PERSON":
        return " ".join(sorted(name_tokens(value)))
    if entity in LOOSE:
        return " ".join(_WORD.findall(value.lower()))
    plain = _NEITHER.sub("", value.lower())
    return regex.sub(r"^440?", "0", plain) if entity == "PHONE_NUMBER" else plain


def same(entity: str, truth: str, found: str) -> bool:
    """Whether two canonical values are the same finding."""
    if entity not in LOOSE:
        return truth == found
    one, other = set(truth.split()), set(found.split())
    return 2 * len(one & other) >= max(len(one), len(other), 1)
