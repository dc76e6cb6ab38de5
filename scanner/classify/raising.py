"""What makes a way into a home worse: who lives there, and when nobody does.

Told from the findings of a person's own record, while their values are still there. Only the fact
is kept, in words that name nothing of the value.
"""

from collections.abc import Sequence
from typing import Final

import regex

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
