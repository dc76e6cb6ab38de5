"""Reading of names in running text: where a name ends, and what only looks like one.

Expressions find where a name may begin; word lists decide how far it goes. Not here: names that
nothing marks (no title, label, known given name or header), which need a language model.
"""

from collections.abc import Iterator
from functools import cache

import regex

from recognizers.declaration import Finder, Pattern, RawMatch, compiled
from recognizers.name_shapes import FULL_NAME_CELL
from recognizers.words import load

PLAIN_CASE: int = regex.DOTALL | regex.MULTILINE

_TOKEN = regex.compile(r"[^\s]+")
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor rev revd reverend sir lady lord dame master cllr".split()
)


# A number behind it, or a colon, tells a form's next field: "Edna Clegg Ward 7".
_PLACE = regex.compile(
    r"(?: [A-Z][a-z]+)? (?:House|Hospital|Hospice|Surgery|Ward|Court|Street|Road|Lodge|Centre"
    r"|School|Wing|Library|College|Infirmary|Avenue|Lane|Crescent|Terrace|Gardens|University"
    r"|Museum|Foundation|Trust|Prize|Award|Clinic|Building)(?![A-Za-z]|:| ?[0-9])"
)


# Of the words that are surnames too, those that few streets and buildings are called with.
_BEHIND_GIVEN = frozenset({"green", "hall", "ward"})
_NUMBERED = regex.compile(r"[ -]?[0-9]")
# What stands before a place that is called after somebody.
_PLACED = regex.compile(r"\b(?:on|at|in|into|the|near|queen|king|st|royal)\s+\Z", regex.IGNORECASE)
_ON_WARD = regex.compile(
    r"\b(?:on|at|in|into|the|near|queen|king|st|royal|to|from|of|off)\s+\Z", regex.IGNORECASE
)
_PLACED_REACH = 8


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of a list, in small letters, however many stand on a line."""
    return frozenset(word.lower() for line in load(name) for word in line.split())


def reader(
    patterns: tuple[Pattern, ...], *, before_label: bool = False, not_places: bool = False
) -> Finder:
    """A finder that takes what the patterns mark and cuts off what is no part of the name.

    `before_label`: a word that a colon follows is the next label of a form, not a name.
    `not_places`: a name that a place bears is nobody's: Florence Nightingale House.
    """

    def find_names(text: str) -> Iterator[RawMatch]:
        for pattern in patterns:
            for found in compiled(pattern.regex, PLAIN_CASE).finditer(text):
                start, end = found.span("value")
                cut = _end_of_name(text, start, end, before_label)
                if cut is not None and not (not_places and _PLACE.match(text, cut)):
                    yield RawMatch(start, cut, pattern.score, pattern.name)

    return find_names


def plainly(patterns: tuple[Pattern, ...]) -> Finder:
    """A finder that takes what the patterns match, for texts that a plainer one has selected."""

    def find_names(text: str) -> Iterator[RawMatch]:
        for pattern in patterns:
            for found in compiled(pattern.regex, PLAIN_CASE).finditer(text):
                start, end = found.span("value")
                yield RawMatch(start, end, pattern.score, pattern.name)

    return find_names


def _end_of_name(text: str, start: int, end: int, before_label: bool) -> int | None:
    """Where the name that begins at `start` ends, or None where there is none."""
    last: int | None = None
    words = 0
    titled = False
    given = False  # the word before is a given name
    for token in _TOKEN.finditer(text, start, end):
        word = token.group().strip(".,'\u2019-").lower()
        if not words and word in _TITLES:
            titled = True
            continue
        surname_place = (titled and not words) or (
            given and word in _BEHIND_GIVEN and _may_be_surname(text, start, token)
        )
        if _ends_name(word, surname_place):
            break
        if before_label and words and text[token.end() : token.end() + 2].lstrip()[:1] == ":":
            break
        last = token.end()
        words += len(word) > 1
        given = words == 1 and word in _listed("given_names")
    if last is None or not words or (words < 2 and not titled and not before_label):
        return None
    return last - (text[last - 1] in "-'\u2019")


def _may_be_surname(text: str, start: int, token: "regex.Match[str]") -> bool:
    """Whether "Ward" behind a given name is a surname: not "on Victoria Ward", "Mary Ward 7"."""
    if _NUMBERED.match(text, token.end()):
        return False
    placed = _ON_WARD if token.group().lower().startswith("ward") else _PLACED
    return placed.search(text, max(0, start - _PLACED_REACH), start) is None


def _ends_name(word: str, in_surname_place: bool) -> bool:
    """Whether the word is no part of a name; behind a title "Hall" and "Ward" are."""
    if in_surname_place and word in _listed("surnames_too"):
        return False
    return word in _listed("not_names")


def no_name(value: str) -> bool:
    """Whether a cell of a name column names nobody: unknown, n/a, Front Door."""
    words = value.lower().split()
    if value.lower().strip(" .") in load("blanks") or sum(map(str.isalpha, value)) < 2:
        return True
    return len(words) > 1 and all(word in _listed("not_names") for word in words)


def no_surname_first(value: str) -> bool:
    """Whether what stands before the comma is a word and no surname: NOTE, Edna."""
    surname = value.partition(",")[0].lower()
    return surname in _listed("not_names") and surname not in _listed("surnames_too")


def no_full_name(value: str) -> bool:
    """Whether a cell under "Client" or "Carer" is no full name: Active, Care Home, new client."""
    if not compiled(FULL_NAME_CELL, PLAIN_CASE).fullmatch(value):
        return True
    words = [word.strip(".,") for word in value.lower().split()]
    surname = words[0] if "," in value else words[-1]
    if surname in _listed("surnames_too") and not _listed("given_names").isdisjoint(words):
        words.remove(surname)  # John Ward, and Hall, Doris; not Beech Hall
    return not _listed("not_names").isdisjoint(words)
