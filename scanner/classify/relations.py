"""Who somebody is to a record: cared for, kin or contact, staff, or not said.

Told from the header a name stands under, from the key the record points at, and from a sentence
about who holds a key. Where nothing says it, it is unknown, never guessed.
"""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Final

from recognizers.context import normalise_header


class Relation(Enum):
    """What a record says somebody is. The order is that of how much it tells."""

    CARED_FOR = "person cared for"
    KIN = "kin or contact"
    STAFF = "staff"
    UNKNOWN = "unknown"


_KIN: Final = frozenset(
    "kin nok keyholder key holder contact emergency relative daughter son wife husband partner "
    "mother father parent guardian neighbour friend attorney advocate representative".split()
)
_STAFF: Final = frozenset(
    "carer gp doctor worker staff manager author assessor referrer nurse employee keyworker "
    "practitioner clinician consultant therapist completed reviewed recorded entered created "
    "updated visited supervisor coordinator".split()
)
# Of these, words for whom a list of staff is about.
_EMPLOYED: Final = frozenset("worker staff employee practitioner clinician member carer".split())
_CARED_FOR: Final = frozenset(
    "client patient resident subscriber tenant su pt cust customer".split()
)
_CARED_FOR_PHRASES: Final = ("service user", "cared for")
# Of letters and messages: somebody other than whom the text is about, we cannot say who.
_CORRESPONDENTS: Final = frozenset("sender from recipient to cc bcc reply".split())


@lru_cache(maxsize=4096)
def header_words(header: str) -> frozenset[str]:
    """The words of a header, which are few and come with every row."""
    return frozenset(normalise_header(header).split())


@lru_cache(maxsize=4096)
def of_header(header: str) -> Relation:
    """What the column or field says of whom it names."""
    plain = normalise_header(header)
    words = set(plain.split())
    for known, relation in ((_KIN, Relation.KIN), (_STAFF, Relation.STAFF)):
        if words & known:
            return relation
    if words & _CARED_FOR or any(phrase in plain for phrase in _CARED_FOR_PHRASES):
        return Relation.CARED_FOR
    return Relation.UNKNOWN


@lru_cache(maxsize=4096)
def is_other(header: str) -> bool:
    """Whether the column names people whom the record is not about."""
    words = header_words(header)
    return bool(words & _CORRESPONDENTS) or of_header(header) in (Relation.KIN, Relation.STAFF)


@lru_cache(maxsize=4096)
def is_employed(header: str) -> bool:
    """Whether the column is that of whom a list of staff is about."""
    return bool(header_words(header) & _EMPLOYED)


def of_local_ids(local_ids: Iterable[str]) -> Relation:
    """What the keys that a record bears say: `client_id`, `id` in a table of staff."""
    nouns = {key.split("\0")[-2] for key in local_ids if "\0" in key}
    if nouns & _CARED_FOR:
        return Relation.CARED_FOR
    return Relation.STAFF if nouns & _STAFF else Relation.UNKNOWN
