"""Names of people in the names of files and folders: `Clegg Edna care plan.docx`.

Document stores are full of them, and no title or label stands beside such a name. What stands
there is the kind of document, of those that are kept one per person.
"""

from collections.abc import Iterator
from functools import cache

import regex

from recognizers.declaration import Pattern, RawMatch, Recognizer
from recognizers.names import PERSON
from recognizers.words import load

# The header under which a path's segments are looked at; see `scanner.pipeline`.
HEADER = "file name"

_KIND = "|".join(
    regex.escape(kind).replace(r"\ ", "[ _-]?")
    for kind in sorted(load("personal_documents"), key=lambda kind: (-len(kind), kind))
)
_CAPITAL = r"A-Z\u00c0-\u00d6\u00d8-\u00de"
_LETTER = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
_WORD = rf"[{_CAPITAL}][{_LETTER}'’-]{{1,24}}"
_NAME = rf"{_WORD}(?:[ _,]{{1,2}}{_WORD}){{0,2}}"
_GAP = r"[ _,-]{1,3}"
_NUMBER = rf"(?:[0-9][0-9 ]{{3,12}}{_GAP})?"
_FLAGS = regex.DOTALL
_FORMS = (
    Pattern(
        "name, kind of document",
        rf"^(?:[0-9]{{4}}[0-9-]{{0,6}}{_GAP})?(?P<value>{_NAME}){_GAP}{_NUMBER}"
        rf"(?i:{_KIND})(?![{_LETTER}])",
        0.6,
    ),
    Pattern(
        "kind of document, name",
        rf"^(?i:{_KIND}){_GAP}(?i:(?:for|of|re){_GAP})?(?P<value>{_NAME})"
        r"(?=[ _,-]{1,3}[0-9(v]|\.|$)",
        0.6,
    ),
)
# Words that begin a file name of such a kind and name nobody.
_NOBODY = frozenset(
    "blank template example sample new old draft final signed scanned copy annual monthly weekly "
    "daily quarterly yearly team staff company group general office fire generic completed empty "
    "telecare policy lone moving handling manual covid infection environmental quality internal "
    "external service services business health safety home visit initial full short long standard "
    "updated revised master all my our the of and for job exit return stage peer code design board "
    "audit management performance practice clinical social mental capacity financial risk care "
    "support discharge referral hospital medication client patient resident carer employee".split()
)


@cache
def _common() -> frozenset[str]:
    return frozenset(word.lower() for line in load("not_names") for word in line.split()) | _NOBODY


def _find(text: str) -> Iterator[RawMatch]:
    for form in _FORMS:
        for found in regex.finditer(form.regex, text, _FLAGS, timeout=5):
            start, end = found.span("value")
            words = regex.split(r"[ _,]+", found["value"].lower())
            if _common().isdisjoint(words):
                yield RawMatch(start, end, form.score, form.name)


PERSON_IN_FILE_NAME = Recognizer(
    name="person_in_file_name",
    entity=PERSON,
    patterns=_FORMS,
    finder=_find,
    flags=_FLAGS,
    headers=(HEADER,),
    context_score=0.7,
    requires_header=True,
    header_examples=(
        (HEADER, "Clegg Edna care plan.docx"),
        (HEADER, "2017 Okafor care plan.docx"),
        (HEADER, "Discharge Parmar 2026-09-12.pdf"),
        (HEADER, "Bielski 9990000018 discharge.txt"),
        (HEADER, "Risk_Assessment_Edna_Clegg.docx"),
    ),
    counter_examples=("Clegg Edna care plan.docx",),
)

RECOGNIZERS: tuple[Recognizer, ...] = (PERSON_IN_FILE_NAME,)
