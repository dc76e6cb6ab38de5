"""What makes a way into a home worse: who lives there, and when nobody does.

Told from the findings of a person's own record, while their values are still there. Only the fact
is kept, in words that name nothing of the value.
"""

from collections.abc import Iterable
from typing import Final

import regex

# Fact -> the words that say it, whole words, in any finding of the record.
_SAID: Final[dict[str, str]] = {
    "lives alone": r"liv(?:es|ing) alone|alone at night|on (?:his|her|their) own",
    "does not hear well": r"deaf|hearing (?:loss|aids?|impair\w*)|hard of hearing|hoh",
    "dementia": r"dementia|alzheimer\w*|memory loss|confus\w+",
    "does not see well": r"blind|macular|sight loss|visual(?:ly)? impair\w*|glaucoma",
    "cannot move well": r"bed ?bound|bedbound|immobile|hoisted?|wheelchair",
    "visit times": r"visits? (?:at|from|between)|(?:morning|lunch|tea|evening|night) calls?",
    "absence dates": r"away (?:from|until|till)|on holiday|in hospital (?:from|until)|respite",
}
_PATTERNS: Final = {
    fact: regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE) for fact, words in _SAID.items()
}
_ANY: Final = regex.compile(rf"\b(?:{'|'.join(_SAID.values())})\b", regex.IGNORECASE)
_SHORTEST: Final = 2


def facts(values: Iterable[str]) -> set[str]:
    """The facts that the values of one record tell."""
    text = "\n".join(value for value in values if len(value) > _SHORTEST)
    if not text or not _ANY.search(text):
        return set()
    return {fact for fact, pattern in _PATTERNS.items() if pattern.search(text)}
