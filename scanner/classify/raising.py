"""What makes a way into a home worse: who lives there, and when nobody is there.

Told from the findings of a person's own record, while their values are still there. Only the fact
is kept, in words that name nothing of the value.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import regex

from recognizers.declaration import Entity, Role
from scanner.classify.mentions import Mention

# Fact -> the words that say it, whole words, in any finding of the record.
_SAID: Final[dict[str, str]] = {
    "does not hear well": r"deaf|hearing (?:loss|aids?|impair\w*)|hard of hearing|hoh",
    "dementia": r"dementia|alzheimer\w*|memory loss|confus\w+",
    "does not see well": r"blind|macular|sight loss|visual(?:ly)? impair\w*|glaucoma",
    "cannot move well": r"bed ?bound|bedbound|immobile|hoisted?|wheelchair",
}
# Those that are findings of their own.
_FOUND: Final = {
    "LIVES_ALONE": "lives alone",
    "VISIT_TIMES": "visit times",
    "ABSENCE_DATES": "absence dates",
}
# Fact -> how it is said of one person, and of several.
_SAYING: Final[dict[str, tuple[str, str]]] = {
    "lives alone": ("lives alone", "live alone"),
    "dementia": ("has dementia", "have dementia"),
    "does not hear well": ("does not hear well", "do not hear well"),
    "does not see well": ("does not see well", "do not see well"),
    "cannot move well": ("cannot move well", "cannot move well"),
    "visit times": ("has visits at times that are told", "have visits at times that are told"),
    "absence dates": ("is away on days that are told", "are away on days that are told"),
}
# Beside what is found of health, what tells of such things in passing.
_TELLING: Final = frozenset({Role.HOME_METHOD, Role.HOME_DETAIL})
FACTS: Final = tuple(_SAYING)
_PATTERNS: Final = {
    fact: regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE) for fact, words in _SAID.items()
}
_ANY: Final = regex.compile(rf"\b(?:{'|'.join(_SAID.values())})\b", regex.IGNORECASE)
_SHORTEST: Final = 2


def facts(mentions: Sequence[Mention]) -> set[str]:
    """The facts that the findings of one record tell."""
    found = {_FOUND[m.entity.name] for m in mentions if m.entity.name in _FOUND}
    text = "\n".join(m.value for m in mentions if len(m.value) > _SHORTEST)
    if not text or not _ANY.search(text):
        return found
    return found | {fact for fact, pattern in _PATTERNS.items() if pattern.search(text)}


def kept(said: Iterable[str], left: Sequence[str], entities: Mapping[str, Entity]) -> list[str]:
    """The facts that findings of the entities left can have told."""
    found = {_FOUND[name] for name in left if name in _FOUND}
    known = [entities[name] for name in left if name in entities and name not in _FOUND]
    if any(entity.needs_person or entity.role in _TELLING for entity in known):
        found |= _SAID.keys()
    return [fact for fact in said if fact in found]


def told(people: Mapping[str, int]) -> str:
    """A sentence about those whose home could be entered; "" where nothing is known of them."""
    said = [
        f"{count:,} {_SAYING[fact][count != 1]}" for fact in FACTS if (count := people.get(fact, 0))
    ]
    if not said:
        return ""
    most = ", ".join(said[:-1])
    return f"Of those whose home could be entered, up to {most}{' and ' if most else ''}{said[-1]}."
