"""The written forms of names, as expressions.

Two kinds: selectors say which texts to read, forms say where in them a name begins. The plainer
a selector, the faster all other texts are passed over; `name_reading` decides where a name ends.
"""

from recognizers.borders import CELL_END, CELL_START
from recognizers.declaration import Pattern
from recognizers.words import load


def _given_names() -> str:
    """An expression for every given name in the list, however its letters are encoded."""
    by_first: dict[str, list[str]] = {}
    for line in load("given_names"):
        for name in line.split():
            by_first.setdefault(name[0], []).append(name[1:])
    groups = (
        f"{first}(?:{'|'.join(map(_spellings, sorted(rest)))})"
        for first, rest in sorted(by_first.items())
    )
    return "(?:" + "|".join(groups) + ")"


# Typography and Unicode write some letters in more than one way; PDF text is full of ligatures.
_SPELLINGS = {
    "\u00e2": r"(?:\u00e2|a\u0302)",
    "ff": r"(?:ff|\ufb00)",
    "fi": r"(?:fi|\ufb01)",
    "fl": r"(?:fl|\ufb02)",
    "\u00c2": r"(?:\u00c2|A\u0302)",
}


def _spellings(rest: str) -> str:
    """A name in small or all capital letters, with accents and ligatures in every form."""
    expression = f"{rest}|{rest.upper()}"
    for plain, every in _SPELLINGS.items():
        expression = expression.replace(plain, every)
    return expression


# Letters beyond ASCII as ranges: Latin-1 and Latin Extended-A, and accents of their own.
_UPPER = r"A-Z\u00c0-\u00d6\u00d8-\u00de"
_LETTER = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0300-\u036f\ufb00-\ufb06"
_START, _END = rf"(?<![0-9_{_LETTER}])", rf"(?![0-9_{_LETTER}])"
_SPACE = r"[ \u00a0]{1,2}"
_WORD = rf"[{_UPPER}][{_LETTER}'\u2019\-]{{1,24}}"
_SMALL_WORD = r"[a-z][a-z'\u2019\-]{1,24}"
_INITIALS = rf"(?:[{_UPPER}]\.?){{1,3}}"
_PARTICLE = r"(?:(?:van|von|de|der|den|la|le|du|da|dos|al|el|bin|ap|ferch) ){0,2}"
_NAME_PART = rf"{_PARTICLE}(?:{_WORD}|{_INITIALS})"
_FULL_NAME = rf"{_NAME_PART}(?:{_SPACE}{_NAME_PART}){{0,3}}"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Revd|Reverend|Sir|Lady|Lord|Dame|Master|Cllr"
    r"|MR|MRS|MISS|DR|PROF|REV)"
)
_GIVEN = _given_names()


def _either(list_name: str) -> str:
    return "|".join(sorted(load(list_name), key=lambda term: (-len(term), term)))


