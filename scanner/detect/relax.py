r"""Patterns rewritten so that a byte matcher never misses what `regex` would find.

A prefilter may select too much, never too little. In text that is not plain ASCII the two kinds
of engine disagree about `\w`, `\d`, `\s` and `\b`; here these are widened to take every
non-ASCII character, and word borders are dropped. What cannot be rewritten safely raises
`CannotRelax`; such a pattern is then tried on every text.

Byte matchers have no look-around and would drop it, so that "ks" is seen in every "weeks". The
commonest kind, one character that must not stand before or behind the whole match, is turned into
one that must: `(?<![a-z])ks` becomes `(?:^|[^a-z])ks`. The match is then a character longer, but it
still ends in the same value, for values are joined with a separator.
"""

import regex

from scanner.detect.relax_classes import (
    ONE_CHARACTER,
    SIMPLE,
    border_of,
    code_of,
    folding_to_ascii,
    is_ascii,
)

_ANY_BEYOND_ASCII = r"\x{80}-\x{10ffff}"
_INLINE_FLAGS = regex.compile(r"\(\?([a-z]*)(?:-([a-z]+))?([:)])")
_LOOKAROUND = ("(?=", "(?!", "(?<=", "(?<!")
_OPENING = regex.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|[^<]|P[=>]))?")
_RANGE = regex.compile(r"-(?!\])")
_BACK_REFERENCE = regex.compile(r"\\[1-9]|\(\?P=|\\g")


class CannotRelax(ValueError):  # noqa: N818 - a signal between two functions, not a failure
    """The pattern uses something that has no safe over-approximation here."""


def relax(pattern: str, *, beyond_ascii: bool, re2: bool = False) -> str:
    """The pattern in the common syntax of Hyperscan and RE2, selecting at least as much.

    `beyond_ascii`: it will meet text that is not ASCII. `re2`: for RE2, which has no look-around
    (Hyperscan weakens it by itself in prefilter mode) and whose `\\s` lacks the vertical tab.
    """
    if beyond_ascii and any(c.isalpha() and not c.isascii() for c in pattern):
        raise CannotRelax("letters beyond ASCII may fold case differently")
    return _Relaxer(pattern, beyond_ascii, re2).run()


