"""What is wrong with a user's recognizers: where it stands, and why, never what it says there.

An example in a user's file may be real, so no message repeats one: examples are named by number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from recognizers.declaration import DeclarationError

_SHOWN = 40  # characters of a key or name that a message repeats


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, told in one line."""

    file: str  # name inside the folder; "" for the folder itself
    rule: str  # the recognizer's name, or "recognizers[2]" where it has none; "" for the file
    field: str  # "" where it is about the rule as a whole
    reason: str  # what is wrong, and what would be right

    def __str__(self) -> str:
        """File, rule, field and reason."""
        return ": ".join(part for part in (self.file, self.rule, self.field, self.reason) if part)


class UserRulesError(DeclarationError):
    """A folder of recognizers is refused; all that is wrong with it, one line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shown(name: object) -> str:
    """A key or name short enough for one line."""
    text = repr(name)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean …?`, or all that is known where nothing is near."""
    names = sorted(known)
    near = get_close_matches(name.lower(), [one.lower() for one in names], n=1, cutoff=0.6)
    if near:
        return f"did you mean {next(one for one in names if one.lower() == near[0])}?"
    return f"known are {', '.join(names)}"
