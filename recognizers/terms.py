"""Word lists as expressions: one compact pattern for many terms, in the spellings people use.

A blank in a term stands for white space or a hyphen, a hyphen may be left out, an apostrophe may
be straight, curly or missing, and letters may be joined in ligatures as PDF text has them.
"""

from collections.abc import Iterable

from recognizers.declaration import Pattern
from recognizers.words import load

# A word ends where no letter follows; file names join words with underscores and digits.
WORD_START, WORD_END = r"(?<![A-Za-z\u00c0-\u024f])", r"(?![A-Za-z\u00c0-\u024f])"
SPACE = r"[\s\-]{1,2}"

_PIECES = {
    " ": SPACE,
    "-": r"[\s\-]?",
    "'s ": rf"(?:['\u2019]?s)?{SPACE}",  # "Bell palsy" as well as "Bell's palsy"
    "'": r"['\u2019]?",
    "ffi": r"(?:ffi|\ufb00i|\ufb03)",
    "ffl": r"(?:ffl|\ufb00l|\ufb04)",
    "ff": r"(?:ff|\ufb00)",
    "fi": r"(?:fi|\ufb01)",
    "fl": r"(?:fl|\ufb02)",
    "\u00e9": r"(?:e\u0301?|[\u00e9\u00c9])",  # as escapes, which every engine reads alike
    "\u00e7": r"(?:c\u0327?|[\u00e7\u00c7])",
    "\u00f6": r"(?:o\u0308?|[\u00f6\u00d6])",
}
_LONGEST = max(map(len, _PIECES))

Tree = dict[str, "Tree"]


def any_of(*lists: str) -> str:
    """An expression for every term of the named word lists."""
    return any_term(term for name in lists for term in load(name))


def any_term(terms: Iterable[str]) -> str:
    """An expression for every term; of several that fit, the longest is taken."""
    tree: Tree = {}
    for term in terms:
        node = tree
        for piece in _pieces(term.lower()):
            node = node.setdefault(piece, {})
        node[""] = {}
    return _expression(tree)


def select(*lists: str) -> Pattern:
    """What texts must hold for a term of the named word lists to be in them; takes in more."""
    return select_terms(term for name in lists for term in load(name))


def select_terms(terms: Iterable[str]) -> Pattern:
    """The same for terms: one literal each, which a text is searched for at great speed.

    A term that holds the literal of a shorter one needs none of its own.
    """
    literals: list[str] = []
    for term in sorted(set(terms), key=lambda term: (term.count(" "), len(term), term)):
        runs = _runs(term.lower())
        if not any(literal in run for literal in literals for run in runs):
            longest = max(runs, key=len)
            alone = " " not in term and (len(longest) >= _DISTINCT or len(runs) == 1)
            literals.append(longest if alone else _JOINT.join(runs))
    return Pattern("a word of the list", "|".join(literals), 0.0)


# What may stand between stretches, in bytes: blanks, hyphens, apostrophes, ligatures.
_JOINT = r".{0,16}"
_DISTINCT = 5  # letters; shorter stretches of a term are in too many other words


def _runs(term: str) -> list[str]:
    """The stretches of the term that have one spelling only."""
    pieces = [piece if piece.isalnum() else "\0" for piece in _pieces(term)]
    return [run for run in "".join(pieces).split("\0") if run]


def _pieces(term: str) -> Iterable[str]:
    """The term cut into expressions for a letter or a group of letters each."""
    at = 0
    while at < len(term):
        for length in range(_LONGEST, 0, -1):
            piece = _PIECES.get(term[at : at + length])
            if piece is not None:
                break
        else:
            length, piece = 1, _literal(term[at])
        yield piece
        at += length


def _literal(letter: str) -> str:
    return letter if letter.isalnum() else rf"\{letter}"


def _expression(tree: Tree) -> str:
    """Longest first: whatever goes on is tried before the end of a term."""
    branches = [piece + _expression(rest) for piece, rest in sorted(tree.items()) if piece]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")
