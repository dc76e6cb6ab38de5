"""What a language model takes for a name and what is one: a filter against its usual mistakes.

Small models call times, medicines, streets, companies, headings and codes people. A span must
look like a full name; words that belong to no name are cut off its ends.
"""

from functools import cache
from typing import Any

import regex

from recognizers.words import load
from scanner.detect.language_text import no_names

Span = tuple[int, int]

_TOKEN = regex.compile(r"[^\s,;:()\[\]\"“”]+")
_NAME_WORD = regex.compile(
    r"(?:\p{Lu}\.?(?:\p{Lu}\.?)?|(?:\p{Lu}['’]|Mc|Mac|O['’])?\p{Lu}[\p{L}\p{M}]+"
    r"(?:['’\-]\p{L}[\p{L}\p{M}]+)*)"
)
_ABBREVIATED = regex.compile(r"\p{Lu}{3,4}|\p{Lu}[\p{L}]{2,}\.")  # HTML Tidy, Wis. Stat
_PARTICLES = frozenset(
    "van von de der den la le du da dos del al el bin ap ferch nic ni mac".split()
)
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor rev revd reverend sir lady lord dame cllr sister".split()
)
# What stands behind a name and makes it a place, a body, an illness or a thing.
_MADE_OF = frozenset(
    """
    academy act agency agreement ambulance arms association avenue bank bridge building cafe
    care castle centre charity chemist chemists church city clinic close college committee
    company consultants cottage council county court cycle day disease estate farm fields
    foundation garden gardens green group grove hall harbour health hill home homes hospice
    hospital hotel house housing inc infirmary institute lane library limited llp lodge ltd mews
    mill museum nhs nursery palsy park partners partnership pharmacies pharmacy place plc point
    practice primary prize products project road row scale scheme school score services shop
    society solicitors solutions square st station store stores street supplies surgery syndrome
    system team terrace test theatre tower town trust university villa village ward way wharf
    yard
    """.split()
)
# Endings that medicines share (stems of international nonproprietary names). Three letters must
# stand before them: April and Parin are people.
_MEDICINE = regex.compile(
    r".{3,}(?:olol|pril|sartan|statin|azole|cillin|mycin|cycline|azepam|zolam|dipine|gliptin"
    r"|formin|oxetine|triptan|xaban|parin|floxacin|dronate|tidine|thiazide|semide|profen|codeine"
    r"|gliflozin|phylline|terol|lukast|solone|sone|mab)",
    regex.IGNORECASE,
)


def name_in(text: str, start: int, end: int) -> Span | None:
    """The full name inside a span that a model took for one, or None."""
    line = text.find("\n", start, end)
    if line >= 0:  # two cells of a form, read as one
        return name_in(text, start, line) or name_in(text, line + 1, end)
    tokens = _kept(list(_TOKEN.finditer(text, start, end)))
    words = [_bare(token.group()) for token in tokens]
    if not words:
        return None
    words[-1] = words[-1].rstrip(".")  # the end of a sentence
    if not _is_name(words) or _followed_by_thing(text, tokens[-1].end()):
        return None
    return tokens[0].start(), tokens[-1].start() + len(words[-1])


def _kept(tokens: list[Any]) -> list[Any]:
    """Without words at either end that are no part of a name."""
    while tokens and _is_outside(tokens[0].group(), first=True):
        tokens.pop(0)
    for index, token in enumerate(tokens):
        if index and _is_outside(token.group(), first=False):
            return tokens[:index] if _plain(token.group()) not in _MADE_OF else []
    return tokens


def _is_outside(word: str, *, first: bool) -> bool:
    plain = _plain(word)
    if first and plain in _PARTICLES:
        return False
    return plain in no_names() or plain in _MADE_OF or (first and plain in _roles())


def _is_name(words: list[str]) -> bool:
    names = [word for word in words if word.lower() not in _PARTICLES]
    if any(_plain(word) in _TITLES for word in names[:1]):
        names = names[1:]
        enough = 1
    else:
        enough = 2
    if not enough <= len(names) <= 4 or not all(map(_NAME_WORD.fullmatch, names)):
        return False
    if _ABBREVIATED.fullmatch(names[0]):
        return False
    long = [word for word in names if len(word.strip(".")) > 2]
    if not long or len(names[-1].strip(".")) < 2 or all(word.isupper() for word in names):
        return False
    return not any(_MEDICINE.fullmatch(word) for word in long)


def _followed_by_thing(text: str, end: int) -> bool:
    """Whether the next word makes the name a street, a company or an illness."""
    rest = _TOKEN.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0") else None
    if text[end : end + 2] in ("'s", "’s"):
        rest = _TOKEN.match(text, end + 3)
    return rest is not None and _plain(rest.group()) in _things()


@cache
def _things() -> frozenset[str]:
    return _MADE_OF | {word.lower() for line in load("street_types") for word in line.split()}


@cache
def _roles() -> frozenset[str]:
    return frozenset(word.lower() for line in load("job_titles") for word in line.split())


def _bare(word: str) -> str:
    """Without the possessive and what punctuation is left at the end."""
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return word.rstrip("'’-") or word


def _plain(word: str) -> str:
    return _bare(word).strip(".").lower()
