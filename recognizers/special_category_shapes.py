"""The shapes that recognizers of words and of columns share: traps, leads, cells.

A trap takes in what stands right beside a term and shows that it is nobody's data ("Alzheimer's
Society", "dementia training", "Mr Parkinson's"); the whole is then rejected.
"""

import re
from collections.abc import Iterator

from recognizers.borders import CELL_END, CELL_START
from recognizers.context import normalise_header
from recognizers.dates import parse_dates
from recognizers.declaration import Finder, Pattern, RawMatch
from recognizers.terms import SPACE, WORD_END, WORD_START, any_of
from recognizers.words import load

# Generic talk, courses and organisations before or behind a term: it describes nobody.
_GENERIC_BEFORE = re.compile(
    rf"{WORD_START}(?:{any_of('generic_before')}){WORD_END}[^.!?\r\n]*\Z", re.IGNORECASE
)
_GENERIC_AFTER = re.compile(rf"{WORD_START}(?:{any_of('generic_after')})", re.IGNORECASE)
# How far from a term they are looked for, in code points; and how far what raises its score.
_BEFORE, _AFTER, _BESIDE = 40, 25, 25
# What explains an ambiguous word stands close to it.
WINDOW = (40, 25)

_TAIL = (
    "awareness|friends|friendly|society|association|foundation|research|charity|uk|action|"
    "training|courses?|policy|policies|procedures?|modules?|e-?learning|champions?|campaign|"
    "leaflets?|strategy|conference|matters|leads?|teams?|boards?|officers?|level|manager|"
    "guidance|handbook|specialists?|nurse specialist|services?|units?|wards?|support groups?|"
    "of (?:bad |good |sheer )?(?:luck|genius|snow|rain|midnight)"
)
_TRAP_TAIL = rf"(?:{SPACE}(?:care{SPACE})?(?:{_TAIL}){WORD_END})?"
_ENDS_IN_TAIL = re.compile(rf".*{SPACE}(?:{_TAIL})\Z", re.IGNORECASE | re.DOTALL)
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof)"
_TRAP_TITLE = rf"(?:{_TITLE}\.?{SPACE}(?:[a-z]\.?{SPACE})?)?"
_BEGINS_WITH_TITLE = re.compile(rf"{_TITLE}\.?{SPACE}", re.IGNORECASE)

# Words before which, or behind which, an ambiguous word speaks of somebody's state.
_LEADS = (
    "had|has|having|suffers from|suffered|suffering from|after|since|following|previous|recurrent|"
    "history of|h/o|hx of|diagnosed with|diagnosis of|known|post|due to|denies|is|was|been|feels|"
    "feeling|seems|appears|very|increasingly|more|lives with|living with"
)
_BETWEEN = (
    "an?|his|her|their|the|my|severe|mild|moderate|chronic|acute|clinical|second|another|minor|"
    "major|bad|of|some|further|very"
)
LEAD = (
    rf"(?i:(?:{_LEADS.replace(' ', SPACE)})(?:{SPACE}(?:{_BETWEEN})){{0,2}}{SPACE}|"
    r"(?:diagnosis|pmhx?|dx|problem list|conditions?)[ \t]{0,2}[:\-][ \t]{0,2}|\?[ ]{0,1})"
)

# A yes is no code and no name, but it says all there is to say of a flag.
_NO_VALUES = frozenset((*load("blanks"), *load("no_values"))) - {"y", "yes", "t", "true"}
_TRAINING = re.compile(
    r"\b(?:complet|expir|attend|booked|due|pass(?:ed)?|renew|overdue|level [1-5]|certificate)",
    re.IGNORECASE,
)


def reading(*forms: Pattern, cased: bool = False, beside: Pattern | None = None) -> Finder:
    """A finder of these forms, generic talk left out. `beside` raises the score of what it is near.

    The standard library's expressions: on long alternations some ten times as fast as `regex`.
    """
    flags = re.DOTALL | re.MULTILINE | (0 if cased else re.IGNORECASE)
    expressions = [(re.compile(form.regex, flags), form) for form in forms]
    raised = beside.score if beside is not None else 0.0
    near = re.compile(beside.regex if beside is not None else r"(?!)", flags)

    def find(text: str) -> Iterator[RawMatch]:
        for expression, form in expressions:
            for found in expression.finditer(text):
                start, end = found.span("value")
                if _describes_nobody(text, start, end):
                    continue
                low, high = max(0, start - _BESIDE), end + _BESIDE
                score = max(form.score, raised) if near.search(text, low, high) else form.score
                yield RawMatch(start, end, score, form.name)

    return find


def _describes_nobody(text: str, start: int, end: int) -> bool:
    if _GENERIC_AFTER.search(text, end, end + _AFTER):
        return True
    # A slice, so that the term begins where it ends.
    return _GENERIC_BEFORE.search(text[max(0, start - _BEFORE) : start]) is not None


def word(expression: str, score: float) -> Pattern:
    """Terms as whole words."""
    return Pattern("word", rf"{WORD_START}(?P<value>(?:{expression})s?){WORD_END}", score)


def told(expression: str, score: float, name: str = "word") -> Pattern:
    """Terms as whole words, an organisation or a course behind them taken in."""
    return Pattern(name, rf"{WORD_START}(?P<value>(?:{expression})s?{_TRAP_TAIL}){WORD_END}", score)


def told_of_nobody(value: str) -> bool:
    """Whether the term is part of the name of an organisation, a course or a person."""
    return bool(_ENDS_IN_TAIL.fullmatch(value) or _BEGINS_WITH_TITLE.match(value))


def eponym(expression: str, score: float) -> Pattern:
    """Terms that may be surnames: a title before them is taken in."""
    value = rf"{_TRAP_TITLE}(?:{expression}){_TRAP_TAIL}"
    return Pattern("eponym", rf"{WORD_START}(?P<value>{value}){WORD_END}", score)


def led(expression: str, score: float) -> Pattern:
    """Ambiguous terms behind words that tell of somebody's state: "had a fall"."""
    return Pattern(
        "told of somebody",
        rf"{WORD_START}{LEAD}(?P<value>(?:{expression}){_TRAP_TAIL}){WORD_END}",
        score,
    )


def cell(expression: str, score: float, name: str) -> Pattern:
    """A whole cell of this form."""
    return Pattern(name, rf"{CELL_START}(?P<value>{expression}){CELL_END}", score)


ANY_CELL = r"[^\r\n]{1,300}?"
WORDED_CELL = r"[A-Za-z][^\r\n]{1,120}?"


def no_value(value: str) -> bool:
    """Whether a cell says nothing about anybody: blank, no, a bare date, a finished course."""
    plain = value.strip().lower()
    return (
        plain in _NO_VALUES
        or normalise_header(plain) in _NO_VALUES
        or not any(map(str.isalnum, plain))
        or bool(_TRAINING.search(plain))
        or (len(plain) <= 20 and bool(parse_dates(plain)))
    )