class _Relaxer:
    def __init__(self, pattern: str, beyond_ascii: bool, re2: bool) -> None:
        self.pattern, self.at, self.out = pattern, 0, list[str]()
        self.beyond_ascii, self.re2 = beyond_ascii, re2
        # Whether nothing has been consumed yet on this path; and the same at each open group.
        self.fresh, self.at_groups = True, list[bool]()

    def run(self) -> str:
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char == "(":
                self._group()
            elif char in "|)":
                self._end_of_path(char)
            elif char in "^$":
                self.out.append(char)
                self.at += 1
            else:
                self.out.append(self._consumed(char))
                self.fresh = False
        return "".join(self.out)

    def _consumed(self, char: str) -> str:
        if char == "\\":
            return self._escape_outside_class()
        if char == "[":
            return self._character_class()
        self.at += 1
        return char

    def _end_of_path(self, char: str) -> None:
        self.out.append(char)
        self.at += 1
        if char == "|":
            self.fresh = self.at_groups[-1] if self.at_groups else True
        else:
            self.fresh = False
            self.at_groups = self.at_groups[:-1]

    def _escape_outside_class(self) -> str:
        char = self._escaped()
        if char == "A":
            return "^"
        if char in ("Z", "z"):
            return "$"
        if char in ("b", "B"):
            return "(?:)" if self.beyond_ascii or char == "B" else r"\b"
        if char in ("w", "d", "s"):
            return f"[{self._kind(char, widen=True)}]"
        return self._literal(char)

    def _kind(self, char: str, *, widen: bool) -> str:
        beyond = _ANY_BEYOND_ASCII if widen and self.beyond_ascii else ""
        return rf"\{char}" + (r"\x{b}" if char == "s" and self.re2 and widen else "") + beyond

    def _character_class(self) -> str:
        self.at += 1
        opening = "[^" if self._take("^") else "["
        parts = [r"\]"] if self._take("]") else []
        while not self._take("]"):
            if self.at >= len(self.pattern) or self.pattern.startswith("[:", self.at):
                raise CannotRelax("character class")
            parts.append(self._class_item(negated=opening == "[^"))
        if not self.beyond_ascii and not any(parts):
            return r"[^\x00-\x7f]" if opening == "[" else r"[\x00-\x7f]"
        return f"{opening}{''.join(parts)}]"

    def _class_item(self, *, negated: bool) -> str:
        """One character, kind or range; what lies beyond ASCII is left out where none will be."""
        first = self._class_end(negated)
        ends = [first]
        if code_of(first) is not None and _RANGE.match(self.pattern, self.at):
            self.at += 1
            ends.append(self._class_end(negated))
        if self.beyond_ascii or (is_ascii(first) and is_ascii(ends[-1])):
            return "-".join(ends)
        folded = "" if negated else folding_to_ascii(first, ends[-1])
        return (f"{first}-\\x7f" if is_ascii(first) else "") + folded

    def _class_end(self, negated: bool) -> str:
        char = self.pattern[self.at]
        if char != "\\":
            self.at += 1
            return r"\[" if char == "[" else char
        char = self._escaped()
        if char in ("w", "d", "s"):
            return self._kind(char, widen=not negated)
        if char in ("W", "D", "S") and negated and self.beyond_ascii:
            raise CannotRelax("negated class of a negated kind")
        return rf"\{char}" if char == "b" else self._literal(char)

    def _escaped(self) -> str:
        if self.at + 1 >= len(self.pattern):
            raise CannotRelax("ends in a backslash")
        char = self.pattern[self.at + 1]
        self.at += 2
        return char

    def _literal(self, char: str) -> str:
        """An escape that means one character or one kind, in the common syntax."""
        digits = {"x": 2, "u": 4, "U": 8}.get(char)
        if digits is not None:
            code = self.pattern[self.at : self.at + digits]
            if not regex.fullmatch(r"[0-9A-Fa-f]+", code) or len(code) != digits:
                raise CannotRelax("character code")
            self.at += digits
            return rf"\x{{{int(code, 16):x}}}"
        if char.isascii() and char.isalpha() and char not in SIMPLE and char not in "wdsWDS":
            raise CannotRelax(f"escape \\{char}")
        return rf"\{char}" if char.isascii() else char

    def _group(self) -> None:
        if self.pattern.startswith(_LOOKAROUND, self.at):
            self._lookaround()
            return
        if self.pattern.startswith("(?#", self.at):
            self.at = self._end_of_group(self.at) + 1
            return
        flags = _INLINE_FLAGS.match(self.pattern, self.at)
        if flags is not None and set(flags[1] + (flags[2] or "")) - set("ims"):
            raise CannotRelax("inline flags")
        # All else is matched without regard to case anyway, so other case flags may go.
        if flags is not None and flags[3] == ")":
            self.at = flags.end()
            return
        # What is repeated begins anew each time, and then something stands before it.
        repeated = self.pattern[self._end_of_group(self.at) + 1 :][:1] in tuple("*+?{")
        self.fresh = self.fresh and not repeated
        self.at_groups.append(self.fresh)
        opening = flags or _OPENING.match(self.pattern, self.at)
        if opening is None:
            raise CannotRelax("group")
        plain = "(?-i:" if flags is not None and "i" in (flags[2] or "") else "(?:"
        self.out.append(plain if flags is not None else opening.group())
        self.at = opening.end()

    def _lookaround(self) -> None:
        """One character at an outer border becomes a character; all else is left out."""
        end = self._end_of_group(self.at)
        inner = self.pattern[self.at : end]
        if "(" in inner[1:] and _BACK_REFERENCE.search(self.pattern):
            raise CannotRelax("groups would be counted anew")
        rest = self.pattern[end + 1 :]
        at_end = not rest.strip(")") or (rest.startswith("|") and not self.at_groups)
        border = ""
        if inner.startswith("(?<!") and self.fresh:
            border = border_of("^", inner[4:])
        elif inner.startswith("(?!") and at_end:
            border = border_of("$", inner[3:])
        elif inner.startswith("(?<=") and self.fresh and ONE_CHARACTER.fullmatch(inner[4:]):
            border = relax(inner[4:], beyond_ascii=self.beyond_ascii, re2=self.re2)
        self.out.append(border or "(?:)")
        self.fresh = self.fresh and not border
        self.at = end + 1

    def _end_of_group(self, start: int) -> int:
        depth, at, in_class = 0, start, False
        while at < len(self.pattern):
            char = self.pattern[at]
            if char == "\\":
                at += 1
            elif in_class:
                in_class = char != "]"
            elif char == "[":
                in_class = True
            elif char in "()":
                depth += 1 if char == "(" else -1
                if depth == 0:
                    return at
            at += 1
        raise CannotRelax("unbalanced group")

    def _take(self, text: str) -> bool:
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True
