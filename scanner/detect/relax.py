r"""Patterns rewritten so that a byte matcher never misses what `regex` would find.

A prefilter may select too much, never too little. In text that is not plain ASCII the two kinds
of engine disagree about `\w`, `\d`, `\s` and `\b`; here these are widened to take every
non-ASCII character, and word borders are dropped. What cannot be rewritten safely raises
`CannotRelax`; such a pattern is then tried on every text.
"""

import regex

_ANY_BEYOND_ASCII = r"\x{80}-\x{10ffff}"
_SIMPLE = frozenset("nrtfvae0")
_INLINE_FLAGS = regex.compile(r"\(\?([a-z]*)(?:-([a-z]+))?([:)])")
_LOOKAROUND = ("(?=", "(?!", "(?<=", "(?<!")


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

    def run(self) -> str:
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char == "\\":
                self.out.append(self._escape_outside_class())
            elif char == "[":
                self.out.append(self._character_class())
            elif self.pattern.startswith("(?", self.at):
                self._group()
            else:
                self.out.append(char)
                self.at += 1
        return "".join(self.out)

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
        negated = self._take("^")
        parts = ["[^" if negated else "["]
        if self._take("]"):
            parts.append(r"\]")
        while not self._take("]"):
            if self.at >= len(self.pattern) or self.pattern.startswith("[:", self.at):
                raise CannotRelax("character class")
            parts.append(self._class_item(negated))
        return "".join(parts) + "]"

    def _class_item(self, negated: bool) -> str:
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
        if char.isascii() and char.isalpha() and char not in _SIMPLE and char not in "wdsWDS":
            raise CannotRelax(f"escape \\{char}")
        return rf"\{char}" if char.isascii() else char

    def _group(self) -> None:
        if self.re2 and self.pattern.startswith(_LOOKAROUND, self.at):
            self.at = self._end_of_group(self.at) + 1
            self.out.append("(?:)")
            return
        if self.pattern.startswith("(?#", self.at):
            self.at = self._end_of_group(self.at) + 1
            return
        flags = _INLINE_FLAGS.match(self.pattern, self.at)
        if flags is not None and set(flags[1] + (flags[2] or "")) - set("ims"):
            raise CannotRelax("inline flags")
        # Letters are matched without regard to case anyway, so case flags may go.
        text = f"(?{flags[3]}" if flags is not None and flags[3] == ":" else None
        if flags is not None and text is None:
            self.at = flags.end()
            return
        self.out.append(text or "(?")
        self.at = flags.end() if flags is not None else self.at + 2

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
