"""The names of one record: whose the record is, and who else is named in it.

Split columns are joined, repeats removed, and a name that stands in running text inside a row
("Kenneth Wadsworth holds the spare key") is not taken for that of whom the row is about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from scanner.classify.redact import name_tokens
from scanner.classify.relations import (
    Relation,
    header_words,
    is_employed,
    is_other,
    of_header,
)

_FAMILY: Final = frozenset("surname last family lname".split())
_GIVEN: Final = frozenset("forename forenames first given fname christian middle".split())
# Headers whose cells are one name and nothing else.
_NAMING: Final = frozenset(
    "name names fullname client patient resident person subscriber tenant customer member su "
    "who pid display".split()
)
# What a title, a label, a header, or given name and surname score; a language model scores less.
_MARKED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Named:
    """One name in a record."""

    tokens: tuple[str, ...]
    relation: Relation
    own: bool  # stands where a record says whom it is about
    employed: bool = False  # stands where a list of staff says whom it is about
    marked: bool = True  # by a title, a label, a header or a full form; else it is a guess


@dataclass(frozen=True, slots=True)
class Written:
    """A name as it was found."""

    value: str
    header: str
    holds_key: bool  # stands within a sentence about who holds a key
    in_row: bool = False  # of a table or message, whose headers say what stands there
    score: float = 1.0  # of the finding


def whole_names(found: Iterable[Written]) -> list[Named]:
    """Each person once, in the fullest spelling; those whom the record is about come first."""
    split: dict[bool, list[str]] = {True: [], False: []}
    whole: list[Named] = []
    for name in found:
        tokens = name_tokens(name.value)
        if not tokens:
            continue
        words = header_words(name.header)
        if words & (_FAMILY | _GIVEN):
            split[is_other(name.header)].extend(tokens)
        else:
            employed = not name.holds_key and is_employed(name.header)
            own, marked = _is_own(name, words), name.score >= _MARKED
            whole.append(Named(tokens, _relation(name), own, employed, marked))
    joined = [
        Named(tuple(tokens), Relation.KIN if other else Relation.UNKNOWN, not other)
        for other, tokens in split.items()
        if tokens
    ]
    return _without_repeats(sorted(joined + whole, key=lambda named: not named.own))


def _relation(name: Written) -> Relation:
    return Relation.KIN if name.holds_key else of_header(name.header)


def _is_own(name: Written, words: frozenset[str]) -> bool:
    if name.holds_key or is_other(name.header):
        return False
    cared_for = of_header(name.header) is Relation.CARED_FOR
    return not name.in_row or cared_for or not words or not words.isdisjoint(_NAMING)


def _without_repeats(names: Sequence[Named]) -> list[Named]:
    """ "Mrs Clegg" and "Edna" go where "Edna Clegg" stands in the record."""
    fullest: list[Named] = []
    for name in sorted(names, key=lambda name: -len(name.tokens)):  # stable: first among equals
        if not any(set(name.tokens) <= set(full.tokens) for full in fullest):
            fullest.append(name)
    # In the order of their first mention, each in its fullest spelling.
    first = (next(f for f in fullest if set(name.tokens) <= set(f.tokens)) for name in names)
    return list(dict.fromkeys(first))
