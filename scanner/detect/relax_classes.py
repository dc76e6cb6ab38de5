r"""Characters and classes of patterns: what `relax` needs to know of them."""

from functools import lru_cache

import regex

SIMPLE = frozenset("nrtfvae0")  # escapes that mean one character
# One class of plain characters and ranges, or one kind, or one plain character.
ONE_CHARACTER = regex.compile(
    r"\[\^?(?:[^\[\]\\]|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[rntwds.\-\[\]\\]))+\]"
    r"|\\[wds]|[0-9_ ,:;/#@-]"
)
# Long s, the Kelvin sign and the two Turkish i's.
_FOLDS = {0x17F: "s", 0x212A: "k", 0x130: "i", 0x131: "i"}


def code_of(item: str) -> int | None:
    """The code point of a class item; None where it is a kind."""
    if item.startswith(r"\x{"):
        return int(item[3:-1], 16)
    if (len(item) == 2 and item[1].isalnum()) or len(item) > 2:
        return ord("\n") if item[1] in SIMPLE else None
    return ord(item[-1])


def is_ascii(item: str) -> bool:
    """Whether a class item holds ASCII characters only; kinds are taken to."""
    code = code_of(item)
    return code is None or code < 0x80


def folding_to_ascii(first: str, last: str) -> str:
    """The ASCII letters that characters of this range are without regard to case."""
    low, high = code_of(first), code_of(last)
    if low is None or high is None:
        return ""
    return "".join(letter for code, letter in _FOLDS.items() if low <= code <= high)


@lru_cache(maxsize=4096)
def border_of(edge: str, unwanted: str) -> str:
    """`edge` or any character but the unwanted ones; "" where that cannot be said safely.

    Only ASCII characters count as unwanted, and only where both cases do: no case is known here.
    """
    if not ONE_CHARACTER.fullmatch(unwanted):
        return ""
    listed = {chr(code) for code in range(128) if regex.fullmatch(unwanted, chr(code), regex.ASCII)}
    if any(char.swapcase() not in listed for char in listed):
        return ""
    return f"(?:{edge}|[^{_ranges(sorted(listed))}])" if listed else ""


def _ranges(chars: list[str]) -> str:
    """The inside of a character class that holds these ASCII characters."""
    parts: list[str] = []
    start = 0
    for index in range(1, len(chars) + 1):
        if index == len(chars) or ord(chars[index]) != ord(chars[index - 1]) + 1:
            first, last = (rf"\x{ord(char):02x}" for char in (chars[start], chars[index - 1]))
            parts.append(first if first == last else f"{first}-{last}")
            start = index
    return "".join(parts)
