"""What a key of a user's recognizer may hold: one parser a kind of value, saying what is allowed.

No message repeats a value: what stands in the wrong place may be an example.
"""

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Any

import regex

from recognizers.declaration import DEFAULT_FLAGS, Check, compiled
from recognizers.user_checks import CHECKS
from recognizers.user_nesting import nested_repeats
from recognizers.user_problems import nearest, shown

Parser = Callable[[Any], Any]
Note = Callable[[str, str], None]  # field, reason

_MAX_PATTERN = 5_000  # characters; longer ones belong into a word list, not an expression
_MAX_NESTED = 8  # repeats inside repeats
_MAX_WINDOW = 10_000


class WrongValueError(ValueError):
    """A value is wrong; the message says what is allowed."""


def read_table(
    table: Mapping[str, Any], known: Mapping[str, Parser], required: Collection[str], note: Note
) -> dict[str, Any]:
    """The values of a table as parsed; everything wrong with it goes to `note`."""
    for key in table:
        if key not in known:
            note(shown(key), f"is no key here; {nearest(str(key), known)}")
    for key in required:
        if key not in table:
            note(key, "is missing")
    parsed: dict[str, Any] = {}
    for key in (one for one in known if one in table):
        try:
            parsed[key] = known[key](table[key])
        except WrongValueError as error:
            note(key, str(error))
    return parsed


def text(value: Any) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("must be a text in quotes, not empty")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts, none empty."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise WrongValueError('must be a list of texts, such as ["a", "b"]')
    return tuple(value)


def words(value: Any) -> tuple[str, ...]:
    """Words and phrases. Case never matters to them, so they are taken in lower case."""
    return tuple(dict.fromkeys(word.strip().lower() for word in texts(value)))


def share(value: Any) -> float:
    """A number from 0 to 1."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value <= 1:
        raise WrongValueError("must be a number from 0 to 1")
    return float(value)


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise WrongValueError("must be true or false")
    return value


def version(value: Any) -> int:
    """A whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise WrongValueError("must be a whole number from 1")
    return value


def window(value: Any) -> tuple[int, int]:
    """Characters looked at before and after a value."""
    whole = isinstance(value, list) and all(type(one) is int for one in value)
    if not whole or len(value) != 2 or not all(0 <= one <= _MAX_WINDOW for one in value):
        raise WrongValueError(f"must be two whole numbers from 0 to {_MAX_WINDOW:,}")
    return value[0], value[1]


def member(kind: type[Enum]) -> Parser:
    """A member of an enumeration, by its name in any case."""

    def parse(value: Any) -> Enum:
        found = kind.__members__.get(value.upper()) if isinstance(value, str) else None
        if found is None:
            raise WrongValueError(f"must be one of {', '.join(kind.__members__)}")
        return found

    return parse


def check(value: Any) -> tuple[Check, float]:
    """A check by its name, with the share that chance alone passes."""
    known = CHECKS.get(value) if isinstance(value, str) else None
    if known is None:
        raise WrongValueError(f"no check is called so; known are {', '.join(sorted(CHECKS))}")
    return known


def header_examples(value: Any) -> tuple[tuple[str, str], ...]:
    """Pairs of a header and a value below it."""
    keys = {"header", "value"}
    sound = isinstance(value, list) and all(isinstance(v, dict) and set(v) == keys for v in value)
    if not sound or not all(isinstance(part, str) and part for v in value for part in v.values()):
        raise WrongValueError('must be a list such as [{header = "Ref", value = "A-1"}]')
    return tuple((one["header"], one["value"]) for one in value)


def expression(value: Any, flags: int = DEFAULT_FLAGS) -> str:
    """A regular expression."""
    pattern = text(value)
    if len(pattern) > _MAX_PATTERN:
        raise WrongValueError(f"is longer than {_MAX_PATTERN:,} characters; write several patterns")
    if nested_repeats(pattern) > _MAX_NESTED:
        raise WrongValueError(f"nests repeats more than {_MAX_NESTED} deep; write it flatter")
    try:
        compiled(pattern, flags)
    except regex.error as error:
        raise WrongValueError(f"is no regular expression: {_what(error)}") from None
    except (RecursionError, ValueError, OverflowError, MemoryError, KeyError):
        raise WrongValueError("is no regular expression that can be compiled") from None
    return pattern


def _what(error: Any) -> str:
    """What `regex` has against an expression, and where."""
    place = "" if error.pos is None else f" (at character {error.pos + 1})"
    return f"{error.msg}{place}"
