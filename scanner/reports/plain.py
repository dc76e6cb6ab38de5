"""Text from a share made safe to print: names of files and folders are hostile.

A name may hold terminal escapes, line breaks, characters that turn the direction of writing, or
a spreadsheet formula. Nothing here knows markup: whoever prints must pass text, not markup.
"""

import unicodedata
from urllib.parse import unquote

_REPLACEMENT = "�"
# Cc control, Cf format (bidi and zero-width included), Cs surrogates of undecodable names,
# Co private use, Cn unassigned, Zl and Zp line and paragraph separators.
_HOSTILE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ELLIPSIS = "…"


def clean(text: object) -> str:
    """One line of visible characters; each other character becomes a replacement mark."""
    return "".join(
        _REPLACEMENT if unicodedata.category(char) in _HOSTILE else char for char in str(text)
    )


def shorten(text: str, width: int) -> str:
    """At most `width` characters: the middle gives way, since both ends tell a path apart."""
    if len(text) <= width:
        return text
    head = max(0, (width - 1) // 3)
    tail = width - 1 - head
    return text[:head] + _ELLIPSIS + (text[-tail:] if tail else "")


def cell(value: object) -> str:
    """A value for a spreadsheet: cleaned, and never a formula."""
    if value is None:
        return ""
    text = str(value)
    # A negative number is written by us; a text that looks like one is not.
    guarded = isinstance(value, str) and text.lstrip(" ").startswith(_FORMULA_STARTS)
    return ("'" if guarded else "") + clean(text)


def place(uri: str, targets: list[str]) -> str:
    """A uri as people read it: relative to its target, percent signs decoded, cleaned.

    With several targets the name of the target stays in front. The target itself is ".".
    """
    for target in sorted(targets, key=len, reverse=True):
        root = target.rstrip("/")
        if uri.rstrip("/") == root or uri.startswith((root + "/", root + "!/")):
            below = uri[len(root) :].strip("/").removeprefix("!/")
            if len(targets) > 1:
                below = f"{root.rsplit('/', 1)[-1]}/{below}".rstrip("/")
            return clean(unquote(below)) or "."
    return clean(unquote(uri))
