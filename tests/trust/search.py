"""Looks for values in bytes, in every spelling that could be turned back into them."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import hyperscan
import regex

_SEPARATORS = regex.compile(r"[\s().\-/:]+")
# Shorter ones stand in other words by chance, so they count only as words of their own.
_SURE = 10
_SHORTEST = 5  # of a spelling other than the value itself
_HASHES = ("md5", "sha1", "sha256", "blake2b")


@dataclass(frozen=True, slots=True)
class Leak:
    """A value that was found where it must not be; which one, but not the value."""

    entity: str
    place: str  # which file it was planted in
    spelling: str  # "reversed", "sha256"


class Search:
    """All spellings of all values at once, each with what it would give away."""

    def __init__(self, secrets: Iterable[tuple[str, str, str]]) -> None:
        """`secrets`: entity, place and value of each."""
        self._wanted: dict[bytes, Leak] = {}
        for entity, place, value in secrets:
            for spelling, text in spellings(value):
                self._wanted.setdefault(text.lower(), Leak(entity, place, spelling))
        self._literals = list(self._wanted)
        self._database = hyperscan.Database()
        self._database.compile(
            expressions=[_literal(text) for text in self._literals],
            flags=hyperscan.HS_FLAG_CASELESS,
        )

    def __len__(self) -> int:
        """How many spellings are looked for."""
        return len(self._literals)

    def find(self, content: bytes) -> set[Leak]:
        """What stands in some bytes."""
        found: set[Leak] = set()

        def on_match(number: int, _start: int, end: int, _flags: int, _: object) -> None:
            text = self._literals[number]
            leak = self._wanted[text]
            is_sure = len(text) >= _SURE and leak.spelling != "whole"
            if is_sure or _is_word(content, end - len(text), end):
                found.add(leak)

        self._database.scan(content, match_event_handler=on_match)
        return found


def spellings(value: str) -> Iterator[tuple[str, bytes]]:
    """The value as it is, in other spacings, turned round, encoded, and as plain hashes."""
    plain = _SEPARATORS.sub("", value)
    texts = {"whole": value, "unspaced": plain, "spaced": _spaced(plain)}
    texts |= {"dashed": texts["spaced"].replace(" ", "-"), "url-encoded": quote(value, safe="")}
    texts |= {"reversed": value[::-1], "reversed, unspaced": plain[::-1]}
    for name, text in texts.items():
        if name == "whole" or len(text) >= _SHORTEST:
            yield name, text.encode()
    for text in {value, plain, plain.lower(), plain.upper()}:
        yield from _encoded(text.encode())


def _spaced(plain: str) -> str:
    """Ten digits as NHS numbers are written, other runs in pairs."""
    if plain.isdigit() and len(plain) == 10:
        return f"{plain[:3]} {plain[3:6]} {plain[6:]}"
    return " ".join(plain[at : at + 2] for at in range(0, len(plain), 2))


def _encoded(text: bytes) -> Iterator[tuple[str, bytes]]:
    if len(text) < _SHORTEST:
        return
    yield "hex", text.hex().encode()
    for shift in range(3):  # inside a longer run of base64, it may begin at any of three places
        whole = base64.b64encode(bytes(shift) + text)
        # The first and last characters depend on what stands beside the value.
        yield "base64", whole[(0, 2, 3)[shift] : (shift + len(text)) * 8 // 6]
    for name in _HASHES:
        yield name, hashlib.new(name, text).hexdigest().encode()
    yield "blake2b without a key", hashlib.blake2b(text, digest_size=8).hexdigest().encode()
    yield "sha256, base64", base64.b64encode(hashlib.sha256(text).digest())


def _literal(text: bytes) -> bytes:
    return b"".join(b"\\x%02x" % byte for byte in text)


def _is_word(content: bytes, start: int, end: int) -> bool:
    """Whether no letter or digit stands at either side."""
    return not (content[max(0, start - 1) : start].isalnum() or content[end : end + 1].isalnum())