TITLED = (
    Pattern("title", rf"{_START}(?P<value>{_TITLE}\.?{_SPACE}{_FULL_NAME}){_END}", 0.7),
    # "ms", "miss" and "dr" in small letters mean too much else without a given name.
    Pattern(
        "title in small letters",
        rf"{_START}(?P<value>(?:mrs?|(?:ms|miss|dr) (?i:{_GIVEN}))\.?{_SPACE}"
        rf"(?:(?i:{_GIVEN}){_SPACE})?{_SMALL_WORD}){_END}",
        0.6,
    ),
)
_BEHIND_LABEL = r"[ \t]{0,3}(?::|=| - )[ \t]{0,8}\n?[ \t]{0,8}"
_LABEL_START = rf"(?<![0-9_{_LETTER}\-])"
LABELLED = (
    Pattern(
        "label",
        rf"{_LABEL_START}(?i:{_either('name_labels')}){_BEHIND_LABEL}"
        rf"(?P<value>(?:{_TITLE}\.?{_SPACE})?{_FULL_NAME}){_END}",
        0.8,
    ),
    # "name:" in small letters is a key of a configuration file more often than of a form, and
    # one word behind "Name:" is more often a thing.
    Pattern(
        "Name",
        rf"{_LABEL_START}(?:Name|NAME){_BEHIND_LABEL}(?P<value>(?:{_TITLE}\.?{_SPACE})?"
        rf"(?:{_NAME_PART}(?:{_SPACE}{_NAME_PART}){{1,3}}|{_GIVEN})){_END}",
        0.8,
    ),
)
GIVEN = (
    Pattern(
        "given name and surname",
        rf"{_START}(?P<value>{_GIVEN}{_SPACE}{_FULL_NAME}){_END}",
        0.6,
    ),
    Pattern(
        "behind a verb, in small letters",
        rf"{_START}(?:told|rang|phoned|informed|asked|visited|met|saw|seen by|spoke to|spoke with"
        rf"|called|advised|texted|with|by|for) (?P<value>(?i:{_GIVEN}) {_SMALL_WORD}){_END}",
        0.55,
    ),
)
# "ivy c ks 4219": how texts and rotas name a client, at the start of a line. The words below are
# not only names, and "i" is not only a letter.
_ALSO_WORDS = (
    "may|will|mark|grace|rose|hope|joy|dawn|pat|bill|rob|art|don|sue|april|june|faith|gene|jack|bob"
)
GIVEN_AND_INITIAL = Pattern(
    "given name and initial",
    rf"(?<![^\r\n])[ \t]{{0,4}}(?P<value>(?!(?:{_ALSO_WORDS}) )(?i:{_GIVEN}) [A-HJ-Za-hj-zI])"
    r"(?=[ ,.:;\-]|$)",
    0.55,
)
# How lists and registers are sorted: "CLEGG, Edna". In small letters the line must hold no more.
_SECOND = rf"(?:{_SPACE}(?:{_WORD}|{_INITIALS}))?"
SURNAME_FIRST = (
    Pattern(
        "surname in capitals first",
        rf"{_START}(?P<value>[{_UPPER}][{_UPPER}'\u2019\-]{{2,24}},{_SPACE}{_GIVEN}{_SECOND}){_END}",
        0.6,
    ),
    Pattern(
        "surname first",
        rf"{CELL_START}(?P<value>{_WORD},{_SPACE}{_GIVEN}{_SECOND}){_END}"
        r"(?=[ \t]{0,8}(?:[\r\n(,;|\t]|$))",
        0.55,
    ),
)
IN_ROLE = (
    Pattern(
        "role and name",
        rf"{_START}(?:{_either('job_titles')}) (?P<value>{_WORD}{_SPACE}{_FULL_NAME}){_END}",
        0.55,
    ),
)

TITLED_SELECTOR = Pattern(
    "title", rf"{_START}(?:{_TITLE}|mrs?|ms|miss|dr)\.?{_SPACE}[{_LETTER}]", 0.6
)
LABELLED_SELECTOR = Pattern(
    "label", rf"{_START}(?i:{_either('name_labels')}|name)[ \t]{{0,3}}(?::|=| - )", 0.8
)
GIVEN_SELECTOR = Pattern("given name", rf"{_START}(?i:{_GIVEN})[ \u00a0]{{1,2}}[{_LETTER}]", 0.55)
SURNAME_SELECTOR = Pattern("surname first", rf",[ \u00a0]{{1,2}}{_GIVEN}{_END}", 0.55)
IN_ROLE_SELECTOR = Pattern("role", rf"{_START}(?:{_either('job_titles')}) [{_UPPER}]", 0.55)

# A cell of a name column: any letters, since the header vouches for them.
CELL = Pattern(
    "whole cell",
    rf"{CELL_START}(?P<value>[{_LETTER}][{_LETTER}'\u2019.,^ \-]{{0,48}}[{_LETTER}.^]){CELL_END}",
    0.7,
)
# Where the header names only a kind of person, the cell must look like a full name.
FULL_NAME_CELL = rf"(?:{_TITLE}\.?{_SPACE})?{_WORD}(?:,?{_SPACE}(?:{_WORD}|{_INITIALS})){{1,3}}"
